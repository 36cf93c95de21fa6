"""Tables, payloads and mails of any known shape → rows that are kept → leads."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import partial
from typing import Any

from pipeline.audience import bookings, corrections, lead_headers, mails, plain_leads, referrals, shapes
from pipeline.audience.bookings import LeftOut, RawLead
from pipeline.audience.mails import LetterOf, WishToLeave
from pipeline.audience.programs import hubspot
from pipeline.audience.shapes import Format
from pipeline.audience.strands import Strand, Terms
from pipeline.model import dates, plural, short_hash, table
from pipeline.model.people import Correction, Lead, LeadRow, Reject
from pipeline.model.table import Record, RowError, Table

NO_LINE = 0
"""The line of what stands in no table."""
_NAMED = 5  # deals
_SAFE = re.compile(r"[\w.:@+-]{1,100}", re.ASCII)


@dataclass(frozen=True, slots=True)
class Rows:
    """What files hold: rows to keep, rows that cannot be read, remarks, and what is no lead."""

    rows: tuple[LeadRow, ...]
    rejects: tuple[Reject, ...] = ()
    remarks: tuple[str, ...] = ()
    left_out: tuple[LeftOut, ...] = ()

    @classmethod
    def joined(cls, parts: Iterable[Rows]) -> Rows:
        """What several files hold."""
        every = tuple(parts)
        return cls(
            tuple(row for part in every for row in part.rows),
            tuple(reject for part in every for reject in part.rejects),
            tuple(remark for part in every for remark in part.remarks),
            tuple(left_out for part in every for left_out in part.left_out),
        )


@dataclass(frozen=True, slots=True)
class Reading:
    """The leads in rows, one a company; remarks on rows that cannot be read, and on what could not be joined.

    `names` are those by which one may be said to have sent another; none where that is said of nobody.
    """

    strands: tuple[Strand, ...]
    remarks: tuple[str, ...]
    unjoined: tuple[str, ...] = ()
    names: referrals.Names = field(default_factory=dict, repr=False)


def rows_of(found: Table, shape: Format, terms: Terms) -> Rows:
    """The rows of a table in a format; its unambiguous dates say how the others are meant, whatever holds elsewhere."""
    named = found.renamed(shape.header)
    records, malformed = table.records(named)
    said = dates.order_of(cell for record in records for cell in record.values.values()) or terms.order
    taken, unreadable = table.taken(records, partial(_taken, shape, replace(terms, order=said)))
    remarks = [f"{found.path}: {said}" for said in _unread(found, shape)]
    told = shape.told(named.columns)
    kept = tuple(replace(one, told=told) for one in _kept(shape, taken))
    return Rows(kept, table.by_line(malformed, unreadable), tuple(remarks))


def _unread(found: Table, shape: Format) -> Iterable[str]:
    """What to say of columns of a list of one's own that are not read."""
    if shape is shapes.OURS:
        return plain_leads.unknown_columns(found.columns)
    left = lead_headers.unread(found) if shape.name == lead_headers.NAME else ()
    return [f"not read: {plural.of(len(left), 'column')}, {', '.join(left)}"] if left else []


def payload_rows(path: str, value: Any, terms: Terms) -> Rows:
    """The bookings and submissions in a JSON file: one, or a list of them."""
    kept: list[LeadRow] = []
    rejects: list[Reject] = []
    left_out: list[LeftOut] = []
    items = value if isinstance(value, list) else [value]
    for number, item in enumerate(items, 1):
        try:
            shape = shapes.payload(item)
            found = shape.read(item)
            if isinstance(found, LeftOut):
                left_out.append(found)
            else:
                kept.append(row(shape.kind, shapes.readable(found, terms)))
        except RowError as refused:
            which = f"payload {number}: " if len(items) > 1 else ""
            rejects.append(Reject(path, NO_LINE, f"{which}{refused}"))
    return Rows(tuple(kept), tuple(rejects), (), tuple(left_out))


def mail_rows(path: str, contents: Iterable[bytes], terms: Terms, own: frozenset[str], letter_of: LetterOf) -> Rows:
    """The inquiries in mails; `own` are our addresses, `letter_of` knows which of our letters a mail answers."""
    kept: list[LeadRow] = []
    rejects: list[Reject] = []
    left_out: list[LeftOut] = []
    for number, content in enumerate(contents, 1):
        try:
            found = mails.read(content, own, letter_of, terms.catalogue.offers)
            if isinstance(found, WishToLeave):
                left_out.append(replace(found, path=path, number=number))
            elif isinstance(found, LeftOut):
                left_out.append(found)
            else:
                kept.append(row(mails.KIND, shapes.readable(found, terms)))
        except RowError as refused:
            rejects.append(Reject(path, NO_LINE, f"mail {number}: {refused}"))
    return Rows(tuple(kept), tuple(rejects), (), tuple(left_out))


