"""Locks between processes, on a file or a folder that is there anyway, so that no lock file stays behind."""

from __future__ import annotations

import errno
import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from pipeline.errors import Problem, WorkspaceError

_WITHOUT = (errno.EBADF, errno.EINVAL, errno.ENOLCK, errno.ENOSYS, errno.EOPNOTSUPP)
"""What disks answer that have no such lock; NFS says EBADF of whatever is open for reading alone, as folders are."""


@contextmanager
def locked(place: Path, announce: Callable[[], None] = lambda: None) -> Iterator[None]:
    """Waits until no other process has locked `place`; `announce` is called before a wait.

    Windows has no such lock, nor have some disks of a network: there nobody waits.
    """
    if sys.platform == "win32":
        yield
        return
    import fcntl

    try:
        handle = os.open(place, os.O_RDONLY)
    except OSError as refused:
        raise WorkspaceError(Problem(f"cannot be locked: {refused.strerror}", str(place))) from refused
    try:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            announce()
            fcntl.flock(handle, fcntl.LOCK_EX)
        except OSError as refused:
            if refused.errno not in _WITHOUT:
                raise WorkspaceError(Problem(f"cannot be locked: {refused.strerror}", str(place))) from refused
        yield
    finally:
        os.close(handle)
