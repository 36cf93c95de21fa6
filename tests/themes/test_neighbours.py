"""Points are moved towards those near to them, and texts that come later as if they had been there."""

from __future__ import annotations

import numpy as np
import pytest

from pipeline.themes import learning, neighbours


def test_a_point_is_moved_towards_its_neighbour_and_keeps_its_length() -> None:
    points = np.array([[1.5, 0.0], [1.2, 0.9]], np.float32)
    near = learning.kernel(points, points)
    np.fill_diagonal(near, 0)
    found = neighbours.moved(points, near, points)
    assert np.linalg.norm(found, axis=1) == pytest.approx([1.5, 1.5])
    assert learning.kernel(found, found)[0, 1] > near[0, 1]


def test_a_point_without_neighbours_stays() -> None:
    points = np.array([[1.5, 0.0]], np.float32)
    assert neighbours.moved(points, np.zeros((1, 0), np.float32), points[:0]) == pytest.approx(points)
    assert neighbours.moved(points, np.zeros((1, 1), np.float32), points) == pytest.approx(points)
    nowhere = np.zeros((1, 2), np.float32)
    assert neighbours.moved(nowhere, np.zeros((1, 1), np.float32), nowhere) == pytest.approx(nowhere)


def test_only_the_nearest_pull() -> None:
    known = np.random.default_rng(1).normal(size=(12, 4)).astype(np.float32)
    points = known[:1] + np.float32(0.1)
    near = learning.kernel(points, known)
    nearest = np.argsort(near[0])[-neighbours._MOST :]
    assert neighbours.moved(points, near, known) == pytest.approx(
        neighbours.moved(points, near[:, nearest], known[nearest]), abs=1e-6
    )
