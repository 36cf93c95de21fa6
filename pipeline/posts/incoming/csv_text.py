"""CSV of strangers as records; what is wrong with a row is said as a problem of its file."""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.errors import ImportRefused, Problem, SourceRefused
from pipeline.model import table
from pipeline.model.table import Record


def records(name: str, text: str) -> tuple[Sequence[Record], tuple[Problem, ...]]:
    """The rows by column name, and a problem for each that has too few or too many cells."""
    try:
        good, bad = table.records(table.parse(name, text))
    except ImportRefused as refused:
        raise SourceRefused(refused.problems) from refused
    return good, tuple(Problem(reject.reason, name, reject.line) for reject in bad)


def columns(text: str) -> frozenset[str]:
    """The names in the first line, in small letters: what a format is recognised by."""
    first = text.lstrip("\ufeff\n").partition("\n")[0]
    return frozenset(cell.strip().strip('"').casefold() for cell in first.split(","))
