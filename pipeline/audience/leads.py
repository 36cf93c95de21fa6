"""Tables of any known shape → rows that are kept → leads."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial

from pipeline.audience import hubspot, plain_leads, strands
from pipeline.audience.strands import Strand, Terms
from pipeline.model import table
from pipeline.model.people import LeadRow, Reject
from pipeline.model.table import Record, RowError, Table


@dataclass(frozen=True, slots=True, kw_only=True)
class Format:
    """A shape of table that is known: how it is told by its columns, which of them are read, and a row's identity.

    `identify` reads the whole row, so that a row which has an identity can be read later. Where `repeats` is set,
    rows of the same identity are several (numbered in their order), else the last of them counts.
    """

    kind: str
    name: str
    recognises: Callable[[frozenset[str]], bool]
    columns: tuple[str, ...]
    identify: Callable[[Record, Terms], str]
    repeats: bool = False


@dataclass(frozen=True, slots=True)
class Rows:
    """What tables hold: rows to keep, rows that cannot be read, and remarks on the rest."""

    rows: tuple[LeadRow, ...]
    rejects: tuple[Reject, ...]
    remarks: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Reading:
    """The leads in rows, one a company, and remarks on what could not be joined."""

    strands: tuple[Strand, ...]
    remarks: tuple[str, ...]


def _contact(record: Record, terms: Terms) -> str:
    hubspot.contact(record, terms)
    return hubspot.identity(record)


def _deal(record: Record, terms: Terms) -> str:
    return hubspot.deal(record, terms).id


# In the order in which they are tried: ours is the least particular.
FORMATS: tuple[Format, ...] = (
    Format(
        kind=hubspot.CONTACTS,
        name="HubSpot contacts (Record ID, Email, Create Date, …)",
        recognises=hubspot.is_contacts,
        columns=hubspot.CONTACT_COLUMNS,
        identify=_contact,
    ),
    Format(
        kind=hubspot.DEALS,
        name="HubSpot deals (Record ID, Deal Name, Deal Stage, …)",
        recognises=hubspot.is_deals,
        columns=hubspot.DEAL_COLUMNS,
        identify=_deal,
    ),
    Format(
        kind=plain_leads.KIND,
        name=f"leads ({', '.join(plain_leads.COLUMNS)})",
        recognises=plain_leads.is_ours,
        columns=plain_leads.COLUMNS,
        identify=plain_leads.identity,
        repeats=True,
    ),
)


def recognised(found: Table) -> Format | None:
    """The format of a table, or None."""
    return next((known for known in FORMATS if known.recognises(found.columns)), None)


def rows(tables: Iterable[Table], terms: Terms) -> Rows:
    """The rows of tables that are recognised, each readable; tables of other shapes give none."""
    kept: list[LeadRow] = []
    rejects: list[Reject] = []
    remarks: list[str] = []
    for found in tables:
        known = recognised(found)
        if known is None:
            continue
        records, malformed = table.records(found)
        identified, unreadable = table.taken(records, partial(_identified, known, terms))
        kept.extend(_kept(known, identified))
        rejects.extend(sorted((*malformed, *unreadable), key=lambda reject: reject.line))
        if known.kind == plain_leads.KIND:
            remarks.extend(f"{found.path}: {said}" for said in plain_leads.unknown_columns(found.columns))
    return Rows(tuple(kept), tuple(rejects), tuple(remarks))


def read(rows: Iterable[LeadRow], terms: Terms) -> Reading:
    """The leads in `rows`; of rows with the same id the last one counts."""
    last = {row.external_id: row for row in rows}
    remarks: list[str] = []
    contacts: list[hubspot.Contact] = []
    deals: dict[str, hubspot.Deal] = {}
    plain: list[Strand] = []
    for row in last.values():
        record = Record("", 0, row.values)
        try:
            if row.kind == hubspot.CONTACTS:
                contacts.append(hubspot.contact(record, terms))
            elif row.kind == hubspot.DEALS:
                found = hubspot.deal(record, terms)
                deals[found.id] = found
            else:
                plain.append(plain_leads.strand(record, terms, row.external_id))
        except RowError as refused:  # it could be read when it came: the catalogue has changed since
            remarks.append(f"a row taken in earlier ({row.external_id}) can no longer be read: {refused}")
    together = strands.merged((*hubspot.strands(contacts, deals), *plain))
    return Reading(together, (*remarks, *_unjoined(contacts, deals)))


def _identified(known: Format, terms: Terms, record: Record) -> tuple[str, Record]:
    return known.identify(record, terms), record


def _kept(known: Format, identified: Sequence[tuple[str, Record]]) -> Iterable[LeadRow]:
    seen: Counter[str] = Counter()
    for identity, record in identified:
        seen[identity] += 1
        number = f":{seen[identity]}" if known.repeats and seen[identity] > 1 else ""
        values = {column: record[column] for column in known.columns if record[column]}
        yield LeadRow(known.kind, f"{known.kind}:{identity}{number}", values)


def _unjoined(contacts: Sequence[hubspot.Contact], deals: Mapping[str, hubspot.Deal]) -> Iterable[str]:
    named = dict.fromkeys(deal for contact in contacts for deal in contact.deals)
    missing = [deal for deal in named if deal not in deals]
    if missing:
        yield f"contacts name deals that are not here: {_some(missing)}; import the export of deals too"
    loose = [deal for deal in deals if deal not in named]
    if loose:
        yield f"no contact names these deals, so they count for nobody: {_some(loose)}; import the contacts too"


def _some(ids: Sequence[str]) -> str:
    return ", ".join(ids[:5]) + (f" and {len(ids) - 5} more" if len(ids) > 5 else "")
