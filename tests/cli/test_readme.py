"""What the README tells people to type is typed here."""

from __future__ import annotations

import re
import shlex
from pathlib import Path

import pytest

from tests.cli.conftest import Leitmotiv
from tests.conftest import ROOT

README = (ROOT / "README.md").read_text("utf-8")
COMMANDS = re.findall(r"^    leitmotiv (.+?)(?:  .*)?$", README, re.MULTILINE)


def test_the_readme_names_the_everyday_commands() -> None:
    assert [command.split()[0] for command in COMMANDS][-5:] == ["run", "posts", "build", "issue", "report"]


@pytest.mark.slow
def test_the_commands_of_the_readme_work(tmp_path: Path, leitmotiv: Leitmotiv, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert leitmotiv("init", "demo", "--demo").code == 0
    for command in COMMANDS:
        words = shlex.split(command.partition("&&")[0].replace("ISSUE", "2026-06-summer"))
        workspace = () if words[0] == "init" else ("-C", "demo")
        answer = leitmotiv(*workspace, *words)
        assert answer.code == 0, (command, answer.err)


@pytest.mark.parametrize("path", re.findall(r"\]\(([^)#:]+)\)", README))
def test_the_files_that_the_readme_points_to_are_there(path: str) -> None:
    assert (ROOT / path).exists()
