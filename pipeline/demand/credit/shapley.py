"""Credit by coalition: the mean of what a channel adds to every group of others, over all orders of joining."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from itertools import combinations
from math import comb, fsum

from pipeline.demand.credit.paths import Path


def shapley(worth: Mapping[frozenset[str], float]) -> dict[str, float]:
    """The Shapley value of every player: `worth` gives v(S) of every coalition S, the empty one included.

    φ_k = Σ_S |S|!(n−|S|−1)!/n! · (v(S ∪ k) − v(S)) over the coalitions S without k (Shapley, 1953). ValueError where
    a coalition is missing. 2^n coalitions: for path tables use `credited`, which needs none.
    """
    players = sorted(frozenset[str]().union(*worth))
    n = len(players)
    if len(worth) != 2**n:
        raise ValueError(f"{n} players form {2**n} coalitions, and {len(worth)} have a worth")
    return {player: fsum(_added(worth, player, [p for p in players if p != player])) for player in players}


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


def _added(worth: Mapping[frozenset[str], float], player: str, others: list[str]) -> Iterable[float]:
    """What the player adds to each coalition of others, weighed by the orders in which they may come before it."""
    n = len(others) + 1
    for size in range(n):
        orders = 1.0 / (n * comb(n - 1, size))
        for coalition in map(frozenset, combinations(others, size)):
            yield orders * (worth[coalition | {player}] - worth[coalition])
