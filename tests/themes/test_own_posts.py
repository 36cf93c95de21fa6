"""The repository's own posts have the themes that a reader would set, told without those that the author set."""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from pathlib import Path

import pytest

from pipeline.edges import files, workspace
from pipeline.edges.encoder import UniversalSentenceEncoder, installed
from pipeline.edges.language import Detector
from pipeline.model.post import Document, TranslationGroup
from pipeline.posts import reading, translations
from pipeline.themes.tagging import Tagger

ROOT = str(Path(__file__).resolve().parent.parent.parent)
THEMES = {
    "caching-is-a-promise": "performance",
    "everyone-is-called-test-testesen": "testing",
    "load-tests-that-lie": "performance",
    "measure-before-you-guess": "performance",
    "one-query-too-many": "performance",
    "polite-strangling": "legacy-modernisation",
    "the-cloud-bill-as-a-diary": "cloud-costs",
    "the-meeting-that-replaced-six": "team-collaboration",
    "the-slowest-one-percent": "performance",
    "the-system-nobody-dares-to-switch-off": "legacy-modernisation",
    "the-test-everyone-reruns": "testing",
    "the-weight-of-a-page": "performance",
    "where-the-tail-comes-from": "performance",
}


@cache
def _tagger(*, semantic: bool) -> tuple[Tagger, tuple[TranslationGroup, ...]]:
    opened = workspace.load(ROOT, None)
    languages, themes = opened.config.languages, opened.catalogue.themes
    paths = files.list_files(ROOT, "content/posts", "*.md")
    documents = [Document(path, files.read_text(ROOT, path)) for path in paths]
    posts = reading.read_all(documents, "content/posts", languages, tuple(themes), Detector(languages))
    groups = translations.group([replace(post, themes=None) for post in posts], languages)
    return Tagger(themes, groups, UniversalSentenceEncoder() if semantic else None), groups


@pytest.mark.parametrize("semantic", [False, True], ids=["keywords", "embedding"])
@pytest.mark.parametrize(("key", "theme"), THEMES.items())
def test_a_post_has_the_theme_that_a_reader_would_set(semantic: bool, key: str, theme: str) -> None:
    if semantic and not installed():
        pytest.skip("the extra `semantic` is not installed")
    tagger, groups = _tagger(semantic=semantic)
    tags = tagger.group(next(group for group in groups if group.key == key))
    assert tags[0].theme == theme
    assert tags[0].evidence


def test_every_post_is_held() -> None:
    assert {group.key for group in _tagger(semantic=False)[1]} == THEMES.keys()
