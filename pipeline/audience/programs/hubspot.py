"""HubSpot: its exports of contacts and of deals, joined by the ids that either carries."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime

from pipeline.audience import addresses, amounts, companies, offers, touches, vocabulary
from pipeline.audience.strands import Strand, Terms
from pipeline.model import channels, dates
from pipeline.model.language import recognised
from pipeline.model.line import quoted
from pipeline.model.people import Lead, Stage, StageChange, Touch
from pipeline.model.source import suggestion
from pipeline.model.table import Record, RowError

CONTACTS = "hubspot-contact"
DEALS = "hubspot-deal"

CONTACT_COLUMNS = (
    "record id", "first name", "last name", "email", "company name", "associated company", "create date", "close date",
    "original source", "latest source", "first page seen", "time first seen", "lifecycle stage", "message",
    "number of employees", "preferred language", "how did you hear about us?", "associated deal ids",
)  # fmt: skip
DATES = ("create date", "close date", "last activity date", "time first seen")
DEAL_COLUMNS = (
    "record id", "deal name", "deal stage", "create date", "close date", "last activity date", "amount",
    "associated contact ids",
)  # fmt: skip

# Its default sales pipeline in Dutch, French, Spanish and Danish, by the word that tells; beside one that denies it, or
# says more, nothing is sure.
_WORDS: tuple[tuple[Stage, re.Pattern[str]], ...] = (
    ("won", re.compile(r"\b(?:gewonnen|gagnée?s?|ganad[oa]s?|vundet)\b")),
    ("lost", re.compile(r"\b(?:verloren|perdue?s?|perdid[oa]s?|tabt)\b")),
    ("offered", re.compile(
        r"\b(?:contract|contrat|contrato|kontrakt|offerte|devis|offre|propuesta|tilbud|beslisser|décideur|decisor"
        r"|beslutningstager|onderhandeling\w*|négociation\w*|negociaci\w+|forhandling\w*)\b")),
    ("qualified", re.compile(
        r"\b(?:afspraak|rendez-vous|cita|aftale|møde|presentatie|présentation|presentación|præsentation"
        r"|gekwalificeerd|qualifiée?|calificad[oa]|cualificad[oa]|kvalificeret)\b")),
)  # fmt: skip
_DENIED = re.compile(
    r"\b(?:niet|geen|non|pas|no|ikke|lost|sign\w+|getekend|ondertekend|firmad[oa]|underskrevet|accept(?:é\w*|ed|eret)"
    r"|geaccepteerd|aceptad[oa]|refus\w+|afgewezen|rechazad[oa]|afvist|annul\w+|geannuleerd|cancel\w+)\b"
)
_KNOWN = ("Appointment scheduled", "Qualified to buy", "Presentation scheduled", "Decision maker bought-in",
          "Contract sent", "Proposal sent", "Negotiation", "Closed won", "Closed lost")  # fmt: skip
_LIFECYCLE: Mapping[str, str] = {
    **dict.fromkeys(("kunde", "klant", "client", "cliente"), "customer"),
    **dict.fromkeys(("verkaufschance", "verkoopkans", "opportunité", "oportunidad", "salgsmulighed"), "opportunity"),
    "sql": "sales qualified lead",
    "salesqualifiedlead": "sales qualified lead",
    "sales-qualified lead": "sales qualified lead",
    "sales-qualifizierter lead": "sales qualified lead",
    "vom vertrieb qualifizierter lead": "sales qualified lead",
}
_IN_PIPELINE = re.compile(r"\([^()]*\)$")


@dataclass(frozen=True, slots=True)
class Contact:
    """A contact as a lead of its own, and the ids of the deals that it is part of."""

    lead: Lead
    deals: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Deal:
    """A deal: the stage it stands on, since when, the first day on which there was one, and the contacts it names."""

    id: str
    contacts: tuple[str, ...]
    stage: Stage
    reached: date | None
    first_seen: date | None
    offer: str | None
    value: float | None


def is_contacts(columns: frozenset[str]) -> bool:
    """Whether a table with these columns is an export of contacts."""
    return {"record id", "email", "create date"} <= columns and "deal stage" not in columns


def is_deals(columns: frozenset[str]) -> bool:
    """Whether a table with these columns is an export of deals."""
    return {"record id", "deal name", "deal stage"} <= columns


def contact(record: Record, terms: Terms) -> Contact:
    """The contact in a row; raises RowError where it cannot be one."""
    received_at = dates.instant(record, "Create Date", terms.latest, terms.order)
    channel = channels.named(record.first("Original Source", "Latest Source"), terms.catalogue.channels)
    email = addresses.normalised(record["Email"]) or ""
    company = record.first("Company Name", "Associated Company")
    name = " ".join(part for part in (record["First Name"], record["Last Name"]) if part)
    key = companies.key(email, company, name)
    if not key:
        raise RowError('neither "Email" nor "Company Name" nor a name; fill one and import the file again')
    deals = named_deals(record)
    lead = Lead(
        external_id=f"{CONTACTS}:{identity(record)}",
        received_at=received_at,
        stages=_lifecycle(record, received_at.date(), terms, has_deals=bool(deals)),
        channel=channel,
        name=name,
        email=email,
        company=company,
        company_key=key,
        employees=_employees(record),
        message=record["Message"],
        lang=recognised(record["Preferred language"]),
        self_report=record["How did you hear about us?"],
        touches=_touches(record, received_at, channel, terms),
    )
    return Contact(lead, deals)


def named_deals(record: Record) -> tuple[str, ...]:
    """The ids of the deals that a contact is part of."""
    return _ids(record["Associated Deal IDs"])


def named_contacts(record: Record) -> tuple[str, ...]:
    """The ids of the contacts that a deal names as its own."""
    return _ids(record["Associated Contact IDs"])


def deal(record: Record, terms: Terms) -> Deal:
    """The deal in a row; raises RowError where its stage is unknown or a decided one has no date."""
    stage = _stage(record["Deal Stage"])
    decided = stage in ("won", "lost")
    closed = _day(record, "Close Date", terms, terms.latest if decided else date.max)
    if decided:
        closed = dates.day(record, "Close Date", terms.latest, terms.order)
    elif closed and closed > terms.as_of:
        closed = None  # of an open deal it is a forecast
    active = _day(record, "Last Activity Date", terms, terms.latest)
    created = _day(record, "Create Date", terms, terms.latest)
    seen = [on for on in (created, active, closed) if on]
    return Deal(
        id=identity(record),
        contacts=named_contacts(record),
        stage=stage,
        reached=closed or active or created,
        first_seen=min(seen, default=None),
        offer=offers.recognised(record["Deal Name"], terms.catalogue.offers),
        value=amounts.money(record, "Amount", terms.currency),
    )


def joined(contacts: Sequence[Contact], deals: Mapping[str, Deal]) -> list[Contact]:
    """The contacts, each with the deals that name it, where no contact names these: else the contacts are right."""
    named = {deal for contact in contacts for deal in contact.deals}
    of_contact: dict[str, list[str]] = defaultdict(list)
    for deal in deals.values():
        if deal.id not in named:
            for one in deal.contacts:
                of_contact[f"{CONTACTS}:{one}"].append(deal.id)
    return [replace(one, deals=(*one.deals, *of_contact.get(one.lead.external_id, ()))) for one in contacts]


def strands(contacts: Iterable[Contact], deals: Mapping[str, Deal]) -> Iterator[Strand]:
    """A strand for each contact, and one for each deal that it names; deals say more than the lifecycle stage."""
    for contact in contacts:
        lead = contact.lead
        named = [deals[deal] for deal in contact.deals if deal in deals]
        if named:
            lead = replace(lead, stages=(StageChange("inquiry", lead.received_at.date()),))
        yield Strand(lead, frozenset({lead.external_id}))
        for deal in named:
            dealt = replace(lead, stages=_dealt(deal, lead.received_at), offer=deal.offer, value=deal.value)
            yield Strand(dealt, frozenset({lead.external_id, f"{DEALS}:{deal.id}"}))


def identity(record: Record) -> str:
    """HubSpot's own id of the row."""
    found = record["Record ID"]
    if not found:
        raise RowError('no "Record ID"; export the file again with this column')
    return found


