"""Whose the rows are that leads are made of: a person's own, and the deals that no other contact names."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from pipeline.audience import addresses, forgetting, hubspot, leads
from pipeline.audience.bookings import RawLead
from pipeline.model.people import LeadRow
from pipeline.model.table import Record


def of_person(rows: Sequence[LeadRow], address: str) -> tuple[LeadRow, ...]:
    """The rows with this address, however it is spelt, and the deals among `rows` that only these name."""
    known = addresses.normalised(address)
    own = [row for row in rows if known is not None and known in forgetting.addresses_of([row])]
    his = {*(row.external_id for row in own), *ids_of_deals(own, rows)}
    return tuple(row for row in rows if row.external_id in his)


def ids_of_deals(contacts: Sequence[LeadRow], rows: Iterable[LeadRow]) -> frozenset[str]:
    """The rows, whether they have come or not, of the deals that these contacts name, and no other one does."""
    theirs = {contact.external_id for contact in contacts}
    named = _named(contacts) - _named(row for row in rows if row.external_id not in theirs)
    return frozenset(leads.row(hubspot.DEALS, RawLead(deal, {})).external_id for deal in named)


def contacts_of(deal: str, rows: Iterable[LeadRow]) -> tuple[str, ...]:
    """The ids of the contacts that name the deal with this id of a row; none of them for a row of another kind."""
    return tuple(row.external_id for row in rows if deal in ids_of_deals([row], ()))


def loose(rows: Iterable[LeadRow]) -> tuple[LeadRow, ...]:
    """The deals that no contact names: they belong to no lead, and count for nobody."""
    every = list(rows)
    named = ids_of_deals(every, ())
    return tuple(row for row in every if row.kind == hubspot.DEALS and row.external_id not in named)


def _named(rows: Iterable[LeadRow]) -> frozenset[str]:
    return frozenset(
        deal for row in rows if row.kind == hubspot.CONTACTS for deal in hubspot.named_deals(Record("", 0, row.values))
    )
