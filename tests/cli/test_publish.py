"""`publish` lets nothing out that `check` forbids, and fails where the command did."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from pipeline.cli.main import leitmotiv
from tests.cli.test_check import GOOD, QUIET, _post
from tests.conftest import MakeWorkspace


def _publish(folder: Path) -> Result:
    return CliRunner().invoke(leitmotiv, ["-C", str(folder), "publish"], standalone_mode=False)


def _with(command: str) -> dict[str, str]:
    return {**GOOD, "leitmotiv.toml": f"{QUIET}\n[publish]\ncommand = '{command}'\n"}


def test_the_command_runs_in_the_workspace_on_the_finished_site(make_workspace: MakeWorkspace) -> None:
    folder = make_workspace(_with("cp site/en/index.html out.html && echo done > said"))
    result = _publish(folder)
    assert result.return_value == 0
    assert "running: cp site/en/index.html" in result.stderr
    assert (folder / "out.html").read_bytes() == (folder / "site/en/index.html").read_bytes()
    assert (folder / "said").exists()


@pytest.mark.parametrize("code", [1, 2, 3])
def test_a_command_that_fails_is_a_failure_whatever_its_code(make_workspace: MakeWorkspace, code: int) -> None:
    result = _publish(make_workspace(_with(f"exit {code}")))
    assert result.return_value == 1
    assert f"failed with exit code {code}" in result.stderr


@pytest.mark.skipif(os.name != "posix", reason="another shell")
def test_a_line_that_fails_ends_the_command(make_workspace: MakeWorkspace) -> None:
    lines = "'''\nfalse\ntouch on\n'''"
    folder = make_workspace({**GOOD, "leitmotiv.toml": f"{QUIET}\n[publish]\ncommand = {lines}\n"})
    assert _publish(folder).return_value == 1
    assert not (folder / "on").exists()


@pytest.mark.skipif(os.name != "posix", reason="this system has no signals")
def test_a_command_that_is_killed_ends_as_in_a_shell(make_workspace: MakeWorkspace) -> None:
    result = _publish(make_workspace(_with("kill -KILL $$")))
    assert (result.return_value, "failed with exit code 137" in result.stderr) == (1, True)


def test_an_empty_command_is_refused(make_workspace: MakeWorkspace) -> None:
    assert "command" in str(_publish(make_workspace(_with("  "))).exception)


def test_only_what_differs_is_said_to_be_written(make_workspace: MakeWorkspace) -> None:
    folder = make_workspace(_with("true"))
    _publish(folder)
    assert "wrote 0 of" in _publish(folder).stderr


@pytest.mark.skipif(os.name != "posix", reason="this system has no such locks")
def test_two_that_publish_do_so_one_after_the_other(make_workspace: MakeWorkspace) -> None:
    folder = make_workspace(_with("echo in >> log; sleep 0.5; echo out >> log"))
    program = "import sys; from pipeline.cli.main import main; main(sys.argv[1:])"
    command = [sys.executable, "-c", program, "-C", str(folder), "publish"]
    both = [subprocess.Popen(command, stderr=subprocess.PIPE, text=True) for _ in range(2)]
    said = [one.communicate()[1] for one in both]
    assert [one.returncode for one in both] == [0, 0], said
    assert (folder / "log").read_text("utf-8").split() == ["in", "out", "in", "out"]


@pytest.mark.skipif(os.name != "posix", reason="this system has no signals")
def test_who_stops_the_command_is_told_that_it_was_under_way(make_workspace: MakeWorkspace) -> None:
    folder = make_workspace(_with("sleep 1; kill -INT $PPID; exec sleep 60"))
    program = "import sys; from pipeline.cli.main import main; main(sys.argv[1:])"
    command = [sys.executable, "-c", program, "-C", str(folder), "publish"]
    ended = subprocess.run(command, capture_output=True, text=True, check=False)
    assert (ended.returncode, "half of the site may be published" in ended.stderr) == (1, True)


def test_an_error_keeps_everything_back(make_workspace: MakeWorkspace) -> None:
    files = {**_with("touch published"), "content/posts/a.en.md": _post("[x](#nowhere)")}
    folder = make_workspace(files)
    result = _publish(folder)
    assert result.return_value == 1
    assert "published nothing: 1 error" in result.stderr
    assert not (folder / "published").exists()
    assert not (folder / "site").exists()


def test_without_a_command_the_way_out_is_told(make_workspace: MakeWorkspace) -> None:
    result = _publish(make_workspace(GOOD))
    assert "[publish] command" in str(result.exception)
