"""Files: read as UTF-8, listed in a stable order, written whole or not at all."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterable
from pathlib import Path

from pipeline.errors import ContentError, Problem, WorkspaceError
from pipeline.model.plan import Plan


def read_text(root: str, path: str) -> str:
    """The text of the file `path` below `root`, without a byte order mark; line ends become `\\n`."""
    content = read_bytes(root, path)
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as refused:
        before = content[: refused.start]
        line = before.count(b"\n") + 1
        column = len(before.rpartition(b"\n")[2].decode("utf-8", "replace")) + 1
        message = f"byte 0x{content[refused.start]:02x} is not valid UTF-8; save the file as UTF-8"
        raise ContentError(Problem(message, path, line, column)) from refused
    return text.replace("\r\n", "\n").replace("\r", "\n")


def read_bytes(root: str, path: str) -> bytes:
    """The bytes of the file `path` below `root`."""
    try:
        return Path(root, path).read_bytes()
    except FileNotFoundError as refused:
        raise WorkspaceError(Problem("there is no such file", path)) from refused
    except IsADirectoryError as refused:
        raise WorkspaceError(Problem("is a folder, not a file", path)) from refused
    except OSError as refused:
        raise WorkspaceError(Problem(f"cannot be read: {refused.strerror}; check its permissions", path)) from refused


def exists(root: str, path: str) -> bool:
    """Whether there is a file or a folder `path` below `root`."""
    return Path(root, path).exists()


def list_files(root: str, folder: str, pattern: str) -> tuple[str, ...]:
    """Files below `folder` whose name matches `pattern`, sorted, relative to `root`; hidden ones are left out."""
    base = Path(root)
    try:
        found = [file.relative_to(base) for file in base.joinpath(folder).rglob(pattern) if file.is_file()]
    except OSError as refused:
        raise WorkspaceError(Problem(f"cannot be listed: {refused.strerror}", folder)) from refused
    visible = [file for file in found if not any(part.startswith(".") for part in file.parts)]
    return tuple(sorted(file.as_posix() for file in visible))


def require_folder(root: str, folder: str, remedy: str) -> None:
    """Raises where `folder` below `root` is no folder."""
    if not Path(root, folder).is_dir():
        raise WorkspaceError(Problem(f"there is no such folder; {remedy}", folder))


def write_atomic(root: str, path: str, content: bytes) -> bool:
    """Puts `content` at `path` below `root` in one step; False where it stood there already."""
    target = Path(root, path)
    try:
        if _holds(target, content):
            return False
        _make_folder(target.parent)
        _replace(target, content)
    except OSError as refused:
        raise WorkspaceError(Problem(f"cannot be written: {refused.strerror}", path)) from refused
    return True


def remove(root: str, path: str) -> None:
    """Takes the file away, if it is there."""
    Path(root, path).unlink(missing_ok=True)


def write_tree(folder: str, plan: Plan, keep: Iterable[str] = ()) -> tuple[int, int]:
    """Makes `folder` hold the files of `plan`, those in `keep`, and no others; answers (written, removed)."""
    written = sum(write_atomic(folder, path, content) for path, content in plan.items())
    wanted = {*plan, *keep}
    removed = 0
    for path in _files_below(folder):
        if path not in wanted:
            remove(folder, path)
            removed += 1
    _remove_empty_folders(Path(folder))
    return written, removed


def compare_tree(folder: str, plan: Plan, keep: Iterable[str] = ()) -> tuple[int, int]:
    """What write_tree would do: (files to write, files to remove)."""
    differing = sum(not _holds(Path(folder, path), content) for path, content in plan.items())
    wanted = {*plan, *keep}
    return differing, sum(path not in wanted for path in _files_below(folder))


def _holds(target: Path, content: bytes) -> bool:
    return target.is_file() and target.read_bytes() == content


def _files_below(folder: str) -> list[str]:
    base = Path(folder)
    return sorted(file.relative_to(base).as_posix() for file in base.rglob("*") if file.is_file())


def _remove_empty_folders(base: Path) -> None:
    for folder in sorted((path for path in base.rglob("*") if path.is_dir()), reverse=True):
        if not any(folder.iterdir()):
            folder.rmdir()


def _make_folder(folder: Path) -> None:
    """Makes a folder and those above it; `private/` is for its owner alone, whoever writes into it first."""
    if not folder.is_dir():
        _make_folder(folder.parent)
        folder.mkdir(mode=0o700 if folder.name == "private" else 0o777, exist_ok=True)


def _replace(target: Path, content: bytes) -> None:
    handle, temporary = tempfile.mkstemp(dir=target.parent, prefix=".", suffix=".part")
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
        Path(temporary).chmod(0o666 & ~_umask())
        Path(temporary).replace(target)
    except BaseException:
        Path(temporary).unlink(missing_ok=True)
        raise


def _umask() -> int:
    current = os.umask(0)
    os.umask(current)
    return current
