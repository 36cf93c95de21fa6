"""Markdown → HTML for a page or a letter. Raw HTML in a post is shown as text, never passed on."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from functools import cache
from typing import NamedTuple

from markdown_it import MarkdownIt
from markdown_it.common.utils import escapeHtml
from markdown_it.renderer import RendererHTML
from markdown_it.token import Token
from markdown_it.utils import EnvType, OptionsDict

from pipeline.posts import fast_inline, fast_parser, footnotes, fragments, headings, task_lists

Resolve = Callable[[str], str]
"""Turns the target of a link as the author wrote it into the address that the reader needs."""

# No text holds a NUL: CommonMark (2.3) has the parser replace it.
_HOLE = re.compile("\0([0-9]+)\0")
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
    noted: list[str] = []

    def hole(target: str) -> str:
        noted.append(target)
        return f"\0{len(noted) - 1}\0"

    targets: list[str] = []

    def numbered(found: re.Match[str]) -> str:
        targets.append(noted[int(found[1])])
        return f"\0{len(targets) - 1}\0"

    parser, env = _parser(), {fast_inline.HREF: hole}
    html: str = parser.renderer.render(parser.parse(body, env), parser.options, env)
    return Holed(_HOLE.sub(numbered, html), tuple(targets))


def filled(text: Holed, resolve: Resolve) -> str:
    """`text` with the addresses that `resolve` gives for its targets."""
    addresses = [escapeHtml(resolve(target)) for target in text.targets]
    return _HOLE.sub(lambda found: addresses[int(found[1])], text.html) if addresses else text.html


def tokens(body: str) -> Sequence[Token]:
    """`body` as markdown-it tokens, for a reader that writes something else than HTML."""
    return _parser().parse(body)


class Target(NamedTuple):
    """What a link or a picture points to; `line` is that of the body, counted from 1."""

    line: int
    address: str
    is_picture: bool


def link_targets(body: str) -> list[Target]:
    """The target of every link and picture that the author wrote."""
    found: list[Target] = []
    for block in _parser().parse(body):
        line = block.map[0] + 1 if block.map else 1
        for child in block.children or ():
            is_picture = child.type == "image"
            address = child.attrGet("src" if is_picture else "href")
            if isinstance(address, str):
                found.append(Target(line, address, is_picture))
    return found


class _Renderer(RendererHTML):
    """markdown-it's, with holes, classes instead of styles, and pictures that wait."""

    def link_open(self, tokens: Sequence[Token], idx: int, options: OptionsDict, env: EnvType) -> str:
        """A link with a hole."""
        tokens[idx].attrSet("href", env[fast_inline.HREF](str(tokens[idx].attrGet("href"))))
        return self.renderToken(tokens, idx, options, env)

    def image(self, tokens: Sequence[Token], idx: int, options: OptionsDict, env: EnvType) -> str:
        """A picture with a hole, which is loaded when it is seen."""
        tokens[idx].attrSet("src", env[fast_inline.HREF](str(tokens[idx].attrGet("src"))))
        tokens[idx].attrSet("loading", "lazy")
        return super().image(tokens, idx, options, env)

    def td_open(self, tokens: Sequence[Token], idx: int, options: OptionsDict, env: EnvType) -> str:
        """A cell that is aligned by its class."""
        aligned = _ALIGNED.search(str(tokens[idx].attrs.pop("style", "")))
        if aligned:
            tokens[idx].attrJoin("class", f"align-{aligned[1]}")
        return self.renderToken(tokens, idx, options, env)

    th_open = td_open


@cache
def _parser() -> MarkdownIt:
    options = {"html": False, "xhtmlOut": False}
    parser = fast_parser.Parser("commonmark", options, renderer_cls=_Renderer).enable(["table", "strikethrough"])
    parser.use(footnotes.plugin)
    parser.use(headings.plugin)
    parser.use(task_lists.plugin)
    parser.use(fragments.plugin)
    parser.use(fast_parser.plugin)
    return parser
