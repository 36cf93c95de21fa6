"""A language that the embedding was not trained on, carried over by the user's own translations.

What the encoder says of a text leads some way to the vectors of its translation. What is missing is learned from letter
groups and from the layer below the sentence vector: kernel ridge regression, Schölkopf & Smola, "Learning with Kernels"
(2002), section 4.6.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from pipeline.themes import glossary, ngrams, vectors
from pipeline.themes.ngrams import Index, Letters
from pipeline.themes.vectors import Floats, Vectors

_FEWEST, _FEWEST_UNREAD = 30, 60
"""Pairs under which nothing is learned that would hold: where a glossary reads the language, and where none does."""
MOST = 2000
_BELOW = 0.6
_NOISE = 0.1
_TRUST = 100
"""How many pairs weigh as much as the assumption that what the encoder says is right but for the middle."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Bridge:
    """Takes texts of one language to where their translations would lie.

    `kept` says how much remains of what the encoder gives, measured from `own_middle`; `middle` is that of the
    translations. All three hold the sentence vector and then the layer below.
    """

    letters: Letters
    index: Index
    below: Floats
    own_middle: Floats
    kept: Floats
    pulls: Floats
    middle: Floats

    @property
    def centre(self) -> Floats:
        """The middle of the translations in the layer below."""
        return self.middle[self.below.shape[1] :]

    def __call__(self, texts: Sequence[str], native: Vectors) -> Vectors:
        """The vectors of the translations that `texts` would have; `native` is what the encoder says of `texts`."""
        away = _side_by_side(native) - self.own_middle
        width = self.below.shape[1]
        near = self.index.nearness(self.letters(texts)) + _BELOW * (vectors.unit(away[:, width:]) @ self.below.T)
        found = self.middle + self.kept * away + near @ self.pulls
        return Vectors(vectors.unit(found[:, :width]), found[:, width:])


def fewest(lang: str) -> int:
    """The pairs that a bridge from this language needs."""
    return _FEWEST if glossary.of(lang) else _FEWEST_UNREAD


def build(texts: Sequence[str], native: Vectors, translations: Vectors) -> Bridge:
    """Learns from pairs: row i of `translations` is the translation of `texts[i]`."""
    letters = ngrams.learn(texts)
    known = letters(texts)
    index = ngrams.index(known)
    own, theirs = _side_by_side(native), _side_by_side(translations)
    own_middle, middle = own.mean(axis=0), theirs.mean(axis=0)
    away, there = own - own_middle, theirs - middle
    below = vectors.unit(away[:, native.sentence.shape[1] :])
    near = index.nearness(known) + _BELOW * (below @ below.T)
    kept = _kept(away, there)
    pulls = np.linalg.solve(near.astype(np.float64) + _NOISE * np.eye(len(texts)), there - kept * away)
    return Bridge(
        letters=letters,
        index=index,
        below=np.asfortranarray(below),
        own_middle=own_middle,
        kept=kept,
        pulls=pulls.astype(np.float32),
        middle=middle,
    )


def _side_by_side(texts: Vectors) -> Floats:
    return np.concatenate((texts.sentence, texts.below), axis=1)


def _kept(away: Floats, there: Floats) -> Floats:
    """For each half the factor that brings `away` nearest to `there`, and nearer to 1 where pairs are few."""
    count, width = len(away), away.shape[1] // 2
    power = (away * away).reshape(count, 2, width).sum(axis=(0, 2))
    along = (away * there).reshape(count, 2, width).sum(axis=(0, 2))
    assumed = np.maximum(_TRUST / count * power, np.float32(1e-9))
    return np.repeat((along + assumed) / (power + assumed), width).astype(np.float32)
