"""Calendly: its export of events, and the payloads of its webhooks, of today (v2) and of old code (v1)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from pipeline.audience import bookings, json_values, touches
from pipeline.audience.bookings import RawLead
from pipeline.model.table import Record, RowError

KIND = "calendly"
EVENTS = ("invitee.created", "invitee.canceled")

_QUESTION = re.compile(r"question ([0-9]{1,3})")


def is_export(columns: frozenset[str]) -> bool:
    """Whether a table with these columns is Calendly's export of events."""
    return {"invitee email", "event created date & time"} <= columns


def of_record(record: Record) -> RawLead:
    """The booking in a row of the export. A cancelled one stays what it was: somebody asked."""
    return bookings.raw_lead(
        record["Invitee UUID"],  # several may come to one event
        {
            "date": record["Event Created Date & Time"],
            "email": record["Invitee Email"],
            "name": record["Invitee Name"] or f"{record['Invitee First Name']} {record['Invitee Last Name']}".strip(),
            "deal": record["Event Type Name"],
            "booking": record["Invitee UUID"],
            **bookings.answers(_pairs(record)),
            **{name: record[name.replace("_", " ")] for name in touches.UTM},
        },
    )


def is_payload(value: Mapping[str, Any]) -> bool:
    """Whether an object is what Calendly sends to a webhook."""
    return isinstance(value.get("event"), str) and isinstance(value.get("payload"), dict)


def of_payload(value: Mapping[str, Any]) -> RawLead:
    """The booking in a payload. That it was moved or cancelled says nothing new of who asked, and when."""
    if value["event"] not in EVENTS:
        raise RowError(f'the event "{value["event"]}" is no booking; taken are {" and ".join(EVENTS)}')
    payload = value["payload"]
    invitee = json_values.members(payload, "invitee") or payload
    own = _id(json_values.first(invitee, "uri", "uuid"))
    old = _id(json_values.first(payload, "old_invitee", "old_invitee.uri", "old_invitee.uuid"))
    names = (json_values.text(invitee, f"{part}_name") for part in ("first", "last"))
    answered = json_values.objects(payload, "questions_and_answers")
    return bookings.raw_lead(
        own,
        {
            "date": json_values.text(invitee, "created_at") or json_values.first(value, "created_at", "time"),
            "email": json_values.text(invitee, "email"),
            "name": json_values.text(invitee, "name") or " ".join(name for name in names if name),
            "deal": json_values.first(payload, "scheduled_event.name", "event_type.name"),
            "booking": " ".join(part for part in (own, old) if part),
            **bookings.answers(
                (json_values.text(one, "question"), json_values.text(one, "answer")) for one in answered
            ),
            **{name: json_values.text(payload, "tracking", name) for name in touches.UTM},
        },
    )


def _id(address: str) -> str:
    """`https://api.calendly.com/scheduled_events/EV1/invitees/IN1` → `IN1`, which is what the export calls it."""
    return "".join(address.rstrip("/").rpartition("/")[2].split())


def _pairs(record: Record) -> Iterator[tuple[str, str]]:
    asked = filter(None, map(_QUESTION.fullmatch, record.values))
    for number in sorted((found[1] for found in asked), key=int):
        yield record[f"Question {number}"], record[f"Response {number}"]
