"""Leads in the database: with their stages and touches, and the rows of imports that they are made of."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, Connection, Row, Table, delete, insert, or_, select, update

from pipeline.edges.database import corrections
from pipeline.edges.database.care_tables import LEAD_CORRECTIONS, LEAD_FILES
from pipeline.edges.database.counts import ADDED, UNCHANGED, UPDATED, Counts
from pipeline.edges.database.tables import LEAD_ROWS, LEAD_SOURCES, LEAD_STAGES, LEAD_TOUCHES, LEADS
from pipeline.model import history
from pipeline.model.people import FIT, Fit, Lead, LeadRow, Origin, StageChange, Touch, id_of

_COLUMNS = ("external_id", "received_at", "channel", "name", "email", "company", "company_key", "employees", "message",
            "lang", "self_report", "referred_by", "offer", "value", "theme", "set_aside")  # fmt: skip
_OF_TOUCH = ("at", "channel", "post", "source", "medium", "campaign")
_AT_ONCE = 500
"""Rows asked for in one query; each is a parameter, of which databases take so many."""


@dataclass(frozen=True, slots=True)
class Log:
    """Who changes leads, and on which day: what a history needs. `keep` is the lead whose id stays in a merger."""

    on: date
    by: Origin
    keep: int | None = None


def leads(connection: Connection) -> tuple[Lead, ...]:
    """All leads, the earliest first; what somebody called no lead is left out."""
    return tuple(lead for lead in every_lead(connection) if not lead.set_aside)


def every_lead(connection: Connection) -> tuple[Lead, ...]:
    """All leads, those that were set aside included, the earliest first."""
    return _leads(connection)


def lead(connection: Connection, lead_id: int) -> Lead | None:
    """The one with this number."""
    return next(iter(_leads(connection, LEADS.c.id == lead_id)), None)


def numbers(connection: Connection) -> Mapping[str, int]:
    """The number of each lead, set aside or not, by its first row."""
    return {row.external_id: row.id for row in connection.execute(select(LEADS.c.external_id, LEADS.c.id))}


def lead_of_row(connection: Connection, external_id: str) -> Lead | None:
    """The earliest one that holds this row."""
    holders = select(LEAD_SOURCES.c.lead_id).where(LEAD_SOURCES.c.external_id == external_id)
    return next(iter(_leads(connection, or_(LEADS.c.external_id == external_id, LEADS.c.id.in_(holders)))), None)


class Standing:
    """The leads that are there, read once, while new ones come in."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._known = {lead.external_id: lead for lead in every_lead(connection)}

    @property
    def offers(self) -> Mapping[str, str]:
        """What the leads that name an offer asked for, by their first rows."""
        return {row: lead.offer for row, lead in self._known.items() if lead.offer}

    def save(self, items: Iterable[Lead], log: Log | None = None) -> tuple[Counts, tuple[Lead, ...]]:
        """Adds the leads that are new. One that holds the first row of a known lead takes its place and its id.

        Where it holds the first rows of several, the oldest stays (or the one that `log` names): the others turned out
        to be the same company. With a `log` each change is added to the history. Answers the leads as they are now, the
        earliest first.
        """
        counts = Counts()
        saved = []
        for lead in items:
            count, after = self._save(lead, log)
            counts += count
            saved.append(after)
        self._moved({row for lead in saved for row in lead.rows})
        return counts, tuple(sorted(saved, key=lambda lead: (lead.received_at, id_of(lead))))

    def _save(self, lead: Lead, log: Log | None) -> tuple[Counts, Lead]:
        held = [self._known.pop(row) for row in lead.rows if row in self._known]
        held.sort(key=lambda found: (log is None or found.id != log.keep, id_of(found)))
        if not held:
            return ADDED, _added(self._connection, lead)
        after = replace(lead, id=held[0].id)
        if after == held[0] and len(held) == 1:
            return UNCHANGED, after
        _absorb(self._connection, held)
        _replace(self._connection, after)
        if log is not None:
            changes = history.changes(held[0], after, log.on, log.by)
            corrections.save_changes(self._connection, id_of(after), changes)
        return UPDATED, after

    def _moved(self, rows: Collection[str]) -> None:
        """Takes rows that belong to the leads just saved from those that had them."""
        for name, lead in self._known.items():
            if any(row in rows for row in lead.merged):
                self._known[name] = replace(lead, merged=tuple(row for row in lead.merged if row not in rows))


