"""Paragraphs and sentences of two languages, lined up by their lengths."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from pipeline.themes import parallel

TEXTS = st.lists(st.text("ab ", min_size=1, max_size=60), max_size=8)


def test_texts_of_the_same_lengths_stand_for_each_other() -> None:
    some = ["a" * 100, "b" * 20, "c" * 60]
    others = ["x" * 110, "y" * 22, "z" * 55]
    assert parallel.align(some, others) == [((one,), (other,)) for one, other in zip(some, others, strict=True)]


def test_one_long_text_stands_for_two_short_ones() -> None:
    assert parallel.align(["a" * 100, "b" * 40], ["x" * 55, "y" * 50, "z" * 42]) == [
        (("a" * 100,), ("x" * 55, "y" * 50)),
        (("b" * 40,), ("z" * 42,)),
    ]


def test_what_was_left_out_disturbs_only_its_neighbour() -> None:
    found = parallel.align(["a" * 90, "b" * 150, "c" * 200, "d" * 90], ["w" * 90, "x" * 200, "y" * 90])
    assert found[0] == (("a" * 90,), ("w" * 90,))
    assert found[-1] == (("d" * 90,), ("y" * 90,))


@given(TEXTS, TEXTS)
def test_nothing_is_lost_and_nothing_changes_its_place(some: list[str], others: list[str]) -> None:
    found = parallel.align(some, others)
    assert [text for one, _ in found for text in one] == some
    assert [text for _, other in found for text in other] == others
