"""Keys set in the head of a post: everything else stays byte for byte."""

from __future__ import annotations

import json
from typing import Any

import pytest
import yaml
from hypothesis import assume, given
from hypothesis import strategies as st

from pipeline.errors import ContentError
from pipeline.model.line import literal
from pipeline.model.post import Document
from pipeline.posts import front_matter, head_edit

BODY = "Text.\n\n---\n\ntranslation_key: not mine\n"

CASES = {
    "a new key is added last": (
        "---\ntitle: T   # why\ntags: [a,  b]\n---\n",
        "---\ntitle: T   # why\ntags: [a,  b]\ntranslation_key: new\n---\n",
    ),
    "a key is changed where it stands": (
        "---\ntranslation_key: old   # keep me\ntitle: 'T'\n---\n",
        "---\ntranslation_key: new   # keep me\ntitle: 'T'\n---\n",
    ),
    "a quoted value is replaced whole": (
        '---\ntranslation_key: "o\\"l: d"\ntitle: T\n---\n',
        "---\ntranslation_key: new\ntitle: T\n---\n",
    ),
    "Hugo's name of the key stays": (
        "---\ntitle: T\ntranslationKey: old\n---\n",
        "---\ntitle: T\ntranslationKey: new\n---\n",
    ),
    "an empty value is filled": (
        "---\ntranslation_key:\ntitle: T\n---\n",
        "---\ntranslation_key: new\ntitle: T\n---\n",
    ),
    "a text block above stays a block": (
        "---\ntitle: T\ndescription: |\n  one\n  two\n---\n",
        "---\ntitle: T\ndescription: |\n  one\n  two\ntranslation_key: new\n---\n",
    ),
    "line ends of Windows stay": ("---\r\ntitle: T\r\n---\r\n", "---\r\ntitle: T\r\ntranslation_key: new\r\n---\r\n"),
    "a byte order mark stays": (
        "\ufeff---\ntitle: T\n---\n",
        "\ufeff---\ntitle: T\ntranslation_key: new\n---\n",
    ),
    "a key of the same name one level down is another": (
        "---\ntitle: T\nextra:\n  translation_key: inner\n---\n",
        "---\ntitle: T\nextra:\n  translation_key: inner\ntranslation_key: new\n---\n",
    ),
    "TOML gets a quoted value": (
        '+++\ntitle = "T" # why\n+++\n',
        '+++\ntitle = "T" # why\ntranslation_key = "new"\n+++\n',
    ),
    "TOML's tables stay below": (
        '+++\ntitle = "T"\n\n[extra]\nx = 1\n+++\n',
        '+++\ntitle = "T"\n\ntranslation_key = "new"\n[extra]\nx = 1\n+++\n',
    ),
    "TOML's value is changed where it stands": (
        "+++\ntranslation_key  =  'old' # keep\ntitle = \"T\"\n+++\n",
        '+++\ntranslation_key  =  "new" # keep\ntitle = "T"\n+++\n',
    ),
}


LISTS = {
    "a list is added last": ("---\ntitle: T\n---\n", "---\ntitle: T\nthemes: [a-b, c]\n---\n"),
    "a list in brackets stays one": (
        "---\nthemes:  [ old, older ]   # why\ntitle: T\n---\n",
        "---\nthemes:  [a-b, c]   # why\ntitle: T\n---\n",
    ),
    "a list of dashes stays one": (
        "---\nthemes:   # why\n  - old # mine\n  - older\n\n# next\ntitle: T\n---\n",
        "---\nthemes:   # why\n  - a-b\n  - c\n\n# next\ntitle: T\n---\n",
    ),
    "dashes at the edge and line ends of Windows stay": (
        "---\r\nthemes:\r\n- old\r\ntitle: T\r\n---\r\n",
        "---\r\nthemes:\r\n- a-b\r\n- c\r\ntitle: T\r\n---\r\n",
    ),
    "words with commas become a list": (
        "---\nthemes: old, older\ntitle: T\n---\n",
        "---\nthemes: [a-b, c]\ntitle: T\n---\n",
    ),
    "an empty value becomes a list": ("---\nthemes:\n---\n", "---\nthemes: [a-b, c]\n---\n"),
    "TOML's list is changed where it stands": (
        '+++\nthemes = [ # why\n  "old", # mine\n]\ntitle = "T"\n+++\n',
        '+++\nthemes = ["a-b", "c"]\ntitle = "T"\n+++\n',
    ),
    "TOML gets a list": ('+++\ntitle = "T"\n+++\n', '+++\ntitle = "T"\nthemes = ["a-b", "c"]\n+++\n'),
}


@pytest.mark.parametrize("name", LISTS)
def test_a_list_changes_and_nothing_else(name: str) -> None:
    before, after = LISTS[name]
    assert head_edit.with_keys("a.md", before + BODY, {"themes": ("a-b", "c")}) == after + BODY


