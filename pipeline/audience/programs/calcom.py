"""cal.com: the payloads of its webhooks (cal.com/docs/developing/guides/automation/webhooks)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from pipeline.audience import bookings, json_values, touches
from pipeline.audience.bookings import RawLead
from pipeline.model.language import recognised
from pipeline.model.table import RowError

KIND = "calcom"
EVENTS = ("BOOKING_CREATED", "BOOKING_REQUESTED", "BOOKING_RESCHEDULED", "BOOKING_CANCELLED", "BOOKING_REJECTED",
          "BOOKING_PAID")  # fmt: skip

# Fields of every booking that say nothing of what it is about.
_OF_THE_BOOKING = frozenset({"name", "email", "location", "guests", "title", "rescheduleReason", "attendeePhoneNumber",
                             "smsReminderNumber", "phone"})  # fmt: skip


def is_payload(value: Mapping[str, Any]) -> bool:
    """Whether an object is what cal.com sends to a webhook."""
    return isinstance(value.get("triggerEvent"), str) and isinstance(value.get("payload"), dict)


def of_payload(value: Mapping[str, Any]) -> RawLead:
    """The booking in a payload. Each event is a row; those of one booking, moved or not, are one inquiry."""
    event = value["triggerEvent"]
    if event not in EVENTS:
        raise RowError(f'the event "{event}" is no booking; taken are {", ".join(EVENTS)}')
    payload = value["payload"]
    attendee = next(iter(json_values.objects(payload, "attendees")), {})
    own, old = _id(json_values.text(payload, "uid")), _id(json_values.text(payload, "rescheduleUid"))
    said = bookings.answers(_pairs(payload))
    return bookings.raw_lead(
        own if event == "BOOKING_CREATED" else f"{own}:{event.casefold()}" if own else "",
        {
            "date": json_values.first(value, "createdAt", "payload.createdAt"),
            "email": json_values.text(payload, "responses", "email", "value") or json_values.text(attendee, "email"),
            "name": json_values.text(payload, "responses", "name", "value") or json_values.text(attendee, "name"),
            "lang": recognised(json_values.text(attendee, "language", "locale")) or "",
            "deal": json_values.first(payload, "eventTitle", "type"),
            "booking": " ".join(part for part in (own, old) if part),
            **said,
            **{
                name: json_values.text(payload, "tracking", name) or json_values.text(payload, "metadata", name)
                for name in touches.UTM
            },
        },
    )


def _pairs(payload: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """Field names and labels with what was answered; the notes come in two places, and count once."""
    answered = {**json_values.members(payload, "responses"), **json_values.members(payload, "userFieldsResponses")}
    notes = json_values.text(payload, "additionalNotes")
    if notes and json_values.text(answered, "notes", "value") != notes:
        yield "notes", notes
    for key, field in answered.items():
        if key not in _OF_THE_BOOKING:
            yield f"{key} {json_values.text(field, 'label')}", json_values.text(field, "value")


def _id(uid: str) -> str:
    return "".join(uid.split())
