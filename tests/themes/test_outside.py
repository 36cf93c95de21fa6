"""How likely a text is about none of the themes: by how near it comes to any, by its keywords, and by labels around."""

from __future__ import annotations

import numpy as np
import pytest

from pipeline.themes import ngrams, outside
from pipeline.themes.hearing import Heard
from pipeline.themes.lexical import KeywordHit
from pipeline.themes.lexicon import Entry
from pipeline.themes.outside import Neighbours
from pipeline.themes.space import Way
from pipeline.themes.subjects import Subject, Text

ANY = 0.0
"""How loud a text about anything is."""
SILENT = -np.inf


def _heard(*loudness: float, passages: int = 6, hits: int = 0, words: int = 300, themes: int = 4) -> Heard:
    count = len(loudness)
    way: Way = "embedding"
    found = tuple(KeywordHit(Entry(f"keyword {number}", ("theme",)), 1) for number in range(hits))
    return Heard(
        subjects=(Subject((Text("en", ("a",) * passages, words),)),) * count,
        hits=(found,) * count,
        passages=(("a",) * passages,) * count,
        passage_shares=(np.full((passages, themes), 1 / themes),) * count,
        shares=np.full((count, themes), 1 / themes),
        loudness=np.array(loudness, np.float32),
        points=np.zeros((count, 1), np.float32),
        spelled=ngrams.NONE([""] * count),
        ways=(way,) * count,
    )


def _neighbours(themed: float = -1, themeless: float = -1, counts: tuple[int, int] = (5, 5)) -> Neighbours:
    return Neighbours(np.array([themed]), np.array([themeless]), *counts)


def _none(heard: Heard, neighbours: Neighbours | None = None) -> float:
    (found,) = outside.by_meaning(heard, neighbours).tolist()
    return float(found)


def _odds(none: float) -> float:
    return float(np.log(none / (1 - none)))


def test_the_louder_a_text_the_likelier_it_has_a_theme() -> None:
    found = outside.by_meaning(_heard(*range(-50, 51)), None)
    assert (np.diff(found) <= 0).all()
    assert found[0] == pytest.approx(1)
    assert found[-1] == pytest.approx(0)


def test_many_passages_are_surer_than_one_either_way() -> None:
    one, many = (outside.by_meaning(_heard(ANY, 3.0, passages=count), None) for count in (1, 12))
    assert many[0] > one[0]
    assert many[1] < one[1]


def test_a_keyword_speaks_for_a_theme_and_says_no_more_of_a_long_text_than_of_a_short_one() -> None:
    short, long = (
        _odds(_none(_heard(1.0, passages=count))) - _odds(_none(_heard(1.0, passages=count, hits=1)))
        for count in (1, 12)
    )
    assert 0 < long < short


def test_of_more_themes_a_text_is_likelier_about_one() -> None:
    assert _none(_heard(1.0, themes=12)) < _none(_heard(1.0, themes=2))


def test_a_text_is_like_the_labelled_ones_near_it() -> None:
    heard = _heard(1.0)
    alone = _none(heard, _neighbours())
    assert _none(heard, _neighbours(themed=0.5)) < alone < _none(heard, _neighbours(themeless=0.5))
    assert _none(heard, _neighbours(themed=0.1, themeless=0.1)) == pytest.approx(alone)
    assert _none(heard, _neighbours(themed=0.1, themeless=0.3)) > alone


def test_a_single_sentence_near_a_label_is_judged_by_itself() -> None:
    heard = _heard(1.0, passages=1)
    assert _none(heard, _neighbours(themed=0.9)) == pytest.approx(_none(heard, _neighbours()))


def test_labels_say_how_many_texts_have_a_theme_but_never_that_all_have() -> None:
    heard = _heard(1.0)
    themed, themeless = (_none(heard, _neighbours(counts=counts)) for counts in ((500, 0), (0, 500)))
    assert themed < 0.8 * _none(heard) < _none(heard) < 0.8 * themeless
    assert _none(_heard(ANY), _neighbours(counts=(1_000_000, 0))) > 0.5


def test_a_text_too_short_to_read_goes_by_its_keywords() -> None:
    assert 0.5 < _none(_heard(SILENT, words=3)) < 1
    assert _none(_heard(SILENT, words=3, hits=1)) < 0.5


def test_without_the_embedding_other_texts_tell_or_keywords_do() -> None:
    def none(first: float, **kind: int) -> float:
        rest = (1 - first) / 3
        (found,) = outside.by_words(_heard(SILENT, **kind), np.array([[first, rest, rest, rest]])).tolist()
        return float(found)

    assert none(0.25) > none(0.4) > 0.5 > none(0.6) > none(0.97)
    assert none(0.97) < 0.05
    assert none(0.25, hits=1, words=20) < 0.5 < none(0.25, hits=1, words=300)
    assert none(0.25, hits=2, words=300) < 0.5


def test_without_the_embedding_a_single_theme_needs_a_keyword() -> None:
    taught = np.ones((1, 1))
    assert outside.by_words(_heard(SILENT, themes=1, words=20), taught)[0] > 0.5
    assert outside.by_words(_heard(SILENT, themes=1, words=20, hits=1), taught)[0] < 0.5
