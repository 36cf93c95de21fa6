"""What is learned from, and how near everything is to it: by the embedding, else by letters in common."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from pipeline.themes import learning, neighbours, ngrams, passages
from pipeline.themes.hearing import Heard
from pipeline.themes.ngrams import Index
from pipeline.themes.vectors import Floats

MOST_LABELLED, MOST_UNLABELLED, MOST_BY_KEYWORDS = 2000, 400, 200
"""The most that is learned from, evenly spread over all: labelled texts, and unlabelled ones with the embedding and
without it. More changes nothing that can be measured."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Recollection:
    """Some of the subjects that were heard, `rows` of them. `near` is (all that were heard, those).

    `points` is where all that were heard lie, each moved towards its neighbours among those.
    """

    rows: tuple[int, ...]
    known: Heard
    index: Index
    points: Floats
    near: Floats

    def nearness(self, heard: Heard) -> Floats:
        """(heard, known): how near subjects are that were not there."""
        if not self.rows:
            return np.zeros((len(heard.subjects), 0), np.float32)
        if not self.known.points.shape[1]:
            return self.index.nearness(heard.spelled)
        near = learning.kernel(heard.points, self.known.points)
        return learning.kernel(neighbours.moved(heard.points, near, self.known.points), self.points[list(self.rows)])

    def with_rows(self, heard: Heard, rows: Sequence[int]) -> Recollection:
        """The same with further rows; `heard` is all that was heard."""
        present = set(self.rows)
        more = [row for row in rows if row not in present]
        if not more:
            return self
        every = (*self.rows, *more)
        known = heard.take(every)
        near = np.concatenate((self.near, _nearness(heard, self.points, more)), axis=1)
        return Recollection(rows=every, known=known, index=ngrams.index(known.spelled), points=self.points, near=near)


def recollect(heard: Heard) -> Recollection:
    """The subjects with themes set by hand, and some of the others: without the embedding, of those with keywords."""
    by_hand = [row for row, subject in enumerate(heard.subjects) if subject.themes is not None]
    embedded = heard.points.shape[1] > 0
    others = [
        row
        for row, subject in enumerate(heard.subjects)
        if subject.themes is None and (heard.is_known(row) if embedded else heard.hits[row])
    ]
    most = MOST_UNLABELLED if embedded else MOST_BY_KEYWORDS
    rows = [*passages.spread(by_hand, MOST_LABELLED), *passages.spread(others, most)]
    known = heard.take(rows)
    points = _moved(heard, known, rows) if embedded and rows else heard.points
    return Recollection(
        rows=tuple(rows),
        known=known,
        index=ngrams.index(known.spelled),
        points=points,
        near=_nearness(heard, points, rows),
    )


def _moved(heard: Heard, known: Heard, rows: Sequence[int]) -> Floats:
    near = learning.kernel(heard.points, known.points)
    near[rows, range(len(rows))] = 0
    return neighbours.moved(heard.points, near, known.points)


def _nearness(heard: Heard, points: Floats, rows: Sequence[int]) -> Floats:
    """(heard, rows): how near all are to some of them, which lie where `points` says."""
    if points.shape[1]:
        return learning.kernel(points, points[list(rows)])
    spelled = heard.spelled.take(rows)
    return ngrams.index(spelled).nearness(heard.spelled)
