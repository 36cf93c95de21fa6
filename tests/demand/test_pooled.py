"""The check figures of the pooled model, from the model itself."""

from __future__ import annotations

from math import log

import numpy as np
import pytest

from pipeline.demand import pooled, special
from pipeline.demand.pooled import Prior

Counts = list[float]


def themes(leads: Counts, exposures: Counts) -> dict[str, tuple[float, float]]:
    """The themes t0, t1 … of a pool."""
    return {f"t{i}": pair for i, pair in enumerate(zip(leads, exposures, strict=True))}


def flat(shape: float) -> Prior:
    """Independent themes, λ ~ Gamma(shape, rate nearly 0): one cell, so nothing is shared."""
    return Prior(
        shape=np.array([shape]),
        log_mean=np.array([log(1e12)]),
        log_weight=np.zeros(1),
        relative=False,
    )


@pytest.mark.parametrize(
    ("leads", "exposures", "less"),
    [
        pytest.param([0, 4], [6, 6], 0.88, id="0 against 4 in 6 months"),
        pytest.param([0, 2], [3, 3], 0.74, id="0 against 2 in 3 months"),
        pytest.param([0, 1], [2, 2], 0.64, id="0 against 1 in 2 months"),
        pytest.param([0, 4, 1, 0, 1], [6] * 5, 0.87, id="five themes"),
        pytest.param([0, 4, 0], [6] * 3, 0.91, id="three themes"),
        pytest.param([0, 7], [6, 6], 0.976, id="0 against 7"),
        pytest.param([0, 8], [6, 6], 0.987, id="0 against 8"),
    ],
)
def test_the_first_theme_draws_less_than_the_second_with_the_probability_of_the_note(
    leads: Counts, exposures: Counts, less: float
) -> None:
    post = pooled.posterior(themes(leads, exposures))
    assert pooled.chance_less(post, "t0", "t1") == pytest.approx(less, abs=0.005)


def test_by_hour_190_against_20_hours_without_and_with_4_leads_are_told_apart() -> None:
    post = pooled.posterior(themes([0, 4], [1.9, 0.2]))
    assert pooled.chance_less(post, "t0", "t1") == pytest.approx(0.9987, abs=0.00005)


@pytest.mark.parametrize(
    ("leads", "exposures", "chances"),
    [
        pytest.param([0, 4, 1, 0, 1], [6] * 5, [0.22, 0.87, 0.41, 0.22, 0.41], id="five"),
        pytest.param([0, 4, 0], [6] * 3, [0.15, 0.93, 0.15], id="three"),
        pytest.param([1, 2, 0, 9, 3, 2], [12] * 6, [0.15, 0.30, 0.06, 0.982, 0.49, 0.30], id="six in 12 months"),
        pytest.param([0, 1, 6, 2], [1.9, 0.4, 0.3, 0.8], [0.001, 0.53, 0.999, 0.54], id="four by hour"),
        pytest.param([0.5, 3.5, 2], [6, 6, 3], [0.21, 0.69, 0.62], id="fractions, a late starter"),
    ],
)
def test_each_theme_is_above_the_others_together_with_the_probability_of_the_note(
    leads: Counts, exposures: Counts, chances: Counts
) -> None:
    found = pooled.chances_above_others(pooled.posterior(themes(leads, exposures)))
    assert list(found.values()) == pytest.approx(chances, abs=0.005)


@pytest.mark.parametrize(
    ("leads", "exposures", "theme", "median", "low", "high"),
    [
        pytest.param([0, 4], [6, 6], "t0", 0.14, 0.0, 0.49, id="no lead in 6 months"),
        pytest.param([0, 4], [6, 6], "t1", 0.43, 0.16, 1.00, id="4 leads in 6 months"),
        pytest.param([1, 2, 0, 9, 3, 2], [12] * 6, "t3", 0.50, 0.24, 0.92, id="9 in 12 months"),
        pytest.param([1, 2, 0, 9, 3, 2], [12] * 6, "t2", 0.08, 0.0, 0.26, id="0 in 12 months"),
    ],
)
def test_a_rate_has_the_interval_of_the_note(
    leads: Counts, exposures: Counts, theme: str, median: float, low: float, high: float
) -> None:
    found = pooled.intervals(pooled.posterior(themes(leads, exposures)))[theme]
    assert (found.median, found.low, found.high) == pytest.approx((median, low, high), abs=0.005)


@pytest.mark.parametrize(
    ("theme", "median", "low", "high"),
    [("t0", 0.16, 0.0, 1.34), ("t1", 12.7, 3.9, 29.9)],
)
def test_a_rate_by_hour_has_the_interval_of_the_note(theme: str, median: float, low: float, high: float) -> None:
    found = pooled.intervals(pooled.posterior(themes([0, 4], [1.9, 0.2])))[theme]
    assert found.median == pytest.approx(median, abs=0.05 if median > 1 else 0.005)
    assert found.low == pytest.approx(low, abs=0.05)
    assert found.high == pytest.approx(high, abs=0.05 if high > 2 else 0.005)


def test_counted_by_days_month_six_gives_the_interval_of_the_note() -> None:
    months = 181 / 30.4375
    found = pooled.intervals(pooled.posterior(themes([0, 4], [months, months])))["t1"]
    assert (found.median, found.low, found.high) == pytest.approx((0.437, 0.159, 1.012), abs=0.0005)


def test_no_lead_at_all_still_gives_a_rate() -> None:
    found = pooled.intervals(pooled.posterior(themes([0, 0, 0], [6, 6, 6])))
    assert [rate.median for rate in found.values()] == pytest.approx([0.016] * 3, abs=0.0005)


