"""Part of what comes next: the wishes and questions that came in, by theme. Numbers only."""

from __future__ import annotations

from pipeline.demand.msgids import _
from pipeline.demand.page import parts
from pipeline.demand.page.parts import NOTHING, THEME, begun
from pipeline.demand.page.views import Block, Remarks
from pipeline.demand.report import Report
from pipeline.demand.wording import Speech

CAME_IN = _("Wishes and questions that came in")
WISHES = _("Wishes")
NAME_IT = _("Inquiries that name it")
WANT_IT = _("Inquiries that want it")
NO_THEME = _("no theme of yours")
SAYS = _("What was wished for and asked, by the theme that the words name:")
NAMED_AND_WANTED = _(
    "An inquiry may name one theme and want another: it wants what the offer that it asked for is about, or what you "
    "noted; else what its words name."
)


def blocks(report: Report, speech: Speech) -> tuple[Block, ...]:
    """The themes that somebody named, beside the inquiries that want them; nothing where nobody said a word."""
    if not report.wishes:
        return ()
    wanted = {row.theme.id: speech.number(row.drawn.leads, 1) for row in report.themes}
    rows = (
        parts.row(
            begun(speech.theme(found.theme) if found.theme else speech.say(NO_THEME)),
            (speech.number(found.wishes, 1), speech.number(found.questions, 1), wanted.get(found.theme or "", NOTHING)),
        )
        for found in report.wishes
    )
    named = any(found.theme and found.questions for found in report.wishes)
    remarks = (speech.say(SAYS), *((speech.say(NAMED_AND_WANTED),) if named else ()))
    return (Remarks(remarks), parts.unfolded(CAME_IN, (THEME, WISHES, NAME_IT, WANT_IT), rows, speech))
