"""Which theme to choose where none is clear, and what that choice loses on average."""

from __future__ import annotations

import numpy as np
import pytest

from pipeline.demand import choice, pooled, report
from pipeline.demand.page import what_next
from pipeline.demand.page.views import Remarks
from tests.demand.ledgers import START, catalogue, hours, ledger, offer, speech, story, theme, won


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


def test_beside_a_theme_that_is_clear_no_other_is_chosen_for_what_little_is_known_of_it() -> None:
    themes, sold = ("hot", "cold", "young"), {"hot": 14, "cold": 1, "young": 2}
    facts = ledger(
        catalogue=catalogue(*map(theme, themes), offers=tuple(offer(f"of-{key}", key) for key in themes)),
        efforts=tuple(hours(key, START, amount) for key, amount in zip(themes, (22, 23, 0.5), strict=True)),
        leads=tuple(won(START, offer=f"of-{key}") for key, n in sold.items() for _ in range(n)),
    )
    made = report.assemble(facts)
    least = choice.least("per_100_hours", made.cases("per_100_hours"))
    assert made.themes[0].verdicts["per_100_hours"].code == "clear"
    assert least is not None
    assert least.theme == "young"
    assert not [found for found in choice.choices(made) if found.question == "per_100_hours"]
