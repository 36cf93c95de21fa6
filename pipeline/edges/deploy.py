"""Runs the command that brings the site to where it is read."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from pipeline.edges.locking import locked
from pipeline.edges.place import CONFIG
from pipeline.errors import Problem, WorkspaceError

_BY_SIGNAL = 128
"""What shells add to the number of the signal that ended a command."""


@contextmanager
def alone(folder: str, announce: Callable[[str], None]) -> Iterator[None]:
    """Waits until nobody else publishes the workspace `folder`, whose config is locked meanwhile."""
    with locked(Path(folder, CONFIG), lambda: announce("waiting for another publish of this workspace to end")):
        yield


def run(command: str, folder: str) -> int:
    """The exit code of `command`, run by the shell in `folder`; what it says goes straight to the terminal.

    Of a command of several lines, each has to succeed. One that is killed ends with 128 and its signal, as in a shell.

    Raises WorkspaceError where somebody stops it: nobody knows then how far it came.
    """
    try:
        # The owner of the workspace wrote the command: pipes and && are meant.
        code = subprocess.run(_strict(command), shell=True, cwd=folder, check=False).returncode  # noqa: S602
    except KeyboardInterrupt as stopped:
        message = "stopped while the command ran, so half of the site may be published; run leitmotiv publish again"
        raise WorkspaceError(Problem(message)) from stopped
    return _BY_SIGNAL - code if code < 0 else code


def _strict(command: str) -> str:
    return f"set -e\n{command}" if os.name == "posix" else command
