"""Headings of a text stand below its title: the title is the only one of the first level on a page (WCAG 2.2, 1.3.1).

The highest of them are of the second level, whatever the author calls them, and none is more than one below that which
it stands in: HTML allows no gap. One without a word is left out: it would be read aloud all the same (2.4.6). Each has
an address, made from its words.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from markdown_it import MarkdownIt
from markdown_it.rules_core import StateCore
from markdown_it.token import Token

from pipeline.model.slug import slugify

_LAST = 6

_OPEN = "heading_open"
_KINDS = (_OPEN, "heading_close")
_BARE = re.compile(r"#[ \t]*$", re.MULTILINE)
"""How a line may end that is a heading without a word; one that is closed by `#` ends so, too."""


def plugin(parser: MarkdownIt) -> None:
    """Headings below the title, with addresses, for `parser.use`."""
    parser.core.ruler.after("block", "headings", _settled)
    parser.core.ruler.push("addresses", _addressed)


def words(tokens: Sequence[Token]) -> Iterator[str]:
    """What each heading says."""
    for place, token in enumerate(tokens):
        if token.type == _OPEN:
            parts = tokens[place + 1].children or ()
            yield "".join(part.content for part in parts if part.type in ("text", "code_inline"))


def addresses(said: Iterable[str]) -> Iterator[str]:
    """The address of each heading, without `#`, by what they say; the second of one name is `name-1`.

    `anchors_plugin` gives the same ones, but takes time that grows with the square of how many are alike.
    """
    taken: set[str] = set()
    times = Counter[str]()
    for each in said:
        address = slug = slugify(each)
        while address in taken:
            times[slug] += 1
            address = f"{slug}-{times[slug]}"
        taken.add(address)
        yield address


def _settled(state: StateCore) -> None:
    if _BARE.search(state.src):
        state.tokens = _worded(state.tokens)
    around: list[str] = []  # the heading that was read last, below those that it stands in, as the author calls them
    for token in [token for token in state.tokens if token.type in _KINDS]:
        if token.type == _OPEN:
            while around and around[-1] >= token.tag:
                around.pop()
            around.append(token.tag)
        token.tag = f"h{min(len(around) + 1, _LAST)}"


def _worded(tokens: Sequence[Token]) -> list[Token]:
    """`tokens` without headings that say nothing: an opening, an inline token and a closing each."""
    silent = [at for at, token in enumerate(tokens) if token.type == _OPEN and not tokens[at + 1].content]
    gone = {at + part for at in silent for part in range(3)}
    return [token for at, token in enumerate(tokens) if at not in gone]


def _addressed(state: StateCore) -> None:
    opened = [token for token in state.tokens if token.type == _OPEN]
    for token, address in zip(opened, addresses(words(state.tokens)), strict=True):
        token.attrSet("id", address)
