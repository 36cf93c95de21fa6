"""The order of words in an alphabet: Ö beside O, but in Swedish behind Z."""

from __future__ import annotations

import unicodedata

from pipeline.model.language import primary

_NORDIC = {**dict.fromkeys(("da", "nb", "nn", "no"), "æøå"), **dict.fromkeys(("fi", "sv"), "åäö")}
"""The letters that follow Z."""
_BESIDE = {"ł": "l", "đ": "d", "ø": "o", "æ": "ae", "œ": "oe", "ß": "ss"}
"""Letters that are no other one with a sign."""


def place(word: str, lang: str) -> tuple[tuple[str, str], ...]:
    """What to sort `word` by; capitals make no difference, and a letter with a sign follows the one without."""
    last = _NORDIC.get(primary(lang), "")
    return tuple((_beside(letter, last), letter) for letter in unicodedata.normalize("NFC", word).casefold())


def _beside(letter: str, last: str) -> str:
    if letter in last:
        return f"z{last.index(letter)}"
    return _BESIDE.get(letter) or unicodedata.normalize("NFKD", letter)[0]
