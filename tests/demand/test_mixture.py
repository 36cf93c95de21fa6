"""Quantiles of gamma mixtures hold what they promise: 1e-9 relative."""

from __future__ import annotations

import numpy as np
import pytest

from pipeline.demand import mixture, special

PROBS = np.array([0.001, 0.05, 0.5, 0.95, 0.999])


def column(*values: float) -> special.Floats:
    """The values as C cells of one theme."""
    return np.array(values)[:, None]


@pytest.mark.parametrize(
    ("shape", "rate"),
    [
        pytest.param(1.0, 1.0, id="exponential"),
        pytest.param(0.25, 3.0, id="all its mass near 0"),
        pytest.param(1e6, 1e3, id="a million leads"),
        pytest.param(100.5, 1e-9, id="tiny exposure"),
    ],
)
def test_a_mixture_of_one_has_the_quantiles_of_the_gamma(shape: float, rate: float) -> None:
    found = mixture.quantiles(np.ones(1), column(shape), column(rate), PROBS)[0]
    assert found == pytest.approx(special.gamma_quantile(shape, PROBS) / rate, rel=1e-9)


@pytest.mark.parametrize(
    ("weight", "shape", "rate"),
    [
        pytest.param((0.5, 0.5), (2.0, 3.0), (1.0, 9.0), id="two near each other"),
        pytest.param((0.7, 0.3), (500.0, 500.0), (1.0, 1e4), id="two hills far apart, a plain between"),
        pytest.param((1e-12, 1.0), (1.0, 9.0), (1e-6, 1.0), id="a cell of next to no weight"),
        pytest.param((0.0, 1.0), (1.0, 9.0), (1e-300, 1.0), id="a cell of no weight"),
    ],
)
def test_the_mixture_lies_below_its_quantile_with_that_probability(
    weight: tuple[float, ...], shape: tuple[float, ...], rate: tuple[float, ...]
) -> None:
    w, a, b = np.array(weight), column(*shape), column(*rate)
    found = mixture.quantiles(w, a, b, PROBS)[0]
    for side, holds in ((1.0 - 1e-9, np.less_equal), (1.0 + 1e-9, np.greater_equal)):
        below = w @ special.gamma_below(a, found * side * b)
        assert holds(below, PROBS).all()
