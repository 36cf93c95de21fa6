"""Keywords that say nothing of their theme: those that no text has, and those that every text has."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from pipeline.errors import Problem
from pipeline.model import function_words
from pipeline.model.source import Source
from pipeline.model.theme import Theme

_WORD = re.compile(r"[^\W_]+")


def idle(source: Source, themes: Mapping[str, Theme]) -> Iterator[Problem]:
    """Each of them with its place; `source` is the themes.toml that `themes` were read from."""
    for theme in themes.values():
        for lang, keywords in theme.keywords.items():
            for keyword in keywords:
                wrong = _wrong(keyword, lang)
                if wrong:
                    yield source.problem((theme.id, "keywords", lang), f'the keyword "{keyword}" {wrong}')


def _wrong(keyword: str, lang: str) -> str:
    words = _WORD.findall(keyword.lower())
    if not words:
        return "has neither letter nor digit, so no text has it; write a word, or take it out"
    if all(word in function_words.of(lang) for word in words):
        return "is in nearly every text, whatever it is about; write a longer phrase, or take it out"
    return ""
