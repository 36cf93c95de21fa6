"""The stopwatch in the database: the process that stops it is not the one that started it."""

from __future__ import annotations

from sqlalchemy import Connection, delete, insert, select

from pipeline.edges.database.care_tables import STOPWATCH
from pipeline.model.people import Stopwatch


def running(connection: Connection) -> Stopwatch | None:
    """The stopwatch, where it runs."""
    row = connection.execute(select(STOPWATCH)).one_or_none()
    if row is None:
        return None
    return Stopwatch(
        started_at=row.started_at, on=row.on_day, theme=row.theme, channel=row.channel, description=row.description
    )


def start(connection: Connection, watch: Stopwatch) -> None:
    """Starts it; whoever calls has looked whether it runs."""
    values = {
        "id": 1,
        "started_at": watch.started_at,
        "on_day": watch.on,
        "theme": watch.theme,
        "channel": watch.channel,
        "description": watch.description,
    }
    connection.execute(insert(STOPWATCH).values(values))


def stop(connection: Connection) -> None:
    """Takes it away."""
    connection.execute(delete(STOPWATCH))
