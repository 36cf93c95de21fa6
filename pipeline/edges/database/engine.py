"""Opens the database, and turns what goes wrong there into sentences."""

from __future__ import annotations

import os
import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from traceback import walk_tb
from types import FrameType
from typing import Any
from urllib.parse import quote, unquote

from sqlalchemy import URL, Connection, Engine, create_engine, event, make_url
from sqlalchemy.exc import ArgumentError, DBAPIError, NoSuchModuleError, SQLAlchemyError

from pipeline.edges.place import CONFIG
from pipeline.errors import Problem, StoreError

BUSY_TIMEOUT_MS = 5_000
_LEAST_ROOM = 64 * 1024
"""Free bytes below which the disk is called full; the index of the log (-shm) grows by half as many."""
LOCK_TIMEOUT_MS = 60_000
"""On PostgreSQL, where another machine may be importing a hundred thousand rows."""
_ONE_WRITER = int.from_bytes(b"leitmot", "big")
"""The advisory lock, of 64 bits; others may use the same database."""

_BUSY = "another program is writing to the database; wait until it is done and try again"
_DAMAGED = "the database is damaged; put a backup in its place"
_NO_UTF8 = "what you typed is no UTF-8, so nothing here is called so; set the terminal to UTF-8"
_NO_URL = (ArgumentError, ValueError)
"""What `make_url` raises; ValueError where the port is no number."""
_UNREADABLE = "Could not decode to UTF-8"
_FULL = "the disk is full; make room and try again"
_SENTENCES = {
    sqlite3.SQLITE_BUSY: _BUSY,
    sqlite3.SQLITE_LOCKED: _BUSY,
    sqlite3.SQLITE_READONLY: "the database cannot be written; check the permissions of the file and its folder",
    sqlite3.SQLITE_CANTOPEN: "the database cannot be opened; check the permissions of the file and its folder",
    sqlite3.SQLITE_PERM: "the database cannot be opened; check the permissions of the file and its folder",
    sqlite3.SQLITE_NOTADB: "the file is no SQLite database; move it away, or name another one in [database] url",
    sqlite3.SQLITE_CORRUPT: _DAMAGED,
    sqlite3.SQLITE_IOERR: "the disk cannot be read or written; look after it, or make room where there is a quota",
    sqlite3.SQLITE_FULL: _FULL,
}
_OF_POSTGRESQL = {"55P03": _BUSY, "40001": _BUSY, "40P01": _BUSY, "53100": _FULL}
"""SQLSTATE → what it means: PostgreSQL, appendix A."""


def opened(url: str, root: str, *, to_read: bool = False, said_in: str = CONFIG) -> Engine:
    """The database at `url`; the path of an SQLite file is relative to `root`. No connection is made yet.

    An SQLite file and its folder are made where they are missing, for the owner's eyes only. What is only read may lie
    where nothing can be written: a backup, a share.
    """
    try:
        parsed = make_url(url)
    except _NO_URL as refused:
        # The address itself may hold a password.
        message = 'the url under [database] is no address; write for instance "sqlite:///private/leitmotiv.db"'
        raise StoreError(Problem(message, CONFIG)) from refused
    if parsed.get_backend_name() != "sqlite":
        return _outgrown(parsed, said_in)
    if parsed.database and parsed.database != ":memory:":
        file = Path(root, parsed.database)
        if to_read and _is_still(file):
            still = parsed.set(database=address_to_read(file), query={"uri": "true"})
            return create_engine(still, hide_parameters=True)
        _make(file, parsed.database)
        parsed = parsed.set(database=str(file))
    engine = create_engine(parsed, hide_parameters=True)
    event.listen(engine, "connect", _set_up)
    event.listen(engine, "begin", _begin)
    return engine


def address_to_read(file: Path) -> str:
    """What SQLite is told to open the file for reading: one that lies still, without a lock and a log.

    https://sqlite.org/uri.html, "immutable". The bytes of its name, which need not be UTF-8.
    """
    address = f"file:{quote(os.fsencode(file.resolve()))}"
    return f"{address}?mode=ro&immutable=1" if _is_still(file) else address


