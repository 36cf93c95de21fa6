"""Writes the positioning diary: from when until when a theme was promoted."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from pipeline.edges import files
from pipeline.errors import ConfigError, Problem
from pipeline.model.workspace import Workspace
from pipeline.themes import diary

_MARK = "\ufeff"


def promote(workspace: Workspace, theme: str, start: date) -> str:
    """Notes that a theme is promoted from `start` on; answers the file."""
    themes = workspace.catalogue.themes
    return _write(workspace, lambda text: diary.promoted(text, themes, theme, start, workspace.as_of))


def retire(workspace: Workspace, theme: str, last: date) -> str:
    """Notes that a theme was promoted until `last`, that day counted; answers the file."""
    themes = workspace.catalogue.themes
    return _write(workspace, lambda text: diary.retired(text, themes, theme, last, workspace.as_of))


def _write(workspace: Workspace, edit: Callable[[str], str]) -> str:
    """Line ends and a byte order mark stay, which `files.read_text` would take away."""
    if not files.exists(workspace.root, diary.PATH):
        raise ConfigError(Problem("there is no such file; name your themes in it first", diary.PATH))
    found = files.read_bytes(workspace.root, diary.PATH).decode("utf-8")
    mark = _MARK if found.startswith(_MARK) else ""
    files.rewrite(workspace.root, diary.PATH, f"{mark}{edit(found.removeprefix(mark))}".encode())
    return diary.PATH
