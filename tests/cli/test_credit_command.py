"""`leitmotiv credit`: a path table in, every model out, wherever one stands."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.cli.conftest import Leitmotiv
from tests.conftest import CONFIG, MakeWorkspace

PATHS = "path,total_conversions,total_conversion_value,total_null\nblog > talk,2,1200,1\ntalk,1,300,2\n"
AGES = "path,ages_days\nblog > talk,60 > 2\ntalk,3\n"


@pytest.fixture
def files(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with a path table and its ages, and no workspace anywhere above."""
    (tmp_path / "paths.csv").write_text(PATHS, "utf-8")
    (tmp_path / "ages.csv").write_text(AGES, "utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_outside_of_any_workspace_it_prints_every_model_as_json(files: Path, leitmotiv: Leitmotiv) -> None:
    answer = leitmotiv("credit", "paths.csv", "--json")
    said = json.loads(answer.out)
    assert answer.code == 0
    assert said.keys() == {"conversions", "value", "unattributed", "models"}
    assert (said["conversions"], said["value"], said["unattributed"]) == (3, 1500, 0)
    assert list(said["models"]) == ["first", "last", "last_non_direct", "linear", "position", "markov", "shapley"]
    assert said["models"]["linear"] == {"blog": 1.0, "talk": 2.0}


def test_with_ages_it_prints_decay_too(files: Path, leitmotiv: Leitmotiv) -> None:
    said = json.loads(leitmotiv("credit", "paths.csv", "--ages", "ages.csv", "--json").out)
    weight = 2 ** (-58 / 30)
    assert said["models"]["decay"] == pytest.approx({"blog": 2 * weight / (1 + weight), "talk": 1 + 2 / (1 + weight)})


@pytest.mark.parametrize(("window", "first"), [("60", 2.0), ("59", 0.0), ("none", 2.0)])
def test_the_window_decides_which_touches_count(files: Path, leitmotiv: Leitmotiv, window: str, first: float) -> None:
    said = json.loads(leitmotiv("credit", "paths.csv", "--ages", "ages.csv", "--look-back", window, "--json").out)
    assert said["models"]["first"]["blog"] == first


def test_in_a_workspace_its_window_holds(make_workspace: MakeWorkspace, leitmotiv: Leitmotiv) -> None:
    root = make_workspace(
        {"leitmotiv.toml": CONFIG + "[report]\nlook_back_days = 30\n", "paths.csv": PATHS, "ages.csv": AGES}
    )
    said = json.loads(leitmotiv("credit", root / "paths.csv", "--ages", root / "ages.csv", "-C", root, "--json").out)
    assert said["models"]["first"] == {"blog": 0.0, "talk": 3.0}


@pytest.mark.parametrize("width", ["40", "80", "200"])
def test_for_people_it_prints_tables_that_cut_no_number(
    files: Path, leitmotiv: Leitmotiv, monkeypatch: pytest.MonkeyPatch, width: str
) -> None:
    monkeypatch.setenv("COLUMNS", width)
    answer = leitmotiv("credit", "paths.csv", "--ages", "ages.csv")
    shares = [cell for line in answer.out.splitlines() for cell in line.split() if line.split()[:1] == ["talk"]]
    assert {"2.585", "3.0", "2.0"} <= set(shares)
    assert "3 conversions worth 1,500" in answer.err
    assert "Association, not proof of cause." in answer.err


@pytest.mark.parametrize(
    ("arguments", "code", "said"),
    [
        (("nothing.csv",), 1, "nothing.csv: there is no such file"),
        (("paths.csv", "--ages", "paths.csv"), 1, 'paths.csv:1: no column "ages_days"'),
        (("ages.csv",), 1, 'ages.csv:1: no column "total_conversions"'),
        (("paths.csv", "--look-back", "soon"), 2, '"soon" is no window; write a number of days, or none'),
        (("paths.csv", "--half-life", "nan"), 2, "'nan' is not a valid number"),
        (("paths.csv", "--half-life", "inf"), 2, "'inf' is not a valid number"),
        (("paths.csv", "--look-back", "nan"), 2, '"nan" is no window'),
        (("paths.csv", "--look-back", "10"), 2, "--look-back drops touches by their age; name --ages AGES.csv, too"),
        (("paths.csv", "--half-life", "10"), 2, "--half-life tells how fast touches age; name --ages AGES.csv, too"),
        ((), 2, "Missing argument"),
    ],
)
def test_a_mistake_is_a_sentence(
    files: Path, leitmotiv: Leitmotiv, arguments: tuple[str, ...], code: int, said: str
) -> None:
    answer = leitmotiv("credit", *arguments)
    assert answer.code == code
    assert said in answer.err


def test_bytes_that_are_no_text_are_refused_with_their_place(files: Path, leitmotiv: Leitmotiv) -> None:
    (files / "latin.csv").write_bytes(PATHS.encode() + "Zürich,1,1,1\n".encode("latin-1"))
    answer = leitmotiv("credit", "latin.csv")
    assert answer.code == 1
    assert answer.err.startswith("error: latin.csv:4:2: byte 0xfc is not valid UTF-8")
