"""Who sent a lead: another one, by a row of it, its address, its name or its company; else whoever was named."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from pipeline.audience import addresses, companies, plain_leads
from pipeline.audience.strands import Strand
from pipeline.model import channels
from pipeline.model.people import Lead

_SHORTEST = 4
"""Letters of a name that no everyday word has by chance."""
_WORDS = 8
"""Words that a name has at most."""
_NAMED = 2
"""Words of a name that nobody else has."""
_ANY = """
    acquaintance client clients colleague contact customer friend partner someone ein eine bekannte bekannter
    freund freundin jemand kollege kollegin kontakt kunde kunden kundin stammkunde bestandskunde en et kollega
    kunder ven bekendt een bekende collega klant vriend un une ami amie collègue cliente connaissance amico amica
    conoscente amigo amiga colega um uma conhecido conhecida alguém contacto contato parceiro parceira kund vän
    venn bekjent klient klientka kolega koleżanka znajomy znajoma
    kein keine nicht niemand unbekannt no nobody not unknown aucun aucune
"""
_ANYBODY = frozenset(_ANY.split())
"""Words for people who could be any: two leads that "a client" sent were sent by two."""
_SURNAMES = frozenset(("las", "li", "lu", "post", "read"))
"""Parts of names that would else speak of something read."""

_FORGOTTEN = "forgotten lead "

Names = Mapping[str, str]
"""What names exactly one lead → the first row of it."""


def forgotten(lead_id: int) -> str:
    """What stands for the one that sent others, once it is forgotten."""
    return f"{_FORGOTTEN}{lead_id}"


def names(leads: Sequence[Strand], parts: Iterable[Strand]) -> Names:
    """What names each of the leads: that of each of its people and firms, as the `parts` of it told them."""
    first_of = {row: strand.lead.external_id for strand in leads for row in strand.lead.rows}
    firsts: dict[str, set[str]] = defaultdict(set)
    for strand in (*leads, *parts):
        if first := first_of.get(strand.lead.external_id):
            for name in (*strand.rows, *_names_of(strand.lead)):
                firsts[name].add(first)
    return {name: next(iter(found)) for name, found in firsts.items() if name and len(found) == 1}


def resolved(strands: Iterable[Strand], named: Names) -> tuple[Strand, ...]:
    """The strands, each with the first row of the lead that sent it in place of what names that one.

    What names nobody among them, or several, stays as it was said; who is said to have sent itself was sent by nobody.
    """
    return tuple(_resolved(strand, named) if strand.lead.referred_by else strand for strand in strands)


def sender(said: str, named: Names) -> str | None:
    """The first row of the lead that a cell or a person means; None where it is none of them."""
    return next((named[name] for name in _names_in(said) if name in named), None)


def suggested(leads: Sequence[Lead]) -> tuple[tuple[Lead, Lead], ...]:
    """Leads that nobody is noted for, each with the earlier one that it names where it says how it heard of us."""
    named: dict[str, list[Lead]] = defaultdict(list)
    for lead in leads:
        for name in filter(None, {_person(lead), companies.contact("", lead.company, "").company}):
            named[name].append(lead)
    pairs = ((lead, _told(lead, named)) for lead in leads if lead.self_report and not lead.referred_by)
    return tuple((lead, sender) for lead, sender in pairs if sender is not None)


def _told(lead: Lead, named: Mapping[str, Sequence[Lead]]) -> Lead | None:
    """The only one of the earlier leads whose name stands in its answer; None where none does, or several."""
    words = companies.normalised_name(lead.self_report).split(" ")
    names = {" ".join(words[i:j]) for i in range(len(words)) for j in range(i + 1, i + 1 + _WORDS)}
    found = {
        one.external_id: one
        for name in names
        if len(name) >= _SHORTEST
        for one in named.get(name, ())
        if one is not lead and one.received_at < lead.received_at
    }
    return next(iter(found.values())) if len(found) == 1 else None


def _person(lead: Lead) -> str:
    """A name of several words: of one alone there are too many."""
    name = companies.normalised_name(lead.name)
    return name if " " in name else ""


def _resolved(strand: Strand, named: Names) -> Strand:
    said = strand.lead.referred_by
    found = sender(said, named) or ("" if _names_nobody(said) else said)
    return replace(strand, lead=replace(strand.lead, referred_by="" if found == strand.lead.external_id else found))


def _names_nobody(said: str) -> bool:
    """Whether it names nobody in particular: no address, nor a first and a last name, or a firm of two words."""
    words = companies.normalised_name(said).split()
    capital = sum(not word[0].islower() and not word.isdecimal() for word in said.split())
    way = " ".join(word for word in said.split() if word.casefold() not in _SURNAMES)
    is_way = channels.checked(said, {}) is not None or channels.names_reading(way)
    is_name = capital >= _NAMED and _ANYBODY.isdisjoint(words) and not is_way
    return addresses.normalised(said) is None and not is_name and not said.startswith(_FORGOTTEN)


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
