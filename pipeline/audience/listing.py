"""Subscribers and leads as other programs read them: the rows of `--json`."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from pipeline.model.people import Lead, Subscriber

Weights = Callable[[Lead], Mapping[str, float]]
"""Theme → weight of a lead."""


def _none(_lead: Lead) -> Mapping[str, float]:
    return {}


def _unsized(_lead: Lead) -> str | None:
    return None


def subscribers(people: Iterable[Subscriber]) -> list[dict[str, Any]]:
    """A row a subscriber."""
    return [
        {
            "id": person.id,
            "email": person.email,
            "state": person.state,
            "langs": list(person.langs),
            "themes": list(person.themes),
            "tier": person.tier,
        }
        for person in people
    ]


def leads(
    leads: Iterable[Lead],
    met: Weights = _none,
    wanted: Weights = _none,
    segment: Callable[[Lead], str | None] = _unsized,
) -> list[dict[str, Any]]:
    """A row a lead, without names and addresses; `met` and `wanted` say its themes, `segment` its size."""
    return [
        {
            "id": lead.id,
            "received_at": lead.received_at.isoformat().replace("+00:00", "Z"),
            "stage": lead.stage,
            "channel": lead.channel,
            "company": company(lead),
            "segment": segment(lead),
            "met": dict(met(lead)),
            "wanted": dict(wanted(lead)),
            "offer": lead.offer,
            "value": lead.value,
            "missing": missing(lead),
        }
        for lead in leads
    ]


def company(lead: Lead) -> str | None:
    """The company's name, else its mail domain; None for a person without either."""
    if lead.company:
        return lead.company
    _, at, domain = lead.email.rpartition("@")
    return domain if at and domain == lead.company_key else None


def missing(lead: Lead) -> list[str]:
    """What a lead lacks to be counted under a theme: the day it was qualified, and a word of what it wants."""
    lacks = []
    if lead.first("qualified", "won") is None:
        lacks.append("qualified date")
    if not (lead.offer or lead.message or lead.theme):
        lacks.append("offer or message")
    return lacks
