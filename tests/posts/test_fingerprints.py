"""What a translation was made from: which paragraph of the original changed since, and what settles it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.errors import ContentError
from pipeline.model.post import Post, TranslationGroup
from pipeline.posts import fingerprints, linking, translations

BODY = "One is first.\nStill one.\n\nTwo is next.\n\n```\ncode\n\nmore code\n```\n\nThree is last.\n"


def _post(key: str, lang: str, body: str = BODY, **more: object) -> Post:
    values = {
        "path": f"content/posts/{key}.{lang}.md", "title": "T", "published": None, "slug": f"{key}-{lang}",
        "body_line": 5, "words": 0, **more,
    }  # fmt: skip
    return Post(id=f"{key}.{lang}", lang=lang, translation_key=key, body=body, **values)  # type: ignore[arg-type]


def _group(*posts: Post) -> TranslationGroup:
    return TranslationGroup(posts[0].translation_key, {post.lang: post for post in posts})


def _outdated(original: Post, translation: Post) -> tuple[str, ...]:
    return fingerprints.outdated(_group(original, translation))


def test_paragraphs_are_the_title_and_the_blocks_with_their_lines() -> None:
    found = [(paragraph.text[:9], paragraph.line) for paragraph in fingerprints.paragraphs(_post("a", "en"))]
    assert found == [("T", None), ("One is fi", 5), ("Two is ne", 8), ("```\ncode\n", 10), ("Three is ", 16)]


def test_the_fingerprint_names_the_original_and_is_short() -> None:
    fingerprint = fingerprints.of(_post("a", "en"))
    assert fingerprint.startswith("a.en:")
    assert len(fingerprint) == len("a.en:") + 5 * 4 + 4


@pytest.mark.parametrize(
    ("edit", "outdated"),
    [
        (lambda body: body, False),
        (lambda body: body.replace("first.\nStill", "first. Still"), False),
        (lambda body: body + "\n\n", False),
        (lambda body: body.replace("Two", "2"), True),
        (lambda body: body.replace("\n\nmore", "\n\n\nmore extra"), True),
        (lambda body: body + "\nFour.", True),
        (lambda body: body.replace("Two is next.\n\n", ""), True),
    ],
)
def test_a_translation_is_outdated_when_a_paragraph_changed(edit: object, outdated: bool) -> None:
    original = _post("a", "en")
    translation = _post("a", "de", "Eins.\n\nZwei.", translated_from=fingerprints.of(original))
    edited = replace(original, body=edit(original.body))  # type: ignore[operator]
    assert _outdated(edited, translation) == (("de",) if outdated else ())


def test_a_new_title_counts_too() -> None:
    original = _post("a", "en")
    translation = _post("a", "de", translated_from=fingerprints.of(original))
    assert _outdated(replace(original, title="U"), translation) == ("de",)


@pytest.mark.parametrize("fingerprint", [None, "", "a.en", "a.en:", "gone.fr:abcd", "a.de:abcd"])
def test_without_a_usable_fingerprint_nothing_is_outdated(fingerprint: str | None) -> None:
    assert _outdated(_post("a", "en"), _post("a", "de", translated_from=fingerprint)) == ()


def test_an_original_that_was_renamed_is_found_by_its_language() -> None:
    original = _post("b", "en", "Edited since.")
    translation = _post("b", "de", translated_from=fingerprints.of(_post("a", "en")))
    assert _outdated(original, translation) == ("de",)


def test_a_post_that_has_left_its_group_is_no_translation_of_it_and_may_be_one_of_another() -> None:
    original, other = _post("a", "en", "Edited since."), _post("c", "da")
    left = _post("b", "de", translated_from=fingerprints.of(_post("a", "en")))
    assert fingerprints.outdated(_group(left)) == ()
    assert fingerprints.unwatched(_group(replace(other, published=date(2026, 1, 1)), left)) == ("de",)
    groups = _groups(original, left, other)
    assert linking.link(other, left, groups)[left.path]["translated_from"] == fingerprints.of(other)
    assert linking.link(original, left, groups) == {left.path: {"translation_key": "a"}}, "it was compared with that"
    with pytest.raises(ContentError, match="has no translation"):
        linking.confirm(left, groups)


def test_what_takes_the_name_of_an_original_that_was_renamed_is_none() -> None:
    original = _post("b", "en")
    translation = _post("b", "de", translated_from=fingerprints.of(_post("a", "en")))
    groups = _groups(original, translation, _post("a", "en", "Another text."))
    assert fingerprints.outdated(groups["b"]) == ()
    assert linking.confirm(translation, groups)[0] is original


def test_changes_show_the_new_paragraph_and_the_translation_beside_it() -> None:
    original = _post("a", "en")
    translation = _post("a", "de", BODY.replace("Two is next", "Zwei"), translated_from=fingerprints.of(original))
    edited = replace(
        original, body=BODY.replace("Two is next", "Two was next").replace("Three is last.", "Three.\n\nFour.")
    )
    changes = fingerprints.changes(translation, edited)
    assert [
        (change.kind, change.now and change.now.text, change.translated and change.translated.text)
        for change in changes
    ] == [
        ("changed", "Two was next.", "Zwei."),
        ("changed", "Three.", "Three is last."),
        ("added", "Four.", None),
    ]
    other = fingerprints.changes(replace(translation, body="Eins.\n\nZwei."), edited)
    assert {change.translated for change in other} == {None}, (
        "with other paragraphs nobody knows which belongs to which"
    )
    shorter = fingerprints.changes(translation, replace(original, body=BODY.replace("Two is next.\n\n", "")))
    assert [(change.kind, change.now, change.translated and change.translated.text) for change in shorter] == [
        ("removed", None, "Zwei.")
    ]


@given(st.text(max_size=80), st.text(max_size=80))
def test_any_text_has_a_fingerprint_that_fits_itself(then: str, now: str) -> None:
    original = _post("a", "en", then)
    translation = _post("a", "de", translated_from=fingerprints.of(original))
    assert not fingerprints.is_outdated(translation, original)
    assert fingerprints.changes(translation, original) == ()
    edited = replace(original, body=now)
    assert fingerprints.is_outdated(translation, edited) == bool(fingerprints.changes(translation, edited))


def _groups(*posts: Post) -> dict[str, TranslationGroup]:
    return {group.key: group for group in translations.group(posts, ("de", "en", "da"))}


def test_a_link_gives_the_second_post_the_key_and_the_fingerprint_of_the_first() -> None:
    one, other = _post("a", "en"), _post("b", "de")
    keys = linking.link(one, other, _groups(one, other))
    assert keys == {other.path: {"translation_key": "a", "translated_from": fingerprints.of(one)}}


def test_the_larger_group_keeps_its_key() -> None:
    one, other, third = _post("a", "en"), _post("b", "de"), _post("b", "da")
    keys = linking.link(one, other, _groups(one, other, third))
    assert keys[one.path]["translation_key"] == "b"
    assert keys[other.path] == {"translated_from": fingerprints.of(replace(one, id="b.en"))}


def test_two_texts_of_one_language_are_not_joined() -> None:
    one, other, third = _post("a", "en"), _post("b", "de"), _post("b", "en")
    with pytest.raises(ContentError, match=r'cannot join content/posts/a\.en\.md: both have a text in "en"'):
        linking.link(one, other, _groups(one, other, third))


def test_a_post_is_not_linked_to_itself() -> None:
    one = _post("a", "en")
    with pytest.raises(ContentError, match=r"content/posts/a\.en\.md: is one post; name two"):
        linking.link(one, one, _groups(one))


def test_what_is_linked_is_not_linked_again() -> None:
    one, other = _post("a", "en"), _post("a", "de")
    assert linking.link(one, other, _groups(one, other)) == {}


def test_a_group_is_watched_from_the_post_that_others_were_compared_with() -> None:
    one, other, third = _post("a", "en"), _post("a", "de"), _post("a", "da")
    (group,) = _groups(one, other, third).values()
    assert fingerprints.unwatched(group) == ("en", "da"), "of one day the workspace's first is the original"
    compared = replace(other, translated_from=fingerprints.of(one))
    (group,) = _groups(one, compared, third).values()
    assert fingerprints.unwatched(group) == ("da",)
    (dated,) = _groups(replace(one, published=date(2026, 2, 1)), replace(other, published=date(2026, 1, 1))).values()
    assert fingerprints.unwatched(dated) == ("en",), "else the one published first"
    (alone,) = _groups(one).values()
    assert fingerprints.unwatched(alone) == ()


def test_a_post_whose_id_a_link_has_changed_is_found_by_its_file_and_a_group_of_one_by_its_key() -> None:
    linked = replace(_post("b", "en"), id="a.en", translation_key="a")
    assert linking.find("b.en", [linked, _post("c", "en")]) is linked
    assert linking.find("c", [linked, _post("c", "en")]).id == "c.en"


@pytest.mark.parametrize("name", ["a.en", "content/posts/a.en.md", "a.en.md", "posts/a.en.md", "./a.en.md"])
def test_a_post_is_found_by_id_and_by_path(name: str) -> None:
    assert linking.find(name, [_post("a", "en"), _post("aa", "en")]).id == "a.en"


@pytest.mark.parametrize(("name", "said"), [("b.en", 'did you mean "a.en"?'), ("zzz", "leitmotiv posts lists them")])
def test_an_unknown_post_is_answered_with_the_mend(name: str, said: str) -> None:
    with pytest.raises(ContentError) as refused:
        linking.find(name, [_post("a", "en"), _post("caching", "en")])
    assert said in str(refused.value)


def test_a_name_that_means_two_posts_must_be_written_out() -> None:
    with pytest.raises(ContentError, match="may be "):
        linking.find("a.en.md", [_post("x/a", "en"), _post("y/a", "en")])
