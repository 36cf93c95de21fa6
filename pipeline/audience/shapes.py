"""Which shapes of tables and of JSON are known, how each is told, and what of a row is kept."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from pipeline.audience import amounts, contact_form, lead_headers, plain_leads
from pipeline.audience.bookings import LeftOut, RawLead
from pipeline.audience.programs import calcom, calendly, hubspot, hubspot_headers, netlify, pipedrive
from pipeline.audience.strands import Terms
from pipeline.model import dates, mappings
from pipeline.model.mappings import ColumnMapping
from pipeline.model.table import Record, RowError, Table


def _as_it_is(header: str) -> str:
    return header


def _as_they_are(columns: frozenset[str]) -> frozenset[str]:
    return columns


def _nothing_said(_columns: frozenset[str]) -> None:
    return None


@dataclass(frozen=True, slots=True, kw_only=True)
class Format:
    """A shape of table that is known: how it is told by its columns, and what of a row is kept.

    `header` gives a header its usual name; `keep` reads the whole row, so that what is kept can be read later. Where
    `repeats` is set, rows of the same identity are several (numbered in their order), else the last of them counts.
    `told` are those of our columns that a file with these columns speaks of; None where it always speaks of all.
    """

    kind: str
    name: str
    recognises: Callable[[frozenset[str]], bool]
    keep: Callable[[Record, Terms], RawLead]
    header: Callable[[str], str] = _as_it_is
    repeats: bool = False
    told: Callable[[frozenset[str]], frozenset[str] | None] = _nothing_said


@dataclass(frozen=True, slots=True)
class Payload:
    """A shape of JSON that is known."""

    kind: str
    name: str
    recognises: Callable[[Mapping[str, Any]], bool]
    read: Callable[[Mapping[str, Any]], RawLead | LeftOut]


def _contact(record: Record, terms: Terms) -> RawLead:
    hubspot.contact(record, terms)
    return RawLead(hubspot.identity(record), _columns(record, hubspot.CONTACT_COLUMNS, hubspot.DATES, terms))


def _deal(record: Record, terms: Terms) -> RawLead:
    priced = record["amount in company currency"] or amounts.with_currency(record, "amount")
    record = replace(record, values={**record.values, "amount": priced})
    found = hubspot.deal(record, terms)
    return RawLead(found.id, _columns(record, hubspot.DEAL_COLUMNS, hubspot.DATES, terms))


def _plain(record: Record, terms: Terms) -> RawLead:
    record = replace(record, values={**record.values, "value": amounts.with_currency(record, "value")})
    identity = plain_leads.identity(record, terms)
    return RawLead(identity, _columns(record, plain_leads.COLUMNS, _DATES, terms))


def _calendly(record: Record, terms: Terms) -> RawLead:
    return readable(calendly.of_record(record), terms)


def _pipedrive(record: Record, terms: Terms) -> RawLead:
    return readable(pipedrive.of_record(record, terms), terms)


_DATES = ("date", "stage_date", "qualified_date")

OURS = Format(
    kind=plain_leads.KIND,
    name=f"leads ({', '.join(plain_leads.COLUMNS)})",
    recognises=plain_leads.is_ours,
    keep=_plain,
    repeats=True,
    told=_as_they_are,
)
# In the order in which they are tried. Ours is the least particular and stands apart: saved mappings come before it.
FORMATS: tuple[Format, ...] = (
    Format(
        kind=hubspot.CONTACTS,
        name="HubSpot contacts (Record ID, Email, Create Date, …)",
        recognises=hubspot.is_contacts,
        keep=_contact,
        header=hubspot_headers.english,
        told=_as_they_are,
    ),
    Format(
        kind=hubspot.DEALS,
        name="HubSpot deals (Record ID, Deal Name, Deal Stage, …)",
        recognises=hubspot.is_deals,
        keep=_deal,
        header=hubspot_headers.english,
        told=_as_they_are,
    ),
    Format(
        kind=calendly.KIND,
        name="Calendly events (Invitee Email, Event Created Date & Time, …)",
        recognises=calendly.is_export,
        keep=_calendly,
    ),
    Format(
        kind=pipedrive.KIND,
        name="Pipedrive (Person - Name, Organization - Name, Deal - Title, …)",
        recognises=pipedrive.is_table,
        keep=_pipedrive,
        header=pipedrive.header,
        repeats=True,
    ),
)
PAYLOADS: tuple[Payload, ...] = (
    Payload(calendly.KIND, "Calendly webhook (event, payload)", calendly.is_payload, calendly.of_payload),
    Payload(calcom.KIND, "cal.com webhook (triggerEvent, payload)", calcom.is_payload, calcom.of_payload),
    Payload(netlify.KIND, "Netlify form submission (data, created_at)", netlify.is_submission, netlify.of_payload),
    Payload(contact_form.KIND, "our own contact form (kind, id)", contact_form.is_submission, contact_form.of_payload),
)


def recognised(found: Table, known: Iterable[ColumnMapping] = ()) -> Format | None:
    """The format of a table, that of a saved mapping and a list in another language included, or None."""
    for one in FORMATS:
        if one.recognises(found.renamed(one.header).columns):
            return one
    mapping = mappings.fitting((one for one in known if one.about == "leads"), found.headers)
    if mapping is not None:
        return mapped(mapping)
    if OURS.recognises(found.columns):
        return _ours(found) if lead_headers.is_sure(found) else None
    called = lead_headers.mapping(found)
    return mapped(called) if called is not None else None


def likely(found: Table) -> Format | None:
    """The format of a table that looks like a list of leads, where somebody says that it is one, or None."""
    if OURS.recognises(found.columns):
        return _ours(found)
    called = lead_headers.likely(found)
    return mapped(called) if called is not None else None


def _ours(found: Table) -> Format:
    more = lead_headers.besides(found)
    return mapped(more) if more is not None else OURS


def mapped(mapping: ColumnMapping) -> Format:
    """The format of a table whose columns a mapping names."""
    theirs = frozenset(column.casefold() for column in mapping.columns.values())

    def keep(record: Record, terms: Terms) -> RawLead:
        """One column of theirs may be several of ours: the day of the first contact, and of the stage."""
        values = {ours: record[column] for ours, column in mapping.columns.items()}
        if parts:
            whole = values.get("name", "")
            first, last = (_unless_in(whole, values.pop(part, "")) for part in ("first_name", "last_name"))
            values["name"] = " ".join(filter(None, (first, whole, last)))
        if "value" in values:
            values["value"] = amounts.with_currency(record, mapping.columns["value"])
        try:
            return _plain(replace(record, values=values), replace(terms, order=mapping.dates or terms.order))
        except RowError as refused:
            raise RowError(_in_their_words(str(refused), mapping)) from refused

    parts = mapping.columns.keys() & {"first_name", "last_name"}
    ours = frozenset(mapping.columns) - parts | ({"name"} if parts else set())
    return replace(
        OURS, name=mapping.name, recognises=lambda columns: theirs <= columns, keep=keep, told=lambda _columns: ours
    )


def _unless_in(whole: str, part: str) -> str:
    """A column of contacts may have the whole name beside its parts."""
    return "" if set(part.split()) <= set(whole.split()) else part


def payload(value: Any) -> Payload:
    """The shape of what stands in a JSON file; raises RowError where nobody knows it."""
    for one in PAYLOADS if isinstance(value, dict) else ():
        if one.recognises(value):
            return one
    raise RowError(f"JSON of no known kind. Known are: {'; '.join(one.name for one in PAYLOADS)}")


def readable(found: RawLead, terms: Terms) -> RawLead:
    """What arrived, once it is known to be a lead; raises RowError where it is none."""
    record = Record("", 0, found.values)
    plain_leads.lead(record, terms, "")
    return replace(found, values=_columns(record, tuple(found.values), _DATES, terms))


def _columns(record: Record, columns: Iterable[str], dated: Sequence[str], terms: Terms) -> Mapping[str, str]:
    """The cells that are read; days that were told by `terms` only are kept in a form that needs no telling."""
    cells = {column: record[column] for column in columns if record[column]}
    for column in dated:
        if dates.readings(cells.get(column, "")):
            cells[column] = dates.day(record, column, dates.FAR, terms.order).isoformat()
    return cells


def _in_their_words(reason: str, mapping: ColumnMapping) -> str:
    """A reason with the columns as the file calls them, and with the mapping that would mend it."""
    if "stage_date" not in mapping.columns:
        first = mapping.columns["date"]
        command = f'leitmotiv leads import FILE --map "date={first},…,stage_date={first}"'
        mend = f"name all columns, with that day or the day of the first contact: {command}"
        reason = reason.replace(plain_leads.ADD_STAGE_DATE, mend)
    return mappings.in_their_words(reason, mapping)
