"""Credit by place: each model says which share of a conversion every touch of a path has earned."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from math import fsum

from pipeline.demand.credit.paths import Path
from pipeline.model.people import DIRECT

HALF_LIFE_DAYS = 30.0

Shares = Callable[[Path], Sequence[float]]
"""A path of at least one touch → the share of each, summing to 1."""


def credited(table: Iterable[Path], shares: Shares) -> dict[str, float]:
    """Conversions of each channel under a model; channels that earned nothing are left out."""
    earned: dict[str, list[float]] = defaultdict(list)
    for path in table:
        if path.channels and path.conversions:
            for channel, share in zip(path.channels, shares(path), strict=True):
                earned[channel].append(path.conversions * share)
    return {channel: fsum(parts) for channel, parts in earned.items()}


def first(path: Path) -> Sequence[float]:
    """All to the touch that began it."""
    return _all_to(0, len(path.channels))


def last(path: Path) -> Sequence[float]:
    """All to the touch before the conversion."""
    return _all_to(len(path.channels) - 1, len(path.channels))


def last_non_direct(path: Path) -> Sequence[float]:
    """All to the newest touch that somebody sent; where nobody did, to the last."""
    n = len(path.channels)
    newest = max((place for place, channel in enumerate(path.channels) if channel != DIRECT), default=n - 1)
    return _all_to(newest, n)


def linear(path: Path) -> Sequence[float]:
    """The same to every touch."""
    return [1.0 / len(path.channels)] * len(path.channels)


def position(path: Path) -> Sequence[float]:
    """40 % to the first, 40 % to the last, 20 % split over those between; of two touches half each."""
    n = len(path.channels)
    if n <= 2:
        return [1.0 / n] * n
    return [0.4, *[0.2 / (n - 2)] * (n - 2), 0.4]


def decay(path: Path, half_life_days: float = HALF_LIFE_DAYS) -> Sequence[float]:
    """By freshness: a touch weighs 2^(−age/half-life). ValueError where ages are not known."""
    if path.ages_days is None:
        raise ValueError("time decay needs the age of every touch")
    newest = min(path.ages_days)  # shares do not change, and the newest touch always weighs 1
    weights = [2.0 ** (-(age - newest) / half_life_days) for age in path.ages_days]
    total = fsum(weights)
    return [weight / total for weight in weights]


def _all_to(place: int, n: int) -> Sequence[float]:
    return [float(touch == place) for touch in range(n)]
