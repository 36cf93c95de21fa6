"""Substack: `email_list.<publication>.csv` out of its export."""

from __future__ import annotations

from datetime import date

from pipeline.audience import addresses
from pipeline.model import dates
from pipeline.model.people import Subscriber
from pipeline.model.table import Record

PAID = "paid"


def is_substack(columns: frozenset[str]) -> bool:
    """Whether a table with these columns is such a list."""
    return {"email", "active_subscription", "email_disabled"} <= columns


def subscriber(record: Record, latest: date) -> Subscriber:
    """The subscriber in a row; those who pay are in the tier `paid`. Substack knows no languages and no names."""
    return Subscriber(
        email=addresses.required(record, "email"),
        state="unsubscribed" if record["email_disabled"].casefold() == "true" else "confirmed",
        tier=PAID if record["active_subscription"].casefold() == "true" else None,
        since=dates.clear_instant(record, "created_at", latest),
        source="substack",
    )
