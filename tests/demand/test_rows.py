"""The report's rows; the story of the method note, counted from facts to verdicts."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from pipeline.demand import leads, rows, tally
from pipeline.demand.costs import AtLeast
from pipeline.demand.ledger import Ledger
from pipeline.demand.rows import ThemeRow
from pipeline.model.people import PageViews
from pipeline.model.theme import Cash, Channel, Period
from tests.demand.ledgers import (
    START,
    UNTIL,
    catalogue,
    full,
    hours,
    lead,
    ledger,
    offer,
    post,
    read,
    story,
    theme,
    won,
)

DAY = date(2026, 3, 1)


def by_theme(facts: Ledger) -> dict[str, ThemeRow]:
    """The rows of a ledger by theme."""
    return {row.theme.id: row for row in rows.theme_rows(facts, leads.counted(facts))}


@pytest.mark.parametrize(
    ("month", "code", "chance"),
    [
        (1, "not-enough-data", 0.50), (2, "not-enough-data", 0.64), (3, "not-enough-data", 0.74),
        (4, "leaning", 0.82), (5, "leaning", 0.82), (6, "leaning", 0.88),
    ],
)  # fmt: skip
def test_the_story_by_the_calendar(month: int, code: str, chance: float) -> None:
    for row in by_theme(story(month)).values():
        verdict = row.verdicts["per_month"]
        assert verdict.code == code
        assert verdict.probability == pytest.approx(chance, abs=0.005)


@pytest.mark.parametrize(
    ("month", "code", "chance", "within"),
    [
        (1, "not-enough-data", 0.56, 0.005), (2, "not-enough-data", 0.76, 0.005), (3, "not-enough-data", 0.93, 0.005),
        (4, "clear", 0.989, 0.0005), (5, "clear", 0.989, 0.0005), (6, "clear", 0.9987, 0.00005),
    ],
)  # fmt: skip
def test_the_story_by_the_hour(month: int, code: str, chance: float, within: float) -> None:
    for row in by_theme(story(month)).values():
        verdict = row.verdicts["per_100_hours"]
        assert verdict.code == code
        assert verdict.probability == pytest.approx(chance, abs=within)


@pytest.mark.parametrize("month", [4, 5, 6])
def test_the_story_decided_says_less_of_performance_and_more_of_architecture(month: int) -> None:
    found = by_theme(story(month))
    for question in ("per_month", "per_100_hours"):
        assert found["performance"].verdicts[question].direction == "less"
        assert found["architecture"].verdicts[question].direction == "more"


@pytest.mark.parametrize(
    ("month", "code", "score"),
    [
        (1, "not-enough-data", 0.35), (2, "not-enough-data", 1.01), (3, "not-enough-data", 1.87),
        (4, "not-enough-data", 2.86), (5, "below-break-even", 3.92), (6, "below-break-even", 5.04),
    ],
)  # fmt: skip
def test_the_story_of_its_content(month: int, code: str, score: float) -> None:
    found = by_theme(story(month))
    content = found["performance"].verdicts["content"]
    assert content.code == code
    assert content.why[-1].params["score"] == pytest.approx(score, abs=0.005)
    assert found["architecture"].verdicts["content"].code == "untested"


def test_hours_under_a_theme_that_is_gone_are_known() -> None:
    facts = replace(full(), efforts=(hours("speed", DAY, 2), hours("speed", DAY, 1), hours(None, DAY, 4),
                                     hours("testing", DAY, 8), hours("speed", DAY, 16, billable=True)))  # fmt: skip
    assert tally.orphaned_minutes(facts) == {"speed": 180}


def test_the_story_by_days_gives_the_rates_of_the_note() -> None:
    found = by_theme(story(6))
    month, hour = found["architecture"].rates["per_month"], found["architecture"].rates["per_100_hours"]
    assert month is not None
    assert hour is not None
    assert (month.median, month.low, month.high) == pytest.approx((0.437, 0.159, 1.012), abs=0.005)
    assert (hour.median, hour.low, hour.high) == pytest.approx((12.7, 3.9, 29.9), abs=0.05)
    without = found["performance"].rates["per_100_hours"]
    assert without is not None
    assert (without.median, without.low, without.high) == pytest.approx((0.16, 0.0, 1.34), abs=0.005)


def test_sales_through_the_network_are_no_merit_of_any_content() -> None:
    found = by_theme(story(6))
    assert [(row.drawn.met_leads, row.drawn.met_clients) for row in found.values()] == [(0.0, 0.0), (0.0, 0.0)]
    assert found["architecture"].rates["content"] is None


def test_the_story_has_one_theme_in_demand_that_nobody_promoted() -> None:
    assert rows.unpromoted_demand(by_theme(story(6)).values()) == ("architecture",)


def test_hours_without_a_client_cost_at_least_their_price_by_ln_20() -> None:
    cost = by_theme(story(6))["performance"].cost_per_client
    assert isinstance(cost, AtLeast)
    assert cost.at_least == pytest.approx(6342, abs=1)


def test_delivery_stands_apart_from_winning_clients() -> None:
    found = by_theme(full())["architecture"].given
    assert (found.minutes, found.delivery_minutes) == (20 * 60, 64 * 60)


def test_writing_time_is_shared_by_the_tags_of_the_post() -> None:
    facts = ledger(
        catalogue=catalogue(theme("a"), theme("b")), pieces=(post("p", DAY, "a", "b", minutes=60), post("q", DAY, "a"))
    )
    found = by_theme(facts)
    assert (found["a"].given.minutes, found["b"].given.minutes) == (30, 30)
    assert (found["a"].given.posts, found["b"].given.posts) == (1.5, 0.5)


def test_a_post_from_before_the_period_counts_with_what_it_still_gives() -> None:
    facts = ledger(catalogue=catalogue(theme("a")), pieces=(post("old", START - timedelta(days=45), "a", minutes=60),))
    given = by_theme(facts)["a"].given
    assert (given.posts, given.minutes) == (0, 0)
    assert given.mature_posts == pytest.approx(0.5 - 2 ** (-225 / 45))


@pytest.mark.parametrize(
    ("until", "views"), [(UNTIL, 10), (UNTIL + timedelta(days=1), 0), (START - timedelta(days=1), 0)]
)
def test_views_count_where_their_export_ends_within_the_period(until: date, views: int) -> None:
    seen = PageViews(path="p", views=10, visitors=5, source="plausible", until=until)
    facts = ledger(catalogue=catalogue(theme("a")), pieces=(post("p", DAY, "a"),), views=(seen,))
    assert by_theme(facts)["a"].given.views == views


def test_a_channels_cash_is_shared_by_the_hours_spent_in_it() -> None:
    channel = Channel(id="events", name={}, cash=(Cash(DAY, 900), Cash(UNTIL + timedelta(days=1), 5000)))
    facts = ledger(
        catalogue=catalogue(theme("a"), theme("b"), channels=(channel,)),
        efforts=(
            hours("a", DAY, 2, channel="events"),
            hours("b", DAY, 1, channel="events"),
            hours("b", DAY, 9, channel="blog"),
            hours("b", DAY, 9, channel="events", billable=True),
            hours(None, DAY, 9, channel="events"),
        ),
    )
    found = by_theme(facts)
    assert (found["a"].given.cash, found["b"].given.cash) == pytest.approx((600, 300))


def test_what_hours_cost_is_not_guessed() -> None:
    facts = ledger(catalogue=catalogue(theme("a")), efforts=(hours("a", DAY, 9),), leads=(won(DAY, theme="a"),))
    assert by_theme(facts)["a"].cost_per_client is None


def test_a_theme_is_on_offer_from_the_day_of_its_first_offer() -> None:
    offers = (offer("late", "a", since=date(2026, 6, 1)), offer("early", "a", since=date(2026, 4, 1)))
    facts = ledger(catalogue=catalogue(theme("a"), theme("b"), offers=offers))
    found = by_theme(facts)
    assert found["a"].given.months_on_offer == pytest.approx(91 / 30.4375)
    assert found["b"].given.months_on_offer == pytest.approx(181 / 30.4375)


def test_promoted_days_are_those_within_the_period() -> None:
    periods = (Period(date(2025, 7, 1), date(2026, 1, 10)), Period(date(2026, 1, 6), date(2026, 1, 12)), Period(UNTIL))
    facts = ledger(catalogue=catalogue(theme("a", promoted=periods)))
    assert by_theme(facts)["a"].given.promoted_days == 13


def test_leads_met_and_wanted_are_counted_in_pairs_and_add_up() -> None:
    facts = full()
    found = leads.met_wanted(facts, leads.counted(facts))
    assert found == {
        (None, "architecture"): 4.0,
        ("testing", "testing"): 1.0,
        ("performance", "architecture"): 1.0,
    }


def test_a_lead_whose_wish_nobody_knows_stays_in_the_table() -> None:
    facts = ledger(
        catalogue=catalogue(theme("a")),
        pieces=(post("p", DAY, "a"),),
        leads=(lead(DAY, {"qualified": DAY}, touches=(read("p", DAY),)), lead(DAY, {"qualified": DAY})),
    )
    assert leads.met_wanted(facts, leads.counted(facts)) == {("a", None): 1.0, (None, None): 1.0}


def test_an_earlier_day_gives_what_the_report_said_then() -> None:
    """What is dated after `until` may be in the ledger or not: the rows are the same."""
    known_then = story(3)
    told_later = ledger(
        until=known_then.until,
        as_of=known_then.until,
        catalogue=known_then.catalogue,
        settings=known_then.settings,
        pieces=story(6).pieces,
        leads=story(6).leads,
        efforts=story(6).efforts,
    )
    trimmed = ledger(
        until=known_then.until,
        as_of=known_then.until,
        catalogue=known_then.catalogue,
        settings=known_then.settings,
        pieces=tuple(piece for piece in told_later.pieces if piece.published <= known_then.until),
        leads=tuple(one for one in told_later.leads if one.received_at.date() <= known_then.until),
        efforts=tuple(effort for effort in told_later.efforts if effort.on <= known_then.until),
    )
    assert by_theme(told_later) == by_theme(trimmed)
