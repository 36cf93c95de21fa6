"""The outbox: one row per issue and subscriber, and every step of its way as one conditional change."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any, Literal

from sqlalchemy import (
    ColumnElement,
    Connection,
    Engine,
    Row,
    Update,
    and_,
    bindparam,
    func,
    insert,
    or_,
    select,
    update,
)

from pipeline.edges.database.letter_tables import OUTBOX, SENDING_EDITIONS, SENDINGS
from pipeline.edges.database.tables import SUBSCRIBERS
from pipeline.model.delivery import Addressee, Claim, Doubt, Kind, Outcome, Reader
from pipeline.model.issue import Edition

_READER = (
    select(SUBSCRIBERS.c.email, SUBSCRIBERS.c.name, SUBSCRIBERS.c.state)
    .select_from(OUTBOX.outerjoin(SUBSCRIBERS, SUBSCRIBERS.c.id == OUTBOX.c.subscriber_id))
    .where(
        OUTBOX.c.id == bindparam("row"),
        OUTBOX.c.state == "claimed",
        OUTBOX.c.owner == bindparam("holder"),
        OUTBOX.c.lease_until >= bindparam("until"),
    )
)
"""Built once: it is run for each letter, and building it took longer than running it."""


def suited(engine: Engine) -> Engine:
    """`engine` as the outbox needs it: on PostgreSQL several senders take rows side by side (SKIP LOCKED), which
    repeatable reads would turn into errors, and wait for nobody who imports.
    """
    if engine.dialect.name == "sqlite":
        return engine
    return engine.execution_options(isolation_level="READ COMMITTED", side_by_side=True)


def frozen_at(connection: Connection, issue: str) -> datetime | None:
    """When the sending of `issue` began; None where it has not."""
    return connection.execute(select(SENDINGS.c.frozen_at).where(SENDINGS.c.issue == issue)).scalar()


def freeze(
    connection: Connection, issue: str, editions: Iterable[Edition], addressees: Sequence[Addressee], now: datetime
) -> None:
    """Writes down who gets which edition, and the editions themselves; from now on neither changes."""
    connection.execute(insert(SENDINGS).values(issue=issue, frozen_at=now, recipients=len(addressees)))
    connection.execute(insert(SENDING_EDITIONS), [_edition_values(edition) for edition in editions])
    connection.execute(
        insert(OUTBOX),
        [
            {
                "issue": issue,
                "subscriber_id": one.subscriber_id,
                "edition": one.edition,
                "lang": one.lang,
                "message_id": one.message_id,
                "state": "queued",
                "attempts": 0,
                "changed_at": now,
            }
            for one in addressees
        ],
    )


def editions(connection: Connection, issue: str) -> Mapping[str, Edition]:
    """The editions as frozen, by name."""
    rows = connection.execute(select(SENDING_EDITIONS).where(SENDING_EDITIONS.c.issue == issue))
    return {row.name: _edition(row) for row in rows}


def claim(
    connection: Connection, issue: str, owner: str, limit: int, now: datetime, lease: timedelta
) -> tuple[Claim, ...]:
    """Takes up to `limit` rows that are due into the hands of `owner`; no two owners get the same row."""
    # As a table of its own: PostgreSQL may ask a subquery once a row, and then it locks further ones each time, so that
    # all were taken.
    due = (
        select(OUTBOX.c.id)
        .where(OUTBOX.c.issue == issue, OUTBOX.c.state == "queued", _is_due(now))
        .order_by(OUTBOX.c.id)
        .limit(limit)
        .with_for_update(skip_locked=True)
        .cte("due")
        .prefix_with("MATERIALIZED", dialect="postgresql")
    )
    taken = connection.execute(
        update(OUTBOX)
        .where(OUTBOX.c.id.in_(select(due.c.id)), OUTBOX.c.state == "queued")
        .values(state="claimed", owner=owner, claimed_at=now, lease_until=now + lease, changed_at=now, reply=None)
        .returning(OUTBOX.c.id, OUTBOX.c.subscriber_id, OUTBOX.c.edition, OUTBOX.c.message_id, OUTBOX.c.attempts)
    )
    return tuple(sorted((Claim(*row) for row in taken), key=lambda one: one.id))


def next_due(connection: Connection, issue: str) -> datetime | None:
    """When the next row that waits for its time is due; None where none waits."""
    return connection.execute(
        select(func.min(OUTBOX.c.not_before, type_=OUTBOX.c.not_before.type)).where(
            OUTBOX.c.issue == issue, OUTBOX.c.state == "queued"
        )
    ).scalar()


def reader(connection: Connection, claim: Claim, owner: str, until: datetime) -> Reader | None:
    """The recipient as known now; None where the claim is no longer `owner`'s, or not long enough (`until`).

    Asked right before each letter: a reader who has left meanwhile gets none, a sender whose lease ran out sends none.
    """
    row = connection.execute(_READER, {"row": claim.id, "holder": owner, "until": until}).first()
    return Reader(row.email or "", row.name or "", row.state == "confirmed") if row else None


def record(
    connection: Connection, outcomes: Iterable[tuple[Claim, Outcome, datetime | None]], owner: str, now: datetime
) -> None:
    """Writes down what became of claims, each with the moment before which it must not be tried again.

    An acceptance is a fact and always goes in; all else only as long as the row is still `owner`'s. A refusal that may
    be about us stays a claim, now with the server's answer (`reject`).
    """
    by_kind: dict[Kind | Literal["refused"], list[dict[str, object]]] = {}
    for claimed, outcome, not_before in sorted(outcomes, key=lambda one: one[0].id):
        values: dict[str, object] = {
            "row": claimed.id,
            "said": outcome.reply or None,
            "due": not_before,
            "tries": claimed.attempts + 1,
        }
        is_open = outcome.kind == "rejected" and outcome.about_us
        by_kind.setdefault("refused" if is_open else outcome.kind, []).append(values)
    for kind, rows in by_kind.items():
        connection.execute(_recording(kind, owner, now), rows)


def release(connection: Connection, owner: str, now: datetime) -> None:
    """Puts back what `owner` holds and has not offered to the server."""
    connection.execute(
        update(OUTBOX).where(OUTBOX.c.owner == owner, OUTBOX.c.state == "claimed").values(_free("queued", now))
    )


def holders(connection: Connection, issue: str) -> Mapping[str, datetime]:
    """Who holds claims, and until when at the longest."""
    rows = connection.execute(
        select(OUTBOX.c.owner, func.max(OUTBOX.c.lease_until, type_=OUTBOX.c.lease_until.type).label("until"))
        .where(OUTBOX.c.issue == issue, OUTBOX.c.state == "claimed")
        .group_by(OUTBOX.c.owner)
    )
    return {row.owner: row.until for row in rows}


def doubt(connection: Connection, issue: str, owners: Sequence[str], now: datetime) -> int:
    """Calls the claims of `owners`, who are gone, unknown, and answers how many; those that the server refused wait
    again.
    """
    gone = update(OUTBOX).where(OUTBOX.c.issue == issue, OUTBOX.c.state == "claimed", OUTBOX.c.owner.in_(owners))
    connection.execute(gone.where(OUTBOX.c.reply.is_not(None)).values(_free("queued", now)))
    return connection.execute(gone.values(state="unknown", changed_at=now)).rowcount


def doubts(connection: Connection, issue: str) -> tuple[Doubt, ...]:
    """The letters of unknown fate."""
    rows = connection.execute(
        select(OUTBOX.c.id, OUTBOX.c.message_id, OUTBOX.c.claimed_at)
        .where(OUTBOX.c.issue == issue, OUTBOX.c.state == "unknown")
        .order_by(OUTBOX.c.id)
    )
    return tuple(Doubt(*row) for row in rows)


def accepted(connection: Connection, issue: str) -> Mapping[str, datetime]:
    """When the letters that the server took were claimed, by Message-ID."""
    rows = connection.execute(
        select(OUTBOX.c.message_id, OUTBOX.c.claimed_at).where(
            OUTBOX.c.issue == issue, OUTBOX.c.state == "accepted", OUTBOX.c.claimed_at.is_not(None)
        )
    )
    return {row.message_id: row.claimed_at for row in rows}


def settle(connection: Connection, accepted: Sequence[int], queued: Sequence[int], now: datetime) -> None:
    """Ends doubts: some letters arrived, others certainly did not and wait again."""
    for state, ids in (("accepted", accepted), ("queued", queued)):
        if ids:
            connection.execute(
                update(OUTBOX)
                .where(OUTBOX.c.id == bindparam("row"), OUTBOX.c.state == "unknown")
                .values(_free(state, now)),
                [{"row": one} for one in ids],
            )


def reject(connection: Connection, refused: Iterable[int], owner: str, now: datetime) -> None:
    """Holds against their readers what `owner` was refused."""
    connection.execute(
        update(OUTBOX)
        .where(OUTBOX.c.id == bindparam("row"), OUTBOX.c.state == "claimed", OUTBOX.c.owner == owner)
        .values(_free("rejected", now)),
        [{"row": one} for one in refused],
    )


def _is_due(now: datetime) -> ColumnElement[bool]:
    return or_(OUTBOX.c.not_before.is_(None), OUTBOX.c.not_before <= now)


def _free(state: str, now: datetime) -> dict[str, object]:
    return {"state": state, "owner": None, "lease_until": None, "changed_at": now}


def _recording(kind: Kind | Literal["refused"], owner: str, now: datetime) -> Update:
    """Writes down what became of one claim."""
    row = OUTBOX.c.id == bindparam("row")
    if kind == "accepted":
        return (
            update(OUTBOX)
            .where(row, OUTBOX.c.state != "accepted")
            .values({**_free("accepted", now), "reply": bindparam("said"), "attempts": bindparam("tries")})
        )
    ours = and_(row, OUTBOX.c.owner == owner, OUTBOX.c.state == "claimed")
    if kind == "unknown":  # the owner and the moment of the claim stay: reconciliation needs them
        values: dict[str, object] = {"state": "unknown", "changed_at": now, "reply": bindparam("said")}
    elif kind == "refused":
        values = {"changed_at": now, "reply": bindparam("said")}
    elif kind in ("later", "returned"):
        values = {**_free("queued", now), "reply": bindparam("said"), "not_before": bindparam("due")}
    else:
        values = {**_free(kind, now), "reply": bindparam("said")}
    if kind != "returned":
        values["attempts"] = bindparam("tries")
    return update(OUTBOX).where(ours).values(values)


def _edition_values(edition: Edition) -> dict[str, object]:
    return {
        "issue": edition.issue,
        "name": edition.name,
        "langs": list(edition.langs),
        "sent_on": edition.sent_on,
        "subject": edition.subject,
        "preheader": edition.preheader,
        "html": edition.html,
        "text": edition.text,
    }


def _edition(row: Row[Any]) -> Edition:
    return Edition(
        issue=row.issue,
        name=row.name,
        langs=tuple(row.langs),
        sent_on=row.sent_on,
        subject=row.subject,
        preheader=row.preheader,
        html=row.html,
        text=row.text,
    )
