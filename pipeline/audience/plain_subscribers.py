"""Our own list of subscribers: an address a row, and what else is known, under the names that people give columns."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from datetime import date

from pipeline.audience import addresses, labels, leavers, other_tables, vocabulary
from pipeline.model import dates
from pipeline.model.line import one_line
from pipeline.model.mappings import ColumnMapping
from pipeline.model.people import Subscriber, SubscriberState
from pipeline.model.table import Record, RowError, Table, word

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
    "state": ("status", "zustand", "statut", "estado", "stato", "situação", "email status", "email_status",
              "subscriber status", "subscription status", "subscription_status"),
    "themes": ("theme", "topics", "themen", "thèmes", "temaer", "thema's", "temas", "temi", "teman", "tematy"),
    "tier": (),
    "tags": ("labels", "schlagwörter", "étiquettes", "etiquetas", "etykiety"),
    "since": ("created_at", "created at", "created on", "date created", "date added", "subscribed_at", "subscribed at",
              "subscribed on", "subscribe date", "subscription date", "signup date", "sign-up date", "opt-in date",
              "opt_in_date", "joined", "angemeldet am", "eingetragen am", "anmeldedatum", "date d'inscription"),
}  # fmt: skip
"""Ours → what lists call it, in small letters, in eleven languages."""
_LEFT = ("unsubscribed", "bounced", "complained")
_THERE: Mapping[str, SubscriberState] = {"subscribed": "unsubscribed", "confirmed": "unconfirmed"}
"""Column that says who gets letters → the state of somebody of whom it says no."""
_OF_ANYBODY = ("tags", "since")
"""Columns that lists of customers have as well."""
_OF_REJECTS = "reason"
_BETWEEN = re.compile(r"[,;|\r\n]")
_BETWEEN_TAGS = re.compile(r"[\s,;|/]+")
_LETTERS = re.compile(
    r"subscri|subscrev|newsletter|nieuwsbrief|nyhe[dt]sbrev|bolet[ií][nm]|biuletyn|abonn|prenumer|suscri|subskry"
    r"|opt(?:ed)?[ _-]?(?:in|out)|\bdoi\b|consent|einwillig|toestemming|samty[kc]|zgod|consens|bounce|complain|cleaned"
)
"""Words of lists of readers: in the name of a column that says who gets letters, or in a state."""


def mapping(found: Table) -> ColumnMapping | None:
    """The columns of such a list as it calls them, or None where it is none.

    It has addresses and no dates, and nothing that is not read may say who has left, or that these are other people.
    One that names neither languages nor states of readers has nothing that we do not know either: a column that nobody
    reads may say so in words of its own.
    """
    columns = _columns(found)
    if columns is None or _doubts(found, columns) or _strangers(found, columns):
        return None
    of_readers = [theirs for ours, theirs in columns.items() if ours not in _OF_ANYBODY]
    if unread(found.headers, of_readers) and not _is_described(found, columns):
        return None
    return ColumnMapping(name=NAME, columns=columns, about="subscribers")


def doubts(found: Table) -> tuple[str, ...]:
    """What may say who has left in a list that would be one of ours otherwise."""
    columns = _columns(found)
    return _doubts(found, columns) if columns is not None else ()


def strangers(found: Table) -> tuple[str, ...]:
    """The columns of an address book, of orders or customers in a list that would be one of ours otherwise.

    Nobody in it has asked for letters by that, unless it says who gets them.
    """
    columns = _columns(found)
    return _strangers(found, columns) if columns is not None else ()


def _doubts(found: Table, columns: Mapping[str, str]) -> tuple[str, ...]:
    several = [header for same in leavers.columns(found.headers).values() if len(same) > 1 for header in same]
    others = unread(found.headers, columns.values())
    there = leavers.doubtful(found, others) if _is_described(found, columns) else ()
    return tuple(dict.fromkeys((*several, *there)))


def _strangers(found: Table, columns: Mapping[str, str]) -> tuple[str, ...]:
    if not _is_described(found, columns) or _says_who_reads(found, columns):
        return ()
    of_readers = (theirs for ours, theirs in columns.items() if ours not in _LEFT)  # CRMs say who has left, too
    return other_tables.of_strangers(unread(found.headers, of_readers))


def _columns(found: Table) -> Mapping[str, str] | None:
    """Ours → theirs, by their names; None where these are no addresses, or dated ones."""
    there = {word(header): header for header in reversed(found.headers)}
    called = {
        ours: next((there[name] for name in (ours, *names) if name in there), "") for ours, names in CALLED.items()
    }
    columns = {ours: theirs for ours, theirs in called.items() if theirs}
    if "date" in there or "email" not in columns:
        return None
    if since := columns.pop("since", ""):
        # Beside a state it need not say when of everybody; alone it may say since when some have left.
        days = filter(None, found.cells(since)) if "state" in columns else found.cells(since)
        columns |= {"since": since} if all(map(dates.is_one, days)) else {}
    told = leavers.columns(header for header in there.values() if header not in columns.values())
    return {**columns, **{ours: headers[0] for ours, headers in told.items()}}


def _is_described(found: Table, columns: Mapping[str, str]) -> bool:
    """Whether it is more than addresses: it says what readers read, or how they stand."""
    return "lang" in columns or _says_states(found, columns)


def _says_who_reads(found: Table, columns: Mapping[str, str]) -> bool:
    """Whether a column says who gets letters, in words that lists of customers do not have."""
    named = (columns.get(ours, "").casefold() for ours in _THERE)
    return any(map(_LETTERS.search, named)) or _says_states(found, columns)


def _says_states(found: Table, columns: Mapping[str, str]) -> bool:
    return any(_LETTERS.search(said.casefold()) for said in _states(found, columns.get("state", "")))


def _states(found: Table, header: str) -> tuple[str, ...]:
    """What stands in a column of states; nothing where it says something else as well."""
    said = tuple(filter(None, dict.fromkeys(found.cells(header)))) if header else ()
    return said if all(map(vocabulary.is_state, said)) else ()


def unread(headers: Iterable[str], read: Iterable[str]) -> tuple[str, ...]:
    """The columns that nobody reads; those of a file of rejects are ours."""
    known = {header.casefold() for header in read} | {_OF_REJECTS, ""}
    return tuple(header for header in headers if header.casefold() not in known)


def subscriber(record: Record, latest: date) -> Subscriber:
    """The subscriber in a row. Without a word on the state they are confirmed: whoever keeps such a list has asked."""
    state = _state(record)
    said = labels.read(labels.split(record["tags"]))
    return Subscriber(
        email=addresses.required(record, "email"),
        name=one_line(_name(record)),
        state=state,
        langs=_langs(record, state) or said.langs,
        themes=tuple(dict.fromkeys(map(str.strip, filter(str.strip, _BETWEEN.split(record["themes"]))))) or said.themes,
        tier=one_line(record["tier"]) or said.tier,
        since=dates.clear_instant(record, "since", latest),
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
    return vocabulary.fewest_letters(said)


def _langs(record: Record, state: SubscriberState) -> tuple[str, ...]:
    """Whoever has left may go, whatever stands in the place of the language."""
    try:
        return tuple(
            dict.fromkeys(vocabulary.language(word, "lang") for word in _BETWEEN_TAGS.split(record["lang"]) if word)
        )
    except RowError:
        if state != "unsubscribed":
            raise
        return ()


def _name(record: Record) -> str:
    """In lists with a column for the first name, `name` may be the last one."""
    first, name = record["first_name"], record["last_name"] or record["name"]
    return name if f"{name} ".startswith(f"{first} ") else f"{first} {name}"
