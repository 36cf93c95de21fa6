"""When each theme began: the first day on which something was done for it, or somebody asked for it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date

from pipeline.demand.leads import Counted
from pipeline.demand.ledger import Ledger
from pipeline.model.theme import Theme


def first(theme: Theme, ledger: Ledger, counted: Iterable[Counted]) -> date | None:
    """The day; None where nothing was, up to the end of the period."""
    days = (*_deeds(theme, ledger), *_wishes(theme, counted))
    return min((day for day in days if day <= ledger.until), default=None)


def in_period(ledger: Ledger, counted: Iterable[Counted]) -> Mapping[str, date]:
    """The themes without an offer that somebody began within the period, before anybody asked for them."""
    offered = {theme for offer in ledger.catalogue.offers.values() for theme in offer.themes}
    counted, late = tuple(counted), {}
    for key, theme in ledger.catalogue.themes.items():
        day = first(theme, ledger, counted)
        if key not in offered and day is not None and day > ledger.start and day in _deeds(theme, ledger):
            late[key] = day
    return late


def _deeds(theme: Theme, ledger: Ledger) -> Iterator[date]:
    yield from (offer.since for offer in ledger.catalogue.offers.values() if offer.since and theme.id in offer.themes)
    yield from (promoted.start for promoted in theme.promoted)
    yield from (piece.published for piece in ledger.published if piece.themes.get(theme.id, 0.0) > 0)
    yield from (effort.on for effort in ledger.efforts if effort.theme == theme.id and not effort.billable)


def _wishes(theme: Theme, counted: Iterable[Counted]) -> Iterator[date]:
    yield from (lead.received for lead in counted if lead.wanted.get(theme.id, 0.0) > 0)
