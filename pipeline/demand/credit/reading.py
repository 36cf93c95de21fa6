"""Path tables and their ages out of CSV files: taken as written, or refused with the place of every mistake."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import replace
from itertools import pairwise
from typing import TypeVar

from pipeline.demand.credit.paths import SEPARATOR, Path, PathTable
from pipeline.errors import ImportRefused, Problem
from pipeline.model import table
from pipeline.model.table import Record, RowError, Table

PATH_COLUMNS = ("path", "total_conversions", "total_conversion_value", "total_null")
AGE_COLUMNS = ("path", "ages_days")

_NUMBER = re.compile(r"[0-9]{1,12}(?:\.[0-9]{1,9})?")
_THOUSANDS = re.compile(r"[1-9][0-9]{0,2}\.[0-9]{3}")
_AGE = re.compile(r"-?[0-9]{1,6}(?:\.[0-9]{1,17})?")

T = TypeVar("T")


def read(found: Table, ages: Table | None = None) -> PathTable:
    """The path table in `found`; with `ages`, whose row i is row i of it, each touch knows its age.

    Raises ImportRefused with all that is wrong, line by line.
    """
    rows = _all(found, PATH_COLUMNS, _path)
    if not rows:
        raise ImportRefused(Problem("no path below the header; add a row such as blog > talk,2,1200,3", found.path))
    if ages is None:
        return tuple(path for _, path in rows)
    return _aged(rows, _all(ages, AGE_COLUMNS, _ages), found.path, ages.path)


def _all(found: Table, columns: Sequence[str], read: Callable[[Record], T]) -> list[tuple[int, T]]:
    """Every row by its line, where the columns are there and every row can be read."""
    missing = [column for column in columns if column not in found.columns]
    if missing:
        named = ", ".join(f'"{column}"' for column in missing)
        raise ImportRefused(Problem(f"no column {named}; the columns are {','.join(columns)}", found.path, 1))
    records, malformed = table.records(found)
    rows, unreadable = table.taken(records, lambda record: (record.line, read(record)))
    rejects = table.by_line(malformed, unreadable)
    if rejects:
        raise ImportRefused(Problem(reject.reason, reject.path, reject.line) for reject in rejects)
    return rows


def _path(record: Record) -> Path:
    return Path(
        channels=_channels(record),
        conversions=_number(record, "total_conversions"),
        value=_number(record, "total_conversion_value"),
        nulls=_number(record, "total_null"),
    )


def _channels(record: Record) -> tuple[str, ...]:
    text = record["path"]
    if not text:
        raise RowError('the "path" is empty; name its channels, or leave out the row')
    channels = tuple(channel.strip() for channel in text.split(SEPARATOR))
    if not all(channels) or any(">" in channel for channel in channels):
        raise RowError(f'"{text}" in "path" has a channel without a name; write it as blog > newsletter > talk')
    return channels


def _number(record: Record, column: str) -> float:
    text = record[column]
    if _THOUSANDS.fullmatch(text):
        bare = text.replace(".", "")
        raise RowError(f'"{text}" in "{column}" may be {bare} or {float(text):g}; write it in one of these ways')
    if not _NUMBER.fullmatch(text):
        raise RowError(f'"{text}" in "{column}" is no plain number; write it as 1200 or 1200.50')
    return float(text)


def _ages(record: Record) -> tuple[str, tuple[float, ...]]:
    text = record["ages_days"]
    parts = [part.strip() for part in text.split(SEPARATOR)]
    for part in parts:
        if not _AGE.fullmatch(part):
            raise RowError(f'"{part}" in "ages_days" is no number of days; write the ages as 14 > 7.5 > 0')
    ages = tuple(float(part) for part in parts)
    if any(newer > older for older, newer in pairwise(ages)):
        raise RowError(f'"{text}" in "ages_days" is not in order; write the oldest touch first, as in 14 > 7.5 > 0')
    return SEPARATOR.join(_channels(record)), ages


def _aged(
    rows: list[tuple[int, Path]], ages: list[tuple[int, tuple[str, tuple[float, ...]]]], of: str, by: str
) -> PathTable:
    if len(rows) != len(ages):
        raise ImportRefused(Problem(f"{len(ages)} rows of ages for {len(rows)} paths in {of}; write one a path", by))
    problems: list[Problem] = []
    aged: list[Path] = []
    for (_, path), (line, (written, days)) in zip(rows, ages, strict=True):
        if written != SEPARATOR.join(path.channels):
            beside = SEPARATOR.join(path.channels)
            problems.append(
                Problem(f'the path is "{written}", and "{beside}" in {of}; put the rows in order', by, line)
            )
        elif len(days) != len(path.channels):
            problems.append(Problem(f"{len(days)} ages for {len(path.channels)} touches; write one a touch", by, line))
        else:
            aged.append(replace(path, ages_days=days))
    if problems:
        raise ImportRefused(problems)
    return tuple(aged)
