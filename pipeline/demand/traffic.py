"""Attention: page views by URL path, as Plausible exports them. Views are never leads."""

from __future__ import annotations

import re
from datetime import date
from functools import partial

from pipeline.model import table
from pipeline.model.people import PageViews, Reject
from pipeline.model.table import Record, RowError, Table

SOURCE = "plausible"
SHAPE = "Plausible pages (name, visitors, pageviews, …)"
_COUNT = re.compile(r"[0-9]{1,9}")


def recognised(found: Table) -> bool:
    """Whether the table is Plausible's pages.csv; its other files count visitors by day, source or country."""
    return {"name", "visitors", "pageviews"} <= found.columns and "date" not in found.columns


def read(found: Table, until: date) -> tuple[tuple[PageViews, ...], tuple[Reject, ...]]:
    """The views of each path in a recognised table, counted up to `until`, and the rows that cannot be taken."""
    records, malformed = table.records(found)
    numbered, unreadable = table.taken(records, partial(_numbered, until))
    first: dict[str, int] = {}
    repeated = [
        Reject(found.path, line, f"the same page as in line {first[views.path]}; keep one of them")
        for line, views in numbered
        if first.setdefault(views.path, line) != line
    ]
    taken = tuple(views for line, views in numbered if first[views.path] == line)
    return taken, tuple(sorted((*malformed, *unreadable, *repeated), key=lambda reject: reject.line))


def _numbered(until: date, record: Record) -> tuple[int, PageViews]:
    path = record["name"]
    if not path.startswith("/"):
        raise RowError(f'"{path}" in "name" is no path of a page; it must begin with /')
    views = PageViews(
        path=path,
        views=_count(record, "pageviews"),
        visitors=_count(record, "visitors"),
        source=SOURCE,
        until=until,
    )
    return record.line, views


def _count(record: Record, column: str) -> int:
    text = record[column]
    if not _COUNT.fullmatch(text):
        raise RowError(f'"{text}" in "{column}" is no count; write it as 12')
    return int(text)
