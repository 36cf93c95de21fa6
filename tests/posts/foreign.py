"""Text as strangers send it, for property tests; and what no post may hold, whatever came in."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from urllib.parse import urlsplit

from hypothesis import strategies as st
from markdown_it import MarkdownIt
from markdown_it.token import Token

# Signs of Markdown, HTML and YAML, and what hides between them.
SIGNS = "*_`~#>-+=|[]()!<&;:\"'\\/{}%@.,0123456789 \t\nabßæ\u00a0\u202e\u200b\ue000\uf8f0\U0001f389"
words = st.text(SIGNS, max_size=40)
ATTACKS = (
    "<script>alert(1)</script>",
    "&lt;script&gt;alert(1)&lt;/script&gt;",
    "<img src=x onerror=alert(1)>",
    "<a href='javascript:alert(1)'>x</a>",
    "<a href=' jav&#x09;ascript:alert(1)'>x</a>",
    "[x](javascript:alert(1))",
    "[x](<javascript:alert(1)>)",
    "[x][y]\n\n[y]: javascript:alert(1)",
    "![x](https://example.org/pixel.gif)",
    "<svg/onload=alert(1)>",
    "<!-- <b> -->",
    "<![CDATA[<b>]]>",
    '<a href="https://example.org/)](javascript:alert(1)">x</a>',
    "```\n<script>\n```",
    "<details open ontoggle=alert(1)>",
    "<math><mi//xlink:href='data:x,<script>alert(4)</script>'>",
    "---\n",
    "+++\n",
    "{{ 7*7 }}{% include 'x' %}",
    "../../../etc/passwd",
    "con.md",
)
text = st.lists(words | st.sampled_from(ATTACKS), max_size=8).map("".join)

_TAGS = (
    "p",
    "div",
    "b",
    "em",
    "ul",
    "ol",
    "li",
    "blockquote",
    "pre",
    "code",
    "h1",
    "h2",
    "h4",
    "table",
    "tr",
    "td",
    "a",
    "br",
)
_PLAIN = st.text("*_`~#>-+=|[]()!&;:\"'\\/1.) abß\n", max_size=20)


def _element(inner: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    return st.tuples(st.sampled_from(_TAGS), st.lists(inner, max_size=4)).map(
        lambda made: f"<{made[0]}{' href=/x' if made[0] == 'a' else ''}>{''.join(made[1])}</{made[0]}>"
    )


html = st.recursive(_PLAIN.map(lambda plain: plain.replace("&", "&amp;")), _element, max_leaves=15)
broken_html = st.lists(html | text, max_size=5).map("".join)


def faults(markdown: str) -> list[str]:
    """What in a Markdown text a careless renderer would run, load or follow."""
    parser = MarkdownIt("commonmark", {"html": True}).enable(["table", "strikethrough"])
    parser.validateLink = lambda url: True  # type: ignore[method-assign]
    return list(_faults(parser.parse(markdown)))


def _faults(tokens: Sequence[Token]) -> Iterator[str]:
    for token in tokens:
        if token.type in ("html_block", "html_inline", "image"):
            yield f"{token.type}: {token.content}"
        if token.type == "link_open":
            target = str(token.attrGet("href"))
            scheme = urlsplit(target).scheme
            if scheme not in ("http", "https", "mailto"):
                yield f"link: {target}"
        yield from _faults(token.children or ())
