"""Edition → Draft → Message: the bytes are made once an edition; per person only the slots are filled."""

from __future__ import annotations

import hashlib
import hmac
import html
import re
from dataclasses import dataclass, field
from datetime import UTC, datetime, time
from email.utils import format_datetime
from enum import Enum
from urllib.parse import urlsplit

from pipeline.errors import LetterError, Problem
from pipeline.model.address import ascii_host
from pipeline.model.config import Config
from pipeline.model.issue import Edition, Message, Recipient
from pipeline.newsletter import headers, quoted_printable, receiver
from pipeline.posts import links

_SENT_AT = time(8, tzinfo=UTC)
_TOKEN = re.compile(r"[A-Za-z0-9._~-]{1,200}")


class Slot(Enum):
    """What differs from person to person."""

    TO = "to"
    MESSAGE_ID = "message-id"
    LIST_UNSUBSCRIBE = "list-unsubscribe"
    TEXT_ADDRESS = "text"
    HTML_ADDRESS = "html"


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """An edition as wire bytes with slots in between."""

    issue: str
    name: str
    config: Config = field(repr=False)
    parts: tuple[bytes | Slot, ...] = field(repr=False)


def unsubscribe_slot(issue: str) -> str:
    """What stands in HTML and text for the person's unsubscribe address: letters that no step on the way changes."""
    return "slot" + hashlib.sha256(f"unsubscribe {issue}".encode()).hexdigest()[:32]


def draft(edition: Edition, config: Config, sent_at: datetime | None = None) -> Draft:
    """`edition` ready to be filled; raises LetterError where a name or address cannot stand in a header.

    Without `sent_at` it is dated at eight in the morning of the issue's day, so that a rehearsal repeats itself.
    """
    marker = unsubscribe_slot(edition.issue)
    whole = f"{edition.issue}\0{edition.subject}\0{edition.text}\0{edition.html}"
    # "=_" cannot occur in quoted-printable, so the boundary cannot occur in the body.
    boundary = f"=_leitmotiv_{hashlib.sha256(whole.encode()).hexdigest()[:24]}"
    parts: list[bytes | Slot] = [
        *_head(edition, config, boundary, sent_at or datetime.combine(edition.sent_on, _SENT_AT)),
        _part_head(boundary, "plain"),
        *_slotted(edition.text, marker, Slot.TEXT_ADDRESS),
        b"\r\n" + _part_head(boundary, "html"),
        *_slotted(edition.html, marker, Slot.HTML_ADDRESS),
        f"\r\n--{boundary}--\r\n".encode(),
    ]
    return Draft(issue=edition.issue, name=edition.name, config=config, parts=_merged(parts))


def fill(draft: Draft, recipient: Recipient) -> Message:
    """The letter for one person; the same draft and person give the same bytes."""
    if not _TOKEN.fullmatch(recipient.token):
        message = f"the unsubscribe token of recipient {recipient.id} holds more than A-Z a-z 0-9 . _ ~ -"
        raise LetterError(Problem(message))
    config = draft.config
    by_mail = receiver.unsubscribe_by_mail(config, recipient.token)
    page = receiver.unsubscribe(config, recipient.token)
    address = page or by_mail
    values = {
        Slot.TO: _to(recipient),
        Slot.MESSAGE_ID: headers.fixed(
            "Message-ID", recipient.message_id or message_id(draft.issue, recipient.id, config)
        ),
        Slot.LIST_UNSUBSCRIBE: headers.urls("List-Unsubscribe", [page, by_mail] if page else [by_mail]),
        Slot.TEXT_ADDRESS: _body_value(address),
        Slot.HTML_ADDRESS: _body_value(html.escape(address)),
    }
    content = b"".join([part if isinstance(part, bytes) else values[part] for part in draft.parts])
    return Message(recipient.id, content)


def _to(recipient: Recipient) -> bytes:
    try:
        return headers.mailbox("To", recipient.name, recipient.address)
    except LetterError as refused:
        raise LetterError(Problem(f"recipient {recipient.id}: {refused}")) from refused


def message_id(issue: str, recipient: str, config: Config, secret: bytes = b"") -> str:
    """The same for the same issue and person, for ever: a send that was cut short is reconciled by it.

    HMAC-SHA256 (RFC 2104) with the workspace's secret, so that nobody can name the letters of others, and claim that
    they came back. Letters that go to no reader need none.
    """
    digest = hmac.digest(secret, f"{issue}\0{recipient}".encode(), "sha256").hex()
    return f"<{digest[:40]}@{domain(config)}>"


def _head(edition: Edition, config: Config, boundary: str, sent_at: datetime) -> list[bytes | Slot]:
    sender, workspace = config.sender, config.workspace
    host = ascii_host(urlsplit(workspace.url).hostname or "")
    archive = links.absolute(config, links.newsletter(edition.langs[0]))
    return [
        headers.mailbox("From", sender.name, sender.address),
        Slot.TO,
        headers.mailbox("Reply-To", "", sender.reply_to) if sender.reply_to else b"",
        headers.text("Subject", edition.subject),
        headers.fixed("Date", format_datetime(sent_at)),
        Slot.MESSAGE_ID,
        headers.list_id(workspace.name, f"newsletter.{host}"),
        Slot.LIST_UNSUBSCRIBE,
        headers.fixed("List-Unsubscribe-Post", "List-Unsubscribe=One-Click") if _one_click(config) else b"",
        headers.urls("List-Archive", [archive]),
        headers.fixed("Content-Language", ", ".join(edition.langs)),
        headers.fixed("MIME-Version", "1.0"),
        f'Content-Type: multipart/alternative;\r\n boundary="{boundary}"\r\n\r\n'.encode(),
    ]


def _one_click(config: Config) -> bool:
    """RFC 8058, section 3.1 wants an HTTPS address; mailto: alone or plain HTTP must not promise one click."""
    return config.receiver.url is not None and config.receiver.url.startswith("https://")


def domain(config: Config) -> str:
    """The sender's domain, in ASCII: what stands behind the @ of a Message-ID."""
    return headers.checked_address("From", config.sender.address).rpartition("@")[2]


def _part_head(boundary: str, kind: str) -> bytes:
    return (
        f"--{boundary}\r\nContent-Type: text/{kind}; charset=utf-8\r\n"
        "Content-Transfer-Encoding: quoted-printable\r\n\r\n"
    ).encode()


def _slotted(body: str, marker: str, slot: Slot) -> list[bytes | Slot]:
    """`body` encoded piece by piece, `slot` wherever `marker` stands; before each slot the line ends softly."""
    *before, last = body.split(marker)
    parts: list[bytes | Slot] = []
    for piece in before:
        parts += [quoted_printable.joined_soft(quoted_printable.encoded(piece)), slot]
    return [*parts, quoted_printable.encoded(last)]


def _body_value(address: str) -> bytes:
    return quoted_printable.joined_soft(quoted_printable.encoded(address))


def _merged(parts: list[bytes | Slot]) -> tuple[bytes | Slot, ...]:
    """Neighbouring bytes in one piece, so that filling joins as few as can be."""
    merged: list[bytes | Slot] = []
    for part in parts:
        if isinstance(part, bytes) and merged and isinstance(merged[-1], bytes):
            merged[-1] += part
        else:
            merged.append(part)
    return tuple(merged)
