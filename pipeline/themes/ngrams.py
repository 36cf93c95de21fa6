"""What texts of one language share, whatever the language: groups of three to five letters, and whole words."""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from pipeline.themes.vectors import Floats, Places

_Hashes = NDArray[np.uint64]

_LENGTHS = (3, 4, 5)
_RARITY = 1.5
"""The power of a group's rarity: at 1 (plain TF-IDF) half a point worse on translation pairs (docs/themes.md)."""
_COMMON, _FEW = 0.2, 10
"""Groups that more than this share of the texts have, and more than so many, say nothing; they are most of the work."""
_WORD = re.compile(r"[^\W_]+")
_BASE = np.uint64(1099511628211)  # the prime of FNV-1a
_AT_ONCE = 64
"""Texts that are taken apart together."""
_WHOLE = 1 << 40  # keeps the hashes of whole words apart from those of groups


@dataclass(frozen=True, slots=True)
class Rows:
    """Texts by their letter groups: text i has `groups[starts[i]:starts[i + 1]]`, with weights of length 1.

    `letters` took them apart.
    """

    starts: Places
    groups: Places
    weights: Floats
    letters: Letters

    def __len__(self) -> int:
        return len(self.starts) - 1

    def take(self, rows: Sequence[int]) -> Rows:
        """Some of the texts."""
        chosen = np.asarray(rows, np.int64)
        lengths = self.starts[chosen + 1] - self.starts[chosen]
        starts = _starts(lengths)
        places = np.arange(starts[-1]) + np.repeat(self.starts[chosen] - starts[:-1], lengths)
        return Rows(starts, self.groups[places], self.weights[places], self.letters)


@dataclass(frozen=True, slots=True)
class Letters:
    """The letter groups that some texts have, hashed and sorted, and how rare each of them is."""

    hashes: _Hashes
    rarity: Floats

    def __call__(self, texts: Sequence[str]) -> Rows:
        """Texts by their groups; those that were never met do not count."""
        groups: list[Places] = [np.zeros(0, np.int64)]
        weights: list[Floats] = [np.zeros(0, np.float32)]
        for hashed, times in _counted(texts):
            place = np.searchsorted(self.hashes, hashed)
            known = place < len(self.hashes)
            known[known] = self.hashes[place[known]] == hashed[known]
            weight = (1 + np.log(times[known])) * self.rarity[place[known]]
            groups.append(place[known])
            weights.append(weight / (np.sqrt((weight * weight).sum()) or 1))
        lengths = np.array([len(own) for own in groups[1:]], np.int64)
        return Rows(_starts(lengths), np.concatenate(groups), np.concatenate(weights), self)

    def whole(self, words: Sequence[str]) -> Rows:
        """A row a word as a whole, without its letters: it weighs what it is rare; what was never met, nothing."""
        hashed = np.fromiter(map(_hashed_word, words), np.uint64, len(words))
        place = np.minimum(np.searchsorted(self.hashes, hashed), max(len(self.hashes) - 1, 0))
        known = self.hashes[place] == hashed if len(self.hashes) else np.zeros(len(words), bool)
        return Rows(_starts(known.astype(np.int64)), place[known], self.rarity[place[known]], self)


NONE = Letters(np.zeros(0, np.uint64), np.zeros(0, np.float32))
"""No group is known."""


