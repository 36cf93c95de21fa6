"""Posts that an issue announces without naming them: since the last issue, by theme; and their place in a series."""

from __future__ import annotations

import tomllib
from datetime import date

import pytest

from pipeline.errors import ContentError
from pipeline.model.issue import Cut, Issue
from pipeline.model.post import Document
from pipeline.model.theme import Tag
from pipeline.newsletter import choosing, composing, drafting, editions
from pipeline.newsletter.choosing import Shelf
from tests.newsletter import cases

POST = "---\ntitle: {}\ndate: {}\n---\nEin Text.\n"
POSTS = {
    "a.de.md": POST.format("Latenz, Teil 1", "2026-01-10"),
    "b.de.md": POST.format("Latenz, Teil 2", "2026-02-10"),
    "c.de.md": POST.format("Feige", "2026-03-10"),
    "d.de.md": POST.format("Zukunft", "2026-09-01"),
    "o.de.md": POST.format("Alt", "2026-02-11\nannounce: false"),
    "n.de.md": "---\ntitle: Brief\ndate: 2026-02-01\nnewsletter: true\n---\nMoin\n",
}
ISSUE = 'date = {}\nsubject = {{de = "S"}}\nintro = {{de = "I"}}\n{}\n'
TAGS = {
    "a": (Tag(theme="speed", weight=1, by="human"),),
    "b": (Tag(theme="teams", weight=0.6, by="human"), Tag(theme="speed", weight=0.4, by="human")),
}


def issues(**files: tuple[str, str]) -> dict[str, Issue]:
    documents = [Document(f"content/issues/{name}.toml", ISSUE.format(*said)) for name, said in files.items()]
    shelf = Shelf(TAGS, ("speed", "teams"))
    found = composing.read_all(documents, cases.groups(POSTS), cases.LANGUAGES, shelf)
    return {issue.id: issue for issue in found}


def test_since_the_last_issue_means_what_came_out_after_it_the_newest_first() -> None:
    found = issues(one=("2026-01-31", "since_last = true"), two=("2026-03-31", "since_last = true"))
    assert found["one"].posts == ("a",)
    assert found["two"].posts == ("c", "b"), "the post that is a letter itself, on 1 February, came before b"


def test_an_issue_that_is_inserted_later_does_not_announce_twice() -> None:
    found = issues(one=("2026-03-31", 'themes = ["speed"]'), two=("2026-04-30", 'themes = ["speed", "teams"]'))
    assert (found["one"].posts, found["two"].posts) == (("b", "a"), ())


def test_what_was_finished_after_a_letter_is_announced_by_the_next_one_whatever_its_date_says() -> None:
    sent = ("2026-03-31", 'since_last = true\nannounced = ["c", "gone", "d"]')
    found = issues(one=sent, two=("2026-04-30", "since_last = true"), three=("2026-05-31", "since_last = true"))
    assert (found["one"].posts, found["one"].missed) == (("c",), ("b",))
    assert (found["two"].posts, found["three"].posts) == (("b",), ())
    by_theme = issues(one=sent, two=("2026-04-30", 'since_last = true\nthemes = ["speed"]'))
    assert by_theme["two"].posts == ("b",)


def test_a_letter_that_was_sent_goes_on_saying_what_it_said() -> None:
    sent = ("2026-03-31", 'posts = ["a"]\nthemes = ["teams"]\nannounced = ["a"]')
    found = issues(one=sent, two=("2026-04-30", "since_last = true"))
    assert (found["one"].posts, found["two"].posts) == (("a",), ("b",))


@pytest.mark.parametrize("said", ['since_last = true\nannounced = ["a", "b"]', 'posts = ["a", "b"]'])
def test_a_post_that_was_renamed_and_leads_on_from_its_old_address_is_announced_once(
    monkeypatch: pytest.MonkeyPatch, said: str
) -> None:
    head = "2026-01-10\naliases: [/de/posts/a.html]"
    monkeypatch.delitem(POSTS, "a.de.md")
    monkeypatch.setitem(POSTS, "renamed.de.md", POST.format("Latenz, Teil 1", head))
    found = issues(one=("2026-02-28", said), two=("2026-03-31", "since_last = true"))
    assert set(found["one"].posts) == {"renamed", "b"}, "its letter still shows it"
    assert found["two"].posts == ("c",)


@pytest.mark.parametrize(
    ("file", "head"), [("2026/a.de.md", ""), ("A.de.md", ""), ("a.de.md", "\ntranslation_key: latency")]
)
def test_a_post_that_has_another_key_at_its_old_address_is_announced_once(
    monkeypatch: pytest.MonkeyPatch, file: str, head: str
) -> None:
    monkeypatch.delitem(POSTS, "a.de.md")
    monkeypatch.setitem(POSTS, file, POST.format("Latenz, Teil 1", f"2026-01-10{head}"))
    sent = ("2026-02-28", 'since_last = true\nannounced = ["a", "b"]')
    found = issues(one=sent, two=("2026-03-31", "since_last = true"))
    assert len(found["one"].posts) == 2, "its letter still shows it"
    assert found["two"].posts == ("c",)


