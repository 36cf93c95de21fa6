"""Credit by removal: how many conversions a channel's absence would cost, in a Markov chain of order 1.

Every journey walks from the start over its channels to conversion or null. Removing a channel sends all that enter
it to null. Source: Anderl, Becker, von Wangenheim, Schumann, "Mapping the customer journey" (2016), order 1.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from itertools import pairwise

import numpy as np
import numpy.typing as npt

from pipeline.demand.credit import paths
from pipeline.demand.credit.paths import Path

Floats = npt.NDArray[np.float64]


def credited(table: Iterable[Path]) -> dict[str, float]:
    """Conversions · RE_k / ΣRE for each channel; nothing where nobody converted."""
    reached = [path for path in table if path.channels]
    effects = removal_effects(reached)
    total = sum(effects.values())
    if total <= 0.0:
        return {}
    conversions = paths.conversions(reached)
    return {channel: conversions * effect / total for channel, effect in effects.items()}


def removal_effects(table: Iterable[Path]) -> dict[str, float]:
    """RE_k = 1 − C_k/C of each channel, 0 for all where C = 0; C is the chance that a walk ends in a conversion.

    Computed without removing anything: C − C_k is the chance to convert by way of k, which is the chance to reach k,
    (s·N)_k / N_kk with N = (I − Q)^−1, times the chance to convert from there, (N·r)_k.
    """
    names, visits, converts = _solved(table)
    if not names:
        return {}
    started, fundamental = visits[0], visits[1:]
    total = float(started @ converts)
    if total <= 0.0:
        return dict.fromkeys(names, 0.0)
    reached = started / np.diagonal(fundamental)
    by_way_of = reached * (fundamental @ converts)
    return dict(zip(names, (by_way_of / total).tolist(), strict=True))


def _solved(table: Iterable[Path]) -> tuple[tuple[str, ...], Floats, Floats]:
    """The channels; expected visits from the start (row 0) and from each channel; the chance to convert from each."""
    walked = [path for path in table if path.channels]
    names = paths.channels(walked)
    place = {name: i for i, name in enumerate(names)}
    start, between, converted, left = _counts(walked, place)
    leaving = np.where(left > 0.0, left, 1.0)  # a channel of journeys that nobody made leads nowhere
    fundamental = np.linalg.solve(np.eye(len(names)) - between / leaving[:, None], np.eye(len(names)))
    started = (start / max(start.sum(), 1.0e-300)) @ fundamental
    return names, np.vstack([started, fundamental]), converted / leaving


def _counts(walked: Iterable[Path], place: Mapping[str, int]) -> tuple[Floats, Floats, Floats, Floats]:
    """Journeys from the start to k, from j to k, from k to a conversion, and out of k altogether.

    A channel that follows itself is left out: how long one lingers does not change where one goes.
    """
    start, converted, left = (np.zeros(len(place)) for _ in range(3))
    between = np.zeros((len(place), len(place)))
    for path in walked:
        journeys = path.conversions + path.nulls
        steps = [place[channel] for channel in path.channels]
        start[steps[0]] += journeys
        for here, there in pairwise(steps):
            if here != there:
                between[here, there] += journeys
                left[here] += journeys
        left[steps[-1]] += journeys
        converted[steps[-1]] += path.conversions
    return start, between, converted, left
