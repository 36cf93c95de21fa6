"""When a post pays, and when it is shown that it does not."""

from __future__ import annotations

import pytest

from pipeline.demand import breakeven
from pipeline.demand.breakeven import Economics

STORY = Economics(cost_per_post=1000, value_per_client=6000)
ON_CLIENTS = 1 / 6
ON_LEADS = 4 / 6


def test_a_post_for_1000_pays_with_a_sixth_of_a_client_worth_6000() -> None:
    assert breakeven.client_break_even(STORY) == pytest.approx(ON_CLIENTS)


def test_at_four_leads_a_client_that_is_two_thirds_of_a_lead() -> None:
    assert breakeven.lead_break_even(STORY) == pytest.approx(ON_LEADS)


@pytest.mark.parametrize(
    ("economics", "missing"),
    [
        pytest.param(STORY, (), id="all said"),
        pytest.param(Economics(value_per_client=6000), ("cost_per_post",), id="no cost"),
        pytest.param(Economics(cost_per_post=1000), ("value_per_client",), id="no value"),
        pytest.param(Economics(), ("cost_per_post", "value_per_client"), id="neither"),
    ],
)
def test_a_break_even_that_cannot_be_had_names_its_settings(economics: Economics, missing: tuple[str, ...]) -> None:
    assert breakeven.missing_settings(economics) == missing
    assert (breakeven.lead_break_even(economics) is None) == bool(missing)


@pytest.mark.parametrize("wrong", [{"cost_per_post": 0.0}, {"leads_per_client": -1.0}])
def test_amounts_that_are_not_more_than_0_are_refused(wrong: dict[str, float]) -> None:
    with pytest.raises(ValueError, match="more than 0"):
        Economics(**wrong)


@pytest.mark.parametrize(
    ("posts", "break_even", "chance", "within"),
    [
        (6, ON_CLIENTS, 0.135, 0.0005),
        (8, ON_CLIENTS, 0.097, 0.0005),
        (12, ON_CLIENTS, 0.050, 0.0005),
        (18, ON_CLIENTS, 0.018, 0.0005),
        (3, ON_LEADS, 0.0498, 0.00005),
    ],
)
def test_posts_without_a_lead_leave_break_even_this_chance(
    posts: float, break_even: float, chance: float, within: float
) -> None:
    assert breakeven.chance_above(posts, 0, break_even) == pytest.approx(chance, abs=within)


def test_a_lead_raises_the_chance_of_break_even() -> None:
    # Gamma(2, rate 1/λ* + n) above λ* with n·λ* = 2: e^-3·(1 + 3)
    assert breakeven.chance_above(3, 1, ON_LEADS) == pytest.approx(0.19915, abs=0.00001)


@pytest.mark.parametrize(
    ("leads", "break_even", "posts"),
    [(0, ON_CLIENTS, 19.97), (0, ON_LEADS, 4.99), (1, ON_LEADS, 8.83), (2, ON_LEADS, 12.67)],
)
def test_the_test_is_decided_at_as_many_mature_posts_as_the_note_says(
    leads: float, break_even: float, posts: float
) -> None:
    assert breakeven.posts_until_decided(leads, break_even) == pytest.approx(posts, abs=0.005)


@pytest.mark.parametrize("leads", [0, 1, 2, 2.5])
def test_the_test_crosses_there_and_not_a_moment_before(leads: float) -> None:
    posts = breakeven.posts_until_decided(leads, ON_LEADS)
    assert not breakeven.sprt(posts * 0.999, leads, ON_LEADS).crossed
    assert breakeven.sprt(posts * 1.001, leads, ON_LEADS).crossed


def test_the_experiment_is_five_mature_posts_seven_written_judged_after_90_days() -> None:
    plan = breakeven.experiment(ON_LEADS, half_life_days=45)
    assert plan.mature_posts == pytest.approx(4.99, abs=0.005)
    assert (plan.write, plan.judge_after_days) == (7, 90)
