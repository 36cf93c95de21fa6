"""A table as plain text: in columns where they fit, else row by row with each value behind its heading."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from pipeline.newsletter.wrapping import columns, indented, wrapped

_GAP = "  "


@dataclass(frozen=True, slots=True)
class Table:
    """Cells row by row, the headings first; `right` says which columns are aligned to the right."""

    rows: Sequence[Sequence[str]]
    right: Sequence[bool]


def lines(table: Table, width: int) -> list[str]:
    """`table` in lines of at most `width` columns."""
    widths = [max(columns(cell) for cell in column) for column in zip(*table.rows, strict=True)]
    if sum(widths) + len(_GAP) * (len(widths) - 1) > width:
        return _records(table, width)
    rule = _GAP.join("-" * size for size in widths)
    head, *body = [_row(row, widths, table.right) for row in table.rows]
    return [head, rule, *body]


def _row(row: Sequence[str], widths: Sequence[int], right: Sequence[bool]) -> str:
    cells = []
    for cell, size, to_the_right in zip(row, widths, right, strict=True):
        padding = " " * (size - columns(cell))
        cells.append(padding + cell if to_the_right else cell + padding)
    return _GAP.join(cells).rstrip()


def _records(table: Table, width: int) -> list[str]:
    head, *body = table.rows
    found: list[str] = []
    for row in body:
        if found:
            found.append("")
        for name, value in zip(head, row, strict=True):
            if value:
                text = f"{name}: {value}" if name else value
                found += indented(wrapped(text, width - 2), "", "  ")
    return found
