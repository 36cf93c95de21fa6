"""What nobody should send, with the embedding and without."""

from __future__ import annotations

import pytest

from pipeline.edges.encoder import UniversalSentenceEncoder, installed
from pipeline.model.theme import Theme
from pipeline.themes.tagging import Tagger
from pipeline.themes.vectors import Encode

BAKING = Theme(id="baking", name={"en": "Baking"}, description={}, keywords={"en": ("bread", "dough")})
SAILING = Theme(id="sailing", name={"en": "Sailing"}, description={}, keywords={"en": ("boat", "harbour")})
THEMES = {theme.id: theme for theme in (BAKING, SAILING)}
TEXTS = [
    "",
    " ",
    "x" * 1_000_000,
    "bread " * 50_000,
    "\x00\x1b[2J\u202e",
    "\ud800",
    "日本語のパン" * 100,
    "é́" * 1000,
    "1 2 3",
]


@pytest.fixture(scope="module", params=["keywords", "embedding"])
def encode(request: pytest.FixtureRequest) -> Encode | None:
    if request.param == "keywords":
        return None
    if not installed():
        pytest.skip("the extra `semantic` is not installed")
    return UniversalSentenceEncoder()


@pytest.mark.parametrize("text", TEXTS, ids=lambda text: repr(text[:8]))
@pytest.mark.parametrize("lang", ["en", "ja", "da", "xx"])
def test_any_text_gets_an_answer(encode: Encode | None, text: str, lang: str) -> None:
    tags = Tagger(THEMES, (), encode).text(text, lang)
    assert sum(tag.weight for tag in tags) == pytest.approx(1 if tags else 0)
    assert all(0 < (tag.probability or 0) <= 1 and tag.evidence for tag in tags)


def test_without_themes_nothing_is_given(encode: Encode | None) -> None:
    assert Tagger({}, (), encode).text("bread and dough", "en") == ()


def test_one_theme_alone_is_still_a_question(encode: Encode | None) -> None:
    tagger = Tagger({"baking": BAKING}, (), encode)
    assert [tag.theme for tag in tagger.text("The dough for the bread rested over night.", "en")] == ["baking"]
    assert tagger.text("Parliament adjourned the debate on pensions until the autumn session.", "en") == ()


def test_a_theme_without_words_is_never_given(encode: Encode | None) -> None:
    themes = {**THEMES, "mute": Theme(id="mute", name={}, description={}, keywords={})}
    tags = Tagger(themes, (), encode).text("The boat came into the harbour at night.", "en")
    assert "mute" not in [tag.theme for tag in tags]
    assert tags[0].theme == "sailing"


def test_the_same_text_gets_the_same_answer(encode: Encode | None) -> None:
    first, second = (Tagger(THEMES, (), encode).text("A boat full of bread.", "en") for _ in range(2))
    assert first == second
