"""Dates and reading times in the lines around a text: "5. Februar 2024 · 7 Min. Lesezeit", "Feb 5, 2024"."""

from __future__ import annotations

import re
from datetime import date

from pipeline.model import months

_ISO = re.compile(r"(?<!\d)(?P<year>(?:19|20)\d\d)[-/.](?P<month>\d\d?)[-/.](?P<day>\d\d?)(?!\d)")
_DOTTED = re.compile(r"(?<!\d)(?P<day>\d\d?)\.\s?(?P<month>\d\d?)\.\s?(?P<year>(?:19|20)\d\d)(?!\d)")
_SLASHED = re.compile(r"(?<!\d)(?P<one>\d\d?)[/-](?P<two>\d\d?)[/-](?P<year>(?:19|20)\d\d)(?!\d)")
_DAY_FIRST = re.compile(rf"(?<!\d){months.DAY_FIRST}(?P<year>(?:19|20)\d\d)(?!\d)")
_MONTH_FIRST = re.compile(rf"{months.MONTH_FIRST}(?P<year>(?:19|20)\d\d)(?!\d)")
_YEAR = re.compile(r"(?:19|20)\d\d")
_SHAPES = (_ISO, _DOTTED, _SLASHED, _DAY_FIRST, _MONTH_FIRST)

_MINUTES = r"(\d{1,3})\s*(?:[-–]\s*\d{1,3}\s*)?-?min(?:uten?|utes?|utters?|s)?\b\.?"
_READ = r"(?:lese(?:zeit|dauer)|zu lesen|læsetid|læsning|at læse|reading time|read(?:ing)?\b)"
_ABOUT = r"(?:ca\.? ?|about |~ ?)?"
_READING = re.compile(rf"{_READ}\W{{0,3}}{_ABOUT}{_MINUTES}|{_ABOUT}{_MINUTES}\W{{0,2}}{_READ}", re.IGNORECASE)
_BARE_MINUTES = re.compile(_MINUTES, re.IGNORECASE)


def find_date(line: str) -> tuple[date, str] | None:
    """The first date in `line` and how it is written there; None also where it may be two different days."""
    if not _YEAR.search(line):
        return None
    for shape in _SHAPES:
        for found in shape.finditer(line):
            day = _day(found.groupdict())
            if day is not None:
                return day, found[0]
    return None


def reading_minutes(line: str, *, alone: bool = False) -> tuple[int, str] | None:
    """The reading time that `line` states, and how; with `alone` also a line that is nothing but `7 min`."""
    found = _READING.search(line) or (_BARE_MINUTES.fullmatch(line.strip(" \t·•∙—–-|")) if alone else None)
    if found is None:
        return None
    minutes = next(int(group) for group in found.groups() if group is not None)
    return (minutes, found[0]) if 0 < minutes < 500 else None


def _day(parts: dict[str, str | None]) -> date | None:
    try:
        year = int(parts["year"] or 0)
        if "one" in parts:
            return _slashed(int(parts["one"] or 0), int(parts["two"] or 0), year)
        month = int(parts["month"] or 0) if "month" in parts else months.by_name().get((parts["name"] or "").lower(), 0)
        return date(year, month, int(parts["day"] or 0))
    except ValueError:
        return None


def _slashed(one: int, two: int, year: int) -> date | None:
    """Day/month or month/day, where only one of them can be."""
    if one > 12 or one == two:
        return date(year, two, one)
    return date(year, one, two) if two > 12 else None
