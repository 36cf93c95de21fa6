"""Before and after a change of positioning: the period cut where a theme began or ceased to be promoted."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import groupby
from math import fsum

from pipeline.demand import tally
from pipeline.demand.leads import Counted
from pipeline.demand.ledger import Ledger
from pipeline.demand.maturity import DAYS_PER_MONTH
from pipeline.model.theme import Theme


@dataclass(frozen=True, slots=True, kw_only=True)
class Stretch:
    """Days in a row, both ends counted, on which a theme was promoted, or on none of which it was.

    `minutes` are of winning clients, `posts` by their weight; `qualified` and `clients` are leads that want the theme
    and got so far in these days. Counts, no verdict: seasons differ, and what is done works later.
    """

    theme: str
    promoted: bool
    start: date
    until: date
    minutes: float
    posts: float
    qualified: float
    clients: float

    @property
    def days(self) -> int:
        """How many days it has."""
        return (self.until - self.start).days + 1

    @property
    def per_month(self) -> float:
        """Qualified leads a month of 30.4375 days, as counted."""
        return self.qualified / self.days * DAYS_PER_MONTH


def stretches(ledger: Ledger, counted: Sequence[Counted]) -> tuple[Stretch, ...]:
    """The stretches of each theme that was promoted on a day of the period, in the order of themes.toml."""
    return tuple(
        _stretch(theme, promoted, days, ledger, counted)
        for theme in ledger.catalogue.themes.values()
        if any(period.days_within(ledger.start, ledger.until) for period in theme.promoted)
        for promoted, days in _cut(theme, ledger)
    )


def _cut(theme: Theme, ledger: Ledger) -> Iterator[tuple[bool, tuple[date, date]]]:
    """Whether it was promoted, and the first and last of the days on which that held."""
    days = [ledger.start + timedelta(days=n) for n in range((ledger.until - ledger.start).days + 1)]
    for promoted, found in groupby(days, theme.is_promoted):
        run = list(found)
        yield promoted, (run[0], run[-1])


def _stretch(
    theme: Theme, promoted: bool, days: tuple[date, date], ledger: Ledger, counted: Sequence[Counted]
) -> Stretch:
    def holds(day: date | None) -> bool:
        return day is not None and days[0] <= day <= days[1]

    written = [piece for piece in ledger.pieces if holds(piece.published)]
    spent = [effort for effort in tally.acquisition(ledger) if effort.theme == theme.id and holds(effort.on)]
    writing = fsum((piece.minutes or 0.0) * piece.themes.get(theme.id, 0.0) for piece in written)
    return Stretch(
        theme=theme.id,
        promoted=promoted,
        start=days[0],
        until=days[1],
        minutes=writing + fsum(effort.minutes for effort in spent),
        posts=fsum(piece.themes.get(theme.id, 0.0) for piece in written),
        qualified=fsum(lead.wanted.get(theme.id, 0.0) for lead in counted if holds(lead.qualified)),
        clients=fsum(lead.wanted.get(theme.id, 0.0) for lead in counted if holds(lead.won)),
    )
