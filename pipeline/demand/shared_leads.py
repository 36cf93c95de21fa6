"""A word on shares: what is said only because of how several themes share a lead or a post."""

from __future__ import annotations

from babel.lists import format_list

from pipeline.demand import doubts
from pipeline.demand.msgids import _
from pipeline.demand.report import Report
from pipeline.demand.verdicts import Question
from pipeline.demand.wording import Speech

RESTS = _(
    "What is said of {themes} rests on how several themes share a lead or a post: with each put down to its main theme "
    "alone it would not be said."
)


def word(report: Report, speech: Speech, *questions: Question) -> str:
    """The sentence; empty where all that is said on these questions would be said so, too."""
    resting = [
        speech.theme(row.theme.id)
        for row in report.themes
        if not all(doubts.stands(row.verdicts[one], report.primary[row.theme.id].verdicts[one]) for one in questions)
    ]
    return speech.say(RESTS, themes=format_list(resting, locale=speech.locale)) if resting else ""
