"""The text of a block as HTML in one pass, where its signs are those that most texts are made of."""

from __future__ import annotations

import re

from markdown_it.common.utils import escapeHtml
from markdown_it.rules_block import StateBlock
from markdown_it.rules_core import StateCore

HREF = "href"
"""Key in the environment of a caller who wants HTML and no tokens: what writes the target of a link as an address."""

# What any inline rule of ours begins with: line break, escape, code, emphasis, strikethrough, link or image or
# footnote, autolink and HTML, entity.
_SIGNS = r"\n\\`*_~\[<&"
SIGN = re.compile(f"[{_SIGNS}]")
# With a letter or digit at both ends: asterisks around it open and close whatever stands beside them.
_WORDS = rf"[^\W_](?:[^{_SIGNS}\]]*[^\W_])?"
# Text without a sign, then emphasis, code, a link without a title, a line break, the end, or a sign that is none of
# these. Nothing holds another of them, but the text of a link may be marked as a whole.
_PIECE = re.compile(
    rf"([^{_SIGNS}]*+)(?:"
    rf"(\*{{1,3}})({_WORDS})\2(?!\*)"
    r"|`([^`\s](?:[^`\n]*[^`\s])?)`(?!`)"
    rf"|(?<![!^])\[(\*{{1,3}}|`|)({_WORDS})\5\]\(([^\s\x00-\x1f\x7f()<>\[\]\\&`*]+)\)"
    r"|((?<! )\n(?![ \t]))"
    r"|\Z"
    r"|([\s\S]))"
)
_OPENED = {"": "", "*": "<em>", "**": "<strong>", "***": "<em><strong>", "`": "<code>"}
_CLOSED = {"": "", "*": "</em>", "**": "</strong>", "***": "</strong></em>", "`": "</code>"}


def written(content: str, state: StateCore | StateBlock) -> str | None:
    """`content` as markdown-it would write it; None where it may read a sign otherwise, or where tokens are wanted."""
    href = state.env.get(HREF)
    if href is None:
        return None
    escaped = escapeHtml(content)
    if not SIGN.search(content):
        return escaped
    escape = str if escaped == content else escapeHtml
    html: list[str] = []
    for text, mark, words, code, label_mark, label, target, line_break, stray in _PIECE.findall(content):
        if stray:
            return None
        html.append(escape(text))
        if mark:
            html.append(f"{_OPENED[mark]}{escape(words)}{_CLOSED[mark]}")
        elif target:
            address = state.md.normalizeLink(target)
            if not state.md.validateLink(address):
                return None
            html.append(f'<a href="{href(address)}">{_OPENED[label_mark]}{escape(label)}{_CLOSED[label_mark]}</a>')
        else:
            html.append(f"<code>{escape(code)}</code>" if code else line_break)
    return "".join(html)
