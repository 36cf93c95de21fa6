"""beehiiv: its export of subscribers."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from pipeline.audience import addresses, vocabulary
from pipeline.model import dates
from pipeline.model.line import one_line
from pipeline.model.people import Subscriber, SubscriberState
from pipeline.model.table import Record

_STATES: Mapping[str, SubscriberState] = {
    "active": "confirmed",
    **dict.fromkeys(("pending", "validating", "needs_attention"), "unconfirmed"),
    **dict.fromkeys(("inactive", "invalid"), "unsubscribed"),
}
_PAYING = "premium"


def is_beehiiv(columns: frozenset[str]) -> bool:
    """Whether a table with these columns is such an export; fields of one's own stand beside them."""
    return {"email", "status", "tier", "created_at", "unsubscribed_at"} <= columns


def subscriber(record: Record, latest: date) -> Subscriber:
    """The subscriber in a row. A day of leaving is believed, whatever the status says."""
    state = vocabulary.one_of(_STATES, record["status"], "status")
    return Subscriber(
        email=addresses.required(record, "email"),
        name=one_line(f"{record['first name']} {record['last name']}"),
        state="unsubscribed" if record["unsubscribed_at"] else state,
        tier="paid" if record["tier"].casefold() == _PAYING else None,
        since=dates.clear_instant(record, "created_at", latest),
        source="beehiiv",
    )
