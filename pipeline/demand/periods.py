"""The days that an export of views covers, and views of several exports as one count."""

from __future__ import annotations

import re
from bisect import bisect
from calendar import monthrange
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from pipeline.model.people import PageViews

_BEGINS = re.compile(
    r"\b(?:start|anfang|begin|début|debut|in[íi]cio|rozpocz|początk|fra|from|von|van\b)", re.IGNORECASE
)
_ENDS = re.compile(r"\b(?:end|fin|fim\b|término|slut|until|bis|eind|zakończ|końc|tot\b)", re.IGNORECASE)
_DAY = re.compile(r"(?<!\d)(\d{4})-?(\d\d)-?(\d\d)(?!\d)", re.ASCII)
_MONTH = re.compile(r"(?<!\d)(20\d\d)-(0[1-9]|1[0-2])(-?\d)?", re.ASCII)


@dataclass(frozen=True, slots=True)
class Covered:
    """From when (None: from the beginning) until when an export counts."""

    start: date | None
    until: date


def told(comments: Iterable[str]) -> Covered | None:
    """The days that the lines above a table name: `Start date: 20260101` and an end, or `20260101-20260131` in one."""
    first: date | None = None
    last: date | None = None
    for comment in comments:
        days = _days(comment)
        if len(days) == 2:
            first, last = days
        elif len(days) == 1 and _BEGINS.search(comment):
            first = days[0]
        elif len(days) == 1 and _ENDS.search(comment):
            last = days[0]
    return Covered(first, last) if first and last and first <= last else None


def named(path: str, until: date) -> Covered | None:
    """The two days in the name of a file, or its month; else the days in that of its folder, as Plausible calls its
    archives.

    A single day may as well be when the export was made, and says nothing, nor does a month that is not over.
    """
    *_, folder, file = ("", *path.replace("\\", "/").split("/"))
    return _range(file) or _month(file, until) or _range(folder)


def known_with_days(new: Iterable[PageViews], known: Iterable[PageViews]) -> bool:
    """Whether all of these counts, which have no beginning, came in before with their days."""
    dated = {(row.source, row.path, row.views, row.visitors) for row in known if row.start}
    return bool(dated) and all((row.source, row.path, row.views, row.visitors) in dated for row in new)


def differing(new: Iterable[PageViews], known: Iterable[PageViews]) -> tuple[int, int]:
    """How many pages have more views in `new`, and how many fewer, than without a beginning were known before."""
    before = {(row.source, row.path): row.views for row in known if row.start is None}
    changes = [row.views - before.get((row.source, row.path), row.views) for row in new if row.start is None]
    return sum(change > 0 for change in changes), sum(change < 0 for change in changes)


def _range(name: str) -> Covered | None:
    days = _days(name)
    return Covered(days[0], days[1]) if len(days) == 2 and days[0] <= days[1] else None


def _month(name: str, until: date) -> Covered | None:
    found = _MONTH.findall(name)
    if len(found) != 1 or found[0][2] or _days(name):
        return None
    year, month = int(found[0][0]), int(found[0][1])
    last = date(year, month, monthrange(year, month)[1])
    return Covered(last.replace(day=1), last) if last < until else None


def _days(comment: str) -> list[date]:
    days = []
    for found in _DAY.finditer(comment):
        try:
            days.append(date(int(found[1]), int(found[2]), int(found[3])))
        except ValueError:  # a number that is no day
            continue
    return days


def joined(views: Iterable[PageViews]) -> tuple[PageViews, ...]:
    """Views that may be added up: of the exports of one source that count the same days, the one with most days.

    A count without a beginning holds against the sum of the known days of its page: the larger one is taken.
    """
    by_source: dict[str, list[PageViews]] = defaultdict(list)
    for row in views:
        by_source[row.source].append(row)
    return tuple(row for rows in by_source.values() for row in _of_source(rows))


def of_one_counter(views: Iterable[PageViews]) -> tuple[PageViews, ...]:
    """The views of each page from the source that saw most of it: two counters of one site are not two audiences."""
    by_page: dict[str, dict[str, list[PageViews]]] = defaultdict(lambda: defaultdict(list))
    for row in views:
        by_page[row.path][row.source].append(row)
    return tuple(
        row
        for sources in by_page.values()
        for row in max(sources.items(), key=lambda item: (_sum(item[1]), item[0]))[1]
    )


def _of_source(rows: Sequence[PageViews]) -> Iterable[PageViews]:
    taken = _apart({(row.start, row.until) for row in rows})
    dated: dict[str, list[PageViews]] = defaultdict(list)
    totals: dict[str, list[PageViews]] = defaultdict(list)
    for row in rows:
        if row.start is None:
            totals[row.path].append(row)
        elif (row.start, row.until) in taken:
            dated[row.path].append(row)
    for path in dict.fromkeys(row.path for row in rows):
        yield from max(totals[path], dated[path], key=_sum)


def _apart(periods: Iterable[tuple[date | None, date]]) -> set[tuple[date | None, date]]:
    """The longest periods that do not overlap; of equally long ones the earlier."""
    known = [(start, until) for start, until in periods if start]
    taken: list[tuple[date, date]] = []
    for start, until in sorted(known, key=lambda period: (period[0] - period[1], period[0])):
        place = bisect(taken, (start, until))
        if all(until < first or last < start for first, last in taken[max(place - 1, 0) : place + 1]):
            taken.insert(place, (start, until))
    return set(taken)


def _sum(rows: Sequence[PageViews]) -> int:
    return sum(row.views for row in rows)
