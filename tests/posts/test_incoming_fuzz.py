"""Whatever strangers send: nothing crashes, nothing of it comes alive, nothing of the text is lost."""

from __future__ import annotations

import re
from html import unescape

import nh3
from hypothesis import example, given, settings

from pipeline.errors import SourceRefused
from pipeline.posts import markdown
from pipeline.posts.incoming import cleaning, html_text, markdown_text
from tests.posts import foreign

steady = settings(deadline=None, max_examples=200)
_TAG = re.compile(r"<[^>]*>")


def _resolve(target: str) -> str | None:
    return cleaning.address(target, "https://old.example.org/blog/x.html")


def _letters(html: str) -> str:
    return "".join(re.findall(r"[^\W_]", unescape(_TAG.sub("", html))))


@steady
@given(foreign.broken_html)
def test_html_of_any_kind_becomes_markdown_in_which_nothing_lives(html: str) -> None:
    try:
        found = html_text.convert_html(html, _resolve)
    except SourceRefused:
        return
    assert foreign.faults(found.markdown) == []


@steady
@given(foreign.html)
@example("<table><td>a</td>1</table>")
def test_no_word_of_harmless_html_is_lost(html: str) -> None:
    """In the order in which a browser shows them: what stands between the cells of a table comes before it."""
    found = html_text.convert_html(html, _resolve)
    rest = iter(_letters(markdown.to_html(found.markdown)))
    assert [letter for letter in _letters(nh3.clean(html)) if letter not in rest] == []


@steady
@given(foreign.text | foreign.broken_html)
def test_markdown_of_any_kind_comes_out_without_anything_that_lives(text: str) -> None:
    try:
        found = markdown_text.clean(text, _resolve)
    except SourceRefused:
        return
    assert foreign.faults(found.markdown) == []
