"""A text as passages: a sentence each, or a few short ones; what the embedding reads and what evidence quotes."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import TypeVar

T = TypeVar("T")

_PARAGRAPH = re.compile(r"\n[ \t]*\n|\n(?=[ \t]*(?:[-*+•]|\d+[.)])[ \t])")
# A full stop ends a sentence when a capital, a digit, an opening quote or a script without capitals follows.
_END = re.compile(r"(?<=[.!?…。！？])[\"'»“”’)\]]*\s+(?=[^\sa-zß-öø-ÿ])|(?<=[。！？])")
_WORD = re.compile(r"[^\W_]+")

SHORTEST = 8
"""Words below which a sentence joins its neighbour: three words alone say too little."""
LONGEST = 60
"""Words above which a sentence without an end is cut."""
_WIDEST = 800
"""Letters above which it is cut too: some scripts have no spaces, and some texts are no language."""


def split(text: str) -> tuple[str, ...]:
    """The passages of a plain text, in order; none where it has no words."""
    found: list[str] = []
    for paragraph in _PARAGRAPH.split(text):
        sentences = [" ".join(sentence.split()) for sentence in _END.split(paragraph)]
        found += _grouped(piece for sentence in sentences for piece in _cut(sentence))
    return tuple(_headings_joined(found))


def spread(items: Sequence[T], most: int) -> tuple[T, ...]:
    """At most `most` of `items`, the first and the last among them, evenly apart."""
    if len(items) <= most:
        return tuple(items)
    step = (len(items) - 1) / (most - 1)
    return tuple(items[round(place * step)] for place in range(most))


def shortened(texts: Sequence[str], letters: int) -> tuple[str, ...]:
    """The texts, the longest of them cut after a word, so that together they have at most so many letters."""
    longest = _longest(sorted(map(len, texts)), letters)
    return tuple(text if len(text) <= longest else _beginning(text, longest) for text in texts)


def _longest(lengths: Sequence[int], total: int) -> int:
    """The length at which all others must be cut to make `total`; `lengths` rise."""
    left = total
    for place, length in enumerate(lengths):
        others = len(lengths) - place
        if length * others > left:
            return left // others
        left -= length
    return total


def _beginning(text: str, letters: int) -> str:
    return text[: letters + 1].rpartition(" ")[0] or text[:letters]


def _grouped(sentences: Iterable[str]) -> list[str]:
    """Short sentences joined with the one before them."""
    found: list[str] = []
    for sentence in sentences:
        if found and (_is_short(sentence) or _is_short(found[-1])):
            found[-1] = f"{found[-1]} {sentence}"
        elif _WORD.search(sentence):
            found.append(sentence)
    return found


def _headings_joined(passages: Sequence[str]) -> list[str]:
    """A heading, or whatever else stands alone with a few words, goes before the passage that follows it."""
    found: list[str] = []
    waiting = ""
    for number, passage in enumerate(passages, 1):
        whole = f"{waiting} {passage}".strip()
        if _is_short(whole) and number < len(passages):
            waiting = whole
        else:
            found.append(whole)
            waiting = ""
    return found


def _cut(sentence: str) -> list[str]:
    words = sentence.split(" ")
    pieces = [" ".join(words[start : start + LONGEST]) for start in range(0, len(words), LONGEST)]
    return [piece[start : start + _WIDEST] for piece in pieces for start in range(0, len(piece), _WIDEST)]


def _is_short(text: str) -> bool:
    """Whether it has few words, of at most 12 letters on average: some scripts have no spaces between theirs."""
    if len(text) >= 12 * SHORTEST:
        return not _WORD.search(text)
    return len(_WORD.findall(text)) < SHORTEST
