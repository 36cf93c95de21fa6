"""markdown-it with fast paths for what most posts are made of; all else takes markdown-it's own.

A fast path gives the very tokens or HTML that markdown-it gives: a test compares them.
"""

from __future__ import annotations

import re

from markdown_it import MarkdownIt
from markdown_it.rules_core import StateCore, text_join
from markdown_it.token import Token

from pipeline.posts import fast_block, fast_inline

# Addresses in which nothing is encoded: a path, or one on a host in ASCII.
_SETTLED = re.compile(
    r"(?:https?://[A-Za-z0-9-]{1,63}(?:\.[A-Za-z0-9-]{1,63}){0,3}/|/?[A-Za-z0-9_.~-])[A-Za-z0-9_.~/?=#-]*"
)


class Parser(MarkdownIt):
    """markdown-it that looks at an address before it takes it apart."""

    def normalizeLink(self, url: str) -> str:  # noqa: N802 - markdown-it's name
        """`url` with its unsafe signs encoded."""
        return url if _SETTLED.fullmatch(url) else super().normalizeLink(url)


def plugin(parser: MarkdownIt) -> None:
    """The fast paths, for `parser.use` after all plugins with rules of their own."""
    parser.core.ruler.at("normalize", _normalize)
    parser.core.ruler.at("inline", _inline)
    parser.core.ruler.at("text_join", _text_join)
    parser.block.ruler.before("table", "at_once", fast_block.at_once)


def _normalize(state: StateCore) -> None:
    state.src = state.src.replace("\r\n", "\n").replace("\r", "\n").replace("\0", "\ufffd")


def _inline(state: StateCore) -> None:
    before = ""
    for token in state.tokens:
        if token.type == "inline":
            content, token.children = token.content, []
            if not fast_inline.SIGN.search(content):
                if content:
                    token.children.append(Token("text", "", 0, content=content))
            # Of a heading the tokens are needed: its anchor is made from them.
            elif before != "heading_open" and (html := fast_inline.written(content, state)) is not None:
                token.children.append(Token("html_inline", "", 0, content=html))
            else:
                state.md.inline.parse(content, state.md, state.env, token.children)
        before = token.type


def _text_join(state: StateCore) -> None:
    # Only escapes and entities leave a text in pieces.
    if "\\" in state.src or "&" in state.src:
        text_join(state)
