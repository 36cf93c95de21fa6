"""A word on seasons: what is clear of demand within less than a year may be the season of a theme, not its worth."""

from __future__ import annotations

from pipeline.demand import pending
from pipeline.demand.msgids import _
from pipeline.demand.report import Report
from pipeline.demand.wording import Speech

SHORT = _("Less than a year: where seasons differ, what is clear may be no more than a theme's season.")
_YEAR = 365


def word(report: Report, speech: Speech) -> str:
    """The sentence; empty where the period has a whole year, or nothing about demand is clear."""
    days = (report.ledger.until - report.ledger.start).days + 1
    clear = any(row.verdicts[question].code == "clear" for row in report.themes for question in pending.DEMAND)
    return speech.say(SHORT) if clear and days < _YEAR else ""
