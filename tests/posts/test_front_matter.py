"""Front matter: what is taken, and what each mistake is answered with."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.errors import ContentError
from pipeline.model.post import Document
from pipeline.posts import front_matter


def _parse(head: str, body: str = "Text.\n") -> front_matter.Headed:
    return front_matter.parse(Document("content/posts/a.md", f"---\n{head}\n---\n{body}"))


def test_a_yaml_head_gives_its_values_and_the_line_of_the_body() -> None:
    headed = _parse("title: Moin\ndate: 2026-03-31\ntags: [http, database]")
    assert headed.head.title == "Moin"
    assert str(headed.head.date) == "2026-03-31"
    assert headed.head.tags == ("http", "database")
    assert (headed.body, headed.body_line) == ("Text.\n", 6)


def test_a_toml_head_gives_the_same() -> None:
    document = Document("a.md", '+++\ntitle = "Moin"\ndate = 2026-03-31\ntags = ["http"]\nminutes = 90\n+++\nText.')
    headed = front_matter.parse(document)
    assert (headed.head.title, str(headed.head.date), headed.head.tags) == ("Moin", "2026-03-31", ("http",))
    assert headed.head.minutes == 90


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("lang: no", {"lang": "no"}),
        ("lang: de_CH", {"lang": "de-ch"}),
        ("title: 1.10", {"title": "1.10"}),
        ("title: 12:30", {"title": "12:30"}),
        ("title: yes", {"title": "yes"}),
        ("title: >\n  A folded\n  title", {"title": "A folded title"}),
        ("title: Tabs\tand  blanks", {"title": "Tabs and blanks"}),
        ("title: Quoi\u00a0?", {"title": "Quoi\u00a0?"}),
        ("description: |\n  Two\n\n  lines", {"description": "Two lines"}),
        ("series: >\n  Caching", {"series": "Caching"}),
        ("newsletter: true", {"newsletter": True}),
        ("tags: dolor Simet-Amet", {"tags": ("dolor", "Simet-Amet")}),
        ("tags: one, two words", {"tags": ("one", "two words")}),
        ("tags:", {"tags": ()}),
        ('tags: ["", one, " "]', {"tags": ("one",)}),
        ("translationKey: k1", {"translation_key": "k1"}),
        ("minutes: 90", {"minutes": 90}),
        ("author: Anna Beispiel, Ph.D.", {"author": ("Anna Beispiel, Ph.D.",)}),
        ('author: [Anna Beispiel, "", "Jo\\n Muster"]', {"author": ("Anna Beispiel", "Jo Muster")}),
        ("author:", {"author": ()}),
    ],
)
def test_scalars_stay_what_was_written(written: str, read: dict[str, object]) -> None:
    head = written if written.startswith("title") else f"title: T\n{written}"
    found = _parse(head).head
    assert {key: getattr(found, key) for key in read} == read


@pytest.mark.parametrize("date", ["2026-03-31", "2026-03-31T08:00:00Z", "2026-03-31 08:00:00 +0200"])
def test_a_date_may_carry_a_time(date: str) -> None:
    assert str(_parse(f"title: T\ndate: {date}").head.date) == "2026-03-31"
    toml = Document("a.md", f'+++\ntitle = "T"\ndate = {date.replace(" +0200", "")}\n+++\n')
    assert str(front_matter.parse(toml).head.date) == "2026-03-31"


@pytest.mark.parametrize(
    ("head", "message"),
    [
        ("titel: Moin", 'a.md:2:1: unknown key "titel"; did you mean "title"?'),
        ("date: 2026-03-31", 'a.md:2:1: the key "title" is missing; add it'),
        ('title: "  "', "a.md:2:1: must not be empty; write what it is called"),
        ("title: T\ndate: 2026-13-45", 'a.md:3:1: "date" must be a date such as 2026-03-31, not "2026-13-45"'),
        ("title: T\ndate: 2026-03-31 8am", 'a.md:3:1: "date" must be a date such as 2026-03-31, not "2026-03-31 8am"'),
        ("title: T\ntitle: U", 'a.md:3:1: "title" stands twice; keep one'),
        ("title: &a T\nslug: *a", "a.md:3:7: YAML aliases (*name) are not taken here; write the value out"),
        ("title: T\nminutes: many", 'a.md:3:1: "minutes" must be a number, not "many"'),
        ("title: T\nslug: ../etc", 'a.md:3:1: "../etc" cannot stand in a web address; write "etc"'),
        ("title: T\ntranslation_key: ../../x", 'a.md:3:1: the translation_key must be a name, no path; write "x"'),
        ("title: T\ntranslation_key: /x", 'a.md:3:1: the translation_key must be a name, no path; write "x"'),
        ("title: T\ntranslationKey: a\\\\b", 'a.md:3:1: the translation_key must be a name, no path; write "b"'),
        ('title: T\ntranslation_key: "a\\tb"', 'a.md:3:1: the translation_key must be a name, no path; write "a-b"'),
        (
            "title: T\ndate: 2026-01-01\nexpires_on: 2026-01-01",
            "a.md:4:1: it expires on 2026-01-01 and comes out on 2026-01-01, so nobody ever sees it",
        ),
        (
            "title: T\nexpires_on: 2026-02-01\ndate: 2026-01-01\npublish_on: 2026-03-01",
            "a.md:3:1: it expires on 2026-02-01 and comes out on 2026-03-01, so nobody ever sees it",
        ),
        ("title: T\nlang: deutsch!", 'a.md:3:1: "deutsch!" is no language tag; write for instance "de" or "pt-br"'),
        ('title: T\naliases: ["/old/", "http://[x"]', 'a.md:3:1: "http://[x" is no address; write its path, as /2019'),
        ("title: T\nauthors: [Jo]", 'a.md:3:1: unknown key "authors"; did you mean "author"?'),
        ("title: T\nauthor: {name: Jo}", 'a.md:3:1: "author" must be text'),
        ("title: T\nauthor: Jo <jo@example.org>", "a.md:3:1: an author is a name, which is published; take the mail"),
        ("title: [unclosed", "a.md:3:1: not valid YAML"),
        ("- a list", "a.md:2:1: the front matter must be lines such as title: …"),
        ("title: T\nstatus: live", "a.md:3:1:"),
    ],
)
def test_a_mistake_names_its_place_and_the_mend(head: str, message: str) -> None:
    with pytest.raises(ContentError) as refused:
        _parse(head)
    assert any(str(problem).removeprefix("content/posts/").startswith(message) for problem in refused.value.problems), [
        str(problem) for problem in refused.value.problems
    ]


def test_all_mistakes_of_a_head_come_at_once() -> None:
    """A key that stands there misspelt is named once, and not called missing too."""
    with pytest.raises(ContentError) as refused:
        _parse("titel: T\ndate: gestern\nmintues: 3")
    assert len(refused.value.problems) == 3
    with pytest.raises(ContentError, match='the key "title" is missing'):
        _parse("colour: red\ndate: 2026-01-01")


def test_mistakes_of_form_and_of_content_come_in_one_list_in_their_order() -> None:
    with pytest.raises(ContentError) as refused:
        _parse("title: T\nlang: de\nlang: en\ndate: gestern\nslug: &a b\nimage: *a")
    assert [(problem.line, problem.message.split(";")[0]) for problem in refused.value.problems] == [
        (4, '"lang" stands twice'),
        (5, '"date" must be a date such as 2026-03-31, not "gestern"'),
        (7, "YAML aliases (*name) are not taken here"),
    ]


@pytest.mark.parametrize("value", ["[" * 100 + "]" * 100, "{a: " * 100 + "}" * 100])
def test_values_within_values_without_end_are_refused(value: str) -> None:
    with pytest.raises(ContentError, match="nest deeper"):
        _parse(f"title: T\ntags: {value}")


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("No head", "has no front matter"),
        ("---\ntitle: T\n", "the front matter has no end"),
        ("", "has no front matter"),
    ],
)
def test_a_file_without_a_head_is_told_how_to_begin(text: str, said: str) -> None:
    with pytest.raises(ContentError, match=said):
        front_matter.parse(Document("a.md", text))


@given(st.text(max_size=200))
def test_any_head_is_read_or_refused_but_never_crashes(head: str) -> None:
    try:
        _parse(head)
    except ContentError as refused:
        assert all(problem.line for problem in refused.problems)
