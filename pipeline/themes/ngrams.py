"""What texts of one language share, whatever the language: groups of three to five letters, and whole words."""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from pipeline.themes.vectors import Floats, Places

_Hashes = NDArray[np.uint64]

_LENGTHS = (3, 4, 5)
_RARITY = 1.5
"""The power of a group's rarity: at 1 (plain TF-IDF) half a point worse on translation pairs (docs/themes.md)."""
_WORD = re.compile(r"[^\W_]+")
_BASE = np.uint64(1099511628211)  # the prime of FNV-1a
_WHOLE = 1 << 40  # words live in hashes of their own


@dataclass(frozen=True, slots=True)
class Index:
    """Known texts by their letter groups. Group i stands in `texts[starts[i]:starts[i + 1]]`, with those `weights`."""

    groups: _Hashes
    rarity: Floats
    starts: Places
    texts: Places
    weights: Floats
    size: int

    def nearness(self, texts: Sequence[str]) -> Floats:
        """(texts, known texts): cosines of weighted counts; groups that no known text has do not count."""
        rows = np.zeros((len(texts), self.size), np.float32)
        for row, (hashed, times) in zip(rows, _counted(texts), strict=True):
            place = np.searchsorted(self.groups, hashed)
            known = (place < len(self.groups)) & (self.groups[np.minimum(place, len(self.groups) - 1)] == hashed)
            place = place[known]
            if len(place):
                weight = _weighted(times[known], self.rarity[place])
                self._add(row, place, weight / np.sqrt((weight * weight).sum()))
        return rows

    def _add(self, row: Floats, places: Places, weight: Floats) -> None:
        lengths = self.starts[places + 1] - self.starts[places]
        ends = np.cumsum(lengths)
        postings = np.arange(ends[-1]) + np.repeat(self.starts[places] - (ends - lengths), lengths)
        row += np.bincount(self.texts[postings], self.weights[postings] * np.repeat(weight, lengths), self.size)


def index(texts: Sequence[str]) -> Index:
    """An index of `texts`; a group is the rarer the fewer of them have it."""
    counted = list(_counted(texts))
    owners = np.repeat(np.arange(len(texts)), [len(hashed) for hashed, _ in counted])
    hashes = np.concatenate([hashed for hashed, _ in counted]) if counted else np.zeros(0, np.uint64)
    times = np.concatenate([count for _, count in counted]) if counted else np.zeros(0, np.float32)
    order = np.argsort(hashes, kind="stable")
    groups, first, having = np.unique(hashes[order], return_index=True, return_counts=True)
    rarity = (np.log((1 + len(texts)) / having) ** _RARITY).astype(np.float32)
    weights = _weighted(times[order], np.repeat(rarity, having))
    lengths = np.sqrt(np.bincount(owners[order], weights * weights, len(texts)))
    weights = (weights / lengths[owners[order]]).astype(np.float32)
    return Index(groups, rarity, np.append(first, len(hashes)), owners[order], weights, len(texts))


def _weighted(times: Floats, rarity: Floats) -> Floats:
    weight: Floats = (1 + np.log(times)) * rarity
    return weight


def _counted(texts: Sequence[str]) -> Iterator[tuple[_Hashes, Floats]]:
    """Each text's distinct groups, hashed, and how often it has them."""
    for text in texts:
        hashed, times = np.unique(_hashed(_WORD.findall(text.lower())), return_counts=True)
        yield hashed, times.astype(np.float32)


def _hashed(words: Sequence[str]) -> _Hashes:
    """All groups of letters within each word and its edges, and each whole word."""
    letters = np.frombuffer(f" {' '.join(words)} ".encode("utf-32-le", "surrogatepass"), np.uint32).astype(np.uint64)
    edges = letters == ord(" ")
    whole = np.fromiter((zlib.crc32(word.encode("utf-8", "surrogatepass")) + _WHOLE for word in words), np.uint64)
    return np.concatenate([*(_groups(letters, edges, length) for length in _LENGTHS), whole])


def _groups(letters: _Hashes, edges: NDArray[np.bool_], length: int) -> _Hashes:
    count = max(0, len(letters) - length + 1)
    hashed = np.full(count, length, np.uint64)
    inside = np.ones(count, bool)
    for offset in range(length):
        hashed = hashed * _BASE + letters[offset : offset + count]
        if 0 < offset < length - 1:
            inside &= ~edges[offset : offset + count]
    return hashed[inside]
