"""What holds for any path table, whatever the model."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.demand.credit import markov, models, paths, shapley, shares
from pipeline.demand.credit.paths import Path, PathTable
from tests.demand.credit import exactly

CHANNELS = ("blog", "newsletter", "talk", "direct", "search")
NEW = pytest.approx

counts = st.integers(0, 30).map(float)
routes = st.lists(st.sampled_from(CHANNELS), min_size=1, max_size=6).map(tuple)
row = st.builds(lambda c, n, r: Path(channels=r, conversions=c, nulls=n, value=100.0 * c), counts, counts, routes)
tables = st.lists(row, min_size=1, max_size=8).map(tuple)


@st.composite
def aged(draw: st.DrawFn) -> PathTable:
    """Paths whose touches have ages, the oldest first, some of them after the conversion."""
    ages = st.floats(-10.0, 200.0)
    return tuple(
        replace(path, ages_days=tuple(sorted((draw(ages) for _ in path.channels), reverse=True)))
        for path in draw(tables)
    )


@given(st.one_of(tables, aged()), st.one_of(st.none(), st.floats(1.0, 150.0)))
def test_credit_and_unattributed_sum_to_the_conversions_under_every_model(table: PathTable, window: float) -> None:
    found = models.credit(table, window)
    assert found.conversions == sum(path.conversions for path in table)
    for name, earned in found.models.items():
        assert sum(earned.values()) + found.unattributed == NEW(found.conversions, abs=1e-9), name
        assert all(share >= -1e-9 for share in earned.values()), name


@given(st.lists(st.builds(lambda p: replace(p, channels=p.channels[:1]), row), min_size=1, max_size=8).map(tuple))
def test_of_single_touches_every_channel_has_its_own(table: PathTable) -> None:
    own = dict.fromkeys(paths.channels(table), 0.0)
    for path in table:
        own[path.channels[0]] += path.conversions
    for name, earned in models.credit(table).models.items():
        assert earned == NEW(own, abs=1e-9), name


@given(tables, st.randoms(use_true_random=False))
def test_linear_and_shapley_do_not_ask_for_the_order_of_touches(table: PathTable, rnd: object) -> None:
    def shuffled(path: Path) -> Path:
        channels = list(path.channels)
        rnd.shuffle(channels)  # type: ignore[attr-defined]
        return replace(path, channels=tuple(channels))

    before, after = models.credit(table), models.credit(tuple(shuffled(path) for path in table))
    for name in ("linear", "shapley"):
        assert after.models[name] == NEW(before.models[name], abs=1e-9)


@given(tables, st.randoms(use_true_random=False))
def test_no_model_asks_for_the_order_of_rows(table: PathTable, rnd: object) -> None:
    order = list(table)
    rnd.shuffle(order)  # type: ignore[attr-defined]
    before, after = models.credit(table), models.credit(order)
    for name, earned in before.models.items():
        assert after.models[name] == NEW(earned, abs=1e-9), name


@given(tables, st.integers(2, 4))
def test_lingering_on_a_channel_changes_no_removal_effect(table: PathTable, times: int) -> None:
    lingering = tuple(
        replace(path, channels=tuple(channel for channel in path.channels for _ in range(times))) for path in table
    )
    assert markov.removal_effects(lingering) == NEW(markov.removal_effects(table), abs=1e-9)


@given(tables)
def test_removal_effects_are_those_of_chains_with_the_channel_really_removed(table: PathTable) -> None:
    expected = {channel: float(effect) for channel, effect in exactly.removal_effects(table).items()}
    assert markov.removal_effects(table) == NEW(expected, abs=1e-9)


@given(tables)
def test_the_equal_split_is_the_shapley_value_of_the_path_table(table: PathTable) -> None:
    assert shapley.credited(table) == NEW(exactly.shapley(exactly.worth(table)), abs=1e-9)


@given(tables, st.floats(0.1, 1e3))
def test_twice_the_journeys_earn_twice_the_credit(table: PathTable, factor: float) -> None:
    more = tuple(replace(p, conversions=p.conversions * factor, nulls=p.nulls * factor) for p in table)
    before, after = models.credit(table), models.credit(more)
    for name, earned in before.models.items():
        assert after.models[name] == NEW({key: factor * x for key, x in earned.items()}, rel=1e-6, abs=1e-9), name


@given(aged())
def test_what_is_as_old_as_the_window_stays_and_nothing_after_the_conversion_does(table: PathTable) -> None:
    oldest = max(max(path.ages_days or (0.0,)) for path in table)
    kept = paths.within(table, oldest)
    assert kept == paths.within(table, None)
    assert all(age >= 0.0 for path in kept for age in path.ages_days or ())


def test_of_equally_old_touches_decay_is_linear() -> None:
    path = Path(channels=("blog", "talk", "blog"), conversions=3, ages_days=(4.0, 4.0, 4.0))
    assert shares.decay(path) == NEW(shares.linear(path))


def test_a_half_life_earlier_a_touch_earns_half() -> None:
    path = Path(channels=("blog", "talk"), conversions=3, ages_days=(37.0, 7.0))
    assert shares.decay(path, 30.0) == NEW([1 / 3, 2 / 3])


def test_without_ages_there_is_no_decay_and_nothing_is_too_old() -> None:
    found = models.credit([Path(channels=("blog",), conversions=1)], 1.0)
    assert "decay" not in found.models
    assert found.unattributed == 0.0
    with pytest.raises(ValueError, match="age of every touch"):
        shares.decay(Path(channels=("blog",), conversions=1))


def test_ages_stand_one_a_touch() -> None:
    with pytest.raises(ValueError, match="one age a touch"):
        Path(channels=("blog", "talk"), conversions=1, ages_days=(1.0,))


def test_journeys_that_nobody_made_lead_nowhere() -> None:
    found = models.credit([Path(channels=("blog", "talk"), conversions=0), Path(channels=("talk",), conversions=2)])
    assert found.models["markov"] == NEW({"blog": 0.0, "talk": 2.0})


def test_no_path_at_all_is_no_error() -> None:
    assert models.credit([]).conversions == 0.0
    assert markov.removal_effects([]) == {}
