"""What a lead wants, what it met, and when it counts."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from pipeline.demand.ledger import Ledger, Piece, Weights
from pipeline.model.people import Lead, Touch
from pipeline.model.theme import Catalogue


@dataclass(frozen=True, slots=True, kw_only=True)
class Counted:
    """A lead as the report counts it: the days it reached each point (None: not by the end of the period)."""

    received: date
    qualified: date | None
    won: date | None
    channel: str
    offer: str | None
    revenue: float
    wanted: Weights
    met: Weights
    self_reported: bool


def counted(ledger: Ledger) -> tuple[Counted, ...]:
    """Every lead that had come in by the end of the period, in the order of the ledger."""
    pieces = _by_address(ledger.pieces)
    return tuple(_counted(lead, ledger, pieces) for lead in ledger.leads if lead.received_at.date() <= ledger.until)


def wanted(lead: Lead, catalogue: Catalogue, asked: Weights) -> Weights:
    """The theme set by hand, else those of the offer it asked for or bought, else those of its message."""
    if lead.theme is not None:
        return {lead.theme: 1.0}
    offer = catalogue.offers.get(lead.offer) if lead.offer else None
    if offer is not None and offer.themes:
        return dict.fromkeys(offer.themes, 1 / len(offer.themes))
    return asked


def met(lead: Lead, pieces: Mapping[str, Piece], look_back_days: int) -> Weights:
    """The themes of the posts it touched before it wrote: one lead, split equally over touches, then by tags.

    Touches older than the look-back window, or of anything but a post, are left out.
    """
    earliest = lead.received_at - timedelta(days=look_back_days)
    found = [
        piece
        for touch in lead.touches
        if earliest <= touch.at <= lead.received_at and (piece := _piece(touch, pieces)) is not None and piece.themes
    ]
    shares: dict[str, float] = defaultdict(float)
    for piece in found:
        for theme, weight in piece.themes.items():
            shares[theme] += weight / len(found)
    return dict(shares)


def revenue(lead: Lead, catalogue: Catalogue) -> float:
    """What a won lead brought: its value, else the price of its offer, else 0."""
    if lead.value is not None:
        return lead.value
    offer = catalogue.offers.get(lead.offer) if lead.offer else None
    return (offer.price or 0.0) if offer else 0.0


def _counted(lead: Lead, ledger: Ledger, pieces: Mapping[str, Piece]) -> Counted:
    won = _reached(lead, ledger.until, "won")
    return Counted(
        received=lead.received_at.date(),
        qualified=_reached(lead, ledger.until, "qualified", "offered", "won"),
        won=won,
        channel=lead.channel,
        offer=lead.offer,
        revenue=revenue(lead, ledger.catalogue) if won else 0.0,
        wanted=wanted(lead, ledger.catalogue, ledger.asked.get(lead.id or 0, {})),
        met=met(lead, pieces, ledger.settings.look_back_days),
        self_reported=bool(lead.self_report),
    )


def _reached(lead: Lead, until: date, *stages: str) -> date | None:
    day = min((change.on for change in lead.stages if change.stage in stages), default=None)
    return day if day is not None and day <= until else None


def _by_address(pieces: Iterable[Piece]) -> dict[str, Piece]:
    return {address: piece for piece in pieces for address in piece.addresses}


def _piece(touch: Touch, pieces: Mapping[str, Piece]) -> Piece | None:
    if touch.post is None:
        return None
    address = touch.post.partition("?")[0].partition("#")[0].strip("/")
    return pieces.get(address)
