"""Hours spent: Toggl's detailed report, or a plain list of minutes."""

from __future__ import annotations

import hashlib
import re
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import partial
from typing import Any

from pipeline.model import dates, table
from pipeline.model.people import DIRECT, Effort, Reject
from pipeline.model.source import suggestion
from pipeline.model.table import Record, RowError, Table
from pipeline.model.theme import Catalogue

_YES = frozenset({"yes", "ja", "true", "oui", "1"})
_NO = frozenset({"no", "nein", "false", "non", "0", ""})
_CLOCK = re.compile(r"([0-9]{1,4}):([0-5]?[0-9])(?::([0-5]?[0-9]))?")
_MINUTES = re.compile(r"[0-9]{1,6}(?:[.,][0-9]{1,6})?")
_TAG = re.compile(r"(theme|channel)\s*:\s*(.*)", re.IGNORECASE | re.DOTALL)


@dataclass(frozen=True, slots=True)
class Terms:
    """What a reader needs beside the row: the themes and channels there are, and the last day that is taken."""

    catalogue: Catalogue
    latest: date


@dataclass(frozen=True, slots=True)
class Format:
    """A shape of table that is known: how its columns tell it, what a row says, and which columns make its identity."""

    name: str
    recognises: Callable[[frozenset[str]], bool]
    read: Callable[[Record, Terms], Effort]
    identity: tuple[str, ...]


def read(found: Table, catalogue: Catalogue, as_of: date) -> tuple[tuple[Effort, ...], tuple[Reject, ...]]:
    """The hours in a table whose shape is known, and the rows that cannot be taken, by line."""
    known = recognised(found)
    if known is None:
        return (), ()
    records, malformed = table.records(found)
    terms = Terms(catalogue, dates.latest(as_of))
    efforts, unreadable = table.taken(records, partial(_identified, known, terms))
    return _numbered(efforts), tuple(sorted((*malformed, *unreadable), key=lambda reject: reject.line))


def recognised(found: Table) -> Format | None:
    """The format of a table, or None."""
    return next((known for known in FORMATS if known.recognises(found.columns)), None)


def is_toggl(columns: frozenset[str]) -> bool:
    """Whether a table with these columns is Toggl's detailed report."""
    return {"start date", "start time", "duration", "tags"} <= columns


def is_plain(columns: frozenset[str]) -> bool:
    """Whether a table with these columns is our own list."""
    return {"date", "minutes"} <= columns


def toggl(record: Record, terms: Terms) -> Effort:
    """The time entry in a row. One that runs past midnight counts on the day on which it began."""
    theme, channel = _tags(record["Tags"], terms.catalogue)
    return Effort(
        external_id="toggl",
        on=dates.day(record, "Start date", terms.latest),
        minutes=_duration(record["Duration"]).total_seconds() / 60,
        description=record["Description"],
        theme=theme,
        channel=channel,
        billable=_is_yes(record, "Billable"),
    )


def plain(record: Record, terms: Terms) -> Effort:
    """The hours in a row of our own list."""
    text = record["minutes"]
    if not _MINUTES.fullmatch(text):
        raise RowError(f'"{text}" in "minutes" is no number of minutes; write it as 90')
    return Effort(
        external_id="csv",
        on=dates.day(record, "date", terms.latest),
        minutes=float(text.replace(",", ".")),
        description=record["description"],
        theme=_known("theme", record["theme"], terms.catalogue.themes),
        channel=_channel(record["channel"], terms.catalogue),
        billable=_is_yes(record, "billable"),
    )


# Toggl gives its entries no id. Who and when is one: a tag that is added later then corrects the entry, where the
# whole row's hash would count its hours twice. A list without times has only its whole row.
FORMATS: tuple[Format, ...] = (
    Format(
        "Toggl detailed report (Start date, Start time, Duration, Tags, …)",
        is_toggl,
        toggl,
        ("user", "email", "start date", "start time", "end date", "end time"),
    ),
    Format(
        "hours (date, minutes, theme, channel, description, billable)",
        is_plain,
        plain,
        ("date", "minutes", "theme", "channel", "description", "billable"),
    ),
)


def _identified(known: Format, terms: Terms, record: Record) -> Effort:
    effort = known.read(record, terms)
    said = "\n".join(record[column].casefold() for column in known.identity)
    return replace(effort, external_id=f"{effort.external_id}:{hashlib.sha256(said.encode()).hexdigest()[:16]}")


def _numbered(efforts: Sequence[Effort]) -> tuple[Effort, ...]:
    """Rows that look alike are several entries, not one: the second gets `:2`."""
    seen: Counter[str] = Counter()
    numbered = []
    for effort in efforts:
        seen[effort.external_id] += 1
        number = seen[effort.external_id]
        numbered.append(replace(effort, external_id=f"{effort.external_id}:{number}") if number > 1 else effort)
    return tuple(numbered)


def _tags(text: str, catalogue: Catalogue) -> tuple[str | None, str | None]:
    """Theme and channel among the tags; other tags are somebody else's."""
    said: dict[str, str] = {}
    for tag in text.split(","):
        found = _TAG.fullmatch(tag.strip())
        if not found:
            continue
        kind, value = found[1].casefold(), found[2].strip()
        if said.setdefault(kind, value).casefold() != value.casefold():
            raise RowError(f'two {kind}s in "Tags", "{said[kind]}" and "{value}"; split the entry in two')
    return _known("theme", said.get("theme", ""), catalogue.themes), _channel(said.get("channel", ""), catalogue)


def _channel(text: str, catalogue: Catalogue) -> str | None:
    return DIRECT if text.casefold() == DIRECT else _known("channel", text, catalogue.channels)


def _known(kind: str, text: str, known: Mapping[str, object]) -> str | None:
    """The id that `text` names, in whatever letters; None where there is no text."""
    if not text:
        return None
    by_id = {key.casefold(): key for key in known}
    found = by_id.get(text.casefold())
    if found is None:
        near = suggestion(text.casefold(), by_id) or f"; add it to content/{kind}s.toml"
        raise RowError(f'unknown {kind} "{text}"{near}')
    return found


def _duration(text: str) -> timedelta:
    found = _CLOCK.fullmatch(text)
    if not found:
        raise RowError(f'"{text}" in "Duration" is no duration; write it as 01:30:00')
    return timedelta(hours=int(found[1]), minutes=int(found[2]), seconds=int(found[3] or 0))


def _is_yes(record: Record, column: str) -> bool:
    text = record[column].casefold()
    if text not in _YES | _NO:
        raise RowError(f'"{record[column]}" in "{column}" says neither yes nor no; write one of them')
    return text in _YES


def listed(efforts: Iterable[Effort]) -> list[dict[str, Any]]:
    """The hours as other programs read them: a row an entry."""
    return [
        {
            "id": effort.id,
            "on": effort.on.isoformat(),
            "minutes": effort.minutes,
            "theme": effort.theme,
            "channel": effort.channel,
            "billable": effort.billable,
            "description": effort.description,
        }
        for effort in efforts
    ]
