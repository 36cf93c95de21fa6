"""Documents become posts: language, key, slug, themes; and the mistakes that only several posts can make."""

from __future__ import annotations

from datetime import date

import pytest

from pipeline.errors import ContentError
from pipeline.model.language import Guess
from pipeline.model.post import Document, Post
from pipeline.posts import reading, translations

FOLDER = "content/posts"


def _guess(text: str) -> Guess:
    lang = "de" if " und " in text else None
    return Guess(lang, "de", 0.99 if lang else 0.5)


def _read(**files: str) -> tuple[Post, ...]:
    documents = [Document(f"{FOLDER}/{name}", text) for name, text in files.items()]
    return reading.read_all(documents, FOLDER, ("de", "en"), ("performance",), _guess)


def _one(path: str, head: str, body: str = "Dies und das.") -> Post:
    documents = [Document(f"{FOLDER}/{path}", f"---\ntitle: T\ndate: 2026-01-02\n{head}---\n{body}")]
    return reading.read_all(documents, FOLDER, ("de", "en"), ("performance",), _guess)[0]


@pytest.mark.parametrize(
    ("path", "head", "lang", "key", "slug"),
    [
        ("hello.de.md", "", "de", "hello", "hello"),
        ("hello.en.md", "lang: de\n", "de", "hello", "hello"),
        ("hello.md", "", "de", "hello", "hello"),
        ("a/hello.en.md", "", "en", "a/hello", "hello"),
        ("selber.it.md", "", "de", "selber.it", "selber-it"),
        ("hello.de-AT.md", "", "de", "hello", "hello"),
        ("hello.md", "lang: de-at\n", "de", "hello", "hello"),
        ("v1.2.md", "lang: en\n", "en", "v1.2", "v1-2"),
        ("hello.de.md", "translation_key: moin\nslug: moin-moin\n", "de", "moin", "moin-moin"),
        ("Grüße aus Flensburg.de.md", "", "de", "Grüße aus Flensburg", "gruesse-aus-flensburg"),
    ],
)
def test_language_key_and_slug_come_from_head_then_name_then_text(
    path: str, head: str, lang: str, key: str, slug: str
) -> None:
    post = _one(
        path, head, "Dies und das ist es, was wir mit der Zeit von uns und von den anderen wissen, und auch das nicht."
    )
    assert (post.lang, post.translation_key, post.slug, post.id) == (lang, key, slug, f"{key}.{lang}")


def test_a_name_may_say_the_language_without_the_region_that_the_workspace_gives_it() -> None:
    documents = [
        Document(f"{FOLDER}/moin.{lang}.md", "---\ntitle: T\ndate: 2026-01-02\n---\nJa.") for lang in ("de", "en")
    ]
    posts = reading.read_all(documents, FOLDER, ("de-at", "en-gb"), (), _guess)
    assert [(post.translation_key, post.lang, post.slug) for post in posts] == [
        ("moin", "de-at", "moin"),
        ("moin", "en-gb", "moin"),
    ]


def test_a_tag_that_names_a_theme_is_a_theme_set_by_hand() -> None:
    post = _one("a.de.md", "tags: [http, performance]\n")
    assert (post.themes, post.topics) == (("performance",), ("http",))


def test_an_empty_list_of_themes_wins_over_a_tag() -> None:
    post = _one("a.de.md", "themes: []\ntags: [Performance]\n")
    assert (post.themes, post.topics) == ((), ("Performance",))


def test_a_tag_may_call_a_theme_by_its_name_as_blogs_do() -> None:
    document = Document(
        f"{FOLDER}/a.de.md", "---\ntitle: T\ndate: 2026-01-02\ntags: [HTTP, Leistung, Performance]\n---\nX"
    )
    names = {"leistung": "performance", "speed": "performance"}
    (found,) = reading.read_each([document], FOLDER, ("de", "en"), ("performance",), _guess, names)
    assert found.post
    assert (found.post.themes, found.post.topics) == (("performance",), ("HTTP",))


def test_where_a_head_names_its_themes_a_tag_adds_none_by_its_name() -> None:
    head = "---\ntitle: T\ndate: 2026-01-02\nthemes: [agile]\ntags: [Leistung, Performance]\n---\nX"
    documents = [Document(f"{FOLDER}/a.de.md", head), Document(f"{FOLDER}/b.de.md", head.replace("Perf", "perf"))]
    names = {"leistung": "performance"}
    found = reading.read_each(documents, FOLDER, ("de", "en"), ("agile", "performance"), _guess, names)
    assert [(one.post.themes, one.post.topics) for one in found if one.post] == [
        (("agile",), ("Leistung", "Performance")),
        (("agile", "performance"), ("Leistung",)),
    ]


