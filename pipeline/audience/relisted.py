"""Which rows of lists of one's own are the same: an id tells, unless two lists have it; without one firm and day do."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import combinations

from pipeline.audience import companies, plain_leads
from pipeline.audience.strands import Terms
from pipeline.model import dates, table
from pipeline.model.people import LeadRow
from pipeline.model.table import Record, RowError

_WHO = ("email", "name", "company")
_SEVERAL = 2

Days = tuple[str, str]
"""A first and a last day."""

_Key = tuple[Hashable, ...]


@dataclass(frozen=True, slots=True)
class _Row:
    """A row whose cells are folded: its day, those that tell the person, and all others."""

    date: str
    identity: Mapping[str, str] = field(repr=False)
    rest: frozenset[tuple[str, str]] = field(repr=False)


def has_no_id(row: LeadRow) -> bool:
    """Whether the row is one of a list of one's own, and known by what it says alone."""
    return row.kind == plain_leads.KIND and not row.values.get("id")


def apart(
    tables: Mapping[str, Sequence[LeadRow]], known: Mapping[str, LeadRow], terms: Terms
) -> dict[str, tuple[LeadRow, ...]]:
    """The rows of each table; one whose id somebody else has, be it in another list, is known by who and when instead.

    Many lists number their rows from 1, each year's anew. `known` are the rows of these ids that came before.
    """
    holders = dict(known)
    found: dict[str, tuple[LeadRow, ...]] = {}
    for path, rows in tables.items():
        others = [row for row in rows if row.values.get("id") and _is_anothers(row, holders.get(row.external_id))]
        own = table.told_apart(plain_leads.identity(_without_id(row), terms) for row in others)
        called = {row.external_id: f"{plain_leads.KIND}:{identity}" for row, identity in zip(others, own, strict=True)}
        found[path] = tuple(_called(row, called) for row in rows)
        holders |= {row.external_id: row for row in found[path]}
    return found


def _called(row: LeadRow, called: Mapping[str, str]) -> LeadRow:
    """The row by what it is known by, and by whom it was sent, if that is one of its list, too."""
    sender = called.get(plain_leads.row_of(row.values.get("referred_by", "")))
    values = {**row.values, "referred_by": sender} if sender else row.values
    return replace(row, external_id=called.get(row.external_id, row.external_id), values=values)


def _without_id(row: LeadRow) -> Record:
    return Record("", 0, {name: cell for name, cell in row.values.items() if name != "id"})


def _is_anothers(row: LeadRow, holder: LeadRow | None) -> bool:
    """Whether `holder` is nobody whom the row names, and no row of its day in which one word was corrected."""
    if holder is None:
        return False
    said = [pair for pair in zip(_who(row), _who(holder), strict=True) if all(pair)]
    return all(mine != theirs for mine, theirs in said) and (day(row) != day(holder) or len(said) > 1)


def _who(row: LeadRow) -> tuple[str, str, str]:
    """Where it writes from, its firm and its name, each in one spelling, and empty where it does not say so."""
    found = companies.contact(*(row.values.get(name, "") for name in ("email", "company", "name")))
    return found.domain or found.address, found.company, found.person


def day(row: LeadRow) -> str:
    """The day of a row as 2026-03-31, however its list writes it; as it stands there where it is none."""
    try:
        return dates.day(Record("", 0, row.values), "date", dates.FAR).isoformat()
    except RowError:
        return row.values.get("date", "")


def corrected(gone: Sequence[LeadRow], new: Sequence[LeadRow], still: Days | None) -> Mapping[str, str]:
    """Which of the rows that are `gone` from a file became which of its `new` ones, by their ids.

    A pair is one row, corrected, where it differs in two cells of day, address, name and company at most, and in no
    other, and shares one of the last three. With another day it has to share address or company, and the day has to be
    a likely mistake:

    - another year, or day and month the wrong way round, always is;
    - where most of the list is `still` there (the first and last day of that), so is a day that was not before it, and
      one in the same month. But a row before all that is left and one after it are two inquiries, of a list that
      drops its oldest;
    - else (None) it may be another list by now, and somebody who asks again next month uses much the same words.

    A row that could have become two others became neither.
    """
    before = {row.external_id: frozenset(_keys_of_old(_folded(row), still)) for row in gone}
    after = {row.external_id: frozenset(_keys_of_new(_folded(row), still)) for row in new}
    became, was = _only(before, after), _only(after, before)
    return {old: now for old, now in became.items() if was.get(now) == old}


def _only(rows: Mapping[str, Iterable[_Key]], others: Mapping[str, Iterable[_Key]]) -> Mapping[str, str]:
    """The single one of `others` that each row shares a key with, by their ids."""
    holders: dict[_Key, list[str]] = defaultdict(list)
    for other, keys in others.items():
        for key in keys:
            if len(holders[key]) < _SEVERAL:  # which of more it is need not be known
                holders[key].append(other)
    only = {}
    for row, keys in rows.items():
        found = {other for key in keys for other in holders.get(key, ())}
        if len(found) == 1:
            only[row] = found.pop()
    return only


def _folded(row: LeadRow) -> _Row:
    cells = {name: cell for name, said in row.values.items() if name != "date" and (cell := said.strip().casefold())}
    identity = {name: cells.pop(name, "") for name in _WHO}
    return _Row(day(row), identity, frozenset(cells.items()))


def _keys_of_old(row: _Row, still: Days | None) -> Iterator[_Key]:
    """What a row shares with each new one that it can have become, and with no other: one key for each way to be it."""
    date = row.date
    yield from _of_one_day(row)
    for firm in _firms(row):
        yield "another year", firm, date[4:]
        yield "wrong way round", firm, f"{date[:4]}-{date[8:]}-{date[5:7]}"
        if still is not None:
            for is_last in (False, True) if date > still[0] else (False,):
                yield "one month", firm, is_last, date[:7]
                if date >= still[0]:
                    yield "in the list", firm, is_last


def _keys_of_new(row: _Row, still: Days | None) -> Iterator[_Key]:
    """The same of a new row; `is_last` is one that no row follows which is still there."""
    date = row.date
    yield from _of_one_day(row)
    for firm in _firms(row):
        yield "another year", firm, date[4:]
        yield "wrong way round", firm, date
        if still is not None:
            is_last = still[1] <= date
            yield "one month", firm, is_last, date[:7]
            yield "in the list", firm, is_last


def _of_one_day(row: _Row) -> Iterator[_Key]:
    """One word on who it was is enough."""
    for name in _WHO:
        if cell := row.identity[name]:
            yield name, cell, row.rest, row.date


def _firms(row: _Row) -> Iterator[_Key]:
    """Two of address, name and company as they are: with another day no more than one of them may differ.

    One of the two is more than a name, which others may bear too.
    """
    for pair in combinations(_WHO, 2):
        cells = tuple(row.identity[name] for name in pair)
        if any(cell for name, cell in zip(pair, cells, strict=True) if name != "name"):
            yield *pair, *cells, row.rest
