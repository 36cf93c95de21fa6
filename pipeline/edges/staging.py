"""A folder that is changed at the end: what is new is written beside it, and put in its place when all of it is there.

A process that is killed while it writes has changed nothing. In the last moment names change hands: whoever is told to
stop then finishes that first, and a process of its own does it, which nobody kills who kills the one that waits for it.
Where the machine itself stops, and after a kill on one processor, where there is no such process, each file is either
old or new. Files that pages load come first and go last, so that every page finds what it needs.
"""

from __future__ import annotations

import os
import shutil
import signal
import threading
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import ExitStack, contextmanager, suppress
from functools import partial
from pathlib import Path

from pipeline.edges import files, workers
from pipeline.edges.locking import locked

_LOADED = ("assets/", "search/")
"""What pages load, and no reader opens."""
_SEVERAL = 2
"""One name changes hands at once, or not at all."""
_STOPS = tuple(getattr(signal, name) for name in ("SIGINT", "SIGTERM", "SIGHUP") if hasattr(signal, name))
"""How a process is asked to end: Ctrl-C, a service that is stopped, a terminal that is closed."""


class Staging:
    """The future files of `folder`, each at the path that it will have there."""

    def __init__(self, folder: str, area: str) -> None:
        self.folder = folder
        self._area = area
        self._made: set[str] = set()

    def put(self, path: str, content: bytes) -> None:
        """Writes one of the future files; forks may do so too."""
        flags = os.O_CREAT | os.O_WRONLY | os.O_TRUNC | getattr(os, "O_BINARY", 0)
        with files.refusals(self.folder, "written"):
            self._make_folder(os.path.dirname(path))  # noqa: PTH120 - pathlib is slower
            handle = os.open(f"{self._area}/{path}", flags, 0o666)
            try:
                left = memoryview(content)
                while left:
                    left = left[os.write(handle, left) :]
            finally:
                os.close(handle)

    def swap(self, new: Sequence[str], gone: Iterable[str]) -> None:
        """Puts all files in their places, those with the paths `new`, and takes away those in `gone`."""
        leaving = tuple(gone)
        change = partial(self._change, new, leaving)
        with files.refusals(self.folder, "written"), _undisturbed():
            if len(new) + len(leaving) < _SEVERAL:
                change()
                return
            with workers.aside(partial(_apart, os.getpid(), change)) as done:
                done()

    def _change(self, new: Sequence[str], gone: Sequence[str]) -> None:
        os.makedirs(self.folder, exist_ok=True)  # noqa: PTH103
        self._merge("")
        self._remove(new, gone)

    def _merge(self, inside: str) -> None:
        """Renames what is new into its place; a folder that is new as a whole is renamed as a whole."""
        for entry in sorted(os.scandir(f"{self._area}/{inside}"), key=_loaded_first):
            path = f"{inside}{entry.name}"
            target = f"{self.folder}/{path}"
            if entry.is_dir(follow_symlinks=False) and os.path.isdir(target):  # noqa: PTH112
                self._merge(f"{path}/")
            else:
                _replace(entry.path, target)

    def _remove(self, new: Sequence[str], gone: Iterable[str]) -> None:
        wanted = {path.casefold() for path in new}
        for path in sorted(gone, key=lambda path: (path.startswith(_LOADED), path)):
            if path.casefold() not in wanted or not self._is_one(path, new):
                with suppress(IsADirectoryError, NotADirectoryError):  # its name is now part of another's
                    Path(self.folder, path).unlink(missing_ok=True)
        _remove_empty(self.folder)

    def _make_folder(self, inside: str) -> None:
        if inside not in self._made:
            os.makedirs(f"{self._area}/{inside}", exist_ok=True)  # noqa: PTH103
            self._made.add(inside)

    def _is_one(self, path: str, new: Sequence[str]) -> bool:
        """Whether a file in `new` has the same name to this disk, which may ignore case."""
        alike = (other for other in new if other.casefold() == path.casefold())
        with suppress(OSError):
            return any(Path(self.folder, path).samefile(Path(self.folder, other)) for other in alike)
        return False


@contextmanager
def opened(folder: str) -> Iterator[Staging]:
    """The staging area of `folder`, which no other build changes meanwhile; what a killed one left is cleared away."""
    with _locked(folder):
        with files.refusals(folder, "written"):
            area = _area(folder)
            shutil.rmtree(area, ignore_errors=True)
            area.mkdir(parents=True)
        try:
            yield Staging(folder, str(area))
        finally:
            shutil.rmtree(area, ignore_errors=True)


@contextmanager
def _undisturbed() -> Iterator[None]:
    """Whoever asks the process to end waits until the block has; so in the main thread, where signals arrive."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    asked: list[int] = []
    before = {number: signal.signal(number, lambda number, _: asked.append(number)) for number in _STOPS}
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler or signal.SIG_DFL)  # None: it was not set by Python
        if asked:
            signal.raise_signal(asked[0])


def _apart(parent: int, change: Callable[[], None]) -> None:
    """Does it; a fork in a session of its own, which what ends the whole group of the one that waits leaves alone."""
    if os.getpid() != parent:
        os.setsid()
    change()


def _loaded_first(entry: os.DirEntry[str]) -> tuple[bool, str]:
    return (f"{entry.name}/" not in _LOADED, entry.name)


def _replace(staged: str, target: str) -> None:
    """Gives a file or a folder the name `target`, whatever has it now."""
    try:
        os.replace(staged, target)  # noqa: PTH105
    except IsADirectoryError:
        shutil.rmtree(target)
        os.replace(staged, target)  # noqa: PTH105
    except NotADirectoryError:
        os.unlink(target)  # noqa: PTH108
        os.replace(staged, target)  # noqa: PTH105


@contextmanager
def _locked(folder: str) -> Iterator[None]:
    """Waits until no other process changes `folder`: the folder above it is locked meanwhile."""
    above = Path(folder).parent
    with ExitStack() as lock:
        with files.refusals(folder, "written"):
            above.mkdir(parents=True, exist_ok=True)
            lock.enter_context(locked(above))
        yield


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
