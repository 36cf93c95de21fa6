"""Paths are joined in order, each step once, however long they are and whatever the channels are called."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.edges.engines import duck
from pipeline.edges.engines.duck import Duck
from pipeline.edges.engines.engine import Schema

SCHEMA: Schema = {"lead_id": "int", "step": "int"}
NAMES = ("a", "it's", 'sa"id', "{b}", "ü > v", "%s", "")


def joined(engine: Duck, steps: list[tuple[int, int]], names: tuple[str, ...]) -> dict[int, str]:
    """The path of each lead."""
    return dict(engine.fetched(engine.paths(engine.rows(steps, SCHEMA), names)))


def expected(steps: list[tuple[int, int]], names: tuple[str, ...]) -> dict[int, str]:
    """The same, step by step."""
    leads = {lead for lead, _ in steps}
    return {
        lead: " > ".join(names[step % len(names)] for step in sorted({step for other, step in steps if other == lead}))
        for lead in leads
    }


@settings(max_examples=40)
@given(st.lists(st.tuples(st.integers(1, 4), st.integers(0, 300)), max_size=200), st.integers(1, len(NAMES) - 1))
def test_a_path_is_its_distinct_steps_in_order(steps: list[tuple[int, int]], channels: int) -> None:
    names = NAMES[:channels]
    with duck.opened() as engine:
        assert joined(engine, steps, names) == expected(steps, names)


@pytest.mark.parametrize("channels", [1, 2, 3, 4, 7, 8, 100, 1000])
@pytest.mark.parametrize("touches", [1, 11, 12, 13, 63, 64, 126, 127, 500])
def test_paths_longer_than_one_number_holds_are_whole(touches: int, channels: int) -> None:
    names = tuple(f"c{number}" for number in range(channels))
    steps = [(lead, 7 * touch * channels + (lead * touch) % channels) for lead in (1, 2) for touch in range(touches)]
    with duck.opened() as engine:
        assert joined(engine, [*steps, (3, 0)], names) == expected([*steps, (3, 0)], names)


def test_the_same_step_a_hundred_times_is_one_touch() -> None:
    steps = [(1, 5)] * 300 + [(1, 6)] + [(2, 5)] * 2
    with duck.opened() as engine:
        assert joined(engine, steps, ("a", "b", "c")) == {1: "c > a", 2: "c"}


def test_moments_of_today_fit_with_a_thousand_channels() -> None:
    names = tuple(f"c{number}" for number in range(1000))
    moment = 1_800_000_000_000_000 * 1000
    with duck.opened() as engine:
        assert joined(engine, [(1, moment + 1_000_999), (1, moment + 3)], names) == {1: "c3 > c999"}
