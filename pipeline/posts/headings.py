"""Headings of a text stand below its title: the title is the only one of the first level on a page (WCAG 2.2, 1.3.1).

Where an author begins with `#`, all headings go down by one, so that their order stays.
"""

from __future__ import annotations

from markdown_it import MarkdownIt
from markdown_it.rules_core import StateCore

FIRST, LAST = 2, 6
"""The levels of a text's headings."""
_KINDS = ("heading_open", "heading_close")


def plugin(parser: MarkdownIt) -> None:
    """Headings below the title, for `parser.use`; before their anchors are made."""
    parser.core.ruler.after("block", "headings", _lowered)


def _lowered(state: StateCore) -> None:
    if "h1" in [token.tag for token in state.tokens]:  # a generator takes twice as long
        for token in state.tokens:
            if token.type in _KINDS:
                token.tag = f"h{min(int(token.tag[1:]) + 1, LAST)}"
