"""A language that the embedding was never trained on, word by word in English; compounds are taken apart.

A text so read is no translation, but it says what it is about. What that gains: docs/themes.md.
"""

from __future__ import annotations

from functools import cache

from pipeline.model import function_words
from pipeline.themes import stemming
from pipeline.themes.glossaries import danish, norwegian, swedish

_LISTED = {"da": danish.LISTED, "no": norwegian.LISTED, "sv": swedish.LISTED}
_HEAD, _TAIL = 3, 4
"""Letters that the first and the last part of a compound need."""
_LINKS = "es"
"""Letters that may stand between them: `sygdomsudbrud`."""


class Glossary:
    """Calls with a word in small letters, and answers it in English."""

    def __init__(self, lang: str, listed: str) -> None:
        self._lang = lang
        self._stem = stemming.stemmer(lang)
        self._forms: dict[str, tuple[str, ...]] = {}
        for entry in listed.split(";"):
            english, forms = entry.split(":")
            for form in forms.split():
                self._forms[form] = tuple(english.split())
        self._stems: dict[str, tuple[str, ...]] = {}
        for form, english_words in self._forms.items():
            self._stems.setdefault(self._stem(form), english_words)
        self._known: dict[str, tuple[str, ...]] = {}

    def __call__(self, word: str) -> tuple[str, ...]:
        """English words for `word`; none for small words and for what is not listed."""
        if word not in self._known:
            small = self._lang in function_words.hits(word)[0]
            self._known[word] = () if small else self._whole(word) or self._compound(word)
        return self._known[word]

    def _whole(self, word: str) -> tuple[str, ...]:
        return self._found(word, self._stem(word))

    def _found(self, word: str, stem: str) -> tuple[str, ...]:
        return self._forms.get(word) or self._forms.get(stem) or self._stems.get(stem, ())

    def _compound(self, word: str) -> tuple[str, ...]:
        """The longest listed end, which names the thing, after what is before it: rather in English, else as it is."""
        unknown: tuple[str, ...] = ()
        stem = self._stem(word)
        for end in range(_HEAD, len(word) - _TAIL + 1):
            tail, head = self._found(word[end:], stem[end:]), word[:end]
            if not tail:
                continue
            known = self._whole(head) or (self._whole(head[:-1]) if head[-1] in _LINKS else ())
            if known:
                return (*known, *tail)
            unknown = unknown or (head, *tail)
        return unknown


@cache
def of(lang: str) -> Glossary | None:
    """The glossary of a language; None where there is none."""
    base = function_words.base(lang)
    return Glossary(base, _LISTED[base]) if base in _LISTED else None
