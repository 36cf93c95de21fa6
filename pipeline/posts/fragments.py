"""Words of another language amid a text, `[mot juste]{lang=fr}`, as Pandoc writes them, for a screen reader.

Only the language can be said so; whatever else stands in braces is text.
"""

from __future__ import annotations

import re

from markdown_it import MarkdownIt
from markdown_it.rules_inline import StateInline

MARK = "]{lang="
"""What stands in each of them: a text without it has none."""
_LANGUAGE = re.compile(r"\{lang=([A-Za-z]{2,3}(?:-[A-Za-z0-9]{2,8}){0,3})\}")
_LONGEST = 1000
_WRITTEN = re.compile(rf"\[([^\[\]]{{0,{_LONGEST}}})\]{_LANGUAGE.pattern}")


def plugin(parser: MarkdownIt) -> None:
    """Fragments, for `parser.use`."""
    parser.inline.ruler.before("link", "fragment", _fragment)


def without(markdown: str) -> str:
    """`markdown` with the words alone."""
    return _WRITTEN.sub(r"\1", markdown) if MARK in markdown else markdown


def _fragment(state: StateInline, silent: bool) -> bool:
    begins = state.pos
    if state.src[begins] != "[" or state.src.find(MARK, begins, begins + _LONGEST + len(MARK) + 1) < 0:
        return False
    last = state.md.helpers.parseLinkLabel(state, state.pos)
    found = _LANGUAGE.match(state.src, last + 1, state.posMax) if last >= 0 else None
    if found is None:
        return False
    if not silent:
        end, state.pos, state.posMax = state.posMax, state.pos + 1, last
        state.push("fragment_open", "span", 1).attrs = {"lang": found[1].lower()}
        state.md.inline.tokenize(state)
        state.push("fragment_close", "span", -1)
        state.posMax = end
    state.pos = found.end()
    return True
