"""Without the embedding, and without a keyword, posts learn from what other posts of a theme say."""

from __future__ import annotations

import pytest

from pipeline.model.post import Post, TranslationGroup
from pipeline.model.theme import Theme
from pipeline.themes import explaining
from pipeline.themes.tagging import Tagger

THEMES = {
    "bread": Theme(id="bread", name={"en": "Bread"}, description={}, keywords={"en": ("bread",)}),
    "sailing": Theme(id="sailing", name={"en": "Sailing"}, description={}, keywords={"en": ("sailing",)}),
}
DOUGH = (
    "The sourdough starter rises overnight. Knead the dough with flour, water and salt, let it rest, then bake "
    "the loaf in a hot oven until the crust is dark."
)
CRUST = (
    "A dark crust comes from a hot oven and steam. The loaf needs an hour. Rye flour takes more water than wheat "
    "flour, and the dough is sticky."
)
WIND = (
    "Reef the mainsail before the wind grows. The helmsman steers, the crew trims the jib, and the keel holds the boat "
    "upright in the waves."
)
HARBOUR = (
    "Enter the harbour with little speed. The crew holds the fenders, the helmsman looks for a free berth, the mooring "
    "lines lie ready at the bow."
)
LOAF = "I mixed rye flour and water, kneaded the dough, and baked a loaf with a dark crust in a very hot oven."
TAXES = "The tax office wants receipts for everything, and the accountant wants them sorted by month."


def _group(key: str, body: str, *themes: str) -> TranslationGroup:
    post = Post(
        id=f"{key}.en", path=key, lang="en", title=key, published=None, translation_key=key, slug=key,
        body=body, body_line=1, words=len(body.split()), themes=themes or None,
    )  # fmt: skip
    return TranslationGroup(key, {"en": post})


BY_HAND = (
    _group("a", DOUGH, "bread"),
    _group("b", CRUST, "bread"),
    _group("c", WIND, "sailing"),
    _group("d", HARBOUR, "sailing"),
)


def test_a_post_without_a_keyword_has_the_theme_of_the_posts_that_it_shares_its_words_with() -> None:
    loaf = _group("e", LOAF)
    (tag,) = Tagger(THEMES, [*BY_HAND, loaf]).group(loaf)
    assert (tag.theme, tag.via) == ("bread", "lexicon")
    (told,) = tag.evidence
    assert told.startswith("as in other posts of this theme: ")
    words = told.partition(": ")[2].split(", ")
    assert {"dough", "crust", "flour", "rye"} <= {*words}
    assert {"a", "and", "in", "mixed"}.isdisjoint(words), "small words and its own draw it nowhere"


def test_a_message_is_told_likewise() -> None:
    (tag,) = Tagger(THEMES, BY_HAND).text(LOAF, "en")
    assert tag.theme == "bread"


@pytest.mark.parametrize("posts", [BY_HAND, BY_HAND[:1], ()])
def test_a_post_that_has_nothing_in_common_has_no_theme(posts: tuple[TranslationGroup, ...]) -> None:
    taxes = _group("f", TAXES)
    assert Tagger(THEMES, [*posts, taxes]).group(taxes) == ()


def test_one_keyword_in_a_long_text_is_still_too_little() -> None:
    long = _group("g", f"{TAXES} " * 6 + "Bread.")
    assert Tagger(THEMES, [long]).group(long) == ()


def test_posts_with_keywords_teach_those_without() -> None:
    with_keywords = [_group("a", f"Bread. {DOUGH} Bread."), _group("b", f"Bread. {CRUST} My bread.")]
    sailing = [_group("c", f"Sailing. {WIND} Sailing."), _group("d", f"Sailing. {HARBOUR} All sailing.")]
    loaf = _group("e", LOAF)
    tagger = Tagger(THEMES, [*with_keywords, *sailing, loaf])
    assert explaining.explain(tagger, "e").cases[0].theme == "bread"


def test_the_explanation_says_what_is_in_common() -> None:
    loaf = _group("e", LOAF)
    first, last = explaining.explain(Tagger(THEMES, [*BY_HAND, loaf]), "e").cases
    assert (first.words, last.in_common) == ((), ())
    assert "dough" in first.in_common
