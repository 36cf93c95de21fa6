"""Metrics, tables, and cross-validation, by keywords alone: the extra is not needed."""

from __future__ import annotations

from hashlib import blake2b

import pytest

from pipeline.errors import ImportRefused
from pipeline.model import table
from pipeline.model.theme import Theme
from pipeline.themes import evaluation, subjects, tables
from pipeline.themes.evaluation import Answer
from pipeline.themes.space import Pairs

THEMES = {
    name: Theme(id=name, name={"en": name}, description={}, keywords={"en": words})
    for name, words in (("baking", ("bread", "dough")), ("sailing", ("boat", "sail")))
}
_LETTERS = str.maketrans("0123456789", "ghijklmnop")
HEAD = "text\tlang\ttheme\n"


def test_no_theme_given_counts_as_wrong_and_is_no_part_of_the_coverage() -> None:
    answers = [Answer("a", 0.9), Answer("b", 0.8), Answer(None), Answer("b", 0.6)]
    found = evaluation.score(("a", "b", "c"), [("a",), ("a",), ("a",), ("b",)], answers, 0.9)
    assert (found.n, found.accuracy, found.coverage) == (4, 0.5, 0.75)
    assert found.confusion == {"a": {"a": 1, "b": 1, "none": 1}, "b": {"b": 1}, "c": {}}
    assert found.themes["a"].precision == 1
    assert found.themes["a"].recall == pytest.approx(1 / 3)
    assert found.themes["b"].f1 == pytest.approx(2 / 3)
    assert found.macro_f1 == pytest.approx((0.5 + 2 / 3) / 2)
    assert found.calibration_error == pytest.approx((0.1 + 0.8 + 0.4) / 3)


def test_the_cut_keeps_equally_sure_answers_together() -> None:
    answers = [Answer("a", 0.9), Answer("a", 0.7), Answer("a", 0.7), Answer("a", 0.5)]
    found = evaluation.score(("a", "b"), [("a",), ("a",), ("b",), ("b",)], answers, 0.9)
    assert (found.cut.coverage, found.cut.probability) == (0.25, 0.9)
    assert evaluation.score(("a", "b"), [("b",)], [Answer("a", 0.9)], 0.9).cut.probability is None


def test_a_language_is_known_however_its_tag_is_written() -> None:
    rows = tables.labelled(table.parse("t.tsv", HEAD + "Guten Tag\tde_DE\tbaking\n"), tuple(THEMES))
    assert [text.lang for row in rows for text in row.texts] == ["de-de"]
    found = tables.translations(table.parse("p.tsv", "da_DK\tEN\nHej\tHello\n"))
    assert found == Pairs(({"da-dk": "Hej", "en": "Hello"},))
    assert found.of("da-dk") == (("Hej", ("Hello",)),)


def test_any_of_several_themes_is_right() -> None:
    found = evaluation.score(("a", "b"), [("a", "b")], [Answer("b", 0.9)], 0.9)
    assert found.accuracy == 1
    assert found.confusion["b"] == {"b": 1}


def test_each_label_is_answered_by_the_others() -> None:
    rows = [
        subjects.of_text(text, "en", (theme,)) for text, theme in (("bread and dough", "baking"), ("a boat", "sailing"))
    ]
    trial = evaluation.cross_validated(THEMES, rows, None, Pairs())
    assert [answer.theme for answer in trial.answers] == ["baking", "sailing"]
    assert trial.answer(subjects.of_text("dough", "en"), None).theme == "baking"


@pytest.mark.parametrize("many", [12, 32])
def test_no_label_is_answered_by_itself_or_by_its_translation(many: int) -> None:
    """Texts of one word each that stands in no other: who knows their themes has peeped."""
    words = [blake2b(bytes([number]), digest_size=16).hexdigest().translate(_LETTERS) for number in range(many)]
    labels = [
        subjects.of_text(word, lang, (tuple(THEMES)[number % 2],))
        for lang in ("en", "de")
        for number, word in enumerate(words)
    ]
    answers = evaluation.cross_validated(THEMES, labels, None, Pairs()).answers
    right = sum((answer.theme,) == label.themes for answer, label in zip(answers, labels, strict=True))
    assert right < 0.7 * len(labels)


def test_the_test_themes_are_not_looked_at() -> None:
    asked = [subjects.of_text("bread and dough", "en", (theme,)) for theme in ("baking", "sailing")]
    trial = evaluation.tested(THEMES, [], asked, None, Pairs())
    assert [answer.theme for answer in trial.answers] == ["baking", "baking"]


def test_of_few_posts_in_several_languages_each_is_left_out_alone() -> None:
    """Left out with the other, neither would have taught which theme the word is of."""
    texts = {"sailing": ("zyx wvu", "zyx tsr"), "baking": ("mno pqr", "mno jkl")}
    labels = [
        subjects.of_text(text, lang, (theme,))
        for theme, two in texts.items()
        for lang, text in zip(("en", "de"), two, strict=True)
    ]
    labels += [subjects.of_text("boat", "en", ("sailing",)), subjects.of_text("bread", "en", ("baking",))]
    answers = evaluation.cross_validated(THEMES, labels, None, Pairs(), are_translations=False).answers
    assert [answer.theme for answer in answers] == ["sailing", "sailing", "baking", "baking", "sailing", "baking"]


@pytest.mark.parametrize(
    ("text", "line", "said"),
    [
        ("text\tlang\nx\ten\n", 1, "has no column theme"),
        (HEAD + "x\ten\tbakin\n", 2, 'no theme is called "bakin"; did you mean "baking"?'),
        (HEAD + "x\tEnglish please\tbaking\n", 2, "no language tag"),
        (HEAD + "x\ten\tbaking\nonly one cell\n", 3, "cells under 3 columns"),
        (HEAD, None, "headers and no row"),
        ("", None, "the file is empty"),
    ],
)
def test_a_table_that_cannot_be_taken_says_where(text: str, line: int | None, said: str) -> None:
    with pytest.raises(ImportRefused) as refused:
        tables.labelled(table.parse("t.tsv", text), tuple(THEMES))
    problem = refused.value.problems[0]
    assert (problem.path, problem.line) == ("t.tsv", line)
    assert said in problem.message


def test_many_odd_rows_are_told_in_part() -> None:
    with pytest.raises(ImportRefused) as refused:
        tables.labelled(table.parse("t.tsv", HEAD + "x\ten\tnowhere\n" * 30), tuple(THEMES))
    assert len(refused.value.problems) == 21


def test_pairs_are_headed_by_languages() -> None:
    found = tables.translations(table.parse("p.tsv", "da\ten\nbrød\tbread\nsejl\t\n"))
    assert found.rows == ({"da": "brød", "en": "bread"}, {"da": "sejl"})
    with pytest.raises(ImportRefused, match="a column a language"):
        tables.translations(table.parse("p.tsv", "left\tright side\na\tb\n"))
