"""What a text says before anybody has labelled anything: by its passages, its keywords, and the language it is in."""

from __future__ import annotations

import numpy as np
import pytest

from pipeline.model.theme import Theme
from pipeline.themes import bridge, ngrams, subjects
from pipeline.themes.hearing import Heard, Hearing, Surroundings
from pipeline.themes.lexical import Keywords
from pipeline.themes.prototypes import Prototypes
from pipeline.themes.space import Raw, Space
from pipeline.themes.vectors import Vectors

BREAD, BOAT = (0.5, 0.4), (0.4, 0.5)
"""How near a passage is to each theme."""
WIDTH = 512
KEYWORDS = Keywords({
    "baking": Theme(id="baking", name={}, description={}, keywords={"en": ("bread",), "da": ("brød",)}),
    "sailing": Theme(id="sailing", name={}, description={}, keywords={"en": ("boat",), "da": ("båd",)}),
})  # fmt: skip
LONG = "and all of us were there until the evening came."


def _vectors(*near: tuple[float, float]) -> Vectors:
    rows = np.zeros((len(near), WIDTH), np.float32)
    for row, (baking, sailing) in zip(rows, near, strict=True):
        row[:3] = baking, sailing, np.sqrt(1 - baking**2 - sailing**2)
    return Vectors(rows, rows)


def _space(**bridges: bridge.Bridge) -> Space:
    prototypes = Prototypes(("a", "b"), np.array([0, 1]), 2, _vectors((1, 0), (0, 1)), np.zeros(2, np.float32))
    return Space(prototypes, {}, bridges, {"": 10.0})


def _heard(*texts: tuple[str, str, tuple[float, float]], space: Space | None = None) -> Heard:
    """Hears texts, each with its language and how near all its passages are to each theme."""
    hearing = Hearing(KEYWORDS, space or _space(), Surroundings({}, ngrams.NONE))
    parsed = [hearing.parse(subjects.of_text(text, lang)) for text, lang, _ in texts]
    passages = [one.subject.texts[0].passages for one in parsed]
    raws = [
        [Raw(lang, own, _vectors(*[near] * len(own)))]
        for own, (_, lang, near) in zip(passages, texts, strict=True)
    ]  # fmt: skip
    return hearing(parsed, raws)


def test_passages_stay_with_their_text_where_others_have_none() -> None:
    heard = _heard(("", "en", BOAT), (f"One, {LONG} Two, {LONG}", "en", BREAD), (LONG, "en", BOAT), ("", "en", BREAD))
    assert [len(own) for own in heard.passages] == [0, 2, 1, 0]
    told = [shares.argmax(axis=1).tolist() for shares in heard.passage_shares]
    assert told == [[], [0, 0], [1], []]
    turned = heard.take([2, 1])
    assert turned.passages == (heard.passages[2], heard.passages[1])
    assert [shares.argmax(axis=1).tolist() for shares in turned.passage_shares] == [[1], [0, 0]]


def test_of_a_few_words_only_the_keywords_are_believed() -> None:
    heard = _heard(("A boat!", "en", BREAD), ("A loaf!", "en", BREAD), (f"The boat left, {LONG}", "en", BREAD))
    assert heard.shares.argmax(axis=1)[[0, 2]].tolist() == [1, 0]
    assert heard.shares[1] == pytest.approx([0.5, 0.5])
    assert (heard.loudness[:2] == -np.inf).all()
    assert np.isfinite(heard.loudness[2])


def test_an_english_keyword_that_is_a_french_word_counts_nothing_beside_the_embedding() -> None:
    heard = _heard(*((f"{word}, {LONG}", lang, BREAD) for lang in ("en", "fr") for word in ("Boat", "Word")))
    english, french = heard.shares[:2, 1], heard.shares[2:, 1]
    assert english[0] > english[1]
    assert french[0] == french[1]


def test_where_the_embedding_knows_no_word_keywords_count_more() -> None:
    words = {"en": ("Bread", "Word"), "da": ("Brød", "Ord"), "nn": ("Bread", "Ord")}
    heard = _heard(*((f"{word}, {LONG}", lang, BOAT) for lang, pair in words.items() for word in pair))
    odds = np.log(heard.shares[:, 0] / heard.shares[:, 1])
    known, unknown, borrowed = odds[::2] - odds[1::2]
    assert unknown > known > borrowed > 0


def test_texts_about_the_same_lie_nearer_to_each_other() -> None:
    points = _heard((LONG, "en", BREAD), (f"{LONG} {LONG}", "de", BREAD), (LONG, "en", BOAT)).points
    assert np.linalg.norm(points[0] - points[1]) < 0.1 < np.linalg.norm(points[0] - points[2])


def test_a_language_that_translations_lead_from_is_known_and_tags_say_so() -> None:
    texts = [f"sana{place}" for place in range(60)]
    near = _vectors(*[BREAD, BOAT] * 30)
    heard = _heard((LONG, "fi", BREAD), (LONG, "et", BREAD), space=_space(fi=bridge.build(texts, near, near)))
    assert heard.ways == ("map", "embedding")
    assert [heard.is_known(row) for row in range(2)] == [True, False]


def test_without_the_embedding_a_keyword_of_another_language_counts_less() -> None:
    hearing = Hearing(KEYWORDS, None, Surroundings({}, ngrams.NONE))
    english, french = hearing([hearing.parse(subjects.of_text("Bread", lang)) for lang in ("en", "fr")], ()).shares
    assert english[0] > french[0] > 0.5
