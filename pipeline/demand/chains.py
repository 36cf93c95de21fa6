"""Who sent whom: chains of leads that sent one another, or that the same person sent."""

from __future__ import annotations

from collections.abc import Collection, Mapping

from pipeline.model.people import Lead


def joined(leads: Collection[Lead]) -> Mapping[str, str]:
    """The first row of each lead → the name of its chain; one that sent nobody, and nobody sent, is its own."""
    firsts = {lead.external_id for lead in leads}
    above: dict[str, str] = {}

    def root(name: str) -> str:
        while above.setdefault(name, name) != name:
            name = above[name]
        return name

    for lead in leads:
        sender = lead.referred_by if lead.referred_by in firsts else " ".join(lead.referred_by.split()).casefold()
        if sender:
            above[root(lead.external_id)] = root(sender)
    return {first: root(first) for first in firsts}
