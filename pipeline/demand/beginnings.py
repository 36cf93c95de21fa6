"""A word on a young theme beside old ones: it has had less time, not only fewer hours."""

from __future__ import annotations

from pipeline.demand import begun, maturity
from pipeline.demand.msgids import _n
from pipeline.demand.report import Report
from pipeline.demand.rows import ThemeRow
from pipeline.demand.wording import Speech

YOUNGER = _n(
    "But it began {n} month after what drew: those leads may come from what was done before.",
    "But it began {n} months after what drew: those leads may come from what was done before.",
)
_LATER, _YOUNG = 90, 180
"""Days by which it began later, and up to which it is young."""


def word(row: ThemeRow, report: Report, speech: Speech) -> str:
    """The sentence for a theme of the last half year; empty where it is older, or began when the others did."""
    own = begun.first(row.theme, report.ledger, report.leads)
    others = [other.theme for other in report.themes if other is not row and other.drawn.qualified > 0]
    first = min(filter(None, (begun.first(other, report.ledger, report.leads) for other in others)), default=None)
    if own is None or first is None or (report.ledger.until - own).days >= _YOUNG or (own - first).days < _LATER:
        return ""
    return speech.count(YOUNGER, round((own - first).days / maturity.DAYS_PER_MONTH))
