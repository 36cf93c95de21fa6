"""The simplest list of subscribers: `email,lang` and, where they are known, name, state, themes and tier."""

from __future__ import annotations

import re
from datetime import date

from pipeline.audience import addresses
from pipeline.model.language import normalised
from pipeline.model.line import one_line
from pipeline.model.people import Subscriber, SubscriberState
from pipeline.model.source import suggestion
from pipeline.model.table import Record, RowError

_STATES: tuple[SubscriberState, ...] = ("confirmed", "unconfirmed", "unsubscribed")


def is_plain(columns: frozenset[str]) -> bool:
    """Whether a table with these columns is such a list."""
    return {"email", "lang"} <= columns and "date" not in columns


def subscriber(record: Record, _latest: date) -> Subscriber:
    """The subscriber in a row. Without a word on the state he is confirmed: whoever keeps such a list has asked."""
    return Subscriber(
        email=addresses.required(record, "email"),
        name=one_line(record["name"]),
        state=_state(record["state"] or "confirmed"),
        langs=_langs(record["lang"]),
        themes=tuple(dict.fromkeys(re.split(r"[\s,;|]+", record["themes"].strip()))) if record["themes"] else (),
        tier=record["tier"] or None,
        source="csv",
    )


def _state(text: str) -> SubscriberState:
    for state in _STATES:
        if state == text.casefold():
            return state
    near = suggestion(text.casefold(), _STATES) or f"; known are {', '.join(_STATES)}"
    raise RowError(f'unknown state "{text}" in "state"{near}')


def _langs(text: str) -> tuple[str, ...]:
    try:
        return tuple(dict.fromkeys(normalised(tag) for tag in re.split(r"[\s,;|]+", text) if tag))
    except ValueError as refused:
        raise RowError(f'{refused} (in "lang")') from refused
