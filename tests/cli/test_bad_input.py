"""A user's mistake is answered with a sentence, a place and a mend; never with a stack trace or half a result."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Mapping
from contextlib import closing
from pathlib import Path

import pytest

from tests.cli.conftest import Leitmotiv
from tests.conftest import CONFIG, MakeWorkspace

POST = "---\ntitle: T\ndate: 2026-01-02\n---\nText.\n"
CONTACTS = '"Record ID","First Name","Create Date","Email","Company Name","Original Source","Lifecycle Stage"\n'

CASES: Mapping[str, tuple[Mapping[str, str | bytes], tuple[str, ...], str]] = {
    "an empty workspace": ({}, ("run",), "content/posts: there is no post yet; write content/posts/hello.md"),
    "invalid UTF-8": (
        {"content/posts/a.de.md": POST.encode() + b"\nM\xfcller"},
        ("build",),
        "content/posts/a.de.md:7:2: byte 0xfc is not valid UTF-8; save the file as UTF-8",
    ),
    "two posts with one address": (
        {
            "content/posts/a.de.md": POST.replace("T\n", "T\nslug: s\n", 1),
            "content/posts/b.de.md": POST.replace("T\n", "T\nslug: s\n", 1),
        },
        ("build",),
        "content/posts/b.de.md:1:1: has the same web address (de, s) as content/posts/a.de.md; change one",
    ),
    "a language that is not the workspace's": (
        {"content/posts/a.md": POST.replace("T\n", "T\nlang: fr\n", 1)},
        ("posts",),
        'content/posts/a.md:3:1: the language "fr" is not one of the workspace; its languages are de, en',
    ),
    "a page's language that is not the workspace's": (
        {"content/posts/a.de.md": POST, "content/pages/x.de.md": "---\ntitle: X\nlang: fr\n---\nX\n"},
        ("build",),
        'content/pages/x.de.md:3:1: the language "fr" is not one of the workspace; its languages are de, en',
    ),
    "a folder that only a shell finds": (
        {"leitmotiv.toml": f'{CONFIG}\n[site]\noutput = "~/x"\n', "content/posts/a.de.md": POST},
        ("build",),
        'leitmotiv.toml:13:1: "~/x": only a shell knows what ~ means; write the whole path, or one from this file',
    ),
    "a key that leads out": (
        {"content/posts/a.de.md": POST.replace("T\n", "T\ntranslationKey: ../../x\n", 1)},
        ("check",),
        'content/posts/a.de.md:3:1: the translation_key must be a name, no path; write "x"',
    ),
    "a picture that no browser shows": (
        {"content/posts/a.de.md": f"{POST}\n![x](../static/p.TIF)\n", "content/static/p.TIF": b"II*\0"},
        ("build",),
        "content/posts/a.de.md:7:2: browsers do not show .tif; save the picture as PNG, JPEG or WebP",
    ),
    "a picture that no browser shows, beside the post": (
        {"content/posts/a.de.md": f"{POST}\n![x](p.tiff)\n", "content/posts/p.tiff": b"II*\0"},
        ("check",),
        "content/posts/a.de.md:7:2: browsers do not show .tiff; save the picture as PNG, JPEG or WebP",
    ),
    "a picture that is missing, from the root": (
        {"content/posts/a.de.md": f"{POST}\n![x](/static/p.png)\n"},
        ("build",),
        'content/posts/a.de.md:7:2: there is no picture "/static/p.png"',
    ),
    "a letter's template that fails, and another mistake": (
        {
            "content/posts/a.de.md": f"{POST}\n[x](#nowhere)\n".replace("T\n", "T\nnewsletter: true\n", 1),
            "templates/letter/edition.mjml": "a\n{{ 1 / 0 }}",
        },
        ("check",),
        "templates/letter/edition.mjml:2: cannot be rendered: division by zero",
    ),
    "a template that fails": (
        {"content/posts/a.de.md": POST, "templates/site/post.html": "a\n{{ 1 / 0 }}"},
        ("check",),
        "templates/site/post.html:2: cannot be rendered: division by zero",
    ),
    "a misspelt key": (
        {"content/posts/a.de.md": POST.replace("title", "titel")},
        ("posts",),
        'content/posts/a.de.md:2:1: unknown key "titel"; did you mean "title"?',
    ),
    "a broken link": (
        {"content/posts/a.de.md": POST + "\n[x](nowhere.de.md)\n"},
        ("build",),
        "content/posts/a.de.md:7:",
    ),
    "a broken configuration": (
        {"leitmotiv.toml": "[workspace\n"},
        ("posts",),
        "leitmotiv.toml:1:11: not valid TOML",
    ),
    "a template with a mistake": (
        {"content/posts/a.de.md": POST, "templates/site/post.html": "{{ nothing.here }}"},
        ("build",),
        "templates/site/post.html:1: asks for something that it is not given",
    ),
    "a template that does not parse": (
        {"content/posts/a.de.md": POST, "templates/site/post.html": "{% if %}"},
        ("build",),
        "post.html:1: does not parse",
    ),
    "a lead without a date": (
        {
            "content/posts/a.de.md": POST,
            "leads.csv": CONTACTS + '"1","A","","a@a.example.org","A","Referrals","Lead"\n',
        },
        ("leads", "import", "leads.csv"),
        "leads.csv:2: no date in",
    ),
    "an import that nobody knows": (
        {"content/posts/a.de.md": POST, "x.csv": "colour,size\nred,3\n"},
        ("leads", "import", "x.csv"),
        "x.csv",
    ),
    "an import that is not there": ({}, ("effort", "import", "nothing.csv"), "nothing.csv: there is no such file"),
    "an issue that is not there": (
        {"content/posts/a.de.md": POST},
        ("issue", "render", "summer"),
        'there is no issue "summer"',
    ),
    "a database that is none": (
        {"content/posts/a.de.md": POST, "private/leitmotiv.db": "no database at all, but a text of some length " * 20},
        ("report",),
        "leitmotiv.db",
    ),
}


@pytest.mark.parametrize("name", CASES)
def test_a_mistake_is_a_sentence_and_exit_code_1(
    name: str, make_workspace: MakeWorkspace, leitmotiv: Leitmotiv, monkeypatch: pytest.MonkeyPatch
) -> None:
    files, command, said = CASES[name]
    root = make_workspace({path: text for path, text in files.items() if isinstance(text, str)})
    for path, content in files.items():
        if isinstance(content, bytes):
            (root / path).parent.mkdir(parents=True, exist_ok=True)
            (root / path).write_bytes(content)
    monkeypatch.chdir(root)
    answer = leitmotiv(*command)
    assert answer.code == 1, answer
    assert said in answer.err, answer.err
    assert "Traceback" not in answer.err
    assert not (root / "site").exists()


def test_a_folder_without_a_workspace_is_told_how_to_make_one(tmp_path: Path, leitmotiv: Leitmotiv) -> None:
    answer = leitmotiv("-C", tmp_path, "posts")
    assert answer.code == 1
    assert "no leitmotiv.toml here or above" in answer.err
    assert "leitmotiv init DIR" in answer.err


def test_a_missing_folder_is_told(leitmotiv: Leitmotiv) -> None:
    answer = leitmotiv("posts", "-C", "/nowhere/at/all")
    assert (answer.code, answer.err.strip()) == (1, "error: /nowhere/at/all: there is no such folder")


def test_a_locked_database_is_told_and_nothing_is_written(make_workspace: MakeWorkspace, leitmotiv: Leitmotiv) -> None:
    root = make_workspace({"content/posts/a.de.md": POST, "leads.csv": "date,email\n2026-01-02,a@a.example.org\n"})
    assert leitmotiv("-C", root, "db", "migrate").code == 0
    with closing(sqlite3.connect(root / "private/leitmotiv.db", isolation_level=None)) as holder:
        holder.execute("BEGIN EXCLUSIVE")
        answer = leitmotiv("-C", root, "leads", "import", root / "leads.csv")
    assert answer.code == 1
    assert "locked" in answer.err


@pytest.mark.skipif(os.name != "posix", reason="links are not everybody's there")
def test_a_file_that_the_system_refuses_is_named_with_its_reason(
    make_workspace: MakeWorkspace, leitmotiv: Leitmotiv
) -> None:
    root = make_workspace({"content/posts/a.de.md": POST})
    (root / "site").symlink_to("site")
    answer = leitmotiv("-C", root, "build")
    said = "site: Too many levels of symbolic links"
    assert (answer.code, answer.err) == (1, f"error: {root}/{said}\n")


@pytest.mark.skipif(os.name != "posix", reason="links are not everybody's there")
@pytest.mark.parametrize("command", [("build", "--output"), ("ingest",), ("bounces", "import")])
def test_a_link_that_leads_to_itself_is_named(
    make_workspace: MakeWorkspace, leitmotiv: Leitmotiv, command: tuple[str, ...]
) -> None:
    root = make_workspace({"content/posts/a.de.md": POST})
    (root / "round").symlink_to("round")
    answer = leitmotiv("-C", root, *command, root / "round")
    assert (answer.code, "Traceback" in answer.err) == (1, False)
    assert f"{root}/round" in answer.err


@pytest.mark.skipif(os.name != "posix" or os.geteuid() == 0, reason="root may read everything")
def test_a_private_folder_of_somebody_else_is_named(make_workspace: MakeWorkspace, leitmotiv: Leitmotiv) -> None:
    root = make_workspace({"content/posts/a.de.md": POST})
    (root / "private").mkdir(mode=0o000)
    answer = leitmotiv("-C", root, "leads", "list")
    assert (answer.code, answer.err) == (1, f"error: {root}/private/leitmotiv.db: Permission denied\n")


def test_an_empty_database_gives_a_report_that_says_why_it_is_empty(
    make_workspace: MakeWorkspace, leitmotiv: Leitmotiv
) -> None:
    root = make_workspace({"content/posts/a.de.md": POST})
    answer = leitmotiv("-C", root, "report")
    assert answer.code == 0
    assert "leitmotiv leads import FILE" in answer.out


@pytest.mark.parametrize(
    "arguments",
    [("nonsense",), ("posts", "--colour"), ("report", "--period", "2026"), ("posts", "--as-of", "gestern"), ("issue",)],
)
def test_a_misuse_is_exit_code_2(arguments: tuple[str, ...], leitmotiv: Leitmotiv) -> None:
    answer = leitmotiv(*arguments)
    assert answer.code == 2
    assert "Usage" in answer.err


@pytest.mark.parametrize(
    "arguments",
    [("report", "--html"), ("report", "--tables"), ("build", "--output"), ("issue", "render", "a", "--output")],
)
def test_a_folder_without_a_name_is_a_misuse(arguments: tuple[str, ...], leitmotiv: Leitmotiv) -> None:
    """As where the variable of a script was never set: the report went nowhere, without a word."""
    answer = leitmotiv(*arguments, "")
    assert answer.code == 2
    assert f"Invalid value for '{arguments[-1]}': it is empty; name a folder" in answer.err


@pytest.mark.parametrize("address", ["bad", "", "jörg@example.org", "two@example.org, three@example.org"])
def test_a_trial_letter_to_an_address_that_is_none_is_a_misuse(
    make_workspace: MakeWorkspace, leitmotiv: Leitmotiv, address: str
) -> None:
    root = make_workspace({"content/posts/a.de.md": POST.replace("T\n", "T\nnewsletter: true\n", 1)})
    answer = leitmotiv("-C", root, "issue", "test", "a", "--to", address)
    assert answer.code == 2
    assert "Invalid value for --to: no mail can go to that address; write it as name@example.org" in answer.err


@pytest.mark.parametrize("url", ["nonsense", "", "sqlite://", "sqlite:///:memory:", "postgresql://u@h:port/db"])
def test_a_copy_of_the_database_to_nowhere_is_a_misuse(
    make_workspace: MakeWorkspace, leitmotiv: Leitmotiv, url: str
) -> None:
    """Into memory it would be copied, and be gone."""
    root = make_workspace({})
    answer = leitmotiv("-C", root, "db", "copy", "--to", url)
    assert answer.code == 2
    assert "Invalid value for --to: that names no database; write for instance" in answer.err


def test_a_copy_of_the_database_for_which_nothing_is_installed_does_not_blame_the_configuration(
    make_workspace: MakeWorkspace, leitmotiv: Leitmotiv
) -> None:
    answer = leitmotiv("-C", make_workspace({}), "db", "copy", "--to", "nothing://h/db")
    assert (answer.code, answer.err.strip()) == (
        1, "error: --to: nothing is installed that speaks nothing; install its driver beside leitmotiv",
    )  # fmt: skip


def test_a_port_of_the_database_that_is_no_number_is_told(make_workspace: MakeWorkspace, leitmotiv: Leitmotiv) -> None:
    root = make_workspace({"leitmotiv.toml": f'{CONFIG}\n[database]\nurl = "postgresql://u@host:port/db"\n'})
    answer = leitmotiv("-C", root, "leads", "list")
    assert answer.code == 1
    assert "leitmotiv.toml: the url under [database] is no address; write for instance" in answer.err


def test_all_mistakes_of_a_workspace_are_told_at_once(make_workspace: MakeWorkspace, leitmotiv: Leitmotiv) -> None:
    root = make_workspace(
        {
            "leitmotiv.toml": CONFIG.replace("name", "nmae", 1),
            "content/themes.toml": "[a]\nnmae = {en = 'A'}\n",
            "content/offers.toml": "[o]\nname = 'O'\n",
        }
    )
    answer = leitmotiv("-C", root, "posts")
    assert [path in answer.err for path in ("leitmotiv.toml:3", "themes.toml:2", "offers.toml:2")] == [True] * 3