def _ids(text: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(re.findall(r"[^;,\s]+", text)))


def _dealt(deal: Deal, received_at: datetime) -> tuple[StageChange, ...]:
    """The stages of a lead with this deal. Contacts are often filed late: it asked on the first day known at latest."""
    received = received_at.date()
    first_seen = deal.first_seen or received
    stages = [StageChange("inquiry", min(received, first_seen)), StageChange("qualified", first_seen)]
    if deal.stage != "qualified":
        stages.append(StageChange(deal.stage, deal.reached or received))
    return tuple(stages)


def _lifecycle(record: Record, received: date, terms: Terms, *, has_deals: bool) -> tuple[StageChange, ...]:
    """What the lifecycle stage says of a contact whose deals are not known, or who has none."""
    stage = _LIFECYCLE.get(record["Lifecycle Stage"].casefold(), record["Lifecycle Stage"].casefold())
    inquiry = StageChange("inquiry", received)
    if stage in ("sales qualified lead", "opportunity"):
        return inquiry, StageChange("qualified", received)
    if stage != "customer" or (has_deals and not record["Close Date"]):
        return (inquiry,)
    if not record["Close Date"]:
        mend = "add it as 2026-03-31, or export the contact with its deal, and import the file again"
        raise RowError(f'no date in "Close Date", though "Lifecycle Stage" says Customer; {mend}')
    won = dates.day(record, "Close Date", terms.latest, terms.order)
    return StageChange("inquiry", min(received, won)), StageChange("qualified", won), StageChange("won", won)


def _stage(text: str) -> Stage:
    label = _IN_PIPELINE.sub("", text).rstrip()
    stage = vocabulary.stage_of(label)
    if stage in (None, "inquiry") and not _DENIED.search(label.casefold()):
        stage = next((stage for stage, words in _WORDS if words.search(label.casefold())), None)
    if stage in (None, "inquiry"):
        near = suggestion(label, _KNOWN) or f"; known are {', '.join(_KNOWN)}"
        raise RowError(f'unknown stage {quoted(text)} in "Deal Stage"{near}')
    return stage


def _day(record: Record, column: str, terms: Terms, latest: date) -> date | None:
    return dates.day(record, column, latest, terms.order) if record[column] else None


def _employees(record: Record) -> int | None:
    try:
        return amounts.people(record, "Number of Employees")
    except RowError:  # some portals keep words there; a lead is worth more than its size
        return None


def _touches(record: Record, received_at: datetime, channel: str, terms: Terms) -> tuple[Touch, ...]:
    """The first page that the contact saw."""
    if not record["First Page Seen"]:
        return ()
    at = received_at
    if record["Time First Seen"]:
        at = dates.instant(record, "Time First Seen", terms.latest, terms.order)
    return touches.of_page(record["First Page Seen"], at, channel, terms.catalogue.channels)
