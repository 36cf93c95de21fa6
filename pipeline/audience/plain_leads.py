"""Our own CSV of leads: one row a lead, written by hand or made from any other program's export.

Bookings, forms and mails are brought into the same columns before they are kept, so this is where they are read again.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from datetime import date, datetime

from pipeline.audience import addresses, amounts, companies, journeys, offers, touches, vocabulary
from pipeline.audience.journeys import Journey
from pipeline.audience.strands import Strand, Terms
from pipeline.audience.touches import Link
from pipeline.model import channels, dates, short_hash, theme_names
from pipeline.model.address import readable
from pipeline.model.language import recognised
from pipeline.model.line import quoted
from pipeline.model.people import DIRECT, FIT, LEAD_FIELDS, Fit, Lead, Stage, StageChange, Touch
from pipeline.model.source import suggestion
from pipeline.model.table import Record, RowError

KIND = "csv"
COLUMNS = LEAD_FIELDS

ADD_STAGE_DATE = "add it as 2026-03-31 and import again"
OTHERS = frozenset({"minutes", "duration", "pageviews", "visitors", "record id"})
"""Columns that no list of leads has."""
BEFORE = "qualified_before"
"""The cell of a kept row that says since when it was qualified, as it said itself before its stage was written over."""
_BETWEEN_PAGES = re.compile(r"\s|[,;](?=[,;/\s]|https?:|$)")
"""A comma within an address belongs to it."""
_MAX_PAGES = 50
"""Pages of one visitor that are taken; a longer way tells no more."""


def is_ours(columns: frozenset[str]) -> bool:
    """Whether a table with these columns is a list of leads: a date, somebody, and nothing that leads do not have."""
    return "date" in columns and bool(columns & {"email", "company", "name"}) and not columns & OTHERS


def identity(record: Record, terms: Terms) -> str:
    """What makes it the same row when the file comes again with other stages: its id, else who and when.

    "Who" is the firm as this row alone tells it, "when" the day on which it first wrote.
    """
    found = lead(record, terms, "")
    who_and_when = f"{readable(found.company_key)}\n{found.received_at.date()}"
    return short_hash.of(_of_id(record["id"]) if record["id"] else who_and_when)


def row_of(own_id: str) -> str:
    """The row that bears this id in a list of one's own."""
    return f"{KIND}:{short_hash.of(_of_id(own_id))}"


def lead(record: Record, terms: Terms, external_id: str) -> Lead:
    """The lead in a row; raises RowError where a cell cannot be understood."""
    received_at = dates.instant(record, "date", terms.latest, terms.order)
    email = addresses.normalised(record["email"]) or ""
    if record["email"] and not email:
        raise RowError('what stands in "email" is no mail address; correct it or leave it empty')
    key = companies.key(email, record["company"], record["name"])
    if not key:
        raise RowError('"email", "company" and "name" are empty; fill one and import the file again')
    journey = journeys.read(record["journey"])
    link = _link(record, journey)
    channel = _channel(record, link, terms)
    return Lead(
        external_id=external_id,
        received_at=received_at,
        stages=_stages(record, dates.day(record, "date", terms.latest, terms.order), terms),
        channel=channel,
        name=record["name"],
        email=email,
        company=record["company"],
        company_key=key,
        employees=amounts.people(record, "employees"),
        message=record["message"],
        lang=language(record["lang"]),
        self_report=record["how_did_you_hear"],
        referred_by=record["referred_by"],
        offer=offer(record["offer"], terms) or offers.recognised(record["deal"], terms.catalogue.offers),
        value=amounts.money(record, "value", terms.currency),
        theme=theme_names.typed(record["theme"], terms.catalogue.themes),
        fit=Fit(**{question: vocabulary.answer(record, question) for question in FIT}),
        touches=_touches(record, link, journey, received_at, channel, terms),
    )


def moved_on(before: Mapping[str, str], now: Mapping[str, str]) -> Mapping[str, str]:
    """The cells of a row as they are now, with the day since which it said before that it was qualified.

    A list with one column of stages is written over as leads move on: what it said of the way there still holds.
    """
    stage, on, known = before.get("stage", ""), before.get("stage_date", ""), before.get(BEFORE, "")
    match vocabulary.stage_of(stage):
        case "inquiry":
            known = ""
        case "qualified":
            known = on
        case "offered":
            known = known or on
    return {**now, BEFORE: known} if known or BEFORE in now else now


