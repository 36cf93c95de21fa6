"""The model under other priors: the pump failures of George, Makov & Smith."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from pipeline.demand import pooled
from pipeline.demand.pooled import Prior

DATA = Path(__file__).resolve().parents[3] / "shared/data/attribution/pumps_gamma_poisson.json"


@pytest.fixture(scope="module")
def pumps() -> dict[str, Any]:
    """Failures x in t thousand hours, and the published posterior."""
    if not DATA.exists():
        pytest.skip(f"no {DATA}: the data shared by the project are not beside this repository")
    data: dict[str, Any] = json.loads(DATA.read_text(encoding="utf-8"))
    return data


ALPHA, BETA = (
    grid.ravel() for grid in np.meshgrid(np.geomspace(0.05, 8, 90), np.geomspace(1e-3, 12, 90), indexing="ij")
)
"""An even grid of ln α and ln β, cell by cell."""


@pytest.fixture(scope="module")
def post(pumps: dict[str, Any]) -> pooled.Posterior:
    """The posterior under α ~ Exp(1), β ~ Gamma(.1, 1)."""
    prior = Prior(
        shape=ALPHA,
        log_mean=np.log(ALPHA / BETA),
        log_weight=-ALPHA + np.log(ALPHA) - 0.9 * np.log(BETA) - BETA + np.log(BETA),
        relative=False,
    )
    rows = enumerate(zip(pumps["x"], pumps["t"], strict=True))
    return pooled.posterior({f"pump {i}": pair for i, pair in rows}, prior)


def moments(post: pooled.Posterior, values: np.ndarray[Any, Any]) -> tuple[float, float]:
    """Mean and standard deviation over the cells."""
    mean = float(post.weight @ values)
    return mean, float(post.weight @ (values - mean) ** 2) ** 0.5


def test_the_shape_has_the_published_mean_and_spread(pumps: dict[str, Any], post: pooled.Posterior) -> None:
    published = (pumps["alpha"], pumps["alpha_sd"])
    assert moments(post, ALPHA) == pytest.approx(published, rel=1e-4)


def test_the_rate_has_the_published_mean_and_spread(pumps: dict[str, Any], post: pooled.Posterior) -> None:
    published = (pumps["beta"], pumps["beta_sd"])
    assert moments(post, BETA) == pytest.approx(published, rel=1e-4)


def test_every_pump_has_the_published_mean(pumps: dict[str, Any], post: pooled.Posterior) -> None:
    assert (post.weight @ (post.shape / post.rate)).tolist() == pytest.approx(pumps["theta"], abs=1e-5)


def test_every_pump_has_the_published_spread(pumps: dict[str, Any], post: pooled.Posterior) -> None:
    mean = post.weight @ (post.shape / post.rate)
    square = post.weight @ (post.shape * (post.shape + 1.0) / post.rate**2)
    assert np.sqrt(square - mean**2).tolist() == pytest.approx(pumps["sd"], abs=1e-5)
