"""The main job on the demo: everything comes out, the story is told, and the same input gives the same bytes."""

from __future__ import annotations

import email
import json
import os
import subprocess
import sys
from email import policy
from pathlib import Path

import pytest

from pipeline.edges import workspace as workspaces
from pipeline.runs import everything
from tests.conftest import CONFIG, MakeWorkspace

OUTPUT = ("site", "private/outbox", "private/report")


def _leitmotiv(*arguments: str, cwd: Path, **environment: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-c", "from pipeline.cli.main import main; main()", *arguments]
    return subprocess.run(
        command,
        cwd=cwd,
        env={**os.environ, **environment},
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )


def _output(root: Path) -> dict[str, bytes]:
    return {
        path.relative_to(root).as_posix(): path.read_bytes()
        for folder in OUTPUT
        for path in sorted((root / folder).rglob("*"))
        if path.is_file()
    }


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The demo in a folder of its own, after one run."""
    root = tmp_path_factory.mktemp("demo") / "workspace"
    assert _leitmotiv("init", str(root), "--demo", cwd=root.parent).returncode == 0
    ran = _leitmotiv("run", cwd=root)
    assert ran.returncode == 0, ran.stderr
    return root


def test_a_run_leaves_a_site_two_kinds_of_letters_and_a_report(demo: Path) -> None:
    found = _output(demo)
    assert {"site/index.html", "site/de/feed.xml", "site/sitemap.xml", "private/report/index.html"} <= found.keys()
    letters = {path.rpartition("/")[2] for path in found if path.startswith("private/outbox/2026-06-summer/")}
    assert letters == {"de.eml", "en.eml", "de-en.eml", "index.html"}


def test_the_bilingual_letter_says_so_on_the_message_itself(demo: Path) -> None:
    content = (demo / "private/outbox/2026-06-summer/de-en.eml").read_bytes()
    message = email.message_from_bytes(content, policy=policy.default)
    assert message["Content-Language"] == "de, en"


def test_the_report_tells_the_story(demo: Path) -> None:
    said = json.loads(_leitmotiv("report", "--json", cwd=demo).stdout)
    rows = {row["theme"]: row for row in said["themes"]}
    assert said["headline"].startswith("You put 190 h into Performance and none of 9 inquiries asked for it")
    assert "architecture-discovery" in said["unpromoted_demand"]
    sells, tires = rows["architecture-discovery"]["verdicts"], rows["performance"]["verdicts"]
    assert (sells["per_100_hours"]["code"], sells["per_100_hours"]["direction"]) == ("clear", "more")
    assert (tires["per_100_hours"]["code"], tires["per_100_hours"]["direction"]) == ("clear", "less")
    assert (tires["content"]["code"], sells["content"]["code"]) == ("below-break-even", "untested")
    assert rows["architecture-discovery"]["content"]["leads"] == 0


@pytest.mark.slow
def test_a_second_run_elsewhere_and_otherwise_gives_the_same_bytes(demo: Path) -> None:
    before = _output(demo)
    for path in (*before, "private/leitmotiv.db"):
        (demo / path).unlink()
    ran = _leitmotiv("run", cwd=demo, TZ="Pacific/Kiritimati", LC_ALL="C", PYTHONHASHSEED="7")
    assert ran.returncode == 0, ran.stderr
    after = _output(demo)
    assert [path for path in before if after.get(path) != before[path]] == []
    assert after.keys() == before.keys()


def test_a_run_on_what_is_there_already_changes_nothing(demo: Path) -> None:
    before = _output(demo)
    ran = _leitmotiv("run", cwd=demo)
    assert ran.returncode == 0
    assert _output(demo) == before
    assert "wrote 0 of" in ran.stderr
    assert "nothing new in the files of content/imports: " in ran.stderr
    assert "took in" not in ran.stderr


def test_an_earlier_day_tells_what_was_known_then(demo: Path) -> None:
    asked = ("report", "--json", "--as-of", "2026-02-28")
    assert json.loads(_leitmotiv(*asked, cwd=demo).stdout)["period"] == {"from": "2025-11-12", "until": "2026-02-28"}
    said = json.loads(_leitmotiv(*asked, "--period", "2026-01-01..", cwd=demo).stdout)
    rows = {row["theme"]: row for row in said["themes"]}
    assert said["period"] == {"from": "2026-01-01", "until": "2026-02-28"}
    assert rows["architecture-discovery"]["demand"]["clients"] == 1
    assert rows["architecture-discovery"]["verdicts"]["per_100_hours"]["code"] == "not-enough-data"


def test_no_person_reaches_the_site_the_report_or_what_is_said(demo: Path) -> None:
    people = ("Thomsen", "Fjordlicht", "fjordlicht.example.org", "Brodersen", "anke.andresen", "Andresen", "Geburtstag")
    published = {path: text for path, text in _output(demo).items() if not path.startswith("private/outbox")}
    said = _leitmotiv("run", cwd=demo)
    published["terminal"] = (said.stdout + said.stderr).encode()
    published["json"] = _leitmotiv("report", "--json", cwd=demo).stdout.encode()
    assert [(path, name) for path, text in published.items() for name in people if name.encode() in text] == []


def test_a_new_workspace_builds_at_once(tmp_path: Path) -> None:
    assert _leitmotiv("init", "mine", "--yes", "--languages", "da,de,en", cwd=tmp_path).returncode == 0
    ran = _leitmotiv("run", cwd=tmp_path / "mine")
    assert ran.returncode == 0, ran.stderr
    assert (tmp_path / "mine/site/da/posts/hej.html").is_file()
    assert "leitmotiv leads import FILE" in ran.stdout


def test_of_issues_that_are_all_ahead_the_next_one_is_rendered(make_workspace: MakeWorkspace) -> None:
    letter = 'date = 2026-{}-01\nsubject = {{de = "A"}}\nintro = {{de = "B"}}\nposts = ["a"]\n'
    root = make_workspace(
        {
            "leitmotiv.toml": f"{CONFIG}\n[site]\nsearch = false\ncards = false\n",
            "content/posts/a.de.md": "---\ntitle: A\ndate: 2026-01-01\n---\nEin Text.\n",
            **{f"content/issues/{month}.toml": letter.format(month) for month in ("11", "12")},
        }
    )
    rendered = everything.run(workspaces.load(str(root), None), lambda _: None).letters
    assert rendered is not None
    assert rendered.issue.id == "11"


def test_init_overwrites_nothing(tmp_path: Path) -> None:
    assert _leitmotiv("init", "mine", "--yes", cwd=tmp_path).returncode == 0
    again = _leitmotiv("init", "mine", "--demo", cwd=tmp_path)
    assert again.returncode == 1
    assert "there is a workspace already" in again.stderr
