"""Netlify Forms: a submission as its API and its notifications give it, or a list of them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from pipeline.audience import bookings, journeys, json_values, touches
from pipeline.audience.bookings import LeftOut, RawLead
from pipeline.model.language import recognised

KIND = "netlify"

# Fields of `data` that have a column of their own, or are Netlify's (an address on the net is never kept).
_OWN = frozenset({"name", "first_name", "last_name", "email", "company", "ip", "user_agent", "referrer", "lang",
                  "language", "employees", "offer", "pages", "journey", "bot-field", "form-name", "subject",
                  "utm_source", "utm_medium", "utm_campaign", "utm_content", "utm_term"})  # fmt: skip
# What the contact form of our own site carries beside the answers: its page, when it was shown, and a field that only
# robots fill. In a form of others these may be answers.
_OF_OUR_FORM = frozenset({"page", "opened", "website"})
_BETWEEN_PAGES = re.compile(r"[\s,;\[\]\"']+")


def is_submission(value: Mapping[str, Any]) -> bool:
    """Whether an object is a submission of a form."""
    return (
        isinstance(value.get("data"), dict) and "created_at" in value and bool({"human_fields", "number"} & set(value))
    )


def of_payload(value: Mapping[str, Any]) -> RawLead | LeftOut:
    """The inquiry in a submission; `journey` or `pages` are posts that the visitor chose to tell us."""
    data = value["data"]
    if data.keys() >= _OF_OUR_FORM:
        if json_values.text(data, "website"):
            return LeftOut("spam")
        data = {name: said for name, said in data.items() if name not in _OF_OUR_FORM | {"referrer"}}
    names = (json_values.first(value, f"{part}_name", f"data.{part}_name") for part in ("first", "last"))
    said = bookings.answers(_pairs(data))
    body, journey = json_values.text(value, "body"), json_values.text(data, "journey")
    return bookings.raw_lead(
        json_values.text(value, "id"),
        {
            "date": json_values.text(value, "created_at"),
            "email": json_values.first(value, "email", "data.email"),
            "name": json_values.first(value, "name", "data.name") or " ".join(name for name in names if name),
            "company": json_values.first(value, "company", "data.company"),
            "lang": recognised(json_values.first(data, "lang", "language")) or "",
            "employees": json_values.whole(data, "employees"),
            "deal": json_values.first(data, "offer", "subject"),
            "pages": " ".join(_pages(data)),
            "journey": journey if journeys.is_journey(journey) else "",
            **said,
            **({"message": body} if body and body not in said["message"] else {}),
            **{name: json_values.text(data, name) for name in touches.UTM},
        },
    )


def _pairs(data: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    for field in data:
        if field not in _OWN:
            yield field, json_values.text(data, field)


def _pages(data: Mapping[str, Any]) -> list[str]:
    journey = json_values.text(data, "journey")
    pages = "" if journeys.is_journey(journey) else journey
    told = f"{pages} {json_values.text(data, 'pages')} {json_values.text(data, 'referrer')}"
    return list(dict.fromkeys(page for page in _BETWEEN_PAGES.split(told) if page))
