"""Strands: what one row says of a lead, and how several strands of one company become one lead."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time

from pipeline.audience import companies
from pipeline.model import day_range
from pipeline.model.dates import Order
from pipeline.model.people import DIRECT, FIT, QUALIFIED, STAGES, Fit, Lead, Stage, StageChange, Touch
from pipeline.model.theme import Catalogue


@dataclass(frozen=True, slots=True)
class Terms:
    """What a reader needs beside the row: the last day that is taken for a date, how 03/04/2026 is meant, and the
    currency of sums; where that is empty, any.
    """

    catalogue: Catalogue
    as_of: date
    latest: date
    order: Order | None = None
    currency: str = ""

    @classmethod
    def of_new_rows(cls, catalogue: Catalogue, as_of: date, order: Order | None = None, *, currency: str = "") -> Terms:
        """For rows that arrive: a date far ahead is refused, and another currency."""
        return cls(catalogue, as_of, day_range.latest(as_of), order, currency)

    @classmethod
    def of_kept_rows(cls, catalogue: Catalogue, as_of: date) -> Terms:
        """For rows that were taken once: looking back with an early `as_of` must not lose them."""
        return cls(catalogue, as_of, date.max)


@dataclass(frozen=True, slots=True)
class Strand:
    """A lead as some rows tell it; `rows` are their external ids, a CRM's deals included.

    One with `is_lead` False only brings its touches to a lead of the same company.
    """

    lead: Lead
    rows: frozenset[str]
    is_lead: bool = True


def merged(
    strands: Iterable[Strand], joins: Iterable[tuple[str, str]] = (), aside: Collection[str] = ()
) -> tuple[Strand, ...]:
    """One strand a company, the earliest first: the first channel that is known, everyone's touches, all stages.

    `joins` are pairs of rows that somebody called one lead, whatever their companies. Rows that were set aside stay
    among themselves: what comes later from the same company is a lead again. Where none is a lead, none comes of it.
    """
    ordered = sorted(strands, key=lambda strand: (strand.lead.received_at, strand.lead.external_id))
    keys = _keys(ordered)
    roots = _joined(ordered, keys, joins)
    groups: dict[tuple[bool, str], list[int]] = defaultdict(list)
    for place, strand in enumerate(ordered):
        is_aside = any(row in aside for row in strand.lead.rows)
        groups[is_aside, roots[keys[place]]].append(place)
    return tuple(
        Strand(
            replace(_together([ordered[place] for place in group]), company_key=keys[group[0]], set_aside=is_aside),
            frozenset[str]().union(*(ordered[place].rows for place in group)),
        )
        for (is_aside, _), group in groups.items()
        if any(ordered[place].is_lead for place in group)
    )


def _together(strands: Sequence[Strand]) -> Lead:
    """The strands of one company, the earliest first, as one lead."""
    lead = _one([strand.lead for strand in strands if strand.is_lead])
    rows = dict.fromkeys((*lead.rows, *(row for strand in strands for row in strand.lead.rows)))
    touches = _touches([strand.lead for strand in strands])
    return replace(lead, touches=touches, merged=tuple(row for row in rows if row != lead.external_id))


def _keys(strands: Sequence[Strand]) -> list[str]:
    leads = [strand.lead for strand in strands]
    found = companies.keys([companies.contact(lead.email, lead.company, lead.name) for lead in leads])
    return [key or lead.external_id for key, lead in zip(found, leads, strict=True)]


def _joined(strands: Sequence[Strand], keys: Sequence[str], joins: Iterable[tuple[str, str]]) -> Mapping[str, str]:
    """For each key the first of those that it is joined with."""
    of_row = {row: key for strand, key in zip(strands, keys, strict=True) for row in strand.rows}
    above = {key: key for key in keys}

    def root(key: str) -> str:
        while above[key] != key:
            key = above[key]
        return key

    for one, other in joins:
        if one in of_row and other in of_row:
            above[root(of_row[other])] = root(of_row[one])
    return {key: root(key) for key in keys}


def history(changes: Iterable[StageChange]) -> tuple[StageChange, ...]:
    """The stages that `changes` amount to, in their order, each on its first day.

    A lead that got an offer, or bought, was qualified by then. A sale ends the history: a second deal is no new
    lead, and a later loss does not undo a client. A loss counts only where nothing came after it.
    """
    changes = tuple(changes)
    first: dict[Stage, date] = {}
    for change in sorted(changes, key=lambda change: change.on):
        first.setdefault(change.stage, change.on)
    qualified = min((first[stage] for stage in QUALIFIED if stage in first), default=None)
    if qualified is not None:
        first["qualified"] = qualified
    won = first.get("won")
    lost = max((change.on for change in changes if change.stage == "lost"), default=None)
    if won is not None:
        first = {stage: on for stage, on in first.items() if on <= won and stage != "lost"}
    elif lost is not None:
        del first["lost"]
        if lost >= max(change.on for change in changes):
            first["lost"] = lost
    return tuple(StageChange(stage, first[stage]) for stage in sorted(first, key=lambda stage: _place(stage, first)))


def _place(stage: Stage, first: dict[Stage, date]) -> tuple[date, int]:
    return first[stage], STAGES.index(stage)


def _one(leads: Sequence[Lead]) -> Lead:
    """`leads` of one company, the earliest first, as one. What the first contact left open, a later one may say."""
    deciding = _deciding(leads)
    asking = [lead for lead in leads if lead is deciding or _asks_for_it(lead, deciding)]
    # With its own language: others may write in others.
    said = next((lead for lead in asking if lead.message), asking[0])
    email = next((lead.email for lead in leads if lead.email), "")
    rows = dict.fromkeys(row for lead in leads for row in lead.rows)
    return replace(
        leads[0],
        received_at=_first_moment([lead.received_at for lead in leads]),
        stages=history(change for lead in leads for change in lead.stages),
        channel=next((lead.channel for lead in leads if lead.channel != DIRECT), DIRECT),
        name=next((lead.name for lead in leads if lead.name and email in (lead.email, "")), ""),
        email=email,
        company=next((lead.company for lead in leads if lead.company), ""),
        employees=next((lead.employees for lead in leads if lead.employees is not None), None),
        message=said.message,
        lang=said.lang,
        self_report=next((lead.self_report for lead in leads if lead.self_report), ""),
        referred_by=next((lead.referred_by for lead in leads if lead.referred_by), ""),
        offer=deciding.offer or next((lead.offer for lead in asking if lead.offer), None),
        value=deciding.value,
        theme=next((lead.theme for lead in asking if lead.theme), None),
        fit=Fit(**{question: _answer(leads, question) for question in FIT}),
        touches=_touches(leads),
        merged=tuple(row for row in rows if row != leads[0].external_id),
    )


def _asks_for_it(lead: Lead, deciding: Lead) -> bool:
    """Whether `lead` may say what was sold: it came by the day of the sale, and was not lost before that one began."""
    sold = deciding.first("won")
    if sold is None:
        return True
    was_lost = lead.stage == "lost" and lead.stages[-1].on < deciding.received_at.date()
    return lead.received_at.date() <= sold and not was_lost


def _first_moment(moments: Sequence[datetime]) -> datetime:
    """When it first wrote, the earliest of `moments` being the first: a day alone says less than a time on that day."""
    day = moments[0].date()
    timed = [moment for moment in moments if moment.date() == day and moment.time() != time.min]
    return min(timed, default=moments[0])


def _deciding(leads: Sequence[Lead]) -> Lead:
    """The strand whose offer and value count: the first sale, else what still moves, else what moved last."""
    sales = [lead for lead in leads if lead.first("won")]
    if sales:
        return min(sales, key=lambda lead: (lead.first("won") or date.max, lead.offer is None, lead.offer or ""))
    return max(leads, key=lambda lead: (lead.stage in QUALIFIED, lead.stages[-1].on, len(lead.stages)))


def _answer(leads: Sequence[Lead], question: str) -> bool | None:
    return next((said for lead in leads if (said := getattr(lead.fit, question)) is not None), None)


def _touches(leads: Sequence[Lead]) -> tuple[Touch, ...]:
    touches = dict.fromkeys(touch for lead in leads for touch in lead.touches)
    return tuple(sorted(touches, key=lambda touch: (touch.at, touch.channel, touch.post or "", touch.campaign or "")))
