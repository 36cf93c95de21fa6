"""Learning from labels: kernel ridge regression on what the words alone would have said, in closed form.

Least squares on labels as 0 and 1 is a classifier as good as logistic regression here, and a better one once labels
are many and some of them wrong, for a wrong label pulls no harder than a right one (docs/themes.md has both). It
refits in milliseconds, and answers for each label what it would have said without it: Rasmussen & Williams,
"Gaussian Processes for Machine Learning", 2.2 and 5.4.2.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from pipeline.themes.vectors import Floats

_NOISE = 0.1
_CAUTION = 20.0
"""So many labels weigh as much as the assumption that on the whole the words were right."""


@dataclass(frozen=True, slots=True)
class Correction:
    """What labels add to the shares that words give. `points` have the length that `kernel` expects."""

    points: Floats
    pulls: Floats
    level: Floats
    left_out: Floats

    def __call__(self, points: Floats) -> Floats:
        """(points, themes): what to add to the share of each theme."""
        found: Floats = self.level + kernel(points, self.points) @ self.pulls
        return found


def kernel(some: Floats, others: Floats) -> Floats:
    """exp(−½ distance²): 1 for a point and itself, near 0 for points that have nothing in common."""
    halves = 0.5 * np.einsum("ij,ij->i", some, some)[:, None] + 0.5 * np.einsum("ij,ij->i", others, others)
    near: Floats = np.exp(some @ others.T - halves)
    return near


def fit(points: Floats, missing: Floats, trust: Floats, extra: Floats | None = None) -> Correction:
    """`missing` is (points, themes): what the shares lack; `trust` is 1 for a label, less for a guess.

    `extra` is a further kernel between the points that no new text has a share in. `left_out` of the answer holds
    for each point what would be added to it if it were not known.
    """
    level = (trust @ missing / (trust.sum() + _CAUTION)).astype(np.float32)
    near = kernel(points, points)
    if extra is not None:
        near = near + extra
    inverse = np.linalg.inv(near.astype(np.float64) + np.diag(_NOISE / trust))
    pulls = inverse @ (missing - level)
    left_out = missing - pulls / np.diag(inverse)[:, None]
    return Correction(points, pulls.astype(np.float32), level, left_out.astype(np.float32))
