"""Years of leads whose truth is known, and what the verdicts made of them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np

from bench import equal_exposure
from bench.equal_exposure import CLEAR_LESS, CLEAR_MORE, Codes, Counts, Floats
from pipeline.demand import pooled, verdicts
from pipeline.demand.verdicts import Verdict

MONTHS = 12
NEVER = 1_000

CODES = {
    ("clear", "more"): CLEAR_MORE,
    ("leaning", "more"): equal_exposure.LEANING_MORE,
    ("leaning", "less"): equal_exposure.LEANING_LESS,
    ("clear", "less"): CLEAR_LESS,
}


@dataclass(frozen=True, slots=True, eq=False)
class Year:
    """R runs of a scenario: true rates a month (K,), leads so far at each look (R, L, K), and the verdicts on them."""

    rates: Floats
    leads: Counts
    verdicts: Codes


def year(
    rng: np.random.Generator, runs: int, rates: Sequence[float], looks: int = MONTHS, months: int = MONTHS
) -> Year:
    """Themes with the same exposure, looked at `looks` times in so many months."""
    true = np.asarray(rates, dtype=float)
    leads = rng.poisson(true * months / looks, (runs, looks, len(true))).cumsum(axis=1)
    return Year(true, leads, equal_exposure.judge(leads))


def unequal_year(rng: np.random.Generator, runs: int, exposure: Floats, base: float) -> Year:
    """Themes with equal rates and exposure (L, K) up to each look, judged by the product's own `judge`.

    `base` leads come a month for each theme on the mean, so that there are as many as with equal exposure.
    """
    each_month = np.diff(exposure, axis=0, prepend=0.0)
    rate = base * exposure.shape[1] * len(exposure) / exposure[-1].sum()
    leads = rng.poisson(rate * each_month, (runs, *exposure.shape)).cumsum(axis=1)
    known: dict[tuple[float, ...], list[int]] = {}
    codes = np.empty(leads.shape, dtype=np.int8)
    for look, so_far in enumerate(exposure):
        # Only the proportions of exposures decide, so months of the same proportions share their verdicts.
        shares = so_far / so_far.max()
        for run in range(runs):
            key = (*leads[run, look].tolist(), *shares.tolist())
            if key not in known:
                known[key] = _codes(leads[run, look], shares)
            codes[run, look] = known[key]
    return Year(np.full(exposure.shape[1], rate), leads, codes)


def thinned(rng: np.random.Generator, leads: Counts, share: float) -> Counts:
    """The leads so far, each kept with this chance: those that met content on their way."""
    return rng.binomial(np.diff(leads, axis=1, prepend=0), share).cumsum(axis=1)


def truths(rates: Floats) -> Codes:
    """Whether each theme truly draws more (1), less (−1) or as much (0) as the others together."""
    others = (rates.sum() - rates) / (len(rates) - 1)
    signs: Codes = np.sign(np.round(rates - others, 12)).astype(np.int8)
    return signs


def wrong(found: Codes, rates: Floats) -> np.typing.NDArray[np.bool_]:
    """By run: `clear` in a direction that is not true, of any theme at any look."""
    true = truths(rates)
    false: np.typing.NDArray[np.bool_] = ((found == CLEAR_MORE) & (true <= 0)) | ((found == CLEAR_LESS) & (true >= 0))
    runs: np.typing.NDArray[np.bool_] = np.asarray(false.any(axis=(1, 2)))
    return runs


def first_look(found: Codes, holds: Callable[[Codes], np.typing.NDArray[np.bool_]]) -> Counts:
    """By run, for the verdicts (R, L) on one theme: the first look, from 1, at which they hold; else NEVER."""
    held = holds(found)
    return np.where(held.any(axis=1), held.argmax(axis=1) + 1, NEVER)


def from_the_prior(rng: np.random.Generator, runs: int, themes: int, base: float) -> Floats:
    """Rates (R, K) as the model's prior draws them around μ0 = base: a CV and a mean each run, then the themes."""
    prior = pooled.METHOD
    chance = np.exp(prior.log_weight - prior.log_weight.max())
    cell = rng.choice(len(chance), size=runs, p=chance / chance.sum())
    shape, mean = prior.shape[cell, None], base * np.exp(prior.log_mean[cell, None])
    return rng.gamma(shape, mean / shape, (runs, themes))


def _codes(leads: Counts, exposure: Floats) -> list[int]:
    themes = {f"{k:02}": pair for k, pair in enumerate(zip(leads.tolist(), exposure.tolist(), strict=True))}
    found = verdicts.judge("per_month", themes, look_ahead=False)
    return [code_of(found[theme]) for theme in themes]


def code_of(verdict: Verdict) -> int:
    """The verdict as a number: its sign is the direction, 2 is clear."""
    return CODES.get((verdict.code, verdict.direction or ""), equal_exposure.OPEN)
