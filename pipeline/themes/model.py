"""The theme model: what subjects say, corrected by labels, as probabilities, with "none of these" among them."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from pipeline.model.theme import Theme
from pipeline.themes import calibration, learning, ngrams, outside, prototypes, space
from pipeline.themes.calibration import Calibration
from pipeline.themes.hearing import Heard, Hearing, Parsed, Surroundings
from pipeline.themes.learning import Learned
from pipeline.themes.lexical import Keywords
from pipeline.themes.outside import Neighbours
from pipeline.themes.recollection import Recollection
from pipeline.themes.space import Pairs, Raw
from pipeline.themes.subjects import Subject
from pipeline.themes.vectors import Encode, Floats


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
    """What was learned from the labels that there were: of what is recollected, texts with themes, and with none."""

    recollection: Recollection
    themed: tuple[int, ...]
    themeless: tuple[int, ...]
    learned: Learned
    calibration: Calibration

    def judge(self, heard: Heard) -> Judged:
        """Probabilities for subjects that were not there when it was trained."""
        near = self.recollection.nearness(heard)
        return self._judged(heard, self.learned(heard.shares, near), near)

    def judge_all(self, heard: Heard) -> Judged:
        """Probabilities for what it was trained on; each is judged by what the others teach."""
        near, rows = self.recollection.near, list(self.recollection.rows)
        answers = self.learned(heard.shares, near)
        answers[rows] = self.learned.own
        others = near.copy()
        others[rows, range(len(rows))] = np.nan
        return self._judged(heard, answers, others)

    def drawn(self, words: Sequence[str], theme: int) -> dict[str, float]:
        """How far each word draws a text to a theme, because known texts have it too."""
        spelled = self.recollection.known.spelled.letters.whole(words)
        drawn = self.recollection.index.sums(spelled, self.learned.pulls[:, theme])
        return dict(zip(words, drawn.tolist(), strict=True))

    def _neighbours(self, heard: Heard, near: Floats) -> Neighbours:
        """The labels near each text; in a language unknown to the embedding, texts are near for their language."""
        cosines = np.nan_to_num(learning.cosines(near, self.recollection.known.points), nan=-1)
        others = np.maximum((cosines > -1).sum(axis=1), 1)
        mean = np.where(cosines > -1, cosines, 0).sum(axis=1) / others
        known = np.array([heard.is_known(row) for row in range(len(near))], bool)
        themed, themeless = (
            np.where(known, cosines[:, list(rows)].max(axis=1, initial=-1) - mean, -1)
            for rows in (self.themed, self.themeless)
        )
        return Neighbours(themed, themeless, len(self.themed), len(self.themeless))

    def _judged(self, heard: Heard, answers: Floats, near: Floats) -> Judged:
        shares = self.calibration(answers, heard.counts)
        if heard.points.shape[1]:
            none = outside.by_meaning(heard, self._neighbours(heard, near))
        else:
            fading = self.learned.fading
            taught = answers - fading * heard.shares + fading / answers.shape[1]
            none = outside.by_words(heard, self.calibration(taught, heard.counts))
        return Judged(heard, answers, shares * (1 - none[:, None]), none, self)


def train(themes: Sequence[str], heard: Heard, recollection: Recollection) -> Trained:
    """Learns from the themes set by hand in `heard`, all that was heard, so far as they are recollected."""
    subjects = [heard.subjects[row] for row in recollection.rows]
    order = sorted(range(len(subjects)), key=lambda place: not subjects[place].themes)
    rows = [recollection.rows[place] for place in order]
    targets = _targets(themes, [subject.themes for subject in subjects if subject.themes])
    labelled = len(targets)
    themeless = tuple(place for place in order if subjects[place].themes == ())
    own = heard.take(rows)
    likely = np.ones(len(rows), np.float32)
    if heard.points.shape[1]:
        likely = 1 - outside.by_meaning(own, None)
    likely[[place for place, row in enumerate(order) if row in themeless]] = 0
    learned = learning.fit(recollection.near[np.ix_(rows, order)], own.shares, targets, likely[labelled:])
    calibrated = calibration.fit(learned.own[:labelled], targets, heard.counts[rows[:labelled]])
    return Trained(recollection, tuple(order[:labelled]), themeless, learned.reordered(order), calibrated)


def parser(themes: Mapping[str, Theme], encode: Encode | None) -> Callable[[Subject], Parsed]:
    """Takes subjects apart one by one, before they are listened to together, and has `encode` read each: an encoder
    that keeps what it read then has it at hand.
    """
    keywords = Keywords(themes)

    def parse(subject: Subject) -> Parsed:
        if encode is not None:
            read(encode, subject)
        return Parsed(subject, keywords.find(subject))

    return parse


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
