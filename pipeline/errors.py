"""One exception tree: what is wrong, where it stands, how to mend it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Problem:
    """One mistake: its place, and a sentence that says what is wrong and what to do.

    `line` and `column` count from 1; `path` is relative to the workspace where it lies inside.
    """

    message: str
    path: str = ""
    line: int | None = None
    column: int | None = None

    def __str__(self) -> str:
        place = ":".join(str(part) for part in (self.path, self.line, self.column) if part)
        return f"{place}: {self.message}" if place else self.message


class LeitmotivError(Exception):
    """A user can mend it. Carries all problems of one kind, never only the first."""

    def __init__(self, problems: Problem | Iterable[Problem]) -> None:
        self.problems = (problems,) if isinstance(problems, Problem) else tuple(problems)
        super().__init__("\n".join(str(problem) for problem in self.problems))


class WorkspaceError(LeitmotivError):
    """No workspace, or a folder of it is missing or cannot be read or written."""


class ConfigError(LeitmotivError):
    """leitmotiv.toml, themes.toml, offers.toml or channels.toml says something it must not."""


class ContentError(LeitmotivError):
    """A post or an issue cannot be understood, or two of them claim the same place."""


class TemplateError(LeitmotivError):
    """A template is missing, does not parse, or asks for a name that it was not given."""


class ImportRefused(LeitmotivError):
    """A file of leads, hours, views or subscribers has a shape that nobody here knows."""


class LetterError(LeitmotivError):
    """A letter cannot be built as it must go out."""


class StoreError(LeitmotivError):
    """The database is missing, locked, or newer than this program."""


class SourceRefused(LeitmotivError):
    """Something to be ingested cannot be read, is hostile, or has a shape that nobody here knows."""


class FetchError(SourceRefused):
    """An address on the web gave nothing that can be taken."""


class EngineError(LeitmotivError):
    """What counts touches, leads and tags cannot be started, or is not known here."""
