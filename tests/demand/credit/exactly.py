"""The models once more, in fractions and by their definitions: slow, obvious, and without rounding."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from fractions import Fraction
from itertools import combinations, pairwise
from math import comb, fsum

from pipeline.demand.credit.paths import Path

START, CONVERSION, NULL = "(start)", "(conversion)", "(null)"


def removal_effects(table: Sequence[Path]) -> dict[str, Fraction]:
    """1 − C_k/C, the chain solved anew with every edge into k sent to null."""
    channels = {channel for path in table for channel in path.channels}
    whole = conversion_probability(table)
    if not whole:
        return dict.fromkeys(channels, Fraction(0))
    return {channel: 1 - conversion_probability(table, without=channel) / whole for channel in channels}


def conversion_probability(table: Sequence[Path], without: str | None = None) -> Fraction:
    """The chance to end in a conversion from the start, by Gauss elimination."""
    edges: dict[str, dict[str, Fraction]] = defaultdict(lambda: defaultdict(Fraction))
    for path in table:
        for end, journeys in ((CONVERSION, path.conversions), (NULL, path.nulls)):
            for here, there in pairwise((START, *path.channels, end)):
                edges[here][NULL if there == without else there] += Fraction(journeys)
    states = [START, *sorted({channel for path in table for channel in path.channels})]
    rows = []
    for state in states:
        left = sum(edges[state].values()) or Fraction(1)
        row = [Fraction(state == other) - edges[state][other] / left for other in states]
        rows.append([*row, edges[state][CONVERSION] / left])
    return _solved(rows)[0]


def worth(table: Iterable[Path]) -> dict[frozenset[str], float]:
    """v(S): conversions of the journeys whose channels all lie in S, for every S."""
    table = tuple(table)
    players = sorted({channel for path in table for channel in path.channels})
    coalitions = [frozenset(group) for size in range(len(players) + 1) for group in combinations(players, size)]
    return {
        coalition: sum(path.conversions for path in table if path.channels and set(path.channels) <= coalition)
        for coalition in coalitions
    }


def shapley(worth: Mapping[frozenset[str], float]) -> dict[str, float]:
    """The Shapley value of every player: `worth` gives v(S) of every coalition S, the empty one included.

    φ_k = Σ_S |S|!(n−|S|−1)!/n! · (v(S ∪ k) − v(S)) over the coalitions S without k (Shapley, 1953). ValueError where
    a coalition is missing. 2^n coalitions.
    """
    players = sorted(frozenset[str]().union(*worth))
    n = len(players)
    if len(worth) != 2**n:
        raise ValueError(f"{n} players form {2**n} coalitions, and {len(worth)} have a worth")
    return {player: fsum(_added(worth, player, [p for p in players if p != player])) for player in players}


def _solved(rows: list[list[Fraction]]) -> list[Fraction]:
    """The solution of the equations whose last column is the right-hand side."""
    n = len(rows)
    for column in range(n):
        pivot = next(row for row in range(column, n) if rows[row][column])
        rows[column], rows[pivot] = rows[pivot], rows[column]
        rows[column] = [cell / rows[column][column] for cell in rows[column]]
        for row in range(n):
            if row != column and rows[row][column]:
                factor = rows[row][column]
                rows[row] = [cell - factor * own for cell, own in zip(rows[row], rows[column], strict=True)]
    return [row[-1] for row in rows]


def _added(worth: Mapping[frozenset[str], float], player: str, others: list[str]) -> Iterable[float]:
    """What the player adds to each coalition of others, weighed by the orders in which they may come before it."""
    n = len(others) + 1
    for size in range(n):
        orders = 1.0 / (n * comb(n - 1, size))
        for coalition in map(frozenset, combinations(others, size)):
            yield orders * (worth[coalition | {player}] - worth[coalition])
