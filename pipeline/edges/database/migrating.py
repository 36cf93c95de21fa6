"""Brings the database to the schema that this program speaks, step by step."""

from __future__ import annotations

import pkgutil
from pathlib import Path
from threading import Lock

from sqlalchemy import Connection, Engine, column, inspect, select, table

from pipeline.edges.database import engine as database
from pipeline.edges.database.migrations import versions
from pipeline.errors import Problem, StoreError

_FOLDER = str(Path(__file__).parent / "migrations")
_ONE_AT_A_TIME = Lock()
"""What migrations speak to (`alembic.op`) is one for all threads, whatever database each of them has."""


def known() -> tuple[str, ...]:
    """The versions that this program knows, the newest last: the numbers that begin the file names."""
    return tuple(sorted(module.name.partition("_")[0] for module in pkgutil.iter_modules(versions.__path__)))


def current(connection: Connection) -> str | None:
    """The version of the database; None where it is still empty."""
    if not inspect(connection).has_table("alembic_version"):
        return None
    return connection.execute(select(column("version_num")).select_from(table("alembic_version"))).scalar()


def migrate(engine: Engine) -> tuple[str | None, str]:
    """The version before and now. Raises StoreError where the database is newer than this program.

    Alembic takes 0.4 s to import; a database that is up to date never waits for it.
    """
    newest = known()[-1]
    with database.reading(engine) as connection:
        before = _checked(engine, current(connection))
    if before == newest:
        return before, newest
    with database.writing(engine) as connection:
        # Another program may have done it between the two looks.
        before = _checked(engine, current(connection))
        if before != newest:
            _upgrade(connection)
    return before, newest


def migrate_within(engine: Engine, connection: Connection) -> None:
    """Migrates as part of a transaction that may never be kept."""
    if _checked(engine, current(connection)) != known()[-1]:
        _upgrade(connection)


def _checked(engine: Engine, version: str | None) -> str | None:
    if version is not None and version not in known():
        message = f"the database is newer ({version}) than this program ({known()[-1]}); install a newer leitmotiv"
        raise StoreError(Problem(message, database.place(engine)))
    return version


def _upgrade(connection: Connection) -> None:
    from alembic import command
    from alembic.config import Config

    config = Config(attributes={"connection": connection})
    config.set_main_option("script_location", _FOLDER.replace("%", "%%"))
    config.set_main_option("path_separator", "os")
    with _ONE_AT_A_TIME:
        command.upgrade(config, "head")
