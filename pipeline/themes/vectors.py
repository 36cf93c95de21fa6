"""Texts as vectors: what a sentence means, and the layer below it, which also serves languages nobody trained."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from pipeline.model.language import primary

Floats = NDArray[np.floating[Any]]
"""float32 in all that is multiplied often, float16 in what only waits; float64 only where a system is solved."""
Places = NDArray[np.int64]

Encode = Callable[[Sequence[str]], Floats]
"""Texts → a row each: the sentence vector, of length 1, and beside it the layer below, as wide and unscaled.

float32, or float16 where it was kept so.
"""

COVERED = frozenset(["ar", "de", "en", "es", "fr", "it", "ja", "ko", "nl", "pl", "pt", "ru", "th", "tr", "zh"])
"""The languages that the embedding was trained on (Yang et al., ACL 2020); the first part of a tag."""


@dataclass(frozen=True, slots=True)
class Vectors:
    """A row a text. `sentence` rows have length 1; `below` rows do not."""

    sentence: Floats
    below: Floats

    def __len__(self) -> int:
        return len(self.sentence)

    def take(self, rows: Places | NDArray[np.bool_] | slice) -> Vectors:
        """Some of the rows."""
        return Vectors(self.sentence[rows], self.below[rows])

    def to(self, precision: type[np.floating[Any]]) -> Vectors:
        """The same in another precision; where they have it, they themselves."""
        return Vectors(self.sentence.astype(precision, copy=False), self.below.astype(precision, copy=False))

    def centred(self, centre: Floats) -> Vectors:
        """The same with `below` measured from `centre` and brought to length 1."""
        return Vectors(self.sentence, unit(self.below - centre))

    def sums(self, owners: Places, count: int) -> Vectors:
        """A row an owner; `owners` is in rising order."""
        return Vectors(sums(self.sentence, owners, count), sums(self.below, owners, count))

    def units(self) -> Vectors:
        """The directions in which the rows point."""
        return Vectors(unit(self.sentence), unit(self.below))


def encoded(encode: Encode, texts: Sequence[str], precision: type[np.floating[Any]] = np.float32) -> Vectors:
    """`texts` through the encoder."""
    rows = encode(texts).astype(precision, copy=False)
    middle = rows.shape[1] // 2
    return Vectors(rows[:, :middle], rows[:, middle:])


def joined(parts: Iterable[Vectors]) -> Vectors:
    """The rows of all parts, one below the other."""
    parts = tuple(parts)
    return Vectors(np.concatenate([part.sentence for part in parts]), np.concatenate([part.below for part in parts]))


def is_covered(lang: str) -> bool:
    """Whether the embedding was trained on `lang`."""
    return primary(lang) in COVERED


def unit(rows: Floats) -> Floats:
    """The rows brought to length 1; a row of zeros stays one."""
    length = np.sqrt(np.einsum("ij,ij->i", rows, rows))[:, None]
    scaled: Floats = rows / np.where(length > 0, length, np.float32(1))
    return scaled


def means(rows: Floats, owners: Places, count: int) -> Floats:
    """The mean of each owner's rows; `owners` is in rising order, and an owner without rows gets zeros."""
    counts = np.maximum(np.bincount(owners, minlength=count), 1).astype(np.float32)
    found: Floats = sums(rows, owners, count) / counts[:, None]
    return found


def sums(rows: Floats, owners: Places, count: int) -> Floats:
    """The sum of each owner's rows; `owners` is in rising order, and an owner without rows gets zeros."""
    counts = np.bincount(owners, minlength=count)
    found = np.zeros((count, rows.shape[1]), np.float32)
    if len(rows):
        found[counts > 0] = np.add.reduceat(rows, (np.cumsum(counts) - counts)[counts > 0], axis=0)
    return found


def softmax(scores: Floats) -> Floats:
    """Shares of 1 along the last axis."""
    powers = np.exp(scores - scores.max(axis=-1, keepdims=True))
    shares: Floats = powers / powers.sum(axis=-1, keepdims=True)
    return shares
