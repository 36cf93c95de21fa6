"""Leads that were taken as they stand, and deserve a look."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from pipeline.audience import vocabulary
from pipeline.model import channels, plural
from pipeline.model.people import Lead, LeadRow
from pipeline.model.workspace import Workspace


def sold(leads: Iterable[Lead], arriving: Iterable[LeadRow]) -> frozenset[str]:
    """The rows of clients, and those that say of somebody that they bought."""
    news = (row for row in arriving if row.is_news)
    told = {row.external_id for row in news if vocabulary.stage_of(row.values.get("stage", "")) == "won"}
    return frozenset(told.union(*(lead.rows for lead in leads if lead.stage == "won")))


def taken_back(leads: Iterable[Lead], sold: frozenset[str]) -> Iterable[str]:
    """Clients who are none any more: of two lists that tell of one inquiry, what the last one says counts."""
    for lead in leads:
        if lead.stage != "won" and not sold.isdisjoint(lead.rows):
            keep = f"leitmotiv leads update {lead.id} --stage won --on DAY"
            yield f"lead {lead.id} was won by one list, and is {lead.stage} by the last one read; if it was won: {keep}"


def strange(workspace: Workspace, leads: Sequence[Lead]) -> Iterable[str]:
    """What is taken as it stands, and is most likely a slip: channels that nobody defined, days to come."""
    yield from channels.strange((lead.channel for lead in leads), workspace.catalogue.channels, "lead")
    ahead = sum(lead.received_on > workspace.as_of for lead in leads)
    until = f"{workspace.as_of}, the day that counts as today"
    if ahead:
        yield f"{plural.of(ahead, 'lead')} came in after {until}; no report counts what lies ahead"
    day = workspace.as_of
    planned = sum(lead.received_on <= day < (lead.first("qualified") or lead.received_on) for lead in leads)
    if planned:
        mend = "if that is when a deal may close, name the day on which it was made, as qualified_date"
        yield f"{plural.of(planned, 'lead counts', 'leads count')} as qualified only after {until}; {mend}"
