"""`leitmotiv init` makes a workspace that builds at once, or says why it cannot."""

from __future__ import annotations

import json
import os
import tomllib
from pathlib import Path

import pytest

from tests.cli.conftest import Leitmotiv


@pytest.mark.parametrize("languages", ["en,de", "da", "pt-br,zh-hans", "ar,de-at"])
def test_a_new_workspace_builds_whatever_its_languages(tmp_path: Path, leitmotiv: Leitmotiv, languages: str) -> None:
    assert leitmotiv("init", tmp_path / "new", "--yes", "--languages", languages).code == 0
    built = leitmotiv("-C", tmp_path / "new", "build")
    assert (built.code, "error" in built.err) == (0, False)
    assert leitmotiv("-C", tmp_path / "new", "issue", "list").code == 0


@pytest.mark.parametrize(
    ("option", "value", "said"),
    [
        ("--languages", "", "names no language"),
        ("--url", "example.com", "write it as https://example.org"),
        ("--address", "nope", "is no mail address"),
        ("--name", "two\nlines", "must stand on one line"),
    ],
)
def test_what_no_command_could_read_is_refused_and_nothing_written(
    tmp_path: Path, leitmotiv: Leitmotiv, option: str, value: str, said: str
) -> None:
    answer = leitmotiv("init", tmp_path / "new", "--yes", option, value)
    assert answer.code == 1
    assert said in answer.err
    assert answer.err.count(said) == 1
    assert not (tmp_path / "new").exists()


def test_a_folder_needs_a_name(tmp_path: Path, leitmotiv: Leitmotiv, monkeypatch: pytest.MonkeyPatch) -> None:
    """`leitmotiv init "$UNSET"` fills no folder by accident."""
    monkeypatch.chdir(tmp_path)
    answer = leitmotiv("init", "", "--yes")
    assert (answer.code, "name a folder" in answer.err) == (2, True)
    assert not list(tmp_path.iterdir())


def test_what_the_demo_has_in_its_own_way_is_said_not_to_be_taken(tmp_path: Path, leitmotiv: Leitmotiv) -> None:
    done = leitmotiv("init", tmp_path / "demo", "--demo", "--yes", "--languages", "de,en", "--name", "Mine")
    assert done.code == 0
    assert "note: the demo comes as it is, and nothing was made of --languages, --name" in done.err
    assert "note" not in leitmotiv("init", tmp_path / "other", "--demo", "--yes").err


def test_a_workspace_in_a_workspace_is_noted_and_the_next_command_can_be_copied(
    tmp_path: Path, leitmotiv: Leitmotiv
) -> None:
    assert "note:" not in leitmotiv("init", tmp_path / "one", "--yes").err
    answer = leitmotiv("init", tmp_path / "one/a b", "--yes")
    assert f"cd '{tmp_path}/one/a b' && leitmotiv run" in answer.err
    assert f"it lies inside another workspace, {tmp_path}/one" in answer.err


def test_whoever_stands_in_the_new_workspace_need_not_go_there(
    tmp_path: Path, leitmotiv: Leitmotiv, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    assert "next: leitmotiv run" in leitmotiv("init", ".", "--yes").err


@pytest.mark.skipif(os.name != "posix", reason="this system knows no modes")
def test_there_is_a_folder_for_exports_that_nobody_else_may_look_into(tmp_path: Path, leitmotiv: Leitmotiv) -> None:
    assert leitmotiv("init", tmp_path / "mine", "--yes").code == 0
    assert (tmp_path / "mine/private/imports").is_dir()
    assert (tmp_path / "mine/private").stat().st_mode & 0o077 == 0


def test_who_publishes_in_a_language_that_we_do_not_speak_is_told_at_once(tmp_path: Path, leitmotiv: Leitmotiv) -> None:
    made = leitmotiv("init", tmp_path / "cs", "--yes", "--languages", "cs,de")
    assert made.code == 0
    assert "in cs all but your own texts is English; copy" in made.err
    assert "leitmotiv.pot to templates/locale/cs.po, and translate it" in made.err
    assert "English" not in leitmotiv("init", tmp_path / "da", "--yes", "--languages", "da,en-gb,nl-be,fr,it,pt-br").err


@pytest.mark.parametrize(
    ("languages", "original", "translations"),
    [("en,de", "en", ["de"]), ("de,en,da", "de", ["en", "da"]), ("ar,de-at", "de-at", ["ar"]), ("ar,zh", "ar", ["zh"])],
)
def test_an_edit_of_the_first_post_is_seen_in_its_translations(
    tmp_path: Path, leitmotiv: Leitmotiv, languages: str, original: str, translations: list[str]
) -> None:
    """The original is the first that is no draft."""
    root = tmp_path / "new"
    leitmotiv("init", root, "--yes", "--languages", languages)
    fresh = leitmotiv("-C", root, "translations")
    assert (fresh.code, fresh.err) == (0, "")
    post = root / f"content/posts/hello.{original}.md"
    assert "translated_from" not in post.read_text("utf-8")
    post.write_text(post.read_text("utf-8") + "\nOne more paragraph.\n", "utf-8")
    (group,) = json.loads(leitmotiv("-C", root, "translations", "--json").out)
    assert (group["outdated"], group["unwatched"]) == (translations, [])


def test_the_first_themes_offers_and_channels_are_named_in_the_languages_of_the_workspace(
    tmp_path: Path, leitmotiv: Leitmotiv
) -> None:
    assert leitmotiv("init", tmp_path / "site", "--yes", "--languages", "nl-be,fr").code == 0
    for name in ("themes", "offers", "channels"):
        entries = tomllib.loads((tmp_path / f"site/content/{name}.toml").read_text("utf-8"))
        assert {tuple(entry["name"]) for entry in entries.values()} == {("nl", "fr")}
    told = leitmotiv("-C", tmp_path / "site", "check", "--json")
    assert [finding["code"] for finding in json.loads(told.out) if finding["code"] == "missing-translation"] == []
    assert leitmotiv("init", tmp_path / "other", "--yes", "--languages", "cs,nl").code == 0
    themes = tomllib.loads((tmp_path / "other/content/themes.toml").read_text("utf-8"))
    assert {tuple(theme["keywords"]) for theme in themes.values()} == {("en", "nl")}
