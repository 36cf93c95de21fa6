"""Who sent a lead: another one, by a row of it, its address, its name or its company; else whoever was named."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from pipeline.audience import addresses, companies, plain_leads
from pipeline.audience.strands import Strand
from pipeline.model.people import Lead

_SHORTEST = 4
"""Letters of a name that no everyday word has by chance."""


def resolved(strands: Sequence[Strand]) -> tuple[Strand, ...]:
    """The strands, each with the first row of the lead that sent it in place of what names that one.

    What names nobody among them, or several, stays as it was said; who is said to have sent itself was sent by nobody.
    """
    if not any(strand.lead.referred_by for strand in strands):
        return tuple(strands)
    named = _names(strands)
    return tuple(_resolved(strand, named) for strand in strands)


def suggested(leads: Sequence[Lead]) -> tuple[tuple[Lead, Lead], ...]:
    """Leads that nobody is noted for, each with the earlier one that it names where it says how it heard of us."""
    named: dict[str, list[Lead]] = defaultdict(list)
    for lead in leads:
        for name in filter(None, {_person(lead), companies.normalised_name(lead.company)}):
            named[name].append(lead)
    pairs = ((lead, _told(lead, named)) for lead in leads if lead.self_report and not lead.referred_by)
    return tuple((lead, sender) for lead, sender in pairs if sender is not None)


def _told(lead: Lead, named: Mapping[str, Sequence[Lead]]) -> Lead | None:
    """The only one of the earlier leads whose name stands in its answer; None where none does, or several."""
    said = f" {companies.normalised_name(lead.self_report)} "
    found = {
        one.external_id: one
        for name, leads in named.items()
        if len(name) >= _SHORTEST and f" {name} " in said
        for one in leads
        if one is not lead and one.received_at < lead.received_at
    }
    return next(iter(found.values())) if len(found) == 1 else None


def _person(lead: Lead) -> str:
    """A name of several words: of one alone there are too many."""
    name = companies.normalised_name(lead.name)
    return name if " " in name else ""


def _resolved(strand: Strand, named: Mapping[str, str]) -> Strand:
    said = strand.lead.referred_by
    if not said:
        return strand
    found = next((named[name] for name in _names_in(said) if name in named), said)
    return replace(strand, lead=replace(strand.lead, referred_by="" if found == strand.lead.external_id else found))


def _names(strands: Iterable[Strand]) -> Mapping[str, str]:
    """What names exactly one lead → the first row of it."""
    firsts: dict[str, set[str]] = defaultdict(set)
    for strand in strands:
        for name in (*strand.rows, *_names_of(strand.lead)):
            firsts[name].add(strand.lead.external_id)
    return {name: next(iter(leads)) for name, leads in firsts.items() if name and len(leads) == 1}


def _names_of(lead: Lead) -> Iterator[str]:
    yield from (lead.email, lead.company_key)
    yield from (companies.normalised_name(name) for name in (lead.name, lead.company))


def _names_in(said: str) -> Iterator[str]:
    """What a cell or a person may mean, the surest first: a row, the id in a list of one's own, an address, a name."""
    yield said
    yield plain_leads.row_of(said)
    if address := addresses.normalised(said):
        yield address
        yield companies.own_domain(address)
    yield companies.normalised_name(said)
