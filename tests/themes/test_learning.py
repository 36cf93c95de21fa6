"""Labels teach; what was left out is told by the others; probabilities are honest."""

from __future__ import annotations

import numpy as np
import pytest

from pipeline.themes import calibration, learning
from pipeline.themes.vectors import Floats


def _known(count: int = 30) -> tuple[Floats, Floats, Floats]:
    points = np.random.default_rng(1).normal(size=(count, 8)).astype(np.float32)
    targets = np.eye(2, dtype=np.float32)[(points[:, 0] > 0).astype(int)]
    return points, np.full((count, 2), 0.5, np.float32), targets


def test_what_is_left_out_is_what_a_fit_without_it_says() -> None:
    points, shares, targets = _known()
    near = learning.kernel(points, points)
    whole = learning.fit(near, shares, targets)
    # The level and the fading are shared by both, so the closed form is exact where they do not move.
    rest = learning.fit(near[1:, 1:], shares[1:], targets[1:])
    assert whole.own[0] == pytest.approx(rest(shares[:1], near[:1, 1:])[0], abs=0.03)


def test_labels_are_learned_and_the_words_fade() -> None:
    points, shares, targets = _known(200)
    learned = learning.fit(learning.kernel(points, points), shares, targets)
    assert (learned.own.argmax(axis=1) == targets.argmax(axis=1)).mean() > 0.8
    assert (learned.fading < 0.25).all()


def test_without_labels_the_words_stay() -> None:
    shares = np.array([[0.9, 0.1], [0.2, 0.8]], np.float32)
    learned = learning.fit(np.eye(2, dtype=np.float32), shares, np.zeros((0, 2), np.float32))
    assert (learned.own.argmax(axis=1) == [0, 1]).all()
    assert learned.fading.tolist() == [1, 1]


def test_texts_without_a_label_teach_as_far_as_they_are_about_a_theme() -> None:
    shares = np.array([[0.7, 0.3]] * 9 + [[0.5, 0.5]], np.float32)
    near = np.full((10, 10), 0.8, np.float32) + 0.2 * np.eye(10, dtype=np.float32)
    unlabelled = np.zeros((0, 2), np.float32)
    about, elsewhere = (learning.fit(near, shares, unlabelled, np.full(10, themed)).own[-1] for themed in (1, 0))
    assert about[0] > 0.6
    assert elsewhere == pytest.approx([0.5, 0.5], abs=0.06)


def test_a_text_without_a_label_passes_on_what_it_learned() -> None:
    """The first has a label, the second is near it, and the third is near the second alone."""
    near = np.array([[1, 0.8, 0], [0.8, 1, 0.8], [0, 0.8, 1]], np.float32)
    own = learning.fit(near, np.full((3, 2), 0.5, np.float32), np.array([[1, 0]], np.float32)).own
    assert own[1, 0] - own[1, 1] > own[2, 0] - own[2, 1] > 0.1


def test_another_order_says_the_same() -> None:
    points, shares, targets = _known()
    near = learning.kernel(points, points)
    order = [*range(29, -1, -1)]
    turned = learning.fit(near[np.ix_(order, order)], shares, targets[order]).reordered(order)
    assert turned(shares, near) == pytest.approx(learning.fit(near, shares, targets)(shares, near), abs=1e-4)


def test_shares_make_one_and_many_passages_are_surer() -> None:
    answers = np.array([[0.6, 0.3, 0.1]] * 2, np.float32)
    found = calibration.fit(answers[:0], answers[:0], np.zeros(0))(answers, np.array([1, 9]))
    assert found.sum(axis=1) == pytest.approx(1)
    assert found[1, 0] > found[0, 0]


def test_labels_that_contradict_make_less_sure() -> None:
    answers = np.tile(np.array([[0.9, 0.1]], np.float32), (100, 1))
    half = np.eye(2, dtype=np.float32)[np.arange(100) % 2]
    sure = np.eye(2, dtype=np.float32)[np.zeros(100, int)]
    counts = np.ones(100)
    assert calibration.fit(answers, half, counts).power < calibration.fit(answers, sure, counts).power


def test_sure_answers_that_labels_contradict_raise_the_doubt() -> None:
    answers = np.tile(np.array([[0.9, 0.05, 0.05]]), (200, 1))
    right, other = np.array([[1, 0, 0]]), np.array([[0, 1, 0]])
    agreed = calibration.fit(answers, np.repeat(right, 200, axis=0), np.ones(200))
    disputed = calibration.fit(answers, np.concatenate((right.repeat(150, 0), other.repeat(50, 0))), np.ones(200))
    assert agreed.doubt < disputed.doubt
    assert disputed(answers[:1], np.ones(1))[0, 0] < 0.87
    assert agreed(answers[:1], np.ones(1))[0, 0] > 0.93


@pytest.mark.parametrize("passages", [1, 9])
@pytest.mark.parametrize("right", [0.7, 0.97])
def test_many_labels_make_answers_as_sure_as_they_are_right(right: float, passages: int) -> None:
    found, answers = _calibrated(1000, right, passages)
    assert found(answers, np.full(1000, passages))[0, 0] == pytest.approx(right, abs=0.08)


@pytest.mark.parametrize("passages", [1, 9])
def test_a_few_labels_move_the_probabilities_little(passages: int) -> None:
    answers = _calibrated(3, 1, passages)[1]
    counts = np.full(3, passages)
    untested = calibration.fit(answers[:0], answers[:0], counts[:0])(answers, counts)[0, 0]
    for right in (0, 1):
        assert _calibrated(3, right, passages)[0](answers, counts)[0, 0] == pytest.approx(untested, abs=0.03)


def _calibrated(count: int, right: float, passages: int) -> tuple[calibration.Calibration, Floats]:
    answers = np.tile(np.array([[0.6, 0.25, 0.15]]), (count, 1))
    targets = np.eye(3)[(np.arange(count) >= right * count).astype(int)]
    return calibration.fit(answers, targets, np.full(count, passages)), answers


def test_calibration_error_is_the_gap_between_words_and_deeds() -> None:
    bins = calibration.reliability([0.95, 0.95, 0.55, 0.55], [True, True, True, False])
    assert [(one.count, one.right) for one in bins] == [(2, 0.5), (2, 1.0)]
    assert calibration.error(bins) == pytest.approx(0.05)
    assert calibration.error(()) == 0


def test_an_answer_that_is_certain_counts_among_the_surest() -> None:
    (surest,) = calibration.reliability([0.95, 1.0], [True, False])
    assert (surest.count, surest.right) == (2, 0.5)


def test_cosines_come_back_from_the_kernel_though_one_point_is_nowhere() -> None:
    points = np.array([[0, 0], [3, 4], [4, 3], [-4, -3]], np.float32) / 5
    near = learning.kernel(points, points)
    assert np.diag(near) == pytest.approx(1)
    found = learning.cosines(near, points)
    assert found[1:, 1:] == pytest.approx(points[1:] @ points[1:].T, abs=1e-5)
