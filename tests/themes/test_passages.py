"""Texts taken apart into what the embedding reads."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.themes import passages


def test_a_sentence_is_a_passage_and_a_short_one_joins_its_neighbour() -> None:
    found = passages.split(
        "The dough rested over night in a cold room. So far. Then it went into the oven for an hour."
    )
    assert found == (
        "The dough rested over night in a cold room. So far.",
        "Then it went into the oven for an hour.",
    )


def test_a_heading_goes_before_what_follows_it() -> None:
    assert passages.split("Bread\n\nThe dough rested over night in a cold room.") == (
        "Bread The dough rested over night in a cold room.",
    )


def test_a_heading_that_is_the_last_line_too_goes_before_what_follows_it() -> None:
    assert passages.split("A\n\nb\n\nA") == ("A b A",)


@pytest.mark.parametrize("text", ["", " \n\n\t", "...", "\x00\x1b"])
def test_no_words_are_no_passage(text: str) -> None:
    assert passages.split(text) == ()


@given(st.text(max_size=300))
def test_no_word_is_lost(text: str) -> None:
    joined = "".join("".join(passages.split(text)).split())
    assert all(letter in joined for letter in "".join(text.split()) if letter.isalnum())


def test_a_sentence_without_end_is_cut() -> None:
    assert [len(one.split()) for one in passages.split("word " * 150)] == [60, 60, 30]


@given(st.lists(st.integers(), max_size=50), st.integers(2, 20))
def test_a_spread_keeps_the_first_and_the_last(items: list[int], most: int) -> None:
    kept = passages.spread(items, most)
    assert len(kept) == min(most, len(items))
    assert kept[:1] == tuple(items[:1])
    assert kept[-1:] == tuple(items[-1:])


def test_of_many_letters_the_longest_texts_lose_theirs() -> None:
    texts = ("a short one", "one that goes on and on and on", "one that goes on")
    assert passages.shortened(texts, 100) == texts
    assert passages.shortened(texts, 45) == ("a short one", "one that goes on", "one that goes on")
    assert passages.shortened(("without" * 10,), 5) == ("witho",)
    assert passages.shortened((), 5) == ()


@given(st.lists(st.text(max_size=40), max_size=12), st.integers(0, 300))
def test_shortened_texts_begin_as_before_and_have_no_more_letters(texts: list[str], letters: int) -> None:
    found = passages.shortened(texts, letters)
    assert sum(map(len, found)) <= letters
    assert all(text.startswith(short) for text, short in zip(texts, found, strict=True))
    assert found == tuple(texts) or sum(map(len, texts)) > letters
