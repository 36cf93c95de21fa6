"""What is learned from, and how near everything is to it: by the embedding, else by letters in common."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from pipeline.themes import learning, ngrams, passages
from pipeline.themes.hearing import Heard
from pipeline.themes.ngrams import Index, Letters, Rows
from pipeline.themes.subjects import Subject
from pipeline.themes.vectors import Floats

MOST_LABELLED, MOST_UNLABELLED = 2000, 400
"""What is learned from at most, evenly spread over what there is; the rest of the labels would no longer be missed."""

_BEGINNING = 100
"""So many words of each language are taken apart into letters, where there is no embedding."""


@dataclass(frozen=True, slots=True)
class Recollection:
    """Some of the subjects that were heard, `rows` of them. `near` is (all that were heard, those)."""

    rows: tuple[int, ...]
    known: Heard
    letters: Letters
    spelled: Rows
    index: Index
    near: Floats

    def nearness(self, heard: Heard) -> Floats:
        """(heard, known): how near subjects are that were not there."""
        if not self.rows:
            return np.zeros((len(heard.subjects), 0), np.float32)
        return _nearness(heard, self.letters(_beginnings(heard)), self.known, self.index)

    def with_rows(self, heard: Heard, rows: Sequence[int]) -> Recollection:
        """The same with further rows; `heard` is all that was heard."""
        more = [row for row in rows if row not in self.rows]
        if not more:
            return self
        found = _recollected(heard, more, self.letters, self.spelled)
        every = (*self.rows, *more)
        near = np.concatenate((self.near, found.near), axis=1)
        index = ngrams.index(self.letters, self.spelled.take(every))
        return Recollection(every, heard.take(every), self.letters, self.spelled, index, near)


def recollect(heard: Heard) -> Recollection:
    """The subjects with themes set by hand, and with the embedding some of the others."""
    by_hand = [row for row, subject in enumerate(heard.subjects) if subject.themes]
    embedded = heard.points.shape[1] > 0
    others = [row for row, one in enumerate(heard.subjects) if embedded and not one.themes and heard.is_known(row)]
    rows = [*passages.spread(by_hand, MOST_LABELLED), *passages.spread(others, MOST_UNLABELLED)]
    beginnings = _beginnings(heard)
    letters = ngrams.learn(beginnings)
    return _recollected(heard, rows, letters, letters(beginnings))


def by_letters(heard: Heard) -> Floats:
    """(heard, heard): how near subjects are by letters in common alone."""
    beginnings = [_beginning(subject) for subject in heard.subjects]
    letters = ngrams.learn(beginnings)
    spelled = letters(beginnings)
    return ngrams.index(letters, spelled).nearness(spelled)


def _recollected(heard: Heard, rows: Sequence[int], letters: Letters, spelled: Rows) -> Recollection:
    known = heard.take(rows)
    index = ngrams.index(letters, spelled.take(rows))
    return Recollection(tuple(rows), known, letters, spelled, index, _nearness(heard, spelled, known, index))


def _nearness(some: Heard, spelled: Rows, known: Heard, index: Index) -> Floats:
    if known.points.shape[1]:
        return learning.kernel(some.points, known.points)
    return index.nearness(spelled)


def _beginnings(heard: Heard) -> list[str]:
    embedded = heard.points.shape[1] > 0
    return ["" if embedded else _beginning(subject) for subject in heard.subjects]


def _beginning(subject: Subject) -> str:
    """The first passages of each language, until they make 100 words."""
    chosen: list[str] = []
    for text in subject.texts:
        count = 0
        for passage in text.passages:
            if count >= _BEGINNING:
                break
            chosen.append(passage)
            count += passage.count(" ") + 1
    return " ".join(chosen)
