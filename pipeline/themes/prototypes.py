"""What the words of themes.toml say to the embedding: each keyword is a point, and a text is near some of them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import TypeVar

import numpy as np

from pipeline.model.theme import Theme
from pipeline.themes import vectors
from pipeline.themes.vectors import Encode, Floats, Places, Vectors

T = TypeVar("T")

# Sharpness: a keyword counts by exp(cosine / sharpness), so that the near ones speak and the far ones whisper.
_SENTENCE_SHARPNESS, _BELOW_SHARPNESS = 0.08, 0.12
_COMMONPLACE = 0.4
"""How much of what a keyword has in common with all keywords is taken off; "land" is near to everything."""
_UNSEEN = 0.5
"""The weight of the sentence vector in a language that it was not trained on; the layer below keeps its own."""
_NOTHING = -30.0
_NOT_BY_CHANCE = 0.2
_PHRASE = re.compile(r"[:;,.]+\s+|[.:]+$")


@dataclass(frozen=True, slots=True)
class Prototypes:
    """The points of all themes. `owners` holds for each point the place of its theme; `count` counts themes."""

    words: tuple[str, ...]
    owners: Places
    count: int
    points: Vectors
    common: Floats

    def levels(self, texts: Vectors, *, covered: bool) -> Floats:
        """(texts, themes): how near each text is to each theme, a logarithm.

        `texts` are centred. A theme without a word is infinitely far.
        """
        sentence, below = self._near(texts)
        weight = 1.0 if covered else _UNSEEN
        return weight * self._by_theme(sentence) + self._by_theme(below)

    def beginning(self, anything: Vectors, *, covered: bool) -> float:
        """How near any text comes to the nearest theme: as sentences about anything do that meet none by chance."""
        levels = self.levels(anything, covered=covered)
        return float(np.quantile(levels.max(axis=1), _NOT_BY_CHANCE)) if levels.size else 0.0

    def _near(self, texts: Vectors) -> tuple[Floats, Floats]:
        sentence = (texts.sentence @ self.points.sentence.T - _COMMONPLACE * self.common) / _SENTENCE_SHARPNESS
        return sentence, texts.below @ self.points.below.T / _BELOW_SHARPNESS

    def _by_theme(self, near: Floats) -> Floats:
        """The logarithm of the mean over each theme's points, of powers that float32 holds."""
        found = np.full((len(near), self.count), _NOTHING, np.float32)
        if not near.size:
            return found
        counts = np.bincount(self.owners, minlength=self.count)
        shares = np.zeros((len(self.owners), self.count), np.float32)
        shares[np.arange(len(self.owners)), self.owners] = 1 / counts[self.owners]
        highest = near.max(axis=1, keepdims=True)
        means = np.exp(near - highest) @ shares
        found[:, counts > 0] = highest + np.log(means[:, counts > 0])
        return found


def build(themes: Iterable[Theme], encode: Encode) -> Prototypes:
    """A point for each name, keyword and phrase of a description, in every language that themes.toml has."""
    themes = tuple(themes)
    said = [(word, place) for place, theme in enumerate(themes) for word in dict.fromkeys(_said(theme))]
    words = tuple(word for word, _ in said)
    raw = vectors.encoded(encode, words)
    points = _by_column(raw.centred(raw.below.mean(axis=0))) if words else raw
    common = (points.sentence @ points.sentence.T).mean(axis=0) if words else np.zeros(0, np.float32)
    owners = np.array([place for _, place in said], np.int64)
    return Prototypes(words, owners, len(themes), points, common)


def _by_column(points: Vectors) -> Vectors:
    """The same values column by column in memory: comparing a few texts with them is twice as fast."""
    return Vectors(np.asfortranarray(points.sentence), np.asfortranarray(points.below))


def _said(theme: Theme) -> Iterator[str]:
    for keywords in _sorted(theme.keywords).values():
        yield from keywords
    yield from _sorted(theme.name).values()
    for description in _sorted(theme.description).values():
        yield from (phrase.strip() for phrase in _PHRASE.split(description) if phrase.strip())


def _sorted(by_language: Mapping[str, T]) -> dict[str, T]:
    return dict(sorted(by_language.items()))
