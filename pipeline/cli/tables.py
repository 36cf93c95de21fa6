"""Tables for people: no wider than the terminal; in a file or a pipe, as wide as their longest cells."""

from __future__ import annotations

import os
import re
import shutil
import sys
import textwrap
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import zip_longest
from typing import Any

import click

from pipeline.cli.context import echo_json, say
from pipeline.cli.terminal import printable

Cell = Callable[[Mapping[str, Any]], object]
"""Makes the cell of a row."""

_SHORT = 12
"""Cells up to this length (dates, ids, numbers) stay on one line however narrow the terminal is."""
_PIPE = 1_000_000
_GAP = "  "
_PIECE = re.compile(r"[^\s-]*-+|[^\s-]+")
"""What a line does not break: a word, or a part of one up to its hyphen, as `textwrap` sees it."""


def show_rows(
    rows: Sequence[Mapping[str, Any]], columns: Mapping[str, str | Cell], fill: str, *, as_json: bool
) -> None:
    """All of the rows as JSON, or `columns` of them as a table: heading → key of the row, or a function of the row."""
    if as_json:
        echo_json(rows)
        if not rows:
            _say_empty(fill)
        return
    cells = [[row[made] if isinstance(made, str) else made(row) for made in columns.values()] for row in rows]
    show_table(tuple(columns), cells, fill)


def show_table(columns: Sequence[str], rows: Iterable[Sequence[object]], fill: str = "") -> None:
    """Prints rows under their columns, numbers to the right; where there are none, says on stderr what brings some."""
    found = list(rows)
    if not found:
        _say_empty(fill)
        return
    cells = [["" if cell is None else printable(str(cell)) for cell in row] for row in found]
    widths = _widths([columns, *cells], _room() - len(_GAP) * (len(columns) - 1))
    numbers = [all(isinstance(cell, int | float) for cell in column) for column in zip(*found, strict=True)]
    for line in _lines(columns, widths, numbers):
        click.secho(line, bold=True)
    click.echo("─" * (sum(widths) + len(_GAP) * (len(widths) - 1)))
    for row in cells:
        for line in _lines(row, widths, numbers):
            click.echo(line)


def _say_empty(fill: str) -> None:
    say(f"nothing there yet{f'; {fill}' if fill else ''}")


def _room() -> int:
    """The width of the terminal, or the one that COLUMNS asks for; a pipe has room for anything."""
    asked = os.environ.get("COLUMNS", "")
    return shutil.get_terminal_size().columns if asked or sys.stdout.isatty() else _PIPE


def _widths(rows: Sequence[Sequence[str]], room: int) -> list[int]:
    """The width of each column: that of its longest line where `room` suffices for all, else of its longest word.

    Room that is left goes to the columns that lack most; where even the words are too many, the widest are broken.
    Short cells are never broken: the table is then wider than the terminal.
    """
    columns = list(zip(*rows, strict=True))
    longest = [max(_width(line) for cell in column for line in cell.split("\n")) for column in columns]
    if sum(longest) <= room:
        return longest
    widths = [
        long if long <= _SHORT else max(_width(piece) for cell in column for piece in _PIECE.findall(cell) or [""])
        for long, column in zip(longest, columns, strict=True)
    ]
    while sum(widths) > room and (breakable := [width for width in widths if width > _SHORT]):
        widths[widths.index(max(breakable))] -= 1
    for _ in range(room - sum(widths)):
        lacking = [long - width for long, width in zip(longest, widths, strict=True)]
        widths[lacking.index(max(lacking))] += 1
    return widths


def _lines(row: Sequence[str], widths: Sequence[int], numbers: Sequence[bool]) -> Iterator[str]:
    """A row as lines of the terminal; a cell that is too long goes on below."""
    wrapped = [_wrapped(cell, width) for cell, width in zip(row, widths, strict=True)]
    for texts in zip_longest(*wrapped, fillvalue=""):
        placed = zip(texts, widths, numbers, strict=True)
        yield _GAP.join(_padded(text, width, right=right) for text, width, right in placed).rstrip()


def _wrapped(cell: str, width: int) -> list[str]:
    if _width(cell) <= width and "\n" not in cell:
        return [cell]
    lines = [line for text in cell.split("\n") for line in textwrap.wrap(text, width) or [""]]
    return [piece for line in lines for piece in _chopped(line, width)]


def _chopped(line: str, width: int) -> list[str]:
    """A line of so many letters in pieces of so many columns."""
    if _width(line) <= width:
        return [line]
    from rich.cells import chop_cells

    return chop_cells(line, width)


def _padded(text: str, width: int, *, right: bool) -> str:
    padding = " " * (width - _width(text))
    return padding + text if right else text + padding


def _width(text: str) -> int:
    """Columns on the terminal: those of the Far East and most pictures take two."""
    if text.isascii():
        return len(text)
    from rich.cells import cell_len

    return cell_len(text)
