"""Feedback reports (ARF, RFC 5965): what a reader told the provider of a letter; not all of it is a complaint."""

from __future__ import annotations

import re
from collections.abc import Collection
from email.message import Message

from pipeline.newsletter.bounces import notice
from pipeline.newsletter.bounces.notice import LEAVES, Kind

NO_COMPLAINTS: Collection[str] = ("not-spam", "auth-failure", "virus")
"""Types by which no reader complains: RFC 6430, where it is taken back; RFC 6591 and 5965, where a program reports."""
_LEAVE = ("opt-out", "opt-out-list")
"""Never registered, and yet written."""
_OF_MICROSOFT = re.compile(r".*<?staff@hotmail\.com>?", re.IGNORECASE)
_ABOUT = re.compile(r"complaint about message from ", re.IGNORECASE)
_PART = "message/feedback-report"
_TYPE = re.compile(r"(?im)^feedback-type[ \t]*:[ \t]*([a-z-]{1,40})")
_RECIPIENT = re.compile(r"(?im)^original-rcpt-to[ \t]*:[ \t]*(.+)$")


def is_report(message: Message) -> bool:
    """Whether it holds a feedback report, or calls itself one; those of Microsoft hold the letter and nothing else."""
    if _OF_MICROSOFT.fullmatch(notice.header(message, "From")) and _ABOUT.match(notice.subject(message)):
        return True
    if any(part.get_content_type() == _PART for part in message.walk()):
        return True
    return str(message.get_param("report-type", "")).lower() == "feedback-report"


def judged(said: str) -> tuple[Kind, str]:
    """(kind, reason) of a feedback type, such as `abuse`, `fraud` or `not-spam`; one that is not known complains."""
    reason = said.lower() or "abuse"
    if reason in _LEAVE:
        return "none", LEAVES
    return "none" if reason in NO_COMPLAINTS else "complaint", reason


def read(message: Message) -> tuple[str, list[str]]:
    """The type of the report, empty where it names none, and the readers whom it names."""
    fields = "\n".join(notice.decoded(part) for part in message.walk() if part.get_content_type() == _PART)
    found = _TYPE.search(fields)
    named = [address for text in _RECIPIENT.findall(fields) if (address := notice.address(text))]
    return found[1] if found else "", named
