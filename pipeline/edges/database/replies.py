"""Which letter a mail answers."""

from __future__ import annotations

from sqlalchemy import Connection, select

from pipeline.edges.database.letter_tables import OUTBOX


def issue_of(connection: Connection, message_id: str) -> str | None:
    """The issue that was sent under a Message-ID; None where it is none of our letters."""
    found: str | None = connection.execute(select(OUTBOX.c.issue).where(OUTBOX.c.message_id == message_id)).scalar()
    return found