def read(rows: Iterable[LeadRow], terms: Terms, said: Sequence[Correction] = ()) -> Reading:
    """The leads in `rows` as people corrected them; of rows with the same id the last one counts."""
    last = {row.external_id: row for row in rows}
    remarks: list[str] = []
    contacts: list[hubspot.Contact] = []
    deals: dict[str, hubspot.Deal] = {}
    plain: dict[str, tuple[Lead, tuple[str, ...]]] = {}
    silent: list[Strand] = []
    for row in last.values():
        record = Record("", 0, row.values)
        try:
            if row.kind == hubspot.CONTACTS:
                contacts.append(hubspot.contact(record, terms))
            elif row.kind == hubspot.DEALS:
                found = hubspot.deal(record, terms)
                deals[found.id] = found
            elif record["asks"] == mails.SILENT:
                answer = plain_leads.strand(record, terms, row.external_id)
                silent.append(replace(answer, is_lead=False))
            else:
                ids = tuple(f"{row.kind}:{booking}" for booking in record["booking"].split())
                plain[row.external_id] = plain_leads.lead(record, terms, row.external_id), ids
        except RowError as refused:  # it could be read when it came: the catalogue has changed since
            remarks.append(f"a row taken in earlier ({row.external_id}) can no longer be read: {refused}")
    contacts = hubspot.joined(contacts, deals)
    parts = (*hubspot.strands(contacts, deals), *_booked(plain), *silent)
    together = corrections.read(parts, said)
    are_sent = any(row.values.get("referred_by") for row in last.values()) or any(
        one.what == "referred_by" for one in said
    )
    names = referrals.names(together, parts) if are_sent else {}
    return Reading(referrals.resolved(together, names), tuple(remarks), tuple(_unjoined(contacts, deals)), names)


def _booked(plain: Mapping[str, tuple[Lead, tuple[str, ...]]]) -> Iterable[Strand]:
    """A strand a row; rows of one booking, moved or cancelled since, are one strand: the first of them."""
    for group in bookings.joined({row: ids for row, (_, ids) in plain.items()}):
        leads = sorted((plain[row][0] for row in group), key=lambda lead: (lead.received_at, lead.external_id))
        later = tuple(lead.external_id for lead in leads[1:])
        yield Strand(replace(leads[0], merged=later), frozenset(group))


def _taken(shape: Format, terms: Terms, record: Record) -> RawLead:
    return shape.keep(record, terms)


def _kept(shape: Format, taken: Sequence[RawLead]) -> Iterable[LeadRow]:
    ids = [found.identity for found in taken]
    for found, own in zip(taken, table.told_apart(ids) if shape.repeats else ids, strict=True):
        yield row(shape.kind, replace(found, identity=own))


def row(kind: str, found: RawLead) -> LeadRow:
    """What arrived as it is kept."""
    identity = found.identity
    if not _SAFE.fullmatch(identity):
        identity = short_hash.of(identity)
    values = {column: table.storable(value) for column, value in found.values.items()}
    return LeadRow(kind, f"{kind}:{identity}", values)


def joined(before: LeadRow | None, row: LeadRow) -> LeadRow:
    """`row` with what was said before of columns that its file does not have, and of the stages up to the last."""
    if row.told is None or before is None:
        return row
    still = {column: value for column, value in before.values.items() if column.casefold() not in row.told}
    values = {**still, **row.values}
    return replace(row, values=plain_leads.moved_on(before.values, values) if row.kind == plain_leads.KIND else values)


def _unjoined(contacts: Sequence[hubspot.Contact], deals: Mapping[str, hubspot.Deal]) -> Iterable[str]:
    named = dict.fromkeys(deal for contact in contacts for deal in contact.deals)
    missing = [deal for deal in named if deal not in deals]
    if missing:
        yield f"contacts name deals that are not here: {plural.some(missing, _NAMED)}; import the export of deals too"
    loose = [deal for deal in deals if deal not in named]
    if loose:
        files = "the contacts too, one of the files with Associated Contact IDs or Associated Deal IDs"
        mend = f"import {files}, or take a deal away: leitmotiv leads forget {hubspot.DEALS}:{loose[0]}"
        yield f"no contact names these deals, so they count for nobody: {plural.some(loose, _NAMED)}; {mend}"
