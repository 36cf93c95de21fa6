"""Ghost: its export of members."""

from __future__ import annotations

from datetime import date

from pipeline.audience import addresses, labels
from pipeline.model import dates
from pipeline.model.line import one_line
from pipeline.model.people import Subscriber
from pipeline.model.table import Record


def is_ghost(columns: frozenset[str]) -> bool:
    """Whether a table with these columns is such an export; older ones say `products` for `tiers`."""
    return {"email", "subscribed_to_emails", "labels"} <= columns


def subscriber(record: Record, latest: date) -> Subscriber:
    """The member in a row. Labels may say language and themes; the first tier that somebody pays for is theirs."""
    said = labels.read(labels.split(record["labels"]))
    tiers = labels.split(record.first("tiers", "products"))
    is_there = record["subscribed_to_emails"].casefold() == "true" and not record["deleted_at"]
    return Subscriber(
        email=addresses.required(record, "email"),
        name=one_line(record["name"]),
        state="confirmed" if is_there else "unsubscribed",
        langs=said.langs,
        themes=said.themes,
        tier=said.tier or (tiers[0].lower() if tiers else None),
        since=dates.clear_instant(record, "created_at", latest),
        source="ghost",
    )
