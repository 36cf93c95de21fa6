"""Rows that arrive of people who asked to be forgotten: they stay out, and so does their name with those they sent."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from sqlalchemy import Connection

from pipeline.audience import belonging, forgetting
from pipeline.edges import process, secret
from pipeline.edges.database import forgotten
from pipeline.edges.database import leads as stored_leads
from pipeline.model.people import LeadRow
from pipeline.model.workspace import Workspace
from pipeline.runs import store


def without(workspace: Workspace, connection: Connection, rows: Sequence[LeadRow]) -> tuple[LeadRow, ...]:
    """The rows of people who were not forgotten. Deals of theirs alone go with them, earlier ones too.

    A row that is kept goes on: only the subscriber was forgotten, and the lead stayed.
    """
    marks = {row.external_id: forgetting.marks(row) for row in rows}
    of_deals = {row.external_id: [forgetting.mark_of(one) for one in belonging.contacts_named(row)] for row in rows}
    every = {mark for found in (*marks.values(), *of_deals.values()) for mark in found}
    gone = store.forgotten(workspace, connection, every)
    named = [row for row in rows if gone.intersection(marks[row.external_id])]
    kept = stored_leads.rows_by_id(connection, (row.external_id for row in named))
    staying = {row for row, known in kept.items() if not gone.isdisjoint(forgetting.marks(known))}
    theirs = [row for row in named if row.external_id not in staying]
    naming = {deal for deal, contacts in of_deals.items() if contacts and gone.issuperset(contacts)}
    if not theirs and not naming:
        return tuple(rows)
    known_rows = (*stored_leads.lead_rows(connection), *rows)
    deals = belonging.ids_of_deals(theirs, known_rows) | (naming - belonging.contacts_of_deals(known_rows).keys())
    known = [forgetting.mark_of(deal) for deal in sorted(deals)]
    forgotten.remember(connection, known, secret.read(workspace.root), process.now().date())
    forgotten.remove(connection, None, deals, ())
    away = {*deals, *(row.external_id for row in theirs)}
    return tuple(row for row in rows if row.external_id not in away)


def without_senders(workspace: Workspace, connection: Connection, rows: Sequence[LeadRow]) -> Sequence[LeadRow]:
    """The rows, where somebody forgotten is said to have sent one with what is kept of that by now.

    Whoever a lead that stayed is known by is not forgotten. What a file said of a row is its own words all the same:
    else the next run would take what an old list says for news.
    """
    gone = store.forgotten(workspace, connection, {mark for row in rows for mark in forgetting.marks_of_sender(row)})
    if not gone:
        return rows
    gone = gone.difference(*map(forgetting.lasting, stored_leads.lead_rows(connection)))
    naming = [not gone.isdisjoint(forgetting.marks_of_sender(row)) for row in rows]
    known = stored_leads.rows_by_id(connection, (row.external_id for row in rows))

    def kept(row: LeadRow) -> LeadRow:
        said = known[row.external_id].values.get("referred_by", "") if row.external_id in known else ""
        return replace(row, values={**row.values, "referred_by": said})

    return [kept(row) if is_named else row for row, is_named in zip(rows, naming, strict=True)]
