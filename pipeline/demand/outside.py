"""The inquiries that a period leaves out, which the report names, and views of before that it cannot leave out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from pipeline.demand.leads import Counted
from pipeline.demand.ledger import Ledger
from pipeline.demand.msgids import _

VIEWS_OF_BEFORE = _("Page views of an export that names no days count whole, those before the period too.")


@dataclass(frozen=True, slots=True, kw_only=True)
class Outside:
    """Inquiries of which no day lies in the period: those that came before it, and after it by `as_of`.

    `clients` of the period were leads before it. `period` is FROM..UNTIL as the command line takes it, and holds all of
    them; empty where there is none.
    """

    before: int
    after: int
    clients: int
    period: str


def outside(ledger: Ledger, counted: Sequence[Counted]) -> Outside:
    """What the ledger's window leaves out."""
    early = [
        lead.received
        for lead in counted
        if lead.received < ledger.start and not ledger.holds(lead.qualified) and not ledger.holds(lead.won)
    ]
    sold = [lead.received for lead in counted if ledger.holds(lead.won) and _is_before(lead.qualified, ledger)]
    late = [day for lead in ledger.leads if ledger.until < (day := lead.received_on) <= ledger.as_of]
    if not early and not late and not sold:
        return Outside(before=0, after=0, clients=0, period="")
    # Without an end the period ends with the day that counts as today.
    until = "" if late or ledger.until == ledger.as_of else ledger.until.isoformat()
    first = min([ledger.start, *early, *sold]).isoformat()
    return Outside(before=len(early), after=len(late), clients=len(sold), period=f"{first}..{until}")


def _is_before(day: date | None, ledger: Ledger) -> bool:
    return day is not None and day < ledger.start


def holds_views_of_before(ledger: Ledger) -> bool:
    """Whether views count that may be of days before the period: nobody knows which, and the post was there by then."""
    older = {piece.key for piece in ledger.pieces if piece.published < ledger.start}
    return any(row.start is None and row.path in older and ledger.holds(row.until) for row in ledger.views)
