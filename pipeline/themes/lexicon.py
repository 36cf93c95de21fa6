"""The stem lexicon: keywords of themes.toml, stemmed, and what of them a text contains."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

import snowballstemmer

from pipeline.model.theme import Theme

Stems = tuple[str, ...]

_WORD = re.compile(r"[^\W_]+")
# ISO 639-1 → Snowball algorithm; a language without one is matched on lower-case words.
_ALGORITHMS = {
    "ar": "arabic", "ca": "catalan", "da": "danish", "de": "german", "el": "greek", "en": "english", "es": "spanish",
    "eu": "basque", "fi": "finnish", "fr": "french", "hi": "hindi", "hu": "hungarian", "hy": "armenian",
    "id": "indonesian", "it": "italian", "lt": "lithuanian", "nb": "norwegian", "ne": "nepali", "nl": "dutch",
    "nn": "norwegian", "no": "norwegian", "pt": "portuguese", "ro": "romanian", "ru": "russian", "sr": "serbian",
    "sv": "swedish", "ta": "tamil", "tr": "turkish", "yi": "yiddish",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Entry:
    """A keyword as the user wrote it, and the themes that claim it."""

    keyword: str
    themes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Hit:
    """A keyword found in a text: how often, and for which themes."""

    entry: Entry
    times: int


class Lexicon:
    """The keywords of all themes in one language."""

    def __init__(self, entries: Mapping[Stems, Entry], stem: Callable[[str], str]) -> None:
        self._entries = entries
        self._stem = stem
        self._longest = max(map(len, entries), default=0)

    def hits(self, text: str) -> tuple[Hit, ...]:
        """Keywords in `text`, the longest match at each place, in the order of first appearance."""
        stems = [self._stem(word) for word in _WORD.findall(text.lower())]
        found: Counter[Stems] = Counter()
        place = 0
        while place < len(stems):
            match = self._match(stems, place)
            if match:
                found[match] += 1
            place += len(match) or 1
        return tuple(Hit(self._entries[stems], times) for stems, times in found.items())

    def _match(self, stems: Sequence[str], place: int) -> Stems:
        for length in range(min(self._longest, len(stems) - place), 0, -1):
            candidate = tuple(stems[place : place + length])
            if candidate in self._entries:
                return candidate
        return ()


def build(themes: Iterable[Theme], lang: str) -> Lexicon:
    """The lexicon for texts in `lang`; where no theme has keywords in it, those of all languages serve."""
    themes = tuple(themes)
    base = lang.split("-", maxsplit=1)[0]
    stem = stemmer(base)
    claimed: dict[Stems, dict[str, str]] = {}
    for theme in themes:
        for keyword in _keywords(theme, lang, base, any_language=not _has_keywords(themes, lang, base)):
            stems = tuple(stem(word) for word in _WORD.findall(keyword.lower()))
            if stems:
                claimed.setdefault(stems, {})[theme.id] = keyword
    entries = {stems: Entry(next(iter(by.values())), tuple(by)) for stems, by in claimed.items()}
    return Lexicon(entries, stem)


@cache
def stemmer(base: str) -> Callable[[str], str]:
    """The Snowball stemmer of a language, each word stemmed once."""
    algorithm = _ALGORITHMS.get(base)
    if algorithm is None:
        return str
    stem: Callable[[str], str] = cache(snowballstemmer.stemmer(algorithm).stemWord)
    return stem


def _has_keywords(themes: Sequence[Theme], lang: str, base: str) -> bool:
    return any(tag in (lang, base) for theme in themes for tag in theme.keywords)


def _keywords(theme: Theme, lang: str, base: str, *, any_language: bool) -> list[str]:
    """Name and keywords; the name counts as a keyword, for it is what the theme wants to be known as."""
    tags = theme.keywords.keys() | theme.name.keys() if any_language else {lang, base}
    words: list[str] = []
    for tag in sorted(tags):
        words += [*theme.keywords.get(tag, ()), *([theme.name[tag]] if tag in theme.name else [])]
    return words
