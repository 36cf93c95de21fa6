"""The decision table: the first row that holds, for cases that the story does not meet."""

from __future__ import annotations

from collections.abc import Mapping
from math import nextafter
from typing import Any

import pytest

from pipeline.demand import verdicts
from pipeline.demand.breakeven import Economics
from pipeline.demand.verdicts import Question, Verdict

ECONOMICS = Economics(cost_per_post=1000, value_per_client=6000)
FOUR_BY_HOUR = {"a": (0, 1.9), "b": (1, 0.4), "c": (6, 0.3), "d": (2, 0.8)}

Themes = Mapping[str, tuple[float, float]]


def judged(verdict: Verdict) -> tuple[Any, ...]:
    """Code, direction and against whom: what a row decides."""
    return verdict.code, verdict.direction, verdict.against


@pytest.mark.parametrize(
    ("theme", "row"),
    [
        pytest.param("a", ("clear", "less", "others"), id="190 h, none"),
        pytest.param("b", ("leaning", "less", "c"), id="40 h, one: behind the strongest"),
        pytest.param("c", ("clear", "more", "others"), id="30 h, six"),
        pytest.param("d", ("leaning", "less", "c"), id="80 h, two: behind the strongest"),
    ],
)
def test_four_themes_by_hour_are_judged_as_the_note_says(theme: str, row: tuple[str, ...]) -> None:
    assert judged(verdicts.judge("per_100_hours", FOUR_BY_HOUR)[theme]) == row


def test_behind_the_strongest_the_probability_is_that_of_the_pair() -> None:
    verdict = verdicts.judge("per_month", {"a": (0, 6), "b": (4, 6), "c": (0, 6)})["a"]
    assert judged(verdict) == ("leaning", "less", "b")
    assert verdict.probability == pytest.approx(0.91, abs=0.005)


def test_however_far_behind_the_strongest_a_theme_is_never_clear_by_it() -> None:
    themes = {"a": (1.0, 12.0), "b": (60.0, 12.0), "c": (0.5, 12.0), "d": (2.0, 12.0)}
    found = verdicts.judge("per_month", {**themes, "late": (0.0, 0.7)})["late"]
    assert found.against == "b"
    assert found.code == "leaning"
    assert found.probability is not None
    assert found.probability > verdicts.CLEAR


def test_a_theme_behind_a_strongest_that_does_not_stand_out_is_undecided() -> None:
    found = verdicts.judge("per_month", {"a": (2, 6), "b": (4, 6), "c": (3, 6)})
    assert {v.code for v in found.values()} == {"not-enough-data"}


@pytest.mark.parametrize(
    "themes",
    [
        pytest.param({"a": (1, 9), "b": (0, 12), "c": (3, 9)}, id="too little behind"),
        pytest.param({"a": (0, 9), "b": (0, 24), "c": (0, 12), "d": (5, 24)}, id="too short to have had three leads"),
    ],
)
def test_a_theme_not_surely_behind_a_strongest_that_stands_out_is_undecided(themes: Themes) -> None:
    found = verdicts.judge("per_month", themes)
    assert (found["a"].code, found["a"].direction) == ("not-enough-data", None)
    assert judged(found[max(themes)]) == ("leaning", "more", "others")


