"""Reads the four configuration files of a workspace."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from pipeline.edges import files
from pipeline.edges.place import CONFIG, today
from pipeline.errors import ConfigError, LeitmotivError, Problem
from pipeline.model import catalogue, toml_source
from pipeline.model.config import Config
from pipeline.model.source import Source, checked
from pipeline.model.theme import Catalogue, Theme
from pipeline.model.workspace import Workspace


@dataclass(frozen=True, slots=True)
class Look:
    """What could be read of the four files, and all that is wrong in them.

    `themes` are the ids of themes.toml, those of broken entries too; None where nobody can tell.
    """

    config: Config | None
    catalogue: Catalogue | None
    themes: frozenset[str] | None
    problems: tuple[Problem, ...]


def look(root: str) -> Look:
    """The four files of the workspace at `root`, as far as they can be read; a mistake in one hides no other."""
    problems: list[Problem] = []
    config = read = None
    main = _source(root, CONFIG, problems)
    named = [_source(root, f"content/{name}.toml", problems, needed=False) for name in ("themes", "offers", "channels")]
    try:
        config = checked(Config, main, ConfigError, strict=True) if main else None
    except ConfigError as refused:
        problems[:0] = refused.problems
    try:
        read = catalogue.read(*named)
    except ConfigError as refused:
        problems += refused.problems
    whole = read if None not in named else None
    return Look(config, whole, frozenset(named[0].values) if named[0] else None, tuple(problems))


def load(root: str, as_of: date | None) -> Workspace:
    """The workspace at `root`; raises with the mistakes of all four files at once.

    `as_of` beats the config's, which beats today (UTC).
    """
    found = look(root)
    if found.config is None or found.catalogue is None:
        raise ConfigError(found.problems)
    return Workspace(root, found.config, found.catalogue, as_of or found.config.workspace.as_of or today())


def themes(root: str, path: str) -> Mapping[str, Theme]:
    """The themes of one file that looks like themes.toml."""
    nothing = Source("", {}, {})
    return catalogue.read(toml_source.parse(path, files.read_text(root, path), ConfigError), nothing, nothing).themes


def _source(root: str, path: str, problems: list[Problem], *, needed: bool = True) -> Source | None:
    """One file; None where it cannot be read, which the problems then say."""
    if not needed and not files.exists(root, path):
        return Source(path, {}, {})
    try:
        return toml_source.parse(path, files.read_text(root, path), ConfigError)
    except LeitmotivError as refused:
        problems += refused.problems
        return None
