"""Failure notices written for people: the addresses that a server names, before the letter that came back."""

from __future__ import annotations

import re
from collections.abc import Iterator
from email.message import Message
from email.parser import HeaderParser
from itertools import islice

from pipeline.newsletter.bounces import notice, replies
from pipeline.newsletter.bounces.notice import ADDRESS, Failure

_A = rf"<?(?P<address>{ADDRESS.pattern})>?"
_LABELS = """
    (?:final|original|failed|intended|reported|bad)[ -]?recipients?
    recipients?(?: address)?
    to
    user
    e-?mail(?: address)?
    addressee?
    destinataire
    empfänger
    宛先
"""
_FATES = """
    unknown
    does(?:n't| not) exist
    not found
    no such
    over ?quota
    mailbox (?:is )?full
    rejected
    disabled
    failed
    undeliverable
    could(?:n't| not) be (?:delivered|reached|found)
"""
_BEFORE = "delivered delivery deliver reached reach message mail sent send user recipients? address mailbox account"


# In the order in which they are tried; all matches of one count.
_PATTERNS = tuple(
    re.compile(pattern, re.IGNORECASE | re.MULTILINE)
    for pattern in (
        rf"^[ \t>]*+{_A}[ \t]*+:?[ \t]*+(?:\n[ \t]+\S|$|:)",
        rf"RCPT TO[ \t]*+:?[ \t]*+{_A}",
        rf"^[ \t]*+(?:{notice.alternatives(_LABELS)})[ \t]*+[:=][ \t]*+(?:rfc822;)?[ \t]*+{_A}",
        rf"\b[245]\d\d[ #-](?=[^\s\d]|[245]\.\d).{{0,80}}?{_A}",
        rf"{_A}[^\n]{{0,80}}\b(?:{notice.alternatives(_FATES)})",
        rf"(?:{'|'.join(_BEFORE.split())})[^\n@]{{0,60}}?[ \t:<(\"'\[]{_A}",
    )
)
_ORIGINAL = re.compile(
    r"^[ \t]*+(?:-{2,}+.*(?:original|copy|returned|headers?|message|mail|text).*|"
    r"(?:(?:below|here) (?:this line )?is|this is) a copy of.*|received: .*|return-path: .*|"
    r".*original message follows.*|_{5,}|-{20,}.*|=+ ?original.*)$",
    re.IGNORECASE | re.MULTILINE,
)
_LATE = re.compile(
    r"not yet been delivered|will (?:continue|keep) (?:to try|trying|to attempt|on trying|attempting)|only a warning"
    r"|just a warning|do not need to (?:resend|take any action)|has been delayed",
    re.IGNORECASE,
)
_MOST_ORIGINALS = 10
"""A notice tells of one letter; more lines that look like its beginning are only there to keep us busy."""
_STATUS = re.compile(r"\b(?:#|\()?([45]\.[0-7]\.\d{1,3})(?!\.?\d)")


def failures(message: Message, own: frozenset[str]) -> list[Failure]:
    """The addresses that the notice names as failed; `own` are those of sender and reader of the notice."""
    found = notice.addresses(message.get_all("X-Failed-Recipients") or ())
    text = notice.text(message)
    before = _before_original(text)
    if not found:
        found = list(_named(before, own))
    if not found:
        found = [one for one in recipients_of_original(message, text) if one not in own]
    status, is_late = _STATUS.search(before), bool(_LATE.search(before))
    return [Failure(one, _status(status, before), before[: notice.MOST_TOLD], is_late) for one in dict.fromkeys(found)]


def recipients_of_original(message: Message, text: str) -> list[str]:
    """Whom the letter that came back was for, where it was for one person: a letter of ours always is."""
    for original in originals(message, text):
        named = notice.addresses(original.get_all("To") or ())
        if len(named) == 1:
            return named
    return []


def originals(message: Message, text: str) -> Iterator[Message]:
    """The letters that came back: attached whole, or their headers, or quoted in the text."""
    for part in message.walk():
        kind = part.get_content_type()
        if kind == "message/rfc822" and isinstance(part.get_payload(), list):
            yield from (one for one in part.get_payload() if isinstance(one, Message))
        elif kind in ("text/rfc822-headers", "message/rfc822-headers", "message/partial"):
            yield HeaderParser().parsestr(notice.decoded(part).lstrip())
    for found in islice(_ORIGINAL.finditer(text), _MOST_ORIGINALS):
        quoted = text[found.start() if ":" in found[0][:14] else found.end() :].lstrip("\n \t>")
        yield HeaderParser().parsestr(re.sub(r"(?m)^[ \t]*> ?", "", quoted))


def _named(text: str, own: frozenset[str]) -> Iterator[str]:
    for pattern in _PATTERNS:
        found = [one["address"].rstrip(".").lower() for one in pattern.finditer(text)]
        others = [address for address in found if address not in own and not _is_servers(address)]
        if others:
            yield from others
            return


def _before_original(text: str) -> str:
    """What stands before the letter that came back: in there, every address is somebody else's."""
    start = re.search(r"\S", text)
    at = next(
        (one.start() for one in _ORIGINAL.finditer(text) if start and one.start() > start.start() + 40), len(text)
    )
    return text[:at]


def _is_servers(address: str) -> bool:
    return address.partition("@")[0] in ("postmaster", "mailer-daemon", "abuse", "root", "hostmaster", "noc", "support")


def _status(found: re.Match[str] | None, text: str) -> str | None:
    if found:
        return found[1]
    code = replies.first_class(text)
    return f"{code}.0.0" if code else None
