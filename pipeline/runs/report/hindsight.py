"""A report without hindsight: each lead meets the posts with the themes that they had on the day it wrote."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

from pipeline.demand.ledger import Ledger, Piece, Weights
from pipeline.model.given import Given
from pipeline.model.people import Lead
from pipeline.runs.history import History
from pipeline.themes import history


@dataclass(frozen=True, slots=True)
class Hindsight:
    """What it came to: touches that count for other themes than today's, and leads from before the first record.

    `begins` is the day of the first record, None where there is none.
    """

    touches: int
    leads: int
    earlier: int
    begins: date | None


def without(ledger: Ledger, known: History) -> tuple[Ledger, Hindsight]:
    """The ledger in which touches lead to posts as they were tagged then.

    A post as it was then is a piece of its own that never came out: it gives a lead its themes, and nobody any effort.
    """
    pieces = {piece.key: piece for piece in ledger.pieces}
    then: dict[str, Piece] = {}
    touched = 0
    leads: list[Lead] = []
    for lead in ledger.leads:
        touches = []
        for touch in lead.touches:
            piece = pieces.get(touch.post or "")
            given = history.as_of(known.get(piece.key, ()), lead.received_on) if piece else None
            weights = _weights(given, ledger) if given else {}
            if piece is not None and given is not None and _differ(weights, piece.themes):
                key = f"{piece.key} as of {given.on}"
                then[key] = Piece(key=key, published=date.max, themes=weights, now=piece)
                touches.append(replace(touch, post=key))
                touched += 1
            else:
                touches.append(touch)
        leads.append(replace(lead, touches=tuple(touches)))
    begins = min((rows[0].on for rows in known.values() if rows), default=None)
    changed = sum(new.touches != old.touches for new, old in zip(leads, ledger.leads, strict=True))
    earlier = sum(begins is None or lead.received_on < begins for lead in leads)
    seen = replace(ledger, pieces=(*ledger.pieces, *then.values()), leads=tuple(leads), tags_as_of="lead")
    return seen, Hindsight(touched, changed, earlier, begins)


def _weights(given: Given, ledger: Ledger) -> Weights:
    """What was given then, of the themes that there still are."""
    return {tag.theme: tag.weight for tag in given.tags if tag.theme in ledger.catalogue.themes}


def _differ(one: Weights, other: Weights) -> bool:
    return one.keys() != other.keys() or any(abs(one[theme] - other[theme]) >= history.MOVED for theme in one)