@pytest.mark.parametrize("name", CASES)
def test_one_key_changes_and_nothing_else(name: str) -> None:
    before, after = CASES[name]
    assert head_edit.with_keys("a.md", before + BODY, {"translation_key": "new"}) == after + BODY


@pytest.mark.parametrize(
    "text",
    [
        "no head",
        "---\ntitle: T\n",
        "---\n{title: T}\n---\n",
        "---\n- a\n---\n",
        "---\ntitle: [\n---\n",
        "---\ntranslation_key: [a]\n---\n",
        "---\ntranslation_key: |\n  a\n---\n",
        "+++\ntitle = \n+++\n",
        '+++\ntranslation_key = """\na"""\n+++\n',
    ],
)
def test_an_unusual_head_is_left_to_a_person(text: str) -> None:
    with pytest.raises(ContentError, match=r"^a\.md:1:1: "):
        head_edit.with_keys("a.md", text, {"translation_key": "new"})


WORDS = st.text(st.characters(exclude_categories=["Cs", "Cc"]), min_size=1, max_size=20)
HEADS = st.dictionaries(
    st.sampled_from(["title", "description", "slug", "image", "tags", "source"]),
    st.one_of(WORDS, st.lists(WORDS)),
    min_size=1,
)
STYLES = st.fixed_dictionaries(
    {
        "default_style": st.sampled_from([None, '"', "'"]),
        "allow_unicode": st.booleans(),
        "width": st.sampled_from([20, 80, 1000]),
        "line_break": st.sampled_from(["\n", "\r\n"]),
    }
)


@given(HEADS, STYLES, st.text(st.characters(exclude_categories=["Cs"]), max_size=30), st.one_of(st.none(), WORDS))
def test_what_is_set_in_yaml_is_read_back_and_the_rest_is_untouched(
    head: dict[str, Any], style: dict[str, Any], value: str, old: str | None
) -> None:
    values = head if old is None else {"translation_key": old, **head}
    assume("---" not in str(values))
    newline = style["line_break"]
    fence = f"---{newline}"
    written = yaml.safe_dump(values, sort_keys=False, **style)
    edited = head_edit.with_keys("a.md", f"{fence}{written}{fence}{BODY}", {"translation_key": value})
    assert edited.startswith(fence)
    assert edited.endswith(fence + BODY)
    after = edited[len(fence) : -len(fence + BODY)]
    assert yaml.safe_load(after) == {**values, "translation_key": value}
    if old is None:
        assert after.startswith(written)
        assert after.count("\n") == written.count("\n") + 1
    else:
        rest = yaml.safe_dump(head, sort_keys=False, **style)
        assert after.endswith(rest)


@given(st.lists(WORDS, max_size=4), WORDS, st.one_of(st.none(), WORDS))
def test_what_is_set_in_toml_is_read_back(titles: list[str], value: str, old: str | None) -> None:
    lines = [f"key{number} = {literal(title)}" for number, title in enumerate(titles)]
    lines += [f"translation_key = {literal(old)}"] if old is not None else []
    text = "\n".join(["+++", *lines, "[extra]", "x = 1", "+++", BODY])
    edited = head_edit.with_keys("a.md", text, {"translation_key": value})
    document = Document("a.md", edited)
    again = head_edit.with_keys("a.md", document.text, {"translation_key": value})
    assert again == edited
    kept = [line for line in edited.split("\n") if "translation_key =" not in line]
    assert kept == [line for line in text.split("\n") if "translation_key =" not in line]


@given(st.text(max_size=120), st.sampled_from(["---", "+++"]))
def test_any_head_is_edited_or_refused_but_never_crashes(head: str, fence: str) -> None:
    text = f"{fence}\n{head}\n{fence}\n{BODY}"
    try:
        edited = head_edit.with_keys("a.md", text, {"translation_key": "k"})
    except ContentError:
        return
    assert edited.endswith(BODY)
    try:
        assert front_matter.parse(Document("a.md", edited)).head.translation_key == "k"
    except ContentError as refused:
        # The head was no head before either.
        assert "translation_key" not in str(refused)


def test_a_value_is_quoted_where_yaml_would_not_read_text() -> None:
    for value in ("no", "1.10", "a: b", "ü", "", "x#y", "hello.de:Zk3f.QaX1"):
        edited = head_edit.with_keys("a.md", "---\ntitle: T\n---\n", {"translated_from": value})
        assert f"translated_from: {json.dumps(value, ensure_ascii=False)}\n" in edited


def test_a_key_is_added_to_a_composed_head_as_to_any_other() -> None:
    composed = "---\ntitle: A\nlang: de\n---\n\nText\n---\n"
    value = "a.de:x_-1.2222"
    added = head_edit.with_new_key("a.md", composed, "translated_from", value)
    assert added == head_edit.with_keys("a.md", composed, {"translated_from": value})
    changed = head_edit.with_new_key("a.md", added, "translated_from", "b.de:1")
    assert changed == head_edit.with_keys("a.md", added, {"translated_from": "b.de:1"})
