"""Part of what comes next: the wishes and questions that came in, by theme. Numbers only."""

from __future__ import annotations

from pipeline.demand.page_parts import THEME
from pipeline.demand.page_views import Block, Cell, Column, Remarks, Row, Table
from pipeline.demand.report import Report
from pipeline.demand.wording import Speech


def _(message: str) -> str:
    """Marks a msgid for the extraction."""
    return message


CAME_IN = _("Wishes and questions that came in")
WISHES = _("Wishes")
QUESTIONS = _("Inquiries that name it")
QUALIFIED = _("Qualified leads")
NO_THEME = _("no theme of yours")
SAYS = _("What was wished for and asked, by the theme that the words name:")


def blocks(report: Report, speech: Speech) -> tuple[Block, ...]:
    """The themes that somebody named, beside what each drew; nothing where nobody said a word."""
    if not report.wishes:
        return ()
    drawn = {row.theme.id: row.drawn.qualified for row in report.themes}
    rows = tuple(
        Row(
            speech.theme(row.theme) if row.theme else speech.say(NO_THEME),
            tuple(
                Cell(speech.number(count, 1)) for count in (row.wishes, row.questions, drawn.get(row.theme or "", 0.0))
            ),
        )
        for row in report.wishes
    )
    columns = (
        Column(speech.say(THEME), numeric=False),
        *(Column(speech.say(name)) for name in (WISHES, QUESTIONS, QUALIFIED)),
    )
    return (
        Remarks((speech.say(SAYS),)),
        Table(caption=speech.say(CAME_IN), columns=columns, rows=rows, folded=False),
    )
