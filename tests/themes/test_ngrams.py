"""Texts by their letters."""

from __future__ import annotations

import numpy as np
import pytest

from pipeline.themes import ngrams

TEXTS = ("the bread and the dough", "bread", "wind in the sails", "")


def test_a_text_is_nearest_to_itself_and_far_from_what_shares_no_letters() -> None:
    letters = ngrams.learn(TEXTS)
    rows = letters(TEXTS)
    near = ngrams.index(rows).nearness(rows)
    assert np.diag(near)[:3] == pytest.approx(1, abs=1e-5)
    assert near == pytest.approx(near.T, abs=1e-6)
    assert near[0, 1] > near[1, 2]
    assert near[1, 2] == 0
    assert not near[3].any()


def test_some_rows_are_as_in_the_whole() -> None:
    letters = ngrams.learn(TEXTS)
    rows = letters(TEXTS)
    index = ngrams.index(rows)
    assert np.array_equal(index.nearness(rows.take([2, 0])), index.nearness(rows)[[2, 0]])


@pytest.mark.parametrize("text", ["", "\x00", "\ud800 half", "é" * 1000, "日本語"])
def test_odd_texts_and_none_at_all(text: str) -> None:
    for known in ((), TEXTS, (text,)):
        letters = ngrams.learn(known)
        near = ngrams.index(letters(known)).nearness(letters([text]))
        assert near.shape == (1, len(known))
        assert np.isfinite(near).all()


def test_a_word_that_most_texts_have_brings_none_of_them_together() -> None:
    letters = ngrams.learn([f"always {word}" for word in "abcdefghijklm"])
    assert not len(letters(["always"]).groups)


def test_sums_are_those_of_the_nearness() -> None:
    letters = ngrams.learn(TEXTS)
    index, rows = ngrams.index(letters(TEXTS)), letters(["bread", "the wind", "nothing of it"])
    pulls = np.array([1, -2, 3, 5], np.float32)
    assert index.sums(rows, pulls) == pytest.approx(index.nearness(rows) @ pulls, abs=1e-5)


def test_words_as_a_whole_are_told_from_parts_of_them() -> None:
    letters = ngrams.learn(TEXTS)
    index = ngrams.index(letters(TEXTS))
    assert index.nearness(letters.whole(["bread", "brea", "never met"]))[:, 1].astype(bool).tolist() == [
        True,
        False,
        False,
    ]
    assert len(ngrams.NONE.whole(["bread"])) == 1
