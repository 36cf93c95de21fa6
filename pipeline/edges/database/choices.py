"""What somebody was asked once in this workspace, so that nobody asks again."""

from __future__ import annotations

from sqlalchemy import Connection, delete, insert, select

from pipeline.edges.database.care_tables import CHOICES


def choice(connection: Connection, name: str) -> str | None:
    """What was chosen; None where nobody was asked yet."""
    found: str | None = connection.execute(select(CHOICES.c.value).where(CHOICES.c.name == name)).scalar()
    return found


def choose(connection: Connection, name: str, value: str) -> None:
    """Keeps what was chosen."""
    connection.execute(delete(CHOICES).where(CHOICES.c.name == name))
    connection.execute(insert(CHOICES).values(name=name, value=value))
