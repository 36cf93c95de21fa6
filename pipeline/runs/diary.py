"""Writes the positioning diary: from when until when a theme was promoted."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date

from pipeline.edges import files
from pipeline.edges import workspace as workspaces
from pipeline.errors import ConfigError, Problem
from pipeline.model.theme import Theme
from pipeline.model.workspace import Workspace
from pipeline.themes import diary

PATH = diary.PATH


def promote(workspace: Workspace, theme: str, start: date) -> bool:
    """Notes that a theme is promoted from `start` on; False where that stands there already."""
    return _write(workspace, lambda text, themes: diary.promoted(text, themes, theme, start, workspace.as_of))


def retire(workspace: Workspace, theme: str, last: date) -> bool:
    """Notes that a theme was promoted until `last`, that day counted; False where that stands there already."""
    return _write(workspace, lambda text, themes: diary.retired(text, themes, theme, last, workspace.as_of))


def _write(workspace: Workspace, edit: Callable[[str, Mapping[str, Theme]], str]) -> bool:
    """The themes are read again with their file: somebody else may have written in it since."""
    if not files.exists(workspace.root, diary.PATH):
        raise ConfigError(Problem("there is no such file; name your themes in it first", diary.PATH))

    def change(text: str) -> str:
        return edit(text, workspaces.load(workspace.root, workspace.as_of).catalogue.themes)

    return files.edit(workspace.root, diary.PATH, change)
