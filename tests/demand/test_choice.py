"""Which theme to choose where none is clear, and what that choice loses on average."""

from __future__ import annotations

import numpy as np
import pytest

from pipeline.demand import choice, pooled, report
from pipeline.demand.page import what_next
from pipeline.demand.page.views import Remarks
from tests.demand.ledgers import speech, story


def test_the_expected_loss_of_a_choice_is_the_mean_of_what_the_other_draws_more() -> None:
    post = pooled.posterior({"a": (1, 6), "b": (4, 5)})
    rng = np.random.default_rng(7)
    cells = rng.choice(len(post.weight), size=400_000, p=post.weight)
    rates = rng.gamma(post.shape[cells]) / post.rate[cells]
    sampled = float(np.maximum(rates[:, 1] - rates[:, 0], 0.0).mean())
    assert pooled.expected_loss(post, "a", "b") == pytest.approx(sampled, rel=0.01)


def test_the_choice_is_the_theme_that_loses_least_beside_the_one_that_may_draw_more() -> None:
    found = choice.least("per_month", {"a": (1, 6), "b": (4, 6), "c": (0, 6), "d": (9, 0)})
    assert found is not None
    assert (found.theme, found.other) == ("b", "a")


@pytest.mark.parametrize(
    "cases",
    [
        pytest.param({"a": (9, 6)}, id="one theme"),
        pytest.param({"a": (1, 6), "b": (1.5, 6)}, id="fewer than three leads"),
        pytest.param({"a": (3, 6), "b": (3, 6), "c": (0, 6)}, id="two alike"),
    ],
)
def test_there_is_no_choice_where_chance_would_make_it(cases: pooled.Cases) -> None:
    assert choice.least("per_month", cases) is None


def test_what_next_names_the_choice_of_questions_that_are_open_and_not_of_clear_ones() -> None:
    facts = story(6)
    blocks = what_next.section(report.assemble(facts), speech(facts)).blocks
    said = [text for block in blocks if isinstance(block, Remarks) for text in block.texts if "one theme" in text]
    assert len(said) == 1
    assert said[0].startswith("If it had to be one theme now, by the calendar it would be Architecture: as Performance")
