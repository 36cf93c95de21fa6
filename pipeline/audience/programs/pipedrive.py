"""Pipedrive: tables whose columns are called `Person - …`, `Organization - …`, `Deal - …`.

Known for certain is the template of its import; the columns of exports are taken where they are called as one would
expect, and any others through a column mapping.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from pipeline.audience import amounts, bookings, vocabulary
from pipeline.audience.bookings import RawLead
from pipeline.audience.strands import Terms
from pipeline.model import channels, short_hash
from pipeline.model.table import Record, RowError

KIND = "pipedrive"

_THINGS = ("person - ", "organization - ", "deal - ", "lead - ")
_CREATED = ("Deal - Deal created", "Deal - Deal created on", "Deal - Created", "Deal - Creation date",
            "Deal - Add time", "Lead - Lead created", "Lead - Lead created on", "Person - Person created",
            "Person - Created", "Person - Creation date", "Person - Add time", "Activity - Due date")  # fmt: skip
_PEOPLE = ("Person - Name", "Deal - Contact person", "Lead - Contact person", "Contact person")
_FIRMS = ("Organization - Name", "Deal - Organization", "Lead - Organization", "Person - Organization", "Organization",
          "Organization name")  # fmt: skip
_SOMEBODY = frozenset(map(str.casefold, (*_PEOPLE, *_FIRMS)))
_ADDRESSES = ("Person - Email (Work)", "Person - Email - Work", "Person - Email", "Person - Email (Home)",
              "Person - Email - Home", "Person - Email (Other)", "Person - Email - Other")  # fmt: skip
_DECIDED: Mapping[str, tuple[str, ...]] = {
    "won": ("Deal - Won time", "Deal - Deal closed on", "Deal - Closed on", "Deal - Close time"),
    "lost": ("Deal - Lost time", "Deal - Deal closed on", "Deal - Closed on", "Deal - Close time"),
}
_VIA = re.compile(r"(?:(?:came|come|kam|kommt) )?(?:via|über|through) ([\w -]{1,40}?)\s*(?:[:.,;]|$)", re.IGNORECASE)


def is_table(columns: frozenset[str]) -> bool:
    """Whether a table with these columns is one of Pipedrive's, with somebody in it."""
    names = {column.removesuffix("*") for column in columns}
    return sum(name.startswith(_THINGS) for name in names) >= 2 and not names.isdisjoint(_SOMEBODY)


def header(name: str) -> str:
    """A header without the mark of the template that says: this one is needed."""
    return name.rstrip("*").rstrip()


def of_record(record: Record, terms: Terms) -> RawLead:
    """The lead in a row, and its deal where there is one."""
    email = record.first(*_ADDRESSES)
    names = (record["Person - First name"], record["Person - Last name"])
    name = record.first(*_PEOPLE) or " ".join(part for part in names if part)
    company = record.first(*_FIRMS)
    deal = record.first("Deal - Title", "Lead - Title")
    created = record.first(*_CREATED)
    if not created:
        raise RowError('no date in "Deal - Deal created" or "Activity - Due date"; add one and import the file again')
    note = record["Note - Content"]
    values = {
        "date": created,
        "email": email,
        "name": name,
        "company": company,
        "deal": deal,
        "value": amounts.with_currency(record, "Deal - Value" if record["Deal - Value"] else "Lead - Value"),
        "employees": record.first("Organization - Number of employees", "Organization - Employee count"),
        "channel": record.first("Deal - Source channel", "Lead - Source channel") or _channel(note, terms),
        "message": note,
        **(_stage(record, created) if record["Deal - Title"] else {}),
    }
    return bookings.raw_lead(_identity(record, company or email or name, deal), values)


def _identity(record: Record, who: str, deal: str) -> str:
    """Pipedrive's own id of the deal or the person, of which both are counted from 1; else who it is and what about."""
    if own := record.first("Deal - ID", "Lead - ID"):
        return short_hash.of(f"id\n{own}")
    if person := record["Person - ID"]:
        return short_hash.of(f"person id\n{person}")
    return short_hash.of(f"{who.casefold()}\n{deal.casefold()}")


def _stage(record: Record, created: str) -> dict[str, str]:
    """A deal means qualified from the day it was made, also when it is lost: what is no deal yet is a lead there."""
    status = record["Deal - Status"].casefold()
    if status in _DECIDED:
        on = record.first(*_DECIDED[status])
        if not on:
            raise RowError(f'no date in "{_DECIDED[status][0]}", though "Deal - Status" says {status}; add it')
        return {"stage": status, "stage_date": on, "qualified_date": created}
    is_offered = vocabulary.stage_of(record.first("Deal - Stage", "Deal - Stage (pipeline)")) == "offered"
    return {"stage": "offered" if is_offered else "qualified", "stage_date": created}


def _channel(note: str, terms: Terms) -> str:
    """The channel that a note begins with: `came via network: recommended by …`."""
    found = _VIA.match(note)
    return (channels.checked(found[1], terms.catalogue.channels) or "") if found else ""
