"""Who sent whom: chains of leads that sent one another, or that the same person sent.

A chain is one success, so it counts once where it matters how sure something is: `independent` ones are so many chains.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from math import fsum

from pipeline.model.people import Lead

_LIKE_ALL = 5.0
"""So many chains of the usual length count beside a theme's own: where a long one falls is mostly chance, but not where
some themes bring others and some do not (bench/other_worlds.py has both)."""

Drew = tuple[float, float]
"""Leads that came: all, and the independent ones of them."""


def joined(leads: Collection[Lead]) -> Mapping[str, str]:
    """The first row of each lead → the name of its chain; one that sent nobody, and nobody sent, is its own."""
    firsts = {lead.external_id for lead in leads}

    def sender(lead: Lead) -> str:
        return lead.referred_by if lead.referred_by in firsts else " ".join(lead.referred_by.split()).casefold()

    return united(filter(None, (lead.external_id, sender(lead))) for lead in leads)


def united(groups: Iterable[Iterable[str]]) -> Mapping[str, str]:
    """Each of the names → the one name of all that stand with it in a group, or with one of these."""
    above: dict[str, str] = {}

    def root(name: str) -> str:
        while above.setdefault(name, name) != name:
            name = above[name]
        return name

    for first, *others in groups:
        for name in (first, *others):
            above[root(first)] = root(name)
    return {name: root(name) for name in above}


def brought(drew: Mapping[str, Drew]) -> dict[str, float]:
    """Theme → how many leads one independent lead of it stands for: 1 where nobody sent anybody."""
    of_all = length(drew.values())
    return {theme: (every + _LIKE_ALL * of_all) / (alone + _LIKE_ALL) for theme, (every, alone) in drew.items()}


def length(drew: Collection[Drew]) -> float:
    """How many leads an independent one stands for on the mean of all themes."""
    alone = fsum(one for _, one in drew)
    return fsum(every for every, _ in drew) / alone if alone else 1.0
