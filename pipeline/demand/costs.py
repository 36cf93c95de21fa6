"""What a client costs: with an interval where there is one, with a bound where there is none."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from pipeline.demand import special
from pipeline.demand.interval import Interval

_TAIL = 0.05  # on each side of a 90 % interval
_NO_CLIENT = 1e-9  # clients at the low end: a cost divided by less says nothing


@dataclass(frozen=True, slots=True)
class AtLeast:
    """A cost per client where no client has come: 95 % sure that it is no less."""

    at_least: float


def count_interval(count: float) -> tuple[float, float]:
    """The exact (Garwood) 90 % interval of a Poisson mean; the low end is 0 for count 0."""
    # below a thousandth the low end, about .05^(1/count), is smaller than any float
    low = float(special.gamma_quantile(count, _TAIL)) if count > 1e-3 else 0.0
    return low, float(special.gamma_quantile(count + 1.0, 1.0 - _TAIL))


def per_client(
    cost: float, clients: float, independent: float | None = None, brought: float = 1.0
) -> Interval | AtLeast:
    """The cost of one client, in the unit of cost (money or minutes).

    cost / k, with the ends of the Poisson interval of k; without a client at least cost / ln 20. So small a fraction of
    a client that it has no upper end gives a bound too. Where only so many came independently, the interval is that of
    these, each of which `brought` so many.
    """
    low, high = (end * brought for end in count_interval(clients if independent is None else independent))
    if low < _NO_CLIENT:
        return AtLeast(at_least=cost / high)
    return Interval(median=cost / clients, low=cost / max(high, clients), high=cost / min(low, clients))


def minutes_per_client(steps: Sequence[tuple[float, float]]) -> float | None:
    """The minutes behind one client: Σ_i t_i / Π_{j≥i} p_j; None where a step lets nobody through.

    A step of the funnel is the minutes t that it takes, and the share p (0 … 1) that goes on to the next.
    """
    total, passing = 0.0, 1.0
    for minutes, conversion in reversed(steps):
        passing *= conversion
        if passing <= 0.0:
            return None
        total += minutes / passing
    return total
