"""Themes that a short message names side by side: "performance and event storming" asks for both.

In one sentence the loudest theme drowns the other, however plainly that is named. What is only mentioned on the way
does not count: names must be joined by a small word, a sign or a list, in a sentence that denies nothing. Measured in
German, English and Danish (docs/themes.md); in other languages signs and lists join alone.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence

from pipeline.model.language import primary

LONGEST = 40
"""Words of a message above which its sentences tell more than its small words."""

_LETTERS = 30
"""A message whose words have more letters on average is not read: looking for words within an endless one takes
endless time."""

_BULLET = re.compile(r"\n[ \t]*(?:[-*+•]|\d+[.)])[ \t]+")
_END = re.compile(r"[.!?;:…]+(?=\s|$)|\n[ \t]*\n")
_WORD = re.compile(r"[^\W_]+(?:['’\-][^\W_]+)*|[&+/,]")
_SIGNS = frozenset("&+/")
_JOIN: Mapping[str, frozenset[str]] = {
    "en": frozenset(["and", "or", "plus", "also", "besides"]),
    "de": frozenset(["und", "oder", "sowie", "samt", "auch", "außerdem", "zudem"]),
    "da": frozenset(["og", "eller", "samt", "også", "desuden"]),
}
_DENY: Mapping[str, re.Pattern[str]] = {
    "en": re.compile(r"not|no|never|without|neither|nor|cannot|\w+n['’]t"),
    "de": re.compile(r"nicht|kein\w*|nie|ohne|weder"),
    "da": re.compile(r"ikke|ingen|intet|aldrig|uden|hverken"),
}
_NOT_ONLY: Mapping[str, re.Pattern[str]] = {
    lang: re.compile(rf"\b(?:{not_}) (?:{only})\b(.*?)(?:\b({but})\b|\Z)", re.IGNORECASE | re.DOTALL)
    for lang, not_, only, but in (
        ("en", r"not|\w+n['’]t", "only|just|merely|solely", "but"),
        ("de", "nicht", "nur|bloß|allein|lediglich", "sondern"),
        ("da", "ikke", "kun|bare|blot|alene", "men"),
    )
}
"""Words that deny nothing, those that may stand between, and the word that answers: "not only … but also" names
both."""
_ADDS = 4
"""Within so many words a sentence says that it adds to the one before: "We also need ..."."""
_IN_A_LIST = 2
"""Words of an entry between commas; more are a clause."""


def side_by_side(text: str, lang: str, answers: Mapping[str, float], found: Callable[[str], set[str]]) -> set[str]:
    """The themes of a message that names several side by side; none where it does not, or is long.

    `found` gives the themes whose keywords stand in a piece of it; of several there the surest by `answers` is meant.
    """
    if len(text) > LONGEST * _LETTERS or len(text.split(maxsplit=LONGEST)) > LONGEST:
        return set()
    named: set[str] = set()
    for pieces in _joined(text, primary(lang)):
        meant = {max(sorted(themes), key=lambda theme: answers[theme]) for piece in pieces if (themes := found(piece))}
        if len(meant) > 1:
            named |= meant
    return named


def _joined(text: str, lang: str) -> Iterator[Sequence[str]]:
    """The pieces that each run of sentences joins; a sentence that denies something ends a run."""
    join, deny = _JOIN.get(lang, frozenset()) | _SIGNS, _DENY.get(lang)
    pieces: list[str] = []
    for sentence in _END.split(_BULLET.sub(" + ", text)):
        words = _WORD.findall(_affirmed(sentence, lang))
        small = [word.lower() for word in words]
        if deny and any(map(deny.fullmatch, small)):
            yield pieces
            pieces = []
            continue
        if not join.intersection(small[:_ADDS]) or not pieces:
            yield pieces
            pieces = []
        pieces += _pieces(words, small, join)
    yield pieces


def _affirmed(sentence: str, lang: str) -> str:
    """A sentence without its "not only", and with a sign for the "but" that answers it."""
    plain = " ".join(sentence.split())
    return _NOT_ONLY[lang].sub(lambda met: f"{met[1]} {'+' if met[2] else ''}", plain) if lang in _NOT_ONLY else plain


def _pieces(words: Sequence[str], small: Sequence[str], join: frozenset[str]) -> Iterator[str]:
    """A sentence, cut where something joins: small words, signs, and commas of a list."""
    piece: list[str] = []
    for place, word in enumerate(words):
        if small[place] in join or (word == "," and _short_entry(small[place + 1 : place + 2 + _IN_A_LIST], join)):
            yield " ".join(piece)
            piece = []
        elif word != ",":
            piece.append(word)
    yield " ".join(piece)


def _short_entry(ahead: Sequence[str], join: frozenset[str]) -> bool:
    """Whether the next comma or joint is near; `ahead` is what follows the comma, one word more than an entry has."""
    until = next((place for place, word in enumerate(ahead) if word == "," or word in join), len(ahead))
    return 0 < until <= _IN_A_LIST
