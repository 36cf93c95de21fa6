"""Plain text of equal worth: cases as data (plain/*.md), and what holds for any text."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

import pytest
from _pytest.mark import ParameterSet
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.newsletter import plain, wrapping
from pipeline.newsletter.plain import Numbering

steady = settings(deadline=None, max_examples=60)


def triads() -> Iterator[ParameterSet]:
    for file in sorted(Path(__file__).with_name("plain").glob("*.md")):
        lines = file.read_text("utf-8").split("\n")
        dots = [at for at, line in enumerate(lines) if line == "."]
        for start, middle, end in zip(dots[::3], dots[1::3], dots[2::3], strict=True):
            expected = "\n".join(lines[middle + 1 : end])
            yield pytest.param("\n".join(lines[start + 1 : middle]), expected, id=lines[start - 1])


def resolve(target: str) -> str:
    return target if ":" in target else f"https://s.example/{target}"


@pytest.mark.parametrize(("markdown", "expected"), list(triads()))
def test_markdown_reads_well_as_plain_text(markdown: str, expected: str) -> None:
    assert plain.to_text(markdown, resolve, Numbering()) == expected


def test_numbers_run_on_through_a_letter() -> None:
    numbering = Numbering()
    assert plain.to_text("[a](x)", resolve, numbering).endswith("[1] https://s.example/x")
    assert plain.to_text("[b](y) [c](x)", resolve, numbering).endswith(
        "[1] https://s.example/x\n[2] https://s.example/y"
    )


def test_a_beginning_is_what_is_said_in_sentences() -> None:
    debris = "![PNG](a.png)\n\n| a | b |\n|---|---|\n| eins | zwei |\n\n# Titel"
    body = f"{debris}\n\nMoin,\n\n```\ncode\n```\n\nes *ist* so weit."
    assert plain.beginning(body, 110) == "Moin, es ist so weit."
    assert plain.beginning(body, 14) == "Moin, es ist…"
    assert plain.summary(body, 110) == "Moin,"
    assert plain.beginning("| a |\n|---|\n| b |\n", 110) == ""


def test_a_summary_is_the_first_paragraph_without_markup() -> None:
    body = "## Head\n\n> quoted\n\nA *first* [paragraph](x) with `code`[^1]\nand two lines.\n\nSecond.\n\n[^1]: Note"
    assert plain.summary(body, 280) == "A first paragraph with code and two lines."
    assert plain.summary(body, 30) == "A first paragraph with code…"
    assert plain.summary("- only a list", 280) == ""


words = st.text(st.characters(categories=["L", "N", "P", "Zs"], include_characters="\u00a0🙂日本"), max_size=300)


@steady
@given(words, st.integers(20, 72))
def test_lines_keep_to_their_width_unless_one_word_is_longer(text: str, width: int) -> None:
    for line in wrapping.wrapped(text, width):
        assert wrapping.columns(line) <= width or not any(map(str.isspace, line.strip().replace("\u00a0", "x")))


@steady
@given(st.lists(st.sampled_from(["a", "bb", "Größe", "dddddddddddd", "3.000"]), min_size=1, max_size=80))
def test_wrapping_loses_no_word_and_fills_each_line(text: list[str]) -> None:
    lines = wrapping.wrapped(" ".join(text), 30)
    assert " ".join(lines).split() == text
    for line, following in pairwise(lines):
        assert len(line) + 1 + len(following.split()[0]) > 30


@steady
@given(st.text(alphabet="ab *_`[]()#>-1.\n|^<&\\", max_size=200))
def test_any_markdown_becomes_text(markdown: str) -> None:
    text = plain.to_text(markdown, resolve, Numbering())
    assert wrapping.GLUE not in text
    assert not any(line.endswith(" ") for line in text.split("\n"))
