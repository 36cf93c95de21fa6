"""MailPoet: its export of subscribers, a row for each list that somebody is on (ImportExportFactory.php)."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from pipeline.audience import addresses, vocabulary
from pipeline.model import dates
from pipeline.model.line import one_line
from pipeline.model.people import Subscriber, SubscriberState
from pipeline.model.table import Record

# Whoever has opened nothing for long is inactive, and gets no letters there; they have not left.
_STATES: Mapping[str, SubscriberState] = {
    "subscribed": "confirmed",
    **dict.fromkeys(("unconfirmed", "inactive"), "unconfirmed"),
    **dict.fromkeys(("unsubscribed", "bounced"), "unsubscribed"),
}
_SAID = ("global status", "list status")


def is_mailpoet(columns: frozenset[str]) -> bool:
    """Whether a table with these columns is such an export; which fields it has is chosen, but for the list."""
    return {"email", "list"} <= columns and not columns.isdisjoint(_SAID)


def subscriber(record: Record, latest: date) -> Subscriber:
    """The subscriber in a row. Of the state everywhere and that on the list the one counts that keeps letters away."""
    said = {vocabulary.one_of(_STATES, record[column], column) for column in _SAID if record[column]}
    came = next((column for column in ("confirmation time", "subscription time") if record[column]), "")
    return Subscriber(
        email=addresses.required(record, "email"),
        name=one_line(f"{record['first name']} {record['last name']}"),
        state=vocabulary.fewest_letters(said or {"unconfirmed"}),
        since=dates.clear_instant(record, came, latest),
        source="mailpoet",
    )