def rename_lead(connection: Connection, lead_id: int, external_id: str) -> None:
    """Lets a lead go on under another of its rows, when its first one is taken away."""
    connection.execute(update(LEADS).where(LEADS.c.id == lead_id).values(external_id=external_id))


def lead_rows(connection: Connection) -> tuple[LeadRow, ...]:
    """All rows of leads that were ever taken in, each as it was last seen."""
    rows = connection.execute(select(LEAD_ROWS).order_by(LEAD_ROWS.c.id))
    return tuple(LeadRow(row.kind, row.external_id, row.cells) for row in rows)


def rows_by_id(connection: Connection, ids: Iterable[str]) -> dict[str, LeadRow]:
    """Those of the rows with these ids that were ever taken in."""
    sought = list(ids)
    found: dict[str, LeadRow] = {}
    for start in range(0, len(sought), _AT_ONCE):
        named = LEAD_ROWS.c.external_id.in_(sought[start : start + _AT_ONCE])
        rows = connection.execute(select(LEAD_ROWS).where(named))
        found |= {row.external_id: LeadRow(row.kind, row.external_id, row.cells) for row in rows}
    return found


def save_lead_rows(connection: Connection, items: Iterable[LeadRow]) -> Counts:
    """Keeps each row; one with the same external id takes the place of its predecessor."""
    last = {row.external_id: row for row in items}
    known = rows_by_id(connection, last)
    new = [row for row in last.values() if row.external_id not in known]
    changed = [row for row in last.values() if row.external_id in known and row != known[row.external_id]]
    if new:
        connection.execute(insert(LEAD_ROWS), [_row_values(row) for row in new])
    for row in changed:
        same = LEAD_ROWS.c.external_id == row.external_id
        connection.execute(update(LEAD_ROWS).where(same).values(_row_values(row)))
    return Counts(len(new), len(changed), len(last) - len(new) - len(changed))


def rename_row(connection: Connection, old: str, new: str) -> None:
    """A row goes on under another id, with its lead and what people said of it."""
    named = ((LEAD_ROWS, "external_id"), (LEAD_SOURCES, "external_id"), (LEADS, "external_id"))
    for table, column in (*named, (LEAD_CORRECTIONS, "external_id")):
        connection.execute(update(table).where(table.c[column] == old).values({column: new}))
    of_two = LEAD_CORRECTIONS.c.what.in_(("merge", "referred_by"))
    connection.execute(update(LEAD_CORRECTIONS).where(of_two, LEAD_CORRECTIONS.c.value == old).values(value=new))


def rename_sender(connection: Connection, is_meant: Callable[[str], bool], to: str) -> None:
    """Whoever `is_meant` where rows and people say who sent a lead is called `to` from now on."""
    corrections.rename_senders(connection, list(filter(is_meant, corrections.senders(connection))), to)
    for row in lead_rows(connection):
        if (said := row.values.get("referred_by")) and is_meant(said):
            same = LEAD_ROWS.c.external_id == row.external_id
            connection.execute(update(LEAD_ROWS).where(same).values(cells={**row.values, "referred_by": to}))


def rows_by_file(connection: Connection) -> Mapping[str, Mapping[str, str | None]]:
    """The rows that each table held when it was last imported, by its path: their ids, and a hash of what they said."""
    found: dict[str, dict[str, str | None]] = defaultdict(dict)
    for row in connection.execute(select(LEAD_FILES)):
        found[row.path][row.external_id] = row.said
    return found


def keep_rows_of_file(connection: Connection, path: str, rows: Mapping[str, str]) -> None:
    """Notes which rows the table at `path` holds by now, with a hash of what they say."""
    connection.execute(delete(LEAD_FILES).where(LEAD_FILES.c.path == path))
    if rows:
        values = [{"path": path, "external_id": row, "said": said} for row, said in sorted(rows.items())]
        connection.execute(insert(LEAD_FILES), values)


