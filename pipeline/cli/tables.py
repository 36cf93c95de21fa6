"""Tables for people: as wide as the terminal; where stdout is a file or a pipe, as wide as they are."""

from __future__ import annotations

import os
import re
import textwrap
from collections.abc import Iterable, Sequence

from pipeline.cli.terminal import printable

_SHORT = 12
"""Cells up to this length (dates, ids, numbers) stay on one line however narrow the terminal is."""
_PIPE = 100_000
_GAP = 2
_PIECE = re.compile(r"[^\s-]*-+|[^\s-]+")
"""What a line does not break: a word, or a part of one up to its hyphen, as `textwrap` sees it."""


def show_table(columns: Sequence[str], rows: Iterable[Sequence[object]], fill: str = "") -> None:
    """Prints rows under their columns; numbers stand right. Where there is no row it says so, and `fill`, what brings
    some.
    """
    from rich import box
    from rich.console import Console
    from rich.markup import escape
    from rich.table import Table

    found = list(rows)
    cells = [["" if cell is None else printable(str(cell)) for cell in row] for row in found]
    console = Console(highlight=False)
    if not console.is_terminal and "COLUMNS" not in os.environ:
        console = Console(highlight=False, width=_PIPE)
    if not found:
        console.print(f"nothing there yet{f'; {fill}' if fill else ''}", soft_wrap=True)
        return
    widths = _widths([columns, *cells], console.width - _GAP * (len(columns) - 1))
    console.width = max(console.width, sum(widths) + _GAP * (len(columns) - 1))
    table = Table(box=box.SIMPLE_HEAD, pad_edge=False, show_edge=False, padding=(0, _GAP - 1, 0, 0))
    for place, column in enumerate(columns):
        number = all(isinstance(row[place], int | float) for row in found)
        table.add_column(column, justify="right" if number else "left", overflow="fold")
    for row in cells:
        table.add_row(*(escape(_wrapped(cell, width)) for cell, width in zip(row, widths, strict=True)))
    console.print(table)


def _widths(rows: Sequence[Sequence[str]], room: int) -> list[int]:
    """How wide each column is: as it likes where there is room, else no narrower than its longest word if that can be.

    What room is left goes to the columns that lack most. Short cells are never broken: rather the table is too wide.
    """
    longest = [max(len(line) for cell in column for line in cell.split("\n")) for column in zip(*rows, strict=True)]
    if sum(longest) <= room:
        return longest
    widths = [
        long if long <= _SHORT else max(len(piece) for cell in column for piece in _PIECE.findall(cell) or [""])
        for long, column in zip(longest, zip(*rows, strict=True), strict=True)
    ]
    while sum(widths) > room and (breakable := [width for width in widths if width > _SHORT]):
        widths[widths.index(max(breakable))] -= 1
    for _ in range(room - sum(widths)):
        lacking = [long - width for long, width in zip(longest, widths, strict=True)]
        widths[lacking.index(max(lacking))] += 1
    return widths


def _wrapped(cell: str, width: int) -> str:
    lines = (line for text in cell.split("\n") for line in textwrap.wrap(text, width) or [""])
    return "\n".join(lines)
