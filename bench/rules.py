"""Other rules that were weighed for `clear`, and how often each is wrong in a year at base 2.

Each threshold is the one that holds six equal themes at about 5 %. What fails is what happens elsewhere.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

import numpy as np
import numpy.typing as npt

from bench import equal_exposure, scenarios
from bench.equal_exposure import Counts, Floats
from pipeline.demand import special

BASE = 2.0
WORLDS: Mapping[str, tuple[float, ...]] = {
    "six equal": (1.0, 1.0, 1.0, 1.0, 1.0, 1.0),
    "one dead": (0.0, 1.0, 1.0, 1.0, 1.0, 1.0),
    "two at 4×": (4.0, 4.0, 1.0, 1.0, 1.0, 1.0),
}
PROMOTED = (0, 1)
"""The themes that are promoted, of which one is dead in one world and both lead in another."""

Wrong = npt.NDArray[np.bool_]
Rule = Callable[[Counts, Floats], Wrong]


def wrong_in_a_year(rule: str, rng: np.random.Generator, runs: int) -> dict[str, float]:
    """The share of years in which the rule says something untrue at least once, by world."""
    found = {}
    for world, rates in WORLDS.items():
        true = BASE * np.array(rates)
        leads = rng.poisson(true, (runs, scenarios.MONTHS, len(true))).cumsum(axis=1)
        pools = leads.reshape(-1, len(true))
        said_wrong = _RULES[rule](pools, true)
        found[world] = float(said_wrong.reshape(runs, -1).any(axis=1).mean())
    return found


def _leader_against_second(leads: Counts, true: Floats) -> Wrong:
    chances = equal_exposure.chances(leads)
    order = np.argsort(-leads, axis=1, kind="stable")
    second = chances.behind[np.arange(len(leads)), order[:, 1]]
    wrong: Wrong = (second > 0.854) & (true[order[:, 0]] <= true[order[:, 1]])
    return wrong


def _each_against_leader(leads: Counts, true: Floats) -> Wrong:
    chances, enough = equal_exposure.chances(leads), leads.max(axis=1) >= 3
    untrue = true >= true[chances.leader][:, None]
    wrong: Wrong = enough & ((chances.behind > 0.981) & untrue).any(axis=1)
    return wrong


def _promoted_against_leader(leads: Counts, true: Floats) -> Wrong:
    chances, enough = equal_exposure.chances(leads), leads.max(axis=1) >= 3
    promoted = list(PROMOTED)
    untrue = true[promoted] >= true[chances.leader][:, None]
    wrong: Wrong = enough & ((chances.behind[:, promoted] > 0.967) & untrue).any(axis=1)
    return wrong


def _others(beyond: float) -> Rule:
    def rule(leads: Counts, true: Floats) -> Wrong:
        return _untrue(equal_exposure.judge(leads, clear=beyond), true)

    return rule


def _flat(leads: Counts, true: Floats) -> Wrong:
    """Independent priors Gamma(1, 0): each theme against the rest of the pool, nothing shared."""
    n = leads.shape[1]
    rest = leads.sum(axis=1, keepdims=True) - leads
    above = 1.0 - special.beta_below(1.0 + leads.astype(float), n - 1.0 + rest.astype(float), 1.0 / n)
    more = (leads >= 3) & (above > 0.985)
    less = (rest >= 3 * (n - 1)) & (1.0 - above > 0.985)
    codes = np.where(more, equal_exposure.CLEAR_MORE, np.where(less, equal_exposure.CLEAR_LESS, 0))
    return _untrue(codes.astype(np.int8), true)


def _untrue(codes: equal_exposure.Codes, true: Floats) -> Wrong:
    return scenarios.wrong(codes[:, None, :], true)


_RULES: Mapping[str, Rule] = {
    "leader against the second, P > .854": _leader_against_second,
    "each against the leader, P > .981": _each_against_leader,
    "promoted themes against the leader, P > .967": _promoted_against_leader,
    "the others together, P > .974": _others(0.974),
    "the others together, P > .985 (ours)": _others(0.985),
    "the others together, P > .95": _others(0.95),
    "the same with flat priors, P > .985": _flat,
}
