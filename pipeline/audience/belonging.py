"""Whose the rows are that leads are made of: a person's own, and the deals that are no other contact's."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from pipeline.audience import addresses, forgetting, leads
from pipeline.audience.bookings import RawLead
from pipeline.audience.programs import hubspot
from pipeline.model.people import LeadRow
from pipeline.model.table import Record


def of_person(rows: Sequence[LeadRow], address: str) -> tuple[LeadRow, ...]:
    """The rows with this address, however it is spelt, and the deals among `rows` that only these have."""
    known = addresses.normalised(address)
    own = [row for row in rows if known is not None and known in forgetting.addresses_of([row])]
    theirs = {*(row.external_id for row in own), *ids_of_deals(own, rows)}
    return tuple(row for row in rows if row.external_id in theirs)


def ids_of_deals(contacts: Sequence[LeadRow], rows: Iterable[LeadRow]) -> frozenset[str]:
    """The rows, whether they have come or not, of the deals that these contacts have, and no other one does."""
    theirs = {contact.external_id for contact in contacts}
    holders = contacts_of_deals([*contacts, *rows])
    return frozenset(deal for deal, found in holders.items() if found <= theirs)


def contacts_of_deals(rows: Iterable[LeadRow]) -> Mapping[str, frozenset[str]]:
    """For each deal that belongs to contacts among `rows` the ids of their rows: of those that name it, else of those
    that it names. A deal that is missing here belongs to no lead, and counts for nobody.
    """
    every = list(rows)
    named: dict[str, set[str]] = defaultdict(set)
    for row in every:
        if row.kind == hubspot.CONTACTS:
            for deal in hubspot.named_deals(Record("", 0, row.values)):
                named[_id(hubspot.DEALS, deal)].add(row.external_id)
    here = {row.external_id for row in every}
    naming = {row.external_id: here & contacts_named(row) for row in every if row.external_id not in named}
    return {deal: frozenset(found) for deal, found in (*named.items(), *naming.items()) if found}


def contacts_named(row: LeadRow) -> frozenset[str]:
    """The rows of the contacts that a deal names, whether they have come or not; none where the row is no deal."""
    if row.kind != hubspot.DEALS:
        return frozenset()
    return frozenset(_id(hubspot.CONTACTS, one) for one in hubspot.named_contacts(Record("", 0, row.values)))


def _id(kind: str, identity: str) -> str:
    return leads.row(kind, RawLead(identity, {})).external_id
