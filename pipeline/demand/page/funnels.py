"""Part of the channels: how far their inquiries came, step by step."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from pipeline.demand import funnels
from pipeline.demand.funnels import Passed
from pipeline.demand.msgids import _
from pipeline.demand.page import parts
from pipeline.demand.page.parts import NOTHING
from pipeline.demand.page.views import Block, Remarks, Row
from pipeline.demand.report import Report
from pipeline.demand.wording import Speech
from pipeline.model.people import Stage

TABLE = _("How far inquiries came, by channel")
CHANNEL = _("Channel")
STEPS: Mapping[Stage, str] = {
    "qualified": _("Became a lead"),
    "offered": _("Got an offer"),
    "won": _("Bought"),
}
ALL = _("All channels")
DECIDED = _("{n} of {all} ({low}–{high} %)")
AND_OPEN = _("{said}, {n} open")
OPEN = _("{n} open")
EXPLAINED = _(
    "How far the inquiries of this period came: of those that are through with a step, so many went on. In brackets "
    "the 90 % interval of what that says of the next ones; open ones are in no count."
)


def blocks(report: Report, speech: Speech) -> tuple[Block, ...]:
    """A row a channel that brought inquiries, and all together; nothing where there is none."""
    rows = [_row(parts.channel(row.id, speech), row.funnel, speech) for row in report.channels if row.leads]
    if not rows:
        return ()
    inquiries = [lead for lead in report.leads if report.ledger.holds(lead.received)]
    pooled = funnels.funnel(inquiries, funnels.stages(report.ledger, report.leads))
    if len(rows) > 1:
        rows.append(_row(speech.say(ALL), pooled, speech))
    names = (CHANNEL, *(STEPS[step.stage] for step in pooled))
    return (parts.unfolded(TABLE, names, rows, speech), Remarks((speech.say(EXPLAINED),)))


def _row(name: str, steps: Iterable[Passed], speech: Speech) -> Row:
    return parts.row(name, [_cell(step, speech) for step in steps])


def _cell(step: Passed, speech: Speech) -> str:
    """4 of 5 (42–94 %), 1 open."""
    waiting = speech.number(step.waiting)
    if step.share is None:
        return speech.say(OPEN, n=waiting) if step.waiting else NOTHING
    low, high = (_percent(end, speech) for end in (step.share.low, step.share.high))
    said = speech.say(DECIDED, n=speech.number(step.passed), all=speech.number(step.of), low=low, high=high)
    return speech.say(AND_OPEN, said=said, n=waiting) if step.waiting else said


def _percent(end: float, speech: Speech) -> str:
    """An end of an interval, never rounded to nothing or to all."""
    percent = min(max(100 * end, 0.1), 99.9)
    return speech.number(percent, 0 if 0.5 <= percent < 99.5 else 1)
