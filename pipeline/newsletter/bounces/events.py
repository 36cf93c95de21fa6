"""Webhook events of mail providers → Notice: Amazon SES, Brevo, listmonk, Mailgun, Postmark, SendGrid; one in a file,
several in a list, or one a line.

Whether mail to an address will never arrive is for the provider to say, who saw the server's answer.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from pipeline.newsletter.bounces import notice, severity
from pipeline.newsletter.bounces.notice import Failure, Kind, Notice

UNREADABLE = "unreadable"

_Fields = Mapping[str, Any]
_REASONS: Mapping[Kind, str] = {"complaint": "abuse", "autoreply": "autoreply"}
_STATUS = re.compile(r"[245]\.\d{1,3}\.\d{1,3}")
_MESSAGE_ID = re.compile(r"[!-;=?-~]{1,250}@[!-;=?-~]{1,250}")


@dataclass(frozen=True, slots=True)
class Event:
    """What a provider reports; `id` is the same for the same report, however often it is delivered."""

    id: str
    notice: Notice


@dataclass(frozen=True, slots=True, kw_only=True)
class _Told:
    """What an event says of one recipient, in the provider's words."""

    kind: Kind
    recipient: str = field(repr=False)
    status: str = ""
    diagnosis: str = field(default="", repr=False)
    letter: str = ""
    delayed: bool = False


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


def _unwrapped(value: Any) -> Iterator[_Fields]:
    """Each event by itself, out of its list, and out of what Amazon SNS and Mailgun wrap it in."""
    if isinstance(value, list):
        for one in value:
            yield from _unwrapped(one)
    elif not isinstance(value, dict):
        raise TypeError("an event is an object")
    elif value.get("Type") == "Notification":
        yield from _unwrapped(json.loads(_text(value, "Message")))
    else:
        wrapped = value.get("event-data")
        yield wrapped if isinstance(wrapped, dict) else value


def _event(fields: _Fields) -> Event:
    told = [one for reader in _PROVIDERS for one in reader(fields)]
    known = hashlib.sha256(json.dumps(fields, sort_keys=True).encode()).hexdigest()
    if not told:
        return Event(known, Notice(kind="none"))
    first = told[0]
    status = first.status if _STATUS.fullmatch(first.status) else None
    judged = severity.judged(Failure(first.recipient, status, first.diagnosis, first.delayed))[1]
    found = Notice(
        kind=first.kind,
        recipients=tuple(dict.fromkeys(address for one in told if (address := notice.address(one.recipient)))),
        reason=_REASONS.get(first.kind, judged),
        status=status,
        letters=tuple(dict.fromkeys(f"<{one.letter}>" for one in told if _MESSAGE_ID.fullmatch(one.letter))),
    )
    return Event(known, found)


def _ses(fields: _Fields) -> Iterator[_Told]:
    letter = _letter(fields, "mail", "commonHeaders", "messageId")
    lost: Kind = "hard" if _text(fields, "bounce", "bounceType") == "Permanent" else "soft"
    for one in _each(fields, "bounce", "bouncedRecipients"):
        status, said = _text(one, "status"), _text(one, "diagnosticCode")
        yield _Told(kind=lost, recipient=_text(one, "emailAddress"), status=status, diagnosis=said, letter=letter)
    for one in _each(fields, "complaint", "complainedRecipients"):
        yield _Told(kind="complaint", recipient=_text(one, "emailAddress"), letter=letter)


def _mailgun(fields: _Fields) -> Iterator[_Told]:
    late = _text(fields, "severity") == "temporary"
    kinds: Mapping[str, Kind] = {"failed": "soft" if late else "hard", "complained": "complaint"}
    kind = kinds.get(_text(fields, "event"))
    if kind and "recipient" in fields:
        yield _Told(
            kind=kind,
            recipient=_text(fields, "recipient"),
            status=_text(fields, "delivery-status", "enhanced-code"),
            diagnosis=_text(fields, "delivery-status", "message") or _text(fields, "delivery-status", "description"),
            letter=_letter(fields, "message", "headers", "message-id"),
            delayed=late,
        )


def _postmark(fields: _Fields) -> Iterator[_Told]:
    kinds: Mapping[str, Kind] = {"HardBounce": "hard", "BadEmailAddress": "hard", "AutoResponder": "autoreply"}
    if _text(fields, "RecordType") == "SpamComplaint":
        yield _Told(kind="complaint", recipient=_text(fields, "Email"))
    elif _text(fields, "RecordType") == "Bounce":
        kind = kinds.get(_text(fields, "Type"), "soft")
        yield _Told(kind=kind, recipient=_text(fields, "Email"), diagnosis=_text(fields, "Details"))


def _sendgrid(fields: _Fields) -> Iterator[_Told]:
    lost: Kind = "soft" if _text(fields, "type") == "blocked" else "hard"
    kinds: Mapping[str, Kind] = {"bounce": lost, "deferred": "soft", "spamreport": "complaint"}
    if "sg_event_id" in fields:
        yield from _by_event(fields, kinds, "smtp-id")


def _brevo(fields: _Fields) -> Iterator[_Told]:
    kinds: Mapping[str, Kind] = {
        "hard_bounce": "hard", "invalid_email": "hard", "soft_bounce": "soft", "deferred": "soft", "blocked": "soft",
        "spam": "complaint", "complaint": "complaint",
    }  # fmt: skip
    if "sg_event_id" not in fields:
        yield from _by_event(fields, kinds, "message-id")


def _by_event(fields: _Fields, kinds: Mapping[str, Kind], letter: str) -> Iterator[_Told]:
    event = _text(fields, "event")
    if event in kinds and "email" in fields:
        yield _Told(
            kind=kinds[event],
            recipient=_text(fields, "email"),
            status=_text(fields, "status"),
            diagnosis=_text(fields, "reason"),
            letter=_letter(fields, letter),
            delayed=event == "deferred",
        )


def _listmonk(fields: _Fields) -> Iterator[_Told]:
    kinds: Mapping[str, Kind] = {"hard": "hard", "soft": "soft", "complaint": "complaint"}
    kind = kinds.get(_text(fields, "type"))
    if kind and "event" not in fields and "email" in fields:
        yield _Told(kind=kind, recipient=_text(fields, "email"))


_PROVIDERS: tuple[Callable[[_Fields], Iterator[_Told]], ...] = (
    _ses, _mailgun, _postmark, _sendgrid, _brevo, _listmonk,
)  # fmt: skip


def _at(fields: _Fields, names: tuple[str, ...]) -> Any:
    """What stands at the end of `names`, each inside the one before; None where it does not."""
    value: Any = fields
    for name in names:
        value = value.get(name) if isinstance(value, dict) else None
    return value


def _text(fields: _Fields, *names: str) -> str:
    value = _at(fields, names)
    return value.strip() if isinstance(value, str) else ""


def _letter(fields: _Fields, *names: str) -> str:
    """A Message-ID without its brackets, with which some providers write it."""
    return _text(fields, *names).strip("<>")


def _each(fields: _Fields, *names: str) -> Iterator[_Fields]:
    value = _at(fields, names)
    return (one for one in value if isinstance(one, dict)) if isinstance(value, list) else iter(())
