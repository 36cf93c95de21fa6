"""What subjects say before anybody has labelled anything: shares of each theme, and how near they are to any."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import islice

import numpy as np

from pipeline.themes import distilled, lexical, ngrams, vectors
from pipeline.themes.lexical import KeywordHit, Keywords
from pipeline.themes.ngrams import Letters, Rows
from pipeline.themes.space import Place, Raw, Space, Way
from pipeline.themes.subjects import Subject
from pipeline.themes.vectors import Floats, Places

_SHARPNESS = 1.5
"""The power that turns levels of a passage into shares."""
_NOTHING = 0.5
"""The level at which a passage is about something else as likely as about a theme."""
_SENTENCE, _BELOW, _DISTILLED = 0.9, 0.6, 0.9
"""How narrow the kernel is for each view of a text: at a cosine of about .7 in all of them a half is learned."""
_OWN_WORDS, _OWN_WORDS_UNSEEN, _FOREIGN_WORDS_UNSEEN = 0.25, 0.5, 0.1
"""The weight of keyword hits beside the embedding: in a language that both know, that only the keywords know, and
that neither does."""
_FOREIGN_WORDS_ALONE = 0.6
"""What a keyword counts without the embedding in a language that no theme has keywords in."""
_FEW = 6
"""Texts with fewer words tell the embedding nothing: its answers are arbitrary."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Heard:
    """A row a subject. `loudness` is how near the nearest theme is; `points` is where the subject lies.

    Where there are keywords alone `spelled` holds the letters of its beginning instead.
    """

    subjects: tuple[Subject, ...]
    hits: tuple[tuple[KeywordHit, ...], ...]
    passages: tuple[tuple[str, ...], ...]
    passage_shares: tuple[Floats, ...]
    shares: Floats
    loudness: Floats
    points: Floats
    spelled: Rows
    ways: tuple[Way, ...]

    def is_known(self, row: int) -> bool:
        """Whether the embedding knows a language of the subject, or a bridge leads there from it."""
        return self.ways[row] != "embedding" or any(vectors.is_covered(text.lang) for text in self.subjects[row].texts)

    @property
    def counts(self) -> Floats:
        """The passages of each subject."""
        return np.array([len(own) for own in self.passages], np.float32)

    def take(self, rows: Sequence[int]) -> Heard:
        """Some of the subjects."""
        return Heard(
            subjects=tuple(self.subjects[row] for row in rows),
            hits=tuple(self.hits[row] for row in rows),
            passages=tuple(self.passages[row] for row in rows),
            passage_shares=tuple(self.passage_shares[row] for row in rows),
            shares=self.shares[list(rows)],
            loudness=self.loudness[list(rows)],
            points=self.points[list(rows)],
            spelled=self.spelled.take(rows),
            ways=tuple(self.ways[row] for row in rows),
        )


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What a corpus says of each of its texts: the middle of each language; without an encoder the letters."""

    middles: Mapping[str, Floats]
    letters: Letters


@dataclass(frozen=True, slots=True)
class Parsed:
    """A subject taken apart, and the keywords in it: what does not depend on the rest of the corpus."""

    subject: Subject
    hits: tuple[KeywordHit, ...]


class Hearing:
    """Listens with the keywords, and with the embedding where there is one, else to the letters."""

    def __init__(self, keywords: Keywords, space: Space | None, surroundings: Surroundings) -> None:
        self.keywords = keywords
        self._space = space
        self.surroundings = surroundings

    def parse(self, subject: Subject) -> Parsed:
        """A subject with the keywords in it."""
        return Parsed(subject, self.keywords.find(subject))

    def __call__(self, parsed: Sequence[Parsed], raws: Sequence[Sequence[Raw]]) -> Heard:
        """`raws` holds what the encoder said of each subject's texts; without an encoder it is empty."""
        subjects, hits = [one.subject for one in parsed], tuple(one.hits for one in parsed)
        if self._space is None:
            return self._by_words(subjects, hits)
        flat = iter(self._space.places([raw for texts in raws for raw in texts]))
        return self._by_meaning(subjects, hits, [tuple(islice(flat, len(texts))) for texts in raws])

    def _by_words(self, subjects: Sequence[Subject], hits: tuple[tuple[KeywordHit, ...], ...]) -> Heard:
        spoken = [any(self.keywords.speaks(text.lang) for text in subject.texts) for subject in subjects]
        trust = np.where(spoken, 1, _FOREIGN_WORDS_ALONE).astype(np.float32)[:, None]
        shares = lexical.shares(trust * self.keywords.scores(hits))
        return Heard(
            subjects=tuple(subjects),
            hits=hits,
            passages=tuple(
                tuple(passage for text in subject.texts for passage in text.passages) for subject in subjects
            ),
            passage_shares=tuple(np.zeros((0, shares.shape[1]), np.float32) for _ in subjects),
            shares=shares,
            loudness=np.full(len(subjects), -np.inf, np.float32),
            points=np.zeros((len(subjects), 0), np.float32),
            spelled=self.surroundings.letters([subject.beginning for subject in subjects]),
            ways=tuple("lexicon" for _ in subjects),
        )

    def _by_meaning(
        self,
        subjects: Sequence[Subject],
        hits: tuple[tuple[KeywordHit, ...], ...],
        places: Sequence[Sequence[Place]],
    ) -> Heard:
        scores = self.keywords.scores(hits)
        owners = np.repeat(np.arange(len(subjects)), [sum(len(p.passages) for p in own) for own in places])
        flat = [place for own in places for place in own]
        count = len(subjects)
        levels = np.concatenate([place.levels for place in flat]) if flat else np.zeros((0, scores.shape[1]))
        nothing = np.full((len(levels), 1), _NOTHING, np.float32)
        rows = vectors.softmax(_SHARPNESS * np.concatenate((levels, nothing), axis=1))[:, :-1]
        weights = np.array([self._words_weight(subject) for subject in subjects], np.float32)[:, None]
        shares = vectors.means(rows, owners, count)
        spoken = np.array([subject.words >= _FEW for subject in subjects], bool)
        shares /= np.maximum(shares.sum(axis=1, keepdims=True), 1e-6)
        shares[~spoken] = 1 / scores.shape[1]
        weights[~spoken] = 1
        joint = np.maximum(shares, 1e-6) * lexical.shares(scores) ** weights
        loud = vectors.means(levels.max(axis=1, keepdims=True), owners, count)[:, 0]
        return Heard(
            subjects=tuple(subjects),
            hits=hits,
            passages=tuple(tuple(passage for place in own for passage in place.passages) for own in places),
            passage_shares=tuple(np.split(rows, np.cumsum(np.bincount(owners, minlength=count))[:-1])) if count else (),
            shares=joint / joint.sum(axis=1, keepdims=True),
            loudness=np.where(spoken, loud, -np.inf),
            points=_points(flat, np.repeat(np.arange(count), [len(own) for own in places]), count),
            spelled=ngrams.NONE([""] * count),
            ways=tuple("map" if any(place.way == "map" for place in own) else "embedding" for own in places),
        )

    def _words_weight(self, subject: Subject) -> float:
        langs = [text.lang for text in subject.texts]
        own = any(self.keywords.speaks(lang) for lang in langs)
        if any(vectors.is_covered(lang) for lang in langs):
            return _OWN_WORDS if own else 0.0
        return _OWN_WORDS_UNSEEN if own else _FOREIGN_WORDS_UNSEEN


def _points(places: Sequence[Place], owners: Places, count: int) -> Floats:
    if not places:
        return np.zeros((count, 1), np.float32)
    together = vectors.joined(place.sums for place in places).sums(owners, count).units()
    views = ((_SENTENCE, together.sentence), (_BELOW, together.below), (_DISTILLED, distilled.view(together)))
    return np.concatenate([np.sqrt(np.float32(weight)) * rows for weight, rows in views], axis=1)
