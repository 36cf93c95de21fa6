"""Points moved towards those nearest to them.

What near texts share is their subject, and what they differ in is often wording: a step of graph convolution, Wu et
al., "Simplifying Graph Convolutional Networks" (ICML 2019).
"""

from __future__ import annotations

import numpy as np

from pipeline.themes.vectors import Floats

_MOST = 5
_PULL = 0.3
"""How far one neighbour in the same place moves a point, beside its own weight of 1."""


def moved(points: Floats, near: Floats, known: Floats) -> Floats:
    """(points, width), as long as before: each moved towards the nearest of `known`; `near` is (points, known)."""
    most = min(_MOST, near.shape[1])
    if not most:
        return points
    nearest = np.argpartition(near, -most, axis=1)[:, -most:]
    pulls = np.zeros_like(near)
    np.put_along_axis(pulls, nearest, _PULL * np.take_along_axis(near, nearest, axis=1), axis=1)
    found = points + pulls @ known
    lengths = np.linalg.norm(found, axis=1, keepdims=True)
    scaled: Floats = found * (np.linalg.norm(points, axis=1, keepdims=True) / np.where(lengths > 0, lengths, 1))
    return scaled
