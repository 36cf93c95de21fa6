"""The contact form of our own site, as `leitmotiv serve` takes it in, and as a receiver of one's own may keep it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from pipeline.audience import bookings, journeys, json_values
from pipeline.audience.bookings import RawLead
from pipeline.audience.forms import Inquiry
from pipeline.model import short_hash
from pipeline.model.language import recognised

KIND = "form"
_MARK = "leitmotiv contact form"


def payload(said: Inquiry, received_at: datetime) -> dict[str, str]:
    """An inquiry as JSON. The same words on the same day give the same id: pressing the button twice asks once."""
    words = f"{said.email}\n{said.message}\n{received_at.date()}"
    return {
        "kind": _MARK,
        "id": short_hash.of(words),
        "received_at": received_at.isoformat(timespec="seconds"),
        **{name: getattr(said, name) for name in Inquiry.__slots__},
    }


def is_submission(value: Mapping[str, Any]) -> bool:
    """Whether an object is such an inquiry."""
    return value.get("kind") == _MARK


def of_payload(value: Mapping[str, Any]) -> RawLead:
    """The inquiry in the columns of our own list."""
    journey = json_values.text(value, "journey")
    same = ("email", "name", "company", "message", "offer", "wish")
    return bookings.raw_lead(
        json_values.text(value, "id"),
        {
            "date": json_values.text(value, "received_at"),
            "how_did_you_hear": json_values.text(value, "heard"),
            "lang": recognised(json_values.text(value, "lang")) or "",
            "journey": journey if journeys.is_journey(journey) else "",
            **{column: json_values.text(value, column) for column in same},
        },
    )
