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


def corrected(gone: Sequence[LeadRow], new: Sequence[LeadRow], begins: str | None) -> Mapping[str, str]:
    """What rows became, by their ids: of those that a file holds no more to those that it has got.

    Two are one where they differ in the day and in who it was at most, and still share a mail address or a firm, or on
    the same day a name. `begins` is the first day of a list of which most is still there: from then on, and within one
    month, any day may have been mistaken. Else (None) it may be another list by now, and who asks again next month asks
    in much the same words: then only another year is a mistake, and day and month the wrong way round. What could be
    two rows is none.
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
        if _is_one(old, now, begins)
    }
    of_old = Counter(old for old, _ in found)
    of_new = Counter(now for _, now in found)
    return {old: now for old, now in found if of_old[old] == of_new[now] == 1}


def _signs(row: LeadRow) -> Iterator[_Sign]:
    """What two rows share that can be one: all that tells nothing of day and person, and one word on who it was."""
    rest = frozenset((name, cell) for name in row.values if name not in _IDENTITY and (cell := _cell(row, name)))
    for name in _WHO:
        if cell := _cell(row, name):
            yield name, cell, rest


def _is_one(old: LeadRow, now: LeadRow, begins: str | None) -> bool:
    differ = {name for name in _IDENTITY if _cell(old, name) != _cell(now, name)}
    if len(differ) > _AT_MOST or ("date" in differ and not _same_firm(old, now)):
        return False
    before, after = _cell(old, "date"), _cell(now, "date")
    year, month, day = before[:4], before[5:7], before[8:10]
    is_slip = before[4:] == after[4:] or f"{year}-{day}-{month}" == after[:10]
    is_within = begins is not None and (before >= begins or before[:7] == after[:7])
    return "date" not in differ or is_slip or is_within


def _same_firm(old: LeadRow, now: LeadRow) -> bool:
    """Whether they share more than a name, that others bear, too."""
    return any(_cell(old, name) and _cell(old, name) == _cell(now, name) for name in ("email", "company"))


def _cell(row: LeadRow, name: str) -> str:
    return row.values.get(name, "").strip().casefold()
