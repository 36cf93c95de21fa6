"""Dates as feeds, exports and people write them: the day of their own time zone, or a sentence why there is none."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta, timezone

from pipeline.posts import datelines

# Hours from UTC. Of names with several meanings the one of RFC 822, else the European one.
_ZONES = {
    "ut": 0, "utc": 0, "gmt": 0, "z": 0, "wet": 0, "west": 1, "bst": 1, "cet": 1, "mez": 1, "met": 1, "cest": 2,
    "mesz": 2, "mest": 2, "eet": 2, "eest": 3, "msk": 3, "est": -5, "edt": -4, "cst": -6, "cdt": -5, "mst": -7,
    "mdt": -6, "pst": -8, "pdt": -7, "akst": -9, "akdt": -8, "hst": -10, "ast": -4, "adt": -3, "nst": -3.5,
    "ndt": -2.5, "ist": 5.5, "sgt": 8, "hkt": 8, "jst": 9, "kst": 9, "awst": 8, "acst": 9.5, "acdt": 10.5,
    "aest": 10, "aedt": 11, "nzst": 12, "nzdt": 13,
}  # fmt: skip
_FIRST_YEAR = 1970

_MONTHS = {
    "jan": 1, "feb": 2, "mar": 3, "apr": 4, "may": 5, "jun": 6, "jul": 7, "aug": 8, "sep": 9, "oct": 10, "nov": 11,
    "dec": 12,
}  # fmt: skip
_SECOND = r"[:.](?P<second>\d\d)(?:[.,]\d+)?"
_CLOCK = rf"(?:[T ,]+(?P<hour>\d{{1,2}})[:.](?P<minute>\d\d)(?:{_SECOND})?(?: ?(?P<half>[ap])\.?m\.?)?)?"
_ZONE = r"\s*(?P<zone>[+-]\d\d:?\d\d|[+-]\d\d|\(?[A-Za-z]{1,5}\)?)?(?: \([^)]*\))?"
_YEAR, _MONTH, _DAY = r"(?P<year>\d{4})", r"(?P<month>\d{1,2})", r"(?P<day>\d{1,2})"
_NAME = r"(?P<name>[A-Z]{3})[a-z]*"
_COMPACT = r"(?:T(?P<hour>\d\d)(?P<minute>\d\d)(?P<second>\d\d)?)?"
_SHAPES = tuple(
    re.compile(shape, re.IGNORECASE)
    for shape in (
        rf"{_YEAR}-{_MONTH}-{_DAY}{_CLOCK}{_ZONE}",
        rf"{_YEAR}/{_MONTH}/{_DAY}{_CLOCK}{_ZONE}",
        rf"{_YEAR}(?P<month>\d\d)(?P<day>\d\d){_COMPACT}{_ZONE}",
        # RFC 822, with two or four digits of the year: Thu, 01 Jan 2015 10:00:00 GMT
        rf"(?:[A-Z]{{2,9}},? )?{_DAY}[ -]{_NAME}[ -](?P<year>\d{{4}}|\d\d){_CLOCK}{_ZONE}",
        # asctime: Thu Jan  1 10:00:00 2015
        rf"[A-Z]{{3}} {_NAME} {_DAY} (?P<hour>\d\d):(?P<minute>\d\d){_SECOND}(?: (?P<zone>[A-Z]{{3,4}}))? {_YEAR}",
    )
)
_REST = re.compile(r"[^\d]*(?:\d{1,2}[:.]\d\d(?:[:.]\d\d)?[^\d]*)?(?:[+-]\d\d:?\d\d)?")
_MONTH_ONLY = re.compile(r"(\d{4})(?:-(\d\d))?")
_SINCE_1970 = re.compile(r"\d{10}|\d{13}")
# How databases and programs write "none".
_NEVER = re.compile(r"(?:0000-00-00|-?0001-|1970-01-01).*|0+", re.DOTALL)
EARLIEST = datetime(1, 1, 1, tzinfo=UTC)
"""What stands for the moment of a text without a date: before all others."""


@dataclass(frozen=True, slots=True)
class Written:
    """A date as it was written: its day there, and the moment."""

    day: date
    at: datetime


class NoDate(ValueError):
    """Why a text is no date; a sentence."""


def read(text: str) -> Written | None:
    """The date in `text`; None where it says nothing. Raises NoDate where it says something impossible."""
    text = " ".join(text.split())[:80]
    if not text or _NEVER.fullmatch(text):
        return None
    try:
        found = _moment(text)
        at = found.astimezone(UTC)
    except (ValueError, OverflowError) as refused:
        raise NoDate(f'"{text}" is no date of the calendar; write it as 2026-03-31') from refused
    if found.year < _FIRST_YEAR:
        raise NoDate(f'"{text}" is too long ago; write the date as 2026-03-31')
    return Written(found.date(), at)


def moment(text: str) -> datetime | None:
    """The moment in `text`; None where it says none, or something impossible."""
    try:
        written = read(text)
    except NoDate:
        return None
    return written.at if written else None


def not_after(written: Written, latest: date) -> tuple[date, bool]:
    """The day, moved to `latest` where it lies in the future; and whether it did."""
    if written.day <= latest:
        return written.day, False
    # East of us the day may have changed already.
    return latest, written.at.date() > latest


def _moment(text: str) -> datetime:
    if _SINCE_1970.fullmatch(text):
        return datetime.fromtimestamp(int(text[:10]), UTC)
    for shape in _SHAPES:
        found = shape.fullmatch(text)
        if found and (found.groupdict().get("name") or "jan").lower() in _MONTHS:
            return _built(found.groupdict())
    partly = _MONTH_ONLY.fullmatch(text)
    if partly:
        return datetime(int(partly[1]), int(partly[2] or 1), 1, tzinfo=UTC)
    by_people = datelines.find_date(text)  # 5. Februar 2024 · August 11th, 2018
    if by_people and _REST.fullmatch(text.replace(by_people[1], "", 1)):
        return datetime(by_people[0].year, by_people[0].month, by_people[0].day, tzinfo=UTC)
    raise ValueError(text)


def _built(parts: Mapping[str, str | None]) -> datetime:
    def number(name: str) -> int:
        return int(parts.get(name) or 0)

    month = number("month") or _MONTHS.get((parts.get("name") or "").lower(), 0)
    year = number("year")
    year += (2000 if year < 70 else 1900) if year < 100 else 0
    hour, minute, second = number("hour"), number("minute"), number("second")
    if parts.get("half"):
        hour = hour % 12 + (12 if parts["half"] in ("p", "P") else 0)
    if (hour, minute, second) == (24, 0, 0):  # ISO 8601:2004: the end of a day
        hour, minute, second = 23, 59, 59
    # A leap second is no second of Python's.
    return datetime(year, month, number("day"), hour, minute, min(second, 59), tzinfo=_zone(parts.get("zone")))


def _zone(name: str | None) -> timezone:
    """A zone that nobody knows counts as UTC: the day is the one that was written either way."""
    name = (name or "").strip("()").lower()
    if name[:1] in ("+", "-"):
        digits = name[1:].replace(":", "").ljust(4, "0")
        offset = timedelta(hours=int(digits[:2]), minutes=int(digits[2:]))
        return timezone(-offset if name[0] == "-" else offset)
    return timezone(timedelta(hours=_ZONES.get(name, 0)))
