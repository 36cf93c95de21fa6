"""What a hand or an export gets wrong is said: days to come, channels that nobody knows, folders that cannot be."""

from __future__ import annotations

import subprocess
import sys
import time
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from pipeline.edges import place
from tests.cli.conftest import Leitmotiv
from tests.conftest import CONFIG, MakeWorkspace

POST = "---\ntitle: T\ndate: 2026-01-02\n---\nText.\n"
CHANNELS = "[talks]\nname = {de = 'Vorträge', en = 'Talks'}\n"


@pytest.fixture
def root(make_workspace: MakeWorkspace) -> Path:
    return make_workspace({"content/posts/a.de.md": POST, "content/channels.toml": CHANNELS})


@pytest.mark.parametrize(
    "command",
    [
        ("leads", "add", "--email", "a@a.example.org", "--on", "2026-07-01"),
        (
            "leads",
            "add",
            "--email",
            "a@a.example.org",
            "--on",
            "2026-06-01",
            "--stage",
            "won",
            "--stage-on",
            "2026-07-01",
        ),
        ("effort", "add", "--minutes", "90", "--on", "2026-07-01"),
        ("wishes", "add", "More on tests", "--on", "2026-07-01"),
    ],
    ids=["a lead", "its stage", "hours", "a wish"],
)
def test_nobody_knows_what_tomorrow_brings(command: tuple[str, ...], root: Path, leitmotiv: Leitmotiv) -> None:
    answer = leitmotiv("-C", root, *command)
    said = "2026-07-01 lies after 2026-06-30, the day that counts as today (as_of in leitmotiv.toml); correct it"
    assert (answer.code, answer.err) == (1, f"error: {said}\n")
    assert leitmotiv("-C", root, *command, "--as-of", "2026-07-01").code == 0


def test_a_stage_to_come_is_none_yet(root: Path, leitmotiv: Leitmotiv) -> None:
    assert leitmotiv("-C", root, "leads", "add", "--email", "a@a.example.org", "--on", "2026-06-01").code == 0
    answer = leitmotiv("-C", root, "leads", "update", 1, "--stage", "won", "--on", "2026-07-01")
    assert (answer.code, "2026-07-01 lies after 2026-06-30" in answer.err) == (1, True)


def test_a_day_that_nobody_set_is_the_clock_s(make_workspace: MakeWorkspace, leitmotiv: Leitmotiv) -> None:
    root = make_workspace({"leitmotiv.toml": CONFIG.replace("as_of = 2026-06-30\n", ""), "content/posts/a.de.md": POST})
    answer = leitmotiv("-C", root, "effort", "add", "--minutes", "90", "--on", "2999-01-01")
    assert (answer.code, "(as_of in leitmotiv.toml)" in answer.err) == (1, False)


