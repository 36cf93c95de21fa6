"""What a client costs."""

from __future__ import annotations

from math import isfinite

import pytest

from pipeline.demand import costs
from pipeline.demand.costs import AtLeast
from pipeline.demand.interval import Interval


def test_19000_without_a_client_are_at_least_6342_each() -> None:
    found = costs.per_client(19_000, 0)
    assert isinstance(found, AtLeast)
    assert found.at_least == pytest.approx(6342, abs=0.5)


def test_2000_for_four_clients_are_500_each_give_or_take_what_chance_does() -> None:
    found = costs.per_client(2000, 4)
    assert isinstance(found, Interval)
    assert (found.median, found.low, found.high) == pytest.approx((500, 218, 1464), abs=0.5)


@pytest.mark.parametrize("clients", [1e-6, 0.02, 0.1, 0.5, 1.5])
def test_a_fraction_of_a_client_gives_no_infinity(clients: float) -> None:
    found = costs.per_client(1e6, clients)
    assert isfinite(found.at_least if isinstance(found, AtLeast) else found.high)


def test_nothing_spent_costs_nothing() -> None:
    assert costs.per_client(0, 2) == Interval(median=0, low=0, high=0)


@pytest.mark.parametrize(("count", "low", "high"), [(0, 0.0, 2.996), (1, 0.051, 4.744), (4, 1.366, 9.154)])
def test_a_count_has_its_exact_poisson_interval(count: float, low: float, high: float) -> None:
    assert costs.count_interval(count) == pytest.approx((low, high), abs=0.0005)


@pytest.mark.parametrize(
    ("steps", "minutes"),
    [
        pytest.param([], 0.0, id="no step"),
        pytest.param([(30, 0.5)], 60.0, id="one step"),
        pytest.param([(5, 0.2), (20, 0.5), (48, 0.4)], 345.0, id="three steps"),
        pytest.param([(5, 0.2), (20, 0.0)], None, id="a step that lets nobody through"),
    ],
)
def test_every_step_is_paid_for_all_who_do_not_come_through(
    steps: list[tuple[float, float]], minutes: float | None
) -> None:
    assert costs.minutes_per_client(steps) == (None if minutes is None else pytest.approx(minutes))
