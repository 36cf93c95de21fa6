"""Our own list of subscribers: an address a row, and what else is known, under the names that people give columns."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from pipeline.audience import addresses, vocabulary
from pipeline.model.line import one_line
from pipeline.model.mappings import ColumnMapping
from pipeline.model.people import Subscriber
from pipeline.model.table import Record

NAME = "subscribers (email; lang, name, state, themes and tier where known)"
_CALLED: Mapping[str, tuple[str, ...]] = {
    "email": ("e-mail", "e-mail address", "email address", "mail", "e-mail-adresse", "e-mailadresse", "emailadresse",
              "mailadresse", "adresse e-mail", "courriel"),
    "name": ("full name", "vollständiger name", "nom", "navn", "naam"),
    "first_name": ("first name", "firstname", "vorname", "prénom", "fornavn", "voornaam"),
    "last_name": ("last name", "lastname", "surname", "nachname", "familienname", "nom de famille", "efternavn",
                  "achternaam"),
    "lang": ("language", "sprache", "langue", "sprog", "taal"),
    "state": ("status", "zustand", "statut"),
    "themes": ("theme", "topics", "themen", "thèmes", "temaer"),
    "tier": (),
}  # fmt: skip
_LEFT = re.compile(
    r"unsubscri|opt(?:ed)?[ _-]?out|block(?:ed|list)|suppress|bounce|abgemeldet|abmelde|abmeldung|abbestell|gesperrt|"
    r"gekündigt|désabonn|désinscri|afmeld"
)
"""How a column is called that says who has left, and when."""
_OF_REJECTS = "reason"
_BETWEEN = re.compile(r"[\s,;|]+")


def mapping(headers: Sequence[str]) -> ColumnMapping | None:
    """The columns of such a list as it calls them, or None where it is none.

    It has addresses and no dates, and one column at most that says who has left. One that names no languages has
    nothing that we do not know either: a column that nobody reads may say so in words of its own.
    """
    there = {header.casefold(): header for header in reversed(headers)}
    if "date" in there:
        return None
    called = {
        ours: next((there[word] for word in (ours, *words) if word in there), "") for ours, words in _CALLED.items()
    }
    left = [header for word, header in there.items() if _LEFT.search(word)]
    columns = {ours: theirs for ours, theirs in called.items() if theirs}
    if left:
        columns["unsubscribed"] = left[0]
    if "email" not in columns or len(left) > 1 or ("lang" not in columns and unread(headers, columns.values())):
        return None
    return ColumnMapping(name=NAME, columns=columns, about="subscribers")


def unread(headers: Iterable[str], read: Iterable[str]) -> tuple[str, ...]:
    """The columns that nobody reads; those of a file of rejects are ours."""
    known = {header.casefold() for header in read} | {_OF_REJECTS, ""}
    return tuple(header for header in headers if header.casefold() not in known)


def subscriber(record: Record, _latest: date) -> Subscriber:
    """The subscriber in a row. Without a word on the state he is confirmed: whoever keeps such a list has asked."""
    has_left = vocabulary.says_so(record["unsubscribed"])
    return Subscriber(
        email=addresses.required(record, "email"),
        name=one_line(_name(record)),
        state="unsubscribed" if has_left else vocabulary.subscriber_state(record["state"], "state"),
        langs=tuple(dict.fromkeys(vocabulary.language(word, "lang") for word in _words(record["lang"]))),
        themes=tuple(dict.fromkeys(_words(record["themes"]))),
        tier=one_line(record["tier"]) or None,
        source="csv",
    )


def _name(record: Record) -> str:
    """In lists with a column for the first name, `name` may be the last one."""
    first, name = record["first_name"], record["last_name"] or record["name"]
    return name if name.startswith(first) else f"{first} {name}"


def _words(text: str) -> list[str]:
    return [word for word in _BETWEEN.split(text) if word]
