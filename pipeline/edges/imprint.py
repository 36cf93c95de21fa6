"""What stands in an output folder, told by hashes; a file that nobody has touched since we wrote it is not read again.

Whether it was touched is seen as git's index sees it: by inode, size and both time stamps, of which no program can set
the second one. A file whose stamp is as young as the note itself could have been touched after it without a trace, so
it is read. Only our own output is judged like this; what a build is made from is always read (see `edges.sources`).
"""

from __future__ import annotations

import hashlib
import os
import tempfile
from collections.abc import Iterator, Mapping
from pathlib import Path

from pipeline.edges.site_folder import MARK

Stamp = tuple[int, int, int, int]
"""Inode, size, time of change of the content and of the file, both in nanoseconds."""

_NOT_OURS = (MARK, ".git")
UNSEEN: Stamp = (0, 0, 0, 0)
_FINE_NS, _COARSE_NS = 20_000_000, 2_000_000_000
"""How far apart two stamps of one moment may be: the kernel's clock ticks every 1-10 ms, that of FAT every 2 s."""


def stamps(folder: str) -> dict[str, Stamp]:
    """Every file below `folder`, hidden ones too, by its path with forward slashes; but for our mark, and git's own."""
    return {path: at for path, at in _below(folder, "") if path not in _NOT_OURS and not path.startswith(".git/")}


def stamp(folder: str, path: str) -> Stamp:
    """The stamp of one file."""
    return _stamp(os.lstat(os.path.join(folder, path)))  # noqa: PTH118 - pathlib is slower


def now_ns(folder: str) -> int:
    """The time on the disk of `folder`."""
    handle, name = tempfile.mkstemp(dir=folder, prefix=".", suffix=".part")
    try:
        return os.fstat(handle).st_ctime_ns
    finally:
        os.close(handle)
        os.unlink(name)  # noqa: PTH108


def is_old(stamp: Stamp, noted_ns: int) -> bool:
    """Whether a file with this stamp would have another one, had it been touched after `noted_ns`."""
    tick = _FINE_NS if noted_ns % _FINE_NS else _COARSE_NS
    return max(stamp[2], stamp[3]) < noted_ns - tick


def hash_of(content: bytes) -> str:
    """The hash by which contents are compared."""
    return hashlib.sha256(content).hexdigest()


class Standing(Mapping[str, str]):
    """Path → hash of each file that stands in `folder`. `known` are stamps and hashes that were noted at `noted_ns`."""

    def __init__(self, folder: str, known: Mapping[str, tuple[str, Stamp]], noted_ns: int) -> None:
        self._folder = folder
        self.stamps = stamps(folder)
        self._hashes: dict[str, str] = {}
        for path, at in self.stamps.items():
            hashed, then = known.get(path, ("", None))
            if at == then and is_old(at, noted_ns):
                self._hashes[path] = hashed

    @property
    def is_sure(self) -> bool:
        """Whether every file is known without reading it."""
        return len(self._hashes) == len(self.stamps)

    def __getitem__(self, path: str) -> str:
        if path not in self._hashes and path in self.stamps:
            try:
                self._hashes[path] = hash_of(Path(self._folder, path).read_bytes())
            except OSError as refused:
                raise KeyError(path) from refused
        return self._hashes[path]

    def __iter__(self) -> Iterator[str]:
        return iter(self.stamps)

    def __len__(self) -> int:
        return len(self.stamps)


def _below(folder: str, inside: str) -> Iterator[tuple[str, Stamp]]:
    try:
        entries = list(os.scandir(os.path.join(folder, inside)))  # noqa: PTH118
    except OSError:
        return
    for entry in entries:
        path = f"{inside}/{entry.name}" if inside else entry.name
        if entry.is_dir(follow_symlinks=False):
            yield from _below(folder, path)
        else:
            yield path, _stamp(entry.stat(follow_symlinks=False))


def _stamp(found: os.stat_result) -> Stamp:
    return (found.st_ino, found.st_size, found.st_mtime_ns, found.st_ctime_ns)
