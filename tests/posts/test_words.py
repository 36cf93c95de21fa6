"""Words of Markdown, counted."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.posts import words

SIGNS = "ab1Zß²ªäžд中ا٣_*`~|-'’\n\t \u2028\xa0“”–.,!()[]#>"


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("", 0),
        ("Don't count on it.", 4),
        ("Der Architektur-Workshop – „nicht’s“ – dauert 2 Tage", 6),
        ("- one\n- two\n\n| a | b |\n|---|---|", 4),
        ("un*believ*able and `code`", 3),
        ("-a--b-c 'd' e-", 4),
        ("[text of a link](https://example.org/not-these-words)", 4),
        ('See [the paper][p], [x][] once[^1].\n\n[p]: a.md "B"\n[x]: https://c.example/d\n\n[^1]: Twice, in fact.', 8),
        ("[Note]: this is so, as a[0][1] is.", 9),
        ("中文 и русский", 3),
        ("明日は朝から会議があるので、早めに寝ることにした。", 13),
        ("พรุ่งนี้มีประชุม", 4),
    ],
)
def test_words_are_counted(text: str, number: int) -> None:
    """Markup and targets of links are no words; joints make one of two."""
    assert words.count(text) == number


@given(st.text(st.one_of(st.sampled_from(SIGNS), st.characters(max_codepoint=0x0DFF), st.characters(categories=["P"]))))
def test_counting_is_splitting(text: str) -> None:
    """The count is that of the words themselves, whatever the signs, where spaces stand between them."""
    assert words.count(text) == len(words.split(words.plain(text)))
