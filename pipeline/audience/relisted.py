"""Rows of a list of one's own that were corrected in it: without an id their firm and day are what tells them apart."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence

from pipeline.audience import plain_leads
from pipeline.model.people import LeadRow

_WHO = ("email", "name", "company")
_IDENTITY = frozenset({"date", *_WHO})
_AT_MOST = 2


def has_no_id(row: LeadRow) -> bool:
    """Whether the row is one of a list of one's own, and known by what it says alone."""
    return row.kind == plain_leads.KIND and not row.values.get("id")


def corrected(gone: Sequence[LeadRow], new: Sequence[LeadRow], *, is_same_list: bool) -> Mapping[str, str]:
    """What rows became, by their ids: of those that a file holds no more to those that it has got.

    Two are one where they differ in the day and in who it was at most, and still share one of the latter. In a file
    that may be another list by now (not `is_same_list`) only a mistaken year, or who it was, is taken for corrected:
    who asks again next month asks in much the same words. What could be two rows is none.
    """
    found = [(old, now) for old in gone for now in new if _is_one(old, now, is_same_list=is_same_list)]
    of_old = Counter(old.external_id for old, _ in found)
    of_new = Counter(now.external_id for _, now in found)
    return {
        old.external_id: now.external_id
        for old, now in found
        if of_old[old.external_id] == of_new[now.external_id] == 1
    }


def _is_one(old: LeadRow, now: LeadRow, *, is_same_list: bool) -> bool:
    differ = {name for name in old.values.keys() | now.values.keys() if _cell(old, name) != _cell(now, name)}
    if not differ <= _IDENTITY or len(differ) > _AT_MOST:
        return False
    if not any(_cell(old, name) and name not in differ for name in _WHO):
        return False
    return is_same_list or "date" not in differ or _cell(old, "date")[4:] == _cell(now, "date")[4:]


def _cell(row: LeadRow, name: str) -> str:
    return row.values.get(name, "").strip().casefold()
