"""Ways to clients: what each costs in hours and cash, and what came through it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from math import fsum

from pipeline.demand import chains, costs, funnels, tally
from pipeline.demand.costs import AtLeast
from pipeline.demand.funnels import Passed
from pipeline.demand.interval import Interval
from pipeline.demand.leads import Counted
from pipeline.demand.ledger import Ledger
from pipeline.model.people import DIRECT
from pipeline.model.theme import Channel, Offer


@dataclass(frozen=True, slots=True, kw_only=True)
class ChannelRow:
    """A channel in the period. Minutes are acquisition; `process_minutes` is what its steps say a client takes, and
    `funnel` how far its inquiries came.
    """

    id: str
    channel: Channel | None
    minutes: float
    cash: float
    leads: int
    clients: int
    cost_per_client: Interval | AtLeast | None
    minutes_per_client: Interval | AtLeast | None
    process_minutes: float | None
    funnel: tuple[Passed, ...]


@dataclass(frozen=True, slots=True)
class OfferRow:
    """An offer in the period: how often it was sold, and for how much, as far as the value of a sale is known."""

    offer: Offer
    sold: int
    valued: int
    revenue: float


def channel_rows(ledger: Ledger, counted: Sequence[Counted]) -> tuple[ChannelRow, ...]:
    """A row a channel that is defined, was worked on or brought a lead: defined ones first, then by id."""
    worked = {effort.channel for effort in tally.acquisition(ledger) if effort.channel}
    brought = {lead.channel for lead in counted if ledger.holds(lead.received) or ledger.holds(lead.won)}
    others = sorted((worked | brought) - ledger.catalogue.channels.keys(), key=lambda key: (key == DIRECT, key))
    keys = (*ledger.catalogue.channels, *others)
    won = {key: [lead.chain for lead in counted if lead.channel == key and ledger.holds(lead.won)] for key in keys}
    of_client = chains.brought({key: (len(found), len(set(found))) for key, found in won.items()})
    return tuple(_channel(key, ledger, counted, won[key], of_client[key]) for key in keys)


def offer_rows(ledger: Ledger, counted: Sequence[Counted]) -> tuple[OfferRow, ...]:
    """A row an offer, in the order of offers.toml."""
    sold: Mapping[str, list[Counted]] = {
        key: [lead for lead in counted if lead.offer == key and ledger.holds(lead.won)]
        for key in ledger.catalogue.offers
    }
    return tuple(
        OfferRow(
            offer, len(sold[key]), sum(lead.has_value for lead in sold[key]), fsum(lead.revenue for lead in sold[key])
        )
        for key, offer in ledger.catalogue.offers.items()
    )


def _channel(key: str, ledger: Ledger, counted: Sequence[Counted], won: Sequence[str], brought: float) -> ChannelRow:
    """`won` are the chains that its clients belong to, a name a client."""
    channel = ledger.catalogue.channels.get(key)
    minutes = fsum(effort.minutes for effort in tally.acquisition(ledger) if effort.channel == key)
    cash = fsum(spent.amount for spent in channel.cash if ledger.holds(spent.on)) if channel else 0.0
    rate = ledger.settings.hourly_rate
    cost = cash + minutes / 60 * (rate or 0.0)
    steps = [(step.minutes, step.conversion) for step in channel.steps] if channel else []
    of_client = partial(costs.per_client, clients=len(won), independent=len(set(won)), brought=brought)
    inquiries = [lead for lead in counted if lead.channel == key and ledger.holds(lead.received)]
    return ChannelRow(
        id=key,
        channel=channel,
        minutes=minutes,
        cash=cash,
        leads=len(inquiries),
        clients=len(won),
        # Hours without a price would make a channel look cheap, so it has no cost then.
        cost_per_client=None if cost <= 0 or (minutes and not rate) else of_client(cost),
        minutes_per_client=of_client(minutes) if minutes else None,
        process_minutes=costs.minutes_per_client(steps) if steps else None,
        funnel=funnels.funnel(inquiries, funnels.stages(ledger, counted)),
    )
