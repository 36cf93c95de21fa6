"""Issue files: what they become, and how each mistake is named."""

from __future__ import annotations

from datetime import date

import pytest

from pipeline.errors import ContentError
from pipeline.model.issue import Issue
from pipeline.model.post import Document
from pipeline.newsletter import composing
from tests.newsletter import cases


def problems(text: str) -> list[str]:
    with pytest.raises(ContentError) as refused:
        cases.issue(text)
    return [str(problem) for problem in refused.value.problems]


def test_an_issue_file_becomes_an_issue_named_after_it_in_the_workspaces_order() -> None:
    issue = cases.issue()
    assert (issue.id, issue.sent_on, issue.posts) == ("2026-03", date(2026, 3, 31), ("queues", "danish"))
    assert issue.langs == ("de", "en")
    assert issue.subject == {"de": "Über Schlangen", "en": "About queues"}
    assert issue.intro["de"].startswith("Moin,\n\nlesen Sie")
    assert issue.intro_paths == {"de": cases.PATH, "en": cases.PATH}


def test_languages_stand_in_the_workspaces_order_whatever_the_files() -> None:
    swapped = cases.ISSUE.replace('subject = {de = "Über Schlangen", en = "About queues"}', "").replace(
        "[intro]\n", '[subject]\nen = "About queues"\nde = "Über Schlangen"\n\n[intro]\n'
    )
    assert cases.issue(swapped).langs == ("de", "en")
    assert tuple(cases.issue(swapped).subject) == ("de", "en")


def test_only_date_subject_intro_and_posts_are_needed() -> None:
    issue = cases.issue('date = 2026-03-31\nsubject = {de = "A"}\nintro = {de = "B"}\nposts = []\n')
    assert (issue.preheader, issue.next_time, issue.sign_off, issue.posts) == ({}, {}, {}, ())


def test_all_mistakes_of_shape_come_at_once_with_their_places() -> None:
    said = problems('date = "31.3."\nsubjekt = {de = "x"}\nposts = "queues"\n')
    assert f'{cases.PATH}:1:1: "date" must be a date such as 2026-03-31, not "31.3."' in said
    assert f'{cases.PATH}:2:1: unknown key "subjekt"; did you mean "subject"?' in said
    assert f'{cases.PATH}:1:1: the key "intro" is missing; add it' in said
    assert any(problem.startswith(f"{cases.PATH}:3:1: ") for problem in said)


def test_a_post_that_does_not_exist_is_named_where_it_stands_with_a_suggestion() -> None:
    text = cases.ISSUE.replace('posts = ["queues", "danish"]', 'posts = [\n  "danish", # "quoted"\n  "queus",\n]')
    (said,) = problems(text)
    assert said.startswith(f'{cases.PATH}:6:3: there is no post "queus"; did you mean "queues"? If not: ')
    assert 'aliases: ["/de/posts/queus.html"]' in said, "a post that an old letter named may have been renamed"


def test_a_post_by_its_translations_own_name_is_named_by_the_key_that_both_have() -> None:
    text = cases.ISSUE.replace('"queues", "danish"', '"schlangen"')
    assert [said.partition(": ")[2] for said in problems(text)] == [
        'there is no post "schlangen"; write its translation key, "queues"'
    ]


def test_posts_on_one_line_have_their_own_columns() -> None:
    text = cases.ISSUE.replace('["queues", "danish"]', "['queues', 'queues', \"draft\"]")
    assert problems(text) == [
        f'{cases.PATH}:4:20: "queues" stands twice; keep one',
        (
            f'{cases.PATH}:4:30: nobody can read "draft" on 2026-03-31: it is a draft; publish it, take it out, '
            "or move the date"
        ),
    ]


def test_a_post_of_a_later_day_is_refused_with_that_day() -> None:
    said = problems(cases.ISSUE.replace("date = 2026-03-31", "date = 2026-02-01"))
    assert said[0].endswith("it comes out on 2026-03-01; publish it, take it out, or move the date")


def test_subject_and_intro_are_written_in_the_same_languages() -> None:
    """Subject in one language and body in another: Mautic 10562."""
    text = cases.ISSUE.replace(', en = "About queues"}', "}")
    assert f'{cases.PATH}:2:1: there is an intro for "en" but no subject; write it' in problems(text)
    text = cases.ISSUE.replace('de = "Mehr davon."', 'de = "Mehr davon."\nda = "Mere."')
    assert any('there is a next_time for "da" but no subject' in problem for problem in problems(text))


