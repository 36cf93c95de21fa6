"""How often each theme draws a lead: a hierarchical gamma-Poisson model on a grid, no sampling.

y_k ~ Poisson(λ_k·e_k), λ_k ~ Gamma(shape α, rate α/μ). A *cell* is one pair (α, μ). Given the cell
every theme is conjugate, so a posterior is a weighted mixture of gammas, theme by theme.
Themes without exposure are not in the pool: they have counts, but no rate.
Source of all formulas: the project's method note, "Model".
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import isfinite

import numpy as np

from pipeline.demand import mixture, special
from pipeline.demand.interval import Interval
from pipeline.demand.special import Floats

Cases = Mapping[str, tuple[float, float]]
"""Theme → (leads, exposure): what one question is about. Leads may be fractions."""

CVS = (0.1, 0.25, 0.5, 0.75, 1.0, 1.5, 2.0)


@dataclass(frozen=True, slots=True, eq=False, kw_only=True)
class Prior:
    """The cells: C shapes α, C values of ln μ, C log weights (not normalised).

    `relative`: log_mean is measured from ln μ0, μ0 = max(Σy, 1)/Σe of the pool; else it is ln μ.
    """

    shape: Floats
    log_mean: Floats
    log_weight: Floats
    relative: bool = True

    def __post_init__(self) -> None:
        for array in (self.shape, self.log_mean, self.log_weight):
            array.setflags(write=False)


def half_normal(cv_scale: float = 1.0) -> Prior:
    """The method's prior: 7 between-theme CVs (1/√α) × 25 means, 175 cells.

    CV is half-normal with the given scale; ln μ is N(ln μ0, 1.5²), on ±3 around ln μ0.
    """
    cv, offset = (g.ravel() for g in np.meshgrid(CVS, np.linspace(-3.0, 3.0, 25), indexing="ij"))
    log_weight = -0.5 * (cv / cv_scale) ** 2 - 0.5 * (offset / 1.5) ** 2
    return Prior(shape=cv**-2.0, log_mean=offset, log_weight=log_weight)


METHOD = half_normal()


@dataclass(frozen=True, slots=True, eq=False, kw_only=True)
class Posterior:
    """What is known of the K themes of one pool: cell by cell λ_k ~ Gamma(shape, rate).

    leads, exposure (K,); weight (C,); shape, rate (C, K). The weights sum to 1. Rates are leads per unit of exposure.
    """

    ids: tuple[str, ...]
    leads: Floats
    exposure: Floats
    weight: Floats
    shape: Floats
    rate: Floats

    def __post_init__(self) -> None:
        for array in (self.leads, self.exposure, self.weight, self.shape, self.rate):
            array.setflags(write=False)


def posterior(themes: Cases, prior: Prior = METHOD) -> Posterior:
    """The posterior of the pool.

    Themes without exposure are left out. ValueError for a negative or infinite number, and where
    no theme has exposure.
    """
    for theme, numbers in themes.items():
        if not all(isfinite(x) and x >= 0.0 for x in numbers):
            raise ValueError(f"{theme}: leads and exposure must be finite and not negative")
    ids = tuple(theme for theme, (_, exposure) in themes.items() if exposure > 0.0)
    if not ids:
        raise ValueError("no theme has exposure, so there is no rate to estimate")
    y = np.array([themes[theme][0] for theme in ids], dtype=float)
    e = np.array([themes[theme][1] for theme in ids], dtype=float)
    log_mean = prior.log_mean
    if prior.relative:
        log_mean = log_mean + np.log(max(float(y.sum()), 1.0) / float(e.sum()))
    a = prior.shape[:, None]
    b = a * np.exp(-log_mean)[:, None]
    weight = _normalised(prior.log_weight + _log_likelihood(y, e, a, b))
    return Posterior(ids=ids, leads=y, exposure=e, weight=weight, shape=a + y, rate=b + e)


def _log_likelihood(y: Floats, e: Floats, a: Floats, b: Floats) -> Floats:
    """ln P(y | cell), (C,): negative binomial, for fractional counts through lnΓ."""
    ratio = b / e  # ln(b/(b+e)) = −ln(1+e/b) and ln(e/(b+e)) = −ln(1+b/e) lose no digits
    terms = (
        special.log_gamma(a + y) - special.log_gamma(a) - special.log_gamma(y + 1.0)
        - a * np.log1p(1.0 / ratio) - y * np.log1p(ratio)
    )  # fmt: skip
    total: Floats = terms.sum(axis=1)
    return total


def _normalised(log_weight: Floats) -> Floats:
    """exp(log_weight), scaled to sum to 1, without overflow."""
    weight: Floats = np.exp(log_weight - log_weight.max())
    weight /= weight.sum()
    return weight


def quantiles(post: Posterior, probs: Sequence[float]) -> dict[str, tuple[float, ...]]:
    """The quantiles of each rate, in the order of probs."""
    found = mixture.quantiles(post.weight, post.shape, post.rate, np.asarray(probs, dtype=float))
    return {theme: tuple(row) for theme, row in zip(post.ids, found.tolist(), strict=True)}


def intervals(post: Posterior) -> dict[str, Interval]:
    """The 90 % interval and the median of each rate; the low end is 0 where no lead came."""
    found = quantiles(post, (0.05, 0.5, 0.95))
    return {
        theme: Interval(median=median, low=low if y > 0.0 else 0.0, high=high)
        for (theme, (low, median, high)), y in zip(found.items(), post.leads, strict=True)
    }


def chance_less(post: Posterior, theme: str, other: str) -> float:
    """P(λ_theme < λ_other): I_x(a1, a2) with x = b1/(b1+b2) in each cell."""
    i, j = post.ids.index(theme), post.ids.index(other)
    a, b = post.shape, post.rate
    return _over_cells(post, _less(a[:, i], b[:, i], a[:, j], b[:, j]))


def expected_loss(post: Posterior, chosen: str, other: str) -> float:
    """E[max(λ_other − λ_chosen, 0)]: leads a unit of exposure lost on average by choosing `chosen`."""
    i, j = post.ids.index(chosen), post.ids.index(other)
    a1, b1, a2, b2 = post.shape[:, i], post.rate[:, i], post.shape[:, j], post.rate[:, j]
    gain = a2 / b2 * _less(a1, b1, a2 + 1.0, b2)
    loss = gain - a1 / b1 * _less(a1 + 1.0, b1, a2, b2)
    return max(0.0, float(post.weight @ loss))


def chance_above_others(post: Posterior, theme: str) -> float:
    """P_k of one theme: P(λ_k > the others together); ValueError where it is alone."""
    return float(_above_others(post, np.array([post.ids.index(theme)]))[0])


def chances_above_others(post: Posterior) -> dict[str, float]:
    """P_k of every theme of the pool; empty where a theme is alone."""
    if len(post.ids) < 2:
        return {}
    chances = _above_others(post, np.arange(len(post.ids)))
    return dict(zip(post.ids, chances.tolist(), strict=True))


def _above_others(post: Posterior, themes: np.typing.NDArray[np.intp]) -> Floats:
    """P_k for the themes at these places.

    The others together are the exposure-weighted mean of their rates, in each cell replaced by the
    gamma of the same mean and variance: exact for two themes and for equal exposure, within .002
    of Monte Carlo otherwise.
    """
    if len(post.ids) < 2:
        raise ValueError("no other theme in the pool")
    share = np.repeat(post.exposure[:, None], len(themes), axis=1)  # (K, themes asked for)
    share[themes, np.arange(len(themes))] = 0.0
    share /= share.sum(axis=0)
    mean = post.shape / post.rate
    m = mean @ share
    v = (mean / post.rate) @ share**2
    own_shape, own_rate = post.shape[:, themes], post.rate[:, themes]
    above: Floats = post.weight @ _less(m * m / v, m / v, own_shape, own_rate)
    return above.clip(0.0, 1.0)


def _less(a1: Floats, b1: Floats, a2: Floats, b2: Floats) -> Floats:
    """P(A < B) for independent A ~ Gamma(a1, b1) and B ~ Gamma(a2, b2)."""
    return special.beta_below(a1, a2, b1 / (b1 + b2))


def _over_cells(post: Posterior, chances: Floats) -> float:
    """A chance given in each cell, averaged over the cells; rounding cannot push it outside [0, 1]."""
    return min(1.0, max(0.0, float(post.weight @ chances)))
