"""The subject of a mail by which a reader leaves: as our letters ask for it, and as mail programs write it."""

from __future__ import annotations

import re

_WORDS = "unsubscribe|abmelden|abmeldung|abbestellen|abbestellung|afmeld|afmelding|désabonner|désinscription"
_SUBJECT = re.compile(
    rf"(?:(?:re|aw|sv|antw|fwd?|wg|tr)\s*:\s*)*(?:{_WORDS})(?:\s+([A-Za-z0-9._~-]{{1,200}}))?[\s.!]*", re.IGNORECASE
)


def subject(token: str) -> str:
    """What the `mailto:` address of a letter writes."""
    return f"unsubscribe {token}"


def asked(subject: str) -> str | None:
    """The token in the subject of a wish to leave, empty where it names none; None where it is no such wish."""
    found = _SUBJECT.fullmatch(" ".join(subject.split()))
    return (found[1] or "") if found else None
