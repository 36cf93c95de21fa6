"""What is learned from, and how near everything is to it: by the embedding, else by letters in common."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from pipeline.themes import learning, ngrams, passages
from pipeline.themes.hearing import Heard
from pipeline.themes.ngrams import Index
from pipeline.themes.vectors import Floats

MOST_LABELLED, MOST_UNLABELLED, MOST_BY_KEYWORDS = 2000, 400, 200
"""What is learned from at most, evenly spread over what there is: labels, and texts without one, with the embedding and
without it. The rest would no longer be missed."""


@dataclass(frozen=True, slots=True)
class Recollection:
    """Some of the subjects that were heard, `rows` of them. `near` is (all that were heard, those)."""

    rows: tuple[int, ...]
    known: Heard
    index: Index
    near: Floats

    def nearness(self, heard: Heard) -> Floats:
        """(heard, known): how near subjects are that were not there."""
        if not self.rows:
            return np.zeros((len(heard.subjects), 0), np.float32)
        return _nearness(heard, self.known, self.index)

    def with_rows(self, heard: Heard, rows: Sequence[int]) -> Recollection:
        """The same with further rows; `heard` is all that was heard."""
        more = [row for row in rows if row not in self.rows]
        if not more:
            return self
        every = (*self.rows, *more)
        known = heard.take(every)
        near = np.concatenate((self.near, _recollected(heard, more).near), axis=1)
        return Recollection(every, known, ngrams.index(known.spelled), near)


def recollect(heard: Heard) -> Recollection:
    """The subjects with themes set by hand, and some of the others: without the embedding, of those with keywords."""
    by_hand = [row for row, subject in enumerate(heard.subjects) if subject.themes]
    embedded = heard.points.shape[1] > 0
    others = [
        row
        for row, subject in enumerate(heard.subjects)
        if not subject.themes and (heard.is_known(row) if embedded else heard.findings[row])
    ]
    most = MOST_UNLABELLED if embedded else MOST_BY_KEYWORDS
    rows = [*passages.spread(by_hand, MOST_LABELLED), *passages.spread(others, most)]
    return _recollected(heard, rows)


def _recollected(heard: Heard, rows: Sequence[int]) -> Recollection:
    known = heard.take(rows)
    index = ngrams.index(known.spelled)
    return Recollection(tuple(rows), known, index, _nearness(heard, known, index))


def _nearness(some: Heard, known: Heard, index: Index) -> Floats:
    if known.points.shape[1]:
        return learning.kernel(some.points, known.points)
    return index.nearness(some.spelled)
