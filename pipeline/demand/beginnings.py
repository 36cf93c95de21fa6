"""When each theme began: a young one beside old ones has had less time, not only fewer hours."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from pipeline.demand import maturity
from pipeline.demand.msgids import _n
from pipeline.demand.report import Report
from pipeline.demand.rows import ThemeRow
from pipeline.demand.wording import Speech
from pipeline.model.theme import Theme

YOUNGER = _n(
    "But it began {n} month after what drew: those leads may come from what was done before.",
    "But it began {n} months after what drew: those leads may come from what was done before.",
)
_LATER, _YOUNG = 90, 180
"""Days by which it began later, and up to which it is young."""


def word(row: ThemeRow, report: Report, speech: Speech) -> str:
    """The sentence for a theme of the last half year; empty where it is older, or began when the others did."""
    own = _began(row.theme, report)
    drew = [_began(other.theme, report) for other in report.themes if other is not row and other.drawn.qualified > 0]
    first = min(filter(None, drew), default=None)
    if own is None or first is None or (report.ledger.until - own).days >= _YOUNG or (own - first).days < _LATER:
        return ""
    return speech.count(YOUNGER, round((own - first).days / maturity.DAYS_PER_MONTH))


def _began(theme: Theme, report: Report) -> date | None:
    return min((day for day in _days(theme, report) if day <= report.ledger.until), default=None)


def _days(theme: Theme, report: Report) -> Iterator[date]:
    """The days on which something was done for a theme, or somebody asked for it."""
    ledger = report.ledger
    yield from (offer.since for offer in ledger.catalogue.offers.values() if offer.since and theme.id in offer.themes)
    yield from (promoted.start for promoted in theme.promoted)
    yield from (piece.published for piece in ledger.published if piece.themes.get(theme.id, 0.0) > 0)
    yield from (effort.on for effort in ledger.efforts if effort.theme == theme.id and not effort.billable)
    yield from (lead.received for lead in report.leads if lead.wanted.get(theme.id, 0.0) > 0)
