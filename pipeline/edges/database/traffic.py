"""Page views in the database: totals without a beginning, counts of known days, and what of a log was counted."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date, datetime
from typing import Any

from sqlalchemy import ColumnElement, Connection, Row, Table, delete, insert, select, update

from pipeline.edges.database.care_tables import PAGE_PERIODS, TRAFFIC_SPANS
from pipeline.edges.database.counts import Counts
from pipeline.edges.database.tables import PAGE_VIEWS
from pipeline.model.people import PageViews

Key = tuple[object, ...]
Span = tuple[datetime, datetime]
"""The first and the last moment that are counted, both included."""


def page_views(connection: Connection) -> tuple[PageViews, ...]:
    """The views of each page, by path and source: those without a beginning, then those of known days."""
    totals = connection.execute(select(PAGE_VIEWS).order_by(PAGE_VIEWS.c.path, PAGE_VIEWS.c.source))
    by_day = PAGE_PERIODS.c
    dated = connection.execute(select(PAGE_PERIODS).order_by(by_day.path, by_day.source, by_day.first_day))
    return (*(_total(row) for row in totals), *(_dated(row) for row in dated))


def save_page_views(connection: Connection, items: Iterable[PageViews]) -> Counts:
    """Keeps the larger count of each page and period.

    Exports without days, taken over all time, only grow, so the larger one is the later one, in whatever order and
    however often they come. The same holds of exports of one period.
    """
    known = {_key(views): views for views in page_views(connection)}
    most = dict(known)
    seen: dict[Key, None] = {}
    for views in items:
        key = _key(views)
        before = most.get(key)
        if before is None or (views.views, views.visitors) > (before.views, before.visitors):
            most[key] = views
        seen[key] = None
    return _written(connection, known, {key: most[key] for key in seen})


def add_page_views(connection: Connection, items: Iterable[PageViews]) -> Counts:
    """Adds to the counts of their days: what comes here was never counted before."""
    known = {_key(views): views for views in page_views(connection)}
    sums = dict[Key, PageViews]()
    for views in items:
        before = sums.get(_key(views)) or known.get(_key(views)) or replace(views, views=0, visitors=0)
        counted, people = before.views + views.views, before.visitors + views.visitors
        sums[_key(views)] = replace(views, views=counted, visitors=people)
    return _written(connection, known, sums)


def remove_page_views(connection: Connection, start: date | None, until: date) -> tuple[PageViews, ...]:
    """Takes away the counts that lie wholly within these days, with what of a log was counted then; answers them.

    A count without a beginning lies within days without one.
    """
    gone = tuple(row for row in page_views(connection) if row.until <= until and _begins(row.start, start))
    for row in gone:
        table, values = _table(row), _values(row)
        connection.execute(delete(table).where(*_same(table, values)))
    for source in {row.source for row in gone}:
        kept = [(first, last) for first, last in spans(connection, source) if not _lies(first, last, start, until)]
        save_spans(connection, source, kept)
    return gone


def spans(connection: Connection, source: str) -> tuple[Span, ...]:
    """What of a source was counted, by time; no two overlap."""
    found = TRAFFIC_SPANS.c
    rows = connection.execute(select(TRAFFIC_SPANS).where(found.source == source).order_by(found.first_at))
    return tuple((row.first_at, row.last_at) for row in rows)


def save_spans(connection: Connection, source: str, items: Iterable[Span]) -> None:
    """Puts spans in the place of those that were there."""
    connection.execute(delete(TRAFFIC_SPANS).where(TRAFFIC_SPANS.c.source == source))
    rows = [{"source": source, "first_at": first, "last_at": last} for first, last in items]
    if rows:
        connection.execute(insert(TRAFFIC_SPANS), rows)


def _written(connection: Connection, known: dict[Key, PageViews], after: dict[Key, PageViews]) -> Counts:
    new = [views for key, views in after.items() if key not in known]
    changed = [views for key, views in after.items() if key in known and views != known[key]]
    for table in (PAGE_VIEWS, PAGE_PERIODS):
        rows = [_values(views) for views in new if _table(views) is table]
        if rows:
            connection.execute(insert(table), rows)
    for views in changed:
        table, values = _table(views), _values(views)
        connection.execute(update(table).where(*_same(table, values)).values(values))
    return Counts(len(new), len(changed), len(after) - len(new) - len(changed))


def _begins(first: date | None, start: date | None) -> bool:
    return start is None or (first is not None and first >= start)


def _lies(first: datetime, last: datetime, start: date | None, until: date) -> bool:
    return _begins(first.date(), start) and last.date() <= until


def _same(table: Table, values: dict[str, object]) -> list[ColumnElement[bool]]:
    return [table.c[name] == values[name] for name in table.primary_key.columns.keys()]  # noqa: SIM118


def _key(views: PageViews) -> Key:
    if views.start is None:
        return views.source, views.path
    return views.source, views.path, views.start, views.until


def _table(views: PageViews) -> Table:
    return PAGE_VIEWS if views.start is None else PAGE_PERIODS


def _total(row: Row[Any]) -> PageViews:
    return PageViews(path=row.path, views=row.views, visitors=row.visitors, source=row.source, until=row.until)


def _dated(row: Row[Any]) -> PageViews:
    return PageViews(
        path=row.path,
        views=row.views,
        visitors=row.visitors,
        source=row.source,
        start=row.first_day,
        until=row.last_day,
    )


def _values(views: PageViews) -> dict[str, object]:
    values: dict[str, object] = {
        "source": views.source,
        "path": views.path,
        "views": views.views,
        "visitors": views.visitors,
    }
    if views.start is None:
        return {**values, "until": views.until}
    return {**values, "first_day": views.start, "last_day": views.until}
