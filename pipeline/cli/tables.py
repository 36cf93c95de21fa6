"""Tables for people: as wide as the terminal, plain where stdout is a file or a pipe."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from pipeline.cli.terminal import printable

_SHORT = 12
"""Cells up to this length (dates, ids, numbers) stay on one line however narrow the terminal is."""


def show_table(columns: Sequence[str], rows: Iterable[Sequence[object]], fill: str = "") -> None:
    """Prints rows under their columns; numbers stand right. Where there is no row it says so, and `fill`, what brings
    some.
    """
    from rich import box
    from rich.console import Console
    from rich.markup import escape
    from rich.table import Table

    rows = list(rows)
    console = Console(highlight=False)
    if not rows:
        console.print(f"nothing there yet{f'; {fill}' if fill else ''}", soft_wrap=True)
        return
    table = Table(box=box.SIMPLE_HEAD, pad_edge=False)
    for place, column in enumerate(columns):
        cells = [row[place] for row in rows]
        number = all(isinstance(cell, int | float) for cell in cells)
        short = max(len(str(cell)) for cell in cells) <= _SHORT
        table.add_column(column, justify="right" if number else "left", overflow="fold", no_wrap=short)
    for row in rows:
        table.add_row(*("" if cell is None else escape(printable(str(cell))) for cell in row))
    console.print(table)
