"""Quantiles of a mixture of gamma distributions, deterministic, to 1e-9 relative."""

from __future__ import annotations

import numpy as np

from pipeline.demand import special
from pipeline.demand.special import Floats

_STEP = 1e-12  # in ln λ, so relative to λ
_MOST_STEPS = 200  # halving alone needs about 60; Newton about 6
_TINY = float(np.finfo(np.float64).tiny)


def quantiles(weight: Floats, shape: Floats, rate: Floats, probs: Floats) -> Floats:
    """Quantiles (K, Q) of K mixtures over the same C cells.

    weight (C,), summing to 1; shape and rate (C, K); probs (Q,), each inside (0, 1).
    The root is sought in ln λ by Newton's method, kept inside a shrinking bracket. The first bracket
    is the least and the greatest quantile of the cells, between which the mixture's must lie.
    """
    used = weight > 0.0
    weight, shape, rate = weight[used], shape[used][:, :, None], rate[used][:, :, None]
    of_cells = special.gamma_quantile(shape, probs) / rate
    low = np.log(np.maximum(of_cells.min(axis=0), _TINY))
    high = np.log(np.maximum(of_cells.max(axis=0), _TINY))
    log_density = shape * np.log(rate) - special.log_gamma(shape)  # less its terms in λ
    t = _start(weight, of_cells, low, high)
    for _ in range(_MOST_STEPS):
        rates = np.exp(t)
        below = _over_cells(weight, special.gamma_below(shape, rate * rates))
        slope = _over_cells(weight, np.exp(log_density + shape * t - rate * rates))
        low, high = np.where(below < probs, t, low), np.where(below < probs, high, t)
        moved = _newton_or_halve(t, (below - probs) / np.maximum(slope, _TINY), low, high)
        still = bool(np.any(np.abs(moved - t) > _STEP))
        t = moved
        if not still:
            break
    found: Floats = np.exp(t)
    return found


def _start(weight: Floats, of_cells: Floats, low: Floats, high: Floats) -> Floats:
    """A first guess: the weighted mean of the cells' own log quantiles."""
    logs = np.log(np.maximum(of_cells, _TINY))
    return _over_cells(weight, logs).clip(low, high)


def _over_cells(weight: Floats, values: Floats) -> Floats:
    """The weighted mean (K, Q), added up cell by cell: what is equal for two mixtures stays equal to the last digit."""
    mean: Floats = (weight[:, None, None] * values).sum(axis=0)
    return mean


def _newton_or_halve(t: Floats, step: Floats, low: Floats, high: Floats) -> Floats:
    """t − step where that stays inside the bracket, else the bracket's middle."""
    guess = t - step
    inside = (guess >= low) & (guess <= high)
    return np.where(inside, guess, 0.5 * (low + high))
