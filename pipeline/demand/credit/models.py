"""All attribution models side by side: the same conversions, shared out by different rules."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import partial
from math import fsum
from typing import Any

from pipeline.demand.credit import markov, paths, shapley, shares
from pipeline.demand.credit.paths import Path, PathTable

Model = Callable[[PathTable], Mapping[str, float]]

BY_PLACE: Mapping[str, Model] = {
    "first": partial(shares.credited, shares=shares.first),
    "last": partial(shares.credited, shares=shares.last),
    "last_non_direct": partial(shares.credited, shares=shares.last_non_direct),
    "linear": partial(shares.credited, shares=shares.linear),
    "position": partial(shares.credited, shares=shares.position),
}
BY_STATISTICS: Mapping[str, Model] = {"markov": markov.credited, "shapley": shapley.credited}
"""Models that read all paths together, and so need many of them."""


@dataclass(frozen=True, slots=True)
class Credit:
    """Conversions and their value; how many have no touch left; and under each model the conversions of each channel.

    Every model names every channel of the table, and its credits and `unattributed` sum to `conversions`.
    """

    conversions: float
    value: float
    unattributed: float
    models: Mapping[str, Mapping[str, float]]


def credit(
    table: Iterable[Path], look_back_days: float | None = None, half_life_days: float = shares.HALF_LIFE_DAYS
) -> Credit:
    """The credit of each channel under all models; `decay` is among them where every touch has an age.

    Touches outside the look-back window are dropped before any model sees them.
    """
    table = tuple(table)
    kept = paths.within(table, look_back_days)
    names = paths.channels(table)
    by_age: dict[str, Model] = {}
    if table and paths.have_ages(table):
        by_age["decay"] = partial(shares.credited, shares=partial(shares.decay, half_life_days=half_life_days))
    return Credit(
        conversions=paths.conversions(table),
        value=fsum(path.value for path in table),
        unattributed=paths.conversions(path for path in kept if not path.channels),
        models={
            name: {**dict.fromkeys(names, 0.0), **model(kept)}
            for name, model in {**BY_PLACE, **by_age, **BY_STATISTICS}.items()
        },
    )


def as_json(found: Credit) -> dict[str, Any]:
    """The credit as the command's contract has it."""
    return {
        "conversions": found.conversions,
        "value": found.value,
        "unattributed": found.unattributed,
        "models": {name: dict(earned) for name, earned in found.models.items()},
    }
