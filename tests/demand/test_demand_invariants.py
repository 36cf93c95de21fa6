"""What holds for any counts and exposures, fractions and extremes included."""

from __future__ import annotations

from math import isfinite

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from pipeline.demand import breakeven, costs, maturity, pooled, verdicts
from pipeline.demand.breakeven import Economics
from pipeline.demand.interval import Interval
from pipeline.demand.verdicts import Question

Themes = dict[str, tuple[float, float]]

steady = settings(deadline=None)  # a busy machine is no failure
few = settings(deadline=None, max_examples=60)

whole = st.integers(0, 40).map(float)
fraction = st.floats(0.0, 50.0)
large = st.floats(0.0, 1e5)
exposure = st.floats(1e-4, 1e4)
anything = st.tuples(st.one_of(whole, fraction, large), exposure)


def pools(least: int = 1, most: int = 6) -> st.SearchStrategy[Themes]:
    """Themes with exposure, named t0, t1 …"""
    rows = st.lists(anything, min_size=least, max_size=most)
    return rows.map(lambda pairs: {f"t{i}": pair for i, pair in enumerate(pairs)})


@steady
@given(pools(least=2, most=2))
def test_of_two_themes_one_draws_more(themes: Themes) -> None:
    chances = pooled.chances_above_others(pooled.posterior(themes))
    assert sum(chances.values()) == pytest.approx(1.0, abs=1e-9)


@steady
@given(pools(least=2, most=2))
def test_of_two_themes_the_others_together_are_the_other(themes: Themes) -> None:
    post = pooled.posterior(themes)
    less = pooled.chance_less(post, "t0", "t1")
    assert pooled.chances_above_others(post)["t1"] == pytest.approx(less, abs=1e-9)


@steady
@given(pools(least=2), st.randoms(use_true_random=False))
def test_the_order_of_the_themes_does_not_matter(themes: Themes, rnd: object) -> None:
    order = list(themes)
    rnd.shuffle(order)  # type: ignore[attr-defined]
    one, other = (pooled.posterior(t) for t in (themes, {key: themes[key] for key in order}))
    assert pooled.chances_above_others(other) == pytest.approx(pooled.chances_above_others(one), abs=1e-9)
    assert pooled.quantiles(other, (0.1, 0.9)) == {
        theme: pytest.approx(found, rel=1e-6) for theme, found in pooled.quantiles(one, (0.1, 0.9)).items()
    }


@steady
@given(pools(), st.floats(1e-3, 1e3))
def test_rates_scale_with_the_unit_of_exposure(themes: Themes, unit: float) -> None:
    scaled = {key: (leads, e * unit) for key, (leads, e) in themes.items()}
    one, other = (pooled.posterior(t) for t in (themes, scaled))
    for key, (median,) in pooled.quantiles(one, (0.5,)).items():
        assert pooled.quantiles(other, (0.5,))[key][0] * unit == pytest.approx(median, rel=1e-6)
    assert pooled.chances_above_others(other) == pytest.approx(pooled.chances_above_others(one), abs=1e-7)


@steady
@given(pools())
def test_quantiles_rise_with_their_probability(themes: Themes) -> None:
    for found in pooled.quantiles(pooled.posterior(themes), (0.01, 0.05, 0.5, 0.95, 0.99)).values():
        assert all(isfinite(x) and x >= 0.0 for x in found)
        assert list(found) == sorted(found)


@steady
@given(pools(least=2))
def test_every_chance_is_a_probability(themes: Themes) -> None:
    post = pooled.posterior(themes)
    chances = [
        *pooled.chances_above_others(post).values(),
        pooled.chance_less(post, "t0", "t1"),
    ]
    assert all(0.0 <= chance <= 1.0 for chance in chances)


@steady
@given(pools(least=2), st.sampled_from(["t0", "t1"]))
def test_a_further_lead_never_makes_a_theme_look_worse(themes: Themes, theme: str) -> None:
    leads, e = themes[theme]
    assume(leads < 1e3)
    before = pooled.chances_above_others(pooled.posterior(themes))[theme]
    after = pooled.chances_above_others(pooled.posterior({**themes, theme: (leads + 1, e)}))[theme]
    assert after >= before - 0.005


@few
@given(
    st.dictionaries(
        st.sampled_from("abcdef"),
        st.tuples(st.one_of(whole, fraction), st.one_of(st.just(0.0), exposure)),
        max_size=6,
    ),
    st.sampled_from(["per_month", "per_100_hours", "content"]),
)
def test_a_verdict_is_whole(themes: Themes, question: Question) -> None:
    found = verdicts.judge(question, themes, Economics(1000, 6000))
    assert found.keys() == themes.keys()
    for verdict in found.values():
        decided = verdict.code in ("clear", "leaning", "below-break-even")
        assert (verdict.direction is not None) == decided
        assert (verdict.against is not None) == decided
        assert verdict.why
        assert verdict.probability is None or 0.0 <= verdict.probability <= 1.0
        assert verdict.next is None or 1 <= verdict.next <= 24


@few
@given(pools(least=2), st.randoms(use_true_random=False))
def test_verdicts_do_not_depend_on_the_order_of_the_themes(themes: Themes, rnd: object) -> None:
    order = list(themes)
    rnd.shuffle(order)  # type: ignore[attr-defined]
    one = verdicts.judge("per_month", themes, look_ahead=False)
    other = verdicts.judge("per_month", {key: themes[key] for key in order}, look_ahead=False)
    for key, verdict in one.items():
        near = verdict.probability is not None and any(
            abs(verdict.probability - edge) < 1e-6 for edge in (0.5, verdicts.LEANING, verdicts.CLEAR)
        )
        assume(not near)
        assert (verdict.code, verdict.direction) == (other[key].code, other[key].direction)


@steady
@given(st.floats(0.0, 1e9), st.floats(0.0, 1e4))
def test_a_cost_per_client_is_finite_and_inside_its_interval(cost: float, clients: float) -> None:
    found = costs.per_client(cost, clients)
    if isinstance(found, Interval):
        assert 0.0 <= found.low <= found.median <= found.high
        assert isfinite(found.high)
    else:
        assert isfinite(found.at_least)


@steady
@given(st.floats(-1e3, 1e4), st.floats(0.0, 1e3), st.floats(0.1, 1e3))
def test_a_post_never_gets_younger(age: float, later: float, half_life: float) -> None:
    first, second = (maturity.share_matured(a, half_life) for a in (age, age + later))
    assert 0.0 <= first <= second <= 1.0


@steady
@given(st.floats(0.0, 1e3), st.floats(0.0, 50.0), st.floats(1e-3, 10.0))
def test_leads_defer_the_break_even_test_and_posts_advance_it(posts: float, leads: float, break_even: float) -> None:
    score = breakeven.sprt(posts, leads, break_even).score
    assert breakeven.sprt(posts + 1, leads, break_even).score > score
    assert breakeven.sprt(posts, leads + 1, break_even).score < score
    assert 0.0 <= breakeven.chance_above(posts, leads, break_even) <= 1.0
