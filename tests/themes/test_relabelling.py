"""A label changes the answers without reading anything anew, and as if it had been there from the beginning."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from pipeline.edges.encoder import UniversalSentenceEncoder, installed
from pipeline.model.post import Post, TranslationGroup
from pipeline.model.theme import Theme
from pipeline.themes.tagging import Tagger
from pipeline.themes.vectors import Encode

THEMES = {
    name: Theme(id=name, name={"en": name}, description={}, keywords={"en": words})
    for name, words in (("baking", ("bread", "dough")), ("sailing", ("boat", "harbour")))
}
TEXTS = {
    "loaf": "The bread was left to rise in a warm kitchen over night.",
    "mast": "A boat without a mast was towed into the harbour at dusk.",
    "knead": "Kneading takes ten minutes by hand, and the dough is soft at the end.",
    "storm": "The crew reefed early, for the storm had been announced by radio.",
}


def _group(key: str, themes: tuple[str, ...] = ()) -> TranslationGroup:
    post = Post(
        id=f"{key}.en", path="p", lang="en", title=key, published=None, translation_key=key, slug=key,
        body=TEXTS[key], body_line=1, words=len(TEXTS[key].split()), themes=themes or None,
    )  # fmt: skip
    return TranslationGroup(key, {"en": post})


@pytest.fixture(params=["keywords", "embedding"])
def encode(request: pytest.FixtureRequest) -> Encode | None:
    if request.param == "embedding" and not installed():
        pytest.skip("the extra `semantic` is not installed")
    return UniversalSentenceEncoder() if request.param == "embedding" else None


def test_a_label_given_later_says_what_it_had_said_at_once(encode: Encode | None) -> None:
    later = Tagger(THEMES, [_group(key) for key in TEXTS], encode).relabelled({"storm": ("sailing",)})
    groups = [_group(key, ("sailing",) if key == "storm" else ()) for key in TEXTS]
    at_once = Tagger(THEMES, groups, encode)
    assert np.allclose(later.judged.probabilities, at_once.judged.probabilities, atol=1e-3)
    assert [tag.by for tag in later.group(groups[3])] == ["human"]


def test_a_label_taken_back_leaves_nothing(encode: Encode | None) -> None:
    tagger = Tagger(THEMES, [_group(key) for key in TEXTS], encode)
    back = tagger.relabelled({"storm": ("sailing",)}).relabelled({"storm": None})
    assert [tag.by for tag in back.group(_group("storm"))] in ([], ["machine"])
    assert back.judged.heard.subjects[3] == replace(tagger.judged.heard.subjects[3], themes=None)


def test_tags_say_how_they_came_about(encode: Encode | None) -> None:
    tags = Tagger(THEMES, [_group("loaf")], encode).group(_group("loaf"))
    assert [tag.via for tag in tags] == ["lexicon" if encode is None else "embedding"]
    assert "bread" in tags[0].evidence