@dataclass(frozen=True, slots=True)
class Index:
    """Known texts by their letter groups: group i stands in `texts[starts[i]:starts[i + 1]]`, with those `weights`."""

    starts: Places
    texts: Places
    weights: Floats
    size: int

    def nearness(self, rows: Rows) -> Floats:
        """(rows, known texts): cosines of weighted counts."""
        near = np.zeros((len(rows), self.size), np.float32)
        for row in range(len(rows)):
            own = slice(rows.starts[row], rows.starts[row + 1])
            groups = rows.groups[own]
            lengths = self.starts[groups + 1] - self.starts[groups]
            ends = np.cumsum(lengths)
            if len(ends) and ends[-1]:
                postings = np.arange(ends[-1]) + np.repeat(self.starts[groups] - (ends - lengths), lengths)
                weight = self.weights[postings] * np.repeat(rows.weights[own], lengths)
                near[row] = np.bincount(self.texts[postings], weight, self.size)
        return near

    def sums(self, rows: Rows, pulls: Floats) -> Floats:
        """For each row the sum of `pulls`, one a known text, by nearness: as `nearness(rows) @ pulls`, but at once."""
        owners = np.repeat(np.arange(len(self.starts) - 1), np.diff(self.starts))
        by_group = np.bincount(owners, self.weights * pulls[self.texts], len(self.starts) - 1)
        own = np.repeat(np.arange(len(rows)), np.diff(rows.starts))
        return np.bincount(own, rows.weights * by_group[rows.groups], len(rows)).astype(np.float32)


def learn(texts: Sequence[str]) -> Letters:
    """The letter groups of `texts`; a group is the rarer the fewer of them have it."""
    every = np.concatenate([np.zeros(0, np.uint64), *(hashed for hashed, _ in _counted(texts))])
    hashes, having = np.unique(every, return_counts=True)
    told = having <= max(_FEW, _COMMON * len(texts))
    return Letters(hashes[told], (np.log((1 + len(texts)) / having[told]) ** _RARITY).astype(np.float32))


def index(known: Rows) -> Index:
    """An index of known texts."""
    order = np.argsort(known.groups, kind="stable")
    owners = np.repeat(np.arange(len(known)), np.diff(known.starts))
    starts = np.searchsorted(known.groups[order], np.arange(len(known.letters.hashes) + 1))
    return Index(starts, owners[order], known.weights[order], len(known))


def _starts(lengths: Places) -> Places:
    return np.concatenate((np.zeros(1, np.int64), np.cumsum(lengths)))


def _counted(texts: Sequence[str]) -> Iterator[tuple[_Hashes, Floats]]:
    """Each text's distinct groups, hashed, and how often it has them."""
    for first in range(0, len(texts), _AT_ONCE):
        for every in _hashed([_WORD.findall(text.lower()) for text in texts[first : first + _AT_ONCE]]):
            hashed, times = np.unique(every, return_counts=True)
            yield hashed, times.astype(np.float32)


def _hashed(texts: Sequence[Sequence[str]]) -> Iterator[_Hashes]:
    """For each text, given as its words: all groups of letters within each word and its edges, and each whole word."""
    spelled = [f" {' '.join(words)} " for words in texts]
    letters = np.frombuffer("".join(spelled).encode("utf-32-le", "surrogatepass"), np.uint32).astype(np.uint64)
    ends = np.cumsum([len(text) for text in spelled])[:-1]
    edges = letters == ord(" ")
    by_length = [_groups(letters, edges, length) for length in _LENGTHS]
    split = [np.split(hashed, np.searchsorted(places, ends)) for hashed, places in by_length]
    for words, *groups in zip(texts, *split, strict=True):
        yield np.concatenate([*groups, np.fromiter(map(_hashed_word, words), np.uint64)])


@lru_cache(maxsize=100_000)
def _hashed_word(word: str) -> int:
    return zlib.crc32(word.encode("utf-8", "surrogatepass")) + _WHOLE


def _groups(letters: _Hashes, edges: NDArray[np.bool_], length: int) -> tuple[_Hashes, Places]:
    """All groups of so many letters, hashed, and where they begin; none reaches over an edge."""
    count = max(0, len(letters) - length + 1)
    hashed = np.full(count, length, np.uint64)
    inside = np.ones(count, bool)
    for offset in range(length):
        hashed = hashed * _BASE + letters[offset : offset + count]
        if 0 < offset < length - 1:
            inside &= ~edges[offset : offset + count]
    return hashed[inside], np.flatnonzero(inside)
