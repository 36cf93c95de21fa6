"""The blocks that most posts are made of, found by the first signs of their lines."""

from __future__ import annotations

import re

from markdown_it.rules_block import StateBlock, heading, paragraph
from markdown_it.token import Token

from pipeline.posts import fast_inline

# What a line can begin with that begins a block: heading, quote, list, rule, fence, footnote or target of a link.
_SIGNS = frozenset("#>*+-_`~[0123456789")
_BEGINNING = re.compile(
    r"#|>|[-*+](?:[ \t]|$)|[0-9]{1,9}[.)]|(?:[-*_][ \t]*)+$|```|~~~|\[(?![^\[\]\n]*\]\()", re.MULTILINE
)
# What makes the line above a heading, or the head of a table.
_UNDERLINE = re.compile(r"[-=|:][-=|: \t]*$", re.MULTILINE)
_ITEM = re.compile(r"([0-9]{1,9})?((?(1)[.)]|[-*+])) (?=\S)(.*)")


def at_once(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    """markdown-it's first block rule: a paragraph, a list or a heading about which no other rule need be asked."""
    if silent or state.is_code_block(start):
        return False
    at = state.bMarks[start] + state.tShift[start]
    if not _begins(state.src, at):
        return _paragraph(state, start)
    if state.src[at] == "#":
        return not _underlines(state, start + 1) and heading(state, start, end, silent)
    first = None if state.level else _ITEM.match(state.src, state.bMarks[start])
    return first is not None and _list(state, start, first)


def _begins(source: str, at: int) -> bool:
    """Whether any block but a paragraph may begin there."""
    return source[at] in _SIGNS and _BEGINNING.match(source, at) is not None


def _underlines(state: StateBlock, line: int) -> bool:
    return _UNDERLINE.match(state.src, state.bMarks[line] + state.tShift[line]) is not None


def _paragraph(state: StateBlock, start: int) -> bool:
    """A paragraph, unless one of its lines may be an underline."""
    line = start + 1
    while line < state.lineMax and not state.isEmpty(line):
        if _underlines(state, line):
            return False
        if _begins(state.src, state.bMarks[line] + state.tShift[line]) and _interrupts(state, line):
            break
        line += 1
    at, end = state.bMarks[start] + state.tShift[start], state.eMarks[start]
    text = state.src[at:end] if line == start + 1 else state.getLines(start, line, state.blkIndent, False)
    # A list and a footnote look for the tokens of their paragraphs.
    html = None if state.level else _written(text, state)
    if html is None:
        return paragraph(state, start, state.lineMax, False)
    state.tokens.append(Token("html_block", "", 0, content=f"<p>{html}</p>\n"))
    state.line = line
    return True


def _written(text: str, state: StateBlock) -> str | None:
    trimmed = text.strip(" \t")
    # Which of the rarer spaces at its ends belong to a text depends on markdown-it's version.
    return fast_inline.written(trimmed, state) if trimmed == trimmed.strip() else None


def _interrupts(state: StateBlock, line: int) -> bool:
    """Whether a block that begins there ends the paragraph before it: what markdown-it's own rule asks."""
    if state.sCount[line] < 0 or state.sCount[line] - state.blkIndent > 3:
        return False
    outer, state.parentType = state.parentType, "paragraph"
    found = any(rule(state, line, state.lineMax, True) for rule in state.md.block.ruler.getRules("paragraph"))
    state.parentType = outer
    return found


def _list(state: StateBlock, start: int, first: re.Match[str]) -> bool:
    """A list of items of one line, with no empty line between them and nothing after it that may belong to it."""
    items: list[str] = []
    line = start
    while line < state.lineMax and not state.isEmpty(line):
        item = _ITEM.match(state.src, state.bMarks[line])
        if item is None or item[2] != first[2] or _begins(state.src, item.start(3)):
            return False
        html = _written(item[3], state)
        if html is None:
            return False
        items.append(f"<li>{html}</li>\n")
        line += 1
    after = state.skipEmptyLines(line)
    if after < state.lineMax and (state.sCount[after] or state.src[state.bMarks[after]] in _SIGNS):
        return False
    number = int(first[1] or 1)
    opened, closed = ("<ol>" if number == 1 else f'<ol start="{number}">', "</ol>") if first[1] else ("<ul>", "</ul>")
    state.tokens.append(Token("html_block", "", 0, content=f"{opened}\n{''.join(items)}{closed}\n"))
    state.line = line
    return True