def strand(record: Record, terms: Terms, external_id: str) -> Strand:
    """The row as a strand of its own."""
    return Strand(lead(record, terms, external_id), frozenset({external_id}))


def unknown_columns(columns: frozenset[str]) -> Iterator[str]:
    """A sentence for each column that is not read but looks like one that would be."""
    for column in sorted(columns.difference(COLUMNS)):
        near = suggestion(column, [known for known in COLUMNS if known not in columns])
        if near:
            yield f'the column "{column}" is not read{near}'


def _stages(record: Record, received: date, terms: Terms) -> tuple[StageChange, ...]:
    """From the inquiry to the stage that is reached; who was offered something or bought was qualified on the way."""
    stage = vocabulary.stage(record["stage"], "stage")
    inquiry = StageChange("inquiry", received)
    qualified = _since(record, "qualified_date", received, terms) if record["qualified_date"] else None
    known: tuple[StageChange, ...] = (StageChange("qualified", qualified),) if qualified else ()
    if stage == "inquiry" or (stage == "qualified" and known):
        return inquiry, *known
    if not record["stage_date"]:
        raise RowError(f'the stage "{stage}" has no date in "stage_date"; {ADD_STAGE_DATE}')
    on = _since(record, "stage_date", received, terms)
    if qualified and qualified > on:
        raise RowError(f'"qualified_date" {qualified} lies after "stage_date" {on}; correct one of them')
    if not known and stage != "qualified":
        known = _qualified_on_the_way(record, stage, on, terms)
    return inquiry, *known, StageChange(stage, on)


def _qualified_on_the_way(record: Record, stage: Stage, on: date, terms: Terms) -> tuple[StageChange, ...]:
    """As the row said itself before it moved on; else whoever was offered something or bought was qualified by then."""
    before = dates.day(record, BEFORE, terms.latest, terms.order) if record[BEFORE] else None
    if before and before <= on:
        return (StageChange("qualified", before),)
    return (StageChange("qualified", on),) if stage in ("offered", "won") else ()


def _since(record: Record, column: str, received: date, terms: Terms) -> date:
    on = dates.day(record, column, terms.latest, terms.order)
    if on < received:
        raise RowError(f'"{column}" {on} lies before "date" {received}; correct one of them')
    return on


def _channel(record: Record, link: Link, terms: Terms) -> str:
    """The channel that the row names, else that of the link by which it came."""
    known = terms.catalogue.channels
    if record["channel"]:
        return channels.named(record["channel"], known)
    found = link.channel(known)
    for page in _pages(record):
        try:
            found = found or touches.link_of(page).channel(known)
        except ValueError:  # a broken address names no channel
            continue
    return found or DIRECT


def _touches(
    record: Record, link: Link, journey: Journey, at: datetime, channel: str, terms: Terms
) -> tuple[Touch, ...]:
    known = terms.catalogue.channels
    seen = tuple(touch for page in _pages(record) for touch in touches.of_page(page, at, channel, known))
    if journey.visits:
        return (*seen, *journey.touches(link, at, known))
    if link == Link():
        return seen
    return (*seen, link.touch(at, link.channel(known) or channel, link.content))


def _link(record: Record, journey: Journey) -> Link:
    link = Link(*(record[name] or None for name in touches.UTM))
    return journey.link if link == Link() else link


def _pages(record: Record) -> list[str]:
    return [page for page in _BETWEEN_PAGES.split(record["pages"]) if page][:_MAX_PAGES]


def offer(text: str, terms: Terms) -> str | None:
    """The offer that `text` names by id or name; None where it is empty."""
    known = terms.catalogue.offers
    if not text or text in known:
        return text or None
    found = offers.recognised(text, known)
    if found is None:
        near = suggestion(text, [*known, *(name for offer in known.values() for name in offer.name.values())])
        raise RowError(f'unknown offer {quoted(text)} in "offer"{near or "; add it to content/offers.toml"}')
    return found


def language(text: str) -> str | None:
    """The language that `text` names, None where it is empty; a tag of none that is known stays as it is.

    Raises RowError where it is no tag either.
    """
    try:
        return vocabulary.language(text, "lang") if text else None
    except RowError:
        if tag := recognised(text):
            return tag
        raise


def _of_id(own_id: str) -> str:
    return f"id\n{own_id}"
