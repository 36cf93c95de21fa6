"""A language that the embedding was not trained on, carried over by the user's own translations.

From letter groups, and from the layer below the sentence vector, onto the vectors of the translation: kernel ridge
regression, Schölkopf & Smola, "Learning with Kernels" (2002), section 4.6. What a language shares with those that the
embedding knows comes through the layer below; the rest is learned from the pairs.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from pipeline.themes import ngrams, vectors
from pipeline.themes.ngrams import Index, Letters
from pipeline.themes.vectors import Floats, Vectors

FEWEST = 30
"""Pairs under which nothing is learned that would hold."""
MOST = 2000
_BELOW = 0.6
_NOISE = 0.1


@dataclass(frozen=True, slots=True)
class Bridge:
    """Takes texts of one language to where their translations would lie; `centre` is the middle of those."""

    letters: Letters
    index: Index
    below: Floats
    below_centre: Floats
    pulls: Floats
    sentence_mean: Floats
    centre: Floats

    def __call__(self, texts: Sequence[str], native: Vectors) -> Vectors:
        """The vectors of the translations that `texts` would have; `native` is what the encoder says of `texts`."""
        near = self.index.nearness(self.letters(texts))
        near += _BELOW * (vectors.unit(native.below - self.below_centre) @ self.below.T)
        width = len(self.sentence_mean)
        drawn = near @ self.pulls
        return Vectors(vectors.unit(self.sentence_mean + drawn[:, :width]), self.centre + drawn[:, width:])


def build(texts: Sequence[str], native: Vectors, translations: Vectors) -> Bridge:
    """Learns from pairs: row i of `translations` is the translation of `texts[i]`."""
    letters = ngrams.learn(texts)
    known = letters(texts)
    index = ngrams.index(known)
    below_centre = native.below.mean(axis=0)
    below = vectors.unit(native.below - below_centre)
    near = index.nearness(known) + _BELOW * (below @ below.T)
    sentence_mean, centre = translations.sentence.mean(axis=0), translations.below.mean(axis=0)
    targets = np.concatenate((translations.sentence - sentence_mean, translations.below - centre), axis=1)
    pulls = np.linalg.solve(near.astype(np.float64) + _NOISE * np.eye(len(texts)), targets).astype(np.float32)
    return Bridge(letters, index, np.asfortranarray(below), below_centre, pulls, sentence_mean, centre)
