"""The special functions of the method, typed (scipy ships no types).

Only `scipy.special` is loaded: `scipy.stats` costs half a second at start and offers nothing more that we need.
All broadcast as numpy's own functions do.
"""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
from scipy import special

Floats = npt.NDArray[np.float64]
Number = float | Floats


def log_gamma(x: Number) -> Floats:
    """ln Γ(x)."""
    return np.asarray(special.gammaln(x), dtype=np.float64)


def gamma_below(shape: Number, x: Number) -> Floats:
    """P(X < x) for X ~ Gamma(shape, rate 1): the regularised lower incomplete gamma function."""
    return np.asarray(special.gammainc(shape, x), dtype=np.float64)


def gamma_above(shape: Number, x: Number) -> Floats:
    """P(X > x) for X ~ Gamma(shape, rate 1), exact in the far tail too."""
    return np.asarray(special.gammaincc(shape, x), dtype=np.float64)


def gamma_quantile(shape: Number, p: Number) -> Floats:
    """The x with P(X < x) = p for X ~ Gamma(shape, rate 1)."""
    return np.asarray(special.gammaincinv(shape, p), dtype=np.float64)


def beta_below(a: Number, b: Number, x: Number) -> Floats:
    """I_x(a, b) = P(X < x) for X ~ Beta(a, b)."""
    return np.asarray(special.betainc(a, b, x), dtype=np.float64)


def beta_quantile(a: Number, b: Number, p: Number) -> Floats:
    """The x with I_x(a, b) = p."""
    return np.asarray(special.betaincinv(a, b, p), dtype=np.float64)