@pytest.fixture
def in_the_east(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """A minute short of a day ahead of UTC; no place is, but so it is tomorrow there whenever this runs."""
    monkeypatch.setenv("TZ", "East-23:59")
    time.tzset()
    yield
    monkeypatch.undo()
    time.tzset()


@pytest.mark.usefixtures("in_the_east")
def test_who_lives_in_the_east_may_type_the_day_on_his_wall(
    make_workspace: MakeWorkspace, leitmotiv: Leitmotiv
) -> None:
    root = make_workspace({"leitmotiv.toml": CONFIG.replace("as_of = 2026-06-30\n", ""), "content/posts/a.de.md": POST})
    today = place.on_the_wall()
    for command in (
        ["leads", "add", "--email", "a@a.example.org"],
        ["leads", "update", 1, "--stage", "won"],
        ["effort", "add", "--minutes", "90"],
        ["wishes", "add", "More on tests"],
    ):
        answer = leitmotiv("-C", root, *command, "--on", today)
        assert answer.code == 0, answer.err
        assert leitmotiv("-C", root, *command, "--on", today + timedelta(days=1)).code == 1
    assert leitmotiv("-C", root, "leads", "show", "1").code == 0
    assert leitmotiv("-C", root, "report").code == 0


def test_a_period_that_lies_ahead_is_none(root: Path, leitmotiv: Leitmotiv) -> None:
    answer = leitmotiv("-C", root, "report", "--period", "2026-07-01..")
    assert (answer.code, "2026-07-01 lies after 2026-06-30" in answer.err) == (1, True)


def test_a_lead_is_somebody(root: Path, leitmotiv: Leitmotiv) -> None:
    answer = leitmotiv("-C", root, "leads", "add", "--message", "Hello")
    assert (answer.code, "a lead is somebody: name it with --email, --company or --name" in answer.err) == (1, True)


LEADS = (
    "date,email,channel\n2026-05-01,a@a.example.org,{}\n2026-05-02,b@b.example.org,{}\n"
    "2026-07-09,c@c.example.org,talks\n"
)


@pytest.mark.parametrize(
    ("channel", "said"),
    [
        ("takls", 'the channel "takls" of 2 leads is not known; did you mean "talks"?'),
        (
            "carrier pigeon",
            'the channel "carrier-pigeon" of 2 leads is not known; describe it in content/channels.toml',
        ),
    ],
)
def test_an_import_warns_of_channels_that_nobody_knows(
    channel: str, said: str, root: Path, leitmotiv: Leitmotiv
) -> None:
    (root / "leads.csv").write_text(LEADS.format(channel, channel), "utf-8")
    answer = leitmotiv("-C", root, "leads", "import", root / "leads.csv")
    assert said in answer.err
    assert answer.code == 0


def test_an_import_says_what_lies_ahead_and_is_silent_on_what_is_well(root: Path, leitmotiv: Leitmotiv) -> None:
    (root / "leads.csv").write_text(LEADS.format("Vorträge", "Referrals"), "utf-8")
    answer = leitmotiv("-C", root, "leads", "import", root / "leads.csv")
    assert (
        "1 lead came in after 2026-06-30, the day that counts as today; no report counts what lies ahead" in answer.err
    )
    assert "is not known" not in answer.err


def test_run_passes_these_warnings_on(make_workspace: MakeWorkspace, leitmotiv: Leitmotiv) -> None:
    root = make_workspace({"content/posts/a.de.md": POST, "private/imports/l.csv": LEADS.format("takls", "takls")})
    answer = leitmotiv("-C", root, "run")
    assert 'warning: the channel "takls" of 2 leads is not known' in answer.err


def test_run_names_ten_refused_rows_and_the_file_that_has_all(
    make_workspace: MakeWorkspace, leitmotiv: Leitmotiv
) -> None:
    rows = "".join(f"2026-02-30,a{n}@a.example.org,talks\n" for n in range(25))
    root = make_workspace({"content/posts/a.de.md": POST, "private/imports/l.csv": f"date,email,channel\n{rows}"})
    answer = leitmotiv("-C", root, "run")
    assert answer.code == 1
    assert answer.err.count("is no date of the calendar") == 10
    assert "and 15 more rows, see private/rejects/l.csv" in answer.err


@pytest.mark.parametrize("option", ["--tables", "--html"])
@pytest.mark.parametrize("folder", ["site", "site/deep/inside", "content/static", "elsewhere/report"])
def test_a_report_is_not_written_to_where_it_would_be_published(
    option: str, folder: str, root: Path, leitmotiv: Leitmotiv
) -> None:
    assert leitmotiv("-C", root, "build").code == 0
    assert leitmotiv("-C", root, "build", "--output", root / "elsewhere").code == 0
    answer = leitmotiv("-C", root, "report", option, root / folder)
    assert answer.code == 1
    assert "would be published with the site, and the report is your own; name a folder that stays here" in answer.err
    assert leitmotiv("-C", root, "report", option, root / "private/report").code == 0


@pytest.mark.parametrize("option", ["--tables", "--html"])
def test_a_folder_that_cannot_be_is_named_whole(option: str, root: Path, leitmotiv: Leitmotiv) -> None:
    (root / "file").write_text("in the way")
    answer = leitmotiv("-C", root, "report", option, root / "file" / "inside")
    assert answer.code == 1
    assert f"error: {root}/file/inside/" in answer.err


@pytest.mark.parametrize("command", [("build", "--output"), ("report", "--html"), ("report", "--tables")])
def test_a_folder_whose_name_is_endless_is_none(command: tuple[str, ...], root: Path, leitmotiv: Leitmotiv) -> None:
    answer = leitmotiv("-C", root, *command, root / ("a" * 300))
    assert (answer.code, "can be no folder: File name too long" in answer.err) == (1, True)


@pytest.mark.parametrize("day", ["0001-01-01", "9999-12-31"])
def test_a_day_from_which_nobody_can_count_is_no_today(day: str, root: Path, leitmotiv: Leitmotiv) -> None:
    asked = leitmotiv("-C", root, "report", "--as-of", day)
    assert (asked.code, f"{day} is no day of 1970 to 9000; correct it" in asked.err) == (2, True)
    (root / "leitmotiv.toml").write_text(CONFIG.replace("2026-06-30", day), "utf-8")
    answer = leitmotiv("-C", root, "report")
    assert (answer.code, f"leitmotiv.toml:6:1: {day} is no day of 1970 to 9000" in answer.err) == (1, True)


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="this system has no /dev/full")
def test_a_full_disk_behind_stdout_is_said_in_a_sentence() -> None:
    command = [sys.executable, "-c", "from pipeline.cli.main import main; main(['--help'])"]
    with Path("/dev/full").open("w") as full:
        ran = subprocess.run(command, stdout=full, stderr=subprocess.PIPE, text=True, check=False)
    assert (ran.returncode, ran.stderr) == (1, "error: nothing more can be said here: No space left on device\n")


@pytest.mark.parametrize(
    "line", ["value_per_client = inf", "cost_per_post = -1", "leads_per_client = 0.5", "look_back_days = 999999"]
)
def test_an_amount_that_is_none_is_refused(root: Path, leitmotiv: Leitmotiv, line: str) -> None:
    (root / "leitmotiv.toml").write_text(f"{CONFIG}\n[report]\n{line}\n", "utf-8")
    answer = leitmotiv("-C", root, "report")
    assert answer.code == 1
    assert "leitmotiv.toml:" in answer.err
    assert line.partition(" ")[0] in answer.err
