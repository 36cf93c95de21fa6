"""Before, while and after a theme was promoted: where the period is cut, and what counts in each part."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from pipeline.demand import contract, report
from pipeline.demand.page import stretches
from pipeline.demand.page.views import Remarks, Table
from pipeline.demand.stretches import Stretch
from pipeline.model.theme import Period
from tests.demand.ledgers import START, UNTIL, catalogue, full, hours, ledger, post, speech, story, theme, won

MARCH, APRIL, MAY = date(2026, 3, 1), date(2026, 4, 30), date(2026, 5, 1)


def of(*periods: Period, **facts: Any) -> tuple[Stretch, ...]:
    """The stretches of a ledger with one theme, promoted in `periods`, and another that never was."""
    themes = catalogue(theme("a", promoted=periods), theme("b"))
    return report.assemble(ledger(catalogue=themes, **facts)).stretches


@pytest.mark.parametrize(
    ("periods", "cuts"),
    [
        ([Period(START)], [(True, START, UNTIL)]),
        ([Period(date(2025, 1, 1), date(2025, 12, 31))], []),
        ([Period(MARCH, APRIL)], [(False, START, date(2026, 2, 28)), (True, MARCH, APRIL), (False, MAY, UNTIL)]),
        ([Period(START, APRIL), Period(MARCH)], [(True, START, UNTIL)]),
        ([Period(START, START), Period(UNTIL)], [
            (True, START, START), (False, date(2026, 1, 2), date(2026, 6, 29)), (True, UNTIL, UNTIL),
        ]),
    ],
    ids=["always", "never in the period", "in between", "overlapping periods are one", "twice"],
)  # fmt: skip
def test_the_period_is_cut_where_promotion_begins_and_ends(
    periods: list[Period], cuts: list[tuple[bool, date, date]]
) -> None:
    assert [(found.promoted, found.start, found.until) for found in of(*periods)] == cuts


def test_what_happened_counts_on_its_own_day() -> None:
    before, during, after = of(
        Period(MARCH, APRIL),
        leads=(won(APRIL, theme="a"), won(MAY, theme="a"), won(MAY, theme="b")),
        efforts=(hours("a", MARCH, 4), hours("a", APRIL, 1, billable=True), hours("b", MARCH, 9)),
        pieces=(replace(post("p", date(2026, 2, 28), "a", "b"), minutes=60),),
    )
    assert [(one.minutes, one.posts, one.qualified, one.clients) for one in (before, during, after)] == [
        (30, 0.5, 0, 0), (240, 0, 1, 1), (0, 0, 1, 1),
    ]  # fmt: skip
    assert during.days == 61
    assert during.per_month == pytest.approx(30.4375 / 61)


def test_stretches_add_up_to_the_theme() -> None:
    made = report.assemble(full())
    for row in made.themes:
        parts = [one for one in made.stretches if one.theme == row.theme.id]
        if parts:
            assert sum(one.days for one in parts) == (UNTIL - START).days + 1
            assert sum(one.minutes for one in parts) == pytest.approx(row.given.minutes)
            assert sum(one.qualified for one in parts) == pytest.approx(row.drawn.qualified)


def test_the_page_holds_promoted_days_against_the_others_or_says_that_there_are_none() -> None:
    facts = ledger(
        catalogue=catalogue(theme("a", name="Apples", promoted=(Period(MARCH, APRIL),))), leads=(won(MAY, theme="a"),)
    )
    said, table, _ = stretches.blocks(report.assemble(facts), speech(facts))
    assert isinstance(table, Table)
    assert [row.head for row in table.rows] == ["Apples, not promoted", "Apples, promoted", "Apples, not promoted"]
    assert isinstance(said, Remarks)
    assert said.texts[0] == "While Apples was promoted it drew 0 leads a month, on the other days 0.25."
    said, *_ = stretches.blocks(report.assemble(story(6)), speech(story(6)))
    assert isinstance(said, Remarks)
    assert "on every day of the period: there is nothing to hold it against" in said.texts[0]
    assert stretches.blocks(report.assemble(ledger()), speech(ledger())) == ()


def test_programs_read_them_with_their_days() -> None:
    row = contract.as_json(report.assemble(story(6)), "H")["positioning"][0]
    assert (row["theme"], row["promoted"], row["from"], row["qualified"]) == ("performance", True, "2026-01-01", 0)
