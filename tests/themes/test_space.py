"""What of a text is read; and many texts at once lie where each would lie alone."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pytest

from pipeline.themes import roots, space, subjects, vectors
from pipeline.themes.prototypes import Prototypes
from pipeline.themes.space import Pairs, Raw, Space
from pipeline.themes.subjects import Text
from pipeline.themes.vectors import Floats, Vectors

WIDTH = 8


def _vectors(rows: int, seed: int) -> Vectors:
    chance = np.random.default_rng(seed)
    sentence, below = chance.normal(size=(2, rows, WIDTH)).astype(np.float32)
    return Vectors(vectors.unit(sentence), below)


def test_texts_placed_together_lie_where_each_lies_alone() -> None:
    words = Prototypes(("a", "b", "c"), np.array([0, 0, 1]), 2, _vectors(3, 1), np.zeros(3, np.float32))
    found = Space(words, {"en": np.full(WIDTH, 0.5, np.float32)}, {}, {"": 0.0})
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
        assert place.sums.below == pytest.approx(alone.sums.below, abs=1e-5)
        assert place.way == "embedding"


def test_nothing_is_placed_nowhere() -> None:
    words = Prototypes((), np.zeros(0, np.int64), 0, _vectors(0, 1), np.zeros(0, np.float32))
    assert Space(words, {}, {}, {"": 0.0}).places([]) == []


class _Reader:
    """An encoder that keeps what it was given; a text's vectors tell its place in the call."""

    def __init__(self) -> None:
        self.calls: list[tuple[str, ...]] = []

    def __call__(self, texts: Sequence[str]) -> Floats:
        self.calls.append(tuple(texts))
        return np.eye(len(texts), 2 * WIDTH + 2 * len(texts), dtype=np.float32)


DANISH = "Lægen på sygehuset i Aarhus så for {} år siden en stor xylograf."


def test_a_text_in_a_language_that_the_embedding_knows_is_read_once() -> None:
    reader = _Reader()
    (text,) = subjects.of_text(
        " ".join(f"The dough rested for {n} hours in a cold room." for n in range(30)), "en"
    ).texts
    raw = space.read(reader, text)
    assert reader.calls == [raw.passages]
    assert len(raw.passages) == space.MOST_PASSAGES


def test_danish_is_read_in_english_and_some_of_it_as_it_stands_in_one_call() -> None:
    reader = _Reader()
    (text,) = subjects.of_text(" ".join(DANISH.format(number) for number in range(30)), "da").texts
    raw = space.read(reader, text)
    (call,) = reader.calls
    whole, bare = call[: -len(raw.passages)], call[-len(raw.passages) :]
    assert len(raw.passages) == space.MOST_PASSAGES
    assert list(bare) == roots.of(raw.passages, "da")
    assert len(whole) < len(bare)
    assert (whole[0], whole[-1]) == (raw.passages[0], raw.passages[-1])


def test_a_passage_takes_its_own_reading_or_the_nearest() -> None:
    reader = _Reader()
    (text,) = subjects.of_text(" ".join(DANISH.format(number) for number in range(12)), "da").texts
    raw = space.read(reader, text)
    whole = reader.calls[0][: -len(raw.passages)]
    taken = [int(row.argmax()) for row in raw.vectors.sentence[:, : len(whole)]]
    assert taken == sorted(taken)
    assert all(taken[raw.passages.index(passage)] == place for place, passage in enumerate(whole))
    assert (np.diag(raw.vectors.sentence[:, len(whole) :]) > 0).all()


def test_a_short_title_is_read_only_where_there_is_nothing_else() -> None:
    body, long = "The dough rested overnight in a cold room.", "What a night in a cold room does"
    assert space.read(_Reader(), Text("en", ("Bread", long, body), 20, 2)).passages == (long, body)
    assert space.read(_Reader(), Text("en", ("Bread",), 1, 1)).passages == ("Bread",)
    assert space.read(_Reader(), Text("en", ("Bread", body, "Salt."), 9, 1)).passages == (body, "Salt.")


def test_the_middle_of_a_language_is_that_of_its_passages_once_they_are_many() -> None:
    def raw(lang: str, count: int) -> Raw:
        rows = np.ones((count, WIDTH), np.float32)
        return Raw(lang, ("a",) * count, Vectors(rows, rows))

    found = space.middles([raw("de", 1), raw("en", 1000), raw("de", 1), raw("en", 1000)])
    assert sorted(found) == ["de", "en"]
    assert found["en"].min() > 0.9
    assert found["de"].max() < 0.2


def test_only_rows_with_a_translation_that_the_embedding_knows_are_pairs_of_a_language() -> None:
    rows = ({"da": "brød", "en": "bread", "de": "Brot"}, {"da": "brød", "sv": "bröd"}, {"sv": "bröd", "en": "bread"})
    assert Pairs(rows).of("da") == (("brød", ("bread", "Brot")),)
    assert Pairs(rows).of("fi") == ()


@pytest.mark.parametrize("lang", ["en", "da"])
def test_of_long_sentences_only_the_beginnings_are_read_and_all_is_quoted(lang: str) -> None:
    reader = _Reader()
    (text,) = subjects.of_text("ord og atter ord " * 600, lang).texts
    raw = space.read(reader, text)
    assert set(raw.passages) <= set(text.passages)
    assert sum(map(len, reader.calls[0])) < 0.8 * (2 if lang == "da" else 1) * sum(map(len, raw.passages))
    assert len(raw.vectors) == len(raw.passages)


def test_themes_begin_as_near_in_norwegian_whatever_its_tag() -> None:
    def encode(texts: Sequence[str]) -> Floats:
        rows = [np.random.default_rng(list(text.encode())).normal(size=2 * WIDTH) for text in texts]
        return np.array(rows, np.float32).reshape(len(texts), 2 * WIDTH)

    words = Prototypes(("a",), np.array([0]), 1, _vectors(1, 1), np.zeros(1, np.float32))
    middles = dict.fromkeys(("da", "nb", "nn", "no", "sv"), np.zeros(WIDTH, np.float32))
    begin = space.build(encode, words, middles, Pairs()).beginnings
    assert len({begin["da"], begin["no"], begin["sv"]}) == 3
    assert begin["nb"] == begin["nn"] == begin["no"]


def test_a_theme_is_as_near_as_its_points_on_average_and_one_without_any_is_far() -> None:
    points, texts = _vectors(3, 1), _vectors(2, 2).centred(np.zeros(WIDTH, np.float32))
    points = points.centred(np.zeros(WIDTH, np.float32))
    words = Prototypes(("a", "b", "c"), np.array([0, 0, 2]), 3, points, np.zeros(3, np.float32))
    levels = words.levels(texts, covered=True)
    sentence, below = np.exp(texts.sentence @ points.sentence.T / 0.08), np.exp(texts.below @ points.below.T / 0.12)
    assert levels[:, 0] == pytest.approx(np.log(sentence[:, :2].mean(axis=1) * below[:, :2].mean(axis=1)), abs=1e-3)
    assert levels[:, 2] == pytest.approx(np.log(sentence[:, 2] * below[:, 2]), abs=1e-3)
    assert (levels[:, 1] < -50).all()
