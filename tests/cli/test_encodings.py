"""Where stdout is not UTF-8, as a pipe on Windows or an old locale: no command fails, and no data are lost."""

from __future__ import annotations

import csv
import json
import os
import shutil
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from pipeline.edges.place import CONFIG
from tests.conftest import MakeWorkspace

POST = "---\ntitle: Größe und 大きさ\ndate: 2026-01-01\nlang: de\n---\nEin Text.\n"


@pytest.fixture
def root(make_workspace: MakeWorkspace) -> Path:
    return make_workspace({"content/posts/a.md": POST, "a.csv": "email,name,lang\na@example.org,Jürgen 大,de\n"})


def said(root: Path, encoding: str, *arguments: str) -> bytes:
    command = [sys.executable, "-c", "from pipeline.cli.main import main; main()", *arguments, "-C", str(root)]
    environment = {**os.environ, "PYTHONIOENCODING": encoding}
    return subprocess.run(command, env=environment, capture_output=True, check=True).stdout


@pytest.mark.parametrize("encoding", ["latin-1", "cp1252"])
def test_a_table_shows_what_the_encoding_has(root: Path, encoding: str) -> None:
    assert "Größe und ???" in said(root, encoding, "posts").decode(encoding)


def test_a_report_is_shown_in_ascii(root: Path) -> None:
    assert b"There is nothing to say yet" in said(root, "ascii", "report")


def test_data_are_whole_in_every_encoding(root: Path) -> None:
    posts = said(root, "latin-1", "posts", "--json")
    assert json.loads(posts.decode("ascii"))[0]["title"] == "Größe und 大きさ"
    said(root, "latin-1", "subscribers", "import", str(root / "a.csv"))
    (row,) = csv.DictReader(said(root, "latin-1", "subscribers", "export").decode("utf-8").splitlines())
    assert row["name"] == "Jürgen 大"


def test_a_closed_output_stops_no_command(root: Path) -> None:
    done = subprocess.run(
        f"{sys.executable} -c 'from pipeline.cli.main import main; main()' posts -C {root} >&-", shell=True, check=False
    )
    assert done.returncode == 0


@pytest.mark.parametrize("plain", [{"TERM": "dumb"}, {"TERM": "xterm", "NO_COLOR": "1"}])
@pytest.mark.parametrize("arguments", ["posts", "issue status nowhere"])
def test_a_terminal_that_wants_no_colours_gets_none(root: Path, plain: dict[str, str], arguments: str) -> None:
    code = "import pty, sys; sys.exit(pty.spawn([sys.executable, *sys.argv[1:]]) >> 8)"
    inner = ["-c", "from pipeline.cli.main import main; main()", *arguments.split(), "-C", str(root)]
    done = subprocess.run(
        [sys.executable, "-c", code, *inner],
        env={**os.environ, "NO_COLOR": "", **plain},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        check=False,
    )
    assert done.stdout.strip()
    assert b"\x1b" not in done.stdout


def test_a_closed_input_stops_no_command(root: Path) -> None:
    """The engine that draws the report's charts would take another file for it."""
    done = subprocess.run(
        f"{sys.executable} -c 'from pipeline.cli.main import main; main()' run -C {root} <&-", shell=True, check=False
    )
    assert done.returncode == 0


@pytest.mark.skipif(not hasattr(signal, "SIGCHLD"), reason="this system does not tell how children end")
@pytest.mark.parametrize(
    ("command", "publishing", "code"), [("run", "true", 0), ("publish", "true", 0), ("publish", "false", 1)]
)
def test_who_starts_it_may_want_to_hear_nothing_of_children(
    root: Path, command: str, publishing: str, code: int
) -> None:
    """The system then forgets how they ended, and a command that failed would count as done."""
    with (root / CONFIG).open("a", encoding="utf-8") as config:
        config.write(f'[publish]\ncommand = "{publishing}"\n')
    heedless = (
        "import os, signal, sys; signal.signal(signal.SIGCHLD, signal.SIG_IGN); os.execv(sys.argv[1], sys.argv[1:])"
    )
    ours = [sys.executable, "-c", "from pipeline.cli.main import main; main()", command, "-C", str(root)]
    done = subprocess.run([sys.executable, "-c", heedless, *ours], capture_output=True, check=False)
    assert done.returncode == code, done.stderr.decode()
    assert b"Traceback" not in done.stderr


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere names of files are Unicode")
def test_a_workspace_may_lie_in_a_folder_whose_name_is_no_utf_8(
    root: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    place = tmp_path_factory.mktemp("old") / os.fsdecode(b"Gr\xf6\xdfe")
    shutil.copytree(root, place)
    said(place, "utf-8", "leads", "add", "--email", "a@firm.example")
    assert json.loads(said(place, "utf-8", "report", "--json"))["inquiries"] == 1


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere names of files are Unicode")
@pytest.mark.parametrize("name", [b"content/posts/M\xe4rz.de.md", b"private/imports/M\xe4rz.csv"])
def test_a_file_whose_name_is_no_utf_8_is_named_and_refused(root: Path, name: bytes) -> None:
    """Neither an address nor the database could hold it."""
    place = root / os.fsdecode(name)
    place.parent.mkdir(parents=True, exist_ok=True)
    place.write_text(POST if place.suffix == ".md" else "email,lang\na@example.org,de\n", encoding="utf-8")
    command = [sys.executable, "-c", "from pipeline.cli.main import main; main()", "run", "-C", str(root)]
    done = subprocess.run(command, capture_output=True, check=False)
    assert done.returncode == 1
    assert f"{place.parent.name}/M\\udce4rz" in done.stderr.decode()
    assert "its name is no UTF-8; give it another one" in done.stderr.decode()
