"""Attention: page views as analytics programs export them. Views are never leads."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import partial
from typing import Any

from pipeline.demand import periods
from pipeline.demand.hits import Hit
from pipeline.demand.periods import Covered
from pipeline.demand.programs import goatcounter, google_analytics, plausible, simple_analytics, umami
from pipeline.model import day_range, table
from pipeline.model.people import PageViews, Reject
from pipeline.model.table import Record, Table


def _of_a_page(_cells: Sequence[str]) -> bool:
    return False


def _as_it_is(header: str) -> str:
    return header


@dataclass(frozen=True, slots=True)
class Format:
    """A shape of table that counts views by page: how it is told, and what a row says (None: of no page).

    Where `adds` is set, a page may stand in several rows, which are added up. Rows that sum up others (`is_sum`) are
    no rows.
    """

    source: str
    name: str
    recognises: Callable[[frozenset[str]], bool]
    read: Callable[[Record, Covered], PageViews | None]
    adds: bool = False
    is_sum: Callable[[Sequence[str]], bool] = _of_a_page


@dataclass(frozen=True, slots=True)
class ListFormat:
    """A shape of table that lists hits one by one: how it is told, and what a row says (None: of a bot)."""

    source: str
    name: str
    recognises: Callable[[frozenset[str]], bool]
    read: Callable[[Record, date], Hit | None]
    header: Callable[[str], str] = _as_it_is


@dataclass(frozen=True, slots=True)
class Hits:
    """The hits of an export that lists them one by one, rows that cannot be taken, and how many bots were dropped."""

    source: str
    hits: tuple[Hit, ...]
    rejects: tuple[Reject, ...]
    bots: int


FORMATS: tuple[Format, ...] = (
    Format(plausible.SOURCE, "Plausible pages (name, visitors, pageviews, …)", plausible.is_pages, plausible.views),
    Format(
        google_analytics.SOURCE,
        "Google Analytics 4 pages (Page path and screen class, Views, …)",
        google_analytics.is_pages,
        google_analytics.views,
        adds=True,
        is_sum=google_analytics.is_sum,
    ),
    Format(
        plausible.SOURCE,
        "Plausible pages by day (date, hostname, page, visits, visitors, pageviews)",
        plausible.is_days,
        plausible.of_day,
        adds=True,
    ),
)
LISTS: tuple[ListFormat, ...] = (
    ListFormat(
        goatcounter.SOURCE,
        "GoatCounter export (2Path, Title, Event, …)",
        goatcounter.is_export,
        goatcounter.hit,
        goatcounter.header,
    ),
    ListFormat(umami.SOURCE, "Umami events (session_id, url_path, event_type, …)", umami.is_export, umami.hit),
    ListFormat(
        simple_analytics.SOURCE,
        "Simple Analytics data points (added_iso, datapoint, path, …)",
        simple_analytics.is_export,
        simple_analytics.hit,
    ),
)


def recognised(found: Table) -> Format | None:
    """The format of a table of totals, or None."""
    return next((known for known in FORMATS if known.recognises(found.columns)), None)


def counts_no_page(found: Table) -> bool:
    """Whether a table of a known program counts visitors by something else than the page, so that nothing is read."""
    return plausible.is_beside(found.columns)


def listing(found: Table) -> ListFormat | None:
    """The format of a table that lists hits one by one, or None."""
    return next((known for known in LISTS if known.recognises(found.renamed(known.header).columns)), None)


def lists_hits(found: Table) -> bool:
    """Whether a table lists hits one by one."""
    return listing(found) is not None


def days(found: Table, until: date) -> Covered:
    """The days that a table names, else its file or folder; else all up to `until`, from the beginning."""
    return periods.told(found.comments) or periods.named(found.path, until) or Covered(None, until)


def read(found: Table, until: date, covered: Covered | None = None) -> tuple[tuple[PageViews, ...], tuple[Reject, ...]]:
    """The views of each page in a recognised table, and the rows that cannot be taken.

    They count for the days in `covered`, else for `days`.
    """
    known = recognised(found)
    if known is None:
        return (), ()
    rows = tuple(row for row in found.rows if not known.is_sum(row.cells))
    records, malformed = table.records(replace(found, rows=rows))
    numbered, unreadable = table.taken(records, partial(_numbered, known, covered or days(found, until)))
    pages = [(line, views) for line, views in numbered if views is not None]
    taken, repeated = (_summed(pages), []) if known.adds else _once(found.path, pages)
    return taken, table.by_line(malformed, unreadable, repeated)


def hits(found: Table, as_of: date) -> Hits:
    """The hits in a table that lists them."""
    known = listing(found)
    if known is None:
        return Hits("", (), (), 0)
    records, malformed = table.records(found.renamed(known.header))
    read, unreadable = table.taken(records, partial(_hit, known, day_range.latest(as_of)))
    rejects = table.by_line(malformed, unreadable)
    return Hits(known.source, tuple(hit for hit in read if hit is not None), rejects, sum(hit is None for hit in read))


def listed(views: Iterable[PageViews]) -> list[dict[str, Any]]:
    """Views as other programs read them: a row a page and source, the most viewed first."""
    sums: Counter[tuple[str, str]] = Counter()
    people: Counter[tuple[str, str]] = Counter()
    days: dict[tuple[str, str], tuple[date | None, date]] = {}
    for row in periods.joined(views):
        key = row.path, row.source
        sums[key] += row.views
        people[key] += row.visitors
        start, until = days.get(key, (row.start, row.until))
        days[key] = min(start, row.start) if start and row.start else None, max(until, row.until)
    return [
        {
            "path": path,
            "source": source,
            "views": number,
            "visitors": people[path, source],
            "from": start.isoformat() if (start := days[path, source][0]) else None,
            "until": days[path, source][1].isoformat(),
        }
        for (path, source), number in sorted(sums.items(), key=lambda item: (-item[1], item[0]))
    ]


def _hit(known: ListFormat, latest: date, record: Record) -> Hit | None:
    return known.read(record, latest)


def _numbered(known: Format, covered: Covered, record: Record) -> tuple[int, PageViews | None]:
    return record.line, known.read(record, covered)


def _once(path: str, pages: Iterable[tuple[int, PageViews]]) -> tuple[tuple[PageViews, ...], list[Reject]]:
    first: dict[str, int] = {}
    taken: list[PageViews] = []
    repeated: list[Reject] = []
    for line, views in pages:
        if first.setdefault(views.path, line) == line:
            taken.append(views)
        else:
            repeated.append(Reject(path, line, f"the same page as in line {first[views.path]}; keep one of them"))
    return tuple(taken), repeated


def _summed(pages: Iterable[tuple[int, PageViews]]) -> tuple[PageViews, ...]:
    sums: dict[tuple[str, date | None], PageViews] = {}
    for _, views in pages:
        page = views.path, views.start
        before = sums.get(page, replace(views, views=0, visitors=0))
        sums[page] = replace(views, views=before.views + views.views, visitors=before.visitors + views.visitors)
    return tuple(sums.values())
