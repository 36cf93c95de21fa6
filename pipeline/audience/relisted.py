"""Rows of a list of one's own that were corrected in it: without an id their firm and day are what tells them apart."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence

from pipeline.audience import plain_leads
from pipeline.model.people import LeadRow

_WHO = ("email", "name", "company")
_IDENTITY = frozenset({"date", *_WHO})
_AT_MOST = 2

_Sign = tuple[str, str, frozenset[tuple[str, str]]]


def has_no_id(row: LeadRow) -> bool:
    """Whether the row is one of a list of one's own, and known by what it says alone."""
    return row.kind == plain_leads.KIND and not row.values.get("id")


def is_same_list(before: Sequence[LeadRow], now: Sequence[LeadRow]) -> bool:
    """Whether most of the people and firms that a list held are still in it, on whatever days."""
    there = {sign for row in now for sign in _people(row)}
    return 2 * sum(not there.isdisjoint(_people(row)) for row in before) > len(before)


def corrected(gone: Sequence[LeadRow], new: Sequence[LeadRow], *, is_same_list: bool) -> Mapping[str, str]:
    """What rows became, by their ids: of those that a file holds no more to those that it has got.

    Two are one where they differ in the day and in who it was at most, and still share one of the latter. In a file
    that may be another list by now (not `is_same_list`) only a mistaken year, or who it was, is taken for corrected:
    who asks again next month asks in much the same words. What could be two rows is none.
    """
    alike: dict[_Sign, list[LeadRow]] = defaultdict(list)
    for now in new:
        for sign in _signs(now):
            alike[sign].append(now)
    found = {
        (old.external_id, now.external_id)
        for old in gone
        for sign in _signs(old)
        for now in alike[sign]
        if _is_one(old, now, is_same_list=is_same_list)
    }
    of_old = Counter(old for old, _ in found)
    of_new = Counter(now for _, now in found)
    return {old: now for old, now in found if of_old[old] == of_new[now] == 1}


def _people(row: LeadRow) -> set[tuple[str, str]]:
    return {(name, cell) for name in _WHO if (cell := _cell(row, name))}


def _signs(row: LeadRow) -> Iterator[_Sign]:
    """What two rows share that can be one: all that tells nothing of day and person, and one word on who it was."""
    rest = frozenset((name, cell) for name in row.values if name not in _IDENTITY and (cell := _cell(row, name)))
    for name, cell in _people(row):
        yield name, cell, rest


def _is_one(old: LeadRow, now: LeadRow, *, is_same_list: bool) -> bool:
    differ = {name for name in _IDENTITY if _cell(old, name) != _cell(now, name)}
    if len(differ) > _AT_MOST or ("date" in differ and not _same_firm(old, now)):
        return False
    return is_same_list or "date" not in differ or _cell(old, "date")[4:] == _cell(now, "date")[4:]


def _same_firm(old: LeadRow, now: LeadRow) -> bool:
    """Whether they share more than a name, that others bear, too."""
    return any(_cell(old, name) and _cell(old, name) == _cell(now, name) for name in ("email", "company"))


def _cell(row: LeadRow, name: str) -> str:
    return row.values.get(name, "").strip().casefold()
