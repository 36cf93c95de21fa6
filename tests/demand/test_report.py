"""The report as one value: journeys, gaps, and that it repeats."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest

from pipeline.demand import report
from pipeline.demand.report import Journeys
from pipeline.model.people import PageViews
from pipeline.model.theme import Channel
from tests.demand.ledgers import START, UNTIL, catalogue, full, hours, lead, ledger, offer, post, story, theme

DAY = date(2026, 3, 1)
BEFORE, AFTER = START - timedelta(days=1), UNTIL + timedelta(days=1)


def test_the_same_ledger_gives_the_same_report() -> None:
    facts = full()
    assert report.assemble(facts) == report.assemble(facts)


def test_the_order_of_leads_and_hours_changes_no_row() -> None:
    facts = full()
    turned = replace(facts, leads=facts.leads[::-1], efforts=facts.efforts[::-1], pieces=facts.pieces[::-1])
    one, other = report.assemble(facts), report.assemble(turned)
    assert (one.themes, one.channels, one.offers) == (other.themes, other.channels, other.offers)


def test_journeys_tell_leads_that_met_a_post_from_those_that_did_not() -> None:
    found = report.assemble(full()).journeys
    assert (found.leads, found.touched_by_content, found.untouched) == (6, 2, 4)


@pytest.mark.parametrize(
    ("answers", "agreement"),
    [
        ([("network", "Netzwerk"), ("events", "Netzwerk")], 0.5),
        ([("network", "my Netzwerk"), ("events", "who knows")], 1.0),
        ([("network", "")], None),
    ],
    ids=["half of them", "only where it names a channel", "not where nobody answered"],
)
def test_the_records_agree_with_what_leads_say(answers: list[tuple[str, str]], agreement: float | None) -> None:
    channels = (Channel(id="network", name={"de": "Netzwerk"}), Channel(id="events", name={"de": "Vorträge"}))
    facts = ledger(
        catalogue=catalogue(channels=channels),
        leads=tuple(lead(DAY, {"qualified": DAY}, channel=key, self_report=said) for key, said in answers),
    )
    said = sum(bool(answer) for _channel, answer in answers)
    expected = Journeys(
        leads=len(answers),
        touched_by_content=0,
        untouched=len(answers),
        self_reported=said,
        traced=said,
        agreement=agreement,
    )
    assert report.assemble(facts).journeys == expected


ALL = ("themes", "offers", "posts", "leads", "effort", "traffic")


@pytest.mark.parametrize(
    ("facts", "filled"),
    [
        ({"catalogue": catalogue(theme("a"), offers=(offer("o", "a"),))}, {"themes", "offers"}),
        ({"pieces": (post("p", BEFORE, "a"),)}, {"posts"}),
        ({"pieces": (post("p", AFTER, "a"),)}, set()),
        ({"leads": (lead(DAY),)}, {"leads"}),
        ({"leads": (lead(BEFORE),)}, set()),
        ({"leads": (lead(BEFORE, {"qualified": DAY}),)}, {"leads"}),
        ({"efforts": (hours("a", DAY, 1),)}, {"effort"}),
        ({"efforts": (hours("a", DAY, 1, billable=True), hours("a", AFTER, 1))}, set()),
        ({"views": (PageViews(path="p", views=1, visitors=1, source="plausible", until=UNTIL),)}, {"traffic"}),
    ],
    ids=[
        "themes and offers",
        "a post from before the period",
        "no post from after it",
        "a lead",
        "no lead from before the period",
        "a lead from before that is qualified in it",
        "hours",
        "no delivery and no hours from after the period",
        "views",
    ],
)
def test_a_gap_is_filled_by(facts: dict[str, Any], filled: set[str]) -> None:
    assert set(ALL) - set(report.assemble(ledger(**facts)).gaps) == filled


def test_inquiries_are_counted_on_the_day_they_came_and_qualified_ones_when_they_were() -> None:
    facts = ledger(leads=(lead(BEFORE, {"qualified": DAY}), lead(DAY), lead(DAY, {"qualified": AFTER})))
    found = report.assemble(facts)
    assert (found.inquiries, found.qualified) == (2, 1)


def test_the_story_is_told_after_six_months() -> None:
    found = report.assemble(story(6))
    assert found.unpromoted_demand == ("architecture",)
    assert (found.inquiries, found.qualified) == (4, 4)
    assert found.gaps == ("traffic",)
