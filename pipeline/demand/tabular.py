"""The report as flat tables: what its JSON nests, a spreadsheet wants side by side."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from pipeline.demand import columns
from pipeline.demand.columns import Columns, Kind

Cell = str | int | float | bool | None


@dataclass(frozen=True, slots=True)
class FlatTable:
    """A named table; `schema` gives the kind of each column, in order. None is "not known"."""

    name: str
    schema: Mapping[str, Kind]
    rows: tuple[tuple[Cell, ...], ...]


def of_report(report: Mapping[str, Any]) -> tuple[FlatTable, ...]:
    """A table a section of the report's JSON: a row an entry of a list, one row for a section that is no list.

    `demand.per_month.low` is the column of what stands at these keys; what is a list inside an entry stands in its
    cell as JSON. A section that is empty has its header all the same; what is a single value makes no table.
    """
    sections = {name: value if isinstance(value, list) else [value] for name, value in report.items()}
    models = dict(report.get("models", {}))
    credit = [
        {"model": model, "channel": channel, "credit": earned}
        for model, channels in models.pop("models", {}).items()
        for channel, earned in (channels or {}).items()
    ]
    if models:
        sections |= {"models": [models]}
    made = (
        table(name, entries, columns.OF.get(name, {}))
        for name, entries in sections.items()
        if name in columns.OF or (entries and all(isinstance(entry, Mapping) for entry in entries))
    )
    return (*made, *([table("credit", credit, columns.CREDIT)] if models else []))


def table(name: str, entries: Sequence[Mapping[str, Any]], fixed: Columns) -> FlatTable:
    """The entries as a table: the `fixed` columns, and all others in the order in which they first appear."""
    flat = [dict(_flat(entry, fixed)) for entry in entries]
    others = dict.fromkeys(column for row in flat for column in row if column not in fixed)
    schema = {**fixed, **{column: _kind([row.get(column) for row in flat]) for column in others}}
    rows = tuple(tuple(_as(row.get(column), kind) for column, kind in schema.items()) for row in flat)
    return FlatTable(name, schema, rows)


def written(cell: Cell) -> str:
    """A cell as CSV has it; empty where it is not known."""
    if cell is None:
        return ""
    if isinstance(cell, bool):
        return "true" if cell else "false"
    return repr(cell) if isinstance(cell, float) else str(cell)


def _flat(entry: Mapping[str, Any], fixed: Columns, above: str = "") -> Iterator[tuple[str, Cell]]:
    """Keys and cells; nothing for what is not known and has columns for its parts."""
    for key, value in entry.items():
        path = f"{above}{key}"
        if isinstance(value, Mapping) and value and path not in fixed:
            yield from _flat(value, fixed, f"{path}.")
        elif isinstance(value, Mapping | list):
            yield path, json.dumps(value, ensure_ascii=False) if value else None
        elif value is not None or not any(column.startswith(f"{path}.") for column in fixed):
            yield path, value


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
