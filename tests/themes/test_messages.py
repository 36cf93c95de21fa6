"""Messages of one line or two: the themes that they name, and how seldom one about a single theme gets another."""

from __future__ import annotations

import csv
import tomllib
from pathlib import Path

import pytest

from pipeline.model.theme import Theme
from pipeline.runs import semantic
from pipeline.themes import subjects
from pipeline.themes.tagging import Tagger, given

ROOT = Path(__file__).parents[2]
with (ROOT / "tests" / "data" / "messages.tsv").open(encoding="utf-8", newline="") as _file:
    MESSAGES = [(lang, set(themes.split()), text) for lang, themes, text in list(csv.reader(_file, delimiter="\t"))[1:]]
SEVERAL = [(lang, wanted, text) for lang, wanted, text in MESSAGES if len(wanted) > 1]
ONE_OR_NONE = [(lang, text) for lang, wanted, text in MESSAGES if len(wanted) < 2]

pytestmark = pytest.mark.skipif(not semantic.is_installed(), reason="the extra `semantic` is not installed")


@pytest.fixture(scope="module")
def tagger() -> Tagger:
    """Knows the themes of the demo and no posts."""
    said = tomllib.loads((ROOT / "content" / "themes.toml").read_text("utf-8"))
    themes = {
        key: Theme(id=key, name=value["name"], description=value["description"], keywords=value["keywords"])
        for key, value in said.items()
    }
    return Tagger(themes, (), semantic.unkept())


def _as_posts_are(tagger: Tagger, text: str, lang: str) -> set[str]:
    return {tag.theme for tag in given(tagger.themes, tagger.judge([subjects.of_text(text, lang)]), 0)}


def test_several_themes_that_a_message_names_are_found(tagger: Tagger) -> None:
    found = [{tag.theme for tag in tagger.text(text, lang)} >= wanted for lang, wanted, text in SEVERAL]
    before = [_as_posts_are(tagger, text, lang) >= wanted for lang, wanted, text in SEVERAL]
    assert len(SEVERAL) == 45
    assert sum(found) >= 42
    assert sum(found) - sum(before) >= 30


def test_a_message_about_one_theme_gets_no_other(tagger: Tagger) -> None:
    more = [
        text
        for lang, text in ONE_OR_NONE
        if {tag.theme for tag in tagger.text(text, lang)} != _as_posts_are(tagger, text, lang)
    ]
    assert len(ONE_OR_NONE) == 92
    assert len(more) <= 3, more
