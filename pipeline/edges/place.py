"""Where and when one stands: the workspace, the day. Loads nothing else, for commands that answer at once."""

from __future__ import annotations

from datetime import UTC, date, datetime
from pathlib import Path

from pipeline.errors import Problem, WorkspaceError

CONFIG = "leitmotiv.toml"
POSTS = "content/posts"
PAGES = "content/pages"
ISSUES = "content/issues"
PRIVATE = "private"
"""People's data: nothing of it is published."""
REJECTS = "private/rejects"
"""Rows of imports that were not taken, and why."""
_WELL_KNOWN = ".well-known"
"""Where others look for proofs and contacts of a site (RFC 8615): the one hidden folder that is published."""


def is_hidden(name: str) -> bool:
    """Whether a file or folder of that name is passed over."""
    return name.startswith(".") and name != _WELL_KNOWN


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


def above(folder: str) -> str | None:
    """The nearest workspace that `folder` lies in; None where it lies in none. The folder need not be there."""
    return next((str(one) for one in Path(folder).resolve().parents if (one / CONFIG).is_file()), None)


def today() -> date:
    """The day by the clock, in UTC."""
    return datetime.now(UTC).date()


def on_the_wall() -> date:
    """The day by the clock where this machine stands, which may be the one before or after `today`."""
    return datetime.now().astimezone().date()
