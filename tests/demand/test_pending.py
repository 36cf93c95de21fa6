"""What could turn a verdict of "less" round is said beside the advice that rests on it, in time to be read."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from pipeline.demand import advice, headline, pending, report, stopping
from pipeline.demand.ledger import Ledger
from pipeline.demand.page import html, what_next
from pipeline.model.people import Lead
from tests.demand.ledgers import START, at, lead, read, speech, story, won
from tests.demand.test_report_view import shown

DAY = date(2026, 3, 1)
FALLS = "this would not stand: settle that first."


def known(*more: Lead) -> Ledger:
    """The story after six months, in which performance draws clearly less by the hour, and further leads."""
    facts = story(6)
    return replace(facts, leads=(*facts.leads, *more))


def asks(number: int, theme: str | None = "performance") -> tuple[Lead, ...]:
    """Inquiries that nobody has qualified yet."""
    return tuple(lead(DAY, theme=theme) for _ in range(number))


def lost(number: int) -> tuple[Lead, ...]:
    """Inquiries as a list has them that only says how each ended."""
    return tuple(lead(DAY, {"lost": DAY}, theme="performance") for _ in range(number))


def silent(number: int) -> tuple[Lead, ...]:
    """Qualified leads that do not say what they want."""
    return tuple(lead(DAY, {"qualified": DAY}) for _ in range(number))


def stopped(facts: Ledger, lang: str = "en") -> str:
    """What the report says of stopping to promote performance."""
    steps = stopping.to_stop(report.assemble(facts), speech(facts, lang))
    return next(step.text for step in steps if "promoting" in step.text or lang != "en")


@pytest.mark.parametrize(
    ("more", "said"),
    [
        (asks(4), f"With 4 unqualified inquiries for it {FALLS}"),
        (silent(4), f"With 4 leads of unknown wish for it {FALLS}"),
        ((*asks(2), *silent(3)), f"With 2 unqualified inquiries and 3 leads of unknown wish for it {FALLS}"),
        (asks(4, None), f"With 4 unqualified inquiries for it {FALLS}"),
        (lost(4), f"With 4 unqualified inquiries for it {FALLS}"),
    ],
    ids=["open", "silent", "both", "open and silent", "lost, and nobody noted whether they had been qualified"],
)
def test_advice_to_stop_names_what_could_turn_it_round(more: tuple[Lead, ...], said: str) -> None:
    facts = known(*more)
    assert stopped(facts).endswith(said)
    assert "less Performance" not in what_next.answer(report.assemble(facts), speech(facts))
    first = advice.to_find_out(report.assemble(facts), speech(facts))[0]
    assert first.command.startswith("leitmotiv leads update ID --")
    assert first.command in " ".join(shown(facts).split())
    verdicts = {section.id: section.conclusion for section in html.view(report.assemble(facts), speech(facts)).sections}
    assert "would fall if unqualified inquiries and leads of unknown wish" in verdicts["verdicts"]


@pytest.mark.parametrize(
    "more",
    [
        (),
        asks(9, "architecture"),
    ],
    ids=["nothing open", "for the other theme"],
)
def test_what_cannot_turn_it_round_is_not_named(more: tuple[Lead, ...]) -> None:
    facts = replace(known(*more), pieces=())
    assert FALLS not in stopped(facts)
    assert what_next.answer(report.assemble(facts), speech(facts)) == "Try more Architecture and less Performance."
    assert not pending.falling(report.assemble(facts))


@pytest.mark.parametrize("lang", ["de", "da"])
def test_it_is_said_in_the_language_of_the_report(lang: str) -> None:
    said = stopped(replace(known(*asks(2), *silent(3)), pieces=()), lang)
    assert "2" in said
    assert "3" in said
    assert "settle" not in said


def test_posts_are_not_left_while_open_inquiries_had_met_them() -> None:
    facts = story(6)
    came = [replace(one, touches=(read("nothing", DAY),)) for one in facts.leads]
    reading = tuple(
        replace(one, touches=(read("performance-1", DAY),), received_at=at(DAY, 13)) for one in asks(3, "architecture")
    )
    told = asks(3, "architecture")  # that a friend sent them
    untold = tuple(replace(one, self_report="") for one in told)
    for more, falls in (((), False), (reading, True), (told, False), (untold, True)):
        known_ = replace(facts, leads=(*came, *more))
        steps = stopping.to_stop(report.assemble(known_), speech(known_))
        said = next(step.text for step in steps if step.text.startswith("Stop writing"))
        assert (FALLS in said) == falls


def test_a_hint_can_be_turned_round_as_well() -> None:
    made = report.assemble(known(*asks(4)))
    row = next(row for row in made.themes if row.theme.id == "performance")
    assert row.verdicts["per_month"].code == "leaning"
    assert pending.would_fall(row, "per_month", made) == pending.Pending(4, 0, 4.0)


def test_what_brought_most_of_the_revenue_is_not_left_without_a_word() -> None:
    facts = replace(known(won(DAY, theme="performance", value=500_000.0)), pieces=())
    said = stopped(facts)
    assert said.endswith("But it brought most of the revenue, 500,000 EUR of 524,000 EUR.")
    assert "less" not in what_next.answer(report.assemble(facts), speech(facts))
    assert "revenue" not in stopped(known(won(DAY, theme="performance", value=5_000.0)))


def test_what_won_most_of_the_clients_is_not_left_without_a_word() -> None:
    """Whoever was a lead before the period counts in none of its rates, and bought all the same."""
    before = lead(START - timedelta(days=9), {"qualified": START - timedelta(days=9), "won": DAY}, theme="performance")
    assert stopped(known(*[before] * 5)).endswith("But it won most of the clients, 5 of 9.")
    assert "clients" not in stopped(known(*[before] * 4))


def test_wishes_that_nobody_knows_are_no_refusals() -> None:
    facts = known(*silent(1))
    said = headline.headline(report.assemble(facts), speech(facts).voice)
    assert said.startswith(
        "You put 190 h into Performance and none of the 4 inquiries whose wish is known asked for it"
    )
