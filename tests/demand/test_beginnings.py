"""Advice to stop a young theme says that what drew is older."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from pipeline.demand import report, stopping
from pipeline.demand.ledger import Ledger
from pipeline.model.theme import Offer, Theme
from tests.demand.ledgers import START, UNTIL, hours, offer, post, speech, story

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
