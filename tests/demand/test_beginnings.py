"""Advice to stop a young theme says that what drew is older; without an offer it is held to no month before it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from pipeline.demand import reasons, report, stopping
from pipeline.demand.ledger import Ledger
from pipeline.model.theme import Offer, Period, Theme
from tests.demand.ledgers import START, UNTIL, catalogue, hours, lead, ledger, offer, post, speech, story, theme

LATER = "after what drew: those leads may come from what was done before."


def advice(facts: Ledger) -> str:
    """What is said of promoting performance."""
    steps = stopping.to_stop(report.assemble(facts), speech(facts))
    return next(step.text for step in steps if "promoting Performance" in step.text)


@pytest.mark.parametrize(("days", "months"), [(89, None), (91, 3), (300, 10)])
def test_what_drew_began_earlier_by_an_hour(days: int, months: int | None) -> None:
    facts = story(5)
    early = hours("architecture", START - timedelta(days=days), 5)
    said = advice(replace(facts, efforts=(early, *facts.efforts)))
    assert (f"But it began {months} months {LATER}" in said) if months else ("it began" not in said)


def test_by_an_offer_or_a_post_as_well() -> None:
    facts = story(5)
    old = replace(facts.catalogue, offers={**facts.catalogue.offers, "workshop": _since(date(2025, 6, 1))})
    assert "it began 7 months" in advice(replace(facts, catalogue=old))
    early = post("early", date(2025, 6, 1), "architecture")
    assert "it began 7 months" in advice(replace(facts, pieces=(early, *facts.pieces)))


def test_not_where_it_is_old_itself_or_both_began_together() -> None:
    facts = story(5)
    assert "it began" not in advice(facts)
    both = tuple(
        hours(key, UNTIL - timedelta(days=day), 5) for key, day in (("performance", 400), ("architecture", 900))
    )
    assert "it began" not in advice(replace(facts, efforts=(*both, *facts.efforts)))


def test_not_where_only_what_drew_nothing_is_older() -> None:
    facts = story(5)
    silent = Theme(id="testing", name={"en": "Testing"}, description={}, keywords={})
    known = replace(facts.catalogue, themes={**facts.catalogue.themes, "testing": silent})
    early = hours("testing", date(2024, 1, 1), 5)
    assert "it began" not in advice(replace(facts, catalogue=known, efforts=(early, *facts.efforts)))


def _since(day: date) -> Offer:
    return replace(offer("workshop", "architecture", price=6000), since=day)


def test_not_after_half_a_year() -> None:
    early = hours("architecture", START - timedelta(days=300), 5)
    facts = [story(month) for month in (5, 6)]
    said = [advice(replace(one, efforts=(early, *one.efforts))) for one in facts]
    assert ["it began 10 months" in one for one in said] == [True, False]


def begun(day: date, *offers: Offer, asked: date | None = None) -> Ledger:
    """Nine leads for testing within half a year; a second theme promoted and worked on from a day on."""
    year = [START + timedelta(days=20 * n + 5) for n in range(9)]
    themes = (theme("testing", promoted=(Period(START),)), theme("tracing", promoted=(Period(day),)))
    wants = [("testing", on) for on in year] + ([("tracing", asked)] if asked else [])
    return ledger(
        catalogue=catalogue(*themes, offers=offers),
        leads=tuple(lead(on, {"qualified": on}, theme=key, channel="search") for key, on in wants),
        efforts=(hours("testing", START, 20, channel="network"), hours("tracing", day, 10, channel="network")),
    )


def by_month(facts: Ledger) -> str:
    """What is said of tracing by the calendar."""
    (row,) = (row for row in report.assemble(facts).themes if row.theme.id == "tracing")
    found = row.verdicts["per_month"]
    return f"{found.code} {found.direction}: {' '.join(map(reasons.english, found.why))}"


def test_a_theme_without_an_offer_is_not_said_to_draw_less_for_the_months_before_it_began() -> None:
    said = by_month(begun(date(2026, 5, 20)))
    assert said.startswith("not-enough-data None: ")
    assert said.endswith("counted from when they began it would not stand.")


@pytest.mark.parametrize(
    "facts",
    [
        begun(START),
        begun(START - timedelta(days=400)),
        begun(date(2026, 5, 20), offer("tracing", "tracing")),
        begun(date(2026, 5, 20), asked=START),
    ],
    ids=["begun on the first day", "before", "it has an offer", "somebody asked for it before"],
)
def test_one_that_was_there_all_the_time_is(facts: Ledger) -> None:
    assert by_month(facts).split(":")[0] in ("clear less", "leaning less")
