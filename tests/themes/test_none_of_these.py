"""Texts about none of the themes get none, whatever else lies in the workspace."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pytest

from bench import themes_none
from pipeline.edges import files, workspace
from pipeline.edges.encoder import UniversalSentenceEncoder, installed
from pipeline.edges.language import Detector
from pipeline.model.post import Document, Post, TranslationGroup
from pipeline.model.theme import Theme
from pipeline.posts import reading, translations
from pipeline.themes import queue
from pipeline.themes.tagging import Tagger
from tests.themes.test_own_posts import ROOT, THEMES

ELSEWHERE = {
    "marsh.en": (
        "The marsh was still dark when the bitterns began. By seven I had twelve species in the notebook: reed "
        "warbler, marsh harrier, two spoonbills, a very wet cormorant. Bring a flask, bring gloves, and leave the "
        "telescope at home the first time. You will see more with your ears."
    ),
    "loaf.de": (
        "Seit acht Monaten steht er auf der Fensterbank. Er bekommt Roggenmehl und lauwarmes Wasser, morgens und "
        "abends, und wenn ich verreise, kommt er in den Kühlschrank. Das Brot backe ich samstags: bei großer Hitze "
        "hinein, nach zehn Minuten kühler, vierzig Minuten weiter. Die Kruste muss singen, wenn sie abkühlt."
    ),
    "levain.fr": (
        "Mon levain vit sur le rebord de la fenêtre depuis huit mois. Je le nourris de farine de seigle matin et soir. "
        "Le pain cuit le samedi, quarante minutes dans un four très chaud. La croûte doit chanter en refroidissant."
    ),
    "short.en": "Gone fishing. Back on Monday.",
    "code.en": "```python\nprint(latency)\n```\n",
    "empty.en": "",
}

pytestmark = pytest.mark.skipif(not installed(), reason="the extra `semantic` is not installed")


@pytest.fixture(scope="module")
def encode() -> UniversalSentenceEncoder:
    return UniversalSentenceEncoder()


def _group(name: str, body: str, themes: tuple[str, ...] | None = None) -> TranslationGroup:
    key, lang = name.split(".")
    post = Post(
        id=name, path=name, lang=lang, title=key.title(), published=None, translation_key=key, slug=key,
        body=body, body_line=1, words=len(body.split()), themes=themes,
    )  # fmt: skip
    return TranslationGroup(key, {lang: post})


def _own() -> tuple[dict[str, Theme], tuple[TranslationGroup, ...]]:
    opened = workspace.load(ROOT, None)
    languages, themes = opened.config.languages, opened.catalogue.themes
    paths = files.list_files(ROOT, "content/posts", "*.md")
    documents = [Document(path, files.read_text(ROOT, path)) for path in paths]
    posts = reading.read_all(documents, "content/posts", languages, tuple(themes), Detector(languages))
    return dict(themes), translations.group([replace(post, themes=None) for post in posts], languages)


@pytest.mark.parametrize("labelled", [0, 1, 13], ids=["no labels", "one label", "all labels"])
def test_posts_about_something_else_have_no_theme_beside_our_own(
    encode: UniversalSentenceEncoder, labelled: int
) -> None:
    themes, own = _own()
    by_hand = [_by_hand(group, (THEMES[group.key],)) for group in own[:labelled]]
    elsewhere = [_group(name, body) for name, body in ELSEWHERE.items()]
    tagger = Tagger(themes, [*by_hand, *own[labelled:], *elsewhere], encode)
    assert {group.key: tagger.group(group) for group in elsewhere} == {group.key: () for group in elsewhere}
    assert all(tagger.group(group)[0].theme == THEMES[group.key] for group in own)


def _by_hand(group: TranslationGroup, themes: tuple[str, ...]) -> TranslationGroup:
    return replace(group, posts={lang: replace(post, themes=themes) for lang, post in group.posts.items()})


BIRDS = (
    "Two ospreys over the reservoir, one with a fish. The light was poor and the wind from the north.",
    "Waders on the mudflats at low tide: dunlin, knot, a single curlew sandpiper among the gulls.",
    "The swifts came back on the fourth of May. They scream above the church and never land.",
    "A hide, a flask and patience: the kingfisher passed at noon and did not stop on the branch.",
)


def test_whoever_says_none_is_believed_and_posts_like_that_have_none_either(encode: UniversalSentenceEncoder) -> None:
    travel = Theme(
        id="travel", name={"en": "Nature travel"}, description={}, keywords={"en": ("lake", "birds", "walk", "sea")}
    )
    groups = [_group(f"bird{number}.en", body) for number, body in enumerate(BIRDS)]
    tagger = Tagger({"travel": travel}, groups, encode)
    before = tagger.judged.none[3]
    later = tagger.relabelled({"bird0": (), "bird1": (), "bird2": ()})
    assert later.group(replace(groups[0])) == ()
    assert later.judged.none[3] > before
    assert list(queue.doubts(later)) == ["bird3"]


def test_a_head_tells_none_from_not_yet_decided() -> None:
    heads = {
        "decided": "themes: []\n",
        "empty": "themes:\n",
        "absent": "",
        "tagged": "themes: []\ntags: [performance]\n",
    }
    documents = [
        Document(f"content/posts/{name}.en.md", f"---\ntitle: T\ndate: 2026-01-01\n{head}---\n\ntext\n")
        for name, head in heads.items()
    ]
    posts = reading.read_all(documents, "content/posts", ("en",), ("performance",), Detector(("en",)))
    found = {post.translation_key: post.themes for post in posts}
    assert found == {"decided": (), "empty": None, "absent": None, "tagged": ()}


def test_what_holds_in_one_language_holds_for_all() -> None:
    said, silent = _group("a.en", "x", ()), _group("a.de", "y")
    assert TranslationGroup("a", {**said.posts, **silent.posts}).themes == ()
    named = _group("a.da", "z", ("performance",))
    assert TranslationGroup("a", {**said.posts, **named.posts}).themes == ("performance",)


@pytest.mark.slow
@pytest.mark.parametrize(("lang", "size", "found", "given"), [("en", 12, 0.95, 0.3), ("da", 12, 0.9, 0.3)])
def test_posts_of_other_topics_are_told_from_those_of_four(
    shared: Path, encode: UniversalSentenceEncoder, lang: str, size: int, found: float, given: float
) -> None:
    """Of the seven topics of ../shared/data/themes four are themes; three seeds together."""
    rows: Sequence[themes_none.Score] = [
        themes_none.scored(shared / "data" / "themes", lang, size, 4, seed, encode) for seed in range(3)
    ]
    assert sum(row.found for row in rows) / sum(row.about_themes for row in rows) >= found
    assert sum(row.given for row in rows) / sum(row.about_none for row in rows) <= given
