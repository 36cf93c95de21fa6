"""A word on leads that came together: after one talk or letter several come, and they are one success.

What such leads do to what is clear is shown by bench/other_worlds.py.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import timedelta

from pipeline.demand import chains, doubts, leads, pending, verdicts
from pipeline.demand.leads import Counted
from pipeline.demand.msgids import _
from pipeline.demand.report import Report
from pipeline.demand.verdicts import Question
from pipeline.demand.wording import Speech

TOGETHER = _(
    "{n} leads for {theme} came within days of each other through one channel: if that was one success, “clear” says "
    "too much."
)
_FOLLOWS = timedelta(days=5)
_SEVERAL = 3
"""Leads; two come together by chance too often."""


def word(report: Report, speech: Speech) -> str:
    """The sentence; empty where what is clear of demand stands with each burst counted once."""
    found = {row.theme.id: bursts(_asking(row.theme.id, report)) for row in report.themes}
    if not any(found.values()) or all(_stands(question, found, report) for question in pending.DEMAND):
        return ""
    most = {theme: max(map(len, of_theme), default=0) for theme, of_theme in found.items()}
    theme = max(most, key=lambda one: most[one])
    return speech.say(TOGETHER, n=speech.number(most[theme]), theme=speech.theme(theme))


def bursts(came: Iterable[Counted]) -> list[list[Counted]]:
    """Three leads or more that came through one channel, each within five days of the one before."""
    runs: list[list[Counted]] = []
    last: Counted | None = None
    for lead in sorted(came, key=lambda one: (one.channel, one.received)):
        if last is None or last.channel != lead.channel or lead.received - last.received > _FOLLOWS:
            runs.append([])
        runs[-1].append(lead)
        last = lead
    return [run for run in runs if len(run) >= _SEVERAL]


def _asking(theme: str, report: Report) -> list[Counted]:
    return [lead for lead in report.qualified_leads if lead.wanted.get(theme, 0.0) > 0]


def _stands(question: Question, found: Mapping[str, Sequence[Sequence[Counted]]], report: Report) -> bool:
    """Whether what is clear stands with each burst counted once."""
    cases = report.cases(question).items()
    once = {theme: (_once(theme, found[theme], report), given) for theme, (_, given) in cases}
    again = verdicts.judge(question, once, look_ahead=False)
    return all(
        row.verdicts[question].code != "clear" or doubts.stands(row.verdicts[question], again[row.theme.id])
        for row in report.themes
    )


def _once(theme: str, runs: Iterable[Sequence[Counted]], report: Report) -> float:
    """How many independent leads want a theme where each burst is one success, and all that belongs to it."""
    chain_of = chains.united([lead.chain for lead in run] for run in runs)
    came = (replace(lead, chain=chain_of.get(lead.chain, lead.chain)) for lead in _asking(theme, report))
    return leads.independent(theme, came)
