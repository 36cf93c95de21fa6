"""A word on leads that others sent: counts have them, verdicts and rates count them with those that sent them."""

from __future__ import annotations

from pipeline.demand.msgids import _n
from pipeline.demand.report import Report
from pipeline.demand.wording import Speech

SENT = _n(
    "{n} lead came by another one, and counts with it in verdicts and rates.",
    "{n} leads came by others, and count with these in verdicts and rates.",
)


def word(report: Report, speech: Speech) -> str:
    """The sentence; empty where nobody noted that a lead of the period sent another."""
    wanting = [lead.chain for lead in report.qualified_leads if lead.wanted]
    echoes = len(wanting) - len(set(wanting))
    return speech.count(SENT, echoes) if echoes else ""
