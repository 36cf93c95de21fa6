"""The short way of a convolution against the long one."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.edges import convolution
from pipeline.edges.convolution import Convolution, Floats

INPUTS, OUTPUTS = 6, 3


def _long_way(rows: Floats, lengths: list[int], weights: Floats, before: int) -> Floats:
    """Each token's window within its sentence, times the weights."""
    width = len(weights) // INPUTS
    found, first = [], 0
    for length in lengths:
        padded = np.zeros((length + width, INPUTS), np.float32)
        padded[before : before + length] = rows[first : first + length]
        found += [padded[place : place + width].reshape(-1) @ weights for place in range(length)]
        first += length
    return np.array(found, np.float32).reshape(-1, OUTPUTS)


@pytest.mark.parametrize(("width", "before"), [(2, 0), (3, 1), (5, 2)])
@settings(deadline=None, max_examples=40)
@given(lengths=st.lists(st.integers(1, 14), min_size=1, max_size=6), seed=st.integers(0, 1000))
def test_no_token_sees_beyond_its_sentence(width: int, before: int, lengths: list[int], seed: int) -> None:
    chance = np.random.default_rng(seed)
    total = sum(lengths)
    rows = chance.normal(size=(total + 1, INPUTS)).astype(np.float32)
    rows[-1] = 0
    weights = chance.normal(size=(width * INPUTS, OUTPUTS)).astype(np.float32)
    counts = np.array(lengths)
    found = Convolution(weights, width, before)(rows, convolution.tiles(np.cumsum(counts) - counts, counts))
    assert found == pytest.approx(_long_way(rows, lengths, weights, before), abs=1e-3)
