"""Our own list of subscribers: an address a row, and what else is known, under the names that people give columns."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from datetime import date

from pipeline.audience import addresses, leavers, vocabulary
from pipeline.model.line import one_line
from pipeline.model.mappings import ColumnMapping
from pipeline.model.people import Subscriber, SubscriberState
from pipeline.model.table import Record, RowError, Table

NAME = "subscribers (email; lang, name, state, themes and tier where known)"
CALLED: Mapping[str, tuple[str, ...]] = {
    "email": ("e-mail", "e-mail address", "email address", "mail", "e-mail-adresse", "e-mailadresse", "emailadresse",
              "mailadresse", "adresse e-mail", "courriel", "e-mailadres", "emailadres", "mailadres", "correo",
              "correo electrónico", "indirizzo e-mail", "indirizzo email", "e-post", "epost",
              "e-postadress", "e-postadresse", "adres e-mail", "adres email", "adres mailowy",
              "endereço de e-mail", "endereço de email", "correio eletrónico", "correio eletrônico"),
    "name": ("full name", "vollständiger name", "nom", "navn", "naam", "volledige naam", "nom complet",
             "nombre completo", "nome completo", "nome e cognome", "namn", "imię i nazwisko", "imie i nazwisko"),
    "first_name": ("first name", "firstname", "vorname", "prénom", "fornavn", "voornaam", "nombre", "nome", "förnamn",
                   "imię", "imie", "primeiro nome", "nome próprio"),
    "last_name": ("last name", "lastname", "surname", "nachname", "familienname", "nom de famille", "efternavn",
                  "achternaam", "familienaam", "apellido", "apellidos", "cognome", "efternamn", "etternavn",
                  "nazwisko", "apelido", "sobrenome", "último nome"),
    "lang": ("language", "sprache", "langue", "sprog", "taal", "idioma", "lingua", "språk", "język", "jezyk", "língua"),
    "state": ("status", "zustand", "statut", "estado", "stato", "situação"),
    "themes": ("theme", "topics", "themen", "thèmes", "temaer", "thema's", "temas", "temi", "teman", "tematy"),
    "tier": (),
}  # fmt: skip
"""Ours → what lists call it, in small letters, in eleven languages."""
_LEFT = ("unsubscribed", "bounced", "complained")
_THERE: Mapping[str, SubscriberState] = {"subscribed": "unsubscribed", "confirmed": "unconfirmed"}
"""Column that says who gets letters → the state of somebody of whom it says no."""
_FEWEST_FIRST: tuple[SubscriberState, ...] = ("unsubscribed", "unconfirmed", "confirmed")
_OF_REJECTS = "reason"
_BETWEEN = re.compile(r"[\s,;|]+")


def mapping(found: Table) -> ColumnMapping | None:
    """The columns of such a list as it calls them, or None where it is none.

    It has addresses and no dates, and nothing that is not read may say who has left. One that names no languages has
    nothing that we do not know either: a column that nobody reads may say so in words of its own.
    """
    columns = _columns(found)
    if columns is None or doubts(found):
        return None
    if "lang" not in columns and unread(found.headers, columns.values()):
        return None
    return ColumnMapping(name=NAME, columns=columns, about="subscribers")


def doubts(found: Table) -> tuple[str, ...]:
    """What may say who has left in a list of addresses and languages that would be one of ours otherwise."""
    columns = _columns(found)
    if columns is None:
        return ()
    several = [header for same in leavers.columns(found.headers).values() if len(same) > 1 for header in same]
    there = leavers.doubtful(found, unread(found.headers, columns.values())) if "lang" in columns else ()
    return tuple(dict.fromkeys((*several, *there)))


def _columns(found: Table) -> Mapping[str, str] | None:
    """Ours → theirs, by their names; None where these are no addresses, or dated ones."""
    there = {header.casefold(): header for header in reversed(found.headers)}
    called = {
        ours: next((there[word] for word in (ours, *words) if word in there), "") for ours, words in CALLED.items()
    }
    columns = {ours: theirs for ours, theirs in called.items() if theirs}
    if "date" in there or "email" not in columns:
        return None
    told = leavers.columns(header for header in there.values() if header not in columns.values())
    return {**columns, **{ours: headers[0] for ours, headers in told.items()}}


def unread(headers: Iterable[str], read: Iterable[str]) -> tuple[str, ...]:
    """The columns that nobody reads; those of a file of rejects are ours."""
    known = {header.casefold() for header in read} | {_OF_REJECTS, ""}
    return tuple(header for header in headers if header.casefold() not in known)


def subscriber(record: Record, _latest: date) -> Subscriber:
    """The subscriber in a row. Without a word on the state they are confirmed: whoever keeps such a list has asked."""
    state = _state(record)
    return Subscriber(
        email=addresses.required(record, "email"),
        name=one_line(_name(record)),
        state=state,
        langs=_langs(record, state),
        themes=tuple(dict.fromkeys(_words(record["themes"]))),
        tier=one_line(record["tier"]) or None,
        source="csv",
    )


def _state(record: Record) -> SubscriberState:
    """The state that keeps most letters away, of all that the row says."""
    if any(vocabulary.says_so(record[column]) for column in _LEFT):
        return "unsubscribed"
    said = {vocabulary.subscriber_state(record["state"], "state")}
    said.update(
        vocabulary.gets_letters(record, column, otherwise)
        for column, otherwise in _THERE.items()
        if column in record.values
    )
    return next(state for state in _FEWEST_FIRST if state in said)


def _langs(record: Record, state: SubscriberState) -> tuple[str, ...]:
    """Whoever has left may go, whatever stands in the place of the language."""
    try:
        return tuple(dict.fromkeys(vocabulary.language(word, "lang") for word in _words(record["lang"])))
    except RowError:
        if state != "unsubscribed":
            raise
        return ()


def _name(record: Record) -> str:
    """In lists with a column for the first name, `name` may be the last one."""
    first, name = record["first_name"], record["last_name"] or record["name"]
    return name if f"{name} ".startswith(f"{first} ") else f"{first} {name}"


def _words(text: str) -> list[str]:
    return [word for word in _BETWEEN.split(text) if word]
