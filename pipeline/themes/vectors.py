"""Texts as vectors: what a sentence means, and the layer below it, which also serves languages nobody trained."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from pipeline.model.language import primary

Floats = NDArray[np.floating[Any]]
"""float32 in all that is kept or multiplied often; float64 only where a system is solved."""
Places = NDArray[np.int64]

Encode = Callable[[Sequence[str]], Floats]
"""Texts → a row each: the sentence vector, of length 1, and beside it the layer below, as wide and unscaled."""

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

    def centred(self, centre: Floats) -> Vectors:
        """The same with `below` measured from `centre` and brought to length 1."""
        return Vectors(self.sentence, unit(self.below - centre))

    def means(self, owners: Places, count: int) -> Vectors:
        """A row an owner: the direction in which its rows point together."""
        return Vectors(unit(means(self.sentence, owners, count)), unit(means(self.below, owners, count)))


def encoded(encode: Encode, texts: Sequence[str]) -> Vectors:
    """`texts` through the encoder."""
    rows = encode(texts)
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
    sums = np.zeros((count, rows.shape[1]), np.float32)
    np.add.at(sums, owners, rows)
    counts = np.maximum(np.bincount(owners, minlength=count), 1).astype(np.float32)
    found: Floats = sums / counts[:, None]
    return found


def softmax(scores: Floats) -> Floats:
    """Shares of 1 along the last axis."""
    powers = np.exp(scores - scores.max(axis=-1, keepdims=True))
    shares: Floats = powers / powers.sum(axis=-1, keepdims=True)
    return shares
