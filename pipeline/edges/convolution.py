"""Convolutions along the tokens of many sentences, with about half the multiplications.

Four neighbouring results are computed together, at points where a convolution is a product: Winograd's minimal
filtering, as in Lavin & Gray, "Fast Algorithms for Convolutional Neural Networks" (CVPR 2016), along one dimension.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]
Places = NDArray[np.int64]

_TILE = 4
_POINTS = (0.0, 1.0, -1.0, 2.0, -2.0, 0.5, -0.5)
"""Enough for a width of 5; infinity is the last one."""


@dataclass(frozen=True, slots=True)
class Tiles:
    """Sentences, one after the other, in pieces of four tokens; the last piece of a sentence may reach over its end.

    `first` is the first token of each piece, `begins` and `ends` those of its sentence, `places` where each token's
    result stands among all results: (four, pieces), row by row.
    """

    first: Places
    begins: Places
    ends: Places
    places: Places

    @property
    def tokens(self) -> int:
        """The tokens of all sentences."""
        return len(self.places)


def tiles(starts: Places, lengths: Places) -> Tiles:
    """Sentences by the place of their first token and by their length."""
    pieces = -(-lengths // _TILE)
    within = np.arange(int(pieces.sum())) - np.repeat(np.cumsum(pieces) - pieces, pieces)
    begins, ends = np.repeat(starts, pieces), np.repeat(starts + lengths, pieces)
    first = begins + _TILE * within
    tokens = first + np.arange(_TILE)[:, None]
    places = np.empty(int(lengths.sum()), np.int64)
    inside = tokens < ends
    places[tokens[inside]] = np.flatnonzero(inside)
    return Tiles(first, begins, ends, places)


class Convolution:
    """Weights (width · inputs, outputs), of a window that reaches `before` tokens back."""

    def __init__(self, weights: Floats, width: int, before: int) -> None:
        count = _TILE + width - 1
        powers = np.vstack((np.vander(_POINTS[: count - 1], count, increasing=True), np.eye(count)[-1]))
        self._before = before
        self._into = np.linalg.inv(powers).T.astype(np.float32)
        self._out_of = _values(powers, _TILE).T
        self._weights = (_values(powers, width) @ weights.reshape(width, -1)).reshape(count, -1, weights.shape[1])

    def __call__(self, rows: Floats, tiles: Tiles) -> Floats:
        """(tokens, outputs); `rows` is (tokens + 1, inputs), the last one zeros, which stand beyond a sentence."""
        count, outputs = len(self._into), self._weights.shape[2]
        seen = tiles.first + np.arange(-self._before, count - self._before)[:, None]
        seen = np.where((seen >= tiles.begins) & (seen < tiles.ends), seen, tiles.tokens)
        inputs = (self._into @ rows[seen].reshape(count, -1)).reshape(*seen.shape, -1)
        found: Floats = (self._out_of @ np.matmul(inputs, self._weights).reshape(count, -1)).reshape(-1, outputs)
        return found[tiles.places]


def _values(powers: NDArray[np.float64], terms: int) -> Floats:
    """(points, terms): what each term of a polynomial is at each point; at infinity only the highest is anything."""
    found = powers[:, :terms].astype(np.float32)
    found[-1] = np.eye(terms)[-1]
    return found
