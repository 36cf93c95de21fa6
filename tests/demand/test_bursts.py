"""Leads that came together, by one talk or letter, may be one success: the report says so where it matters."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from pipeline.demand import report
from pipeline.demand.ledger import Ledger
from pipeline.demand.page import html
from tests.demand.ledgers import START, catalogue, hours, ledger, offer, speech, theme, won
from tests.demand.test_report_view import shown

SAID = "7 leads for Testing came within days of each other through one channel"


def sold(*days: int, channels: tuple[str, ...] = ("events",)) -> Ledger:
    """Testing sold on these days by these channels in turn, three other themes never; all had as many hours."""
    keys = ("testing", "tracing", "alerting", "budgets")
    leads = (
        won(START + timedelta(days=day), offer="testing", channel=channels[n % len(channels)])
        for n, day in enumerate(days)
    )
    return ledger(
        catalogue=catalogue(*map(theme, keys), offers=tuple(offer(key, key) for key in keys)),
        leads=tuple(leads),
        efforts=tuple(hours(key, START, 20, channel="network") for key in keys),
    )


def words(facts: Ledger) -> str:
    """All that terminal and page say."""
    return " ".join((*shown(facts).split(), str(html.view(report.assemble(facts), speech(facts)))))


@pytest.mark.parametrize("days", [(90,) * 7, (90, 90, 92, 95, 99, 104, 109), range(90, 97)])
def test_what_is_clear_by_one_burst_is_said_to_be(days: tuple[int, ...]) -> None:
    assert "Clear by the hour" in shown(sold(*days))
    assert f"{SAID}: if that was one success, “clear” says too much." in " ".join(shown(sold(*days)).split())
    assert words(sold(*days)).count(SAID) == 2


@pytest.mark.parametrize(
    "facts",
    [
        sold(*range(10, 150, 20)),
        sold(90, 90, *range(10, 70, 10)),
        sold(*[90] * 6, channels=("events", "search", "newsletter")),
        sold(*[90] * 3, *range(0, 170, 10)),
    ],
    ids=["weeks apart", "two of them on a day", "through three channels", "clear by the others"],
)
def test_leads_that_came_one_by_one_are_taken_for_what_they_are(facts: Ledger) -> None:
    assert "Clear by the hour" in shown(facts)
    assert "within days of each other" not in words(facts)


def test_of_several_bursts_the_longest_is_told() -> None:
    """Three and four leads, months apart, are not seven that came within days."""
    said = " ".join(shown(sold(*[20] * 3, *[140] * 4)).split())
    assert "4 leads for Testing came within days of each other through one channel" in said


def test_where_nothing_is_clear_nothing_says_too_much() -> None:
    facts = sold(90, 90, 90)
    assert "within days of each other" not in words(facts)


def test_leads_that_sent_one_another_are_counted_once_already() -> None:
    chained = tuple(
        replace(one, external_id=f"e{n}", referred_by="Kim Berg" if n < 4 else "")
        for n, one in enumerate(sold(90, 90, 90, 90, *range(0, 80, 10)).leads)
    )
    assert "within days of each other" not in words(replace(sold(), leads=chained))


def test_who_came_to_a_talk_and_whom_they_sent_the_same_week_are_two_bursts_of_one_success() -> None:
    came = [replace(one, external_id=f"e{n}") for n, one in enumerate(sold(*[90] * 7).leads)]
    sent = [replace(one, external_id=f"n{n}", channel="network", referred_by=f"e{n}") for n, one in enumerate(came)]
    facts = replace(sold(), leads=(*came, *sent))
    assert "Clear by the hour" in shown(facts)
    assert words(facts).count(SAID) == 2
