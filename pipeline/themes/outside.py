"""How likely a text is about none of the themes."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from pipeline.themes.hearing import Heard
from pipeline.themes.vectors import Floats

_BEGIN = 1.1
"""The loudness at which a theme is as likely as none."""
_STEEPNESS, _GROWTH = 1.7, 0.75
"""How much a step of loudness changes the log odds where one passage was read, and the power of the number of passages
by which many change them more."""
_WORDS_SPEAK = 0.8
"""What keywords add to the loudness."""
_LABELS_SPEAK, _ANY = 7.0, 0.2
"""What nearness to a labelled text adds to the loudness, beyond the nearness that any text has to the nearest of a
few."""
_GIVEN, _NOT_GIVEN, _THEMES = 64.0, 8.0, 4
"""What is assumed before there are labels: so many texts with a theme, and so many without, where there are so many
themes; with twice as many, a text is twice as likely about one of them."""
_MOST_CERTAIN = 4.0
"""As a logarithm of odds: that all labels name a theme says little about the texts that nobody labelled."""
_MOST = 12
"""More passages count as so many."""
_UNREAD = 0.9
"""The probability of none for a text without a keyword that is too short for the embedding."""
_SHORT = 80
"""Words under which one keyword is evidence enough, even a shared one; a longer text needs more."""
_MET = 0.05
"""What is left of the doubt whether it is any of the themes once keywords are met, where there is no embedding."""
_SURE, _SURENESS = 0.3, 10.0
"""Without the embedding and without keywords: how far from a guess to certainty other texts must bring it for a theme
to be as likely as none, and how steep that is."""


@dataclass(frozen=True, slots=True)
class Neighbours:
    """The labels around texts: the cosine to the nearest one that has a theme, and to the nearest that somebody said is
    about none, each beyond the mean to all texts, (texts,); and how many there are of each.
    """

    themed: Floats
    themeless: Floats
    themed_count: int
    themeless_count: int


def by_meaning(heard: Heard, neighbours: Neighbours | None) -> Floats:
    """(texts,): the probability of none of the themes; of a text too short to read, by its keywords."""
    counts, keywords = np.clip(heard.counts, 1, _MOST), _keywords(heard)
    loud = heard.loudness + _WORDS_SPEAK * np.log1p(keywords / counts)
    given, not_given = _GIVEN, _NOT_GIVEN
    if neighbours is not None:
        said = np.maximum(neighbours.themed - _ANY, 0) - np.maximum(neighbours.themeless - _ANY, 0)
        loud = loud + _LABELS_SPEAK * (1 - 1 / np.sqrt(counts)) * said
        given, not_given = given + neighbours.themed_count, not_given + neighbours.themeless_count
    odds = min(np.log(given / not_given), _MOST_CERTAIN) + np.log(heard.shares.shape[1] / _THEMES)
    sure = _STEEPNESS * counts**_GROWTH * (loud - _BEGIN) + odds
    found = 1 / (1 + np.exp(np.clip(sure, -30, 30)))
    unread = _UNREAD * np.where(keywords >= _enough(heard), _MET, 1)
    return np.where(np.isfinite(heard.loudness), found, unread).astype(np.float32)


def by_words(heard: Heard, taught: Floats) -> Floats:
    """The same by keywords alone, and by what other texts teach.

    `taught` are the probabilities of the themes if it is one of them, as other texts alone tell them.
    """
    guess = 1 / taught.shape[1]
    sure = (taught.max(axis=1) - guess) / max(1 - guess, guess)
    unsure = np.minimum(1 / (1 + np.exp(_SURENESS * (sure - _SURE))), _UNREAD)
    found: Floats = unsure * np.where(_keywords(heard) >= _enough(heard), _MET, 1)
    return found.astype(np.float32)


def _keywords(heard: Heard) -> Floats:
    """The weight of the theme that has most keywords in each text."""
    return np.array([_best(heard, row) for row in range(len(heard.subjects))], np.float32)


def _enough(heard: Heard) -> Floats:
    """The weight of keywords that is evidence enough."""
    words = np.array([subject.words for subject in heard.subjects])
    return np.where(words < _SHORT, 0.5, 2)


def _best(heard: Heard, row: int) -> float:
    scores: dict[str, float] = {}
    for hit in heard.hits[row]:
        for theme in hit.entry.themes:
            scores[theme] = scores.get(theme, 0.0) + hit.score
    return max(scores.values(), default=0.0)
