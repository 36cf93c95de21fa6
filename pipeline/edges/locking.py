"""Locks between processes, on a file or a folder that is there anyway, so that no lock file stays behind."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path


@contextmanager
def locked(place: Path, announce: Callable[[], None] = lambda: None) -> Iterator[None]:
    """Waits until no other process has locked `place`; `announce` is called before a wait. Windows has no such lock."""
    if sys.platform == "win32":
        yield
        return
    import fcntl

    handle = os.open(place, os.O_RDONLY)
    try:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            announce()
            fcntl.flock(handle, fcntl.LOCK_EX)
        yield
    finally:
        os.close(handle)
