"""listmonk: its export of subscribers (cmd/subscribers.go: uuid, email, name, attributes, status, dates)."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from pipeline.audience import addresses, json_values, vocabulary
from pipeline.model import dates
from pipeline.model.line import one_line
from pipeline.model.people import Subscriber, SubscriberState
from pipeline.model.table import Record, RowError

# `disabled` is a person whom an admin has silenced: nobody may write to them either.
_STATES: Mapping[str, SubscriberState] = {
    "enabled": "confirmed",
    "blocklisted": "unsubscribed",
    "disabled": "unsubscribed",
}


def is_listmonk(columns: frozenset[str]) -> bool:
    """Whether a table with these columns is listmonk's export."""
    return {"uuid", "email", "attributes", "status"} <= columns


def subscriber(record: Record, latest: date) -> Subscriber:
    """The subscriber in a row; raises RowError where address, attributes or status cannot be understood."""
    state = vocabulary.one_of(_STATES, record["status"], "status")
    return Subscriber(
        email=addresses.required(record, "email"),
        name=one_line(record["name"]),
        state=state,
        langs=_langs(_attributes(record), state),
        since=dates.clear_instant(record, "created_at", latest),
        source="listmonk",
    )


def _attributes(record: Record) -> Mapping[str, Any]:
    found = json_values.of_cell(record, "attributes")
    if not isinstance(found, dict):
        raise RowError('"attributes" must be a JSON object such as {"lang": "de"}')
    return found


def _langs(attributes: Mapping[str, Any], state: SubscriberState) -> tuple[str, ...]:
    """Whoever has left may go, whatever stands in the place of the language."""
    said = attributes.get("lang") or []
    named = map(str, said if isinstance(said, list) else [said])
    try:
        return tuple(dict.fromkeys(vocabulary.language(one.strip(), "attributes") for one in named))
    except RowError:
        if state != "unsubscribed":
            raise
        return ()
