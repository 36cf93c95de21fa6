"""Cells of time trackers: durations, times of day, yes and no, and the tags that say theme and channel."""

from __future__ import annotations

import re
from datetime import time

from pipeline.model import channels, theme_names, yes_no
from pipeline.model.table import Record, RowError
from pipeline.model.theme import Catalogue

_YES = yes_no.YES | {"da"}  # in lists of people that is Danish, too
_NO = yes_no.NO | {"", "-"}
_CLOCK = re.compile(r"([0-9]{1,4}):([0-5]?[0-9])(?::([0-5]?[0-9]))?")
_HOUR = r"(?:h|hrs?|hours?|std\.?|stunden?|t|timer?|tim\.?|timm(?:e|ar)|u|uur|uren|heures?|godz\.?)"
_MINUTE = r"m(?:in(?:\.|s|utes?)?)?"
_HOURS = re.compile(rf"([0-9]{{1,4}}(?:[.,][0-9]{{1,6}})?|[.,][0-9]{{1,6}}) ?{_HOUR}?", re.IGNORECASE)
_HOURS_AND_MINUTES = re.compile(
    rf"([0-9]{{1,4}}) ?{_HOUR} ?(?:([0-5]?[0-9])(?: ?{_MINUTE})?)?|([0-9]{{1,5}}) ?{_MINUTE}", re.IGNORECASE
)
_MINUTES = re.compile(r"[0-9]{1,6}(?:[.,][0-9]{1,6})?")
_THOUSANDS = re.compile(r"[1-9][0-9]{0,2}[.,][0-9]{3}")
_TIME = re.compile(r"([01]?[0-9]|2[0-3]):([0-5][0-9])(?::([0-5][0-9]))?(?:\s?([ap])\.?m\.?)?", re.IGNORECASE)
_TAG = re.compile(r"(theme|channel)\s*:\s*(.*)", re.IGNORECASE | re.DOTALL)
_BETWEEN_TAGS = re.compile(r"[,;|]")


def clock_minutes(text: str) -> float | None:
    """`01:30:00` or `1:30` in minutes; None where it is no duration."""
    found = _CLOCK.fullmatch(text)
    return int(found[1]) * 60 + int(found[2]) + int(found[3] or 0) / 60 if found else None


def decimal_minutes(text: str) -> float | None:
    """Hours such as `1.50` or `1,5 h`, in minutes; None where it is no number."""
    found = _HOURS.fullmatch(text)
    return float(found[1].replace(",", ".")) * 60 if found else None


def typed_minutes(text: str) -> float | None:
    """What a person types: `90`, `1:30`, `1h30`, `1,5h`, `45min`; None where it is none of them."""
    text = text.strip()
    return float(text.replace(",", ".")) if _MINUTES.fullmatch(text) else _with_units(text)


def _with_units(text: str) -> float | None:
    """`1h30`, `2 timer`, `1,5 u`, `45 min`, `1:30`; None where it is none of them."""
    if parts := _HOURS_AND_MINUTES.fullmatch(text):
        return int(parts[1] or 0) * 60 + int(parts[2] or parts[3] or 0)
    found = clock_minutes(text)
    return decimal_minutes(text) if found is None else found


def time_of_day(text: str) -> str:
    """A time as 24 hours, so that a changed profile leaves an entry the same; as it is where it is no time."""
    found = _TIME.fullmatch(text.strip())
    if not found:
        return text.casefold()
    hour = int(found[1])
    if found[4]:
        hour = hour % 12 + (12 if found[4] in "pP" else 0)
    return time(hour, int(found[2]), int(found[3] or 0)).isoformat()


def tags(text: str, catalogue: Catalogue) -> tuple[str | None, str | None]:
    """Theme and channel among the tags; other tags are somebody else's."""
    said: dict[str, str] = {}
    for tag in _BETWEEN_TAGS.split(text):
        found = _TAG.fullmatch(tag.strip())
        if not found:
            continue
        kind, value = found[1].casefold(), found[2].strip()
        if said.setdefault(kind, value).casefold() != value.casefold():
            raise RowError(f'two {kind}s in "Tags", "{said[kind]}" and "{value}"; split the entry in two')
    return theme_names.typed(said.get("theme", ""), catalogue.themes), channel(said.get("channel", ""), catalogue)


def channel(text: str, catalogue: Catalogue) -> str | None:
    """The channel that `text` names, one that nobody defined as it stands; None where there is no text."""
    return channels.named(text, catalogue.channels) if text else None


def is_yes(record: Record, column: str) -> bool:
    """Whether a cell says yes, in the language of whoever exported it."""
    text = record[column].casefold()
    if text not in _YES | _NO:
        raise RowError(f'"{record[column]}" in "{column}" says neither yes nor no; write one of them')
    return text in _YES


def minutes(record: Record, column: str) -> float:
    """The time in a cell of our own list, as it may be typed; a number alone is minutes."""
    text = record[column]
    if _THOUSANDS.fullmatch(text):
        whole, part = re.split("[.,]", text)
        raise RowError(f'"{text}" in "{column}" may be {whole}{part} or {whole}.{part[0]}; write one of them')
    found = typed_minutes(text) if text else None
    if found is None:
        raise RowError(f'"{text}" in "{column}" is no number of minutes; write it as 90')
    return found


def hours(record: Record, column: str) -> float:
    """The time in a cell of hours, in minutes: `1.5`, `1,5 h`, `1h30` or `1:30`."""
    text = record[column]
    found = _with_units(text)
    if found is None:
        raise RowError(f'"{text}" in "{column}" is no number of hours; write it as 1.5 or 1:30')
    return found
