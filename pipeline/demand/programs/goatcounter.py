"""GoatCounter: its CSV export, one row a hit (goatcounter.com/help/export, versions 1 and 2 of the format)."""

from __future__ import annotations

from datetime import date

from pipeline.demand import view_cells
from pipeline.demand.hits import Hit
from pipeline.model import dates
from pipeline.model.table import Record, RowError

SOURCE = "goatcounter"

_NO = frozenset({"", "0", "false"})


def header(name: str) -> str:
    """A header without the version of the format, which stands before the first one: `2Path`."""
    return name.lstrip("0123456789.") or name


def is_export(columns: frozenset[str]) -> bool:
    """Whether a table with these columns is an export of hits."""
    return {"path", "event", "bot", "date"} <= columns


def hit(record: Record, latest: date) -> Hit | None:
    """The hit in a row; None where a bot made it. An event is no view, but its moment is covered."""
    at = dates.instant(record, "Date", latest)
    if record["Bot"].casefold() not in _NO:
        return None
    if record["Event"].casefold() not in _NO:
        return Hit(at)
    path = view_cells.path(record["Path"] if record["Path"].startswith("/") else f"/{record['Path']}")
    if path is None:
        raise RowError(f'"{record["Path"]}" in "Path" is no path of a page')
    first = record["FirstVisit"].casefold() not in _NO
    return Hit(at, path, record["Session"] or (f"line {record.line}" if first else ""))
