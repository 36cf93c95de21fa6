"""Passages in the space of the embedding: brought to a common middle, language by language, and held against themes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np

from pipeline.model import function_words
from pipeline.themes import bridge, everyday, passages, roots, vectors
from pipeline.themes.bridge import Bridge
from pipeline.themes.prototypes import Prototypes
from pipeline.themes.subjects import Text
from pipeline.themes.vectors import Encode, Floats, Places, Vectors

Way = Literal["lexicon", "embedding", "map"]
"""How a tag came about: by words alone, by the embedding, or by a map learned from translations onto it."""

MOST_PASSAGES, FEWEST_PASSAGES = 12, 8
"""How many passages of a subject are read, spread evenly over all its languages, and how many of each at least.

The keywords read all of it. Six sentences are enough for 99 of 100 (docs/themes.md).
"""
_MOST_WHOLE = 5
"""How many are also read as they stand, with a third of the letters, in a language unknown to the embedding."""
_LETTERS, _LETTERS_TWICE = 200, 160
"""Letters of a passage that are read, on average over as many passages as are read at most, in a language that the
embedding knows and in another: so no post costs more than some 400 words."""
_TITLE = 6
"""Words under which a title is not read: to one word alone the embedding always has an answer."""
_SHY = 20.0
"""How many passages of a language weigh as much as the assumption that its middle is the origin of the embedding."""
_AT_ONCE = 64
"""Texts that are placed together."""
_FAINT = 0.3
"""How much lower the levels at which themes begin are in a language that the embedding does not know."""
_WHOLE = 0.5
"""The weight of a text as it stands in a language that the embedding does not know, beside its bare words."""


@dataclass(frozen=True, slots=True)
class Pairs:
    """Translations: each row the same text in the languages that are its keys."""

    rows: tuple[Mapping[str, str], ...] = ()

    def of(self, lang: str) -> tuple[tuple[str, tuple[str, ...]], ...]:
        """Each text in `lang` with its translations into languages that the embedding was trained on."""
        found = ((row.get(lang, ""), tuple(row[tag] for tag in row if vectors.is_covered(tag))) for row in self.rows)
        return tuple((text, known) for text, known in found if text and known)


@dataclass(frozen=True, slots=True)
class Raw:
    """The passages of a text that are read, as the encoder gives them, in float16: all of a corpus wait together."""

    lang: str
    passages: tuple[str, ...]
    vectors: Vectors


@dataclass(frozen=True, slots=True)
class Place:
    """The same in their places. `levels` is (passages, themes), their nearness to each theme; `way` how they came.

    `sums` is one row, of all passages together: all that is asked of their vectors later.
    """

    passages: tuple[str, ...]
    sums: Vectors
    levels: Floats
    way: Way


@dataclass(frozen=True, slots=True)
class Space:
    """The middle of each language, and the bridges of those that need one.

    `beginnings` are the levels at which a theme begins: for each language that the embedding does not know, and by the
    empty name for all that it knows.
    """

    prototypes: Prototypes
    middles: Mapping[str, Floats]
    bridges: Mapping[str, Bridge]
    beginnings: Mapping[str, float]

    def places(self, raws: Sequence[Raw]) -> list[Place]:
        """Texts' passages in their places, many texts of a language at once."""
        found: dict[int, Place] = {}
        for batch in _batches(raws):
            own = [raws[row] for row in batch]
            passages = tuple(passage for raw in own for passage in raw.passages)
            carried, levels, way = self._place(own[0].lang, passages, vectors.joined(raw.vectors for raw in own))
            lengths = np.array([len(raw.passages) for raw in own])
            sums = carried.sums(np.repeat(np.arange(len(own)), lengths), len(own))
            ends = np.cumsum(lengths)
            for place, (row, start, end) in enumerate(zip(batch, ends - lengths, ends, strict=True)):
                alone = slice(place, place + 1)
                found[row] = Place(passages[start:end], sums.take(alone), levels[start:end], way)
        return [found[row] for row in range(len(raws))]

    def _place(self, lang: str, passages: Sequence[str], given: Vectors) -> tuple[Vectors, Floats, Way]:
        given = given.to(np.float32)
        way = self.bridges.get(lang)
        if way:
            carried = way(passages, given).centred(way.centre)
            return carried, self._levels(carried, lang, covered=True), "map"
        nowhere = np.zeros(given.below.shape[1], np.float32)
        native = given.centred(self.middles.get(lang, nowhere))
        return native, self._levels(native, lang, covered=vectors.is_covered(lang)), "embedding"

    def _levels(self, places: Vectors, lang: str, *, covered: bool) -> Floats:
        """(passages, themes): how near each is to each theme; 0 is where any text is."""
        otherwise = self.beginnings[""] if covered else max(self.beginnings.values())
        found: Floats = self.prototypes.levels(places, covered=covered) - self.beginnings.get(lang, otherwise)
        return found.astype(np.float32)


