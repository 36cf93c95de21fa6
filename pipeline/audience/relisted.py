"""Rows of a list of one's own that were corrected in it: without an id their firm and day are what tells them apart."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from pipeline.audience import plain_leads
from pipeline.model.people import LeadRow

_WHO = ("email", "name", "company")
_IDENTITY = ("date", *_WHO)
_AT_MOST = 2

Days = tuple[str, str]
"""A first and a last day."""

_Sign = tuple[str, str, frozenset[tuple[str, str]]]


@dataclass(frozen=True, slots=True)
class _Row:
    """A row whose cells are folded: those that tell day and person, and all others."""

    id: str
    identity: Mapping[str, str] = field(repr=False)
    rest: frozenset[tuple[str, str]] = field(repr=False)


def has_no_id(row: LeadRow) -> bool:
    """Whether the row is one of a list of one's own, and known by what it says alone."""
    return row.kind == plain_leads.KIND and not row.values.get("id")


def corrected(gone: Sequence[LeadRow], new: Sequence[LeadRow], still: Days | None) -> Mapping[str, str]:
    """Which of the rows that are `gone` from a file became which of its `new` ones, by their ids.

    A pair is one row, corrected, where it differs in two cells of day, address, name and company at most, and in no
    other, and shares one of the last three. With another day it has to share address or company, and the day has to be
    a likely mistake:

    - another year, or day and month the wrong way round, always is;
    - where most of the list is `still` there (the first and last day of that), so is a day that was not before it, and
      one in the same month. But a row before all that is left and one after it are two inquiries, of a list that
      drops its oldest;
    - else (None) it may be another list by now, and who asks again next month uses much the same words.

    A row that could have become two others became neither.
    """
    before = [_folded(row) for row in gone]
    after = [_folded(row) for row in new]
    became = _only(before, after, lambda old, now: _is_one(old, now, still))
    was = _only(after, before, lambda now, old: _is_one(old, now, still))
    return {old: now for old, now in became.items() if was.get(now) == old}


def _only(rows: Iterable[_Row], others: Iterable[_Row], is_one: Callable[[_Row, _Row], bool]) -> Mapping[str, str]:
    """The single one of `others` that each row can be, by their ids; one with two is looked at no further."""
    alike: dict[_Sign, list[_Row]] = defaultdict(list)
    for other in others:
        for sign in _signs(other):
            alike[sign].append(other)
    only = {}
    for row in rows:
        found: set[str] = set()
        for other in (other for sign in _signs(row) for other in alike[sign]):
            if is_one(row, other):
                found.add(other.id)
                if len(found) > 1:
                    break
        if len(found) == 1:
            only[row.id] = found.pop()
    return only


def _folded(row: LeadRow) -> _Row:
    cells = {name: cell for name, said in row.values.items() if (cell := said.strip().casefold())}
    identity = {name: cells.pop(name, "") for name in _IDENTITY}
    return _Row(row.external_id, identity, frozenset(cells.items()))


def _signs(row: _Row) -> Iterator[_Sign]:
    """What two rows share that can be one: all that tells nothing of day and person, and one word on who it was."""
    for name in _WHO:
        if cell := row.identity[name]:
            yield name, cell, row.rest


def _is_one(old: _Row, now: _Row, still: Days | None) -> bool:
    before, after = old.identity["date"], now.identity["date"]
    if before != after and not (_is_mistaken(before, after, still) and _same_firm(old, now)):
        return False
    return sum(old.identity[name] != now.identity[name] for name in _IDENTITY) <= _AT_MOST


def _is_mistaken(before: str, after: str, still: Days | None) -> bool:
    year, month, day = before[:4], before[5:7], before[8:10]
    if before[4:] == after[4:] or f"{year}-{day}-{month}" == after[:10]:
        return True
    if still is None:
        return False
    first, last = still
    has_moved_on = before <= first and last <= after
    return not has_moved_on and (before >= first or before[:7] == after[:7])


def _same_firm(old: _Row, now: _Row) -> bool:
    """Whether they share more than a name, which others may bear too."""
    return any(old.identity[name] and old.identity[name] == now.identity[name] for name in ("email", "company"))