@pytest.mark.parametrize(
    ("question", "themes", "code", "first_reason"),
    [
        pytest.param(
            "per_100_hours",
            {"k": (4, 0), "b": (1, 2), "c": (0, 2)},
            "not-enough-data",
            "no-exposure.per_100_hours",
            id="4 leads, no hours recorded",
        ),
        pytest.param(
            "content",
            {"k": (1, 0)},
            "not-enough-data",
            "no-exposure.content",
            id="a lead that met content without a mature post",
        ),
        pytest.param("per_month", {"k": (0, 0), "b": (1, 2)}, "untested", "untested.per_month", id="not on offer"),
        pytest.param("per_100_hours", {"k": (0, 0)}, "untested", "untested.per_100_hours", id="nothing at all"),
        pytest.param("per_month", {"k": (5, 6)}, "not-enough-data", "alone.per_month", id="the only theme"),
        pytest.param(
            "per_month",
            {"k": (5, 6), "b": (9, 0)},
            "not-enough-data",
            "alone.per_month",
            id="nobody else in the pool",
        ),
    ],
)
def test_what_cannot_be_compared_has_no_direction_and_no_probability(
    question: Question, themes: Themes, code: str, first_reason: str
) -> None:
    verdict = verdicts.judge(question, themes)["k"]
    assert judged(verdict) == (code, None, None)
    assert (verdict.probability, verdict.next) == (None, None)
    assert verdict.why[0].code == first_reason


def test_leads_of_a_theme_without_exposure_are_no_leads_of_the_others() -> None:
    with_them = verdicts.judge("per_month", {"a": (0, 6), "b": (4, 6), "c": (50, 0)})
    assert judged(with_them["a"]) == ("leaning", "less", "b")


def test_content_below_break_even_is_said_though_nobody_else_is_in_the_pool() -> None:
    verdict = verdicts.judge("content", {"k": (0, 5)}, ECONOMICS)["k"]
    assert judged(verdict) == ("below-break-even", "less", "break-even")


def test_content_below_break_even_goes_before_clear_less() -> None:
    themes: Themes = {"k": (0.0, 20.0), "b": (30.0, 20.0), "c": (25.0, 20.0)}
    assert verdicts.judge("content", themes, ECONOMICS)["k"].code == "below-break-even"
    assert verdicts.judge("content", themes)["k"].code == "clear"


@pytest.mark.parametrize("question", ["per_month", "per_100_hours"])
def test_break_even_is_a_matter_of_content_only(question: Question) -> None:
    assert verdicts.judge(question, {"k": (0, 5), "b": (0, 5)}, ECONOMICS)["k"].code == "not-enough-data"


@pytest.mark.parametrize(
    ("themes", "code"),
    [
        pytest.param({"k": (2, 2), "b": (0, 40), "c": (0, 40)}, "too-few.more", id="two leads"),
        pytest.param({"k": (0, 40), "b": (2, 2), "c": (0, 2)}, "too-few.less", id="two leads elsewhere"),
        pytest.param({"k": (0, 1), "b": (4, 6), "c": (4, 6)}, "too-short.less", id="too short a time"),
        pytest.param({"k": (4, 6), "b": (3, 6), "c": (3, 6)}, "no-difference.more", id="hardly more"),
        pytest.param({"k": (4, 6), "b": (5, 6), "c": (4, 6)}, "no-difference.less", id="hardly less"),
        pytest.param({"k": (0, 3), "b": (0, 3)}, "too-few.more", id="a tie without a lead"),
        pytest.param({"k": (5, 3), "b": (5, 3)}, "no-difference.more", id="a tie with leads"),
    ],
)
def test_the_undecided_say_whether_leads_are_few_or_differences_small(themes: Themes, code: str) -> None:
    verdict = verdicts.judge("per_month", themes)["k"]
    assert (verdict.code, verdict.why[0].code) == ("not-enough-data", code)


def test_the_undecided_carry_the_probability_of_the_likelier_side() -> None:
    found = verdicts.judge("per_month", {"a": (0, 2), "b": (1, 2)})
    assert [v.probability for v in found.values()] == pytest.approx([0.64, 0.64], abs=0.005)


@pytest.mark.parametrize(
    ("themes", "codes"),
    [
        pytest.param({"a": (0, 6), "b": (7, 6)}, ["leaning", "leaning"], id="7: .976"),
        pytest.param({"a": (0, 6), "b": (8, 6)}, ["clear", "clear"], id="8: .987"),
    ],
)
def test_clear_begins_beyond_98_and_a_half_percent(themes: Themes, codes: list[str]) -> None:
    assert [v.code for v in verdicts.judge("per_month", themes).values()] == codes


