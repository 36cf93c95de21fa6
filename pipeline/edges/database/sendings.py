"""What has become of letters, by issue: which wait, which went, and which issues have any of them."""

from __future__ import annotations

from sqlalchemy import Connection, func, select

from pipeline.edges.database.letter_tables import OUTBOX, SENDINGS
from pipeline.edges.database.tables import SUBSCRIBERS
from pipeline.model.delivery import Letter, counted_as


def counted(connection: Connection, issue: str) -> tuple[tuple[str, str, int], ...]:
    """(language, state, number of rows)."""
    rows = connection.execute(
        select(OUTBOX.c.lang, OUTBOX.c.state, func.count())
        .where(OUTBOX.c.issue == issue)
        .group_by(OUTBOX.c.lang, OUTBOX.c.state)
        .order_by(OUTBOX.c.lang, OUTBOX.c.state)
    )
    return tuple((lang, state, n) for lang, state, n in rows)


def letters(connection: Connection, issue: str) -> tuple[Letter, ...]:
    """Each letter of `issue` and what became of it, in the order in which they go."""
    rows = connection.execute(
        select(OUTBOX, SUBSCRIBERS.c.email)
        .select_from(OUTBOX.outerjoin(SUBSCRIBERS, SUBSCRIBERS.c.id == OUTBOX.c.subscriber_id))
        .where(OUTBOX.c.issue == issue)
        .order_by(OUTBOX.c.id)
    )
    return tuple(
        Letter(
            subscriber_id=row.subscriber_id,
            email=row.email or "",
            lang=row.lang,
            edition=row.edition,
            state=counted_as(row.state),
            reply=row.reply or "",
            changed_at=row.changed_at,
        )
        for row in rows
    )


def latest_letter(connection: Connection, issue: str | None = None) -> tuple[str, int, str] | None:
    """The issue, the reader's number and the Message-ID of the letter that was last put in, of any issue or of one."""
    asked = select(OUTBOX.c.issue, OUTBOX.c.subscriber_id, OUTBOX.c.message_id).order_by(OUTBOX.c.id.desc()).limit(1)
    row = connection.execute(asked.where(OUTBOX.c.issue == issue) if issue else asked).first()
    return (row.issue, row.subscriber_id, row.message_id) if row else None


def open_issues(connection: Connection) -> tuple[str, ...]:
    """The issues of which some letter still waits or is in doubt."""
    rows = connection.execute(
        select(OUTBOX.c.issue).where(OUTBOX.c.state.in_(("queued", "claimed", "unknown"))).distinct()
    )
    return tuple(sorted(issue for (issue,) in rows))


def sent_issues(connection: Connection) -> frozenset[str]:
    """The issues whose sending has begun and of which no letter waits."""
    waits = select(OUTBOX.c.issue).where(OUTBOX.c.state.in_(("queued", "claimed")))
    rows = connection.execute(select(SENDINGS.c.issue).where(SENDINGS.c.issue.not_in(waits)))
    return frozenset(issue for (issue,) in rows)
