"""Buttondown: its export of subscribers. Seen under two names for address, type and date, so both are known."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from pipeline.audience import addresses, json_values, labels, vocabulary
from pipeline.model import dates
from pipeline.model.language import recognised
from pipeline.model.line import one_line
from pipeline.model.people import Subscriber, SubscriberState
from pipeline.model.table import Record

# The types of its API. Whoever complained, bounced, was removed or blocked gets nothing more from anybody.
_STATES: Mapping[str, SubscriberState] = {
    **dict.fromkeys(("regular", "premium", "gifted", "trialed", "past_due", "churned", "churning", "paused",
                     "upcoming", "unpaid", "activated", "active"), "confirmed"),
    "unactivated": "unconfirmed",
    **dict.fromkeys(("unsubscribed", "removed", "blocked", "spammy", "malicious", "complained", "undeliverable",
                     "bounced", "disabled"), "unsubscribed"),
}  # fmt: skip
_PAYING = ("premium", "gifted")


def is_buttondown(columns: frozenset[str]) -> bool:
    """Whether a table with these columns is such an export; many a list of contacts has addresses, types and notes."""
    has_address = bool({"email", "email_address"} & columns)
    has_type = bool({"type", "subscriber_type"} & columns)
    return has_address and has_type and bool({"subscriber_type", "metadata"} & columns)


def subscriber(record: Record, latest: date) -> Subscriber:
    """The subscriber in a row; metadata and tags may say language and themes."""
    kind = "subscriber_type" if record["subscriber_type"] else "type"
    state = vocabulary.one_of(_STATES, record[kind], kind)
    metadata = json_values.members(json_values.of_cell(record, "metadata"))
    said = labels.read([*labels.split(record["tags"]), *(f"{key}:{value}" for key, value in metadata.items())])
    locale = recognised(str(metadata.get("locale", "")))
    created = next((column for column in ("creation_date", "created") if record[column]), "")
    return Subscriber(
        email=addresses.required(record, "email_address" if record["email_address"] else "email"),
        name=one_line(str(metadata.get("name", ""))),
        state=state,
        langs=said.langs or ((locale,) if locale else ()),
        themes=said.themes,
        tier=said.tier or ("paid" if record[kind].casefold() in _PAYING else None),
        since=dates.clear_instant(record, created, latest),
        source="buttondown",
    )
