"""Mails to one person that are no letters: a reader is to confirm a sign-up, the sender gets what a visitor wrote."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field
from datetime import datetime
from email.utils import format_datetime

from pipeline.model.config import Config
from pipeline.newsletter import headers, quoted_printable
from pipeline.newsletter import message as messages


@dataclass(frozen=True, slots=True, kw_only=True)
class Notice:
    """A mail in plain text. An answer goes to `reply_name` at `reply_to`, where that is given."""

    to: str = field(repr=False)
    subject: str = field(repr=False)
    text: str = field(repr=False)
    lang: str
    reply_to: str = field(default="", repr=False)
    reply_name: str = field(default="", repr=False)


def of_template(rendered: str) -> tuple[str, str]:
    """Subject and text of what a template made: the first line, and what follows the blank one behind it."""
    subject, _, text = rendered.strip().partition("\n")
    return subject.strip(), f"{text.strip()}\n"


def wire(notice: Notice, config: Config, sent_at: datetime) -> bytes:
    """The notice as it goes to the server; raises LetterError where an address cannot stand in a header.

    `Auto-Submitted` (RFC 3834) keeps answering machines from answering it. It belongs to no list, so it has no List-*.
    """
    sender = config.sender
    reply_to = notice.reply_to or sender.reply_to
    whole = f"{notice.to}\0{notice.subject}\0{notice.text}\0{sent_at.isoformat()}"
    digest = hashlib.sha256(whole.encode(errors="surrogatepass")).hexdigest()[:40]
    head = (
        headers.mailbox("From", sender.name, sender.address),
        headers.mailbox("To", "", notice.to),
        headers.mailbox("Reply-To", notice.reply_name, reply_to) if reply_to else b"",
        headers.text("Subject", notice.subject),
        headers.fixed("Date", format_datetime(sent_at)),
        headers.fixed("Message-ID", f"<{digest}@{messages.domain(config)}>"),
        headers.fixed("Auto-Submitted", "auto-generated"),
        headers.fixed("Content-Language", notice.lang),
        headers.fixed("MIME-Version", "1.0"),
        headers.fixed("Content-Type", "text/plain; charset=utf-8"),
        headers.fixed("Content-Transfer-Encoding", "quoted-printable"),
        b"\r\n",
    )
    return b"".join(head) + quoted_printable.encoded(notice.text)
