"""How the sending of an issue stands: in numbers, letter by letter, and what lies there of a rehearsal."""

from __future__ import annotations

from pathlib import Path

from sqlalchemy import Engine

from pipeline.edges import files
from pipeline.edges.database import engine as database
from pipeline.edges.database import sendings
from pipeline.model.delivery import Letter, Status, status
from pipeline.model.workspace import Workspace
from pipeline.runs import content, letters, store


def stands(engine: Engine, issue: str) -> Status:
    """How the sending of an issue stands, by the database that it is sent from."""
    with database.reading(engine) as connection:
        return status(issue, sendings.counted(connection, issue))


def status_of(workspace: Workspace, name: str) -> Status:
    """How an issue stands; raises where there is none by that name, neither written nor ever sent."""
    with store.reading(workspace) as connection:
        found = status(name, sendings.counted(connection, name))
    if not found.has_begun:
        letters.named(letters.issues(workspace, content.read(workspace)), name)
    return found


def letters_of(workspace: Workspace, name: str) -> tuple[Letter, ...]:
    """Each letter of an issue and what became of it; none before its sending has begun."""
    with store.reading(workspace) as connection:
        return sendings.letters(connection, name)


def rehearsed(workspace: Workspace, name: str) -> int:
    """How many readers' letters of a rehearsal lie in the issue's folder."""
    paths = files.list_files(workspace.root, f"{letters.OUTBOX}/{name}", "*.eml")
    return sum(Path(path).stem.isdigit() for path in paths)


def sent_issues(workspace: Workspace) -> frozenset[str]:
    """The issues that have gone out."""
    with store.reading(workspace) as connection:
        return sendings.sent_issues(connection)
