"""Footnotes in HTML: which links lead to one, and where it stands; in Markdown they are `[^1]` and `[^1]: …`."""

from __future__ import annotations

import re
from collections.abc import Mapping

_NAME = r"(?:user-content-)?_?(?:fn|ftn|edn|note|footnote|endnote)"
NAMED = re.compile(_NAME)
"""How the id of a note begins."""
# `<a href="#fn:1">1</a>`, with or without brackets and `sup`. What is neither raised, in brackets nor led to a note by
# name may as well be the number of a step or a page.
_REFERENCE = re.compile(
    r'(<sup>\s*)?<a\b[^<>]*?\bhref="#([^"<>\s]{1,100})"[^<>]*>(<sup>)?\s*(\[)?\(?[\w*†‡§]{1,4}[\])]?\s*(?:</sup>)?</a>'
)
# `<p><a id="ftn1" href="#ftnref1">[1]</a> …`: the anchor of a note that is a paragraph, or a division of some.
_ANCHOR = re.compile(r'<(p|div)\b[^<>]*>\s*<a\b(?=[^<>]*\bhref="#)[^<>]*?\bid="([^"<>\s]{1,100})"[^<>]*>[^<>]{0,8}</a>')
_NOTE = re.compile(
    r'<(?:li\b[^<>]*?\bid="([^"<>\s]{1,100})"'
    rf'|(?:p|div)\b[^<>]*?\bid="({_NAME}[^"<>\s]{{1,80}})")'
)
# Private signs, which no foreign text can hold.
_OPEN, _CLOSE = "\uf8f2", "\uf8f3"
_MARK = re.compile(rf"{_OPEN}(\d+){_CLOSE}")


def anchored(html: str) -> str:
    """HTML as nh3 leaves it, in which the paragraph or the division of a note has the id of the link it begins with."""
    return _ANCHOR.sub(r'<\1 id="\2">', html) if "#" in html else html


def numbered(html: str) -> Mapping[str, int]:
    """The ids of the notes, in the order in which the text first refers to them; a note stands behind its number."""
    places = {found[1] or found[2]: found.start() for found in _NOTE.finditer(html)} if 'href="#' in html else {}
    numbers: dict[str, int] = {}
    for found in _REFERENCE.finditer(html) if places else ():
        around, target, raised, bracket = found.groups()
        if places.get(target, -1) > found.start() and (around or raised or bracket or NAMED.match(target)):
            numbers.setdefault(target, len(numbers) + 1)
    return numbers


def mark(number: int) -> str:
    """What stands in a text for a note on its way through the converter."""
    return f"{_OPEN}{number}{_CLOSE}"


def with_notes(markdown: str, texts: Mapping[int, str]) -> str:
    """`markdown` with its marks as references, and the notes below it."""
    notes = (f"[^{number}]: " + text.strip().replace("\n", "\n    ") for number, text in sorted(texts.items()))
    whole = "\n\n".join([markdown, *(re.sub(r"\n[ ]+\n", "\n\n", note) for note in notes)])
    return _MARK.sub(r"[^\1]", whole)
