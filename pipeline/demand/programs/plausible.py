"""Plausible: pages.csv of its export."""

from __future__ import annotations

from pipeline.demand import view_cells
from pipeline.demand.periods import Covered
from pipeline.model.people import PageViews
from pipeline.model.table import Record, RowError

SOURCE = "plausible"


def is_pages(columns: frozenset[str]) -> bool:
    """Whether it is pages.csv; the other files of the export count visitors by day, source or country."""
    return {"name", "visitors", "pageviews"} <= columns and "date" not in columns


def views(record: Record, covered: Covered) -> PageViews:
    """The views of the page in a row."""
    path = record["name"]
    if not path.startswith("/"):
        raise RowError(f'"{path}" in "name" is no path of a page; it must begin with /')
    return PageViews(
        path=path,
        views=view_cells.count(record, "pageviews"),
        visitors=view_cells.count(record, "visitors"),
        source=SOURCE,
        start=covered.start,
        until=covered.until,
    )