def test_three_leads_but_for_a_rounding_error_are_three_leads() -> None:
    nearly = nextafter(3.0, 0.0)
    assert verdicts.judge("per_month", {"a": (0, 4), "b": (nearly, 4)})["b"].code == "leaning"


@pytest.mark.parametrize(
    ("themes", "theme", "further"),
    [
        pytest.param({"a": (0, 6), "b": (4, 6)}, "a", 4, id="less: leads of the strongest"),
        pytest.param({"a": (0, 6), "b": (4, 6)}, "b", 4, id="more: its own leads"),
        pytest.param({"a": (0, 6), "b": (8, 6)}, "b", None, id="clear already"),
        pytest.param({"a": (0, 6)}, "a", None, id="nobody else: leads would not help"),
        pytest.param({"a": (500, 6), "b": (500, 6)}, "a", None, id="more than 24 would be needed"),
        pytest.param({"a": (0, 1.9), "b": (0, 0.01)}, "b", 3, id="never fewer than three in all"),
    ],
)
def test_next_is_the_fewest_further_leads_that_make_it_clear(themes: Themes, theme: str, further: int | None) -> None:
    assert verdicts.judge("per_month", themes)[theme].next == further


@pytest.mark.parametrize("theme", ["b", "d", "e"])
def test_with_so_many_further_leads_of_the_right_side_it_is_clear_and_with_one_fewer_not(
    theme: str,
) -> None:
    themes: dict[str, tuple[float, float]] = {
        "a": (0, 6), "b": (4, 6), "c": (1, 6), "d": (0, 6), "e": (1, 9)
    }  # fmt: skip
    verdict = verdicts.judge("per_month", themes)[theme]
    gaining = theme if theme == "b" else "b"
    assert verdict.next is not None
    for further, clear in ((verdict.next, True), (verdict.next - 1, False)):
        leads, exposure = themes[gaining]
        then = verdicts.judge("per_month", {**themes, gaining: (leads + further, exposure)})
        assert (then[theme].code == "clear") == clear


def test_without_looking_ahead_all_but_next_is_the_same() -> None:
    ahead = verdicts.judge("per_100_hours", FOUR_BY_HOUR)
    plain = verdicts.judge("per_100_hours", FOUR_BY_HOUR, look_ahead=False)
    assert {t: judged(v) for t, v in ahead.items()} == {t: judged(v) for t, v in plain.items()}
    assert all(v.next is None for v in plain.values())


@pytest.mark.parametrize(
    ("economics", "settings"),
    [
        (Economics(), "cost_per_post, value_per_client"),
        (Economics(cost_per_post=900), "value_per_client"),
    ],
)
def test_without_cost_or_value_content_names_the_setting(economics: Economics, settings: str) -> None:
    for verdict in verdicts.judge("content", {"a": (1, 5), "b": (0, 0)}, economics).values():
        assert verdict.why[-1].code == "no-break-even"
        assert verdict.why[-1].params["settings"] == settings


def test_the_experiment_waits_two_half_lives() -> None:
    verdict = verdicts.judge("content", {"k": (0, 0)}, ECONOMICS, half_life_days=30)["k"]
    assert verdict.why[-1].params["days"] == 60


def test_no_theme_at_all_is_no_error() -> None:
    assert verdicts.judge("per_month", {}) == {}


def test_among_equals_the_strongest_is_the_same_whatever_the_order() -> None:
    themes: dict[str, tuple[float, float]] = {"x": (9, 6), "y": (9, 6), "k": (0, 6), "l": (2, 6), "m": (2, 6)}
    turned = dict(reversed(themes.items()))
    forward, backward = (verdicts.judge("per_month", t)["l"].against for t in (themes, turned))
    assert forward == backward
