"""Plausible: pages.csv of what its dashboard exports, and imported_pages_….csv of the whole site (by day)."""

from __future__ import annotations

from pipeline.demand import view_cells
from pipeline.demand.periods import Covered
from pipeline.model import dates
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


def is_days(columns: frozenset[str]) -> bool:
    """Whether it counts views by day and page; the other files of the whole export have no column `page`."""
    return {"date", "page", "visitors", "pageviews"} <= columns


def of_day(record: Record, _covered: Covered) -> PageViews:
    """The views of a page on the day in a row, whatever the file covers."""
    on = dates.day(record, "date", dates.FAR)
    return PageViews(
        path=view_cells.page(record, "page"),
        views=view_cells.count(record, "pageviews"),
        visitors=view_cells.count(record, "visitors"),
        source=SOURCE,
        start=on,
        until=on,
    )
