"""Reasons become sentences, in English and in any other language."""

from __future__ import annotations

import string

import pytest

from pipeline.demand import reasons, verdicts
from pipeline.demand.breakeven import Economics
from pipeline.demand.reasons import Reason, Voice
from pipeline.demand.verdicts import Question

ECONOMICS = Economics(cost_per_post=1000, value_per_client=6000)


def why(question: Question, themes: dict[str, tuple[float, float]], theme: str) -> str:
    """The English of a verdict's reasons."""
    verdict = verdicts.judge(question, themes, ECONOMICS)[theme]
    return " ".join(reasons.english(reason) for reason in verdict.why)


@pytest.mark.parametrize(
    ("question", "themes", "sentence"),
    [
        (
            "per_100_hours",
            {"k": (0, 1.9), "architecture": (4, 0.2)},
            (
                "0 leads in 190 hours against 4 leads in 20 hours for architecture: "
                "99.9 % sure that this theme draws less."
            ),
        ),
        (
            "per_month",
            {"k": (4, 6), "b": (0.5, 6)},
            (
                "4 leads in 6 months against 0.5 leads in 6 months for b: "
                "82 % sure that this theme draws more. A hint, not yet clear."
            ),
        ),
        (
            "per_100_hours",
            {"k": (1, 0.4), "a": (0, 1.9), "c": (6, 0.3), "d": (2, 0.8)},
            (
                "1 lead in 40 hours; at the rate of c it would have been 8 leads: 98.1 % sure that this "
                "theme draws less. Only a hint, since the data chose the comparison."
            ),
        ),
        (
            "per_month",
            {"k": (1, 2), "b": (0, 2), "c": (0, 2)},
            (
                "Too few leads to judge, fewer than 3 for this theme: 1 lead in 2 months against "
                "0 leads in 4 months for your other themes together. 64 % likely that it draws more."
            ),
        ),
        ("per_100_hours", {"k": (4, 0), "b": (0, 1)}, "4 leads, no hours recorded: no rate."),
        (
            "content",
            {"k": (0, 0)},
            (
                "No post has had time to work: this is unknown, not unwanted. Write 7 posts and judge "
                "90 days after the last: 4.99 mature posts without a lead decide."
            ),
        ),
        (
            "content",
            {"k": (0, 8.39)},
            (
                "0 leads in 8.39 mature posts; posts that pay for themselves would have brought 5.59 leads "
                "by now. The break-even test is decided (5.03 of 3), 0.1 % likely that they pay after all."
            ),
        ),
    ],
)
def test_a_verdict_explains_itself_in_a_sentence_with_its_numbers(
    question: Question, themes: dict[str, tuple[float, float]], sentence: str
) -> None:
    assert why(question, themes, "k") == sentence


def test_a_theme_is_called_by_its_name() -> None:
    reason = verdicts.judge("per_month", {"k": (0, 6), "arch": (4, 6)})["k"].why[0]
    assert "for Architecture discovery:" in reasons.english(reason, {"arch": "Architecture discovery"}.__getitem__)


@pytest.mark.parametrize(
    ("chance", "words"),
    [
        (0.999999, "more than 99.9 %"),
        (0.9995, "more than 99.9 %"),
        (0.9987, "99.9 %"),
        (0.9851, "98.5 %"),
        (0.9846, "98.4 %"),
        (0.8049, "80 %"),
        (0.7961, "79 %"),
        (0.88, "88 %"),
        (0.0047, "0.5 %"),
        (0.0005, "less than 0.1 %"),
        (0.0, "less than 0.1 %"),
    ],
)
def test_a_chance_is_never_rounded_to_certainty_nor_over_what_it_has_not_passed(chance: float, words: str) -> None:
    numbers: dict[str, reasons.Param] = {
        "leads": 1.0, "exposure": 1.0, "question": "content", "expected": 2.0, "score": 3.0,
        "bound": 3.0, "sure": chance,
    }  # fmt: skip
    assert f", {words} likely" in reasons.english(Reason("below-break-even", numbers))


def test_another_language_words_the_same_reason_with_its_own_numbers() -> None:
    catalogue = {
        reasons.SENTENCES["clear.less"]: "{leads} in {exposure}, {against}: {other_leads} in "
        "{other_exposure}; zu {sure} weniger.",
        "{n} lead": "{n} Anfrage",
        "{n} leads": "{n} Anfragen",
        "{n} hours": "{n} Stunden",
        "{n} %": "{n} %",
    }
    voice = Voice(
        gettext=lambda message: catalogue[message],
        ngettext=lambda one, many, n: catalogue[one if n == 1 else many],
        number=lambda value, digits: f"{value:.{digits}f}".replace(".", ","),
        theme=lambda theme: theme.upper(),
    )
    reason = verdicts.judge("per_100_hours", {"k": (0, 1.9), "b": (4, 0.2)})["k"].why[0]
    assert reasons.say(reason, voice) == (
        "0,00 Anfragen in 190 Stunden, B: 4,00 Anfragen in 20,00 Stunden; zu 99,9 % weniger."
    )


def test_every_gap_of_every_sentence_is_filled_by_the_verdict_that_uses_it() -> None:
    gaps = {"leads", "exposure", "other_leads", "other_exposure", "against", "expected", "sure"}
    known = gaps | {"score", "bound", "mature", "write", "days", "settings", "unknown", "all", "posts", "post"}
    for sentence in reasons.SENTENCES.values():
        assert {name for _, name, _, _ in string.Formatter().parse(sentence) if name} <= known


@pytest.mark.parametrize(
    ("count", "said"),
    [
        (1.0, "1 lead"),
        (0.9999, "1 lead"),
        (1.001, "1 lead"),
        (0.99, "0.99 leads"),
        (1.5, "1.5 leads"),
        (99.999, "100 leads"),
    ],
)
def test_a_noun_agrees_with_its_number_as_it_is_shown(count: float, said: str) -> None:
    sentence = reasons.english(reasons.Reason("alone.content", {"leads": count, "exposure": 2.0}))
    assert sentence.startswith(f"{said} in 2 mature posts")
