"""The workspace's database, at the schema of this program, for the length of one run."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path

from sqlalchemy import Connection, Engine

from pipeline.edges import secret
from pipeline.edges.database import copying, engine, migrating
from pipeline.edges.database import forgotten as stored_forgotten
from pipeline.edges.database.copying import Copied
from pipeline.errors import Problem, StoreError
from pipeline.model.workspace import Workspace


@contextmanager
def opened(workspace: Workspace, *, to_read: bool = False) -> Iterator[Engine]:
    """The database itself, brought to the schema of this program; closed at the end."""
    found = engine.opened(workspace.config.database.url, workspace.root, to_read=to_read)
    try:
        migrating.migrate(found)
        yield found
    finally:
        found.dispose()


@contextmanager
def writing(workspace: Workspace) -> Iterator[Connection]:
    """A connection whose changes are all kept, or none where an error ends it."""
    with opened(workspace) as found, engine.writing(found) as connection:
        yield connection


@contextmanager
def reading(workspace: Workspace) -> Iterator[Connection]:
    """A connection that sees one state of the database throughout."""
    with opened(workspace, to_read=True) as found, engine.reading(found) as connection:
        yield connection


@contextmanager
def looking(workspace: Workspace) -> Iterator[Connection]:
    """`reading`; where there is no database yet, an empty one in memory is read, and none is made.

    Nobody else has to wait meanwhile, so what takes its time, as a mailbox or a long file, is read within.
    """
    if engine.is_there(workspace.config.database.url, workspace.root):
        with reading(workspace) as connection:
            yield connection
    else:
        with rehearsing(workspace) as connection:
            yield connection


@contextmanager
def rehearsing(workspace: Workspace) -> Iterator[Connection]:
    """A connection that sees its own changes, of which nothing is kept; where there is no database, an empty one."""
    url = workspace.config.database.url
    found = engine.opened(url if engine.is_there(url, workspace.root) else "sqlite://", workspace.root)
    try:
        with engine.writing(found) as connection:
            migrating.migrate_within(found, connection)
            yield connection
            connection.rollback()
    finally:
        found.dispose()


def changing(workspace: Workspace, *, kept: bool) -> AbstractContextManager[Connection]:
    """`writing`, or `rehearsing` where nothing shall be kept."""
    return writing(workspace) if kept else rehearsing(workspace)


def forgotten(workspace: Workspace, connection: Connection, marks: Collection[str]) -> frozenset[str]:
    """Those of the marks that belong to people who were forgotten.

    Only where somebody was does this need the workspace's secret.
    """
    if not stored_forgotten.any_forgotten(connection):
        return frozenset()
    return stored_forgotten.recognised(connection, marks, secret.read(workspace.root))


def backup(workspace: Workspace, path: str) -> Copied:
    """Writes the database into a new file, while others may work in it."""
    if not engine.is_there(workspace.config.database.url, workspace.root):
        raise StoreError(Problem("there is no database yet, so there is nothing to keep"))
    with opened(workspace, to_read=True) as found:
        return copying.backup(found, Path(path))


def copy(workspace: Workspace, url: str) -> Copied:
    """Copies the database into the empty one at `url`; nobody else writes meanwhile but who sends on PostgreSQL."""
    target = engine.opened(url, workspace.root, said_in="--to")
    try:
        here = engine.opened(workspace.config.database.url, workspace.root)
        # Of a server the options may differ (connect_timeout); where it is named by them, they tell.
        if here.url == target.url or (target.url.host and engine.place(here) == engine.place(target)):
            raise StoreError(Problem("is the database itself; name another one", engine.place(target)))
        with writing(workspace) as connection:
            return copying.copy(connection, target)
    finally:
        target.dispose()


def migrate(workspace: Workspace) -> tuple[str | None, str]:
    """Brings the database up to date; the version before (None where there was none) and now."""
    found = engine.opened(workspace.config.database.url, workspace.root)
    try:
        return migrating.migrate(found)
    finally:
        found.dispose()
