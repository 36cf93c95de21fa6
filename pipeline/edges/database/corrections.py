"""What people said of leads, and the history of each lead."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from datetime import date

from sqlalchemy import Connection, delete, insert, select, update

from pipeline.edges.database.care_tables import LEAD_CHANGES, LEAD_CORRECTIONS
from pipeline.model.people import Change, Correction


def corrections(connection: Connection) -> tuple[Correction, ...]:
    """All corrections in the order in which they were made."""
    rows = connection.execute(select(LEAD_CORRECTIONS).order_by(LEAD_CORRECTIONS.c.id))
    return tuple(
        Correction(row=row.external_id, what=row.what, value=row.value, on=row.on_day, seen=tuple(row.seen))
        for row in rows
    )


def save_corrections(connection: Connection, said: Iterable[Correction], made_on: date) -> None:
    """Keeps corrections after all earlier ones."""
    rows = [
        {
            "external_id": one.row,
            "what": one.what,
            "value": one.value,
            "on_day": one.on,
            "seen": list(one.seen),
            "made_on": made_on,
        }
        for one in said
    ]
    if rows:
        connection.execute(insert(LEAD_CORRECTIONS), rows)


def move_corrections(connection: Connection, rows: Collection[str], to: str | None) -> None:
    """Hangs the corrections of `rows` on another row of the same lead; where none is left, they go."""
    of_rows = LEAD_CORRECTIONS.c.external_id.in_(rows)
    if to is None:
        connection.execute(delete(LEAD_CORRECTIONS).where(of_rows))
    else:
        connection.execute(update(LEAD_CORRECTIONS).where(of_rows).values(external_id=to))
    connection.execute(
        delete(LEAD_CORRECTIONS).where(LEAD_CORRECTIONS.c.what == "merge", LEAD_CORRECTIONS.c.value.in_(rows))
    )


def take_mergers_back(connection: Connection, rows: Collection[str]) -> tuple[str, ...]:
    """Forgets that any of `rows` were called one lead; answers the first row of what each merger was into."""
    merger = (LEAD_CORRECTIONS.c.what == "merge", LEAD_CORRECTIONS.c.external_id.in_(rows))
    into = connection.execute(select(LEAD_CORRECTIONS.c.external_id).where(*merger).order_by(LEAD_CORRECTIONS.c.id))
    found = tuple(into.scalars())
    connection.execute(delete(LEAD_CORRECTIONS).where(*merger))
    return found


def senders(connection: Connection) -> frozenset[str]:
    """Whatever people said, then or now, of who sent a lead."""
    said = LEAD_CORRECTIONS.c.value
    found = select(said).where(LEAD_CORRECTIONS.c.what == "referred_by", said.is_not(None))
    return frozenset(connection.execute(found).scalars())


def rename_senders(connection: Connection, said: Collection[str], to: str) -> None:
    """Who sent a lead is called `to` wherever somebody called it one of these."""
    theirs = (LEAD_CORRECTIONS.c.what == "referred_by", LEAD_CORRECTIONS.c.value.in_(said))
    connection.execute(update(LEAD_CORRECTIONS).where(*theirs).values(value=to))


def changes(connection: Connection, lead_id: int) -> tuple[Change, ...]:
    """The history of a lead, the oldest change first."""
    rows = connection.execute(select(LEAD_CHANGES).where(LEAD_CHANGES.c.lead_id == lead_id).order_by(LEAD_CHANGES.c.id))
    return tuple(
        Change(on=row.on_day, by=row.origin, what=row.what, before=row.before, after=row.after) for row in rows
    )


def save_changes(connection: Connection, lead_id: int, items: Iterable[Change]) -> None:
    """Adds to the history of a lead."""
    rows = [
        {
            "lead_id": lead_id,
            "on_day": change.on,
            "origin": change.by,
            "what": change.what,
            "before": change.before,
            "after": change.after,
        }
        for change in items
    ]
    if rows:
        connection.execute(insert(LEAD_CHANGES), rows)


def move_changes(connection: Connection, lead_ids: Collection[int], to: int) -> None:
    """Gives the history of leads to the one that they became."""
    connection.execute(update(LEAD_CHANGES).where(LEAD_CHANGES.c.lead_id.in_(lead_ids)).values(lead_id=to))
