"""Work shared out among processes: forks of this one, that take chunk after chunk until none is left.

A fork knows all that its parent knows, so nothing is sent to it; what it finds comes back through an unnamed file.
Where there is one processor, no fork (Windows) or little to do, the work is done here; so it is where this process has
threads: a fork would have the locks that they hold, and nobody to release them.
"""

from __future__ import annotations

import ctypes
import gc
import os
import pickle
import signal
import struct
import tempfile
import threading
import warnings
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from typing import IO, TypeVar

T = TypeVar("T")
R = TypeVar("R")

_CHUNK = 32
_FEWEST = 300
_HEAD = struct.Struct(">IQ")
_MOST = 2
"""More processes than this would cost more memory than a site of 5,000 posts may take (200 MB in all of them)."""


def spread(work: Callable[[T], R], items: Sequence[T], fewest: int = _FEWEST) -> Iterator[R]:
    """`work` of each item, in the order of the items; less than `fewest` of them are not worth a process.

    A fork that dies, or work that raises in it, is done again here: so errors are raised where one expects them.
    """
    if len(items) < fewest or not _may_fork():
        yield from map(work, items)
        return
    helpers = min(processors(), _MOST) - 1
    _trim()
    chunks = [items[start : start + _CHUNK] for start in range(0, len(items), _CHUNK)]
    with _Queue(len(chunks)) as queue:
        results = [tempfile.TemporaryFile() for _ in range(helpers)]  # noqa: SIM115 - closed below
        try:
            children = [_forked(work, chunks, queue, result) for result in results]
            try:
                own = {number: [work(item) for item in chunks[number]] for number in queue}
            finally:
                for child in children:
                    os.waitpid(child, 0)
            yield from _gathered(work, chunks, own, results)
        finally:
            for result in results:
                result.close()


@contextmanager
def aside(work: Callable[[], R]) -> Iterator[Callable[[], R]]:
    """Begins `work` in a fork; calling the answer waits for what came of it. What it changes in memory is lost.

    Where this process does not fork, and where the fork failed, the work is done by that call: so errors are raised
    where one expects them. Leaving the block without having asked ends the fork.
    """
    if not _may_fork():
        yield work
        return
    with tempfile.TemporaryFile() as result:
        child = _forked_with(lambda _: pickle.dump(work(), result, pickle.HIGHEST_PROTOCOL), result)
        is_over = False

        def answer() -> R:
            nonlocal is_over
            _, status = os.waitpid(child, 0)
            is_over = True
            if status:
                return work()
            result.seek(0)
            found: R = pickle.load(result)  # noqa: S301 - our own file, which has no name
            return found

        try:
            yield answer
        finally:
            if not is_over:
                os.kill(child, signal.SIGKILL)
                os.waitpid(child, 0)


class _Queue:
    """The numbers of the chunks in a pipe: each is read by one process only."""

    _WIDTH = 4

    def __init__(self, chunks: int) -> None:
        self._chunks = chunks

    def __enter__(self) -> _Queue:
        self._out, self._into = os.pipe()
        try:
            # A pipe takes 64 KiB without a reader: 16,384 chunks of 32 items. What does not fit is done in the end.
            os.set_blocking(self._into, False)
            for number in range(self._chunks):
                os.write(self._into, number.to_bytes(self._WIDTH, "big"))
        except BlockingIOError:
            pass
        finally:
            os.close(self._into)
        return self

    def __exit__(self, *_: object) -> None:
        os.close(self._out)

    def __iter__(self) -> Iterator[int]:
        while len(read := os.read(self._out, self._WIDTH)) == self._WIDTH:
            yield int.from_bytes(read, "big")


def _may_fork() -> bool:
    return processors() > 1 and hasattr(os, "fork") and threading.active_count() == 1


def _forked(work: Callable[[T], R], chunks: Sequence[Sequence[T]], queue: _Queue, result: IO[bytes]) -> int:
    def take(parent: int) -> None:
        for number in queue:
            if os.getppid() != parent:
                return  # the parent was killed: nobody waits for this
            made = pickle.dumps([work(item) for item in chunks[number]], pickle.HIGHEST_PROTOCOL)
            result.write(_HEAD.pack(number, len(made)) + made)

    return _forked_with(take, result)


def _forked_with(work: Callable[[int], None], result: IO[bytes]) -> int:
    """The number of a child that does `work`, which is told its parent's number, and ends."""
    gc.freeze()  # the collector would touch all that the parent holds, and so copy it
    with warnings.catch_warnings():
        # Threads of this process are only those of libraries that idle; the child calls none of them.
        warnings.simplefilter("ignore", DeprecationWarning)
        parent = os.getpid()
        child = os.fork()
    if child:
        gc.unfreeze()
        return child
    code = 1
    try:
        work(parent)
        result.flush()
        code = 0
    finally:
        os._exit(code)  # nothing that the parent still has to do may happen twice


def _gathered(
    work: Callable[[T], R], chunks: Sequence[Sequence[T]], own: dict[int, list[R]], results: Sequence[IO[bytes]]
) -> Iterator[R]:
    """The results chunk by chunk: made here, else by a fork, else now."""
    places: dict[int, tuple[IO[bytes], int, int]] = {}
    for result in results:
        places.update(_places(result))
    for number, chunk in enumerate(chunks):
        if number in own:
            yield from own.pop(number)
        elif number in places:
            result, place, length = places[number]
            result.seek(place)
            yield from pickle.loads(result.read(length))  # noqa: S301 - our own file, which has no name
        else:
            yield from map(work, chunk)


def _places(result: IO[bytes]) -> Iterator[tuple[int, tuple[IO[bytes], int, int]]]:
    """Where each chunk begins in a file of results, and its length; what a killed fork left half written ends it."""
    end = result.seek(0, os.SEEK_END)
    place = 0
    while place + _HEAD.size <= end:
        result.seek(place)
        number, length = _HEAD.unpack(result.read(_HEAD.size))
        place += _HEAD.size + length
        if place > end:
            return
        yield number, (result, place - length, length)


def _trim() -> None:
    """Gives back memory that was freed (glibc): each fork would be counted as having it too."""
    with suppress(OSError, AttributeError):
        ctypes.CDLL(None).malloc_trim(0)


def processors() -> int:
    """How many this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
