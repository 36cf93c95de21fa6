"""Writes the positioning diary: from when until when a theme was promoted."""

from __future__ import annotations

from datetime import date

from pipeline.edges import files
from pipeline.errors import ConfigError, Problem
from pipeline.model.workspace import Workspace
from pipeline.themes import diary


def promote(workspace: Workspace, theme: str, start: date) -> str:
    """Notes that a theme is promoted from `start` on; answers the file."""
    themes = workspace.catalogue.themes
    return _write(workspace, diary.promoted(_text(workspace), themes, theme, start, workspace.as_of))


def retire(workspace: Workspace, theme: str, last: date) -> str:
    """Notes that a theme was promoted until `last`, that day counted; answers the file."""
    themes = workspace.catalogue.themes
    return _write(workspace, diary.retired(_text(workspace), themes, theme, last, workspace.as_of))


def _text(workspace: Workspace) -> str:
    """The file as it is: `files.read_text` would take its line ends and its byte order mark away."""
    if not files.exists(workspace.root, diary.PATH):
        raise ConfigError(Problem("there is no such file; name your themes in it first", diary.PATH))
    return files.read_bytes(workspace.root, diary.PATH).decode("utf-8")


def _write(workspace: Workspace, text: str) -> str:
    files.write_atomic(workspace.root, diary.PATH, text.encode("utf-8"))
    return diary.PATH
