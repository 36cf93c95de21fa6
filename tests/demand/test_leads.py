"""What a lead wants, what it met, and from which day it counts."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest

from pipeline.demand import leads
from pipeline.model.theme import Channel
from tests.demand.ledgers import UNTIL, catalogue, lead, ledger, offer, post, read, theme, won

DAY = date(2026, 3, 31)
CATALOGUE = catalogue(
    theme("a"),
    theme("b"),
    offers=(offer("both", "a", "b", price=900), offer("bare")),
    channels=(Channel(id="network", name={"de": "Netzwerk"}), Channel(id="events", name={"en": "Talks"})),
)


@pytest.mark.parametrize(
    ("said", "wanted"),
    [
        ({"theme": "b", "offer": "both"}, {"b": 1.0}),
        ({"theme": "gone", "offer": "both"}, {"a": 0.5, "b": 0.5}),
        ({"offer": "both"}, {"a": 0.5, "b": 0.5}),
        ({"offer": "bare"}, {"a": 0.3, "b": 0.7}),
        ({"offer": "gone"}, {"a": 0.3, "b": 0.7}),
        ({}, {"a": 0.3, "b": 0.7}),
    ],
    ids=[
        "the theme set by hand",
        "the offer, where the theme is no longer there",
        "the offer's themes in equal parts",
        "the message, where the offer has no theme",
        "the message, where the offer is no longer there",
        "the message",
    ],
)
def test_a_lead_wants(said: dict[str, Any], wanted: dict[str, float]) -> None:
    assert leads.wanted(lead(DAY, **said), CATALOGUE, {"a": 0.3, "b": 0.7}) == wanted


PIECES = {piece.key: piece for piece in (post("p", DAY, "a"), post("q", DAY, "a", "b"), post("bare", DAY, "a"))}


@pytest.mark.parametrize(
    ("touched", "met"),
    [
        ([("p", 0)], {"a": 1.0}),
        ([("p", 3), ("q", 1)], {"a": 0.75, "b": 0.25}),
        ([("p", 3), ("p", 1), ("q", 1)], {"a": 5 / 6, "b": 1 / 6}),
        ([("q", 1), ("q", 1), ("p", 3)], {"a": 0.75, "b": 0.25}),
        ([("p", 90)], {"a": 1.0}),
        ([("p", 91)], {}),
        ([("p", -1)], {}),
        ([("nowhere", 1), ("q", 1)], {"a": 0.5, "b": 0.5}),
        ([], {}),
    ],
    ids=[
        "a post on the day itself",
        "two posts in equal parts, then by their tags",
        "each touch of a post counts",
        "a visit recorded twice counts once",
        "a post at the edge of the window",
        "nothing older than the window",
        "nothing after it wrote",
        "only what is a post of ours",
        "nothing without a touch",
    ],
)
def test_a_lead_met(touched: list[tuple[str, int]], met: dict[str, float]) -> None:
    touches = tuple(read(key, DAY - timedelta(days=ago)) for key, ago in touched)
    assert leads.met(lead(DAY, touches=touches), PIECES, 90) == pytest.approx(met)


def test_themes_that_a_lead_met_as_much_in_another_order_have_the_same_share() -> None:
    shares = ((0.4, 0.1), (0.1, 0.1), (0.1, 0.4))
    pieces = {
        f"p{n}": replace(PIECES["p"], key=f"p{n}", themes=dict(zip("ab", of, strict=True)))
        for n, of in enumerate(shares)
    }
    met = leads.met(lead(DAY, touches=tuple(read(key, DAY) for key in pieces)), pieces, 90)
    assert met["a"] == met["b"]


@pytest.mark.parametrize(
    ("stages", "qualified", "was_won"),
    [
        ({}, None, None),
        ({"qualified": DAY}, DAY, None),
        ({"offered": DAY}, DAY, None),
        ({"won": DAY}, DAY, DAY),
        ({"qualified": DAY, "lost": UNTIL}, DAY, None),
        ({"qualified": DAY, "won": UNTIL + timedelta(days=1)}, DAY, None),
        ({"qualified": UNTIL + timedelta(days=1)}, None, None),
    ],
    ids=[
        "an inquiry is not qualified",
        "from the day it was qualified",
        "who got an offer was qualified",
        "who bought was qualified",
        "a deal lost later stays in",
        "what is won after the period does not exist",
        "what is qualified after the period does not exist",
    ],
)
def test_a_lead_counts(stages: Any, qualified: date | None, was_won: date | None) -> None:
    (found,) = leads.counted(ledger(leads=(lead(date(2026, 1, 5), stages),)))
    assert (found.qualified, found.won) == (qualified, was_won)


def test_a_lead_that_comes_after_the_period_is_not_there() -> None:
    assert leads.counted(ledger(leads=(lead(UNTIL + timedelta(days=1)),))) == ()


@pytest.mark.parametrize(
    ("said", "revenue"),
    [({"value": 700.0, "offer": "both"}, 700.0), ({"offer": "both"}, 900.0), ({"offer": "bare"}, 0.0), ({}, 0.0)],
    ids=["its value", "else the price of its offer", "else nothing, where the offer has none", "else nothing"],
)
def test_a_client_brings(said: dict[str, Any], revenue: float) -> None:
    (found,) = leads.counted(ledger(catalogue=CATALOGUE, leads=(won(DAY, **said),)))
    assert found.revenue == revenue


def test_a_lead_that_is_not_won_brings_nothing() -> None:
    (found,) = leads.counted(ledger(catalogue=CATALOGUE, leads=(lead(DAY, {"qualified": DAY}, value=700.0),)))
    assert found.revenue == 0.0


def test_the_themes_of_a_message_are_found_by_the_leads_id() -> None:
    found = leads.counted(ledger(leads=(lead(DAY, id=4), lead(DAY)), asked={4: {"a": 1.0}, 0: {"b": 1.0}}))
    assert [one.wanted for one in found] == [{"a": 1.0}, {}]


@pytest.mark.parametrize(
    ("answer", "channel"),
    [
        ("Über mein NETZWERK", "network"),
        ("talks, I think", "events"),
        ("one of your talks, or my network", None),
        ("by a search", "search"),
        ("Empfehlung", "network"),
        ("direct", None),
        ("a bird", None),
        ("talksport and intertalks", None),
        ("", None),
    ],
    ids=[
        "by its name",
        "in another language",
        "not when it names two",
        "by a usual word, though nobody defined it",
        "by what others call it",
        "not by a word for nobody",
        "not when it names none",
        "not by a part of a word",
        "not when silent",
    ],
)
def test_a_lead_tells_the_channel(answer: str, channel: str | None) -> None:
    assert leads.told(lead(DAY, self_report=answer), CATALOGUE) == channel


def test_a_lead_counts_on_the_day_on_which_its_writer_says_that_it_came() -> None:
    at = datetime(2026, 3, 31, 22, 30, tzinfo=UTC)  # half past midnight in Berlin
    late = replace(lead(date(2026, 4, 1)), received_at=at)
    (found,) = leads.counted(ledger(leads=(late,)))
    assert found.received == date(2026, 4, 1)
    assert leads.counted(replace(ledger(leads=(late,)), until=DAY)) == ()
