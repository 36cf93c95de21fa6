"""A folder that is changed at the end: what is new is written beside it, and put in its place when all of it is there.

A process that is killed while it writes has changed nothing. One that is killed in the last milliseconds, while names
change hands, leaves each file either old or new; files that pages load come first and go last, so that every page finds
what it needs.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path

from pipeline.errors import Problem, WorkspaceError

try:
    import fcntl
except ImportError:  # Windows
    fcntl = None  # type: ignore[assignment]

_LOADED = ("assets/", "search/")
"""What pages load, and no reader opens."""


class Staging:
    """Files to be for `folder`, each under a number of its own."""

    def __init__(self, folder: str, area: str) -> None:
        self.folder = folder
        self._area = area
        self._made: set[str] = set()

    def put(self, number: int, content: bytes) -> None:
        """Writes a file to be; forks may do so too."""
        flags = os.O_CREAT | os.O_WRONLY | os.O_TRUNC | getattr(os, "O_BINARY", 0)
        with _refusals(self.folder):
            handle = os.open(f"{self._area}/{number}", flags, 0o666)
            try:
                left = memoryview(content)
                while left:
                    left = left[os.write(handle, left) :]
            finally:
                os.close(handle)

    def swap(self, new: Mapping[str, int], gone: Iterable[str]) -> None:
        """Puts the files of `new` (path → number) in their places, and takes away those in `gone`."""
        with _refusals(self.folder):
            self._swap(new, gone)

    def _swap(self, new: Mapping[str, int], gone: Iterable[str]) -> None:
        for path in sorted(new, key=lambda path: (not path.startswith(_LOADED), path)):
            self._place(f"{self._area}/{new[path]}", path)
        wanted = {path.casefold() for path in new}
        for path in sorted(gone, key=lambda path: (path.startswith(_LOADED), path)):
            if path.casefold() not in wanted or not self._is_one(path, new):
                with suppress(IsADirectoryError, NotADirectoryError):  # its name is now part of another's
                    Path(self.folder, path).unlink(missing_ok=True)
        _remove_empty(self.folder)

    def _place(self, staged: str, path: str) -> None:
        target = f"{self.folder}/{path}"
        self._make_folder(os.path.dirname(target))  # noqa: PTH120 - pathlib is slower
        try:
            os.replace(staged, target)  # noqa: PTH105
        except IsADirectoryError:
            shutil.rmtree(target)
            os.replace(staged, target)  # noqa: PTH105

    def _make_folder(self, folder: str) -> None:
        if folder in self._made:
            return
        try:
            os.makedirs(folder, exist_ok=True)  # noqa: PTH103
        except (FileExistsError, NotADirectoryError):
            for above in (Path(folder), *Path(folder).parents):
                if above.is_file():
                    above.unlink()
            os.makedirs(folder, exist_ok=True)  # noqa: PTH103
        self._made.add(folder)

    def _is_one(self, path: str, new: Mapping[str, int]) -> bool:
        """Whether a file of `new` is called alike, and this disk takes both names for one."""
        alike = (other for other in new if other.casefold() == path.casefold())
        with suppress(OSError):
            return any(Path(self.folder, path).samefile(Path(self.folder, other)) for other in alike)
        return False


@contextmanager
def opened(folder: str) -> Iterator[Staging]:
    """The staging area of `folder`, which no other build changes meanwhile; what a killed one left is cleared away."""
    with _locked(folder):
        with _refusals(folder):
            area = _area(folder)
            shutil.rmtree(area, ignore_errors=True)
            area.mkdir(parents=True)
        try:
            yield Staging(folder, str(area))
        finally:
            shutil.rmtree(area, ignore_errors=True)


@contextmanager
def _refusals(folder: str) -> Iterator[None]:
    try:
        yield
    except OSError as refused:
        raise WorkspaceError(Problem(f"cannot be written: {refused.strerror}", folder)) from refused


@contextmanager
def _locked(folder: str) -> Iterator[None]:
    """Waits until no other process changes `folder`: the lock is on the folder above it, and leaves no file behind."""
    above = Path(folder).parent
    with _refusals(folder):
        above.mkdir(parents=True, exist_ok=True)
        handle = os.open(above, os.O_RDONLY) if fcntl else -1
    try:
        if fcntl:
            fcntl.flock(handle, fcntl.LOCK_EX)
        yield
    finally:
        if fcntl:
            os.close(handle)


def _area(folder: str) -> Path:
    """Beside `folder`, where one disk holds both; else inside."""
    place = Path(folder)
    beside = place.parent / f".{place.name}.part"
    same_disk = not place.exists() or place.stat().st_dev == place.parent.stat().st_dev
    return beside if same_disk and os.access(place.parent, os.W_OK) else place / ".part"


def _remove_empty(folder: str) -> None:
    for inside, folders, _ in os.walk(folder, topdown=False):
        for name in folders:
            with suppress(OSError):  # it holds something
                os.rmdir(os.path.join(inside, name))  # noqa: PTH106, PTH118
