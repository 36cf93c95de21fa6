"""Texts reduced to stems without small words, and to English where a glossary has the words."""

from __future__ import annotations

import re
from collections.abc import Sequence

from pipeline.model import function_words
from pipeline.model.language import primary
from pipeline.themes import glossary, stemming

_WORD = re.compile(r"[^\W_]+")


def of(texts: Sequence[str], lang: str) -> list[str]:
    """The words of each text but for its small ones; a text that has no others stays as it is.

    In a language with a glossary they are in English, or as they stand; else they are stems.
    """
    stem = stemming.stemmer(primary(lang))
    glosses = glossary.of(lang)
    small = function_words.spoken(" ".join(texts))

    def bare(word: str) -> str:
        lower = word.lower()
        return (" ".join(glosses(lower)) or word) if glosses else stem(lower)

    found = (" ".join(bare(word) for word in _WORD.findall(text) if word.lower() not in small) for text in texts)
    return [short or text for short, text in zip(found, texts, strict=True)]
