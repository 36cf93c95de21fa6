"""Plausible: pages.csv of what its dashboard exports, and imported_pages_….csv of the whole site (by day)."""

from __future__ import annotations

from pipeline.demand import view_cells
from pipeline.demand.periods import Covered
from pipeline.model import dates
from pipeline.model.people import PageViews
from pipeline.model.table import Record, RowError

SOURCE = "plausible"
_COUNTED = frozenset({"visitors", "unique_entrances", "unique_exits", "unique_conversions"})
_BESIDE = _COUNTED | {
    "date", "name", "version", "pageviews", "visits", "views_per_visit", "bounce_rate", "bounces", "visit_duration",
    "time_on_page", "scroll_depth", "total_entrances", "entrances", "total_exits", "exits", "exit_rate",
    "total_conversions", "conversion_rate", "events", "source", "referrer", "utm_source", "utm_medium",
    "utm_campaign", "utm_content", "utm_term", "link_url", "path", "entry_page", "exit_page", "country", "region",
    "city", "device", "browser", "browser_version", "operating_system", "operating_system_version",
}  # fmt: skip
"""The columns of the tables that an export has beside its pages."""


def is_pages(columns: frozenset[str]) -> bool:
    """Whether it is pages.csv; the other files of the export count visitors by day, source or country."""
    return {"name", "visitors", "pageviews"} <= columns and "date" not in columns


def is_beside(columns: frozenset[str]) -> bool:
    """Whether it is another table of an export: visitors by day, source, country or device, and none by page."""
    return columns <= _BESIDE and not columns.isdisjoint(_COUNTED) and not is_pages(columns)


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
