"""Finds the workspace one stands in and reads its four configuration files."""

from __future__ import annotations

from datetime import UTC, date, datetime
from pathlib import Path

from pipeline.edges import files
from pipeline.errors import ConfigError, LeitmotivError, Problem, WorkspaceError
from pipeline.model import catalogue, toml_source
from pipeline.model.config import Config
from pipeline.model.source import Source, checked
from pipeline.model.workspace import Workspace

CONFIG = "leitmotiv.toml"


def find(start: str) -> str:
    """The nearest folder at or above `start` that holds a leitmotiv.toml, as an absolute path."""
    folder = Path(start).resolve()
    if not folder.is_dir():
        raise WorkspaceError(Problem("there is no such folder", start))
    for candidate in (folder, *folder.parents):
        if (candidate / CONFIG).is_file():
            return str(candidate)
    message = f"no {CONFIG} here or above; go to your workspace, name it with -C DIR, or make one: leitmotiv init DIR"
    raise WorkspaceError(Problem(message, str(folder)))


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
    return Workspace(root, config, read, as_of or config.workspace.as_of or datetime.now(UTC).date())


def _source(root: str, path: str, *, needed: bool = True) -> Source:
    if not needed and not files.exists(root, path):
        return Source(path, {}, {})
    return toml_source.parse(path, files.read_text(root, path), ConfigError)
