"""Files: read as UTF-8, listed in a stable order, written whole or not at all."""

from __future__ import annotations

import os
import posixpath
import stat
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from fnmatch import fnmatch
from functools import cache
from glob import escape
from pathlib import Path

from pipeline.edges import process
from pipeline.edges.locking import locked
from pipeline.edges.place import CONFIG, is_hidden
from pipeline.errors import ContentError, Problem, WorkspaceError

_MARK = "\ufeff"
_PART = ".part"
_LONGEST_NAME = 40
_LEFT_BEHIND = (".DS_Store", ".directory", ".gitattributes", ".gitignore", ".gitkeep")
HIDDEN = "is hidden"
_WRITABLE = stat.S_IWUSR | stat.S_IWGRP | stat.S_IWOTH


@contextmanager
def refusals(path: str, done: str) -> Iterator[None]:
    """Where the system refuses what is done within, a WorkspaceError: `path` cannot be `done`, such as written."""
    try:
        yield
    except OSError as refused:
        mend = "; check its permissions" if done == "read" else ""
        raise WorkspaceError(Problem(f"cannot be {done}: {refused.strerror}{mend}", path)) from refused


@contextmanager
def reading(path: str) -> Iterator[None]:
    """The `refusals` of a file that is to be read, which may not be there."""
    with refusals(path, "read"):
        try:
            yield
        except FileNotFoundError as refused:
            raise WorkspaceError(Problem("there is no such file", path)) from refused
        except IsADirectoryError as refused:
            raise WorkspaceError(Problem("is a folder, not a file", path)) from refused


def read_text(root: str, path: str) -> str:
    """The text of the file `path` below `root`, without a byte order mark; line ends become `\\n`."""
    return decoded(path, read_bytes(root, path))


def decoded(path: str, content: bytes) -> str:
    """The bytes of the file `path` as read_text gives them."""
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as refused:
        content, before = refused.object, refused.object[: refused.start]  # the codec counts behind the byte order mark
        line = before.count(b"\n") + 1
        column = len(before.rpartition(b"\n")[2].decode("utf-8", "replace")) + 1
        message = f"byte 0x{content[refused.start]:02x} is not valid UTF-8; save the file as UTF-8"
        raise ContentError(Problem(message, path, line, column)) from refused
    return text.replace("\r\n", "\n").replace("\r", "\n")


def read_bytes(root: str, path: str) -> bytes:
    """The bytes of the file `path` below `root`."""
    with reading(path):
        return Path(root, path).read_bytes()


def exists(root: str, path: str) -> bool:
    """Whether there is a file or a folder `path` below `root`."""
    return Path(root, path).exists()


def list_files(root: str, folder: str, pattern: str) -> tuple[str, ...]:
    """Files below `folder` whose name matches `pattern`, sorted, relative to `root`; hidden ones are left out."""
    with refusals(folder, "listed"):
        return tuple(sorted(_listed(root, folder, pattern)))


def left_out(root: str, folder: str) -> Iterator[tuple[str, str]]:
    """What `list_files` passes over below `folder`, and why; but for what programs leave behind."""
    for inside, folders, names in os.walk(Path(root, folder)):
        for name in sorted(names + folders):
            place = Path(inside, name)
            path = place.relative_to(root).as_posix()
            if is_hidden(name):
                if name not in _LEFT_BEHIND and not name.endswith((_PART, ".swp")):
                    yield path, HIDDEN
            elif place.is_symlink() and not place.is_file():
                yield path, "is a link to a folder" if place.is_dir() else "is a link that leads nowhere"
        folders[:] = [name for name in folders if not is_hidden(name)]


def _listed(root: str, folder: str, pattern: str) -> Iterator[str]:
    inside = posixpath.normpath(folder)
    try:
        entries = list(os.scandir(Path(root, folder)))
    except (FileNotFoundError, NotADirectoryError):
        return
    for entry in entries:
        path = entry.name if inside == "." else f"{inside}/{entry.name}"
        if is_hidden(entry.name):
            continue
        if entry.is_dir(follow_symlinks=False):
            yield from _listed(root, path, pattern)
        elif fnmatch(entry.name, pattern) and is_file(entry):
            yield path


def is_file(entry: os.DirEntry[str]) -> bool:
    """Whether it is one, or a link to one; a link that leads nowhere, or to itself, is none."""
    try:
        return entry.is_file()
    except OSError:
        return False


def write_atomic(root: str, path: str, content: bytes) -> bool:
    """Puts `content` at `path` below `root` in one step; False where it stood there already."""
    target = Path(root, path)
    with refusals(path, "written"):
        if _holds(target, content):
            return False
        _make_folder(target.parent)
        _replace(target, content, 0o600 if _is_private(target) else 0o666 & ~_umask())
    return True


