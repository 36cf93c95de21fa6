"""A page to look at all letters of an issue before they go out: what the wire bytes decode to, in light and dark."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from email import message_from_bytes, policy
from email.message import EmailMessage

from pipeline.model.issue import Edition, Issue, Message
from pipeline.model.rendering import Render
from pipeline.newsletter import html


@dataclass(frozen=True, slots=True, kw_only=True)
class Letter:
    """One message, taken apart again from its bytes."""

    name: str
    langs: tuple[str, ...]
    file: str
    sender: str
    subject: str
    preheader: str
    headers: str
    html: str = field(repr=False)
    text: str = field(repr=False)
    html_bytes: int


def letter(edition: Edition, message: Message) -> Letter:
    """`message` as its reader's program decodes it, beside what `edition` knows of it."""
    parsed = message_from_bytes(message.content, policy=policy.default)
    body = _content(parsed, "html")
    return Letter(
        name=edition.name,
        langs=edition.langs,
        file=f"{message.name}.eml",
        sender=str(parsed["From"]),
        subject=str(parsed["Subject"]),
        preheader=edition.preheader,
        headers=message.content.partition(b"\r\n\r\n")[0].decode("ascii").replace("\r\n", "\n"),
        html=body,
        text=_content(parsed, "plain"),
        html_bytes=html.size(body),
    )


def page(issue: Issue, letters: Sequence[Letter], lang: str, render: Render) -> str:
    """One HTML page without scripts or outside files; the letters stand in sandboxed frames."""
    values = {
        "issue": issue.id,
        "sent_on": issue.sent_on,
        "letters": letters,
        "limit_bytes": html.REFUSE_AT_BYTES,
        "warn_bytes": html.WARN_AT_BYTES,
    }
    return render("letter/preview.html", lang, values)


def _content(parsed: EmailMessage, kind: str) -> str:
    part = parsed.get_body(preferencelist=(kind,))
    return str(part.get_content()).replace("\r\n", "\n") if part is not None else ""
