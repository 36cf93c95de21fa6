"""Answers as probabilities: as often right as they say, measured on labels that were left out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from pipeline.themes.learning import sharpened
from pipeline.themes.vectors import Floats

_POWER = 1.9
"""How sure answers are that no label has tested."""
_DOUBT = 0.07
"""The share of sentences about which readers themselves differ; it shrinks with the number of passages."""
_AGREEMENT = 0.25
"""The power of the number of passages by which their common answer is surer than one."""
_PRIOR = 10.0
"""How many steps of log-likelihood a doubling of the power must earn."""
_BINS = 10


@dataclass(frozen=True, slots=True)
class Calibration:
    """Turns answers into probabilities."""

    power: float

    def __call__(self, answers: Floats, passages: Floats) -> Floats:
        """(texts, themes): shares of 1; `passages` counts those of each text."""
        many = np.maximum(passages, 1)[:, None]
        doubt = _DOUBT / many
        found: Floats = (1 - doubt) * sharpened(answers, self.power * many**_AGREEMENT) + doubt / answers.shape[1]
        return found


def fit(answers: Floats, targets: Floats, passages: Floats) -> Calibration:
    """The likeliest power, given labels and the answers that were made without them; few labels move it little."""
    if not len(targets):
        return Calibration(_POWER)
    best, best_cost = _POWER, np.inf
    for step in np.linspace(-1.5, 1.5, 61):
        power = _POWER * float(np.exp(step))
        told = (Calibration(power)(answers, passages) * targets).sum(axis=1)
        cost = float(_PRIOR * (step / np.log(2)) ** 2 - np.log(np.maximum(told, 1e-9)).sum())
        if cost < best_cost:
            best, best_cost = power, cost
    return Calibration(best)


@dataclass(frozen=True, slots=True)
class Bin:
    """Answers of about the same probability: how many, how sure on average, and the share that was right."""

    count: int
    probability: float
    right: float


def reliability(probabilities: Sequence[float], right: Sequence[bool]) -> tuple[Bin, ...]:
    """Answers in tenths of probability; empty tenths are left out."""
    sure, hits = np.asarray(probabilities, float), np.asarray(right, float)
    place = np.minimum((sure * _BINS).astype(int), _BINS - 1)
    chosen = [place == tenth for tenth in range(_BINS)]
    return tuple(Bin(int(one.sum()), float(sure[one].mean()), float(hits[one].mean())) for one in chosen if one.any())


def error(bins: Sequence[Bin]) -> float:
    """Expected calibration error: how far probability and share of hits lie apart, on average over the answers.

    Naeini, Cooper & Hauskrecht, AAAI 2015.
    """
    total = sum(bin_.count for bin_ in bins)
    return sum(bin_.count * abs(bin_.probability - bin_.right) for bin_ in bins) / total if total else 0.0
