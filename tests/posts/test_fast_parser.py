"""The short ways through markdown-it lead to the same place."""

from __future__ import annotations

from collections.abc import Iterable

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from markdown_it.token import Token
from mdit_py_plugins.anchors import anchors_plugin

from pipeline.model.slug import slugify
from pipeline.posts import footnotes, headings, markdown, task_lists
from tests.conftest import ROOT

WHOLE = MarkdownIt("commonmark", {"html": False, "xhtmlOut": False}).enable(["table", "strikethrough"])
WHOLE.use(footnotes.plugin).use(headings.plugin).use(anchors_plugin, min_level=2, max_level=6, slug_func=slugify)
WHOLE.use(task_lists.plugin)

PIECES = (
    *"abä9 „“–…\u00a0\u3000\u0301😀\x1f\x85\u2028\0\r\t\\`*_~[]()<>&!^#|:;=+-.'\"{}%/@",
    *(" ", "\n", "\n\n", "\n    ", "\n  ", "  \n", "\r\n", "\\\n"),
    *("*a*", "**b**", "***c***", "*a b*", "**a, b**", "a*b*c", "`c`", "`<d>`", "`` c` ``", "` d `", "_e_", "__f__"),
    *("[x](y)", "[*x*](y.md)", "[**x**](y#z)", "[`x`](</y z>)", '[x](y "z")', "[x][r]", "[x]", "![p](q.png)", "[x]()"),
    *("https://example.org/a/b", "<https://example.org>", "[x](https://example.org/ä)", "[x](javascript:a)"),
    *("[x](//example.org)", "[x](HTTP://Example.ORG?q=1)", "[x](a(b)c)", "[x](a&amp;b)", "[x](%41%)", "[x](/a//b)"),
    *('[x](a"b)', "[^1]", "^[note *n*]", "\n[^1]: why\n", "\n\n[r]: target 'title'\n", "&amp;", "&#65;", "\\*", "<b>"),
    *("\n# h\n", "\n## *h* `c`\n", "\n### h ###\n", "\n#h\n", "\n---\n", "\n===\n", "\n- ", "\n* ", "\n1. ", "\n2) "),
    *("\n> ", "\n>", "\n```\n", "\n~~~x\n", "\n| a | b |\n", "\n|---|:-:|\n", "a | b\n--|--\n", "\n***\n", "\n- - -\n"),
    *(
        "~~g~~",
        "![a [b](c) *d*](e)",
        "\n-",
        "\n  - ",
        "\n+ a\n+ b\n\n",
        "\n1. a\n2. *b*\n3. [c](d)\n\n",
        "\n- a\n- b\nc\n",
    ),
)
LINES = (
    *(
        "",
        "",
        "",
        "a",
        "b *c* d",
        "  e",
        "    f",
        "\tg",
        "---",
        "===",
        "-",
        "- -",
        "--",
        "***",
        "_ _ _",
        "_h_",
        "\u00a0",
    ),
    *(
        "- a",
        "- b",
        "-\tc",
        "-\u00a0d",
        "- *e* f",
        "- [g](h)",
        "- [i]: j",
        "- [ ] k",
        "- 1. l",
        "- # m",
        "- > n",
        "- ```",
    ),
    *(
        "- --",
        "- ===",
        "  - o",
        " - p",
        "* q",
        "+ r",
        "1. s",
        "2. t",
        "0. u",
        "7) v",
        "1234567890. w",
        "12- x",
        ". y",
        "9",
    ),
    *("> a", ">", "> - b", "# c", "## `d`", "#e", "```", "~~~ f", "| g |", "|---|", "h | i", "--|:-:", ":-", "[j]: /k"),
    *(
        "[^1]: l",
        "m [^1]",
        "[n](o) p",
        "[q]",
        "**r** s",
        "*t*",
        "1986. u",
        "2024 v",
        "- w  ",
        "- x\\",
        "\\- y",
        "![z](z)",
    ),
)
BODIES = st.one_of(
    st.lists(st.sampled_from(PIECES), max_size=30).map("".join),
    st.lists(st.sampled_from(LINES), max_size=9).map("\n".join),
)


def whole_html(body: str) -> str:
    """What markdown-it writes, with the changes of `posts.markdown` made to its tokens."""
    tokens = WHOLE.parse(body)
    _change(tokens)
    html: str = WHOLE.renderer.render(tokens, WHOLE.options, {})
    return html


def _change(tokens: Iterable[Token]) -> None:
    for token in tokens:
        if token.type == "link_open":
            token.attrs["href"] = resolved(str(token.attrs["href"]))
        elif token.type == "image":
            token.attrs["src"] = resolved(str(token.attrs["src"]))
            token.attrs["loading"] = "lazy"
        elif "style" in token.attrs:
            token.attrs["class"] = str(token.attrs.pop("style")).replace("text-align:", "align-")
        _change(token.children or ())


def resolved(target: str) -> str:
    return f"<{target}>"


@given(BODIES)
def test_every_text_becomes_the_html_of_markdown_it(body: str) -> None:
    assert markdown.to_html(body, resolved) == whole_html(body)


@given(BODIES)
def test_every_text_gives_the_tokens_of_markdown_it(body: str) -> None:
    assert [token.as_dict() for token in markdown.tokens(body)] == [token.as_dict() for token in WHOLE.parse(body)]


NEARLY = {
    "a list that ends where another begins": "- a\n* b",
    "a list with a paragraph after an empty line": "- a\n\n  b",
    "a list whose items an empty line parts": "1. a\n\n2. b",
    "a number before a dash": "- a\n12- b",
    "a rule of dashes": "- --",
    "a table whose head begins like a heading": "# a | b\n|---|---|",
    "a footnote that a quote takes for its own text": "> a\n[^1]: b",
    "asterisks in a row": "*a**b*",
    "backticks in a row": "`a``b`",
    "a picture": "![a](b)",
    "a note": "^[a](b)",
    "a target across lines": "[a\nb]: c\n\n[a b]",
}


@pytest.mark.parametrize("name", NEARLY)
def test_what_nearly_goes_a_short_way_does_not(name: str) -> None:
    assert markdown.to_html(NEARLY[name], resolved) == whole_html(NEARLY[name])


@given(st.text(max_size=100))
def test_so_do_signs_that_nobody_thought_of(body: str) -> None:
    assert markdown.to_html(body, resolved) == whole_html(body)


@pytest.mark.parametrize("name", sorted(path.name for path in (ROOT / "content" / "posts").glob("*.md")))
def test_so_do_our_own_posts(name: str) -> None:
    body = (ROOT / "content" / "posts" / name).read_text("utf-8").split("\n---\n", 1)[1]
    assert markdown.to_html(body, resolved) == whole_html(body)