@pytest.mark.parametrize(
    ("cv_scale", "less"), [pytest.param(0.5, 0.81, id="narrow"), pytest.param(2.0, 0.92, id="wide")]
)
def test_the_spread_of_the_prior_moves_the_chance_as_far_as_the_note_says(cv_scale: float, less: float) -> None:
    post = pooled.posterior(themes([0, 4], [6, 6]), pooled.half_normal(cv_scale))
    assert pooled.chance_less(post, "t0", "t1") == pytest.approx(less, abs=0.005)


@pytest.mark.parametrize(
    ("shape", "less"), [pytest.param(1.0, 0.969, id="flat"), pytest.param(0.5, 0.985, id="Jeffreys")]
)
def test_independent_priors_give_the_classical_answers(shape: float, less: float) -> None:
    post = pooled.posterior(themes([0, 4], [6, 6]), flat(shape))
    assert pooled.chance_less(post, "t0", "t1") == pytest.approx(less, abs=0.0005)


def test_the_exact_one_sided_p_of_0_against_4_is_a_sixteenth() -> None:
    p = float(special.beta_below(4.0, 1.0, 0.5))  # P(all 4 leads on one of two equal sides)
    assert p == pytest.approx(0.0625)


@pytest.mark.parametrize(
    "leads",
    [[0, 4], [0, 4, 1, 0, 1], [0, 4, 0], [1, 2, 0, 9, 3, 2], [0.5, 3.5, 2], [0, 0, 0], [30, 1, 2, 7]],
    ids=str,
)
def test_at_equal_exposure_the_others_together_are_exact(leads: Counts) -> None:
    post = pooled.posterior(themes(leads, [6] * len(leads)))
    k, a = len(leads), pooled.METHOD.shape
    closed_form = [
        1.0 - float(post.weight @ special.beta_below(a + y, (k - 1) * a + sum(leads) - y, 1.0 / k)) for y in leads
    ]
    assert list(pooled.chances_above_others(post).values()) == pytest.approx(closed_form, abs=1e-12)


def test_at_equal_exposure_the_chances_depend_on_the_counts_alone() -> None:
    one, many = (pooled.posterior(themes([0, 4, 1], [e] * 3)) for e in (1, 700))
    assert pooled.chances_above_others(one) == pytest.approx(pooled.chances_above_others(many))


@pytest.mark.parametrize(
    ("leads", "exposures"),
    [
        pytest.param([0, 1, 6, 2], [1.9, 0.4, 0.3, 0.8], id="four by hour"),
        pytest.param([5, 4, 0, 1, 0, 1], [10, 10, 1, 1, 1, 1], id="10:10:1:1:1:1"),
        pytest.param([0.5, 3.5, 2], [6, 6, 3], id="a late starter"),
    ],
)
def test_at_unequal_exposure_the_others_together_agree_with_sampling(leads: Counts, exposures: Counts) -> None:
    post = pooled.posterior(themes(leads, exposures))
    rng = np.random.default_rng(20240701)
    cells = rng.choice(len(post.weight), size=200_000, p=post.weight)
    rates = rng.gamma(post.shape[cells]) / post.rate[cells]
    for k, chance in enumerate(pooled.chances_above_others(post).values()):
        share = np.delete(post.exposure, k) / np.delete(post.exposure, k).sum()
        sampled = float(np.mean(rates[:, k] > np.delete(rates, k, axis=1) @ share))
        assert chance == pytest.approx(sampled, abs=0.002 + 0.004)  # the note's error + 3.5 s.e.


@pytest.mark.parametrize("themes", range(3, 11))
@pytest.mark.parametrize("leads", [0.0, 1.0, 4.0])
def test_equal_counts_have_equal_rates_to_the_last_digit(themes: int, leads: float) -> None:
    post = pooled.posterior({"other": (2.0, 5.0), **{str(n): (leads, 6.0) for n in range(themes)}})
    assert len(set(pooled.intervals(post).values())) == 2


def test_the_methods_grid_has_175_cells() -> None:
    assert len(pooled.METHOD.shape) == len(pooled.METHOD.log_weight) == 175


def test_a_theme_without_exposure_is_no_part_of_the_pool_however_many_leads_it_has() -> None:
    alone = pooled.posterior({"a": (1, 3), "b": (2, 5)})
    beside = pooled.posterior({"a": (1, 3), "dreamt-of": (9, 0), "b": (2, 5)})
    assert beside.ids == ("a", "b")
    assert pooled.chances_above_others(beside) == pooled.chances_above_others(alone)


def test_a_theme_alone_is_compared_with_nobody() -> None:
    post = pooled.posterior({"a": (1, 3)})
    assert pooled.chances_above_others(post) == {}
    with pytest.raises(ValueError, match="no other theme"):
        pooled.chance_above_others(post, "a")


@pytest.mark.parametrize(
    ("counts", "problem"),
    [
        pytest.param({}, "no theme has exposure", id="nothing"),
        pytest.param({"a": (3.0, 0.0)}, "no theme has exposure", id="leads only"),
        pytest.param({"a": (-1.0, 2.0)}, "not negative", id="negative leads"),
        pytest.param({"a": (1.0, float("nan"))}, "finite", id="no number"),
    ],
)
def test_what_is_no_evidence_is_refused(counts: dict[str, tuple[float, float]], problem: str) -> None:
    with pytest.raises(ValueError, match=problem):
        pooled.posterior(counts)


def test_the_arrays_of_a_posterior_cannot_be_written() -> None:
    post = pooled.posterior(themes([0, 4], [6, 6]))
    with pytest.raises(ValueError, match="read-only"):
        post.weight[0] = 1.0
