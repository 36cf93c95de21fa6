"""The positioning report as one value; terminal, page and JSON are three ways to show it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from pipeline.demand import channels, leads, rows
from pipeline.demand.channels import ChannelRow, OfferRow
from pipeline.demand.ledger import Ledger
from pipeline.demand.rows import ThemeRow


@dataclass(frozen=True, slots=True)
class Journeys:
    """How the qualified leads of the period came: with a post among their touches, or without one."""

    leads: int
    touched_by_content: int
    untouched: int
    self_reported: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """Which topics draw clients, and which only take time, as of the end of the ledger's window."""

    ledger: Ledger
    themes: tuple[ThemeRow, ...]
    unpromoted_demand: tuple[str, ...]
    channels: tuple[ChannelRow, ...]
    offers: tuple[OfferRow, ...]
    met_wanted: Mapping[tuple[str | None, str | None], float]
    journeys: Journeys
    inquiries: int
    qualified: int
    gaps: tuple[str, ...]


def assemble(ledger: Ledger) -> Report:
    """The report on a ledger; the same ledger gives the same report."""
    counted = leads.counted(ledger)
    themes = rows.theme_rows(ledger, counted)
    qualified = [lead for lead in counted if ledger.holds(lead.qualified)]
    touched = sum(bool(lead.met) for lead in qualified)
    return Report(
        ledger=ledger,
        themes=themes,
        unpromoted_demand=rows.unpromoted_demand(themes),
        channels=channels.channel_rows(ledger, counted),
        offers=channels.offer_rows(ledger, counted),
        met_wanted=rows.met_wanted(ledger, counted),
        journeys=Journeys(
            len(qualified), touched, len(qualified) - touched, sum(lead.self_reported for lead in qualified)
        ),
        inquiries=sum(ledger.holds(lead.received) for lead in counted),
        qualified=len(qualified),
        gaps=_gaps(ledger),
    )


def _gaps(ledger: Ledger) -> tuple[str, ...]:
    """What the report has not been told, by the name of the import that would tell it."""
    told = {
        "themes": ledger.catalogue.themes,
        "offers": ledger.catalogue.offers,
        "posts": ledger.pieces,
        "leads": ledger.leads,
        "effort": ledger.efforts,
        "traffic": ledger.views,
    }
    return tuple(name for name, facts in told.items() if not facts)
