"""Part of the time line: what a theme drew before, while and after it was promoted."""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.demand.msgids import _
from pipeline.demand.page import parts
from pipeline.demand.page.parts import THEME
from pipeline.demand.page.views import Block, Remarks, Row
from pipeline.demand.report import Report
from pipeline.demand.stretches import Stretch
from pipeline.demand.wording import Speech

BEFORE_AND_AFTER = _("Before and after a change of positioning")
FROM_UNTIL = _("Days")
HOURS = _("Hours")
POSTS = _("Posts")
LEADS = _("Leads")
A_MONTH = _("a month")
CLIENTS = _("Clients")
PROMOTED = _("promoted")
NOT_PROMOTED = _("not promoted")
CHANGED = _("While {theme} was promoted it drew {promoted} leads a month, on the other days {otherwise}.")
UNCHANGED = _(
    "{theme} was promoted on every day of the period: there is nothing to hold it against. --period FROM..UNTIL sets a "
    "longer one."
)
SEASONS = _("Counts only: seasons differ, and what is done works later. Compare equal months of two years.")


def blocks(report: Report, speech: Speech) -> tuple[Block, ...]:
    """What the stretches say and their table; no table where nothing changed, nothing where no theme was promoted."""
    if not report.stretches:
        return ()
    themes = dict.fromkeys(stretch.theme for stretch in report.stretches)
    said = tuple(_says([one for one in report.stretches if one.theme == theme], speech) for theme in themes)
    if all(stretch.promoted for stretch in report.stretches):
        return (Remarks(said),)
    names = (THEME, FROM_UNTIL, HOURS, POSTS, LEADS, A_MONTH, CLIENTS)
    table = parts.unfolded(BEFORE_AND_AFTER, names, (_row(stretch, speech) for stretch in report.stretches), speech)
    return (Remarks(said), table, Remarks((speech.say(SEASONS),)))


def _row(stretch: Stretch, speech: Speech) -> Row:
    cells = (
        speech.period(stretch.start, stretch.until),
        speech.number(stretch.minutes / 60, 1),
        speech.number(stretch.posts, 1),
        speech.number(stretch.qualified, 1),
        speech.rate(stretch.per_month),
        speech.number(stretch.clients, 1),
    )
    head = f"{speech.theme(stretch.theme)}, {speech.say(PROMOTED if stretch.promoted else NOT_PROMOTED)}"
    return parts.row(head, cells)


def _says(stretches: Sequence[Stretch], speech: Speech) -> str:
    """One sentence on a theme: all its promoted days together against all others."""
    theme = speech.theme(stretches[0].theme)
    if all(stretch.promoted for stretch in stretches):
        return speech.say(UNCHANGED, theme=theme)
    rates = {}
    for promoted in (True, False):
        of = [stretch for stretch in stretches if stretch.promoted is promoted]
        days = sum(stretch.days for stretch in of)
        rates[promoted] = speech.rate(sum(stretch.per_month * stretch.days for stretch in of) / days)
    return speech.say(CHANGED, theme=theme, promoted=rates[True], otherwise=rates[False])
