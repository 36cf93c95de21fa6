"""Finds the workspace one stands in and reads its four configuration files."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from pipeline.edges import files
from pipeline.edges.place import CONFIG, find, today
from pipeline.errors import ConfigError, LeitmotivError, Problem
from pipeline.model import catalogue, toml_source
from pipeline.model.config import Config
from pipeline.model.source import Source, checked
from pipeline.model.theme import Theme
from pipeline.model.workspace import Workspace

__all__ = ["CONFIG", "find", "load", "themes"]


def load(root: str, as_of: date | None) -> Workspace:
    """The workspace at `root`; raises with the mistakes of all four files at once.

    `as_of` beats the config's, which beats today (UTC).
    """
    problems: list[Problem] = []
    config: Config | None = None
    try:
        config = checked(Config, _source(root, CONFIG), ConfigError, strict=True)
    except LeitmotivError as refused:
        problems.extend(refused.problems)
    try:
        named = ("themes", "offers", "channels")
        read = catalogue.read(*(_source(root, f"content/{name}.toml", needed=False) for name in named))
    except LeitmotivError as refused:
        problems.extend(refused.problems)
        read = None
    if config is None or read is None:
        raise ConfigError(problems)
    return Workspace(root, config, read, as_of or config.workspace.as_of or today())


def themes(root: str, path: str) -> Mapping[str, Theme]:
    """The themes of one file that looks like themes.toml."""
    nothing = Source("", {}, {})
    return catalogue.read(toml_source.parse(path, files.read_text(root, path), ConfigError), nothing, nothing).themes


def _source(root: str, path: str, *, needed: bool = True) -> Source:
    if not needed and not files.exists(root, path):
        return Source(path, {}, {})
    return toml_source.parse(path, files.read_text(root, path), ConfigError)
