"""What each theme was given in the period, and what it drew.

Sums are exact (fsum), so that the order in which facts come changes nothing.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from math import fsum

from pipeline.demand import leads, maturity
from pipeline.demand.leads import Counted
from pipeline.demand.ledger import Ledger, Weights
from pipeline.demand.maturity import DatedPost
from pipeline.model.people import Effort
from pipeline.model.theme import Channel, Theme


@dataclass(frozen=True, slots=True, kw_only=True)
class Given:
    """What a theme was given in the period. Minutes are acquisition; billable ones stand apart.

    `cash` is the theme's part of what its channels cost, by the hours that it spent in each.
    """

    posts: float
    mature_posts: float
    months_on_offer: float
    minutes: float
    delivery_minutes: float
    cash: float
    promoted_days: int
    views: int
    readers: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Drawn:
    """What came back in the period. Leads are fractions where one wants several themes; `met` counts content.

    Of `independent` ones those that sent one another are one; plain ones are the qualified that want it.
    """

    leads: float
    qualified: float
    independent: float
    clients: float
    independent_clients: float
    revenue: float
    met_leads: float
    met_independent: float
    met_clients: float


def given(theme: Theme, ledger: Ledger) -> Given:
    """What a theme was given in the period."""
    tagged = [(piece, weight) for piece in ledger.published if (weight := piece.themes.get(theme.id, 0.0)) > 0]
    offered = [(one.since, one.until) for one in ledger.catalogue.offers.values() if theme.id in one.themes]
    seen = _seen(ledger, {piece.key: weight for piece, weight in tagged})
    writing = fsum((piece.minutes or 0.0) * weight for piece, weight in tagged if ledger.holds(piece.published))
    spent = [effort for effort in ledger.efforts if effort.theme == theme.id and ledger.holds(effort.on)]
    return Given(
        posts=fsum(weight for piece, weight in tagged if ledger.holds(piece.published)),
        mature_posts=mature_posts(theme.id, ledger),
        months_on_offer=maturity.months_on_offer(ledger.start, ledger.until, offered),
        minutes=writing + fsum(effort.minutes for effort in spent if not effort.billable),
        delivery_minutes=fsum(effort.minutes for effort in spent if effort.billable),
        cash=fsum(_cash_part(theme.id, channel, ledger) for channel in ledger.catalogue.channels.values()),
        promoted_days=_promoted_days(theme, ledger),
        views=seen[0],
        readers=seen[1],
    )


def drawn(theme: str, ledger: Ledger, counted: Sequence[Counted]) -> Drawn:
    """What a theme drew in the period, of the leads that are `counted`."""
    received = [lead for lead in counted if ledger.holds(lead.received)]
    qualified = [lead for lead in counted if ledger.holds(lead.qualified)]
    won = [lead for lead in counted if ledger.holds(lead.won)]
    return Drawn(
        leads=_part(theme, (lead.wanted for lead in received)),
        qualified=_part(theme, (lead.wanted for lead in qualified)),
        independent=leads.independent(theme, qualified),
        clients=_part(theme, (lead.wanted for lead in won)),
        independent_clients=leads.independent(theme, won),
        revenue=fsum(lead.wanted.get(theme, 0.0) * lead.revenue for lead in won),
        met_leads=_part(theme, (lead.met for lead in qualified)),
        met_independent=leads.independent(theme, qualified, leads.by_posts),
        met_clients=_part(theme, (lead.met for lead in won)),
    )


def mature_posts(theme: str, ledger: Ledger) -> float:
    """The posts of a theme that had their effect in the period, each by the part of it that fell there."""
    weights = ((piece.published, piece.themes.get(theme, 0.0)) for piece in ledger.published)
    dated = sorted((DatedPost(day, weight) for day, weight in weights if weight > 0), key=_dated)
    return maturity.mature_posts(dated, ledger.start, ledger.until, ledger.settings.maturity_half_life_days)


def acquisition(ledger: Ledger) -> list[Effort]:
    """Hours of the period that are no delivery."""
    return [effort for effort in ledger.efforts if ledger.holds(effort.on) and not effort.billable]


def unthemed_minutes(ledger: Ledger) -> float:
    """Minutes of winning clients that belong to no theme."""
    return fsum(effort.minutes for effort in acquisition(ledger) if effort.theme is None)


def orphaned_minutes(ledger: Ledger) -> Mapping[str, float]:
    """Minutes of winning clients under a theme that no longer exists: renamed, or taken out."""
    spent: dict[str, float] = defaultdict(float)
    for effort in acquisition(ledger):
        if effort.theme is not None and effort.theme not in ledger.catalogue.themes:
            spent[effort.theme] += effort.minutes
    return dict(sorted(spent.items()))


def _dated(post: DatedPost) -> tuple[date, float]:
    return post.published, post.weight


def _promoted_days(theme: Theme, ledger: Ledger) -> int:
    """The days of the period on which the theme was promoted; a day of two overlapping periods counts once."""
    days = (ledger.start + timedelta(days=n) for n in range((ledger.until - ledger.start).days + 1))
    return sum(map(theme.is_promoted, days))


def _cash_part(theme: str, channel: Channel, ledger: Ledger) -> float:
    """The channel's cash, split over themes by the hours that each spent in it."""
    spent = [effort for effort in acquisition(ledger) if effort.channel == channel.id and effort.theme]
    hours = fsum(effort.minutes for effort in spent)
    cash = fsum(paid.amount for paid in channel.cash if ledger.holds(paid.on))
    return cash * fsum(effort.minutes for effort in spent if effort.theme == theme) / hours if hours else 0.0


def _seen(ledger: Ledger, weights: Mapping[str, float]) -> tuple[int, int]:
    """Views and visitors of the theme's posts, by the weight that they give it."""
    found = [(row, weights[row.path]) for row in ledger.views if ledger.holds(row.until) and row.path in weights]
    views = fsum(row.views * weight for row, weight in found)
    return round(views), round(fsum(row.visitors * weight for row, weight in found))


def _part(theme: str, weights: Iterable[Weights]) -> float:
    """How many leads a theme has of those with these weights."""
    return fsum(of_lead.get(theme, 0.0) for of_lead in weights)
