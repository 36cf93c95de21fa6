"""Headings of a text stand below its title: the title is the only one of the first level on a page (WCAG 2.2, 1.3.1).

Where an author begins with `#`, all headings go down by one, so that their order stays. Each has an address, made from
its words.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from markdown_it import MarkdownIt
from markdown_it.rules_core import StateCore
from markdown_it.token import Token

from pipeline.model.slug import slugify

_LAST = 6

_KINDS = ("heading_open", "heading_close")


def plugin(parser: MarkdownIt) -> None:
    """Headings below the title, with addresses, for `parser.use`."""
    parser.core.ruler.after("block", "headings", _lowered)
    parser.core.ruler.push("addresses", _addressed)


def words(tokens: Sequence[Token]) -> Iterator[str]:
    """What each heading says."""
    for place, token in enumerate(tokens):
        if token.type == "heading_open":
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


def _lowered(state: StateCore) -> None:
    if "h1" in [token.tag for token in state.tokens]:  # a generator takes twice as long
        for token in state.tokens:
            if token.type in _KINDS:
                token.tag = f"h{min(int(token.tag[1:]) + 1, _LAST)}"


def _addressed(state: StateCore) -> None:
    opened = [token for token in state.tokens if token.type == "heading_open"]
    for token, address in zip(opened, addresses(words(state.tokens)), strict=True):
        token.attrSet("id", address)
