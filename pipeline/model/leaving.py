"""How a reader says by mail that he leaves: in the subject, as our letters ask for it, or in a few words of a reply."""

from __future__ import annotations

import re

_WORDS = "unsubscribe|abmelden|abmeldung|abbestellen|abbestellung|afmeld|afmelding|désabonner|désinscription"
_SUBJECT = re.compile(
    rf"(?:(?:re|aw|sv|antw|fwd?|wg|tr)\s*:\s*)*(?:{_WORDS})(?:\s+([A-Za-z0-9._~-]{{1,200}}))?[\s.!]*", re.IGNORECASE
)
_SAYS = re.compile(
    rf"\b(?:{_WORDS}|abzumelden|abzubestellen|austragen|afmelde|framelde|désinscrire|désabonnez"
    r"|(?:take|remove) me (?:off|from)|stop (?:sending|writing|mailing)"
    r"|(?:keine|no) (?:weiteren |more |further )?(?:mails?|e-mails?|newsletters?))\b",
    re.IGNORECASE,
)
_BUT = re.compile(r"\?|\b(?:not|don't|never|nicht|nie|ikke|pas)\b", re.IGNORECASE)
_A_FEW = 8


def subject(token: str) -> str:
    """What the `mailto:` address of a letter writes."""
    return f"unsubscribe {token}"


def asked(subject: str) -> str | None:
    """The token in the subject of a wish to leave, empty where it names none; None where it is no such wish."""
    found = _SUBJECT.fullmatch(" ".join(subject.split()))
    return (found[1] or "") if found else None


def asked_in_a_reply(body: str) -> bool:
    """Whether one of the first paragraphs of a reply, in a few words without a question, asks for no more letters."""
    for paragraph in re.split(r"\n\s*\n", body.strip())[:2]:
        if len(paragraph.split()) <= _A_FEW and _SAYS.search(paragraph) and not _BUT.search(paragraph):
            return True
    return False
