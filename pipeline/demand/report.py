"""The positioning report as one value; terminal, page and JSON are three ways to show it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from pipeline.demand import (
    breakeven,
    channels,
    crowds,
    doubts,
    leads,
    outside,
    primary,
    rows,
    stretches,
    tally,
    tongues,
    wished,
)
from pipeline.demand.breakeven import Economics
from pipeline.demand.channels import ChannelRow, OfferRow
from pipeline.demand.credit import journeys
from pipeline.demand.credit.journeys import Attribution
from pipeline.demand.crowds import FitCount, SegmentCount
from pipeline.demand.doubts import Trace
from pipeline.demand.leads import Counted
from pipeline.demand.ledger import Ledger
from pipeline.demand.outside import Outside
from pipeline.demand.pooled import Cases
from pipeline.demand.primary import PrimaryRow
from pipeline.demand.rows import ThemeRow
from pipeline.demand.stretches import Stretch
from pipeline.demand.tongues import LanguageRow
from pipeline.demand.verdicts import Question
from pipeline.demand.wished import WishRow


@dataclass(frozen=True, slots=True, kw_only=True)
class Journeys:
    """How the qualified leads of the period came: with a post among their touches, or without one.

    `traced` ones have any touch recorded, or said how they heard of us. `agreement`: of those whose own answer names a
    channel, the share that the records give the same one.
    """

    leads: int
    touched_by_content: int
    untouched: int
    self_reported: int
    traced: int
    agreement: float | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """Which topics draw clients, and which only take time, as of the end of the ledger's window.

    `primary` has the row of each theme by primary themes only. `gaps` names what is missing in the period: themes,
    offers, posts, leads, effort, traffic.
    """

    ledger: Ledger
    leads: tuple[Counted, ...]
    themes: tuple[ThemeRow, ...]
    primary: Mapping[str, PrimaryRow]
    unpromoted_demand: tuple[str, ...]
    channels: tuple[ChannelRow, ...]
    offers: tuple[OfferRow, ...]
    met_wanted: Mapping[tuple[str | None, str | None], float]
    journeys: Journeys
    models: Attribution
    languages: tuple[LanguageRow, ...]
    segments: Mapping[str, SegmentCount]
    fit: Mapping[str, FitCount]
    stretches: tuple[Stretch, ...]
    wishes: tuple[WishRow, ...]
    inquiries: int
    qualified: int
    outside: Outside
    gaps: tuple[str, ...]

    @property
    def break_even(self) -> float | None:
        """The leads that a mature post must bring to pay for itself; None where the settings do not say."""
        return breakeven.lead_break_even(self.ledger.economics)

    @property
    def economics(self) -> Economics:
        """What the question of posts is judged by (`rows.economics`)."""
        return rows.economics(self.ledger, [row.drawn for row in self.themes])

    def cases(self, question: Question) -> Cases:
        """Leads and exposure of each theme, by which a question is judged."""
        return {row.theme.id: rows.case(question, row.given, row.drawn) for row in self.themes}

    @property
    def trace(self) -> Trace:
        """For how many leads of the period it is known whether they came by a post."""
        return doubts.trace(self.ledger, self.leads)

    @property
    def qualified_leads(self) -> tuple[Counted, ...]:
        """The leads that were qualified in the period."""
        return tuple(lead for lead in self.leads if self.ledger.holds(lead.qualified))


def assemble(ledger: Ledger) -> Report:
    """The report on a ledger; the same ledger gives the same report."""
    counted = leads.counted(ledger)
    themes = rows.theme_rows(ledger, counted)
    qualified = [lead for lead in counted if ledger.holds(lead.qualified)]
    return Report(
        ledger=ledger,
        leads=counted,
        themes=themes,
        primary=primary.primary_rows(ledger, counted),
        unpromoted_demand=rows.unpromoted_demand(themes),
        channels=channels.channel_rows(ledger, counted),
        offers=channels.offer_rows(ledger, counted),
        met_wanted=leads.met_wanted(ledger, counted),
        journeys=_journeys(qualified),
        models=journeys.attribution(ledger),
        languages=tongues.language_rows(ledger, counted),
        segments=crowds.segments(ledger, counted),
        fit=crowds.fit(qualified),
        stretches=stretches.stretches(ledger, counted),
        wishes=wished.wish_rows(ledger),
        inquiries=sum(ledger.holds(lead.received) for lead in counted),
        qualified=len(qualified),
        outside=outside.outside(ledger, counted),
        gaps=_gaps(ledger, counted),
    )


def _journeys(qualified: Sequence[Counted]) -> Journeys:
    touched = sum(bool(lead.met) for lead in qualified)
    told = [lead for lead in qualified if lead.told is not None]
    return Journeys(
        leads=len(qualified),
        touched_by_content=touched,
        untouched=len(qualified) - touched,
        self_reported=sum(lead.self_reported for lead in qualified),
        traced=sum(lead.traced for lead in qualified),
        agreement=sum(lead.told == lead.channel for lead in told) / len(told) if told else None,
    )


def _gaps(ledger: Ledger, counted: Sequence[Counted]) -> tuple[str, ...]:
    """What the report has not been told of this period."""
    told = {
        "themes": bool(ledger.catalogue.themes),
        "offers": bool(ledger.catalogue.offers),
        "posts": bool(ledger.published),
        "leads": any(ledger.holds(lead.received) or ledger.holds(lead.qualified) for lead in counted),
        "effort": bool(tally.acquisition(ledger)),
        "traffic": any(ledger.holds(seen.until) for seen in ledger.views),
    }
    return tuple(name for name, known in told.items() if not known)
