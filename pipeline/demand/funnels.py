"""How far inquiries came, step by step, and what so few of them say about those to come."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from pipeline.demand import special
from pipeline.demand.interval import Interval
from pipeline.demand.leads import Counted
from pipeline.demand.ledger import Ledger
from pipeline.model.people import Stage

_PROBS = (0.5, 0.05, 0.95)
_WAY: tuple[Stage, ...] = ("inquiry", "qualified", "offered", "won")


@dataclass(frozen=True, slots=True)
class Passed:
    """A step, named by the stage that it leads to: of so many that are through with it, so many got there.

    `waiting` came to it and are neither there nor lost; they are in no count. `share` is None where none is through.
    """

    stage: Stage
    of: int
    passed: int
    waiting: int
    share: Interval | None


def stages(ledger: Ledger, counted: Iterable[Counted]) -> tuple[Stage, ...]:
    """The way of the period's inquiries; an offer is a stage of it where one was ever noted apart from its sale."""
    offered = any(lead.offered for lead in counted if ledger.holds(lead.received))
    return tuple(stage for stage in _WAY if offered or stage != "offered")


def funnel(inquiries: Sequence[Counted], stages: Sequence[Stage]) -> tuple[Passed, ...]:
    """The steps between these stages, each with those of the inquiries that came to it."""
    came = {stage: [_reached(lead, stage) for lead in inquiries] for stage in stages}
    return tuple(
        _passed(stage, [there for was, there in zip(came[before], came[stage], strict=True) if was])
        for before, stage in pairwise(stages)
    )


def conversion(passed: int, of: int) -> Interval:
    """The share that passes a step: median and 90 % interval of the beta-binomial model, from a flat prior."""
    median, low, high = (float(special.beta_quantile(1.0 + passed, 1.0 + of - passed, p)) for p in _PROBS)
    return Interval(median=median, low=low, high=high)


def _passed(stage: Stage, came: Sequence[bool | None]) -> Passed:
    passed, waiting = came.count(True), came.count(None)
    of = len(came) - waiting
    return Passed(stage, of, passed, waiting, conversion(passed, of) if of else None)


def _reached(lead: Counted, stage: Stage) -> bool | None:
    """Whether it got to a stage, or to a later one; None where that is not decided."""
    days = {"inquiry": lead.received, "qualified": lead.qualified, "offered": lead.offered, "won": lead.won}
    if any(days[later] for later in _WAY[_WAY.index(stage) :]):
        return True
    return False if lead.lost else None
