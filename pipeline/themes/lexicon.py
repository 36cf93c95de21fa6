"""The stem lexicon: keywords of themes.toml, stemmed, and what of them a text contains."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import chain

from pipeline.model.language import primary
from pipeline.model.theme import Theme
from pipeline.themes import glossary, stemming

Stems = tuple[str, ...]

_WORD = re.compile(r"[^\W_]+")
# German writes compounds as one word, and looking into them finds 5 % more themes; in English it does harm, and for
# other languages nobody has measured it (docs/themes.md).
_COMPOUNDING = frozenset(["de"])
_HEAD, _MODIFIER, _REST = 4, 5, 4
"""Letters that the last part, the first part and the remainder of a compound need: a Protest is no test."""
_ANY = "lebens"
"""A first part, behind which the stemmer cuts off what it leaves of a short word: Softwaretest, Projektplanung."""
_OTHERS = re.compile(
    r"durch|über|unter|zusammen|zurück|herbei|\w{3,}ein|soll|woll|könn|konn|möch|moch|müss|muss|dürf|durf|wüss|wuss|brauch"
)
"""What is no first part: Durchführung and Markteinführung are no Führung, and a sentence may begin with "Solltest"."""


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

    def __init__(
        self, entries: Mapping[Stems, Entry], stems: Callable[[str], Stems], *, heads: Mapping[str, Stems] | None = None
    ) -> None:
        self._entries = entries
        self._stems = stems
        self._longest = max(map(len, entries), default=0)
        self._first = {stems[0] for stems in entries}
        self._inside = {} if heads is None else {stems[0]: stems for stems in entries if len(stems) == 1}
        self._heads = heads or {}
        self._compounds: dict[str, Stems] = {}

    def hits(self, text: str) -> tuple[Hit, ...]:
        """Keywords in `text`, the longest match at each place, in the order of first appearance."""
        read = [(stem, word) for word in _WORD.findall(text.lower()) for stem in self._stems(word)]
        nouns = {word.lower() for word in _WORD.findall(text) if word[0].isupper()} if self._heads else ()
        stems = [stem for stem, _ in read]
        found: Counter[Stems] = Counter()
        free = 0
        for place, stem in enumerate(stems):
            if place < free:
                continue
            match = self._match(stems, place) if stem in self._first else ()
            if not match and self._inside:
                match = self._part(stem) or (self._head(read[place][1]) if read[place][1] in nouns else ())
            if match:
                found[match] += 1
                free = place + len(match)
        return tuple(Hit(self._entries[stems], times) for stems, times in found.items())

    def _match(self, stems: Sequence[str], place: int) -> Stems:
        for length in range(min(self._longest, len(stems) - place), 0, -1):
            candidate = tuple(stems[place : place + length])
            if candidate in self._entries:
                return candidate
        return ()

    def _part(self, stem: str) -> Stems:
        """The keyword that a compound ends or begins with: the longest, and rather its end, which names the thing."""
        if stem not in self._compounds:
            ends = [self._inside.get(part) for part in _ends(stem)]
            begins = [self._inside.get(stem[:end]) for end in range(len(stem) - _REST, _MODIFIER - 1, -1)]
            self._compounds[stem] = next(filter(None, [*ends, *begins]), ())
        return self._compounds[stem]

    def _head(self, noun: str) -> Stems:
        """The keyword that a compound ends with as it is written."""
        parts = (part for part in _ends(noun) if part in self._heads)
        return next((self._heads[part] for part in parts if not _OTHERS.fullmatch(noun.removesuffix(part))), ())


def build(themes: Iterable[Theme], lang: str) -> Lexicon:
    """The lexicon for texts in `lang`; where no theme has keywords in it, those of all languages serve.

    Where there is a glossary of `lang`, English keywords then meet what its words mean; names in `lang` are read as its
    texts are.
    """
    themes = tuple(themes)
    base = primary(lang)
    own, foreign = {lang, base}, not has_keywords(themes, lang)
    read = _reader(base, foreign=foreign)
    english = stemming.stemmer("en") if foreign and glossary.of(base) else stemming.stemmer(base)
    claimed: dict[Stems, dict[str, str]] = {}
    heads: dict[str, Stems] = {}
    for theme in themes:
        for tag in sorted(theme.keywords.keys() | theme.name.keys() if foreign else own):
            stem = english if primary(tag) == "en" else stemming.stemmer(base)
            for keyword in _keywords(theme, tag):
                words = _WORD.findall(unicodedata.normalize("NFC", keyword).lower())
                stems = tuple(chain.from_iterable(map(read, words)) if tag in own else map(stem, words))
                if stems:
                    claimed.setdefault(stems, {})[theme.id] = keyword
                if len(stems) == 1:
                    heads |= dict.fromkeys(_written(words[0], stem), stems)
    entries = {stems: Entry(next(iter(by.values())), tuple(by)) for stems, by in claimed.items()}
    return Lexicon(entries, read, heads=heads if base in _COMPOUNDING else None)


def _written(noun: str, stem: Callable[[str], str]) -> Iterator[str]:
    """How a German noun may stand at the end of a compound, where the stem of the compound does not tell it."""
    if len(noun) >= _HEAD and not stem(f"{_ANY}{noun}").endswith(stem(noun)):
        yield from (noun, f"{noun}s")
        if noun.endswith(("ung", "ik")):
            yield f"{noun}en"


def _ends(word: str) -> Iterator[str]:
    return (word[start:] for start in range(_REST, len(word) - _HEAD + 1))


def _reader(base: str, *, foreign: bool) -> Callable[[str], Stems]:
    """From a word to its stem, or to the stems of what it means in English."""
    own, english = stemming.stemmer(base), stemming.stemmer("en")
    glosses = glossary.of(base) if foreign else None

    @cache
    def read(word: str) -> Stems:
        meant = glosses(word) if glosses else ()
        return tuple(english(part) for part in meant) or (own(word),)

    return read


def has_keywords(themes: Sequence[Theme], lang: str) -> bool:
    """Whether any theme has keywords in `lang`, or in the language that it is a variety of."""
    own = {lang, primary(lang)}
    return any(tag in own for theme in themes for tag in theme.keywords)


def _keywords(theme: Theme, tag: str) -> tuple[str, ...]:
    """Keywords and name; the name counts as a keyword, for it is what the theme wants to be known as."""
    return (*theme.keywords.get(tag, ()), *((theme.name[tag],) if tag in theme.name else ()))
