"""The simulation's vectorised verdicts are the product's own, theme by theme."""

from __future__ import annotations

import numpy as np
import pytest

from bench import cells, equal_exposure, figures, scenarios
from bench.figures import Figure
from pipeline.demand import pooled, verdicts

MONTHS = 7.0


def pools(seed: int, number: int, themes: int) -> equal_exposure.Counts:
    """Counts of very different themes, from none at all to dozens."""
    rng = np.random.default_rng(seed)
    return rng.poisson(rng.gamma(0.5, 8.0, (number, themes)))


def named(counts: equal_exposure.Counts, exposure: float = MONTHS) -> dict[str, tuple[float, float]]:
    """The same counts as the product takes them."""
    return {f"{place:02}": (float(count), exposure) for place, count in enumerate(counts)}


@pytest.mark.parametrize("themes", [2, 3, 6, 11])
def test_verdicts_are_those_of_the_product(themes: int) -> None:
    some = pools(themes, 150, themes)
    expected = [
        [scenarios.code_of(verdict) for verdict in verdicts.judge("per_month", named(pool), look_ahead=False).values()]
        for pool in some
    ]
    assert equal_exposure.judge(some).tolist() == expected
    assert len({code for codes in expected for code in codes}) == 5, "the pools must show every verdict"


def test_chances_are_those_of_the_product() -> None:
    some = pools(9, 60, 5)
    found = equal_exposure.chances(some)
    for pool, above in zip(some, found.above, strict=True):
        expected = pooled.chances_above_others(pooled.posterior(named(pool)))
        assert above.tolist() == pytest.approx(list(expected.values()), abs=1e-9)


def test_the_truth_is_covered_exactly_where_it_lies_inside_the_products_interval() -> None:
    rng = np.random.default_rng(4)
    rates = rng.gamma(1.0, 1.0, (40, 4))
    counts = rng.poisson(rates * MONTHS)
    found = equal_exposure.covered(counts, rates * MONTHS)
    for pool, true, inside in zip(counts, rates, found, strict=True):
        intervals = pooled.intervals(pooled.posterior(named(pool))).values()
        assert inside.tolist() == [i.low <= rate <= i.high for i, rate in zip(intervals, true, strict=True)]
    assert 0.8 < found.mean() < 1.0


def test_equal_exposure_as_a_special_case_of_unequal_gives_the_same_verdicts() -> None:
    exposure = np.array([[m * 1.0] * 4 for m in range(1, 4)])
    year = scenarios.unequal_year(np.random.default_rng(3), 30, exposure, 2.0)
    assert (equal_exposure.judge(year.leads) == year.verdicts).all()


def test_wrong_is_a_clear_verdict_in_a_direction_that_is_not_true() -> None:
    rates = np.array([4.0, 1.0, 1.0])
    codes = np.zeros((4, 2, 3), dtype=np.int8)
    codes[1, 1] = [2, -2, -1]  # all true
    codes[2, 0, 1] = 2  # the weak one clear more
    codes[3, 1, 0] = -2  # the strong one clear less
    assert scenarios.truths(rates).tolist() == [1, -1, -1]
    assert scenarios.wrong(codes, rates).tolist() == [False, False, True, True]
    assert scenarios.wrong(codes, np.ones(3)).tolist() == [False, True, True, True]


def test_the_first_look_counts_from_one_and_may_never_come() -> None:
    codes = np.array([[0, 2, 0], [0, 0, 0], [2, 2, 2]], dtype=np.int8)
    assert scenarios.first_look(codes, lambda found: found == 2).tolist() == [2, scenarios.NEVER, 1]


def test_the_same_chance_gives_the_same_figures() -> None:
    cell = cells.cells()[0]
    one, other = (list(cell.simulate(np.random.default_rng([1, 0]), 50)) for _ in range(2))
    assert one == other


def figure(measured: float, said: float, runs: int = 2000) -> Figure:
    """A measured share beside the method's."""
    return Figure(row="r", column="c", measured=(measured,), said=(said, said), runs=runs)


@pytest.mark.parametrize(
    ("measured", "said", "agrees"),
    [(0.05, 0.05, True), (0.05, 0.03, True), (0.05, 0.02, False), (0.6, 0.558, True), (0.6, 0.55, False)],
)
def test_a_share_may_differ_by_three_standard_errors_and_one_percent(
    measured: float, said: float, agrees: bool
) -> None:
    assert figure(measured, said).agrees == agrees


def test_a_table_marks_what_does_not_agree() -> None:
    assert "| 50 (50) |" in figures.table([figure(0.5, 0.5)])
    assert "| 50 (10) ✗ |" in figures.table([figure(0.5, 0.1)])
    assert figures.disagreeing([figure(0.5, 0.5), figure(0.5, 0.1)]) == ["r (c): 50, not 10"]


@pytest.mark.slow
def test_six_equal_themes_are_judged_wrongly_in_less_than_one_year_in_twenty() -> None:
    for number, base in enumerate((0.3, 0.5, 1.0, 2.0)):
        found = {one.row: one.value for one in cells.equal(base, np.random.default_rng([7, number]), 2000)}
        assert found["six equal: wrong"] <= 0.05
        assert found["… the content question counted in"] <= 0.06
