"""Heads that no dashes open, and those that say behind the dashes how they are written: none of it is text."""

from __future__ import annotations

import time

import pytest

from pipeline.errors import SourceRefused
from pipeline.posts.incoming import bare_head, formats
from pipeline.posts.incoming.formats import Reading
from pipeline.posts.incoming.item import File, Item

_TOLD = "One", "2024-01-05 10:20", ("a b", "c"), True


def _item(text: str) -> Item:
    return formats.read(File(name="x.md", content=text.encode()), Reading(languages=("de", "en"))).items[0]


@pytest.mark.parametrize(
    "head",
    [
        "Title: One\nDate: 2024-01-05 10:20\nTags: a b, c\nStatus: draft\n",
        "title: One\ndate: 2024-01-05 10:20\ntags: a b,\n    c\nstatus: draft\n",
        "Date:   2024-01-05 10:20\nTitle:  One\nCategory: c\nTags: a b\nStatus: hidden\n",
        "<!--\n.. title: One\n.. date: 2024-01-05 10:20\n.. tags: a b, c\n.. status: draft\n-->\n",
        ".. title: One\n.. slug:\n.. date: 2024-01-05 10:20\n.. tags: a b, draft, c\n",
        "title: One\ndate: 2024-01-05 10:20\ntags:\n- a b\n- c\npublished: false\n---",
        "title: One\ndate: 2024-01-05 10:20\ncategories:\n- [a b, c]\ndraft: true\n---",
        '---json\n{"title": "One", "date": "2024-01-05 10:20", "tags": ["a b", "c"], "draft": true}\n---',
        '---toml\ntitle = "One"\ndate = "2024-01-05 10:20"\ntags = ["a b", "c"]\ndraft = true\n---',
    ],
    ids=[
        "Pelican",
        "lines that go on",
        "title not first",
        "Nikola",
        "a tag that hides",
        "Hexo",
        "groups",
        "JSON",
        "TOML",
    ],
)
def test_a_head_is_no_text_however_it_is_written(head: str) -> None:
    """They were published as text, and with them what they call a draft."""
    item = _item(f"{head}\nThe text: it begins.\n")
    assert (item.title, item.day, item.tags, item.is_draft) == _TOLD
    assert item.body.strip() == "The text: it begins."


@pytest.mark.parametrize(
    "text",
    [
        "Note: take care.\nWarning: this too.\n\nText",
        "Title of a thing\n---\n\nText",
        "Date: today\n\nText",
        "<!-- .. a remark -->\n\nText",
        "One thing: another\ntitle: no\n\nText",
    ],
)
def test_what_only_looks_like_such_a_head_is_text(text: str) -> None:
    assert bare_head.split("x.md", text) is None


def test_texts_of_pelican_that_share_a_slug_are_translations_of_each_other() -> None:
    one, other = (_item(f"Title: T\nSlug: one\nLang: {lang}\n\nText\n") for lang in ("de", "en"))
    assert (one.group, other.group, one.lang, other.lang) == ("one", "one", "de", "en")


def test_a_head_that_is_a_program_is_refused_with_the_mend() -> None:
    with pytest.raises(SourceRefused, match="write it as YAML"):
        _item('---js\n{ title: "One" }\n---\nText\n')


@pytest.mark.parametrize("line", ["title: a\n", ".. title: a\n", "a" * 80 + "\n", "title:\n    a\n"])
def test_a_head_without_end_takes_no_time(line: str) -> None:
    """Lines of a text that never becomes a head were gone over again and again."""
    began = time.perf_counter()
    bare_head.split("x.md", "title: a\n" + line * 20_000)
    assert time.perf_counter() - began < 1
