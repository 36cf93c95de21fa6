"""A whole database at another place: into a file as a backup, or into another kind of database when it is outgrown."""

from __future__ import annotations

import sqlite3
from contextlib import closing, suppress
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import Connection, Engine, Table, func, insert, select, text

from pipeline.edges import process
from pipeline.edges.database import engine, migrating
from pipeline.edges.database.tables import METADATA
from pipeline.errors import Problem, StoreError

_ROWS_AT_ONCE = 1000
_DRAFT = ".leitmotiv-backup"
_LONGEST_PAUSE_S = 3600
"""Longer than any backup waits before it goes on writing, be it one of another machine."""
_SEQUENCE = text("SELECT pg_get_serial_sequence(:name, 'id')")


@dataclass(frozen=True, slots=True)
class Copied:
    """What was copied, and where it is now; a password in its address is left out."""

    tables: int
    rows: int
    place: str


def every_table() -> tuple[Table, ...]:
    """All tables, those that others refer to first."""
    return tuple(METADATA.sorted_tables)


def copy(source: Connection, target: Engine) -> Copied:
    """Copies all rows into an empty database, all of them or none; raises StoreError where it is not empty.

    Numbers go on where they were: that of somebody who was forgotten never becomes somebody else's.
    """
    migrating.migrate(target)
    rows = 0
    with engine.writing(target) as connection:
        full = [table.name for table in every_table() if _count(connection, table)]
        if full:
            message = f"holds rows already ({', '.join(full[:3])}); name an empty database"
            raise StoreError(Problem(message, engine.place(target)))
        for table in every_table():
            rows += _copy_table(source, connection, table)
            if _is_numbered(table):
                _go_on(connection, table, _last_number(source, table))
    return Copied(len(every_table()), rows, engine.place(target))


def backup(source: Engine, path: Path) -> Copied:
    """Writes the database into a new SQLite file, whole or not at all, while others work in it; for the owner's eyes.

    Raises StoreError where the file is there already, or cannot be written.
    """
    if path.exists():
        raise StoreError(Problem("is there already; choose another name, or move it away", str(path)))
    draft = path.with_name(f"{_DRAFT}.{process.mark()}.db")
    try:
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        _sweep(path.parent)
        draft.touch(mode=0o600)
        made = _as_it_is(source, draft) if source.dialect.name == "sqlite" else _row_by_row(source, draft)
        path.touch(mode=0o600, exist_ok=False)  # fails where the file exists; so would a hard link, but FAT has none
        draft.replace(path)
    except (OSError, sqlite3.Error) as refused:
        raise StoreError(Problem(f"cannot be written: {_said(refused)}", str(path))) from refused
    finally:
        for part in ("", "-wal", "-shm", "-journal"):
            Path(f"{draft}{part}").unlink(missing_ok=True)
    return Copied(made.tables, made.rows, str(path))


def _sweep(folder: Path) -> None:
    """Takes away what killed backups left: it holds people, and nobody would see it there."""
    for left in folder.glob(f"{_DRAFT}.*"):
        with suppress(OSError):
            is_old = process.now().timestamp() - left.stat().st_mtime > _LONGEST_PAUSE_S
            if is_old and not process.is_there(left.name.split(".")[2]):
                left.unlink()


def _as_it_is(source: Engine, draft: Path) -> Copied:
    """By SQLite's own means (https://sqlite.org/backup.html)."""
    with engine.reading(source) as connection:
        counted = sum(_count(connection, table) for table in every_table())
    found = engine.address_to_read(Path(engine.place(source)))
    with closing(sqlite3.connect(found, uri=True)) as from_, closing(sqlite3.connect(draft)) as to:
        from_.backup(to)
        _in_one_file(to)
    return Copied(len(every_table()), counted, str(draft))


def _row_by_row(source: Engine, draft: Path) -> Copied:
    target = engine.opened(f"sqlite:///{draft.name}", str(draft.parent))
    try:
        with engine.reading(source) as connection:
            made = copy(connection, target)
    finally:
        target.dispose()
    with closing(sqlite3.connect(draft)) as found:
        _in_one_file(found)
    return made


def _in_one_file(found: sqlite3.Connection) -> None:
    """Ends write-ahead logging, so that no log belongs to the file."""
    found.execute("PRAGMA journal_mode = DELETE")


def _copy_table(source: Connection, target: Connection, table: Table) -> int:
    found = source.execution_options(yield_per=_ROWS_AT_ONCE).execute(select(table))
    rows = 0
    for part in found.mappings().partitions(_ROWS_AT_ONCE):
        target.execute(insert(table), [dict(row) for row in part])
        rows += len(part)
    return rows


def _count(connection: Connection, table: Table) -> int:
    return connection.execute(select(func.count()).select_from(table)).scalar_one()


def _is_numbered(table: Table) -> bool:
    return table.autoincrement_column is not None


def _never_again(table: Table) -> bool:
    """Whether SQLite, too, gives no number a second time."""
    return bool(table.dialect_options["sqlite"]["autoincrement"])


def _last_number(connection: Connection, table: Table) -> int:
    """The last number that was given, to a row that is still there or not; 0 where there was none."""
    highest = connection.execute(select(func.max(table.c.id))).scalar() or 0
    if connection.dialect.name == "sqlite":
        if not _never_again(table):
            return highest
        asked = connection.execute(text("SELECT seq FROM sqlite_sequence WHERE name = :name"), {"name": table.name})
        return max(highest, asked.scalar() or 0)
    sequence = connection.execute(_SEQUENCE, {"name": table.name}).scalar_one()
    last, is_called = connection.exec_driver_sql(f"SELECT last_value, is_called FROM {sequence}").one()  # noqa: S608
    return max(highest, last if is_called else 0)


def _go_on(connection: Connection, table: Table, last: int) -> None:
    if not last:
        return
    if connection.dialect.name != "sqlite":
        sequence = connection.execute(_SEQUENCE, {"name": table.name}).scalar_one()
        connection.execute(select(func.setval(sequence, last)))
        return
    if not _never_again(table):
        return
    connection.execute(text("DELETE FROM sqlite_sequence WHERE name = :name"), {"name": table.name})
    values = {"name": table.name, "last": last}
    connection.execute(text("INSERT INTO sqlite_sequence (name, seq) VALUES (:name, :last)"), values)


def _said(refused: Exception) -> str:
    return (refused.strerror if isinstance(refused, OSError) else None) or str(refused)
