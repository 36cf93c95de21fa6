"""Segments and fit: who asks, who can pay; nothing but counts, and none of them lost."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from pipeline.demand import contract, report
from pipeline.demand.crowds import FitCount, SegmentCount
from pipeline.model.config import Segments
from pipeline.model.people import Fit
from tests.demand.ledgers import START, UNTIL, full, lead, ledger, won

DAY = date(2026, 3, 1)
BEFORE = date(2025, 12, 20)


@pytest.mark.parametrize(
    ("employees", "segment"),
    [(1, "rabbit"), (9, "rabbit"), (10, "deer"), (249, "deer"), (250, "elephant"), (None, "unknown")],
)
def test_a_lead_counts_in_the_segment_of_its_company(employees: int | None, segment: str) -> None:
    found = report.assemble(ledger(leads=(lead(DAY, employees=employees),))).segments
    assert {name for name, count in found.items() if count.leads} == {segment}


def test_the_segments_are_those_of_the_config_and_a_size_between_two_is_unknown() -> None:
    sizes = Segments(rabbit=(1, 5), deer=(20, 100), elephant=(500, None))
    leads = tuple(lead(DAY, employees=employees) for employees in (5, 12, 20, 200, 500))
    found = report.assemble(ledger(leads=leads, segments=sizes)).segments
    assert {name: count.leads for name, count in found.items()} == {
        "rabbit": 1, "deer": 1, "elephant": 1, "unknown": 2,
    }  # fmt: skip


@pytest.mark.parametrize(
    ("one", "count"),
    [
        (lead(DAY, employees=50), SegmentCount(1, 0, 0)),
        (lead(DAY, {"qualified": DAY}, employees=50), SegmentCount(1, 1, 0)),
        (won(DAY, employees=50), SegmentCount(1, 1, 1)),
        (lead(BEFORE, {"won": DAY}, employees=50), SegmentCount(0, 1, 1)),
        (lead(UNTIL, {"qualified": date(2026, 7, 2)}, employees=50), SegmentCount(1, 0, 0)),
        (lead(date(2026, 7, 2), employees=50), SegmentCount(0, 0, 0)),
    ],
    ids=["an inquiry", "qualified", "a client", "won of an older one", "qualified too late", "came too late"],
)
def test_each_count_has_its_own_day(one: Any, count: SegmentCount) -> None:
    assert report.assemble(ledger(leads=(one,))).segments["deer"] == count


def test_the_segments_sum_to_all_leads() -> None:
    found = report.assemble(full())
    counts = found.segments.values()
    assert sum(count.leads for count in counts) == found.inquiries
    assert sum(count.qualified for count in counts) == found.qualified
    assert sum(count.clients for count in counts) == sum(found.ledger.holds(one.won) for one in found.leads)


def test_fit_counts_the_answers_of_qualified_leads_alone() -> None:
    asked = Fit(knows=True, money=False)
    leads = (
        lead(DAY, {"qualified": DAY}, fit=asked),
        lead(DAY, {"qualified": DAY}, fit=Fit(knows=True)),
        lead(DAY, fit=asked),
        lead(START, {"qualified": date(2026, 7, 2)}, fit=asked),
    )
    assert report.assemble(ledger(leads=leads)).fit == {
        "knows": FitCount(2, 0, 0),
        "solvable": FitCount(0, 0, 2),
        "money": FitCount(0, 1, 1),
        "decides": FitCount(0, 0, 2),
    }


def test_each_question_of_fit_is_asked_of_every_qualified_lead() -> None:
    found = report.assemble(full())
    assert {count.yes + count.no + count.unknown for count in found.fit.values()} == {found.qualified}


def test_segments_and_fit_in_json() -> None:
    data = contract.as_json(report.assemble(ledger(leads=(won(DAY, employees=3, fit=Fit(money=True)),))), "H")
    assert list(data["segments"]) == ["rabbit", "deer", "elephant", "unknown"]
    assert data["segments"]["rabbit"] == {"leads": 1, "qualified": 1, "clients": 1}
    assert data["fit"]["money"] == {"yes": 1, "no": 0, "unknown": 0}
