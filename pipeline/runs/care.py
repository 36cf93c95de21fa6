"""Care of leads: by hand what no export knows. A person's word is kept beside the rows of imports, and wins."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import Connection

from pipeline.audience import belonging, listing, referrals, shapes
from pipeline.audience import corrections as said_of_leads
from pipeline.audience import leads as lead_files
from pipeline.audience.bookings import RawLead
from pipeline.audience.programs import hubspot
from pipeline.audience.strands import Terms
from pipeline.demand import leads as demand
from pipeline.demand.ledger import Ledger
from pipeline.edges.database import corrections
from pipeline.edges.database import leads as stored_leads
from pipeline.edges.database.leads import Log
from pipeline.errors import ContentError, ImportRefused, Problem
from pipeline.model import plural, short_hash
from pipeline.model.people import Correctable, Correction, Lead, LeadRow, Stage, id_of
from pipeline.model.table import RowError
from pipeline.model.workspace import Workspace
from pipeline.runs import content, store, today
from pipeline.runs.intake import leads
from pipeline.runs.report import ledger

BY_HAND = "hand"
_SHOWN = 5
_LARGEST = 2**31 - 1
"""The largest number that every database takes for that of a lead."""
_NUMBER = re.compile(r"[0-9]{1,10}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """What somebody says of a lead: values as typed (empty: taken back), and a stage with its day."""

    values: Mapping[Correctable, str]
    stage: Stage | None = None
    on: date | None = None


@dataclass(frozen=True, slots=True)
class Updated:
    """A lead as it is now, the number of the one that sent it, and the stages that no longer hold, in their order."""

    lead: Lead
    sender: int | None
    undone: tuple[Stage, ...]


@dataclass(frozen=True, slots=True)
class Listed:
    """The rows of the list; why themes of content may be missing in them, and what is kept and belongs to no lead."""

    rows: list[dict[str, Any]]
    problems: tuple[Problem, ...] = ()


def listed(workspace: Workspace, *, everything: bool = False) -> Listed:
    """The leads with the themes that they met and want; `everything` includes those that were set aside."""
    facts, problems = facts_of(workspace)
    with store.reading(workspace) as connection:
        known = stored_leads.every_lead(connection) if everything else ()
        rows, said = stored_leads.lead_rows(connection), corrections.corrections(connection)
        numbers = stored_leads.numbers(connection)
    held = belonging.contacts_of_deals(rows)
    loose = [row for row in rows if row.kind == hubspot.DEALS and row.external_id not in held]
    themed = {lead.id: lead for lead in facts.leads}
    shown = [themed.get(lead.id, lead) for lead in known] if everything else list(facts.leads)
    answered = {one.row for one in said if one.what == "referred_by"}
    sent = [pair for pair in referrals.suggested(facts.leads) if answered.isdisjoint(pair[0].rows)]
    return Listed(themed_rows(workspace, facts, shown, numbers), (*problems, *_loose(loose), *map(_asked, sent)))


def add(workspace: Workspace, values: Mapping[str, str]) -> tuple[Lead, bool]:
    """Adds a lead by hand; answers it, and whether it is a new one or belongs to one that was there.

    Who sent it is kept as a correction: a number names another lead, whatever its rows will be called.
    """
    terms = leads.new_rows(workspace)
    told = {column: value.strip() for column, value in values.items() if value.strip()}
    if not told.keys() & {"email", "company", "name"}:
        raise ImportRefused(Problem("a lead is somebody: name it with --email, --company or --name"))
    for column in ("date", "stage_date"):
        if column in told:
            today.typed(workspace, date.fromisoformat(told[column]))
    identity = short_hash.of(repr(sorted(told.items())))
    sender = told.pop("referred_by", "")
    try:
        if "channel" in told:
            told["channel"] = said_of_leads.value("channel", told["channel"], terms) or ""
        found = shapes.readable(RawLead(identity, told), terms)
    except RowError as refused:
        raise ImportRefused(Problem(str(refused))) from refused
    log = Log(workspace.as_of, "hand")
    with store.writing(workspace) as connection:
        made = leads.remake(workspace, connection, [lead_files.row(BY_HAND, found)], log)
        if not made.leads:
            raise ImportRefused(Problem("; ".join(made.remarks) or "the lead cannot be read"))
        lead = made.leads[0]
        if sender:
            said = _correction(connection, lead, "referred_by", sender, terms)
            corrections.save_corrections(connection, [said], workspace.as_of)
            leads.remake(workspace, connection, (), log)
    return lead, made.counts.added > 0


def update(workspace: Workspace, lead_id: int, said: Said) -> Updated:
    """Keeps what somebody says of a lead."""
    terms = leads.new_rows(workspace)
    with store.writing(workspace) as connection:
        lead = lead_of(connection, lead_id)
        made = [_correction(connection, lead, what, text, terms) for what, text in said.values.items()]
        if said.stage is not None:
            made.append(_staged(workspace, lead, said.stage, said.on))
        every = [one for correction in made for one in said_of_leads.of_rows(lead.rows, correction)]
        corrections.save_corrections(connection, every, workspace.as_of)
        leads.remake(workspace, connection, (), Log(workspace.as_of, "hand"))
        after = _holding(connection, lead.external_id)
        reached = {change.stage for change in after.stages}
        sender = stored_leads.lead_of_row(connection, after.referred_by)
        undone = tuple(change.stage for change in lead.stages if change.stage not in reached)
        return Updated(after, sender.id if sender else None, undone)


def merge(workspace: Workspace, kept: int, joined: int) -> Lead:
    """Makes two leads one; the first keeps its number."""
    with store.writing(workspace) as connection:
        one, other = lead_of(connection, kept), lead_of(connection, joined)
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


def unmerge(workspace: Workspace, lead_id: int) -> tuple[Lead, ...]:
    """Takes back every merger of a lead; answers the leads that it is now, the one that keeps its number first."""
    with store.writing(workspace) as connection:
        lead = lead_of(connection, lead_id)
        into = corrections.take_mergers_back(connection, lead.rows)
        if not into:
            raise ImportRefused(Problem(f"lead {lead_id} was never merged by hand; one company is one lead"))
        stored_leads.rename_lead(connection, lead_id, into[-1])
        leads.remake(workspace, connection, (), Log(workspace.as_of, "hand"))
        found = [stored_leads.lead_of_row(connection, row) for row in lead.rows]
        now = {one.id: one for one in found if one is not None}
        return tuple(sorted(now.values(), key=lambda one: (one.id != lead_id, id_of(one))))


def facts_of(workspace: Workspace, only: int | None = None) -> tuple[Ledger, tuple[Problem, ...]]:
    """What the themes of leads, or of `only` one, are told by. A post with a mistake keeps nobody from their leads."""
    try:
        return ledger.read(workspace, content.read(workspace), only=only), ()
    except ContentError as refused:
        return ledger.read(workspace, content.nothing(workspace), only=only), refused.problems


def themed_rows(
    workspace: Workspace, facts: Ledger, leads: Sequence[Lead], numbers: Mapping[str, int]
) -> list[dict[str, Any]]:
    """The rows of `leads list --json` for these leads; `numbers` are those of all, by their first row."""
    pieces = {piece.key: piece for piece in facts.pieces}
    days, segments = facts.settings.look_back_days, workspace.config.segments
    return listing.leads(
        leads,
        met=lambda lead: demand.met(lead, pieces, days),
        wanted=lambda lead: demand.wanted(lead, facts.catalogue, facts.asked.get(id_of(lead), {})),
        segment=lambda lead: segments.of(lead.employees),
        numbers=numbers,
    )


def lead_of(connection: Connection, lead_id: int) -> Lead:
    """The lead with this number; raises where there is none."""
    found = stored_leads.lead(connection, lead_id) if lead_id <= _LARGEST else None
    if found is None:
        raise ImportRefused(Problem(f"there is no lead {lead_id}; see leitmotiv leads list"))
    return found


def _loose(deals: Sequence[LeadRow]) -> tuple[Problem, ...]:
    if not deals:
        return ()
    some = plural.some([deal.external_id for deal in deals], _SHOWN)
    what = plural.of(len(deals), "deal belongs to no lead, since no contact names it", "deals belong to no lead, since "
                     "no contact names them")  # fmt: skip
    see = f"leitmotiv leads show {deals[0].external_id}"
    return (Problem(f"{what}: {some}; import the contacts, look at one with {see}, or forget it"),)


def _asked(pair: tuple[Lead, Lead]) -> Problem:
    """Whether a lead was sent by the one that it names; asked until somebody has answered."""
    lead, sender = (found.id for found in pair)
    mend = f'leitmotiv leads update {lead} --referred-by {sender}, else --referred-by ""'
    return Problem(f"lead {lead} names lead {sender} where it says how it heard of you; if that one sent it: {mend}")


def _holding(connection: Connection, row: str) -> Lead:
    found = stored_leads.lead_of_row(connection, row)
    if found is None:
        raise KeyError(row)
    return found


def _correction(connection: Connection, lead: Lead, what: Correctable, text: str, terms: Terms) -> Correction:
    if what == "referred_by" and _NUMBER.fullmatch(text.strip()):
        text = _sender(connection, lead, int(text))
    try:
        return Correction(row=lead.external_id, what=what, value=said_of_leads.value(what, text, terms))
    except RowError as refused:
        raise ImportRefused(Problem(str(refused))) from refused


def _sender(connection: Connection, lead: Lead, number: int) -> str:
    """The first row of the lead with this number, which sent the other."""
    sender = lead_of(connection, number)
    if sender.id == lead.id:
        raise ImportRefused(Problem(f"lead {lead.id} cannot have sent itself; name the one that did"))
    return sender.external_id


def _staged(workspace: Workspace, lead: Lead, stage: Stage, on: date | None) -> Correction:
    received = lead.stages[0].on
    if stage == "inquiry":
        if on not in (None, received):
            by_hand = lead.external_id.startswith(f"{BY_HAND}:")
            mend = (
                "set it aside with --not-a-lead, and add it again" if by_hand else "correct it in the file it is from"
            )
            raise ImportRefused(Problem(f"the inquiry is of {received}, the day on which the lead came in; {mend}"))
        return said_of_leads.stage(lead, stage, received)
    day = today.typed(workspace, on or workspace.as_of)
    if day < received:
        said = f"{day} lies before {received}, the day on which the lead came in; correct the day"
        raise ImportRefused(Problem(said))
    return said_of_leads.stage(lead, stage, day)