@pytest.mark.parametrize("said", ['since_last = true\nannounced = ["a", "b"]', 'posts = ["a", "b"]'])
def test_a_post_that_was_made_one_with_another_of_its_letter_stands_there_once(
    monkeypatch: pytest.MonkeyPatch, said: str
) -> None:
    monkeypatch.delitem(POSTS, "a.de.md")
    monkeypatch.setitem(POSTS, "b.de.md", POST.format("Latenz", "2026-01-10\naliases: [/de/posts/a.html]"))
    assert issues(one=("2026-02-28", said))["one"].posts == ("b",)


@pytest.mark.parametrize("said", ["since_last = true", 'posts = ["a"]\nthemes = ["speed"]'])
def test_what_a_letter_announced_is_written_into_its_file_where_it_named_not_all(said: str) -> None:
    text = "# mine\r\n" + ISSUE.format("2026-03-31", said).replace("\n", "\r\n") + "[tiers.inner]\r\nde = 'x'\r\n"
    kept = composing.sent(Document("content/issues/one.toml", text), ("b", "a")).text
    assert kept == text.replace("[tiers", 'announced = ["b", "a"]\r\n[tiers')
    assert composing.sent(Document("content/issues/one.toml", kept), ("b",)).text.count("announced") == 1


@pytest.mark.parametrize(
    "text",
    [
        'date = 2026-03-31\nsubject = {de = "S"}\nintro = {de = "I"}\nsince_last = true',
        'date = 2026-03-31\nsubject.de = "S"\nintro.de = """\n[a](b.de.md) to\n[x](c.md)\n"""\nsince_last = true\n',
        'since_last = true\ndate = 2026-03-31\nsubject = {de = "S"}\n\n[intro]\nde = """\n[a](b.de.md)\n"""\n',
        '"since_last" = true\ndate = 2026-03-31\nsubject = {de = "S"}\nthemes = [\n  "a", #\n]\n[intro]\nde = "x"\n',
    ],
)
def test_whatever_way_a_file_is_written_it_keeps_what_was_announced(text: str) -> None:
    kept = composing.sent(Document("content/issues/one.toml", text), ("b",)).text
    assert tomllib.loads(kept) == {**tomllib.loads(text), "announced": ["b"]}


def test_a_letter_that_names_its_posts_needs_no_note() -> None:
    document = Document("content/issues/one.toml", ISSUE.format("2026-03-31", 'posts = ["a"]'))
    assert composing.sent(document, ("a",)) == document


def test_a_new_issue_names_what_earlier_ones_left_out() -> None:
    one = issues(one=("2026-03-31", 'posts = ["c"]'))["one"]
    groups = {group.key: group for group in cases.groups(POSTS)}
    drafted = drafting.issue("Mai", "de", "content/issues", date(2026, 5, 1), [one], groups).text
    assert 'posts = []\n# older than the last letter, and in none yet: "b", "a"\n' in drafted
    later = drafting.issue("Mai", "de", "content/issues", date(2026, 9, 1), [one], groups).text
    assert 'posts = ["d"]\n# older' in later


def test_posts_named_by_hand_come_first_and_the_theme_narrows_the_rest() -> None:
    found = issues(one=("2026-03-31", 'posts = ["c"]\nthemes = ["teams"]'))
    assert found["one"].posts == ("c", "b")


def test_what_its_head_keeps_out_of_letters_is_announced_by_name_alone() -> None:
    found = issues(one=("2026-03-31", 'posts = ["o"]\nsince_last = true'), two=("2026-04-30", "since_last = true"))
    assert (found["one"].posts, found["two"].posts) == (("o", "c", "b"), ())


def test_an_issue_is_about_what_its_posts_are_about() -> None:
    found = issues(one=("2026-03-31", 'posts = ["b", "c"]'), two=("2026-04-30", 'themes = ["speed"]'))
    about = {name: choosing.about(issue, Shelf(TAGS)).themes for name, issue in found.items()}
    assert about == {"one": ("teams", "speed"), "two": ("speed",), "n": ()}


@pytest.mark.parametrize(
    ("said", "message"),
    [
        ("", 'the key "posts" is missing; add it, or since_last = true'),
        ('themes = ["sped"]', 'there is no theme "sped"; did you mean "speed"?'),
        ('posts = []\n[tiers.inner]\nen = "x"', 'there is a block for "en" but no subject'),
        ('posts = []\nuntranslated = "drop"', "untranslated"),
    ],
)
def test_a_mistake_in_the_choice_is_named(said: str, message: str) -> None:
    with pytest.raises(ContentError) as refused:
        issues(one=("2026-03-31", said))
    assert message in str(refused.value)


def test_a_part_of_a_series_leads_to_the_part_before_it() -> None:
    issue = issues(one=("2026-03-31", 'posts = ["b", "c"]'))["one"]
    edition = editions.cut_for(issue, Cut(("de",)), cases.press(posts=POSTS))
    for said in (edition.html, edition.text):
        assert "Teil 2 der Reihe „Latenz“" in said
        assert "Davor: Latenz, Teil 1" in said
        assert "de/posts/a.html?utm_source=newsletter" in said
        assert said.count("der Reihe") == 1
