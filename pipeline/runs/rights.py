"""What people may ask for: to be shown what is kept of them in leads, and to be forgotten."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection

from pipeline.audience import belonging, forgetting, listing, mails, referrals
from pipeline.edges import process, secret
from pipeline.edges.database import corrections, forgotten
from pipeline.edges.database import leads as stored_leads
from pipeline.edges.database import people as stored_people
from pipeline.edges.database.leads import Log
from pipeline.errors import ImportRefused, Problem
from pipeline.model.people import Correction, Lead, LeadRow, id_of
from pipeline.model.workspace import Workspace
from pipeline.runs import care, store, traces
from pipeline.runs.intake import leads
from pipeline.runs.traces import Cleared, Traces


@dataclass(frozen=True, slots=True)
class Gone:
    """What forgetting came to: whether the lead is gone as a whole, and what of files; `left` still name the person."""

    whole: bool
    subscribers: int
    cleared: Cleared
    left: Traces


def shown(workspace: Workspace, lead_id: int, only: str | None = None) -> dict[str, Any]:
    """All that is kept of one lead, its history and its people included; raises where there is none.

    With `only` an address what one of several people gets to see: their own rows, and nothing of the others.
    """
    facts, _ = care.facts_of(workspace, lead_id)
    with store.reading(workspace) as connection:
        lead = care.lead_of(connection, lead_id)
        history = corrections.changes(connection, lead_id)
        every = _rows_of(workspace, connection, lead)
        rows = every if only is None else _of_person(every, lead, only)
        numbers = stored_leads.numbers(connection)
    themed = next((known for known in facts.leads if known.id == lead_id), lead)
    found = listing.whole(lead, care.themed_rows(workspace, facts, [themed], numbers)[0], history, rows)
    if len(rows) == len(every):
        return found
    return {"id": lead.id, "company": found["company"], "kept": found["kept"]}


def shown_row(workspace: Workspace, row: str) -> dict[str, Any]:
    """A row that belongs to no lead, as it is kept; raises where there is none."""
    with store.reading(workspace) as connection:
        return listing.kept([_loose(connection, row)])[0]


def forget(workspace: Workspace, lead_id: int, only: str | None = None) -> Gone:
    """Removes the people of a lead everywhere, or only the one with an address; hashes keep imports from them.

    What is left of a lead with several people keeps its number and what was said of it.
    """
    with store.writing(workspace) as connection:
        lead = care.lead_of(connection, lead_id)
        every = _rows_of(workspace, connection, lead)
        rows = every if only is None else _of_person(every, lead, only)
        gone = {row.external_id for row in rows}
        there = {row.external_id for row in every}
        rest = [row for row in lead.rows if row in there - gone]
        if not rest:
            rows, gone = every, there
        names = leads.reading(workspace, connection).names
        _remember(workspace, connection, rows, lead.company)
        people = forgetting.addresses_of(rows)
        readers = [id_of(one) for address in people if (one := stored_people.subscriber(connection, address))]
        subscribers = forgotten.remove(connection, None, gone, people)
        goes_on = _goes_on(workspace, connection, lead_id, gone, rest)
        to = rest[0] if goes_on else lead.referred_by or referrals.forgotten(lead_id)
        stored_leads.rename_sender(connection, lambda said: referrals.sender(said, names) == lead.external_id, to)
        leads.remake(workspace, connection, (), Log(workspace.as_of, "hand"))
        words = forgetting.words(rows)
        cleared = traces.clear(workspace, readers, words)
    left = traces.left(workspace, words, forgetting.names(rows))
    return Gone(whole=not goes_on, subscribers=subscribers, cleared=cleared, left=left)


def forget_row(workspace: Workspace, row: str) -> Gone:
    """Removes a row that belongs to no lead, such as a deal that no contact names."""
    with store.writing(workspace) as connection:
        found = _loose(connection, row)
        _remember(workspace, connection, [found], "")
        forgotten.remove(connection, None, [row], ())
        words = forgetting.words([found])
        cleared = traces.clear(workspace, (), words)
    return Gone(whole=True, subscribers=0, cleared=cleared, left=traces.left(workspace, words))


def _remember(workspace: Workspace, connection: Connection, rows: list[LeadRow], company: str) -> None:
    still = belonging.ids_of_deals(rows, stored_leads.lead_rows(connection))  # deals that may come later
    marks = [mark for row in rows for mark in forgetting.lasting(row, company)]
    marks += [forgetting.mark_of(deal) for deal in sorted(still)]
    forgotten.remember(connection, marks, secret.read(workspace.root), process.now().date())


def _goes_on(workspace: Workspace, connection: Connection, lead_id: int, gone: set[str], rest: list[str]) -> bool:
    """Lets a lead go on with the rest of its rows, or takes it away where they make none; answers which.

    The rest stays one lead, though the forgotten may have been all that held it together: the middle of a chain of
    merges, or the only one with both address and company. Thanks for a letter alone are no lead.
    """
    strands = leads.reading(workspace, connection).strands
    firsts = [row for strand in strands if (row := next((one for one in rest if one in strand.rows), None))]
    silent = {row.external_id for row in stored_leads.lead_rows(connection) if row.values.get("asks") == mails.SILENT}
    to = next((row for row in (*firsts, *rest) if row not in silent), None)
    corrections.move_corrections(connection, sorted(gone), to)
    if not firsts:
        forgotten.remove(connection, lead_id, (), ())
        if to is None:
            corrections.move_corrections(connection, rest, None)
        return False
    stored_leads.rename_lead(connection, lead_id, firsts[0])
    joined = [Correction(row=firsts[0], what="merge", value=row) for row in firsts[1:]]
    corrections.save_corrections(connection, joined, workspace.as_of)
    return True


def _rows_of(workspace: Workspace, connection: Connection, lead: Lead) -> list[LeadRow]:
    """The rows that the lead alone is made of, deals included, in the order in which they are its own."""
    strands = leads.reading(workspace, connection).strands
    own = next((strand.rows for strand in strands if lead.external_id in strand.rows), frozenset(lead.rows))
    shared = frozenset[str]().union(*(strand.rows for strand in strands if lead.external_id not in strand.rows))
    kept = {row.external_id: row for row in stored_leads.lead_rows(connection)}
    names = dict.fromkeys((*lead.rows, *sorted(own - shared)))
    return [kept[row] for row in names if row in kept]


def _of_person(rows: list[LeadRow], lead: Lead, address: str) -> list[LeadRow]:
    found = list(belonging.of_person(rows, address))
    if not found:
        raise ImportRefused(Problem(f"nobody in lead {lead.id} has this address; see leitmotiv leads show {lead.id}"))
    return found


def _loose(connection: Connection, row: str) -> LeadRow:
    rows = stored_leads.lead_rows(connection)
    found = next((one for one in rows if one.external_id == row), None)
    if found is None:
        raise ImportRefused(Problem(f'there is no row "{row}"; see leitmotiv leads list'))
    holders = {row, *belonging.contacts_of_deals(rows).get(row, ())}
    held = next((lead.id for lead in stored_leads.every_lead(connection) if holders.intersection(lead.rows)), None)
    if held is not None:
        raise ImportRefused(Problem(f"{row} is a part of lead {held}; name the lead: leitmotiv leads show {held}"))
    return found