def test_a_language_that_the_workspace_lacks_is_refused() -> None:
    text = cases.ISSUE.replace('en = "Warmly, Jonna"', 'fr = "Bien à vous"')
    assert any('"fr" is no language of the workspace; its languages are de, en, da' in said for said in problems(text))


def test_texts_may_name_a_language_without_the_region_that_the_workspace_gives_it() -> None:
    def read(text: str) -> Issue:
        found = composing.read_all([Document(cases.PATH, text)], cases.groups(), ("de-at", "en", "da"))
        return next(issue for issue in found if issue.path == cases.PATH)

    issue = read(cases.ISSUE)
    assert (issue.subject["de-at"], issue.langs) == ("Über Schlangen", ("de-at", "en"))
    with pytest.raises(ContentError, match='"de" is no language of the workspace'):
        read(cases.ISSUE.replace('de = "Mehr davon."', 'de = "Mehr davon."\nde-at = "Mehr davon, ja."'))


@pytest.mark.parametrize("subject", ['""', '"""two\nlines"""', '"  "'])
def test_a_subject_is_one_line(subject: str) -> None:
    text = f"date = 2026-03-31\nposts = []\n[subject]\nde = {subject}\n[intro]\nde = 'x'\n"
    assert "must be one line, and not empty" in problems(text)[0]


def test_broken_toml_says_where() -> None:
    assert problems("date = 2026-03-31\nsubject = {de = \n")[0].startswith(f"{cases.PATH}:2:")


def test_a_post_marked_as_newsletter_is_an_issue_in_all_its_languages() -> None:
    issue = cases.post_issue()
    assert (issue.sent_on, issue.posts, issue.langs) == (date(2026, 3, 8), (), ("de", "en"))
    assert issue.subject == {"de": "Die Kasse", "en": "The till"}
    assert issue.intro_paths["en"] == "content/posts/till.en.md"


def test_issues_come_oldest_first_and_their_names_do_not_clash() -> None:
    newer = Document("content/issues/b.toml", cases.ISSUE)
    found = composing.read_all([newer, Document(cases.PATH, cases.ISSUE)], cases.groups(), cases.LANGUAGES)
    assert [issue.id for issue in found] == ["till", "2026-03", "b"]
    with pytest.raises(ContentError, match=r'till\.toml:1:1: has the same name \("till"\) as content/posts/till'):
        composing.read_all([Document("content/issues/till.toml", cases.ISSUE)], cases.groups(), cases.LANGUAGES)


def test_the_mistakes_of_all_files_come_together() -> None:
    documents = [Document(f"content/issues/{name}.toml", "") for name in ("a", "b")]
    with pytest.raises(ContentError) as refused:
        composing.read_all(documents, (), cases.LANGUAGES)
    assert {problem.path for problem in refused.value.problems} == {"content/issues/a.toml", "content/issues/b.toml"}


def test_a_name_that_cannot_stand_in_an_address_is_refused() -> None:
    with pytest.raises(ContentError, match='"März 1" cannot name an issue'):
        cases.read(Document("content/issues/März 1.toml", cases.ISSUE))


def test_a_tier_that_would_lead_out_of_the_folder_of_letters_is_refused() -> None:
    text = f'{cases.ISSUE}\n[tiers."../../elsewhere"]\nde = "Für euch."\n'
    with pytest.raises(
        ContentError, match=r'2026-03\.toml:\d+:\d+: "\.\./\.\./elsewhere" cannot name a tier; take out'
    ):
        cases.issue(text)


def test_a_post_is_named_at_its_place_whatever_ends_lines_elsewhere() -> None:
    """U+2028 ends no line of TOML."""
    head = 'date = 2026-03-31\nsubject = {de = "A"}\nintro = {de = """\nB\u2028\u2028\u2028\u2028x a="q" b="r"\n"""}\n'
    text = f'{head}posts = [\n  "queues",\n  "nope",\n]\n'
    with pytest.raises(ContentError, match=r'2026-03\.toml:8:3: there is no post "nope"'):
        cases.issue(text)
