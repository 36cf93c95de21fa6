"""A language carried over by translations begins where the reading of it stands."""

from __future__ import annotations

import numpy as np
import pytest

from pipeline.themes import bridge, vectors
from pipeline.themes.vectors import Floats, Vectors

WIDTH = 16


def _vectors(below: Floats) -> Vectors:
    return Vectors(vectors.unit(below), below)


def _texts(count: int, first: int = 0) -> list[str]:
    return [f"ord{place} tekst{place * 7919}" for place in range(first, first + count)]


def _far(found: Vectors, meant: Vectors) -> float:
    return float(np.linalg.norm(found.sentence - meant.sentence, axis=1).mean())


def test_few_pairs_leave_a_good_reading_nearly_as_it_is() -> None:
    chance = np.random.default_rng(1)
    meant = chance.normal(size=(60, WIDTH)).astype(np.float32)
    way = bridge.build(_texts(30), _vectors(meant[:30]), _vectors(meant[:30]))
    found = way(_texts(30, 30), _vectors(meant[30:]))
    assert _far(found, _vectors(meant[30:])) < 0.05


def test_many_pairs_take_off_what_a_reading_is_wrong_in() -> None:
    chance = np.random.default_rng(2)
    noise = chance.normal(size=(800, WIDTH)).astype(np.float32)
    meant = chance.normal(size=(800, WIDTH)).astype(np.float32)
    ways = [bridge.build(_texts(count), _vectors(noise[:count]), _vectors(meant[:count])) for count in (30, 800)]
    assert ways[1].kept.max() < 0.25 < ways[0].kept.min()


WORDS = np.array(["havn", "brød", "skole", "musik", "kirke", "tog", "læge", "ulv", "guld", "storm"])


@pytest.mark.parametrize("told_by", ["letters", "reading"])
def test_a_text_like_those_of_some_pairs_is_carried_to_their_translations(told_by: str) -> None:
    """What it has in common with them is in its letters alone, or in what the encoder says of it."""
    chance = np.random.default_rng(3)
    about = np.arange(100) % len(WORDS)
    topics, said = np.eye(len(WORDS), WIDTH), chance.normal(size=(len(WORDS), WIDTH))
    read = said[about if told_by == "reading" else 0 * about] + 0.1 * chance.normal(size=(100, WIDTH))
    native = _vectors(read.astype(np.float32))
    texts = [WORDS[topic] if told_by == "letters" else "" for topic in about]
    way = bridge.build(texts[:80], native.take(slice(80)), _vectors(topics[about[:80]].astype(np.float32)))
    found = way(texts[80:], native.take(slice(80, None)))
    assert np.linalg.norm(found.sentence, axis=1) == pytest.approx(np.ones(20))
    assert (found.sentence * topics[about[80:]]).sum(axis=1).min() > 0.9
    assert way.centre == pytest.approx(topics.mean(axis=0))


def test_texts_that_are_all_the_same_are_no_fault() -> None:
    same = np.ones((40, WIDTH), np.float32)
    way = bridge.build(["ord"] * 40, _vectors(same), _vectors(same))
    found = way(["ord", ""], _vectors(same[:2]))
    assert np.isfinite(found.sentence).all()
    assert found.below == pytest.approx(same[:2], abs=1e-5)


def test_a_language_that_nothing_reads_needs_more_pairs() -> None:
    assert bridge.fewest("da") < bridge.fewest("fi")
