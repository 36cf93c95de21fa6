"""What deserves a warning in themes.toml."""

from __future__ import annotations

from pipeline.edges import files
from pipeline.errors import ConfigError, Problem
from pipeline.model import toml_source
from pipeline.model.source import Source
from pipeline.model.workspace import Workspace
from pipeline.themes import diary, keywords


def doubts(workspace: Workspace) -> tuple[Problem, ...]:
    """Keywords that say nothing of their theme."""
    themes = workspace.catalogue.themes
    return tuple(keywords.idle(_source(workspace), themes)) if themes else ()


def overlaps(workspace: Workspace) -> tuple[Problem, ...]:
    """Periods of promotion that overlap."""
    themes = workspace.catalogue.themes
    return tuple(diary.overlapping(_source(workspace), themes)) if themes else ()


def _source(workspace: Workspace) -> Source:
    return toml_source.parse(diary.PATH, files.read_text(workspace.root, diary.PATH), ConfigError)
