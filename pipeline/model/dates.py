"""Dates as exports and people write them: taken when they can mean one day only, else refused with a sentence."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, time, timedelta

from pipeline.model.table import Record, RowError

EARLIEST_YEAR = 1970
FURTHEST = timedelta(days=366)

_TWELVE_HOURS = re.compile(r"(\d{4}-\d\d-\d\d) (\d\d?):(\d\d)(?::(\d\d))? ?([ap])\.?m\.?", re.IGNORECASE | re.ASCII)
_DOTTED = re.compile(r"(\d\d?)\.\s?(\d\d?)\.\s?(\d{4})(?:,?\s+(\d\d?):(\d\d)(?::(\d\d))?)?", re.ASCII)
_SLASHED = re.compile(r"(\d\d?)/(\d\d?)/(\d{4})(?:,?\s+.*)?", re.ASCII)


def latest(as_of: date) -> date:
    """The last day that is taken: a year after `as_of`; what lies beyond is a slip of the pen."""
    return as_of + FURTHEST if as_of < date.max - FURTHEST else date.max


def instant(record: Record, column: str, latest: date) -> datetime:
    """The moment in `column` as UTC; a time without a zone is taken for UTC, a day for its first moment.

    Raises RowError where there is none, or where it is ambiguous, impossible or after `latest`.
    """
    found = _written(record, column, latest)
    return found.replace(tzinfo=UTC) if found.tzinfo is None else found.astimezone(UTC)


def day(record: Record, column: str, latest: date) -> date:
    """The day in `column`, in the zone that it was written in; raises like `instant`."""
    return _written(record, column, latest).date()


def _written(record: Record, column: str, latest: date) -> datetime:
    text = record[column]
    if not text:
        raise RowError(f'no date in "{column}"; add it as 2026-03-31 and import the file again')
    found = _parsed(text, column)
    if found.year < EARLIEST_YEAR:
        raise RowError(f'"{text}" in "{column}" is too long ago; correct it and import the file again')
    if found.date() > latest or found.year == date.max.year:  # the last year has no room for a change of zone
        raise RowError(f'"{text}" in "{column}" lies too far ahead; correct it and import the file again')
    return found


def _parsed(text: str, column: str) -> datetime:
    if slashed := _SLASHED.fullmatch(text):
        return _slashed(text, column, int(slashed[1]), int(slashed[2]), int(slashed[3]))
    try:
        if twelve := _TWELVE_HOURS.fullmatch(text):
            hour = int(twelve[2]) % 12 + (12 if twelve[5] in "pP" else 0) if 1 <= int(twelve[2]) <= 12 else 24
            clock = time(hour, int(twelve[3]), int(twelve[4] or 0))
            return datetime.combine(date.fromisoformat(twelve[1]), clock)
        if dotted := _DOTTED.fullmatch(text):
            on_day, month, year, hour_, minute, second = (int(part or 0) for part in dotted.groups())
            return datetime(year, month, on_day, hour_, minute, second)  # noqa: DTZ001  (the zone is the caller's matter)
        return datetime.fromisoformat(text)
    except ValueError as refused:
        raise RowError(f'"{text}" in "{column}" is no date of the calendar; write it as 2026-03-31') from refused


def _slashed(text: str, column: str, first: int, second: int, year: int) -> datetime:
    """Day/month or month/day, whichever can be; its time of day is dropped, for it says nothing of the day."""
    readings = {found for found in (_midnight(year, second, first), _midnight(year, first, second)) if found}
    if not readings:
        raise RowError(f'"{text}" in "{column}" is no date of the calendar; write it as 2026-03-31')
    if len(readings) > 1:
        one, other = sorted(found.date().isoformat() for found in readings)
        raise RowError(f'"{text}" in "{column}" may be {one} or {other}; write it in one of these ways')
    return readings.pop()


def _midnight(year: int, month: int, on_day: int) -> datetime | None:
    try:
        return datetime(year, month, on_day)  # noqa: DTZ001  (the zone is the caller's matter)
    except ValueError:
        return None
