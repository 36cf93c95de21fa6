"""Wix: its export of contacts, among whom readers are."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from pipeline.audience import addresses, labels, vocabulary
from pipeline.model import dates
from pipeline.model.language import recognised
from pipeline.model.line import one_line
from pipeline.model.people import Subscriber, SubscriberState
from pipeline.model.table import Record

_STATUS = "email subscriber status"
_STATES: Mapping[str, SubscriberState] = {
    "subscribed": "confirmed",
    "pending": "unconfirmed",
    **dict.fromkeys(("unsubscribed", "bounced", "complained", "inactive"), "unsubscribed"),
}
_NEVER_ASKED = ("", "never subscribed", "not subscribed", "not set")


def is_wix(columns: frozenset[str]) -> bool:
    """Whether a table with these columns is such an export."""
    return {"email 1", _STATUS} <= columns


def subscriber(record: Record, latest: date) -> Subscriber | None:
    """The subscriber in a row; None where it is a contact who never asked for letters."""
    if record[_STATUS].casefold() in _NEVER_ASKED:
        return None
    said = labels.read(labels.split(record["labels"].replace(";", ",")))
    lang = recognised(record["language"])
    return Subscriber(
        email=addresses.required(record, "email 1"),
        name=one_line(f"{record['first name']} {record['last name']}"),
        state=vocabulary.one_of(_STATES, record[_STATUS], "Email subscriber status"),
        langs=said.langs or ((lang,) if lang else ()),
        themes=said.themes,
        tier=said.tier,
        since=dates.clear_instant(record, "created at (utc+0)", latest),
        source="wix",
    )