def is_there(url: str, root: str) -> bool:
    """Whether there is a database at `url` to look into; a server's always is."""
    try:
        parsed = make_url(url)
    except _NO_URL:
        return True  # opening it says what is wrong
    file = parsed.database
    return parsed.get_backend_name() != "sqlite" or not file or file == ":memory:" or Path(root, file).exists()


def lasts(url: str) -> bool:
    """Whether `url` names a database that is there after the program, be it a file or a server's."""
    try:
        parsed = make_url(url)
    except _NO_URL:
        return False
    return parsed.get_backend_name() != "sqlite" or parsed.database not in (None, "", ":memory:")


@contextmanager
def reading(engine: Engine) -> Iterator[Connection]:
    """A connection that sees one state of the database throughout; raises StoreError."""
    with _sentences(engine), engine.connect() as connection, connection.begin():
        yield connection


@contextmanager
def writing(engine: Engine) -> Iterator[Connection]:
    """A connection whose changes are all kept, or none where an error ends it; raises StoreError.

    One at a time: what is made of all rows together, as leads are, must see those that another one has just added.
    """
    with (
        _sentences(engine),
        engine.connect().execution_options(writes=True) as connection,
        _alone(connection),
        connection.begin(),
    ):
        yield connection


def try_out(engine: Engine) -> None:
    """Raises StoreError where nothing could be kept now. On PostgreSQL it does not wait for who writes."""
    with reading(engine) as connection:
        connection.exec_driver_sql("UPDATE alembic_version SET version_num = version_num")
        connection.rollback()


@contextmanager
def _alone(connection: Connection) -> Iterator[None]:
    """On PostgreSQL the lock that SQLite takes with BEGIN IMMEDIATE.

    It is the session's and not the transaction's, whose view of the data would begin before the wait for it. Sending
    does without (`side_by_side`): each letter is claimed by its own row.
    """
    if connection.dialect.name != "postgresql" or connection.get_execution_options().get("side_by_side"):
        yield
        return
    with connection.begin():
        connection.exec_driver_sql(f"SET LOCAL lock_timeout = {LOCK_TIMEOUT_MS}")
        connection.exec_driver_sql(f"SELECT pg_advisory_lock({_ONE_WRITER})")
    try:
        yield
    finally:
        with suppress(SQLAlchemyError), connection.begin():  # where the connection broke, the server has let it go
            connection.exec_driver_sql(f"SELECT pg_advisory_unlock({_ONE_WRITER})")


def place(engine: Engine) -> str:
    """What a message calls the database: its file, or its address without a password, in either place."""
    if engine.dialect.name == "sqlite":
        file = engine.url.database or ""
        return unquote(file.removeprefix("file:").partition("?mode=")[0]) if file.startswith("file:") else file
    return engine.url.set(query={}).render_as_string(hide_password=True)


def _outgrown(url: URL, said_in: str) -> Engine:
    try:
        is_libpq = url.get_driver_name().startswith("psycopg")
        # Else text would come as the server keeps it, and from one that knows no letters as bytes.
        arguments = {"client_encoding": "utf8"} if is_libpq else {}
        # As SQLite has it: a transaction sees one state throughout.
        engine = create_engine(
            url, pool_pre_ping=True, hide_parameters=True, isolation_level="REPEATABLE READ", connect_args=arguments
        )
    except (NoSuchModuleError, ModuleNotFoundError) as refused:
        mend = "install its driver beside leitmotiv"
        if url.get_backend_name() == "postgresql":
            mend = 'pip install "leitmotiv[postgres]", and write postgresql+psycopg://…'
        message = f"nothing is installed that speaks {url.drivername}; {mend}"
        raise StoreError(Problem(message, said_in)) from refused
    if is_libpq:
        event.listen(engine, "connect", _know_all_letters)
        event.listen(engine, "connect", _say_days_as_iso)
    return engine


def _know_all_letters(connection: Any, _record: object) -> None:
    """A cluster that was made without a locale knows no letters."""
    kept_as = connection.info.parameter_status("server_encoding")
    if kept_as != "UTF8":
        mend = "make one with: createdb --encoding UTF8 --template template0"
        raise StoreError(Problem(f"the database keeps text as {kept_as}, which lacks letters; {mend}"))


