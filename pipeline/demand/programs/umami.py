"""Umami: website_event.csv of its export, one row an event (umami.is/docs/cloud/export-data)."""

from __future__ import annotations

from datetime import date

from pipeline.demand import view_cells
from pipeline.demand.hits import Hit
from pipeline.model import dates
from pipeline.model.table import Record

SOURCE = "umami"

_PAGE_VIEW = "1"


def is_export(columns: frozenset[str]) -> bool:
    """Whether a table with these columns is an export of events."""
    return {"session_id", "url_path", "event_type", "created_at"} <= columns


def hit(record: Record, latest: date) -> Hit:
    """The hit in a row; Umami drops bots itself. Another event is no view, but its moment is covered."""
    at = dates.instant(record, "created_at", latest)
    if record["event_type"] != _PAGE_VIEW:
        return Hit(at)
    return Hit(at, view_cells.page(record, "url_path"), record["session_id"])
