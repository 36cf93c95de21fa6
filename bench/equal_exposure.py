"""The verdicts of many pools at once, where all themes of a pool have the same exposure.

With equal exposure e cancels out, so a verdict is a function of the counts alone: P(μ0) scales with them, and the
others together are exactly a gamma, which makes P_k = 1 − Σ_cells W·I_{1/K}(α+y_k, (K−1)α+Σ_{j≠k}y_j). The same
verdicts as `verdicts.judge`, a thousand times as fast; tests/bench holds the two against each other.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from pipeline.demand import evidence, pooled, special, verdicts

Counts = npt.NDArray[np.int64]
Floats = npt.NDArray[np.float64]
Codes = npt.NDArray[np.int8]
Truths = npt.NDArray[np.bool_]

CLEAR_MORE, LEANING_MORE, OPEN, LEANING_LESS, CLEAR_LESS = 2, 1, 0, -1, -2
_AT_ONCE = 20_000  # pools; 175 cells each, so 28 MB an array
_PRIOR = pooled.METHOD
_SHAPES = np.unique(_PRIOR.shape)
_OF_SHAPE = (_PRIOR.shape[:, None] == _SHAPES).astype(float)


@dataclass(frozen=True, slots=True, eq=False)
class Chances:
    """Of M pools with K themes, all (M, K): P_k, and P(λ_k < λ of the strongest theme); `leader` (M,) is its place."""

    above: Floats
    behind: Floats
    leader: npt.NDArray[np.intp]


def judge(counts: Counts, clear: float = verdicts.CLEAR) -> Codes:
    """The verdict on each theme of each pool: counts (…, K) in, codes (…, K) out."""
    pools = counts.reshape(-1, counts.shape[-1])
    order = np.argsort(-pools, axis=1, kind="stable")  # the order of the themes changes no verdict, so each multiset
    distinct, place = np.unique(np.take_along_axis(pools, order, axis=1), axis=0, return_inverse=True)  # is judged once
    parts = np.array_split(distinct, -(-len(distinct) // _AT_ONCE))
    codes = np.concatenate([_judged(part, clear) for part in parts])
    back = np.take_along_axis(codes[place.ravel()], np.argsort(order, axis=1), axis=1)
    return back.reshape(counts.shape)


def chances(counts: Counts) -> Chances:
    """P_k and the chances against the leader, for counts (M, K)."""
    n = counts.shape[1]
    weight = weights(counts) @ _OF_SHAPE
    leader = counts.argmax(axis=1)
    most = np.broadcast_to(counts.max(axis=1, keepdims=True), counts.shape)
    rest = counts.sum(axis=1, keepdims=True) - counts
    return Chances(
        above=1.0 - _over_shapes(weight, counts, rest, n - 1),
        behind=_over_shapes(weight, counts, most, 1),
        leader=leader,
    )


def weights(counts: Counts) -> Floats:
    """The posterior weight of each cell, (M, 175), for counts (M, K)."""
    shape, n, total = _PRIOR.shape, counts.shape[1], counts.sum(axis=1, keepdims=True)
    leads = np.arange(int(counts.max(initial=0)) + 1.0)[:, None]
    of_lead = special.log_gamma(shape + leads) - special.log_gamma(shape) - special.log_gamma(leads + 1.0)
    ratio = _rate(counts)
    log_weight = _PRIOR.log_weight - n * shape * np.log1p(1.0 / ratio) - total * np.log1p(ratio)
    for theme in range(n):
        log_weight += of_lead[counts[:, theme]]
    weight: Floats = np.exp(log_weight - log_weight.max(axis=1, keepdims=True))
    weight /= weight.sum(axis=1, keepdims=True)
    return weight


def covered(counts: Counts, expected: Floats) -> Truths:
    """Whether the 90 % interval holds the true rate: both (M, K), `expected` = rate · exposure."""
    weight, ratio = weights(counts), _rate(counts)
    below = np.empty(counts.shape)
    for theme in range(counts.shape[1]):
        shape = _PRIOR.shape + counts[:, [theme]]
        below[:, theme] = (weight * special.gamma_below(shape, (ratio + 1.0) * expected[:, [theme]])).sum(axis=1)
    inside: Truths = ((below >= 0.05) | (counts == 0)) & (below <= 0.95)
    return inside


def _rate(counts: Counts) -> Floats:
    """b / e of each cell, (M, 175): α/μ in units of one over the exposure."""
    total = np.maximum(counts.sum(axis=1, keepdims=True), 1)
    rate: Floats = _PRIOR.shape * counts.shape[1] / (np.exp(_PRIOR.log_mean) * total)
    return rate


def _judged(counts: Counts, clear: float) -> Codes:
    """Rows 4 to 9 of the decision table, the last one first so that an earlier row overwrites it."""
    found, enough, n = chances(counts), evidence.LEADS_TO_JUDGE, counts.shape[1]
    rest = counts.sum(axis=1, keepdims=True) - counts
    more = counts >= enough
    less = (rest >= enough) & (rest >= enough * (n - 1))
    rows = np.arange(len(counts))
    leads, stands_out = counts[rows, found.leader], (more & (found.above > verdicts.LEANING))[rows, found.leader]
    follows = np.arange(n) != found.leader[:, None]
    codes = np.zeros(counts.shape, dtype=np.int8)
    codes[((stands_out & (leads >= enough))[:, None] & follows) & (found.behind > verdicts.LEANING)] = LEANING_LESS
    codes[less & (1.0 - found.above > verdicts.LEANING)] = LEANING_LESS
    codes[more & (found.above > verdicts.LEANING)] = LEANING_MORE
    codes[less & (1.0 - found.above > clear)] = CLEAR_LESS
    codes[more & (found.above > clear)] = CLEAR_MORE
    return codes


def _over_shapes(weight: Floats, own: Counts, other: Counts, others: int) -> Floats:
    """Σ W·I_x(α + own, others·α + other), x = 1/(1 + others): (M, K), by the distinct pairs of counts."""
    pairs, place = np.unique(np.stack([own.ravel(), other.ravel()], axis=1), axis=0, return_inverse=True)
    of_pairs = special.beta_below(_SHAPES + pairs[:, :1], others * _SHAPES + pairs[:, 1:], 1.0 / (1.0 + others))
    of_themes = of_pairs[place.ravel()].reshape(*own.shape, len(_SHAPES))
    total: Floats = np.einsum("mc,mkc->mk", weight, of_themes)
    return total
