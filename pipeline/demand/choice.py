"""Which theme to choose where none is clear: that by which least is lost, should another one draw more after all.

Advice for who must decide today, and no verdict: some loss always remains possible.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from pipeline.demand import evidence, pending, pooled
from pipeline.demand.pooled import Cases
from pipeline.demand.report import Report
from pipeline.demand.verdicts import Question, Verdict


@dataclass(frozen=True, slots=True)
class Choice:
    """A theme, the one whose chance to draw more costs it most, and that cost in leads a month, or in 100 hours."""

    question: Question
    theme: str
    other: str
    loss: float


def choices(report: Report) -> Iterator[Choice]:
    """The choice by each question about demand to which no theme is the answer, and not for what is not recorded."""
    for question in pending.DEMAND:
        verdicts = [row.verdicts[question] for row in report.themes]
        if any(verdict.missing or _decides(verdict) for verdict in verdicts):
            continue
        found = least(question, report.cases(question))
        if found:
            yield found


def least(question: Question, cases: Cases) -> Choice | None:
    """The choice by which least is lost; None among too few leads or themes, and where two are alike."""
    pool = {theme: case for theme, case in cases.items() if case[1] > 0.0}
    if len(pool) < 2 or not evidence.reaches(sum(leads for leads, _ in pool.values())):
        return None
    post = pooled.posterior(pool)
    losses = sorted((_worst(post, question, theme) for theme in pool), key=lambda one: (one.loss, one.theme))
    return losses[0] if losses[1].loss - losses[0].loss > evidence.ROUNDING else None


def _decides(verdict: Verdict) -> bool:
    return verdict.code == "clear" and verdict.direction == "more"


def _worst(post: pooled.Posterior, question: Question, theme: str) -> Choice:
    others = (other for other in post.ids if other != theme)
    return max(
        (Choice(question, theme, other, pooled.expected_loss(post, theme, other)) for other in others),
        key=lambda one: one.loss,
    )
