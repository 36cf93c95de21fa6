"""Locks between processes, and disks that have none."""

from __future__ import annotations

import errno
import os
from pathlib import Path

import pytest

from pipeline.edges.locking import locked
from pipeline.errors import WorkspaceError

pytestmark = pytest.mark.skipif(os.name != "posix", reason="this system has no such locks")


def _refusing(monkeypatch: pytest.MonkeyPatch, code: int) -> None:
    def flock(_handle: int, _how: int) -> None:
        raise OSError(code, os.strerror(code))

    monkeypatch.setattr("fcntl.flock", flock)


@pytest.mark.parametrize("code", [errno.EBADF, errno.ENOLCK, errno.EOPNOTSUPP])
def test_a_disk_of_a_network_without_such_locks_is_worked_on_all_the_same(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, code: int
) -> None:
    _refusing(monkeypatch, code)
    with locked(tmp_path):
        (tmp_path / "written").touch()
    assert (tmp_path / "written").exists()


def test_a_disk_that_fails_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    _refusing(monkeypatch, errno.EIO)
    with pytest.raises(WorkspaceError, match="cannot be locked: Input/output error"), locked(tmp_path):
        pass


def test_what_is_not_there_is_told(tmp_path: Path) -> None:
    with pytest.raises(WorkspaceError, match="gone: cannot be locked: No such file"), locked(tmp_path / "gone"):
        pass
