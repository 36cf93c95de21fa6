"""Who asks, and who can pay: leads by the size of their company, and the answers to the four questions of fit."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from pipeline.demand.leads import Counted
from pipeline.demand.ledger import Ledger
from pipeline.model.people import FIT

UNKNOWN = "unknown"
"""The segment of a company whose size is not known, or lies between two segments."""


@dataclass(frozen=True, slots=True)
class SegmentCount:
    """What came from companies of one size in the period: each count by its own day, as everywhere in the report."""

    leads: int
    qualified: int
    clients: int


@dataclass(frozen=True, slots=True)
class FitCount:
    """How one question is answered for the qualified leads of the period."""

    yes: int
    no: int
    unknown: int


def segments(ledger: Ledger, counted: Iterable[Counted]) -> dict[str, SegmentCount]:
    """A count a segment, the smallest companies first, `unknown` last; together they are all leads."""
    counted = tuple(counted)
    return {
        name: _counted(ledger, [lead for lead in counted if (lead.segment or UNKNOWN) == name])
        for name in (*ledger.segments.named, UNKNOWN)
    }


def fit(qualified: Iterable[Counted]) -> Mapping[str, FitCount]:
    """The answers a question, over leads that are qualified."""
    qualified = tuple(qualified)
    return {question: _answers([getattr(lead.fit, question) for lead in qualified]) for question in FIT}


def _counted(ledger: Ledger, leads: Sequence[Counted]) -> SegmentCount:
    return SegmentCount(
        leads=sum(ledger.holds(lead.received) for lead in leads),
        qualified=sum(ledger.holds(lead.qualified) for lead in leads),
        clients=sum(ledger.holds(lead.won) for lead in leads),
    )


def _answers(given: Sequence[bool | None]) -> FitCount:
    return FitCount(yes=given.count(True), no=given.count(False), unknown=given.count(None))
