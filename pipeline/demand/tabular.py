"""The report as flat tables: what its JSON nests, a spreadsheet wants side by side."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal

Cell = str | int | float | bool | None
Kind = Literal["int", "float", "text", "bool"]


@dataclass(frozen=True, slots=True)
class FlatTable:
    """A named table; `schema` gives the kind of each column, in order. None is "not known"."""

    name: str
    schema: Mapping[str, Kind]
    rows: tuple[tuple[Cell, ...], ...]


def of_report(report: Mapping[str, Any]) -> tuple[FlatTable, ...]:
    """A table a section of the report's JSON: a row an entry of a list, one row for a section that is no list.

    `demand.per_month.low` is the column of what stands at these keys; what is a list inside an entry stands in its
    cell as JSON. Sections that are empty, or a single value, make no table.
    """
    sections = {name: value if isinstance(value, list) else [value] for name, value in report.items()}
    return tuple(
        table(name, [dict(_flat(entry)) for entry in entries])
        for name, entries in sections.items()
        if entries and all(isinstance(entry, Mapping) for entry in entries)
    )


def table(name: str, entries: Sequence[Mapping[str, Cell]]) -> FlatTable:
    """The entries as a table with all their columns, in the order in which they first appear."""
    columns = list(dict.fromkeys(column for entry in entries for column in entry))
    schema = {column: _kind([entry.get(column) for entry in entries]) for column in columns}
    rows = tuple(tuple(_as(entry.get(column), schema[column]) for column in columns) for entry in entries)
    return FlatTable(name, schema, rows)


def written(cell: Cell) -> str:
    """A cell as CSV has it; empty where it is not known."""
    if cell is None:
        return ""
    if isinstance(cell, bool):
        return "true" if cell else "false"
    return repr(cell) if isinstance(cell, float) else str(cell)


def _flat(entry: Mapping[str, Any], above: str = "") -> Iterator[tuple[str, Cell]]:
    for key, value in entry.items():
        if isinstance(value, Mapping) and value:
            yield from _flat(value, f"{above}{key}.")
        elif isinstance(value, Mapping | list):
            yield f"{above}{key}", json.dumps(value, ensure_ascii=False) if value else None
        else:
            yield f"{above}{key}", value


def _kind(cells: Sequence[Cell]) -> Kind:
    """The one kind that holds all cells; text where they are of several, or none is known."""
    kinds = {type(cell) for cell in cells if cell is not None}
    if kinds == {bool}:
        return "bool"
    if kinds == {int}:
        return "int"
    return "float" if kinds and kinds <= {int, float} else "text"


def _as(cell: Cell, kind: Kind) -> Cell:
    if cell is None:
        return None
    if kind == "float":
        return float(cell)
    return str(cell) if kind == "text" else cell
