"""Rows and bytes that only grow, whoever adds to them."""

from __future__ import annotations

from multiprocessing import get_context
from pathlib import Path

import pytest

from pipeline.edges.packed import NOWHERE, Packed


def _contents(packed: Packed) -> dict[str, bytes | None]:
    return {name: packed.read(place) for name, (_, place) in packed.load().items()}


def _files(root: Path) -> list[Path]:
    return sorted(path for path in (root / ".leitmotiv").iterdir() if path.name != ".gitignore")


def test_what_is_put_is_found_and_the_later_one_counts(tmp_path: Path) -> None:
    packed = Packed(str(tmp_path), "things", "x")
    assert packed.load() == {}
    packed.put("a", [1, "ä\n\ud800"], b"one")
    packed.put("b", [], b"")
    place = packed.put("a", [2], b"two")
    assert Packed(str(tmp_path), "things", "x").load()["a"] == ([2], place)
    assert _contents(Packed(str(tmp_path), "things", "x")) == {"a": b"two", "b": b""}


def test_what_depends_on_something_else_is_not_known_and_goes(tmp_path: Path) -> None:
    Packed(str(tmp_path), "things", "x").put("a", [1], b"one")
    Packed(str(tmp_path), "others", "x").put("a", [1], b"one")
    now = Packed(str(tmp_path), "things", "y")
    assert now.load() == {}
    assert len(_files(tmp_path)) == 4, "nothing goes before something comes"
    now.put("b", [2], b"two")
    assert now.load().keys() == {"b"}
    assert len(_files(tmp_path)) == 4
    assert Packed(str(tmp_path), "things", "x").load() == {}


def _put(root: str, who: int) -> None:
    packed = Packed(root, "things", "x")
    for number in range(300):
        packed.put(f"{who} {number}", [who, number], f"{who} {number}".encode() * 50)


def test_several_processes_may_add_at_once(tmp_path: Path) -> None:
    """A fork of one that has its files open, too."""
    first = Packed(str(tmp_path), "things", "x")
    first.put("first", [], b"first")
    forks = [get_context("fork").Process(target=_put, args=(str(tmp_path), who)) for who in range(3)]
    forks.append(get_context("fork").Process(target=first.put, args=("forked", [], b"forked")))
    for fork in forks:
        fork.start()
    first.put("last", [], b"last")
    for fork in forks:
        fork.join()
    found = _contents(first)
    assert len(found) == 903
    assert all(content == name.encode() * (50 if " " in name else 1) for name, content in found.items())


def test_a_torn_line_spoils_no_other(tmp_path: Path) -> None:
    packed = Packed(str(tmp_path), "things", "x")
    packed.put("a", [1], b"one")
    rows = next(path for path in _files(tmp_path) if path.suffix == ".jsonl")
    with rows.open("ab") as torn:
        torn.write(b'\n["b", [2], [3,')
    packed.put("c", [3], b"three")
    assert _contents(packed) == {"a": b"one", "c": b"three"}


def test_what_belongs_to_nobody_is_let_go_in_the_end(tmp_path: Path) -> None:
    packed = Packed(str(tmp_path), "things", "x")
    for number in range(30):
        packed.put("a", [number], b"x" * 100_000)
        packed.put(f"old {number}", [], b"y" * 100_000)
    live = {name: entry for name, entry in packed.load().items() if name == "a"}
    pruned = packed.pruned(live)
    assert pruned["a"][0] == [29]
    assert packed.read(pruned["a"][1]) == b"x" * 100_000
    assert _contents(Packed(str(tmp_path), "things", "x")) == {"a": b"x" * 100_000}
    assert sum(path.stat().st_size for path in _files(tmp_path)) < 101_000
    assert packed.pruned(pruned) == pruned


def test_where_nothing_can_be_written_nothing_is_kept(tmp_path: Path) -> None:
    (tmp_path / ".leitmotiv").write_text("in the way")
    packed = Packed(str(tmp_path), "things", "x")
    assert packed.put("a", [1], b"one") == NOWHERE
    assert packed.load() == {}
    assert packed.read(NOWHERE) is None


@pytest.mark.parametrize("damage", [0, 1])
def test_damaged_bytes_count_as_missing(tmp_path: Path, damage: int) -> None:
    packed = Packed(str(tmp_path), "things", "x")
    packed.put("a", [1], b"one")
    data = next(path for path in _files(tmp_path) if not path.suffix)
    data.write_bytes((b"", b"two")[damage])
    assert _contents(Packed(str(tmp_path), "things", "x")) == {"a": None}