def _batches(raws: Sequence[Raw]) -> Iterator[list[int]]:
    """The rows of each language, so many at a time that they fill the multiplication and not the memory."""
    waiting: dict[str, list[int]] = {}
    for row, raw in enumerate(raws):
        batch = waiting.setdefault(raw.lang, [])
        batch.append(row)
        if len(batch) == _AT_ONCE:
            yield waiting.pop(raw.lang)
    yield from waiting.values()


def read(encode: Encode, text: Text, most: int = MOST_PASSAGES) -> Raw:
    """A text through the encoder: at most so many of its passages."""
    long = [passage for place, passage in enumerate(text.passages) if place >= text.head or _is_read(passage)]
    chosen = passages.spread(long or text.passages, most)
    if vectors.is_covered(text.lang):
        return Raw(text.lang, chosen, vectors.encoded(encode, passages.shortened(chosen, most * _LETTERS), np.float16))
    said = passages.shortened(chosen, most * _LETTERS_TWICE)
    whole = passages.shortened(passages.spread(said, _MOST_WHOLE), most * _LETTERS_TWICE // 3)
    return Raw(text.lang, chosen, _read_twice(encode, whole, said, text.lang).to(np.float16))


def _read_twice(encode: Encode, whole: Sequence[str], texts: Sequence[str], lang: str) -> Vectors:
    """In a language that it does not know, endings and small words are noise to the encoder: it reads with and without.

    What remains are words in English where a glossary has them, else roots; some it knows from related languages.
    Only `whole`, evenly spread over `texts`, is read as it stands; each text takes the nearest of these readings.
    """
    both = vectors.encoded(encode, (*whole, *roots.of(texts, lang)))
    nearest = np.linspace(0, max(len(whole) - 1, 0), len(texts)).round().astype(np.int64)
    stands, bare = both.take(nearest), both.take(slice(len(whole), None))
    below = (_WHOLE * stands.below + bare.below) / np.float32(1 + _WHOLE)
    return Vectors(vectors.unit(_WHOLE * stands.sentence + bare.sentence), below)


def _is_read(title: str) -> bool:
    return title.count(" ") + 1 >= _TITLE


def middles(corpus: Iterable[Raw]) -> dict[str, Floats]:
    """The middle of each language that `corpus`, all that is to be tagged or is labelled, is written in."""
    below: dict[str, list[Floats]] = {}
    for raw in corpus:
        below.setdefault(raw.lang, []).append(raw.vectors.below)
    return {lang: _middle(rows) for lang, rows in below.items()}


def build(encode: Encode, prototypes: Prototypes, middles: Mapping[str, Floats], pairs: Pairs) -> Space:
    """The space around the middles of the languages, with the bridges that `pairs` allow."""
    unknown = _uncovered(middles, pairs)
    bridges = {lang: found for lang in unknown if (found := _bridge(encode, lang, pairs))}
    anything = vectors.encoded(encode, everyday.ENGLISH)
    anything = anything.centred(anything.below.mean(axis=0))
    beginnings = {lang: _beginning(encode, prototypes, lang, bridges.get(lang)) for lang in unknown}
    return Space(prototypes, middles, bridges, beginnings | {"": prototypes.beginning(anything, covered=True)})


def _beginning(encode: Encode, prototypes: Prototypes, lang: str, bridge: Bridge | None) -> float:
    """The level at which a theme begins in a language that the embedding does not know.

    Where no sentences of it are at hand, the highest of those of which they are: what nobody can read says nothing.
    """
    own = everyday.OTHERS.get(function_words.base(lang))
    if own is None:
        return max(_beginning(encode, prototypes, other, None) for other in everyday.OTHERS)
    read = _read_twice(encode, own, own, lang)
    if bridge is not None:
        return prototypes.beginning(bridge(own, read).centred(bridge.centre), covered=True) - _FAINT
    return prototypes.beginning(read.centred(read.below.mean(axis=0)), covered=False) - _FAINT


def _middle(rows: Sequence[Floats]) -> Floats:
    count = sum(len(row) for row in rows)
    return np.asarray(sum(row.sum(axis=0, dtype=np.float32) for row in rows) / np.float32(count + _SHY))


def _uncovered(corpus: Iterable[str], pairs: Pairs) -> list[str]:
    spoken = {*corpus, *(lang for row in pairs.rows for lang in row)}
    return sorted(lang for lang in spoken if not vectors.is_covered(lang))


def _bridge(encode: Encode, lang: str, pairs: Pairs) -> Bridge | None:
    own = passages.spread(pairs.of(lang), bridge.MOST)
    if len(own) < bridge.fewest(lang):
        return None
    texts = [text for text, _ in own]
    flat = vectors.encoded(encode, [text for _, translations in own for text in translations])
    owners: Places = np.repeat(np.arange(len(own)), [len(translations) for _, translations in own])
    partners = Vectors(vectors.means(flat.sentence, owners, len(own)), vectors.means(flat.below, owners, len(own)))
    return bridge.build(texts, _read_twice(encode, texts, texts, lang), partners)
