"""Subscribers in the database."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import datetime
from typing import Any, Literal

from sqlalchemy import Connection, Row, delete, func, insert, select, update

from pipeline.edges.database.care_tables import SUBSCRIBER_FILES
from pipeline.edges.database.counts import Counts
from pipeline.edges.database.letter_tables import BOUNCES, CONSENTS, OUTBOX
from pipeline.edges.database.tables import SUBSCRIBERS
from pipeline.model import short_hash
from pipeline.model.people import Consent, Subscriber, SubscriberState

Preference = Literal["themes", "tier"]

# An import can take a consent further, never back: whoever left here stays away, whatever an old export says.
_FURTHER = {"unconfirmed": 0, "confirmed": 1, "unsubscribed": 2}


def subscribers(connection: Connection) -> tuple[Subscriber, ...]:
    """Everyone, in the order in which they came."""
    rows = connection.execute(select(SUBSCRIBERS).order_by(SUBSCRIBERS.c.id))
    return tuple(_subscriber(row) for row in rows)


def subscriber(connection: Connection, address: str) -> Subscriber | None:
    """The one with this address, in small letters."""
    row = connection.execute(select(SUBSCRIBERS).where(SUBSCRIBERS.c.email == address)).first()
    return _subscriber(row) if row else None


def subscriber_by_id(connection: Connection, subscriber_id: int) -> Subscriber | None:
    """The one with this number."""
    row = connection.execute(select(SUBSCRIBERS).where(SUBSCRIBERS.c.id == subscriber_id)).first()
    return _subscriber(row) if row else None


def add(connection: Connection, person: Subscriber) -> Subscriber:
    """Adds somebody whose address nobody has, and gives them their number."""
    row = connection.execute(insert(SUBSCRIBERS).values(_values(person))).inserted_primary_key
    return replace(person, id=row[0] if row else None)


def save_consent(connection: Connection, subscriber_id: int, consent: Consent) -> None:
    """Adds to what somebody has agreed to; nothing of it is ever changed."""
    connection.execute(
        insert(CONSENTS).values(
            subscriber_id=subscriber_id,
            requested_at=consent.requested_at,
            confirmed_at=consent.confirmed_at,
            page=consent.page,
            wording=consent.wording,
            version=consent.version,
            lang=consent.lang,
            mail=consent.mail,
        )
    )


def take_back_consent(connection: Connection, subscriber_id: int, requested_at: datetime) -> None:
    """Takes a request away whose mail could not be sent: nobody was asked, so nothing waits for an answer."""
    of_request = CONSENTS.c.subscriber_id == subscriber_id, CONSENTS.c.requested_at == requested_at
    connection.execute(delete(CONSENTS).where(*of_request, CONSENTS.c.confirmed_at.is_(None)))


def consents(connection: Connection, subscriber_id: int) -> tuple[Consent, ...]:
    """All that somebody has agreed to, in order."""
    rows = connection.execute(select(CONSENTS).where(CONSENTS.c.subscriber_id == subscriber_id).order_by(CONSENTS.c.id))
    return tuple(
        Consent(
            requested_at=row.requested_at,
            confirmed_at=row.confirmed_at,
            page=row.page,
            wording=row.wording,
            version=row.version,
            lang=row.lang,
            mail=row.mail,
        )
        for row in rows
    )


def asked_since(connection: Connection, since: datetime, *, like: str) -> tuple[str, ...]:
    """The addresses to which a mail has gone for a wish that was said since then; those that begin with the letter of
    the address `like`, and are of its domain.
    """
    email = SUBSCRIBERS.c.email
    rows = connection.execute(
        select(email)
        .join(CONSENTS, CONSENTS.c.subscriber_id == SUBSCRIBERS.c.id)
        .where(CONSENTS.c.requested_at > since, CONSENTS.c.mail != "", CONSENTS.c.confirmed_at.is_(None))
        .where(email.startswith(like[0], autoescape=True), email.endswith(like[like.rindex("@") :], autoescape=True))
    )
    return tuple(row.email for row in rows)


def letters_of(connection: Connection, subscriber_id: int) -> tuple[tuple[str, str, datetime], ...]:
    """(issue, state, since) of every letter that was meant for somebody."""
    rows = connection.execute(
        select(OUTBOX.c.issue, OUTBOX.c.state, OUTBOX.c.changed_at)
        .where(OUTBOX.c.subscriber_id == subscriber_id)
        .order_by(OUTBOX.c.id)
    )
    return tuple((row.issue, row.state, row.changed_at) for row in rows)


def bounces_of(connection: Connection, subscriber_id: int) -> tuple[tuple[str, str | None, datetime], ...]:
    """(kind, status, moment) of every bounce and complaint of somebody."""
    rows = connection.execute(select(BOUNCES).where(BOUNCES.c.subscriber_id == subscriber_id).order_by(BOUNCES.c.id))
    return tuple((row.kind, row.status, row.at) for row in rows)


def set_state(connection: Connection, subscriber_id: int, state: SubscriberState) -> None:
    """Confirms, or takes off the list."""
    connection.execute(update(SUBSCRIBERS).where(SUBSCRIBERS.c.id == subscriber_id).values(state=state))


def take_back(connection: Connection, subscriber_id: int, preferences: Iterable[Preference]) -> None:
    """Clears these preferences, as if nobody had stated them."""
    nothing: dict[str, object] = {name: [] if name == "themes" else None for name in preferences}
    if nothing:
        connection.execute(update(SUBSCRIBERS).where(SUBSCRIBERS.c.id == subscriber_id).values(nothing))


def set_choice(connection: Connection, subscriber_id: int, langs: Iterable[str], themes: Iterable[str]) -> None:
    """What somebody wants to read: these languages in their order, and these themes, or all where there is none."""
    values = {"langs": list(langs), "themes": list(themes)}
    connection.execute(update(SUBSCRIBERS).where(SUBSCRIBERS.c.id == subscriber_id).values(values))


def remove(connection: Connection, subscriber_id: int) -> None:
    """Takes somebody away, with consents and bounces; in the outbox a number stays."""
    connection.execute(delete(SUBSCRIBERS).where(SUBSCRIBERS.c.id == subscriber_id))


def save_subscribers(connection: Connection, people: Iterable[Subscriber], path: str = "") -> Counts:
    """Adds those whose address is new; what an import says of the others is joined to what is known.

    What the file at `path` said already when it was last imported is no news, nor what the last file said that spoke of
    it: people change their language, or come back, and each new export still says what they were.
    """
    known = {person.email: person for person in subscribers(connection)}
    said = _said(connection, path) if path else {}
    last = _last_said(connection) if path else {}
    arriving = tuple(people)
    after: dict[str, Subscriber] = {}
    for person in arriving:
        before = after.get(person.email) or known.get(person.email)
        known_to = [kept.get(before.id, {}) for kept in (said, last)] if before else []
        after[person.email] = _joined(before, _news(before, person, known_to)) if before else person
    new = [person for email, person in after.items() if email not in known]
    changed = [person for email, person in after.items() if email in known and person != known[email]]
    if new:
        connection.execute(insert(SUBSCRIBERS), [_values(person) for person in new])
    for person in changed:
        connection.execute(update(SUBSCRIBERS).where(SUBSCRIBERS.c.id == person.id).values(_values(person)))
    if path:
        _keep_said(connection, path, arriving, said)
    return Counts(len(new), len(changed), len(after) - len(new) - len(changed))


def files_of_subscribers(connection: Connection) -> frozenset[str]:
    """The lists that were imported, by their paths."""
    return frozenset(connection.execute(select(SUBSCRIBER_FILES.c.path).distinct()).scalars())


def move_file(connection: Connection, old: str, new: str) -> None:
    """What the list at `old` said is now what the one at `new` said."""
    connection.execute(update(SUBSCRIBER_FILES).where(SUBSCRIBER_FILES.c.path == old).values(path=new))


def _said(connection: Connection, path: str) -> dict[int | None, Mapping[str, str]]:
    """What a file said of each subscriber when it was last imported."""
    rows = connection.execute(select(SUBSCRIBER_FILES).where(SUBSCRIBER_FILES.c.path == path))
    return {row.subscriber_id: row.said for row in rows}


def _last_said(connection: Connection) -> Mapping[int | None, Mapping[str, str]]:
    """What was said of each subscriber last, by field, by any file that did not leave it empty."""
    found: dict[int | None, dict[str, str]] = defaultdict(dict)
    for row in connection.execute(select(SUBSCRIBER_FILES).order_by(SUBSCRIBER_FILES.c.turn)):
        found[row.subscriber_id] |= {name: said for name, said in row.said.items() if said not in _NOTHING}
    return found


def _keep_said(
    connection: Connection, path: str, people: Iterable[Subscriber], before: Mapping[int | None, Mapping[str, str]]
) -> None:
    numbers = {row.email: row.id for row in connection.execute(select(SUBSCRIBERS.c.email, SUBSCRIBERS.c.id))}
    now = {numbers[person.email]: _statement(person) for person in people}
    turn = (connection.execute(select(func.max(SUBSCRIBER_FILES.c.turn))).scalar() or 0) + 1
    rows = [
        {"subscriber_id": number, "path": path, "said": said, "turn": turn}
        for number, said in now.items()
        if before.get(number) != said
    ]
    of_file = SUBSCRIBER_FILES.c.path == path
    for row in rows:
        if row["subscriber_id"] in before:
            of_him = SUBSCRIBER_FILES.c.subscriber_id == row["subscriber_id"]
            connection.execute(delete(SUBSCRIBER_FILES).where(of_file, of_him))
    if rows:
        connection.execute(insert(SUBSCRIBER_FILES), rows)


def _statement(person: Subscriber) -> dict[str, str]:
    """What is said of somebody, by field."""
    return {name: _hash(getattr(person, name)) for name in ("name", "state", "langs", "themes", "tier")}


def _hash(said: object) -> str:
    return short_hash.of(repr(said))


_NOTHING = frozenset(map(_hash, ("", (), None)))


def _news(before: Subscriber, arriving: Subscriber, known: Iterable[Mapping[str, str]]) -> Subscriber:
    """`arriving` with what is known by now in the place of what was said before."""
    again = {name for name, said in _statement(arriving).items() for one in known if one.get(name) == said}
    return replace(arriving, **{name: getattr(before, name) for name in again})


def _joined(before: Subscriber, arriving: Subscriber) -> Subscriber:
    """`before` with what `arriving` knows better. Where it says nothing, nothing is lost."""
    first = [moment for moment in (before.since, arriving.since) if moment]
    return replace(
        before,
        name=arriving.name or before.name,
        state=max(before.state, arriving.state, key=lambda state: _FURTHER[state]),
        langs=arriving.langs or before.langs,
        themes=arriving.themes or before.themes,
        tier=arriving.tier or before.tier,
        since=min(first, default=None),
    )


def _subscriber(row: Row[Any]) -> Subscriber:
    return Subscriber(
        id=row.id,
        email=row.email,
        name=row.name,
        state=row.state,
        langs=tuple(row.langs),
        themes=tuple(row.themes),
        tier=row.tier,
        since=row.since,
        source=row.source,
    )


def _values(person: Subscriber) -> dict[str, object]:
    return {
        "email": person.email,
        "name": person.name,
        "state": person.state,
        "langs": list(person.langs),
        "themes": list(person.themes),
        "tier": person.tier,
        "since": person.since,
        "source": person.source,
    }
