"""Texts without endings and small words."""

from __future__ import annotations

import re
from collections.abc import Sequence

from pipeline.model import function_words
from pipeline.themes import lexicon

_WORD = re.compile(r"[^\W_]+")


def of(texts: Sequence[str], lang: str) -> list[str]:
    """The stems of each text but for its small words; a text that has no others stays as it is."""
    stem = lexicon.stemmer(lang.split("-", maxsplit=1)[0])
    small = function_words.spoken(" ".join(texts))
    bare = (" ".join(stem(word) for word in _WORD.findall(text.lower()) if word not in small) for text in texts)
    return [short or text for short, text in zip(bare, texts, strict=True)]
