"""Channels: how the marketing words of CRMs and link parameters are called here."""

from __future__ import annotations

import re
from collections.abc import Mapping

from pipeline.model.people import DIRECT
from pipeline.model.theme import Channel

_NAMES = {
    "referrals": "network",
    "referral": "network",
    "organic-search": "search",
    "organic": "search",
    "direct-traffic": DIRECT,
    "none": DIRECT,
    "email-marketing": "newsletter",
    "e-mail-marketing": "newsletter",
    "email": "newsletter",
    "e-mail": "newsletter",
    "social-media": "social",
    "organic-social": "social",
    "verweise": "network",
    "empfehlung": "network",
    "empfehlungen": "network",
    "organische-suche": "search",
    "bezahlte-suche": "paid-search",
    "direkter-traffic": DIRECT,
    "organische-social-media": "social",
    "bezahlte-social-media": "paid-social",
    "offline-quellen": "events",
    "offline": "events",
    "offline-sources": "events",
    **{ours: ours for ours in ("network", "search", "newsletter", "social", "events", DIRECT)},
}
USUAL = tuple(dict.fromkeys(_NAMES.values()))
"""Channels that are understood without being defined."""
OTHER = "other"
"""What is no name of a channel: an address, or a sentence. Links and forms are filled by strangers."""
_LONGEST = 40
_NOT_A_WORD = re.compile(r"[\W_]+")


def named(text: str, known: Mapping[str, Channel]) -> str:
    """The channel that `text` names: one of `known` by id or name, else the usual word for it, else itself in
    kebab-case; nobody's where `text` is empty, and OTHER where it names a person's address or is no name at all.
    """
    kebab = _kebab(text)
    if not kebab:
        return DIRECT
    for channel in known.values():
        if kebab in (channel.id, *(_kebab(name) for name in channel.name.values())):
            return channel.id
    return OTHER if "@" in text or len(kebab) > _LONGEST else _NAMES.get(kebab, kebab)


def of_link(source: str | None, medium: str | None, known: Mapping[str, Channel]) -> str | None:
    """The channel of a link with UTM parameters; None where they are absent.

    The medium says it where it is a word of the trade (`email`, `social`), else the source (`newsletter`).
    """
    for text in (medium, source):
        if text and (_kebab(text) in _NAMES or _kebab(text) in known):
            return named(text, known)
    return named(source or medium or "", known) if source or medium else None


def checked(text: str, known: Mapping[str, Channel]) -> str | None:
    """The channel that `text` names, as a person types it; None where that is neither of `known` nor a usual word."""
    found = named(text, known)
    return found if found in known or found in USUAL else None


def _kebab(text: str) -> str:
    return _NOT_A_WORD.sub("-", text.casefold()).strip("-")
