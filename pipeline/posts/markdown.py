"""Markdown → HTML for a page or a letter. Raw HTML in a post is shown as text, never passed on."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from functools import cache

from markdown_it import MarkdownIt
from markdown_it.common.utils import escapeHtml
from markdown_it.rules_core import StateCore
from markdown_it.token import Token
from mdit_py_plugins.anchors import anchors_plugin
from mdit_py_plugins.footnote import footnote_plugin

from pipeline.model.slug import slugify

Resolve = Callable[[str], str]
"""Turns the target of a link as the author wrote it into the address that the reader needs."""

# No text holds a NUL: CommonMark (2.3) has the parser replace it.
_HOLE = re.compile("\0([0-9]+)\0")
# Line break, escape, code, emphasis, strikethrough, link, image, footnote, autolink and HTML, entity.
_SIGN = re.compile(r"[\n\\`*_~\[<&]")
_ALIGNED = re.compile(r"text-align:(left|right|center)")


@dataclass(frozen=True, slots=True)
class Holed:
    """HTML with a hole where each address belongs, and the targets as the author wrote them, in their order.

    It follows from the text alone: no other file can change it.
    """

    html: str = field(repr=False)
    targets: tuple[str, ...]


def to_html(body: str, resolve: Resolve = str) -> str:
    """`body` as HTML without inline styles (a strict Content-Security-Policy forbids them)."""
    return filled(holed(body), resolve)


def holed(body: str) -> Holed:
    """`body` as HTML before anybody knows where its links lead."""
    tokens = _parser().parse(body)
    targets: list[str] = []

    def hole(target: str) -> str:
        targets.append(target)
        return f"\0{len(targets) - 1}\0"

    _walk(tokens, hole)
    return Holed(_render(tokens), tuple(targets))


def filled(text: Holed, resolve: Resolve) -> str:
    """`text` with the addresses that `resolve` gives for its targets."""
    addresses = [escapeHtml(resolve(target)) for target in text.targets]
    return _HOLE.sub(lambda found: addresses[int(found[1])], text.html) if addresses else text.html


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
    parser.core.ruler.at("inline", _inline)
    return parser


def _inline(state: StateCore) -> None:
    """markdown-it's rule of this name, but that text without a sign that any of our rules begins with is text."""
    for token in state.tokens:
        if token.type == "inline":
            token.children = token.children or []
            if token.content and not _SIGN.search(token.content):
                token.children.append(Token("text", "", 0, content=token.content))
            else:
                state.md.inline.parse(token.content, state.md, state.env, token.children)


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
        if token.children:
            _walk(token.children, resolve)


def _align_by_class(token: Token) -> None:
    aligned = _ALIGNED.search(str(token.attrs.pop("style", "")))
    if aligned:
        token.attrJoin("class", f"align-{aligned[1]}")
