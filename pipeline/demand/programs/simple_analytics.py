"""Simple Analytics: its CSV export of data points, one row a page view or event (docs.simpleanalytics.com)."""

from __future__ import annotations

from datetime import date

from pipeline.demand import view_cells
from pipeline.demand.hits import Hit
from pipeline.model import dates, yes_no
from pipeline.model.table import Record

SOURCE = "simple-analytics"

_PAGE_VIEW = "pageview"


def is_export(columns: frozenset[str]) -> bool:
    """Whether a table with these columns is an export of data points."""
    return {"added_iso", "datapoint", "path"} <= columns


def hit(record: Record, latest: date) -> Hit | None:
    """The hit in a row; None where a bot made it. An event is no view, but its moment is covered."""
    at = dates.instant(record, "added_iso", latest)
    if record["is_robot"].casefold() in yes_no.YES:
        return None
    if record["datapoint"].casefold() != _PAGE_VIEW:
        return Hit(at)
    return Hit(at, view_cells.page(record, "path"), record["session_id"])
