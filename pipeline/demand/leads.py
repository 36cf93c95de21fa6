"""What a lead wants, what it met, and when it counts."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from math import fsum

from pipeline.demand import chains
from pipeline.demand.ledger import Ledger, Piece, Weights
from pipeline.model import channels
from pipeline.model.people import DIRECT, QUALIFIED, Fit, Lead
from pipeline.model.theme import Catalogue


@dataclass(frozen=True, slots=True, kw_only=True)
class Counted:
    """A lead as the report counts it: the days it reached each point (None: not by the end of the period).

    `told` is the channel that it named when asked how it had heard of us, `self_reported` whether it answered;
    `traced` is whether it did, or any touch of it is recorded, `placed` whether that tells if it came by a post;
    `is_open` is whether it may still be qualified, `by_people` whether it came by meeting somebody. `has_value` is
    whether it is known what a sale brought. `segment` is the size of its company, None where that is not known or fits
    none. `chain` names the leads that sent one another.
    """

    received: date
    qualified: date | None
    offered: date | None
    won: date | None
    lost: date | None
    channel: str
    offer: str | None
    revenue: float
    has_value: bool
    wanted: Weights
    met: Weights
    self_reported: bool
    traced: bool
    placed: bool
    is_open: bool
    by_people: bool
    told: str | None
    lang: str | None
    segment: str | None
    fit: Fit
    chain: str


def counted(ledger: Ledger) -> tuple[Counted, ...]:
    """Every lead that had come in by the end of the period, in the order of the ledger."""
    pieces = {piece.key: piece for piece in ledger.pieces}
    there = [lead for lead in ledger.leads if lead.received_on <= ledger.until]
    chain_of = chains.joined(there)
    return tuple(_counted(lead, ledger, pieces, chain_of[lead.external_id]) for lead in there)


def by_wish(lead: Counted) -> Weights:
    """What a lead wants."""
    return lead.wanted


def by_posts(lead: Counted) -> Weights:
    """What a lead met."""
    return lead.met


def independent(theme: str, leads: Iterable[Counted], of: Callable[[Counted], Weights] = by_wish) -> float:
    """How many of the leads want a theme (or met it), of each chain the one that wants it most."""
    most: dict[str, float] = defaultdict(float)
    for lead in leads:
        most[lead.chain] = max(most[lead.chain], of(lead).get(theme, 0.0))
    return fsum(most.values())


def wanted(lead: Lead, catalogue: Catalogue, asked: Weights) -> Weights:
    """The theme set by hand, else those of the offer it asked for or bought, else those of its message."""
    if lead.theme is not None and lead.theme in catalogue.themes:
        return {lead.theme: 1.0}
    offer = catalogue.offers.get(lead.offer) if lead.offer else None
    if offer is not None and offer.themes:
        return dict.fromkeys(offer.themes, 1 / len(offer.themes))
    return asked


def met(lead: Lead, pieces: Mapping[str, Piece], look_back_days: int) -> Weights:
    """The themes of the posts it touched before it wrote: one lead, split equally over touches, then by tags."""
    found = met_posts(lead, pieces, look_back_days)
    shares: dict[str, list[float]] = defaultdict(list)
    for piece in found:
        for theme, weight in piece.themes.items():
            shares[theme].append(weight / len(found))
    return {theme: fsum(parts) for theme, parts in shares.items()}


def met_posts(lead: Lead, pieces: Mapping[str, Piece], look_back_days: int) -> list[Piece]:
    """The posts that it touched before it wrote, each as often as it did.

    Touches older than the look-back window, or of anything but a post with a theme, are left out. One visit that was
    recorded twice, as a page and as the post that its link was made for, is one touch.
    """
    earliest = lead.received_at - timedelta(days=look_back_days)
    visits = {
        (touch.at, touch.channel, piece.key): piece
        for touch in lead.touches
        if earliest <= touch.at <= lead.received_at and (piece := pieces.get(touch.post or "")) and piece.themes
    }
    return list(visits.values())


def met_wanted(ledger: Ledger, counted: Iterable[Counted]) -> dict[tuple[str | None, str | None], float]:
    """Qualified leads by (theme met, theme wanted); None where a lead met no content, or its wish is not known."""
    shares: dict[tuple[str | None, str | None], list[float]] = defaultdict(list)
    for lead in counted:
        if ledger.holds(lead.qualified):
            for met, of_met in _or_unknown(lead.met):
                for wanted, of_wanted in _or_unknown(lead.wanted):
                    shares[met, wanted].append(of_met * of_wanted)
    return {pair: fsum(leads) for pair, leads in shares.items()}


def value(lead: Lead, catalogue: Catalogue) -> float | None:
    """What a won lead brought: its value, else the price of its offer; None where neither is known."""
    if lead.value is not None:
        return lead.value
    offer = catalogue.offers.get(lead.offer) if lead.offer else None
    return offer.price if offer else None


def qualified_on(lead: Lead) -> date | None:
    """The day on which a lead was qualified: whoever got an offer, or bought, was qualified by then."""
    return lead.first(*QUALIFIED)


def open_in(ledger: Ledger, leads: Iterable[Counted]) -> list[Counted]:
    """The inquiries of the period that may still be qualified."""
    return [lead for lead in leads if lead.is_open and ledger.holds(lead.received)]


def unqualified_in(ledger: Ledger, leads: Iterable[Counted]) -> list[Counted]:
    """The inquiries of the period that nobody qualified: open ones, and lost ones. Of a list that says of each only
    how it ended, a lost one may well have been qualified before.
    """
    return [lead for lead in leads if lead.qualified is None and ledger.holds(lead.received)]


def told(lead: Lead, catalogue: Catalogue) -> str | None:
    """The one channel that the lead's own answer is a word for, or whose id or name stands in it; None where that is
    none, or several.
    """
    known, answer = catalogue.channels, lead.self_report.casefold()
    whole = channels.checked(lead.self_report, known)
    if whole not in (None, DIRECT):
        return whole
    names: dict[str, tuple[str, ...]] = {key: (key,) for key in channels.USUAL if key != DIRECT}
    names |= {key: (key, *channel.name.values()) for key, channel in known.items()}
    named = [key for key, called in names.items() if any(_stands(name.casefold(), answer) for name in called if name)]
    return named[0] if len(named) == 1 else None


def _or_unknown(shares: Weights) -> Sequence[tuple[str | None, float]]:
    return tuple(shares.items()) or ((None, 1.0),)


def _stands(name: str, answer: str) -> bool:
    return re.search(rf"(?<!\w){re.escape(name)}(?!\w)", answer) is not None


def _counted(lead: Lead, ledger: Ledger, pieces: Mapping[str, Piece], chain: str) -> Counted:
    won = _by(ledger.until, lead.first("won"))
    brought = value(lead, ledger.catalogue) if won else None
    spoken = told(lead, ledger.catalogue)
    return Counted(
        received=lead.received_on,
        qualified=_by(ledger.until, qualified_on(lead)),
        offered=_by(ledger.until, lead.first("offered")),
        won=won,
        lost=_by(ledger.until, lead.first("lost")),
        channel=lead.channel,
        offer=lead.offer,
        revenue=brought or 0.0,
        has_value=brought is not None,
        wanted=wanted(lead, ledger.catalogue, _asked(lead, ledger)),
        met=met(lead, pieces, ledger.settings.look_back_days),
        self_reported=bool(lead.self_report),
        traced=bool(lead.self_report or lead.touches),
        placed=_placed(lead, spoken or lead.channel, ledger.catalogue),
        is_open=_by(ledger.until, lead.first(*QUALIFIED, "lost")) is None,
        by_people=channels.is_personal(spoken or lead.channel, ledger.catalogue.channels),
        told=spoken,
        lang=lead.lang,
        segment=ledger.segments.of(lead.employees),
        fit=lead.fit,
        chain=chain,
    )


def _placed(lead: Lead, channel: str, catalogue: Catalogue) -> bool:
    """Whether it is known if a lead came by a post: its visits are recorded, or it said that it came by people.

    Whoever says "your blog", or found you by a search, may have read any post.
    """
    by_people = channels.is_personal(channel, catalogue.channels) and not channels.names_reading(lead.self_report)
    came = any(touch.at <= lead.received_at for touch in lead.touches)  # later ones say nothing of how it came
    return came or (bool(lead.self_report) and by_people)


def _by(until: date, day: date | None) -> date | None:
    return day if day is not None and day <= until else None


def _asked(lead: Lead, ledger: Ledger) -> Weights:
    return {} if lead.id is None else ledger.asked.get(lead.id, {})
