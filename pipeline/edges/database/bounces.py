"""Bounces and complaints in the database, and what they do to a subscriber."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime

from sqlalchemy import Connection, func, insert, select

from pipeline.edges.database.letter_tables import BOUNCES, OUTBOX, SENDING_EDITIONS
from pipeline.edges.database.tables import SUBSCRIBERS


def subscribers_of(
    connection: Connection, letters: Iterable[str], addresses: Iterable[str]
) -> tuple[tuple[int, ...], bool]:
    """Whom a notice is about: by the Message-ID of our letter, which is sure (True), else by address."""
    by_letter = select(OUTBOX.c.subscriber_id).where(OUTBOX.c.message_id.in_(list(letters)))
    found = tuple(connection.execute(by_letter.distinct()).scalars())
    if found:
        return found, True
    by_address = select(SUBSCRIBERS.c.id).where(SUBSCRIBERS.c.email.in_(list(addresses)))
    return tuple(connection.execute(by_address).scalars()), False


def any_letter(connection: Connection) -> bool:
    """Whether letters were ever sent from here."""
    return connection.execute(select(OUTBOX.c.issue).limit(1)).first() is not None


def issue_and_subscriber(connection: Connection, letters: Sequence[str]) -> tuple[str, int] | None:
    """The letter of ours that somebody answers: its issue, and whom it went to."""
    rows = connection.execute(
        select(OUTBOX.c.issue, OUTBOX.c.subscriber_id).where(OUTBOX.c.message_id.in_(list(letters)))
    )
    row = rows.first()
    return (row.issue, row.subscriber_id) if row else None


def letters_to(connection: Connection, address: str) -> tuple[tuple[str, int, str], ...]:
    """(issue, subscriber, subject) of every letter that went to an address, the latest first."""
    edition = (SENDING_EDITIONS.c.issue == OUTBOX.c.issue) & (SENDING_EDITIONS.c.name == OUTBOX.c.edition)
    rows = connection.execute(
        select(OUTBOX.c.issue, OUTBOX.c.subscriber_id, SENDING_EDITIONS.c.subject)
        .join(SENDING_EDITIONS, edition)
        .join(SUBSCRIBERS, SUBSCRIBERS.c.id == OUTBOX.c.subscriber_id)
        .where(SUBSCRIBERS.c.email == address, OUTBOX.c.state.in_(("accepted", "unknown")))
        .order_by(OUTBOX.c.id.desc())
    )
    return tuple((row.issue, row.subscriber_id, row.subject) for row in rows)


def note(
    connection: Connection, subscriber_id: int, external_id: str, kind: str, status: str | None, at: datetime
) -> bool:
    """Keeps a bounce; False where this notice was counted before, or the subscriber is gone."""
    known = select(BOUNCES.c.id).where(BOUNCES.c.external_id == external_id, BOUNCES.c.subscriber_id == subscriber_id)
    is_there = select(SUBSCRIBERS.c.id).where(SUBSCRIBERS.c.id == subscriber_id)
    if connection.execute(known).first() or not connection.execute(is_there).first():
        return False
    connection.execute(
        insert(BOUNCES).values(subscriber_id=subscriber_id, external_id=external_id, kind=kind, status=status, at=at)
    )
    return True


def soft_ones(connection: Connection, subscriber_id: int, since: datetime) -> int:
    """How many soft bounces came in after `since`."""
    of_him = select(func.count()).where(BOUNCES.c.subscriber_id == subscriber_id, BOUNCES.c.kind == "soft")
    return connection.execute(of_him.where(BOUNCES.c.at > since)).scalar_one()
