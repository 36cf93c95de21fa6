"""Dates as exports and people write them: taken when they can mean one day only, else refused with a sentence."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from datetime import UTC, date, datetime, time
from typing import Literal, get_args

from pipeline.model import months
from pipeline.model.day_range import EARLIEST_YEAR, FURTHEST
from pipeline.model.line import quoted
from pipeline.model.table import Record, RowError

Order = Literal["dmy", "mdy"]
"""How 03/04/2026 is meant: day or month first."""
ORDERS: tuple[Order, ...] = get_args(Order)

FAR = date.max
"""As `latest` this allows every day: for cells that have been checked already."""

_TWELVE_HOURS = re.compile(r"(\d{4}-\d\d-\d\d) (\d\d?):(\d\d)(?::(\d\d))? ?([ap])\.?m\.?", re.IGNORECASE | re.ASCII)
_DOTTED = re.compile(
    r"(\d\d?)\.\s?(\d\d?)\.\s?(\d{4}|\d\d)(?:,?\s+(?:kl\. ?)?(\d\d?)[:.](\d\d)(?::(\d\d))?)?", re.ASCII
)
_DAY_FIRST = re.compile(rf"(?:den |le )?{months.DAY_FIRST}(?P<year>[0-9]{{4}}|(?<=-)[0-9]{{2}})(?:,?\s++.*)?")
_MONTH_FIRST = re.compile(rf"{months.MONTH_FIRST}(?P<year>[0-9]{{4}})(?:,?\s++.*)?")
_UTC = re.compile(r"(?<=:\d\d) (?:UTC|GMT)$", re.ASCII)
_ONE_DIGIT_HOUR = re.compile(r"(?<=-\d\d[ T])(?=\d:)", re.ASCII)
# Google's forms: 2026/03/04 2:05:33 PM CST.
_YEAR_FIRST = re.compile(r"(\d{4})/(\d\d?)/(\d\d?)(?:,?\s++.*)?", re.ASCII)
# Two digits are a year between slashes alone: 26-11-03 may begin with it. Danes write 3/11-2026.
_SLASHED = re.compile(
    r"(\d\d?)([/-])(\d\d?)(?:\2(\d{4})|(?:(?<=/\d)|(?<=/\d\d))[/-](\d{4}|\d\d))(?:,?\s++.*)?", re.ASCII
)


def instant(record: Record, column: str, latest: date, order: Order | None = None) -> datetime:
    """The moment in `column` as UTC; a time without a zone is taken for UTC, a day for its first moment.

    Raises RowError where there is none, or where it is ambiguous (`order` settles that), impossible or after `latest`.
    """
    return utc(_written(record, column, latest, order))


def utc(moment: datetime) -> datetime:
    """The moment in UTC, for which one without a zone is taken."""
    return moment.replace(tzinfo=UTC) if moment.tzinfo is None else moment.astimezone(UTC)


def clear_instant(record: Record, column: str, latest: date) -> datetime | None:
    """The moment in `column`; None where there is none, or none that is clear: nothing hangs on it."""
    try:
        return instant(record, column, latest)
    except RowError:
        return None


def day(record: Record, column: str, latest: date, order: Order | None = None) -> date:
    """The day in `column`, in the zone that it was written in; raises like `instant`."""
    return _written(record, column, latest, order).date()


def readings(text: str) -> tuple[date, ...]:
    """The days that `text` may mean, the earlier first, where it names day and month by numbers alone; else none."""
    slashed = _SLASHED.fullmatch(text)
    if not slashed:
        return ()
    found = (_midnight(_year(slashed), *pair) for pair in _pairs(slashed))
    return tuple(sorted({moment.date() for moment in found if moment}))


def meanings(text: str) -> Mapping[Order, date]:
    """The two days that an ambiguous `text` may mean, by the order in which it is read; else none."""
    slashed = _SLASHED.fullmatch(text)
    if not slashed or len(readings(text)) < 2:
        return {}
    year = _year(slashed)
    return {order: date(year, *pair) for order, pair in zip(ORDERS, _pairs(slashed), strict=True)}


def is_one(text: str) -> bool:
    """Whether `text` is a day or a moment, in whichever order its numbers are meant."""
    try:
        return _parsed(text, "", "dmy").year >= EARLIEST_YEAR
    except RowError:
        return False


def order_of(texts: Iterable[str]) -> Order | None:
    """The order of the dates of one file, shown by those that can mean one day only; None where they do not agree.

    A file is written by one program in one format, so 25/03/2026 in one row explains 03/04/2026 in another.
    """
    seen: set[Order] = set()
    for text in texts:
        slashed = _SLASHED.fullmatch(text)
        if slashed and slashed[1] != slashed[3] and len(readings(text)) == 1:
            seen.add("dmy" if int(slashed[1]) > 12 else "mdy")
    return seen.pop() if len(seen) == 1 else None


def _written(record: Record, column: str, latest: date, order: Order | None) -> datetime:
    text = record[column]
    if not text:
        raise RowError(f'no date in "{column}"; add it as 2026-03-31 and import the file again')
    found = _parsed(text, column, order)
    if found.year < EARLIEST_YEAR:
        raise RowError(f'{quoted(text)} in "{column}" is too long ago; correct it and import the file again')
    if found.date() > latest:
        ahead = f"too far ahead of {latest - FURTHEST}, the day that counts as today"
        raise RowError(f'{quoted(text)} in "{column}" lies {ahead}; correct it and import the file again')
    if found.year == date.max.year:  # it has no room for a change of zone
        raise RowError(f'{quoted(text)} in "{column}" lies too far ahead; correct it and import the file again')
    return found


def _parsed(text: str, column: str, order: Order | None) -> datetime:
    if slashed := _SLASHED.fullmatch(text):
        return _slashed(slashed, column, order)
    try:
        if twelve := _TWELVE_HOURS.fullmatch(text):
            hour = int(twelve[2]) % 12 + (12 if twelve[5] in "pP" else 0) if 1 <= int(twelve[2]) <= 12 else 24
            clock = time(hour, int(twelve[3]), int(twelve[4] or 0))
            return datetime.combine(date.fromisoformat(twelve[1]), clock)
        if dotted := _DOTTED.fullmatch(text):
            on_day, month, year, hour_, minute, second = (int(part or 0) for part in dotted.groups())
            year += 2000 if year < 100 else 0  # 31.03.26, as LibreOffice writes it in German
            return datetime(year, month, on_day, hour_, minute, second)  # noqa: DTZ001  (the zone is the caller's matter)
        if named := _YEAR_FIRST.fullmatch(text):
            year, month, on_day = map(int, named.groups())
            return datetime(year, month, on_day)  # noqa: DTZ001  (as above)
        return _in_words(text) or datetime.fromisoformat(_ONE_DIGIT_HOUR.sub("0", _UTC.sub("+00:00", text)))
    except ValueError as refused:
        raise RowError(f'{quoted(text)} in "{column}" is no date of the calendar; write it as 2026-03-31') from refused


def _in_words(text: str) -> datetime | None:
    """`3. Jänner 2026`, `4-Mar-26`, `April 10, 2026 9:15 AM`, its time of day dropped; None where no month is named."""
    found = _DAY_FIRST.fullmatch(text) or _MONTH_FIRST.fullmatch(text)
    if found is None:
        return None
    month, year = months.by_name().get(found["name"].lower(), 0), found["year"]
    return datetime(int(year[:-2] or "20") * 100 + int(year[-2:]), month, int(found["day"]))  # noqa: DTZ001  (as above)


def _slashed(found: re.Match[str], column: str, order: Order | None) -> datetime:
    """Day/month or month/day, whichever can be; its time of day is dropped, for it says nothing of the day."""
    days = readings(found[0])
    if not days:
        raise RowError(f'{quoted(found[0])} in "{column}" is no date of the calendar; write it as 2026-03-31')
    if len(days) == 1:
        return datetime.combine(days[0], time())
    if order is None:
        once = "leitmotiv leads import FILE, or effort import FILE, with --dates dmy or --dates mdy"
        mend = f"write it in one of these ways, or say once which: {once}"
        raise RowError(f'{quoted(found[0])} in "{column}" may be {days[0]} or {days[1]}; {mend}')
    return datetime.combine(meanings(found[0])[order], time())


def _year(found: re.Match[str]) -> int:
    year = int(found[4] or found[5])
    return year + 2000 if year < 100 else year


def _pairs(found: re.Match[str]) -> tuple[tuple[int, int], tuple[int, int]]:
    """(month, day) read day first, and read month first."""
    first, second = int(found[1]), int(found[3])
    return (second, first), (first, second)


def _midnight(year: int, month: int, on_day: int) -> datetime | None:
    try:
        return datetime(year, month, on_day)  # noqa: DTZ001  (the zone is the caller's matter)
    except ValueError:
        return None
