"""Markdown → HTML for a page or a letter. Raw HTML in a post is shown as text, never passed on."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from functools import cache

from markdown_it import MarkdownIt
from markdown_it.token import Token
from mdit_py_plugins.anchors import anchors_plugin
from mdit_py_plugins.footnote import footnote_plugin

from pipeline.model.slug import slugify

Resolve = Callable[[str], str]
"""Turns the target of a link as the author wrote it into the address that the reader needs."""

_ALIGNED = re.compile(r"text-align:(left|right|center)")


def to_html(body: str, resolve: Resolve = str) -> str:
    """`body` as HTML without inline styles (a strict Content-Security-Policy forbids them)."""
    tokens = _parser().parse(body)
    _walk(tokens, resolve)
    return _render(tokens)


def tokens(body: str) -> Sequence[Token]:
    """`body` as markdown-it tokens, for a reader that writes something else than HTML."""
    return _parser().parse(body)


def link_targets(body: str) -> list[tuple[int, str]]:
    """(line of the body counted from 1, target) of every link and image that the author wrote."""
    found: list[tuple[int, str]] = []
    for block in _parser().parse(body):
        line = block.map[0] + 1 if block.map else 1
        for child in block.children or ():
            target = child.attrGet("href") or child.attrGet("src")
            if isinstance(target, str):
                found.append((line, target))
    return found


@cache
def _parser() -> MarkdownIt:
    parser = MarkdownIt("commonmark", {"html": False, "xhtmlOut": False}).enable(["table", "strikethrough"])
    parser.use(footnote_plugin)
    parser.use(anchors_plugin, min_level=2, max_level=4, slug_func=slugify)
    return parser


def _render(tokens: Sequence[Token]) -> str:
    parser = _parser()
    html: str = parser.renderer.render(tokens, parser.options, {})
    return html


def _walk(tokens: Sequence[Token], resolve: Resolve) -> None:
    for token in tokens:
        if token.type == "link_open":
            token.attrSet("href", resolve(str(token.attrGet("href") or "")))
        elif token.type == "image":
            token.attrSet("src", resolve(str(token.attrGet("src") or "")))
            token.attrSet("loading", "lazy")
        elif token.type in ("th_open", "td_open"):
            _align_by_class(token)
        _walk(token.children or (), resolve)


def _align_by_class(token: Token) -> None:
    aligned = _ALIGNED.search(str(token.attrs.pop("style", "")))
    if aligned:
        token.attrJoin("class", f"align-{aligned[1]}")
