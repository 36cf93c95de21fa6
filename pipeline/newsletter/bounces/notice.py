"""What a message that came back says, and the parts of it that every reader of it needs."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import datetime
from email.errors import HeaderParseError
from email.header import decode_header, make_header
from email.message import Message
from email.parser import BytesHeaderParser
from email.policy import Compat32
from email.utils import getaddresses, parsedate_to_datetime
from typing import Literal

from pipeline.model import broken_mails, dates
from pipeline.model.address import sendable

DELAYED = "delayed"
LEAVES = "unsubscribe"
"""The reason of a notice of kind `none` by which its writer leaves the list."""

Kind = Literal["hard", "soft", "complaint", "autoreply", "none"]

_DOMAIN_LABEL = r"[A-Za-z0-9](?:[A-Za-z0-9-]*[A-Za-z0-9])?"
ADDRESS = re.compile(
    r"[A-Za-z0-9!#$%&*+/=?^_`{|}~.-][A-Za-z0-9!#$%&'*+/=?^_`{|}~.-]{0,63}@"
    rf"(?>{_DOMAIN_LABEL}(?:\.{_DOMAIN_LABEL})*)"
)
"""An address as servers write them; quotes before it and a dot at its end belong to the sentence."""
_SHOWN = re.compile(r"<([^<>\s]+@[^<>\s]+)>")
_WHOLE = re.compile(r"[^\s@<>]+@[^\s@<>]+")


@dataclass(frozen=True, slots=True, kw_only=True)
class Notice:
    """One message, judged. `status` is RFC 3463's (`5.1.1`) where it is told; `reason` a word, never the server's text.

    `letters` are the Message-IDs of ours that it names; `token` tells the writer, in the subject of a wish to leave.
    """

    kind: Kind
    recipients: tuple[str, ...] = field(default=(), repr=False)
    reason: str = ""
    status: str | None = None
    letters: tuple[str, ...] = ()
    token: str = field(default="", repr=False)

    @property
    def is_delay(self) -> bool:
        """Whether the letter is still being tried: of one letter there may be many such notices."""
        return self.reason == DELAYED


MOST_TOLD = 2_000
"""Letters of a diagnosis that are kept."""


@dataclass(frozen=True, slots=True)
class Failure:
    """One recipient whose mail did not arrive, and what is told of why."""

    recipient: str = field(repr=False)
    status: str | None = None
    diagnosis: str = field(default="", repr=False)
    delayed: bool = False


# What a server has to say stands at the beginning; the rest would only keep the patterns busy.
_MOST_BYTES = 1 << 17
_MOST_LETTERS = 1 << 16
_LONGEST_HEADER = 4_000
_HTML_MARK = re.compile(r"<(?![^<>\s@]+@[^<>\s@]+>)[^<>]*>")


class _Tolerant(Compat32):
    """Headers as text, whatever bytes they hold, however many."""

    def header_fetch_parse(self, _name: str, value: str) -> str:
        return value[:_LONGEST_HEADER].encode("utf-8", "surrogateescape").decode("utf-8", "replace")


def alternatives(patterns: str) -> str:
    """Any of `patterns`, which stand one a line."""
    return "|".join(line.strip() for line in patterns.strip().splitlines())


def any_of(patterns: str) -> re.Pattern[str]:
    """`alternatives`, in small letters or capitals."""
    return re.compile(alternatives(patterns), re.IGNORECASE)


def parsed(content: bytes) -> Message:
    """The message; the old policy reads what the strict one stumbles over. Of a huge one, the beginning says enough."""
    return broken_mails.parsed(content.lstrip(b"\r\n")[:_MOST_BYTES], Message, _Tolerant())


def written_at(content: bytes) -> datetime | None:
    """The day and time that a message bears; None where it bears none that the calendar knows."""
    try:
        head = BytesHeaderParser(policy=_Tolerant()).parsebytes(content.lstrip(b"\r\n")[:_MOST_BYTES])
        return dates.utc(parsedate_to_datetime(header(head, "Date")))
    except (*broken_mails.ERRORS, OverflowError):
        return None


def header(message: Message, name: str) -> str:
    """A header in one line, empty where it is not there."""
    return " ".join(str(message.get(name, "")).split())


def subject(message: Message) -> str:
    """The subject as its reader sees it."""
    text = header(message, "Subject")
    try:
        return str(make_header(decode_header(text)))
    except (ValueError, LookupError, HeaderParseError):
        return text


def text(message: Message) -> str:
    """The plain texts of a message (HTML stripped of its tags), not of the messages inside it; at most 64 KB."""
    return "\n\n".join(_texts(message)).replace("\r\n", "\n")[:_MOST_LETTERS]


def _texts(message: Message) -> Iterator[str]:
    for part in outer_parts(message):
        kind = part.get_content_type()
        broken = kind.startswith("multipart/") and not part.is_multipart()  # its boundary is not the one it names
        if broken or kind in ("text/plain", "message/delivery-status"):
            yield decoded(part)
        elif kind == "text/html":
            yield _HTML_MARK.sub("\n", decoded(part))


def outer_parts(message: Message) -> Iterator[Message]:
    """The parts of a message without going into messages that are attached to it."""
    yield message
    if message.get_content_type() in ("message/rfc822", "message/delivery-status") or not message.is_multipart():
        return
    for part in message.get_payload():
        if isinstance(part, Message):
            yield from outer_parts(part)


def decoded(part: Message) -> str:
    """The text of one part, in whatever encoding."""
    payload = part.get_payload(decode=True)
    if not isinstance(payload, bytes):
        inner = part.get_payload()
        if isinstance(inner, list):
            return "\n\n".join(_as_written(one) for one in inner if isinstance(one, Message))
        return str(inner)
    try:
        return payload.decode(part.get_content_charset() or "utf-8", "replace")
    except LookupError:
        return payload.decode("latin-1")


def _as_written(message: Message) -> str:
    """Its headers and what stands below them; email's own generator would fold and encode them anew."""
    head = "".join(f"{name}: {value}\n" for name, value in message.items())
    inner = message.get_payload()
    if isinstance(inner, list):
        inner = "\n\n".join(_as_written(one) for one in inner if isinstance(one, Message))
    return f"{head}\n{inner}"


def address(text: str) -> str | None:
    """The first address in `text`, in small letters; with letters beyond ASCII (RFC 6532) it is all that stands there,
    or all between angle brackets, and its domain in ASCII.
    """
    shown = _SHOWN.search(text)
    whole = (shown[1] if shown else text).strip().lower()
    if not whole.isascii() and _WHOLE.fullmatch(whole):
        return sendable(whole) or whole
    found = ADDRESS.search(text)
    return found[0].rstrip(".").lower() if found else None


def addresses(headers: Iterable[str]) -> list[str]:
    """The addresses in these headers, in small letters."""
    return [found.lower() for _, found in getaddresses([str(one) for one in headers]) if "@" in found]
