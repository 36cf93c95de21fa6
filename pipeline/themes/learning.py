"""Learning from labels, and from texts without one: kernel ridge regression on what the words alone would say.

Least squares on labels as 0 and 1 is a classifier as good as logistic regression here, and a better one once labels
are many and some of them wrong: a wrong label pulls no harder than a right one (docs/themes.md has the figures of
both). It refits in milliseconds, and says of each text what it would have said without it: Rasmussen & Williams,
"Gaussian Processes for Machine Learning" (2006), sections 2.2 and 5.4.2.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from pipeline.themes.vectors import Floats

_NOISE = 0.1
_CAUTION = 20.0
"""How many labels weigh as much as the assumption that on the whole the words were right."""
_FADING = 21.0
"""With so many labels of a theme, its keywords count half."""
_GUESS = 0.35
"""What the machine's own answer for an unlabelled text counts, beside a label's 1."""
_SHARPENING = 3.0
_ROUNDS = 4
_LEAST = 0.01


@dataclass(frozen=True, slots=True)
class Learned:
    """What known texts teach. `own` holds for each of them the answer that it would get if it were not known."""

    fading: Floats
    level: Floats
    pulls: Floats
    own: Floats

    def __call__(self, shares: Floats, near: Floats) -> Floats:
        """(texts, themes), about shares of 1: from what the words say and the nearness to the known texts."""
        answer: Floats = self.fading * shares + self.level + near @ self.pulls
        return answer

    def reordered(self, order: Sequence[int]) -> Learned:
        """The same for known texts in another order: the first of these is number `order[0]` of that, and so on."""
        back = np.argsort(order)
        return Learned(self.fading, self.level, self.pulls[back], self.own[back])


def kernel(some: Floats, others: Floats) -> Floats:
    """exp(−½ distance²): 1 for a point and itself, near 0 for points that have nothing in common."""
    halves = 0.5 * np.einsum("ij,ij->i", some, some)[:, None] + 0.5 * np.einsum("ij,ij->i", others, others)
    near: Floats = np.exp(some @ others.T - halves)
    return near


def cosines(near: Floats, points: Floats) -> Floats:
    """Of the angles between points that have this kernel; all are as long as the longest of `points`, or 0."""
    found: Floats = 1 + np.log(near) / np.square(points).sum(axis=1).max(initial=1e-9)
    return found


def fit(near: Floats, shares: Floats, targets: Floats, themed: Floats | float = 1) -> Learned:
    """Learns from known texts: `targets` are the labels of the first of them, the others have none.

    `near` is (known, known), `shares` (known, themes) what their words say, `targets` (labelled, themes) shares of 1.
    An unlabelled text counts with the answer that the others give it, made surer: it never vouches for itself. `themed`
    is how likely each of these is about any theme; one that is about none teaches nothing.
    """
    labelled, known = len(targets), len(shares)
    fading = (1 / (1 + targets.sum(axis=0) / _FADING)).astype(np.float32)
    missing = np.zeros((known, shares.shape[1]))
    missing[:labelled] = targets - fading * shares[:labelled]
    trust = np.ones(known)
    trust[labelled:] = _GUESS * np.maximum(themed, _LEAST)
    # Work in float64: the matrix is near singular where texts are near copies.
    inverse = np.linalg.inv(near.astype(np.float64) + np.diag(_NOISE / trust))
    answer = fading * shares[labelled:] + _from_labels(near, missing[:labelled], labelled)
    level, pulls, left_out = _solved(inverse, missing, trust)
    for _ in range(_ROUNDS if known > labelled else 0):
        missing[labelled:] = sharpened(answer, _SHARPENING) - fading * shares[labelled:]
        level, pulls, left_out = _solved(inverse, missing, trust)
        answer = fading * shares[labelled:] + left_out[labelled:]
    own = (fading * shares + left_out).astype(np.float32)
    return Learned(fading, level.astype(np.float32), pulls.astype(np.float32), own)


def sharpened(answers: Floats, power: float | Floats) -> Floats:
    """Answers as shares of 1, each raised to `power`, or a row to its own; what is below a hundredth counts as one."""
    raised = np.maximum(answers, _LEAST) ** power
    shares: Floats = raised / raised.sum(axis=1, keepdims=True)
    return shares


def _from_labels(near: Floats, missing: Floats, labelled: int) -> Floats:
    """The first answer for the unlabelled: from the labels alone."""
    if not labelled:
        return np.zeros((len(near), missing.shape[1]), np.float32)
    level = _level(missing, np.ones(labelled))
    pulls = np.linalg.solve(near[:labelled, :labelled] + _NOISE * np.eye(labelled), missing - level)
    found: Floats = level + near[labelled:, :labelled] @ pulls
    return found


def _solved(inverse: Floats, missing: Floats, trust: Floats) -> tuple[Floats, Floats, Floats]:
    level = _level(missing, trust)
    pulls = inverse @ (missing - level)
    return level, pulls, missing - pulls / np.diag(inverse)[:, None]


def _level(missing: Floats, trust: Floats) -> Floats:
    level: Floats = trust @ missing / (trust.sum() + _CAUTION)
    return level
