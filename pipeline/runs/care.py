"""Care of leads: by hand what no export knows. A person's word is kept beside the rows of imports, and wins."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from sqlalchemy import Connection

from pipeline.audience import corrections as said_of_leads
from pipeline.audience import forgetting, listing, shapes
from pipeline.audience.bookings import Arrived
from pipeline.audience.strands import Terms
from pipeline.demand import leads as demand
from pipeline.demand.ledger import Ledger
from pipeline.edges import files, secret
from pipeline.edges.database import corrections, forgotten
from pipeline.edges.database import leads as stored_leads
from pipeline.edges.database.leads import Log
from pipeline.errors import ContentError, ImportRefused, Problem
from pipeline.model.people import Correctable, Correction, Lead, LeadRow, Stage
from pipeline.model.table import RowError
from pipeline.model.workspace import Workspace
from pipeline.runs import content, ledger, leads, store
from pipeline.runs.content import Content
from pipeline.runs.imports import REJECTS

BY_HAND = "hand"


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """What somebody says of a lead: values as typed (empty: taken back), and a stage with its day."""

    values: Mapping[Correctable, str]
    stage: Stage | None = None
    on: date | None = None


@dataclass(frozen=True, slots=True)
class Listed:
    """The rows of the list, and why themes of content may be missing in them."""

    rows: list[dict[str, Any]]
    problems: tuple[Problem, ...] = ()


@dataclass(frozen=True, slots=True)
class Gone:
    """What forgetting came to: whether the lead is gone as a whole, and files that still name the person."""

    whole: bool
    subscribers: int
    rejects: tuple[str, ...]
    imports: tuple[str, ...]


def listed(workspace: Workspace, *, everything: bool = False) -> Listed:
    """The leads with the themes that they met and want; `everything` includes those that were set aside."""
    facts, problems = _facts(workspace)
    with store.reading(workspace) as connection:
        known = stored_leads.every_lead(connection) if everything else ()
    themed = {lead.id: lead for lead in facts.leads}
    shown = [themed.get(lead.id, lead) for lead in known] if everything else list(facts.leads)
    return Listed(_rows(workspace, facts, shown), problems)


def shown(workspace: Workspace, lead_id: int) -> dict[str, Any]:
    """All that is kept of one lead, its history included; raises where there is none."""
    facts, _ = _facts(workspace)
    with store.reading(workspace) as connection:
        lead = _lead(connection, lead_id)
        history = corrections.changes(connection, lead_id)
    themed = next((known for known in facts.leads if known.id == lead_id), lead)
    return listing.whole(lead, _rows(workspace, facts, [themed])[0], history)


def add(workspace: Workspace, values: Mapping[str, str]) -> tuple[Lead, bool]:
    """Adds a lead by hand; answers it, and whether it is a new one or belongs to one that was there."""
    terms = Terms.of_new_rows(workspace.catalogue, workspace.as_of)
    told = {column: value.strip() for column, value in values.items() if value.strip()}
    identity = hashlib.sha256(repr(sorted(told.items())).encode(errors="surrogatepass")).hexdigest()[:16]
    try:
        found = shapes.readable(Arrived(identity, told), terms)
    except RowError as refused:
        raise ImportRefused(Problem(str(refused))) from refused
    with store.writing(workspace) as connection:
        row = LeadRow(BY_HAND, f"{BY_HAND}:{identity}", found.values)
        made = leads.remake(workspace, connection, [row], Log(workspace.as_of, "hand"))
        if not made.leads:
            raise ImportRefused(Problem("; ".join(made.remarks) or "the lead cannot be read"))
    return made.leads[0], made.counts.added > 0


def update(workspace: Workspace, lead_id: int, said: Said) -> Lead:
    """Keeps what somebody says of a lead, and answers the lead as it is now."""
    terms = Terms.of_new_rows(workspace.catalogue, workspace.as_of)
    with store.writing(workspace) as connection:
        lead = _lead(connection, lead_id)
        made = [_correction(lead, what, text, terms) for what, text in said.values.items()]
        if said.stage is not None:
            made.append(_staged(lead, said.stage, said.on or workspace.as_of, terms))
        every = [one for correction in made for one in said_of_leads.of_rows(lead.rows, correction)]
        corrections.save_corrections(connection, every, workspace.as_of)
        leads.remake(workspace, connection, (), Log(workspace.as_of, "hand"))
        return _holding(connection, lead.external_id)


def merge(workspace: Workspace, kept: int, joined: int) -> Lead:
    """Makes two leads one; the first keeps its number."""
    with store.writing(workspace) as connection:
        one, other = _lead(connection, kept), _lead(connection, joined)
        if one.id == other.id:
            raise ImportRefused(Problem(f"lead {kept} is one already; name two leads"))
        for lead in (one, other):
            if lead.set_aside:
                mend = f"take that back first: leitmotiv leads update {lead.id} --a-lead"
                raise ImportRefused(Problem(f"lead {lead.id} was called no lead; {mend}"))
        together = Correction(row=one.external_id, what="merge", value=other.external_id)
        corrections.save_corrections(connection, [together], workspace.as_of)
        leads.remake(workspace, connection, (), Log(workspace.as_of, "hand", keep=one.id))
        return _holding(connection, one.external_id)


def forget(workspace: Workspace, lead_id: int) -> Gone:
    """Removes the people of a lead everywhere, and keeps hashes that hold imports from bringing them back."""
    with store.writing(workspace) as connection:
        lead = _lead(connection, lead_id)
        rows = [row for row in stored_leads.lead_rows(connection) if row.external_id in lead.rows]
        deals = _deals_of(connection, rows)
        addresses = forgetting.addresses_of(rows)
        marks = [mark for row in (*rows, *deals) for mark in forgetting.marks(row)]
        forgotten.remember(connection, marks, secret.read(workspace.root), workspace.as_of)
        ids = [row.external_id for row in (*rows, *deals)]
        corrections.move_corrections(connection, ids, None)
        subscribers = forgotten.remove(connection, lead_id, ids, addresses)
        leads.remake(workspace, connection, (), Log(workspace.as_of, "hand"))
    words = [*addresses, *(row.values.get("name", "") for row in rows if not row.values.get("email"))]
    rejects = _naming(workspace, REJECTS, words)
    for path in rejects:
        files.remove(workspace.root, path)
    return Gone(True, subscribers, rejects, _naming(workspace, workspace.config.imports.dir, words))