@pytest.mark.parametrize(
    ("name", "head", "body", "said"),
    [
        ("a.md", "date: 2026-01-02\n", "Short.", 'a.md:1:1: its language is unclear (likeliest: "de"); add a line'),
        ("a.md", "date: 2026-01-02\nlang: fr\n", "X", 'a.md:4:1: the language "fr" is not one of the workspace'),
        (
            "a.fr.md",
            "date: 2026-01-02\n",
            "Tout est dit.",
            'a.fr.md:1:1: its name says "fr", which is not one of the workspace; its languages are de, en (leit',
        ),
        ("a.de.md", "", "X", "a.de.md:2:1: has no date; add a line such as date: 2026-03-31, or status: draft"),
        (
            "a.de.md",
            "date: 2026-01-02\nthemes: [performence]\n",
            "X",
            'a.de.md:4:10: "performence" is no theme of themes.toml; did you mean "performance"?',
        ),
    ],
)
def test_a_post_that_cannot_be_placed_is_refused_with_the_mend(name: str, head: str, body: str, said: str) -> None:
    with pytest.raises(ContentError) as refused:
        _read(**{name: f"---\ntitle: T\n{head}---\n{body}"})
    assert str(refused.value).removeprefix(f"{FOLDER}/").startswith(said)


def test_the_mistakes_of_all_posts_are_told_together() -> None:
    with pytest.raises(ContentError) as refused:
        _read(**{"a.de.md": "---\ntitel: T\n---\n", "b.de.md": "no head", "c.de.md": "---\ntitle: C\n---\n"})
    assert {problem.path for problem in refused.value.problems} == {f"{FOLDER}/{name}.de.md" for name in "abc"}


def test_a_broken_head_does_not_hide_that_two_other_posts_claim_one_place() -> None:
    text = "---\ntitle: T\ndate: 2026-01-02\nslug: s\n---\nText und so."
    broken = "---\ntitle: T\ndate: 2026-01-02\nlang: fr\nthemes: [none]\n---\nX"
    with pytest.raises(ContentError) as refused:
        _read(**{"a.de.md": text, "b.de.md": text, "c.de.md": broken})
    assert [problem.path.removeprefix(f"{FOLDER}/") for problem in refused.value.problems] == [
        "c.de.md", "c.de.md", "b.de.md"
    ]  # fmt: skip


def test_posts_of_one_key_are_one_group_in_the_order_of_the_workspace() -> None:
    head = "---\ntitle: T\ndate: 2026-01-0{}\n---\nText und so."
    groups = translations.group(_read(**{"b.en.md": head.format(2), "b.de.md": head.format(1)}), ("de", "en"))
    assert [(group.key, list(group.posts)) for group in groups] == [("b", ["de", "en"])]
    assert str(groups[0].published) == "2026-01-01"


@pytest.mark.parametrize(
    ("one", "other", "said"),
    [
        ("a.de.md", "b.de.md", "has the same web address (de, s) as content/posts/a.de.md; change one"),
        ("a.de.md", "a.md", "has the same translation_key and language (a, de) as content/posts/a.de.md; change one"),
    ],
)
def test_two_posts_in_one_place_are_refused_naming_both_files(one: str, other: str, said: str) -> None:
    text = "---\ntitle: T\ndate: 2026-01-02\nslug: s\n---\nText und so."
    with pytest.raises(ContentError) as refused:
        translations.group(_read(**{one: text, other: text}), ("de", "en"))
    assert said in str(refused.value)
    assert f"content/posts/{other}" in str(refused.value)


def test_a_translation_that_names_no_author_has_those_of_its_original() -> None:
    head = "---\ntitle: T\ndate: 2026-01-02\n{}---\nText."
    posts = _read(
        **{
            "a.de.md": head.format("author: Jo\n"), "a.en.md": head.format("author: Anna\n"),
            "b.de.md": head.format(""), "b.en.md": head.format("author: [Jo, Anna]\n"), "c.en.md": head.format(""),
        },
    )  # fmt: skip
    assert {post.id: post.authors for post in posts} == {
        "a.de": ("Jo",), "a.en": ("Anna",), "b.de": ("Jo", "Anna"), "b.en": ("Jo", "Anna"), "c.en": (),
    }  # fmt: skip


def test_of_two_that_name_an_author_a_third_has_the_originals() -> None:
    head = "---\ntitle: T\ndate: 2026-01-02\ntranslation_key: t\nlang: {}\n---\nText."
    heads = {"a.md": "de\nauthor: Jo\ntranslated_from: t.en:x", "b.md": "en\nauthor: Anna", "c.md": "da"}
    documents = [Document(f"{FOLDER}/{name}", head.format(said)) for name, said in heads.items()]
    posts = reading.read_all(documents, FOLDER, ("de", "en", "da"), (), _guess)
    assert [post.authors for post in posts] == [("Jo",), ("Anna",), ("Anna",)]


def test_a_translation_without_a_date_comes_out_no_sooner_than_its_original() -> None:
    german, english = _read(
        **{
            "a.de.md": "---\ntitle: A\ndate: 2026-01-02\npublish_on: 2026-03-01\n---\nDies und das.",
            "a.en.md": "---\ntitle: A\n---\nThis and that.",
        }
    )
    assert english.comes_out == german.comes_out == date(2026, 3, 1)


def test_a_translation_without_a_date_has_that_of_the_oldest_language() -> None:
    german, english = _read(
        **{
            "a.de.md": "---\ntitle: A\ndate: 2026-01-02\n---\nDies und das.",
            "a.en.md": "---\ntitle: A\n---\nThis and that.",
        }
    )
    assert english.published == german.published
    with pytest.raises(ContentError, match=r"b\.en\.md:.*has no date"):
        _read(**{"a.de.md": "---\ntitle: A\ndate: 2026-01-02\n---\nx und y", "b.en.md": "---\ntitle: B\n---\nx"})
