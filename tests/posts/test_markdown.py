"""Markdown: what comes out, and that nothing hostile does."""

from __future__ import annotations

import re
from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from markdown_it.token import Token
from mdit_py_plugins.anchors import anchors_plugin

from pipeline.model.slug import slugify
from pipeline.posts import markdown, words

CASES = {
    "a heading can be linked to": ("## Größe zählt", '<h2 id="groesse-zaehlt">Größe zählt</h2>'),
    "headings stand below the title": (
        "# A\n\n## B\n\nC\n=\n\n> # D",
        '<h2 id="a">A</h2>\n<h3 id="b">B</h3>\n<h2 id="c">C</h2>',
    ),
    "the highest stand right below it": ("### A\n\n## B", '<h2 id="a">A</h2>\n<h2 id="b">B</h2>'),
    "no heading skips a level, and those of one level stay so": (
        "## A\n\n#### B\n\n#### C\n\n### D\n\n##### E",
        '<h2 id="a">A</h2>\n<h3 id="b">B</h3>\n<h3 id="c">C</h3>\n<h3 id="d">D</h3>\n<h4 id="e">E</h4>',
    ),
    "there are six levels": (
        "# A\n\n## B\n\n### C\n\n#### D\n\n##### E\n\n###### F",
        '<h5 id="d">D</h5>\n<h6 id="e">E</h6>\n<h6 id="f">F</h6>',
    ),
    "a heading without a word is left out": (
        "## A\n\n##\n\nb\n\n### #\n\n## C #",
        '<h2 id="a">A</h2>\n<p>b</p>\n<h2 id="c">C</h2>',
    ),
    "raw HTML is shown, not passed on": ("<script>alert(1)</script>", "&lt;script&gt;alert(1)&lt;/script&gt;"),
    "HTML in a line is shown": ("a <b>b</b>", "<p>a &lt;b&gt;b&lt;/b&gt;</p>"),
    "a table is aligned by class": ("| a |\n|--:|\n| 1 |", '<td class="align-right">1</td>'),
    "a link target is resolved": ("[x](other.de.md)", '<a href="/there/other.de.md">x</a>'),
    "an image waits until it is seen": ("![a](b.png)", '<img src="/there/b.png" alt="a" loading="lazy">'),
    "a template expression stays text": ("{{ config }}", "<p>{{ config }}</p>"),
    "a task has a box": ("- [ ] ask *three*", '<li class="task">☐ ask <em>three</em></li>'),
    "a task is done": ("1. [X] ask\n\n   why", '<li class="task">\n<p>☑ ask</p>\n<p>why</p>'),
    "brackets elsewhere are no box": ("- an array [ ] here\n- [x]", "<li>an array [ ] here</li>\n<li>[x]</li>"),
    "a footnote is a link there": ("x[^1]\n\n[^1]: why", '<a role="doc-noteref" href="#fn1" id="fnref1">[1]</a>'),
    "and back": ("x[^1]\n\n[^1]: why", '<a role="doc-backlink" href="#fnref1" class="footnote-backref">'),
    "footnotes are a part of their own": ("x[^1]\n\n[^1]: why", '<section role="doc-endnotes" class="footnotes">'),
    "a footnote has one number": ("x[^n] y[^n]\n\n[^n]: why", 'href="#fn1" id="fnref1:1">[1]</a>'),
}


@pytest.mark.parametrize("name", CASES)
def test_markdown_becomes_html(name: str) -> None:
    source, expected = CASES[name]
    assert expected in markdown.to_html(source, lambda target: f"/there/{target}")


@pytest.mark.parametrize("target", ["javascript:alert(1)", "data:text/html,x", "vbscript:x", "JaVaScRiPt:alert(1)"])
def test_a_link_that_would_run_code_is_no_link(target: str) -> None:
    assert "<a " not in markdown.to_html(f"[x]({target})")


@given(st.text(max_size=300))
def test_no_text_yields_a_live_tag_or_an_inline_style(body: str) -> None:
    html = markdown.to_html(body + "\n\n<img src=x onerror=alert(1)><svg onload=x>\n\n| a |\n|:-:|\n| b |")
    assert "<img src=x" not in html
    assert "<svg" not in html
    assert "style=" not in html


@given(st.lists(st.sampled_from(["a", "a", "A!", "a-1", "a-1-1", "b", "?", "Über", "a `b`", "*a*"]), max_size=12))
def test_headings_have_the_addresses_that_the_plugin_gives_them(said: list[str]) -> None:
    body = "\n\n".join(f"## {each}" for each in said)
    peer = MarkdownIt().use(anchors_plugin, max_level=6, slug_func=slugify)
    assert _ids(markdown.tokens(body)) == _ids(peer.parse(body))


def _ids(tokens: Sequence[Token]) -> list[object]:
    return [token.attrGet("id") for token in tokens if token.type == "heading_open"]


def test_link_targets_come_with_their_lines() -> None:
    found = markdown.link_targets("a\n\n[x](one.md)\n\n- [y](two.md) ![z](p.png)")
    assert found == [(3, "one.md", False), (5, "two.md", False), (5, "p.png", True)]


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("don't stop", 2),
        ("Architektur-Workshop", 1),
        ("# A *b* c", 3),
        ("```\ncode here\n```\nafter", 1),
        ("[text](https://example.org/a/b)", 1),
        ("| a | b |\n|---|---|\n| c | d |", 4),
        ("", 0),
    ],
)
def test_words_are_those_a_reader_meets(text: str, count: int) -> None:
    assert words.count(text) == count


@pytest.mark.parametrize(("count", "lang", "minutes"), [(0, "de", 1), (358, "de", 2), (358, "en", 2), (359, "de", 3)])
def test_reading_time_follows_the_language(count: int, lang: str, minutes: int) -> None:
    assert words.reading_minutes(count, lang) == minutes


LINES = st.lists(
    st.sampled_from(
        ("- ", "* * a", "# b", "> c", "1. d", "2) ", "--- ", "| - |", "-|-:", " :", "e*f*_g_", "h’i-j", "k~`l", "\t- m")
    )
    | st.text("ab9²_'’-*+#>.:|~` \t\r\x0b\x1c\u2028\u00a0", max_size=8)
).map("\n".join)
MARKUP = re.compile(r"^[ \t]*(?:#{1,6}|>|[-*+]|\d+[.)])[ \t]+|^[-:| ]+$|[*_`~|]", re.MULTILINE)


@given(LINES)
def test_markup_is_no_part_of_the_text(body: str) -> None:
    """One expression says what goes; `words` gets there by shorter ways."""
    text = words.plain(body)
    assert text == MARKUP.sub("", words.without_code_blocks(body))
    assert words.count(body) == len(words.split(text))
