"""How much of a period counts."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from pipeline.demand import maturity
from pipeline.demand.maturity import DatedPost

DAY_0 = date(2024, 1, 1)


def day(number: int) -> date:
    """The day so many days after the first."""
    return DAY_0 + timedelta(days=number)


TWELVE = [DatedPost(day(15 * i)) for i in range(12)]


@pytest.mark.parametrize(
    ("age_days", "share"),
    [(-5, 0.0), (0, 0.0), (45, 0.5), (90, 0.75), (135, 0.875)],
)
def test_a_post_matures_by_half_of_what_it_lacks_every_45_days(age_days: float, share: float) -> None:
    assert maturity.share_matured(age_days) == pytest.approx(share)


def test_the_half_life_is_a_setting() -> None:
    assert maturity.share_matured(10, half_life_days=10) == pytest.approx(0.5)


def test_a_half_life_of_nothing_is_refused() -> None:
    with pytest.raises(ValueError, match="half-life"):
        maturity.share_matured(10, half_life_days=0)


@pytest.mark.parametrize(("until", "mature"), [(165, 7.46), (180, 8.39)])
def test_twelve_posts_on_days_0_to_165_are_as_many_mature_posts_as_the_note_says(until: int, mature: float) -> None:
    assert maturity.mature_posts(TWELVE, DAY_0, day(until)) == pytest.approx(mature, abs=0.005)


def test_a_post_counts_with_the_weight_of_its_tag() -> None:
    assert maturity.mature_posts([DatedPost(DAY_0, 0.4)], DAY_0, day(45)) == pytest.approx(0.2)


def test_a_post_from_before_the_period_counts_with_what_it_still_had_to_give() -> None:
    assert maturity.mature_posts([DatedPost(day(-45))], DAY_0, day(45)) == pytest.approx(0.25)


def test_a_post_from_after_the_period_does_not_exist() -> None:
    assert maturity.mature_posts([DatedPost(day(60))], DAY_0, day(45)) == 0.0


def test_neighbouring_periods_share_out_a_post_without_loss() -> None:
    first = maturity.mature_posts(TWELVE, DAY_0, day(100))
    second = maturity.mature_posts(TWELVE, day(100), day(180))
    assert first + second == pytest.approx(maturity.mature_posts(TWELVE, DAY_0, day(180)))


@pytest.mark.parametrize(
    ("since", "days"),
    [
        pytest.param((), 181, id="no offer: the whole period"),
        pytest.param((None,), 181, id="an offer that was always there"),
        pytest.param((day(-400),), 181, id="an offer older than the period"),
        pytest.param((day(0),), 181, id="an offer from the first day on"),
        pytest.param((day(151),), 30, id="an offer of the last 30 days"),
        pytest.param((day(180),), 1, id="an offer of the last day"),
        pytest.param((day(151), day(100)), 81, id="two offers: from the older on"),
        pytest.param((day(181),), 0, id="an offer that comes after"),
    ],
)
def test_months_on_offer_are_days_with_both_ends_counted(since: tuple[date | None, ...], days: int) -> None:
    assert maturity.months_on_offer(DAY_0, day(180), [(first, None) for first in since]) == pytest.approx(
        days / 30.4375
    )


@pytest.mark.parametrize(
    ("offered", "days"),
    [
        ([(None, 89)], 90),
        ([(10, 19)], 10),
        ([(10, 19), (15, 29)], 20),
        ([(10, 19), (40, None)], 10 + 141),
        ([(0, None), (10, 19)], 181),
        ([(-90, -1)], 0),
        ([(-90, -1), (200, None)], 0),
        ([(None, 500)], 181),
    ],
)
def test_an_offer_that_was_withdrawn_counts_to_its_last_day(
    offered: list[tuple[int | None, int | None]], days: int
) -> None:
    ends = [(None if n is None else day(n), None if m is None else day(m)) for n, m in offered]
    assert maturity.months_on_offer(DAY_0, day(180), ends) * 30.4375 == pytest.approx(days)


def test_a_period_that_ends_before_it_starts_holds_nothing() -> None:
    assert maturity.months_on_offer(DAY_0, day(-5)) == 0.0
    assert maturity.mature_posts([DatedPost(day(-90))], DAY_0, day(-5)) == 0.0
