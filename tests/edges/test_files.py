"""Files are written whole or not at all, and listed in a stable order."""

from __future__ import annotations

import os
import subprocess
import sys
import threading
from contextlib import suppress
from pathlib import Path

import pytest

from pipeline.edges import files, process, sources
from pipeline.errors import ContentError, WorkspaceError


def test_a_write_that_fails_leaves_neither_half_a_file_nor_a_trace(tmp_path: Path) -> None:
    (tmp_path / "taken").mkdir()
    with pytest.raises(WorkspaceError, match="taken: cannot be written"):
        files.write_atomic(str(tmp_path), "taken", b"x")
    assert [path.name for path in tmp_path.iterdir()] == ["taken"]


def test_links_that_lead_nowhere_or_round_and_round_are_no_files(tmp_path: Path) -> None:
    (tmp_path / "there").write_text("x")
    for name, target in {"good": "there", "dangling": "gone", "round": "round"}.items():
        (tmp_path / name).symlink_to(target)
    assert files.list_files(str(tmp_path), ".", "*") == ("good", "there")
    (tmp_path / "content").mkdir()
    (tmp_path / "content" / "round").symlink_to("round")
    assert not sources.read(str(tmp_path)).hashes, "a build is kept by none of them"


def test_hidden_and_half_written_files_are_not_listed(tmp_path: Path) -> None:
    for name in ("b.md", "a.md", ".a.md.part", "x.txt"):
        (tmp_path / name).touch()
    assert files.list_files(str(tmp_path), ".", "*.md") == ("a.md", "b.md")


def test_text_is_read_without_mark_and_with_plain_line_ends(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_bytes(b"\xef\xbb\xbfone\r\ntwo\rthree")
    assert files.read_text(str(tmp_path), "a.md") == "one\ntwo\nthree"


def test_a_byte_that_is_no_utf8_is_told_with_its_place(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_bytes("Größe\nM".encode() + b"\xfcller")
    with pytest.raises(ContentError, match=r"a\.md:2:2: byte 0xfc is not valid UTF-8"):
        files.read_text(str(tmp_path), "a.md")


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_a_file_that_may_not_be_read_is_told(tmp_path: Path) -> None:
    (tmp_path / "a.md").touch(mode=0o000)
    with pytest.raises(WorkspaceError, match=r"a\.md: cannot be read: Permission denied"):
        files.read_text(str(tmp_path), "a.md")


def test_what_is_private_is_for_its_owner_alone(tmp_path: Path) -> None:
    files.write_atomic(str(tmp_path / "private" / "outbox"), "a.eml", b"x")
    assert (tmp_path / "private").stat().st_mode & 0o777 == 0o700


def test_what_is_written_below_private_is_for_its_owner_alone_whoever_made_the_folder(tmp_path: Path) -> None:
    (tmp_path / "leitmotiv.toml").touch()
    (tmp_path / "private").mkdir(mode=0o755)
    files.write_atomic(str(tmp_path), "private/rejects/p.csv", b"x")
    files.write_atomic("", str(tmp_path / "private/report/index.html"), b"x")
    files.write_atomic(str(tmp_path), "content/private/a.md", b"x")
    modes = {path.name: path.stat().st_mode & 0o077 for path in tmp_path.rglob("*") if path.is_file()}
    assert (modes["p.csv"], modes["index.html"], bool(modes["a.md"])) == (0, 0, True)


def test_a_person_s_file_keeps_its_mode_and_stays_a_link(tmp_path: Path) -> None:
    (tmp_path / "notes").mkdir()
    kept = tmp_path / "notes" / "real.md"
    kept.write_text("old")
    kept.chmod(0o600)
    (tmp_path / "post.md").symlink_to("notes/real.md")
    assert files.rewrite(str(tmp_path), "post.md", b"new")
    assert (tmp_path / "post.md").readlink() == Path("notes/real.md")
    assert (kept.read_text(), kept.stat().st_mode & 0o777) == ("new", 0o600)
    assert [path.name for path in (tmp_path / "notes").iterdir()] == ["real.md"]


def test_a_person_s_file_is_on_the_disk_before_it_takes_the_place_of_the_old_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Else some disks leave it empty after a power cut."""
    (tmp_path / "post.md").write_text("old")
    seen: list[tuple[int, str]] = []
    monkeypatch.setattr(
        os, "fsync", lambda handle: seen.append((os.fstat(handle).st_size, (tmp_path / "post.md").read_text()))
    )
    files.rewrite(str(tmp_path), "post.md", b"longer")
    assert seen == [(6, "old")]


def test_a_person_s_file_that_is_protected_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "post.md").write_text("old")
    (tmp_path / "post.md").chmod(0o444)
    with pytest.raises(WorkspaceError, match=r"post\.md: is protected against writing; allow it"):
        files.rewrite(str(tmp_path), "post.md", b"new")
    assert (tmp_path / "post.md").read_text() == "old"


@pytest.mark.parametrize("name", ["kept[1].json", "ä" * 120])
def test_what_a_killed_write_left_of_a_file_is_swept_and_that_of_another_stays(tmp_path: Path, name: str) -> None:
    program = "import os, pathlib; pathlib.Path.replace = lambda *_: os._exit(9); from pipeline.edges import files; "
    for target in (name, "other.json"):
        subprocess.run(
            [sys.executable, "-c", f"{program}files.write_atomic({str(tmp_path)!r}, {target!r}, b'half')"], check=False
        )
    files.write_atomic(str(tmp_path), name, b"whole")
    assert len(list(tmp_path.iterdir())) == 3
    files.sweep(str(tmp_path), name)
    left = sorted(path.name for path in tmp_path.iterdir() if path.name != name)
    assert len(left) == 1
    assert left[0].startswith(".other.json.")
    ours = f".other.json.{process.mark()}.x.part"
    for part in (ours, f".other.json.{os.getpid()}-1.x.part", f".other.json.{'9' * 20}-1.x.part", ".odd.part"):
        (tmp_path / part).touch()
    files.sweep(str(tmp_path), ".")
    assert sorted(path.name for path in tmp_path.iterdir()) == sorted([name, ours])


@pytest.mark.skipif(os.name != "posix", reason="this system has no such locks")
def test_of_two_edits_at_once_none_is_lost(tmp_path: Path) -> None:
    (tmp_path / "a.toml").write_text("", "utf-8")
    both_have_read = threading.Barrier(2)

    def change(text: str) -> str:
        with suppress(threading.BrokenBarrierError):
            both_have_read.wait(timeout=0.2)
        return f"{text}line\n"

    both = [threading.Thread(target=files.edit, args=(str(tmp_path), "a.toml", change)) for _ in range(2)]
    for one in both:
        one.start()
    for one in both:
        one.join()
    assert (tmp_path / "a.toml").read_text("utf-8") == "line\nline\n"
