"""Answers as probabilities: as often right as they say, measured on labels that were left out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from pipeline.themes.learning import sharpened
from pipeline.themes.vectors import Floats

_POWER = 2.1
"""How sure answers are that no label has tested."""
_DOUBT = 0.12
"""The share of sentences about which readers themselves differ; it shrinks with the number of passages."""
_AGREEMENT = 0.5
"""The power of the number of passages by which their common answer is surer than one."""
_PRIOR = 10.0
"""How many steps of log-likelihood a doubling of the power, or of the doubt, must earn."""
_COARSE = 4
"""Every how many steps of the power the doubt is tried."""
_BINS = 10


@dataclass(frozen=True, slots=True)
class Calibration:
    """Turns answers into probabilities."""

    power: float
    doubt: float

    def __call__(self, answers: Floats, passages: Floats) -> Floats:
        """(texts, themes): shares of 1; `passages` counts those of each text."""
        doubt = (self.doubt / np.maximum(passages, 1))[:, None]
        found: Floats = (1 - doubt) * _surer(answers, self.power, passages) + doubt / answers.shape[1]
        return found


def fit(answers: Floats, targets: Floats, passages: Floats) -> Calibration:
    """The likeliest power and doubt, given labels and the answers that were made without them; few move them little."""
    if not len(targets):
        return Calibration(_POWER, _DOUBT)
    steps = np.linspace(-1.5, 1.5, 61)
    away = _PRIOR * (steps / np.log(2)) ** 2
    doubts = _DOUBT * np.exp(steps[::_COARSE]) / np.maximum(passages, 1)[:, None]
    best, best_cost = (_POWER, _DOUBT), np.inf
    for step, power_cost in zip(steps, away, strict=True):
        power = _POWER * float(np.exp(step))
        own = (_surer(answers, power, passages) * targets).sum(axis=1)[:, None]
        told = (1 - doubts) * own + doubts * (targets.sum(axis=1) / targets.shape[1])[:, None]
        costs = power_cost + away[::_COARSE] - np.log(np.maximum(told, 1e-9)).sum(axis=0)
        least = int(costs.argmin())
        if costs[least] < best_cost:
            best, best_cost = (power, _DOUBT * float(np.exp(steps[::_COARSE][least]))), float(costs[least])
    return Calibration(*best)


def _surer(answers: Floats, power: float, passages: Floats) -> Floats:
    return sharpened(answers, power * np.maximum(passages, 1)[:, None] ** _AGREEMENT)


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
