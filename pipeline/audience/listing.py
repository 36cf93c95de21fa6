"""Subscribers and leads as other programs read them: the rows of `--json`."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import asdict
from datetime import datetime
from typing import Any

from pipeline.audience import companies
from pipeline.model.address import readable
from pipeline.model.people import QUALIFIED, Change, Lead, LeadRow, Subscriber

Weights = Callable[[Lead], Mapping[str, float]]
"""Theme → weight of a lead."""


def subscribers(people: Iterable[Subscriber]) -> list[dict[str, Any]]:
    """A row a subscriber."""
    return [
        {
            "id": person.id,
            "email": readable(person.email),
            "state": person.state,
            "langs": list(person.langs),
            "themes": list(person.themes),
            "tier": person.tier,
        }
        for person in people
    ]


def exported(people: Iterable[Subscriber]) -> list[dict[str, Any]]:
    """The same with names, and since when they are there, as the CSV of `export` has them."""
    known = tuple(people)
    return [
        {**row, "name": person.name, "since": moment(person.since) if person.since else None}
        for row, person in zip(subscribers(known), known, strict=True)
    ]


def leads(
    leads: Iterable[Lead],
    *,
    met: Weights,
    wanted: Weights,
    segment: Callable[[Lead], str | None],
    numbers: Mapping[str, int],
) -> list[dict[str, Any]]:
    """A row a lead, without names and addresses.

    `met` and `wanted` say its themes, `segment` its size; `numbers` are those of leads, by their first row.
    """
    return [_lead(lead, met(lead), wanted(lead), segment(lead), numbers.get(lead.referred_by)) for lead in leads]


def _lead(
    lead: Lead, met: Mapping[str, float], wanted: Mapping[str, float], segment: str | None, sender: int | None
) -> dict[str, Any]:
    return {
        "id": lead.id,
        "received_at": moment(lead.received_at),
        "stage": lead.stage,
        "channel": lead.channel,
        "company": company(lead),
        "segment": segment,
        "met": dict(met),
        "wanted": dict(wanted),
        "offer": lead.offer,
        "value": lead.value,
        "referred_by": sender,
        "missing": missing(lead, wanted),
        "fit": asdict(lead.fit),
    }


def whole(lead: Lead, row: Mapping[str, Any], changes: Iterable[Change], rows: Iterable[LeadRow]) -> dict[str, Any]:
    """All that is kept of one lead, its people included: `row` is its row of the list, `rows` what it is made of."""
    return {
        **row,
        "name": lead.name,
        "email": readable(lead.email),
        "employees": lead.employees,
        "lang": lead.lang,
        "message": lead.message,
        "how_did_you_hear": lead.self_report,
        "referrer": lead.referred_by,
        "theme": lead.theme,
        "not_a_lead": lead.set_aside,
        "stages": [{"stage": change.stage, "on": change.on.isoformat()} for change in lead.stages],
        "touches": [{**asdict(touch), "at": moment(touch.at)} for touch in lead.touches],
        "rows": list(lead.rows),
        "kept": kept(rows),
        "changes": [
            {"on": change.on.isoformat(), "by": change.by, "what": change.what, "from": change.before,
             "to": change.after}
            for change in changes
        ],
    }  # fmt: skip


def kept(rows: Iterable[LeadRow]) -> list[dict[str, Any]]:
    """Rows as they are kept, with what they say."""
    return [
        {
            "row": row.external_id,
            "cells": {
                column: readable(value) if column == "email" else value for column, value in row.values.items() if value
            },
        }
        for row in rows
    ]


def company(lead: Lead) -> str | None:
    """The company's name, else its mail domain; None for a person without either."""
    return lead.company or readable(companies.own_domain(lead.email)) or None


def missing(lead: Lead, wanted: Mapping[str, float]) -> list[str]:
    """What a lead lacks to be counted under a theme: the day it was qualified, and a word of what it wants."""
    lacks = []
    if lead.first(*QUALIFIED) is None:
        lacks.append("qualified date")
    if not (lead.offer or lead.message or lead.theme):
        lacks.append("offer or message")
    elif not wanted:
        lacks.append("theme")
    return lacks


def moment(at: datetime) -> str:
    """ISO 8601 in UTC."""
    return at.isoformat().replace("+00:00", "Z")
