"""What people ask for in words: wishes for posts, and the questions in inquiries, by the themes that they name."""

from __future__ import annotations

from dataclasses import dataclass
from math import fsum

from pipeline.demand.ledger import Ledger


@dataclass(frozen=True, slots=True, kw_only=True)
class WishRow:
    """How many wishes of the period name a theme (None: they name none), and how many inquiries ask about it.

    What names several themes is shared out among them. Numbers only: never who, nor the words.
    """

    theme: str | None
    wishes: float
    questions: float


def wish_rows(ledger: Ledger) -> tuple[WishRow, ...]:
    """The themes that somebody named, the one with most wishes first; what names none stands last."""
    wishes = [wish for wish in ledger.wishes if ledger.holds(wish.on)]
    asked = [
        ledger.asked[lead.id]
        for lead in ledger.leads
        if lead.id is not None and lead.id in ledger.asked and ledger.holds(lead.received_on)
    ]
    found = [
        WishRow(
            theme=theme,
            wishes=fsum(wish.count * wish.themes.get(theme, 0.0) for wish in wishes),
            questions=fsum(weights.get(theme, 0.0) for weights in asked),
        )
        for theme in ledger.catalogue.themes
    ]
    none = WishRow(
        theme=None,
        wishes=float(sum(wish.count for wish in wishes if not wish.themes)),
        questions=float(sum(not weights for weights in asked)),
    )
    named = sorted((row for row in found if row.wishes or row.questions), key=lambda row: (-row.wishes, -row.questions))
    return (*named, *((none,) if none.wishes or none.questions else ()))
