"""What deserves a warning in themes.toml."""

from __future__ import annotations

from pipeline.edges import files
from pipeline.errors import ConfigError, Problem
from pipeline.model import toml_source
from pipeline.model.workspace import Workspace
from pipeline.themes import diary, keywords


def doubts(workspace: Workspace) -> tuple[Problem, ...]:
    """Keywords that say nothing of their theme."""
    if not workspace.catalogue.themes:
        return ()
    source = toml_source.parse(diary.PATH, files.read_text(workspace.root, diary.PATH), ConfigError)
    return tuple(keywords.idle(source, workspace.catalogue.themes))
