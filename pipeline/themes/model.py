"""The theme model: what subjects say, corrected by labels, as probabilities, with "none of these" among them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from pipeline.model.theme import Theme
from pipeline.themes import calibration, learning, ngrams, prototypes, space
from pipeline.themes.calibration import Calibration
from pipeline.themes.hearing import Heard, Hearing, Parsed, Surroundings
from pipeline.themes.learning import Learned
from pipeline.themes.lexical import Keywords
from pipeline.themes.recollection import Recollection
from pipeline.themes.space import Pairs, Raw
from pipeline.themes.subjects import Subject
from pipeline.themes.vectors import Encode, Floats

# "None of these": the loudness that a subject must have. One passage says little; of many, the mean says much, but
# past six hardly more.
_QUIET, _QUIETER, _MANY = -0.8, 1.75, 6
_STEEPNESS = 4.0
_LABELS_SPEAK = 2.0
_WORDS_SPEAK = 0.5
_SHORT = 80
"""Words under which one keyword is evidence enough, even a shared one; a longer text needs more."""
_MET = 0.05
"""What is left of the doubt whether it is any of the themes once keywords are met, where there is no embedding."""
_SURE, _SURENESS = 0.3, 10.0
"""Without the embedding and without keywords: how far from a guess to certainty other texts must bring it for a theme
to be as likely as none, and how steep that is."""


@dataclass(frozen=True, slots=True)
class Judged:
    """A row a subject: probabilities of each theme and of none, which make 1; `answers` before they were calibrated."""

    heard: Heard
    answers: Floats
    probabilities: Floats
    none: Floats
    trained: Trained


@dataclass(frozen=True, slots=True)
class Trained:
    """What was learned from the labels that there were."""

    recollection: Recollection
    learned: Learned
    calibration: Calibration

    def judge(self, heard: Heard) -> Judged:
        """Probabilities for subjects that were not there when it was trained."""
        return self._judged(heard, self.learned(heard.shares, self.recollection.nearness(heard)))

    def judge_all(self, heard: Heard) -> Judged:
        """Probabilities for what it was trained on; each is judged by what the others teach."""
        answers = self.learned(heard.shares, self.recollection.near)
        answers[list(self.recollection.rows)] = self.learned.own
        return self._judged(heard, answers)

    def drawn(self, words: Sequence[str], theme: int) -> dict[str, float]:
        """How far each word draws a text to a theme, because known texts have it too."""
        spelled = self.recollection.known.spelled.letters.whole(words)
        drawn = self.recollection.index.sums(spelled, self.learned.pulls[:, theme])
        return dict(zip(words, drawn.tolist(), strict=True))

    def _judged(self, heard: Heard, answers: Floats) -> Judged:
        shares = self.calibration(answers, heard.counts)
        corrections = answers - self.learned.fading * heard.shares
        taught = self.calibration(corrections + self.learned.fading / answers.shape[1], heard.counts)
        none = _none(heard, corrections, taught)
        return Judged(heard, answers, shares * (1 - none[:, None]), none, self)


def train(themes: Sequence[str], heard: Heard, recollection: Recollection) -> Trained:
    """Learns from the themes set by hand in `heard`, all that was heard, so far as they are recollected."""
    subjects = [heard.subjects[row] for row in recollection.rows]
    order = sorted(range(len(subjects)), key=lambda place: not subjects[place].themes)
    rows = [recollection.rows[place] for place in order]
    targets = _targets(themes, [subject.themes for subject in subjects if subject.themes])
    learned = learning.fit(recollection.near[np.ix_(rows, order)], heard.shares[rows], targets)
    labelled = len(targets)
    calibrated = calibration.fit(learned.own[:labelled], targets, heard.counts[rows[:labelled]])
    return Trained(recollection, learned.reordered(order), calibrated)


def listen(
    themes: Mapping[str, Theme], corpus: Sequence[Subject | Parsed], encode: Encode | None, pairs: Pairs
) -> tuple[Hearing, Heard]:
    """Ears for texts like those of `corpus`, and what they hear in it; what was parsed before is not parsed again."""
    subjects = [one.subject if isinstance(one, Parsed) else one for one in corpus]
    if encode is None:
        found = ears(themes, None, pairs, Surroundings({}, ngrams.learn([subject.beginning for subject in subjects])))
        return found, found(_parsed(found, corpus), ())
    raws = tuple(read(encode, subject) for subject in subjects)
    found = ears(themes, encode, pairs, Surroundings(space.middles(raw for own in raws for raw in own), ngrams.NONE))
    return found, found(_parsed(found, corpus), raws)


def _parsed(ears: Hearing, corpus: Sequence[Subject | Parsed]) -> list[Parsed]:
    return [one if isinstance(one, Parsed) else ears.parse(one) for one in corpus]


def ears(themes: Mapping[str, Theme], encode: Encode | None, pairs: Pairs, surroundings: Surroundings) -> Hearing:
    """Ears for texts in such surroundings."""
    if encode is None:
        return Hearing(Keywords(themes), None, surroundings)
    points = prototypes.build(themes.values(), encode)
    return Hearing(Keywords(themes), space.build(encode, points, surroundings.middles, pairs), surroundings)


def read(encode: Encode, subject: Subject) -> tuple[Raw, ...]:
    """The texts of a subject through the encoder."""
    most = max(space.FEWEST_PASSAGES, space.MOST_PASSAGES // max(len(subject.texts), 1))
    return tuple(space.read(encode, text, most) for text in subject.texts)


def _targets(themes: Sequence[str], labelled: Sequence[Sequence[str]]) -> Floats:
    place = {theme: column for column, theme in enumerate(themes)}
    targets = np.zeros((len(labelled), len(themes)), np.float32)
    for row, own in zip(targets, labelled, strict=True):
        row[[place[theme] for theme in own]] = 1 / len(own)
    return targets


def _none(heard: Heard, corrections: Floats, taught: Floats) -> Floats:
    """The probability of "none of these": from the loudness, the keywords, and what labels add.

    `taught` are the probabilities of the themes if it is one of them, as other texts alone tell them.
    """
    best = np.array([_best(heard, row) for row in range(len(heard.subjects))], np.float32)
    loud = heard.loudness + _LABELS_SPEAK * np.maximum(corrections.max(axis=1), 0) + _WORDS_SPEAK * np.log1p(best)
    quiet = _QUIET + _QUIETER * (1 - 1 / np.sqrt(np.clip(heard.counts, 1, _MANY)))
    by_meaning = 1 / (1 + np.exp(np.clip(_STEEPNESS * (loud - quiet), -30, 30)))
    words = np.array([subject.words for subject in heard.subjects])
    guess = 1 / taught.shape[1]
    sure = (taught.max(axis=1) - guess) / max(1 - guess, guess)
    unsure = np.minimum(1 / (1 + np.exp(_SURENESS * (sure - _SURE))), 0.9)
    by_words = unsure * np.where(best >= np.where(words < _SHORT, 0.5, 2), _MET, 1)
    found: Floats = np.where(np.isfinite(heard.loudness), by_meaning, by_words).astype(np.float32)
    return found


def _best(heard: Heard, row: int) -> float:
    """The weight of the theme that has most keywords in a subject."""
    scores: dict[str, float] = {}
    for finding in heard.findings[row]:
        for theme in finding.entry.themes:
            scores[theme] = scores.get(theme, 0.0) + finding.score
    return max(scores.values(), default=0.0)
