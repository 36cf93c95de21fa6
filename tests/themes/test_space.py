"""Many texts at once lie where each would lie alone."""

from __future__ import annotations

import numpy as np
import pytest

from pipeline.themes import space, vectors
from pipeline.themes.prototypes import Prototypes
from pipeline.themes.space import Raw, Space
from pipeline.themes.vectors import Vectors

WIDTH = 8


def _vectors(rows: int, seed: int) -> Vectors:
    chance = np.random.default_rng(seed)
    sentence, below = chance.normal(size=(2, rows, WIDTH)).astype(np.float32)
    return Vectors(vectors.unit(sentence), below)


def test_texts_placed_together_lie_where_each_lies_alone() -> None:
    words = Prototypes(("a", "b", "c"), np.array([0, 0, 1]), 2, _vectors(3, 1), np.zeros(3, np.float32))
    found = Space(words, {"en": np.full(WIDTH, 0.5, np.float32)}, {})
    langs = [("en", "de", "da")[row % 3] for row in range(3 * space._AT_ONCE + 5)]
    raws = [
        Raw(lang, tuple(f"{row}.{place}" for place in range(row % 4)), _vectors(row % 4, row))
        for row, lang in enumerate(langs)
    ]
    together = found.places(raws)
    assert [place.passages for place in together] == [raw.passages for raw in raws]
    for raw, place in zip(raws, together, strict=True):
        (alone,) = found.places([raw])
        assert place.levels == pytest.approx(alone.levels, abs=1e-4)
        assert place.vectors.below == pytest.approx(alone.vectors.below, abs=1e-5)
        assert place.way == "embedding"


def test_nothing_is_placed_nowhere() -> None:
    words = Prototypes((), np.zeros(0, np.int64), 0, _vectors(0, 1), np.zeros(0, np.float32))
    assert Space(words, {}, {}).places([]) == []
