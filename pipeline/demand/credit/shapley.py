"""Credit by coalition: the mean of what a channel adds to every group of others, over all orders of joining."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from math import fsum

from pipeline.demand.credit.paths import Path


def credited(table: Iterable[Path]) -> dict[str, float]:
    """Conversions of each channel, where v(S) counts the converted journeys whose channels all lie in S.

    This v is a sum of unanimity games, one a path, and in such a game all members are alike: the value is an equal
    split over the distinct channels of each path.
    """
    earned: dict[str, list[float]] = defaultdict(list)
    for path in table:
        members = set(path.channels)
        for channel in members:
            earned[channel].append(path.conversions / len(members))
    return {channel: fsum(parts) for channel, parts in earned.items()}
