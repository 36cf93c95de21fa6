"""What a row is known by, so that somebody who asked to be forgotten is recognised without being remembered."""

from __future__ import annotations

from collections.abc import Iterable

from pipeline.audience import addresses, companies
from pipeline.model.address import spellings
from pipeline.model.people import LeadRow


def marks(row: LeadRow) -> tuple[str, ...]:
    """The row's own id and the person's address, or name and company where there is none; to be kept as hashes only."""
    address = _address(row)
    if address:
        return f"row {row.external_id}", *marks_of(address)
    name = companies.normalised_name(_name(row))
    if not name:
        return (f"row {row.external_id}",)
    company = row.values.get("company") or row.values.get("company name", "")
    return f"row {row.external_id}", f"name {name} of {companies.normalised_name(company)}"


def marks_of(address: str) -> tuple[str, ...]:
    """What somebody is known by wherever there is an address: each spelling of it, as older marks know one only."""
    return tuple(f"address {spelling}" for spelling in spellings(address))


def addresses_of(rows: Iterable[LeadRow]) -> tuple[str, ...]:
    """The addresses in rows, each once."""
    return tuple(dict.fromkeys(found for row in rows if (found := _address(row))))


def words(rows: Iterable[LeadRow]) -> tuple[str, ...]:
    """What a file that names these people holds, in small letters: their addresses, and names where there is none."""
    found = (word for row in rows for word in _words(row))
    return tuple(dict.fromkeys(word.casefold() for word in found if word))


def _words(row: LeadRow) -> tuple[str, ...]:
    address = _address(row)
    return spellings(address) if address else (_name(row),)


def _name(row: LeadRow) -> str:
    names = (row.values.get(column, "") for column in ("name", "first name", "last name"))
    return " ".join(part for part in names if part)


def _address(row: LeadRow) -> str | None:
    return addresses.normalised(row.values.get("email", ""))
