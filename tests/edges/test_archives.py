"""Folders and zip archives: what is listed, what is read, and what is refused."""

from __future__ import annotations

import struct
import zipfile
from pathlib import Path

import pytest

from pipeline.edges import archives
from pipeline.edges.archives import Limits
from pipeline.errors import SourceRefused


def _zip(path: Path, files: dict[str, bytes]) -> str:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as opened:
        for name, content in files.items():
            opened.writestr(name, content)
    return str(path)


def test_a_folder_gives_its_files_in_order_without_hidden_ones(tmp_path: Path) -> None:
    for name in ("b.md", "a/c.md", ".git/config", "a/.DS_Store"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(name)
    held = archives.folder(str(tmp_path))
    assert held.names == ("a/c.md", "b.md")
    assert held.read("a/c.md") == b"a/c.md"


def test_a_link_that_leads_out_of_a_folder_is_no_file_of_it(tmp_path: Path) -> None:
    (tmp_path / "secret.md").write_text("secret")
    inside = tmp_path / "src"
    inside.mkdir()
    (inside / "own.md").write_text("own")
    (inside / "out.md").symlink_to(tmp_path / "secret.md")
    (inside / "near.md").symlink_to(inside / "own.md")
    assert archives.folder(str(inside)).names == ("near.md", "own.md")


def test_a_name_that_would_steer_the_terminal_is_shown_harmless(tmp_path: Path) -> None:
    (tmp_path / "a\x1b[31m.md").write_text("x")
    held = archives.folder(str(tmp_path))
    assert held.names == ("a?[31m.md",)
    assert held.read("a?[31m.md") == b"x"


def test_an_archive_is_known_by_its_content_and_read_in_place(tmp_path: Path) -> None:
    path = _zip(tmp_path / "export.dat", {"posts/1.html": b"one", "__MACOSX/x": b"", ".hidden": b"", "dir/": b""})
    assert archives.is_zip(path)
    assert not archives.is_zip(str(tmp_path))
    with archives.archive(path) as held:
        assert held.names == ("posts/1.html",)
        assert held.read("posts/1.html") == b"one"


@pytest.mark.parametrize("name", ["../../etc/passwd.md", "/etc/passwd.md", "..\\..\\etc\\passwd.md", "./etc/passwd.md"])
def test_names_that_climb_stay_inside(tmp_path: Path, name: str) -> None:
    with archives.archive(_zip(tmp_path / "e.zip", {name: b"x"})) as held:
        assert held.names == ("etc/passwd.md",)
        assert held.read("etc/passwd.md") == b"x"


def test_a_bomb_is_refused_by_what_it_says_and_by_what_it_is(tmp_path: Path) -> None:
    path = _zip(tmp_path / "bomb.zip", {"a.md": b"\0" * 3_000_000, "b.md": b"x"})
    with pytest.raises(SourceRefused, match="holds more than"), archives.archive(path, Limits(all_bytes=1_000_000)):
        pass
    lying = bytearray(Path(path).read_bytes())
    at = lying.index(b"PK\x01\x02")
    lying[at + 24 : at + 28] = struct.pack("<L", 10)  # the directory now says: 10 bytes
    Path(path).write_bytes(bytes(lying))
    with archives.archive(path, Limits(file_bytes=1_000_000, all_bytes=1_000_000)) as held:
        with pytest.raises(SourceRefused, match=r"is damaged|is larger than"):
            held.read("a.md")
        assert held.read("b.md") == b"x"


def test_too_many_files_are_refused(tmp_path: Path) -> None:
    path = _zip(tmp_path / "e.zip", {f"{n}.md": b"" for n in range(5)})
    with pytest.raises(SourceRefused, match="holds more than 4 files"), archives.archive(path, Limits(files=4)):
        pass
    for n in range(5):
        (tmp_path / f"{n}.md").touch()
    with pytest.raises(SourceRefused, match="holds more than 4 files"):
        archives.folder(str(tmp_path), Limits(files=4))


def test_a_locked_member_and_a_broken_archive_say_so(tmp_path: Path) -> None:
    path = Path(_zip(tmp_path / "e.zip", {"a.md": b"secret" * 100}))
    content = bytearray(path.read_bytes())
    content[6] |= 1  # the flag of encryption, in the member's own head and in the directory
    content[content.index(b"PK\x01\x02") + 8] |= 1
    path.write_bytes(bytes(content))
    with archives.archive(str(path)) as held, pytest.raises(SourceRefused, match="locked with a password"):
        held.read("a.md")
    path.write_bytes(b"PK\x03\x04 and nothing else")
    with pytest.raises(SourceRefused, match="is no zip archive that can be read"), archives.archive(str(path)):
        pass


def test_a_member_that_is_packed_in_a_strange_way_is_not_called_locked(tmp_path: Path) -> None:
    """Windows packs files of more than 2 GB as Deflate64."""
    path = Path(_zip(tmp_path / "e.zip", {"a.md": b"text" * 100}))
    content = bytearray(path.read_bytes())
    content[8] = content[content.index(b"PK\x01\x02") + 10] = 9
    path.write_bytes(bytes(content))
    with archives.archive(str(path)) as held, pytest.raises(SourceRefused, match="a way that is not known here"):
        held.read("a.md")


def test_a_damaged_file_inside_and_one_without_a_name_say_so(tmp_path: Path) -> None:
    """The tool that packed it may have used any of the methods."""
    path = tmp_path / "e.zip"
    for method in (zipfile.ZIP_DEFLATED, zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA):
        with zipfile.ZipFile(path, "w", method) as opened:
            opened.writestr("a.md", bytes(range(256)) * 20)
        content = path.read_bytes()
        path.write_bytes(content[:60] + bytes(20) + content[80:])
        with archives.archive(str(path)) as held, pytest.raises(SourceRefused, match="is damaged"):
            held.read("a.md")
    nameless = bytearray(_zip_of_two(tmp_path))
    at = nameless.index(b"PK\x01\x02")
    nameless[at + 28] = 0  # letters of its name, which are a comment now
    nameless[at + 32] = len("a.md")
    path.write_bytes(bytes(nameless))
    with archives.archive(str(path)) as held:
        assert held.names == ("b.md",)


def _zip_of_two(folder: Path) -> bytes:
    return Path(_zip(folder / "two.zip", {"a.md": b"x", "b.md": b"y"})).read_bytes()


def test_a_file_that_is_missing_too_large_or_no_file_is_refused(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text("x" * 100)
    for path, said in (("none.md", "there is no such file"), ("a.md", "is larger than 10 bytes"), ("", "neither")):
        with pytest.raises(SourceRefused, match=said):
            archives.file(str(tmp_path / path), Limits(file_bytes=10 if path else 10**9))
