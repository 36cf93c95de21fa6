"""`check` finds what a reader, a search engine or a thief would find, and says where it stands."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from pipeline.cli.main import leitmotiv
from pipeline.edges import workspace
from pipeline.errors import LeitmotivError
from pipeline.newsletter.authentication import Texts
from pipeline.runs import checking
from tests.conftest import CONFIG, MakeWorkspace

QUIET = f'{CONFIG}\n[site]\nsearch = false\ncards = false\n\n[database]\nurl = "sqlite:///people.db"\n'


def _post(body: str, title: str = "Hello") -> str:
    return f"---\ntitle: {title}\ndate: 2026-01-01\n---\n{body}\n"


GOOD = {
    "leitmotiv.toml": QUIET,
    "content/posts/a.de.md": _post("Ein Text, der für sich allein stehen kann und nichts falsch macht."),
    "content/posts/a.en.md": _post("A text that can stand for itself and does nothing wrong."),
}
KEY = "AKIA" + "IOSFODNN7EXAMPLE"

WRONG: dict[str, tuple[dict[str, str], tuple[str, str, str, int | None]]] = {
    "an anchor that is not there": (
        {"content/posts/a.en.md": _post("## Top\n\nSee [it](#top), or\n[that](a.de.md#unten).")},
        ("error", "broken-anchor", "content/posts/a.en.md", 8),
    ),
    "an anchor of the page itself": (
        {"content/posts/a.en.md": _post("one\n\n[x](#nowhere)")},
        ("error", "broken-anchor", "content/posts/a.en.md", 7),
    ),
    "a link to no page": (
        {"content/posts/a.en.md": _post("one\n[x](../../nothing.html)")},
        ("error", "broken-link", "content/posts/a.en.md", 6),
    ),
    "a link to no post": (
        {"content/posts/a.en.md": _post("[x](b.en.md)")},
        ("error", "site", "content/posts/a.en.md", 5),
    ),
    "a picture that says nothing": (
        {
            "content/posts/a.en.md": _post("Look:\n\n![](a.svg)"),
            "content/posts/a.svg": '<svg xmlns="http://www.w3.org/2000/svg" width="1" height="1"/>',
        },
        ("error", "picture-without-alt", "content/posts/a.en.md", 7),
    ),
    "a picture that is not there": (
        {"content/posts/a.en.md": _post("![x](b.png)")},
        ("error", "site", "content/posts/a.en.md", 5),
    ),
    "a key": (
        {"content/posts/a.en.md": _post(f"```\nkey = {KEY}\n```")},
        ("error", "secret", "content/posts/a.en.md", 6),
    ),
    "a private key in a file that is published": (
        {"content/static/id.txt": "-----BEGIN OPENSSH PRIVATE KEY-----\n"},
        ("error", "secret", "assets/id.d5ab8d30.txt", None),
    ),
    "a password in an address": (
        {"content/posts/a.en.md": _post("`postgres://ada:hunter2@db.example.org/x`")},
        ("error", "secret", "content/posts/a.en.md", 5),
    ),
    "a missing translation": (
        {"content/posts/b.en.md": _post("Only in English.", "Alone")},
        ("warning", "missing-translation", "content/posts/b.en.md", 1),
    ),
    "a template that stands in for none": (
        {"templates/site/psot.html": "x"},
        ("warning", "unused-template", "templates/site/psot.html", None),
    ),
    "a template with a mistake": (
        {"templates/site/post.html": "{{ nothing.at.all }}"},
        ("error", "site", "templates/site/post.html", 1),
    ),
    "two posts of one language": (
        {"content/posts/c.en.md": _post("x").replace("title: Hello", "title: Hello\ntranslation_key: a")},
        ("error", "content", "content/posts/c.en.md", 1),
    ),
    "a letter that is too long": (
        {"content/issues/june.toml": 'date = 2026-07-15\nsubject = {en = "June"}\nposts = ["a"]\n[intro]\nen = """\n'
         + "A word and another one. " * 5000 + '\n"""\n'},
        ("error", "oversized-letter", "content/issues/june.toml", None),
    ),
}  # fmt: skip


def _check(folder: Path, *more: str) -> tuple[int, list[dict[str, object]]]:
    result = CliRunner().invoke(leitmotiv, ["-C", str(folder), "check", "--json", *more], standalone_mode=False)
    if isinstance(result.exception, LeitmotivError):
        raise result.exception
    assert result.exception is None, result.exception
    return int(result.return_value or 0), json.loads(result.stdout)


