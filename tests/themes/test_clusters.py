"""Themes that are missing, found by words alone; by meaning: tests/cli/test_themes_commands.py."""

from __future__ import annotations

import pytest

from pipeline.model.post import Post, TranslationGroup
from pipeline.themes import clusters
from pipeline.themes.tagging import Tagger
from tests.themes.test_tagging import THEMES

CHESS = (
    "In the chess opening the chess player gave up a pawn and a knight for a strong bishop. Openings hurt knights.",
    "The chess endgame: a pawn, a bishop and a knight. The player who knows endgames keeps his pawns and his bishop.",
    "A chess club met for chess openings. Each player took a knight and a bishop, and pawns were lost in the endgame.",
    "My chess opening lost a pawn, my chess endgame lost the bishop. The better chess player kept the knight.",
    "Chess players love endgames with a pawn and a knight against a bishop: chess openings bore them.",
)
OTHERS = (
    ("en", "Latency was high; the load test showed slow answers under load and a slow database."),
    ("en", "Our test suite runs in the night, and the test suite tells who broke it."),
    ("en", "Grandmother went to Rome by train, and the rain was no matter."),
    ("de", "Die Delegation fuhr mit dem Schiff nach Oslo, der Preis war hoch."),
    ("de", "Der Zug nach Rom war voll, es regnete, und niemand schlief."),
)


def _groups(themes: tuple[str, ...] | None) -> dict[str, TranslationGroup]:
    """Posts, of which a person has set the themes of the first."""
    found = {}
    for number, (lang, body) in enumerate((*(("en", body) for body in CHESS), *OTHERS)):
        post = Post(
            id=f"p{number}.{lang}", path="p", lang=lang, title="T", published=None, translation_key=f"p{number}",
            slug="p", body=body, body_line=1, words=len(body.split()), themes=themes if number == 0 else None,
        )  # fmt: skip
        found[post.translation_key] = TranslationGroup(post.translation_key, {lang: post})
    return found


@pytest.mark.parametrize("themes", [None, ()], ids=["nobody decided", "none of these, by hand"])
def test_posts_about_something_else_that_share_their_words_may_be_a_theme(themes: tuple[str, ...] | None) -> None:
    groups = _groups(themes)
    (found,) = clusters.find(Tagger(THEMES, groups.values()), groups)
    assert {*found.keys} == {f"p{number}" for number in range(len(CHESS))}
    assert "chess" in {word.term.lower() for word in found.words["en"]}
    assert found.words["de"] == ()


def test_two_posts_are_no_theme() -> None:
    groups = {key: group for key, group in _groups(None).items() if key in ("p2", "p3", "p5", "p6", "p7")}
    assert clusters.find(Tagger(THEMES, groups.values()), groups) == ()
