"""Words that some posts have and the rest have not."""

from __future__ import annotations

import unicodedata
from dataclasses import replace

from pipeline.model.post import Post, TranslationGroup
from pipeline.model.theme import Tag, Theme
from pipeline.themes import dividing, terms


def post(number: int, body: str, lang: str = "en") -> Post:
    return Post(
        id=f"p{number}.{lang}", path="", lang=lang, title="", published=None, translation_key=f"p{number}", slug="",
        body=body, body_line=1, words=len(body.split()),
    )  # fmt: skip


def test_terms_are_words_and_neighbours_without_small_words_and_across_no_comma() -> None:
    found = terms.read(post(1, "The *slow* query, and 2024 a slow query again."))
    assert set(found.times) == {("slow",), ("queri",), ("slow", "queri"), ("again",), ("queri", "again")}
    assert found.times[("slow", "queri")] == 2


def test_a_word_is_whole_whose_accents_stand_behind_their_letters() -> None:
    body = "Die Qualität der Prüfung."
    assert terms.read(post(1, unicodedata.normalize("NFD", body), "de")) == replace(
        terms.read(post(1, body, "de")), post=post(1, unicodedata.normalize("NFD", body), "de")
    )


def test_a_word_that_one_post_repeats_counts_thrice() -> None:
    assert terms.read(post(1, "yeast " * 50)).times[("yeast",)] == 3


def test_what_two_posts_share_and_the_rest_lacks_tells_them_apart() -> None:
    filler = "Something happened to somebody somewhere, with results that everybody knows. "
    posts = [post(number, filler * 3 + ("Yeast rises. " if number < 4 else "Nothing rises. ")) for number in range(12)]
    shares = [float(number < 4) for number in range(12)]
    found = terms.telling([terms.read(one) for one in posts], shares)
    assert found[0].term == "Yeast"
    assert found[0].inside == ("p0.en", "p1.en", "p2.en", "p3.en")
    assert found[0].outside == ()
    assert "somebody" not in {one.term.lower() for one in found}


def test_a_single_post_is_no_pattern() -> None:
    posts = [terms.read(post(0, "Yeast yeast yeast.")), *(terms.read(post(n, "Wind and water.")) for n in range(1, 9))]
    assert terms.telling(posts, [1.0] + [0.0] * 8) == []


def test_keywords_that_are_known_are_not_suggested_again() -> None:
    theme = Theme(id="baking", name={"en": "Baking"}, description={}, keywords={"en": ("yeasts",)})
    other = replace(theme, id="sailing", name={"en": "Sailing"}, keywords={})
    posts = [post(n, "Yeast and crumb. " * 2 if n < 5 else "Wind and mast. " * 2) for n in range(10)]
    groups = [TranslationGroup(one.translation_key, {"en": one}) for one in posts]
    tags = {
        group.key: (Tag(theme="baking" if place < 5 else "sailing", weight=1, by="human"),)
        for place, group in enumerate(groups)
    }
    found = {
        one.theme: [word.term for word in one.words]
        for one in dividing.suggest(groups, tags, {"baking": theme, "sailing": other})
    }
    assert found["baking"] == ["crumb"]
    assert found["sailing"][0] in ("Wind", "mast")


def test_one_term_alone_divides_nothing() -> None:
    stubs = [replace(post(number, ""), title="Latency") for number in range(2)]
    assert terms.telling([terms.read(one) for one in stubs], [1.0, 0.0]) == []
    assert terms.telling([terms.read(one) for one in stubs], [1.0, 1.0]) == []