def _say_days_as_iso(connection: Any, _record: object) -> None:
    """A server, database or role may be set to another `DateStyle`, in which the driver reads no moment."""
    if "ISO" not in str(connection.info.parameter_status("DateStyle")):
        with connection.cursor() as cursor:
            cursor.execute("SET DateStyle = ISO")
        connection.commit()


def _is_still(file: Path) -> bool:
    """Whether the file can be read but not changed, it or its folder being read-only, and its log holds nothing."""
    waiting = Path(f"{file}-wal")
    return (
        file.is_file()
        and not (os.access(file, os.W_OK) and os.access(file.parent, os.W_OK))
        and not (waiting.exists() and waiting.stat().st_size)
    )


def _make(file: Path, shown: str) -> None:
    try:
        file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        if not file.exists():
            file.touch(mode=0o600)
    except OSError as refused:
        message = f"the database cannot be made: {refused.strerror}; check the permissions of its folder"
        raise StoreError(Problem(message, shown)) from refused


def _set_up(connection: Any, _record: object) -> None:
    """Once a connection. The driver must begin no transactions of its own: it leaves DDL and reads outside of them."""
    connection.isolation_level = None
    cursor = connection.cursor()
    cursor.execute(f"PRAGMA busy_timeout = {BUSY_TIMEOUT_MS}")
    cursor.execute("PRAGMA journal_mode = WAL")
    cursor.execute("PRAGMA synchronous = FULL")  # some SQLites lose what was committed last when the power fails
    cursor.execute("PRAGMA foreign_keys = ON")
    cursor.execute("PRAGMA secure_delete = ON")  # who is forgotten is overwritten, not only left out
    cursor.close()


def _begin(connection: Connection) -> None:
    """A writer takes the lock at once: one that read first could not wait for it (SQLITE_BUSY_SNAPSHOT)."""
    writes = connection.get_execution_options().get("writes")
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")


@contextmanager
def _sentences(engine: Engine) -> Iterator[None]:
    try:
        yield
    except DBAPIError as refused:
        raise StoreError(Problem(_sentence(refused, engine), place(engine))) from refused
    except UnicodeEncodeError as refused:
        if not _met_by_the_driver(refused):
            raise
        raise StoreError(Problem(_NO_UTF8)) from refused
    except (ValueError, TypeError) as refused:
        if not _met_by_the_driver(refused):
            raise
        raise StoreError(Problem(_DAMAGED, place(engine))) from refused


def _met_by_the_driver(error: Exception) -> bool:
    """Whether it was raised below SQLAlchemy, which lets pass what its reading of a cell raises: a day that is none, no
    JSON, no UTF-8. What our own code raises while the database is open is its own matter.
    """
    frames = [frame for frame, _ in walk_tb(error.__traceback__) if _floor(frame) in ("sqlalchemy", "pipeline")]
    if not frames:
        return False
    return _floor(frames[-1]) == "sqlalchemy" or frames[-1].f_code in (_set_up.__code__, _begin.__code__)


def _floor(frame: FrameType) -> str:
    return str(frame.f_globals.get("__name__", "")).partition(".")[0]


def _sentence(refused: DBAPIError, engine: Engine) -> str:
    code = getattr(refused.orig, "sqlite_errorcode", None)
    if isinstance(code, int) and code & 0xFF in _SENTENCES:
        is_full = code & 0xFF == sqlite3.SQLITE_IOERR and _has_no_room(Path(place(engine)).parent)
        return _FULL if is_full else _SENTENCES[code & 0xFF]
    state = getattr(refused.orig, "sqlstate", None)
    if state in _OF_POSTGRESQL:
        return _OF_POSTGRESQL[state]
    if str(refused.orig).startswith(_UNREADABLE):  # and the words themselves follow
        return _DAMAGED
    # Only its first line: below it PostgreSQL repeats values, and they are people's data.
    said = str(refused.orig).strip().splitlines() or [type(refused.orig).__name__]
    return f"the database refused: {said[0]}"


def _has_no_room(folder: Path) -> bool:
    """Whether SQLite could not even make its log longer, which it calls an I/O error (SQLITE_IOERR_SHMSIZE)."""
    try:
        return shutil.disk_usage(folder).free < _LEAST_ROOM
    except OSError:
        return False
