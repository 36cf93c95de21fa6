"""What was wished for, in the database."""

from __future__ import annotations

from sqlalchemy import Connection, insert, select

from pipeline.edges.database.care_tables import WISHES
from pipeline.model.people import Wish


def wishes(connection: Connection) -> tuple[Wish, ...]:
    """All wishes in the order in which they were added."""
    rows = connection.execute(select(WISHES).order_by(WISHES.c.id))
    return tuple(Wish(text=row.text, on=row.on_day, count=row.times, lang=row.lang) for row in rows)


def add_wish(connection: Connection, wish: Wish) -> None:
    """Adds a wish."""
    values = {"text": wish.text, "lang": wish.lang, "on_day": wish.on, "times": wish.count}
    connection.execute(insert(WISHES).values(values))