def _absorb(connection: Connection, held: Sequence[Lead]) -> None:
    """Takes away all but the first of the leads that are one now, and leaves it their history."""
    others = [id_of(other) for other in held[1:]]
    if others:
        corrections.move_changes(connection, others, id_of(held[0]))
        connection.execute(delete(LEADS).where(LEADS.c.id.in_(others)))


def _leads(connection: Connection, where: ColumnElement[bool] | None = None) -> tuple[Lead, ...]:
    """The leads with all their parts, the earliest first."""
    query = select(LEADS).order_by(LEADS.c.received_at, LEADS.c.id)
    rows = connection.execute(query if where is None else query.where(where)).all()
    of_these = None if where is None else [row.id for row in rows]
    stages = _by_lead(connection, LEAD_STAGES, ("stage", "on_day"), of_these)
    touches = _by_lead(connection, LEAD_TOUCHES, _OF_TOUCH, of_these)
    sources = _by_lead(connection, LEAD_SOURCES, ("external_id",), of_these)
    return tuple(_lead(row, stages[row.id], touches[row.id], sources[row.id]) for row in rows)


def _by_lead(
    connection: Connection, table: Table, columns: Sequence[str], of_these: Sequence[int] | None
) -> Mapping[int, Sequence[tuple[Any, ...]]]:
    """These columns of the parts of each lead, in their order."""
    query = select(table.c.lead_id, *(table.c[name] for name in columns)).order_by(table.c.lead_id, table.c.place)
    grouped: defaultdict[int, list[tuple[Any, ...]]] = defaultdict(list)
    for lead_id, *said in connection.execute(query if of_these is None else query.where(table.c.lead_id.in_(of_these))):
        grouped[lead_id].append(tuple(said))
    return grouped


def _added(connection: Connection, lead: Lead) -> Lead:
    key = connection.execute(insert(LEADS).values(_values(lead))).inserted_primary_key
    new = replace(lead, id=key[0] if key else None)
    _add_parts(connection, new)
    return new


def _replace(connection: Connection, lead: Lead) -> None:
    connection.execute(update(LEADS).where(LEADS.c.id == lead.id).values(_values(lead)))
    for table in (LEAD_STAGES, LEAD_TOUCHES, LEAD_SOURCES):
        connection.execute(delete(table).where(table.c.lead_id == lead.id))
    _add_parts(connection, lead)


def _add_parts(connection: Connection, lead: Lead) -> None:
    sources = lead.rows
    # A row may move from one company to another; it belongs to the lead that named it last.
    connection.execute(delete(LEAD_SOURCES).where(LEAD_SOURCES.c.external_id.in_(sources)))
    parts: tuple[tuple[Table, Sequence[dict[str, object]]], ...] = (
        (LEAD_SOURCES, [{"external_id": source} for source in sources]),
        (LEAD_STAGES, [{"stage": change.stage, "on_day": change.on} for change in lead.stages]),
        (LEAD_TOUCHES, [_touch_values(touch) for touch in lead.touches]),
    )
    for table, items in parts:
        rows = [{"lead_id": id_of(lead), "place": place, **item} for place, item in enumerate(items)]
        if rows:
            connection.execute(insert(table), rows)


def _lead(
    row: Row[Any],
    stages: Sequence[tuple[Any, ...]],
    touches: Sequence[tuple[Any, ...]],
    sources: Sequence[tuple[Any, ...]],
) -> Lead:
    return Lead(
        id=row.id,
        **{name: getattr(row, name) for name in _COLUMNS},
        fit=Fit(**{question: getattr(row, question) for question in FIT}),
        stages=tuple(StageChange(*said) for said in stages),
        touches=tuple(
            Touch(at=at, channel=channel, post=post, source=source, medium=medium, campaign=campaign)
            for at, channel, post, source, medium, campaign in touches
        ),
        merged=tuple(source for (source,) in sources if source != row.external_id),
    )


def _values(lead: Lead) -> dict[str, object]:
    answers = {question: getattr(lead.fit, question) for question in FIT}
    return {**{name: getattr(lead, name) for name in _COLUMNS}, **answers}


def _row_values(row: LeadRow) -> dict[str, object]:
    return {"external_id": row.external_id, "kind": row.kind, "cells": dict(row.values)}


def _touch_values(touch: Touch) -> dict[str, object]:
    return {name: getattr(touch, name) for name in _OF_TOUCH}
