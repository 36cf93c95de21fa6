"""Verdicts that are clear and yet not to be acted on, and why: for the section on what next."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from pipeline.demand import headline, judgements, pending, stopping
from pipeline.demand.evidence import Direction
from pipeline.demand.msgids import _
from pipeline.demand.report import Report
from pipeline.demand.rows import ThemeRow
from pipeline.demand.wording import Speech

NOT_PROMOTED = _("It was not promoted: there is nothing to stop.")
POSTS_BRING_LESS = _("It is clear that posts on {theme} bring too little.")
CROSSED: Mapping[Direction, str] = {
    "less": _("{theme} draws less by the hour, but more by the calendar: nothing follows from that alone."),
    "more": _("{theme} draws more by the hour, but less by the calendar: nothing follows from that alone."),
}


@dataclass(frozen=True, slots=True)
class Waiting:
    """A theme of which something is clear, and the sentences that say why nothing follows from it yet."""

    theme: str
    said: str


def strongest(report: Report, speech: Speech) -> Waiting | None:
    """The first clear verdict that may not be acted on, of the theme that took most hours; demand before posts.

    Only for a report of which nothing may be acted on: any other verdict of "more" or "less" is an answer by itself.
    """
    rows = stopping.dearest(report)
    return next((found for of in (_of_demand, _of_posts) for row in rows for found in of(row, report, speech)), None)


def _of_demand(row: ThemeRow, report: Report, speech: Speech) -> Iterator[Waiting]:
    clear = [question for question in pending.DEMAND if row.verdicts[question].code == "clear"]
    if not clear:
        return
    theme = speech.theme(row.theme.id)
    hour, month = row.verdicts["per_100_hours"].direction, row.verdicts["per_month"].direction
    if hour and month and hour != month:
        yield Waiting(row.theme.id, speech.say(CROSSED[hour], theme=theme))
    else:
        said = headline.in_full(row, clear[0], speech.voice)
        against = stopping.objections(row, clear[0], report, speech)
        why = tuple(against) if row.given.promoted_days else (speech.say(NOT_PROMOTED),)
        yield Waiting(row.theme.id, " ".join((said, *why)))


def _of_posts(row: ThemeRow, report: Report, speech: Speech) -> Iterator[Waiting]:
    if judgements.solid(row.verdicts["content"]):
        said = speech.say(POSTS_BRING_LESS, theme=speech.theme(row.theme.id))
        yield Waiting(row.theme.id, " ".join((said, *stopping.objections(row, "content", report, speech))))