def test_a_sound_workspace_has_nothing_to_mend(make_workspace: MakeWorkspace) -> None:
    assert _check(make_workspace(GOOD)) == (0, [])


@pytest.mark.parametrize("name", WRONG)
def test_a_mistake_is_found_at_its_place(name: str, make_workspace: MakeWorkspace) -> None:
    files, (level, code, path, line) = WRONG[name]
    exit_code, found = _check(make_workspace({**GOOD, **files}))
    places = [(row["level"], row["code"], row["path"], row["line"]) for row in found]
    if code == "secret" and line is None:
        places = [(row[0], row[1], "assets/id.d5ab8d30.txt", row[3]) for row in places if str(row[2]).endswith(".txt")]
    assert (level, code, path, line) in places, places
    assert exit_code == (1 if level == "error" else 0)


def test_several_mistakes_are_told_at_once(make_workspace: MakeWorkspace) -> None:
    files = {"content/posts/a.en.md": _post(f"[x](#no) {KEY}"), "templates/site/nothing.html": ""}
    _, found = _check(make_workspace({**GOOD, **files}))
    assert [row["code"] for row in found] == ["broken-anchor", "secret", "unused-template"]


def test_the_address_of_a_subscriber_must_not_be_published(make_workspace: MakeWorkspace) -> None:
    folder = make_workspace({
        **GOOD,
        "people.csv": "email,name,status,lang\nReader@Example.org,A Reader,confirmed,en\n",
        "content/posts/a.en.md": _post("Ada wrote to us.\nAsk reader@example.org, or letters@mini.example.org."),
    })  # fmt: skip
    imported = CliRunner().invoke(leitmotiv, ["-C", str(folder), "subscribers", "import", str(folder / "people.csv")])
    assert imported.exit_code == 0, imported.output
    exit_code, found = _check(folder)
    (row,) = [row for row in found if row["code"] == "personal-data"]
    assert (row["path"], row["line"]) == ("content/posts/a.en.md", 6)
    assert "reader@" not in str(row["message"])
    assert exit_code == 1


def test_checking_writes_no_site_and_makes_no_database(make_workspace: MakeWorkspace) -> None:
    folder = make_workspace(GOOD)
    _check(folder)
    assert not (folder / "site").exists()
    assert not (folder / "people.db").exists()


def test_people_read_sentences_and_a_sum(make_workspace: MakeWorkspace) -> None:
    folder = make_workspace({**GOOD, **WRONG["an anchor of the page itself"][0]})
    result = CliRunner().invoke(leitmotiv, ["-C", str(folder), "check"])
    assert 'error: content/posts/a.en.md:7:1: the link to "#nowhere" leads to a page that has no place' in result.stderr
    assert "1 error, 0 warnings" in result.stderr
    assert result.stdout == ""


SMTP = QUIET.replace("[site]", '[mail]\nmode = "smtp"\n\n[site]')


def _mail(make_workspace: MakeWorkspace, config: str, texts: Texts) -> list[tuple[str, str]]:
    root = make_workspace({**GOOD, "leitmotiv.toml": config})
    found = checking.check(workspace.load(str(root), None), texts).findings
    return [(finding.level, finding.code) for finding in found if finding.code.startswith("mail")]


def test_what_dns_lacks_is_a_warning(make_workspace: MakeWorkspace) -> None:
    assert set(_mail(make_workspace, SMTP, lambda _: ())) == {("warning", "mail-authentication")}


def test_what_could_not_be_asked_is_said_and_no_error(make_workspace: MakeWorkspace) -> None:
    found = _mail(make_workspace, SMTP, lambda _: None)
    assert ("warning", "mail-not-checked") in found
    assert all(level == "warning" for level, _ in found)


def test_a_rehearsal_asks_nobody(make_workspace: MakeWorkspace) -> None:
    asked: list[str] = []
    assert not _mail(make_workspace, QUIET, asked.append)
    assert not asked


def test_a_key_that_is_not_there_is_an_error(make_workspace: MakeWorkspace) -> None:
    dkim = 'dkim = { domain = "mini.example.org", selector = "s", key_file = "private/none.pem" }'
    found = _mail(make_workspace, SMTP.replace('mode = "smtp"', f'mode = "smtp"\n{dkim}'), lambda _: ())
    assert ("error", "mail-authentication") in found
