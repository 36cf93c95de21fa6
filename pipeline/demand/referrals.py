"""Leads that one another sent are one success and its echoes: a verdict counts them as one, and says so.

What that saves from is shown by bench/other_worlds.py.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import replace
from math import fsum

from pipeline.demand import doubts, evidence, leads
from pipeline.demand.doubts import Judge
from pipeline.demand.leads import Counted
from pipeline.demand.ledger import Weights
from pipeline.demand.pooled import Cases
from pipeline.demand.reasons import Reason
from pipeline.demand.verdicts import Verdict

Of = Callable[[Counted], Weights]
"""What a question asks of a lead: what it wants, or what it met."""


def explained(
    judged: Mapping[str, Verdict], cases: Cases, counted: Collection[Counted], judge: Judge, of: Of = leads.by_wish
) -> dict[str, Verdict]:
    """The verdicts, with what they leave out and what they suppose; `counted` are the leads behind them."""
    return {
        theme: replace(found, why=(*found.why, *_reasons(theme, found, cases, counted, judge, of)))
        for theme, found in judged.items()
    }


def _reasons(
    theme: str, found: Verdict, cases: Cases, counted: Collection[Counted], judge: Judge, of: Of
) -> Iterator[Reason]:
    own = [lead for lead in counted if theme in of(lead)]
    echoes = fsum(of(lead)[theme] for lead in own) - leads.independent(theme, own, of)
    if echoes > evidence.ROUNDING:
        yield Reason("referred", {"leads": echoes})
    by_people = [lead for lead in own if lead.by_people]
    if found.missing or found.code != "clear" or found.direction != "more" or len(by_people) < 2:
        return
    drew, exposure = cases[theme]
    one = max(of(lead)[theme] for lead in by_people)
    as_one = drew - leads.independent(theme, by_people, of) + one
    if not doubts.stands(found, judge({**cases, theme: (as_one, exposure)})[theme]):
        yield Reason("one-by-one", {"leads": float(len({lead.chain for lead in by_people}))})
