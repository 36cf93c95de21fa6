"""`leitmotiv init` makes a workspace that builds at once, or says why it cannot."""

from __future__ import annotations

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
