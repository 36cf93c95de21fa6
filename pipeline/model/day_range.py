"""Days that can be: what is taken for today, and how far ahead anybody may write."""

from __future__ import annotations

from datetime import date, timedelta

EARLIEST_YEAR = 1970
LATEST_YEAR = 9000
FURTHEST = timedelta(days=366)


def latest(as_of: date) -> date:
    """The last day that is taken: a year after `as_of`; what lies beyond is a slip of the pen."""
    return as_of + FURTHEST


def out_of_range(day: date) -> str | None:
    """What is wrong with a day that can be no "today": counting from it would leave the calendar."""
    if EARLIEST_YEAR <= day.year <= LATEST_YEAR:
        return None
    return f"{day} is no day of {EARLIEST_YEAR} to {LATEST_YEAR}; correct it"
