"""The order of words in an alphabet: Ö beside O, but in Swedish behind Z."""

from __future__ import annotations

import unicodedata
from itertools import chain

from pipeline.model.language import primary

_NORDIC = {**dict.fromkeys(("da", "nb", "nn", "no"), "æøå"), **dict.fromkeys(("fi", "sv"), "åäö")}
"""The letters that follow Z."""
_BESIDE = {"ł": "l", "đ": "d", "ø": "o", "æ": "ae", "œ": "oe"}
"""Letters that are no other one with a sign."""
_SIGNS_ALONE = {**dict.fromkeys(("de", "en", "fr", "it", "nl", "pt"), ""), "es": "ñ"}
"""Languages in which a sign makes no other letter (DIN 5007-1: Änderung stands before Architektur), but for these."""


def place(word: str, lang: str) -> tuple[tuple[str, ...], str]:
    """What to sort `word` by; capitals make no difference.

    A letter with a sign follows the one without, or is the same one where only words that are else alike go by signs.
    """
    letters = unicodedata.normalize("NFC", word).casefold()
    last = _NORDIC.get(primary(lang), "")
    own = _SIGNS_ALONE.get(primary(lang))
    if own is None:
        return tuple(chain.from_iterable((_beside(letter, last), letter) for letter in letters)), ""
    alike = ([f"{_beside(letter, last)}~"] if letter in own else _beside(letter, last) for letter in letters)
    return tuple(chain.from_iterable(alike)), letters


def _beside(letter: str, last: str) -> str:
    if letter in last:
        return f"z{last.index(letter)}"
    return _BESIDE.get(letter) or unicodedata.normalize("NFKD", letter)[0]