def rewrite(root: str, path: str, content: bytes) -> bool:
    """`write_atomic` for a file that a person keeps: a link goes on leading where it led, and the mode stays.

    It is on the disk before it takes the place of the old one: after a power cut one of the two is there.
    Raises WorkspaceError where the file is protected against writing, which renaming would not ask about.
    """
    target = Path(os.path.realpath(Path(root, path)))
    if not target.is_file():
        return write_atomic(root, path, content)
    with refusals(path, "written"):
        if is_protected(root, path):
            raise WorkspaceError(Problem("is protected against writing; allow it (chmod u+w), then try again", path))
        if target.read_bytes() == content:
            return False
        _replace(target, content, stat.S_IMODE(target.stat().st_mode), is_kept=True)
    return True


def edit(root: str, path: str, change: Callable[[str], str]) -> bool:
    """Rewrites a text that a person keeps; its line ends and a byte order mark stay. False where nothing changes.

    Of two that edit a file at once the later one sees what the first has changed: its folder is locked meanwhile.
    Raises WorkspaceError as `rewrite` does, but only where something changes.
    """
    with locked(Path(os.path.realpath(Path(root, path))).parent):
        found = read_bytes(root, path).decode("utf-8")
        text = found.removeprefix(_MARK)
        changed = change(text)
        return changed != text and rewrite(root, path, f"{found[: len(found) - len(text)]}{changed}".encode())


def is_protected(root: str, path: str) -> bool:
    """Whether the file is there and may not be written: by nobody at all, or not by whoever runs this."""
    target = Path(root, path)
    return target.is_file() and not (target.stat().st_mode & _WRITABLE and os.access(target, os.W_OK))


def make_folder(root: str, path: str) -> None:
    """Makes the folder `path` below `root`, if it is not there."""
    with refusals(path, "made"):
        _make_folder(Path(root, path))


def is_open(root: str, path: str) -> bool:
    """Whether others on this machine may look into the folder; never where the system knows no modes."""
    folder = Path(root, path)
    return os.name == "posix" and folder.is_dir() and bool(folder.stat().st_mode & 0o077)


def remove(root: str, path: str) -> None:
    """Takes the file away, if it is there."""
    with refusals(path, "removed"):
        Path(root, path).unlink(missing_ok=True)


def sweep(root: str, path: str) -> None:
    """Takes away what a killed `write_atomic` left of the file `path`, or of every file below the folder `path`.

    What a process that is there still writes stays. It is no mistake if it cannot be taken away.
    """
    place = Path(root, path)
    below = place.rglob(f".*{_PART}") if place.is_dir() else place.parent.glob(f"{escape(_part_of(place))}*{_PART}")
    with suppress(OSError):
        for left in list(below):
            if not _is_being_written(left.name):
                left.unlink(missing_ok=True)


def _holds(target: Path, content: bytes) -> bool:
    return target.is_file() and target.stat().st_size == len(content) and target.read_bytes() == content


def _make_folder(folder: Path) -> None:
    """Makes a folder and those above it; `private/` is for its owner alone, whoever writes into it first."""
    if not folder.is_dir():
        _make_folder(folder.parent)
        folder.mkdir(mode=0o700 if folder.name == "private" else 0o777, exist_ok=True)


def _is_private(target: Path) -> bool:
    """Whether it lies below the `private/` of a workspace: for its owner alone, whoever made the folder."""
    return any(folder.name == "private" and Path(folder.parent, CONFIG).is_file() for folder in target.parents)


def _replace(target: Path, content: bytes, mode: int, *, is_kept: bool = False) -> None:
    prefix = f"{_part_of(target)}{process.mark()}."
    handle, temporary = tempfile.mkstemp(dir=target.parent, prefix=prefix, suffix=_PART)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
            if is_kept:
                file.flush()
                os.fsync(handle)
        Path(temporary).chmod(mode)
        Path(temporary).replace(target)
    except BaseException:
        Path(temporary).unlink(missing_ok=True)
        raise


def _part_of(target: Path) -> str:
    """How the names of its unfinished copies begin; short enough for every file system."""
    return f".{target.name[:_LONGEST_NAME]}."


def _is_being_written(part: str) -> bool:
    """Whether the process whose mark the name of a part bears is there."""
    return process.is_there(part.removesuffix(_PART).rpartition(".")[0].rpartition(".")[2])


@cache  # it is only told to who changes it, and other threads write files
def _umask() -> int:
    current = os.umask(0)
    os.umask(current)
    return current
