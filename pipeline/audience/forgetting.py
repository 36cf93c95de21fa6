"""What a row is known by, so that somebody who asked to be forgotten is recognised without being remembered."""

from __future__ import annotations

from collections.abc import Iterable

from pipeline.audience import addresses, companies
from pipeline.model.address import spellings
from pipeline.model.people import LeadRow


def marks(row: LeadRow) -> tuple[str, ...]:
    """What a row that arrives is known by: its own id and the person's address, or name and company without one."""
    address = _address(row)
    return mark_of(row.external_id), *(marks_of(address) if address else _named(row, _company(row)))


def lasting(row: LeadRow, company: str = "") -> tuple[str, ...]:
    """What is remembered of somebody who is forgotten, as hashes only: all of `marks`, and name and company.

    So a list that knows them without their address does not bring them back. `company` is that of the lead.
    """
    named = [mark for firm in (_company(row), company) if firm for mark in _named(row, firm)]
    return tuple(dict.fromkeys((*marks(row), *named, *_as_sender(_name(row)))))


def marks_of_sender(row: LeadRow) -> tuple[str, ...]:
    """What whoever sent a lead is known by, where its row says who that was: an address, or a name of several words."""
    said = row.values.get("referred_by", "")
    address = addresses.normalised(said)
    return marks_of(address) if address else _as_sender(said)


def mark_of(external_id: str) -> str:
    """The mark of a row by its id alone, for one that may come with a later import."""
    return f"row {external_id}"


def marks_of(address: str) -> tuple[str, ...]:
    """The marks of somebody with an address: one for each spelling of it, since older marks were made of one only."""
    return tuple(f"address {spelling}" for spelling in spellings(address))


def addresses_of(rows: Iterable[LeadRow]) -> tuple[str, ...]:
    """The addresses in rows, each once."""
    return tuple(dict.fromkeys(found for row in rows if (found := _address(row))))


def words(rows: Iterable[LeadRow]) -> tuple[str, ...]:
    """What a file that names these people holds: the address in each row, else its name or deal as it is spelt."""
    return tuple(dict.fromkeys(word for row in rows for word in _words(row) if word))


def names(rows: Iterable[LeadRow]) -> tuple[str, ...]:
    """The names of the people in rows, each once, as they are spelt there."""
    return tuple(dict.fromkeys(found for row in rows if (found := _name(row))))


def _named(row: LeadRow, company: str) -> tuple[str, ...]:
    name = companies.normalised_name(_name(row))
    return (f"name {name} of {companies.normalised_name(company)}",) if name else ()


def _as_sender(name: str) -> tuple[str, ...]:
    said = companies.normalised_name(name)
    return (f"sender {said}",) if " " in said else ()


def _company(row: LeadRow) -> str:
    return row.values.get("company") or row.values.get("company name", "")


def _words(row: LeadRow) -> tuple[str, ...]:
    address = _address(row)
    return spellings(address) if address else (_name(row) or row.values.get("deal name", ""),)


def _name(row: LeadRow) -> str:
    names = (row.values.get(column, "") for column in ("name", "first name", "last name"))
    return " ".join(part for part in names if part)


def _address(row: LeadRow) -> str | None:
    return addresses.normalised(row.values.get("email", ""))
