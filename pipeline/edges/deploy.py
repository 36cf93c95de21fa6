"""Runs the command that brings the site to where it is read."""

from __future__ import annotations

import subprocess

from pipeline.errors import Problem, WorkspaceError


def run(command: str, folder: str) -> int:
    """The exit code of `command`, run by the shell in `folder`; what it says goes straight to the terminal.

    Raises WorkspaceError where somebody stops it: nobody knows then how far it came.
    """
    try:
        # The owner of the workspace wrote the command: pipes and && are meant.
        return subprocess.run(command, shell=True, cwd=folder, check=False).returncode  # noqa: S602
    except KeyboardInterrupt as stopped:
        message = "stopped while the command ran, so half of the site may be published; run leitmotiv publish again"
        raise WorkspaceError(Problem(message)) from stopped
