"""Delivery status notifications (RFC 3464), also those that only nearly are: fields by recipient."""

from __future__ import annotations

import re
from collections.abc import Iterator
from email.message import Message

from pipeline.newsletter.bounces import notice
from pipeline.newsletter.bounces.notice import Failure

_FIELD = re.compile(r"^[ \t>]*(?P<name>[A-Za-z][A-Za-z-]+)[ \t]*:[ \t]*(?P<value>.*(?:\n[ \t]+\S.*)*)", re.MULTILINE)
_IN_TEXT = re.compile(r"^[ \t]*final-recipient[ \t]*:", re.IGNORECASE | re.MULTILINE)
_FAILED = ("failed", "failure")
_BLANK = re.compile(r"\n[ \t]*\n")
_STATUS = re.compile(r"\b([245]\.\d{1,3}\.\d{1,3})\b")
_OF_RECIPIENT = ("original-recipient", "final-recipient", "x-actual-recipient")


def failures(message: Message) -> list[Failure]:
    """Every recipient that the report says failed, or is late; those that were delivered are left out."""
    found: list[Failure] = []
    for text in _reports(message):
        for block in _BLANK.split(text.replace("\r\n", "\n")):
            failure = _failure(block)
            if failure is not None:
                found.append(failure)
    return found


def is_report(message: Message) -> bool:
    """Whether it calls itself one, or holds one."""
    return any(
        part.get_content_type() == "message/delivery-status"
        or (part.get_content_type() == "multipart/report" and part.get_param("report-type") == "delivery-status")
        for part in notice.outer_parts(message)
    )


def tells_of_success(message: Message) -> bool:
    """Whether it is a report of which every recipient got the letter."""
    actions = [
        found["value"].strip().lower()
        for text in _reports(message)
        for found in _FIELD.finditer(text.replace("\r\n", "\n"))
        if found["name"].lower() == "action"
    ]
    return bool(actions) and all(action.startswith(("deliver", "relay", "expand")) for action in actions)


def _reports(message: Message) -> Iterator[str]:
    for part in notice.outer_parts(message):
        kind = part.get_content_type()
        if kind in ("message/delivery-status", "text/plain"):
            text = notice.decoded(part)
            if kind != "text/plain" or _IN_TEXT.search(text):
                yield text


def _failure(block: str) -> Failure | None:
    fields = {found["name"].lower(): " ".join(found["value"].split()) for found in _FIELD.finditer(block)}
    recipient = next(
        (found for name in _OF_RECIPIENT if (found := notice.address(_behind_type(fields.get(name, ""))))), None
    )
    action = fields.get("action", "").lower()
    status = _STATUS.search(fields.get("status", ""))
    if recipient is None or not (action or status):
        return None
    failed = action.startswith(_FAILED) or (not action and status is not None and status[1][0] == "5")
    delayed = action.startswith("delayed") or (not action and status is not None and status[1][0] == "4")
    if not failed and not delayed:
        return None
    diagnosis = fields.get("diagnostic-code", "")[: notice.MOST_TOLD]
    return Failure(recipient, status[1] if status else None, diagnosis, delayed)


def _behind_type(value: str) -> str:
    """`rfc822; ana@example.org` → the address; some leave the type out."""
    kind, mark, rest = value.partition(";")
    return rest if mark and "@" not in kind else value
