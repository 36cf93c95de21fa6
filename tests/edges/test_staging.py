"""A folder becomes exactly what was staged for it, all at once in the end."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

import pytest

from pipeline.edges import imprint, staging, workers
from pipeline.edges.imprint import Standing


def _tree(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def _put(folder: Path, plan: Mapping[str, bytes], gone: tuple[str, ...] = ()) -> None:
    with staging.opened(str(folder)) as area:
        for path, content in plan.items():
            area.put(path, content)
        before = _tree(folder)
        assert before.keys().isdisjoint(plan) or all(before.get(path) != plan[path] for path in plan)
        area.swap(tuple(plan), gone)


def test_what_is_staged_takes_its_place_and_leaves_no_trace(tmp_path: Path) -> None:
    folder = tmp_path / "site"
    _put(folder, {"a/b.html": b"1", "assets/c.css": b"2"})
    assert _tree(folder) == {"a/b.html": b"1", "assets/c.css": b"2"}
    assert [path.name for path in tmp_path.iterdir()] == ["site"]


def test_what_is_gone_goes_with_its_empty_folder(tmp_path: Path) -> None:
    folder = tmp_path / "site"
    _put(folder, {"old/deep/a.html": b"1", "b.html": b"2"})
    _put(folder, {}, ("old/deep/a.html",))
    assert _tree(folder) == {"b.html": b"2"}
    assert not (folder / "old").exists()


def test_a_file_may_become_a_folder_and_back(tmp_path: Path) -> None:
    folder = tmp_path / "site"
    _put(folder, {"a": b"1"})
    _put(folder, {"a/b.html": b"2"}, ("a",))
    assert _tree(folder) == {"a/b.html": b"2"}
    _put(folder, {"a": b"3"}, ("a/b.html",))
    assert _tree(folder) == {"a": b"3"}


def test_a_folder_takes_the_place_of_a_file_and_joins_one_that_is_there(tmp_path: Path) -> None:
    folder, elsewhere = tmp_path / "site", tmp_path / "elsewhere"
    elsewhere.mkdir()
    _put(folder, {"a/x/1": b"1", "a/y": b"2"})
    (folder / "linked").symlink_to(elsewhere)
    (folder / "lost").symlink_to(tmp_path / "nowhere")
    _put(folder, {"a/x/3": b"3", "a/y/4": b"4", "linked/5": b"5", "lost/6": b"6"})
    assert _tree(folder / "a") == {"x/1": b"1", "x/3": b"3", "y/4": b"4"}
    assert _tree(elsewhere) == {"5": b"5"}
    assert _tree(folder / "lost") == {"6": b"6"}


def test_what_pages_load_is_there_before_them(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder, order, replace = tmp_path / "site", tmp_path / "order", os.replace

    def noted(source: str, target: str) -> None:
        with order.open("a") as lines:  # another process does it
            lines.write(f"{Path(target).relative_to(folder).as_posix()}\n")
        replace(source, target)

    monkeypatch.setattr(os, "replace", noted)
    _put(folder, {"a.html": b"1", "assets/c.css": b"2", "search/i": b"3", "b/c.html": b"4"})
    assert order.read_text().split() == ["assets", "search", "a.html", "b"]


def test_who_is_told_to_stop_while_names_change_hands_finishes_that_first(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder, replace, parent = tmp_path / "site", os.replace, os.getpid()
    _put(folder, {"a/1": b"1", "a/2": b"1", "b/3": b"1"})

    def interrupted(source: str, target: str) -> None:
        os.kill(parent, signal.SIGINT)
        replace(source, target)

    monkeypatch.setattr(os, "replace", interrupted)
    with pytest.raises(KeyboardInterrupt):
        _put(folder, {"a/1": b"2", "a/2": b"2", "b/3": b"2"})
    assert _tree(folder) == {"a/1": b"2", "a/2": b"2", "b/3": b"2"}
    assert [path.name for path in tmp_path.iterdir()] == ["site"]


_KILLED = """
import os, signal, sys, time
from pipeline.edges import staging

replace, parent = os.replace, os.getpid()

def slowly(source, target):
    if os.getppid() == parent:
        os.kill(parent, signal.SIGKILL)
    time.sleep(0.05)
    replace(source, target)

os.replace = slowly
with staging.opened(sys.argv[1]) as area:
    for path in ("a/1", "a/2", "b/3"):
        area.put(path, b"2")
    area.swap(("a/1", "a/2", "b/3"), ("old",))
"""


@pytest.mark.skipif(workers.processors() < 2, reason="one processor: no process of its own")
def test_who_is_killed_while_names_change_hands_leaves_no_mixture(tmp_path: Path) -> None:
    folder = tmp_path / "site"
    _put(folder, {"a/1": b"1", "a/2": b"1", "b/3": b"1", "old": b"1"})
    killed = subprocess.run([sys.executable, "-c", _KILLED, str(folder)], check=False)
    assert killed.returncode == -signal.SIGKILL
    with staging.opened(str(folder)):  # waits for whoever is at it
        assert _tree(folder) == {"a/1": b"2", "a/2": b"2", "b/3": b"2"}


def test_nothing_changes_where_something_is_wrong_before_the_end(tmp_path: Path) -> None:
    folder = tmp_path / "site"
    _put(folder, {"a.html": b"1"})
    plan = {"a.html": b"2", "b.html": None}
    with pytest.raises(TypeError):
        _put(folder, plan)  # type: ignore[arg-type]
    assert _tree(folder) == {"a.html": b"1"}
    assert [path.name for path in tmp_path.iterdir()] == ["site"]


def test_a_file_that_was_touched_is_read_again(tmp_path: Path) -> None:
    (tmp_path / "a.html").write_bytes(b"one")
    (tmp_path / "b.html").write_bytes(b"two")
    known = {name: ("noted", imprint.stamp(str(tmp_path), name)) for name in ("a.html", "b.html")}
    later = imprint.now_ns(str(tmp_path)) + 10**10
    (tmp_path / "b.html").write_bytes(b"new")
    os.utime(tmp_path / "b.html", ns=(known["b.html"][1][2], known["b.html"][1][2]))
    standing = Standing(str(tmp_path), known, later)
    assert standing["a.html"] == "noted"
    assert standing["b.html"] == imprint.hash_of(b"new"), "a time stamp that was set back deceives nobody"
    assert not (tmp_path / "c.html").exists()
    assert standing.get("c.html") is None


def test_a_file_as_young_as_the_note_is_read_again(tmp_path: Path) -> None:
    (tmp_path / "a.html").write_bytes(b"one")
    stamp = imprint.stamp(str(tmp_path), "a.html")
    standing = Standing(str(tmp_path), {"a.html": ("noted", stamp)}, stamp[3])
    assert not standing.is_sure
    assert standing["a.html"] == imprint.hash_of(b"one")
