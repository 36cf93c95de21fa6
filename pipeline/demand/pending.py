"""What could still turn a verdict round: inquiries that nobody has qualified, and leads whose wish nobody knows.

A verdict of "less" is given once more as if all of these were for the theme; where it falls then, whoever acts on it
must know.
"""

from __future__ import annotations

from dataclasses import dataclass
from math import fsum

from pipeline.demand import leads, verdicts
from pipeline.demand.msgids import _, _n
from pipeline.demand.report import Report
from pipeline.demand.rows import ThemeRow
from pipeline.demand.verdicts import Question
from pipeline.demand.wording import Speech

DEMAND: tuple[Question, ...] = ("per_100_hours", "per_month")
UNQUALIFIED = _n("{n} unqualified inquiry", "{n} unqualified inquiries")
UNKNOWN = _n("{n} lead of unknown wish", "{n} leads of unknown wish")
BOTH = _("{one} and {other}")
WOULD_FALL = _("With {these} for it this would not stand: settle that first.")


@dataclass(frozen=True, slots=True)
class Pending:
    """What may yet count for a theme: so many inquiries and leads, `weight` leads at most."""

    inquiries: int
    leads: int
    weight: float


def may_want(theme: str, report: Report) -> Pending:
    """Unqualified inquiries that want the theme or say nothing, and leads of which nobody knows what they want."""
    asking = [
        lead
        for lead in leads.unqualified_in(report.ledger, report.leads)
        if not lead.wanted or lead.wanted.get(theme, 0.0) > 0
    ]
    unknown = [lead for lead in report.qualified_leads if not lead.wanted]
    weight = fsum(lead.wanted.get(theme, 0.0) if lead.wanted else 1.0 for lead in asking) + len(unknown)
    return Pending(len(asking), len(unknown), weight)


def may_have_met(theme: str, report: Report) -> Pending:
    """Unqualified inquiries that met posts on the theme, or of which it is not recorded; leads are `doubts`'."""
    asking = [
        lead
        for lead in leads.unqualified_in(report.ledger, report.leads)
        if lead.met.get(theme, 0.0) > 0 or not lead.placed
    ]
    weight = fsum(lead.met.get(theme, 0.0) if lead.met else 1.0 for lead in asking)
    return Pending(len(asking), 0, weight)


def would_fall(row: ThemeRow, question: Question, report: Report) -> Pending | None:
    """What would make a verdict of "less" fall, if it were for the theme; None where it would stand, or there is none.

    A clear one falls where it would be a hint.
    """
    found, theme = row.verdicts[question], row.theme.id
    if found.direction != "less":
        return None
    pending = may_have_met(theme, report) if question == "content" else may_want(theme, report)
    if pending.weight == 0.0:
        return None
    cases = report.cases(question)
    drew, exposure = cases[theme]
    half_life = report.ledger.settings.maturity_half_life_days
    again = verdicts.judge(
        question,
        {**cases, theme: (drew + pending.weight, exposure)},
        report.economics,
        half_life_days=half_life,
        look_ahead=False,
    )[theme]
    stands = again.direction == "less" and found.code in (again.code, "leaning")
    return None if stands else pending


def falling(report: Report) -> tuple[Pending, ...]:
    """What would turn verdicts of "less" round, an entry a verdict."""
    asked = (would_fall(row, question, report) for row in report.themes for question in (*DEMAND, "content"))
    return tuple(pending for pending in asked if pending is not None)


def said(pending: Pending, speech: Speech) -> str:
    """ "With 4 unqualified inquiries for it this would not stand: settle that first." """
    counted = [speech.count(forms, n) for forms, n in ((UNQUALIFIED, pending.inquiries), (UNKNOWN, pending.leads)) if n]
    these = speech.say(BOTH, one=counted[0], other=counted[1]) if len(counted) > 1 else counted[0]
    return speech.say(WOULD_FALL, these=these)
