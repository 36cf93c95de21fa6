"""What was wished for, in the database."""

from __future__ import annotations

from sqlalchemy import Connection, delete, insert, select

from pipeline.edges.database.care_tables import WISHES
from pipeline.model.people import Wish


def wishes(connection: Connection) -> tuple[Wish, ...]:
    """All wishes in the order in which they were added."""
    rows = connection.execute(select(WISHES).order_by(WISHES.c.id))
    return tuple(Wish(id=row.id, text=row.text, on=row.on_day, count=row.times, lang=row.lang) for row in rows)


def add_wish(connection: Connection, wish: Wish) -> int:
    """Adds a wish; answers its id."""
    values = {"text": wish.text, "lang": wish.lang, "on_day": wish.on, "times": wish.count}
    key = connection.execute(insert(WISHES).values(values)).inserted_primary_key
    return key[0] if key else 0


def remove_wish(connection: Connection, wish_id: int) -> None:
    """Takes a wish away."""
    connection.execute(delete(WISHES).where(WISHES.c.id == wish_id))
