"""Our own CSV of leads: one row a lead, written by hand or made from any other program's export."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from datetime import date

from pipeline.audience import addresses, amounts, channels, companies, offers
from pipeline.audience.strands import Strand, Terms
from pipeline.model import dates
from pipeline.model.language import normalised
from pipeline.model.people import STAGES, Lead, Stage, StageChange
from pipeline.model.source import suggestion
from pipeline.model.table import Record, RowError

KIND = "csv"
COLUMNS = ("date", "email", "name", "company", "channel", "message", "offer", "stage", "stage_date", "value",
           "how_did_you_hear", "employees", "lang")  # fmt: skip

_OTHERS = frozenset({"minutes", "duration", "pageviews", "visitors", "record id"})


def is_ours(columns: frozenset[str]) -> bool:
    """Whether a table with these columns is a list of leads: a date, somebody, and nothing that leads do not have."""
    return "date" in columns and bool(columns & {"email", "company", "name"}) and not columns & _OTHERS


def identity(record: Record, terms: Terms) -> str:
    """What makes it the same row when the file comes again with other stages: who, and when it first wrote."""
    found = lead(record, terms, "")
    said = f"{found.company_key}\n{found.received_at.date()}"
    return hashlib.sha256(said.encode()).hexdigest()[:16]


def lead(record: Record, terms: Terms, external_id: str) -> Lead:
    """The lead in a row; raises RowError where a cell cannot be understood."""
    received_at = dates.instant(record, "date", terms.latest)
    email = addresses.normalised(record["email"]) or ""
    if record["email"] and not email:
        raise RowError('what stands in "email" is no mail address; correct it or leave it empty')
    key = companies.key(email, record["company"], record["name"])
    if not key:
        raise RowError('"email", "company" and "name" are empty; fill one and import the file again')
    return Lead(
        external_id=external_id,
        received_at=received_at,
        stages=_stages(record, dates.day(record, "date", terms.latest), terms.latest),
        channel=channels.named(record["channel"], terms.catalogue.channels),
        name=record["name"],
        email=email,
        company=record["company"],
        company_key=key,
        employees=amounts.whole(record, "employees"),
        message=record["message"],
        lang=_language(record["lang"]),
        self_report=record["how_did_you_hear"],
        offer=_offer(record["offer"], terms),
        value=amounts.money(record, "value"),
    )


def strand(record: Record, terms: Terms, external_id: str) -> Strand:
    """The row as a strand of its own."""
    return Strand(lead(record, terms, external_id), frozenset({external_id}))


def unknown_columns(columns: frozenset[str]) -> Iterator[str]:
    """A sentence for each column that is not read but looks like one that would be."""
    for column in sorted(columns.difference(COLUMNS)):
        near = suggestion(column, [known for known in COLUMNS if known not in columns])
        if near:
            yield f'the column "{column}" is not read{near}'


def _stages(record: Record, received: date, latest: date) -> tuple[StageChange, ...]:
    stage = _stage(record["stage"])
    inquiry = StageChange("inquiry", received)
    if stage == "inquiry":
        return (inquiry,)
    if not record["stage_date"]:
        raise RowError(f'the stage "{stage}" has no date in "stage_date"; add it as 2026-03-31 and import again')
    on = dates.day(record, "stage_date", latest)
    if on < received:
        raise RowError(f'"stage_date" {on} lies before "date" {received}; correct one of them')
    qualified = (StageChange("qualified", on),) if stage in ("offered", "won") else ()
    return inquiry, *qualified, StageChange(stage, on)


def _stage(text: str) -> Stage:
    for stage in STAGES:
        if stage == (text or "inquiry").casefold():
            return stage
    near = suggestion(text.casefold(), STAGES) or f"; known are {', '.join(STAGES)}"
    raise RowError(f'unknown stage "{text}" in "stage"{near}')


def _offer(text: str, terms: Terms) -> str | None:
    known = terms.catalogue.offers
    if not text or text in known:
        return text or None
    found = offers.recognised(text, known)
    if found is None:
        near = suggestion(text, [*known, *(name for offer in known.values() for name in offer.name.values())])
        raise RowError(f'unknown offer "{text}" in "offer"{near or "; add it to content/offers.toml"}')
    return found


def _language(text: str) -> str | None:
    try:
        return normalised(text) if text else None
    except ValueError as refused:
        raise RowError(str(refused)) from refused
