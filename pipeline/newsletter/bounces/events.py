"""Webhook events of mail providers → Notice: one in a file, several in a list, or one a line."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from pipeline.newsletter.bounces import feedback, notice, providers, severity
from pipeline.newsletter.bounces.notice import LEAVES, Failure, Kind, Notice
from pipeline.newsletter.bounces.providers import Fields, Told

UNREADABLE = "unreadable"
UNKNOWN = "unknown-event"
"""The reason of a notice of kind `none`: an event of which nobody here knows what it means."""

_STATUS = re.compile(r"[245]\.\d{1,3}\.\d{1,3}")
_MESSAGE_ID = re.compile(r"[!-;=?-~]{1,250}@[!-;=?-~]{1,250}")


@dataclass(frozen=True, slots=True)
class Event:
    """What a `provider` reports, and when it happened, where it tells; `id` is the same for the same report, however
    often it is delivered.
    """

    id: str
    notice: Notice
    provider: str = ""
    at: datetime | None = None


def read(content: bytes) -> tuple[Event, ...] | None:
    """The events in `content`; None where it is no JSON, as no mail is. Those that are of no concern are `none`."""
    if content.lstrip()[:1] not in (b"{", b"["):
        return None
    try:
        return tuple(_event(one) for one in _unwrapped(_parsed(content)))
    except (ValueError, TypeError, RecursionError):
        return (Event("", Notice(kind="none", reason=UNREADABLE)),)


def _parsed(content: bytes) -> Any:
    try:
        return json.loads(content)
    except json.JSONDecodeError:
        return [json.loads(line) for line in content.splitlines() if line.strip()]


def _unwrapped(value: Any) -> Iterator[Fields]:
    """Each event by itself, out of its list, and out of what Amazon SNS and Mailgun wrap it in."""
    if isinstance(value, list):
        for one in value:
            yield from _unwrapped(one)
    elif not isinstance(value, dict):
        raise TypeError("an event is an object")
    elif value.get("Type") == "Notification":
        yield from _unwrapped(json.loads(providers.text(value, "Message")))
    else:
        wrapped = value.get("event-data")
        yield wrapped if isinstance(wrapped, dict) else value


def _event(fields: Fields) -> Event:
    known = hashlib.sha256(json.dumps(fields, sort_keys=True).encode()).hexdigest()
    provider, told = providers.told(fields)
    if not told:
        return Event(known, Notice(kind="none", reason=UNKNOWN))
    kind, reason = _judged(told[0])
    found = Notice(
        kind=kind,
        recipients=tuple(dict.fromkeys(address for one in told if (address := notice.address(one.recipient)))),
        reason=reason,
        status=_status(told[0]),
        letters=tuple(dict.fromkeys(f"<{one.letter}>" for one in told if _MESSAGE_ID.fullmatch(one.letter))),
    )
    return Event(known, found if reason else Notice(kind="none"), provider, providers.moment(fields))


def _judged(told: Told) -> tuple[Kind, str]:
    """(kind, reason), which is empty where an event is of no concern."""
    match told.meaning:
        case "complaint":
            return feedback.judged(told.feedback)
        case "autoreply":
            return "autoreply", "autoreply"
        case "leaves":
            return "none", LEAVES
        case "unknown":
            return "none", UNKNOWN
        case "no concern":
            return "none", ""
        case kind:
            failure = Failure(told.recipient, _status(told), told.diagnosis, told.delayed)
            return kind, severity.judged(failure)[1]


def _status(told: Told) -> str | None:
    return told.status if _STATUS.fullmatch(told.status) else None
