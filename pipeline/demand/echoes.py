"""A word on leads that others sent: counts have them, verdicts and rates count them with those that sent them."""

from __future__ import annotations

from pipeline.demand.msgids import _n
from pipeline.demand.report import Report
from pipeline.demand.wording import Speech

SENT = _n(
    "In verdicts and rates {n} lead counts with the one that sent it, or that the same person sent.",
    "In verdicts and rates {n} leads count with those that sent them, or that the same person sent.",
)


def word(report: Report, speech: Speech) -> str:
    """The sentence; empty where no two leads of the period that want the same belong together."""
    known: set[tuple[str, str]] = set()
    echoes = 0
    for lead in report.qualified_leads:
        wants = {(lead.chain, theme) for theme in lead.wanted}
        echoes += not known.isdisjoint(wants)
        known |= wants
    return speech.count(SENT, echoes) if echoes else ""
