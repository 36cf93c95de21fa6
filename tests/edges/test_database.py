"""The database as such: opening, migrating, and what is said when it will not."""

from __future__ import annotations

import os
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, Engine, Table, create_engine, text
from sqlalchemy.dialects import postgresql
from sqlalchemy.exc import DBAPIError
from sqlalchemy.schema import CreateIndex, CreateTable, ExecutableDDLElement

from pipeline.edges.database import engine, leads, migrating, people
from pipeline.edges.database.tables import METADATA
from pipeline.errors import StoreError
from pipeline.model.people import Lead, LeadRow, StageChange

URL = "sqlite:///private/x.db"
Open = Callable[[], Engine]


@pytest.fixture
def opened(tmp_path: Path) -> Iterator[Open]:
    """Opens the database of a new workspace, as often as one likes."""
    engines: list[Engine] = []

    def open_it() -> Engine:
        engines.append(engine.opened(URL, str(tmp_path)))
        return engines[-1]

    yield open_it
    for one in engines:
        one.dispose()


def test_a_new_database_and_its_folder_are_for_the_owner_only(opened: Open, tmp_path: Path) -> None:
    migrating.migrate(opened())
    assert (tmp_path / "private").stat().st_mode & 0o777 == 0o700
    assert (tmp_path / "private/x.db").stat().st_mode & 0o777 == 0o600


def test_every_connection_keeps_references_waits_and_lets_readers_read(opened: Open) -> None:
    with engine.reading(opened()) as connection:
        for pragma, value in (("foreign_keys", 1), ("busy_timeout", 5000), ("journal_mode", "wal"), ("synchronous", 2)):
            assert connection.execute(text(f"PRAGMA {pragma}")).scalar() == value


def test_migrating_an_empty_database_makes_the_tables_that_the_program_speaks_of(opened: Open) -> None:
    database = opened()
    newest = migrating.known()[-1]
    assert migrating.migrate(database) == (None, newest)
    assert migrating.migrate(database) == (newest, newest)
    with engine.reading(database) as connection:
        assert compare_metadata(MigrationContext.configure(connection), METADATA) == []


def test_the_newest_version_by_file_name_is_alembics_head() -> None:
    config = Config()
    config.set_main_option("script_location", str(Path(migrating.__file__).parent / "migrations"))
    config.set_main_option("path_separator", "os")
    assert ScriptDirectory.from_config(config).get_heads() == [migrating.known()[-1]]


def test_alembic_is_not_imported_for_a_database_that_is_up_to_date(opened: Open, tmp_path: Path) -> None:
    migrating.migrate(opened())
    program = (
        "import sys\n"
        "from pipeline.edges.database import engine, migrating\n"
        f"before, now = migrating.migrate(engine.opened({URL!r}, {str(tmp_path)!r}))\n"
        "assert before == now\n"
        "assert 'alembic' not in sys.modules\n"
    )
    subprocess.run([sys.executable, "-c", program], check=True)


def test_a_migration_that_fails_leaves_nothing_behind(opened: Open) -> None:
    database = opened()
    with pytest.raises(StoreError, match="table half already exists"):
        _make_twice(database)
    with engine.reading(database) as connection:
        assert connection.execute(text("SELECT count(*) FROM sqlite_master")).scalar() == 0


def _make_twice(database: Engine) -> None:
    with engine.writing(database) as connection:
        for _ in range(2):
            connection.execute(text("CREATE TABLE half (id INTEGER)"))


def test_two_databases_are_migrated_at_once(tmp_path: Path) -> None:
    """A server may make one for a look while another one is made to stay."""
    databases = [engine.opened(url, str(tmp_path)) for url in ("sqlite://", URL)]
    with ThreadPoolExecutor() as pool:
        assert set(pool.map(migrating.migrate, databases)) == {(None, migrating.known()[-1])}
    for database in databases:
        database.dispose()


def test_a_database_newer_than_the_program_is_refused(opened: Open) -> None:
    database = opened()
    migrating.migrate(database)
    with engine.writing(database) as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    with pytest.raises(StoreError, match=r"the database is newer \(9999\) than this program \(\d+\); install a newer"):
        migrating.migrate(database)


def test_a_file_that_is_no_database_is_refused(opened: Open, tmp_path: Path) -> None:
    database = opened()
    (tmp_path / "private/x.db").write_bytes(b"no database, but long enough to be looked at " * 50)
    with pytest.raises(StoreError, match="the file is no SQLite database; move it away"):
        migrating.migrate(database)


def test_a_database_that_another_program_writes_to_is_refused_in_the_end(opened: Open, tmp_path: Path) -> None:
    database = opened()
    migrating.migrate(database)
    other = sqlite3.connect(tmp_path / "private/x.db", isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    with engine.reading(database) as connection:  # readers do not wait
        connection.execute(text("PRAGMA busy_timeout = 10"))
    with pytest.raises(StoreError, match="another program is writing to the database"), engine.writing(database):
        pytest.fail("two writers at once")
    other.close()


def test_a_folder_that_cannot_be_made_is_refused(tmp_path: Path) -> None:
    (tmp_path / "private").write_text("a file")
    with pytest.raises(StoreError, match=r"private/x\.db: the database cannot be made: "):
        engine.opened(URL, str(tmp_path))


@pytest.mark.parametrize("url", ["private/leitmotiv.db", "", "nosuch+driver://x:secret@y/z"])
def test_an_address_that_is_none_is_refused_without_its_password(url: str, tmp_path: Path) -> None:
    with pytest.raises(StoreError) as refused:
        engine.opened(url, str(tmp_path))
    assert str(refused.value).startswith("leitmotiv.toml: ")
    assert "secret" not in str(refused.value)


def test_an_error_never_shows_what_was_to_be_stored(opened: Open) -> None:
    database = opened()
    with pytest.raises(StoreError) as refused, engine.writing(database) as connection:
        connection.execute(text("INSERT INTO nowhere VALUES (:email)"), {"email": "ana@example.org"})
    assert "ana@example.org" not in str(refused.value)


def _all_of_leads(connection: Connection) -> tuple[object, object]:
    return leads.lead_rows(connection), leads.every_lead(connection)


DAMAGE = {
    "a day that is none": "UPDATE leads SET received_at = '2026-0x-27 00:00'",
    "a day that is a number": "UPDATE lead_stages SET on_day = 20260101",
    "a cell that is no JSON": "UPDATE lead_rows SET cells = '{x'",
    "letters that are none": "UPDATE leads SET name = CAST(x'616e61ff' AS TEXT)",
}


@pytest.mark.parametrize("name", DAMAGE)
def test_a_cell_that_is_damaged_is_told_and_not_shown(opened: Open, name: str) -> None:
    database = opened()
    migrating.migrate(database)
    lead = Lead(
        external_id="csv:1", received_at=datetime(2026, 3, 1, tzinfo=UTC), channel="direct", name="ana",
        stages=(StageChange("inquiry", date(2026, 3, 1)),),
    )  # fmt: skip
    with engine.writing(database) as connection:
        leads.save_lead_rows(connection, [LeadRow("csv", "csv:1", {"name": "ana"})])
        leads.Standing(connection).save([lead])
        connection.execute(text(DAMAGE[name].replace(":", r"\:")))
    with (
        pytest.raises(StoreError, match=r"x\.db: the database is damaged; put a backup in its place") as refused,
        engine.reading(database) as connection,
    ):
        _all_of_leads(connection)
    assert "ana" not in str(refused.value)


@pytest.mark.parametrize("error", [ValueError, TypeError, UnicodeDecodeError("utf-8", b"x", 0, 1, "no reason")])
def test_a_mistake_of_ours_while_the_database_is_open_is_no_damage(opened: Open, error: Exception) -> None:
    with pytest.raises((ValueError, TypeError)) as raised, engine.reading(opened()):
        raise error
    assert not isinstance(raised.value, StoreError)


def test_what_is_no_text_is_asked_for_in_vain(opened: Open) -> None:
    """A terminal that writes Latin-1: Python stands half characters in for its bytes (PEP 383)."""
    database = opened()
    migrating.migrate(database)
    with pytest.raises(StoreError, match="what you typed is no UTF-8"), engine.reading(database) as connection:
        people.subscriber(connection, "j\udcf6rg@example.org")


def test_a_full_disk_is_called_so(opened: Open, monkeypatch: pytest.MonkeyPatch) -> None:
    """SQLite calls it an I/O error where its log cannot grow; the very error, since no test can fill a disk."""
    refused = sqlite3.OperationalError("disk I/O error")
    refused.sqlite_errorcode = sqlite3.SQLITE_IOERR_SHMSIZE
    for free, said in ((0, "the disk is full; make room and try again"), (10**9, "the disk cannot be read or written")):
        monkeypatch.setattr(engine.shutil, "disk_usage", lambda _, free=free: shutil._ntuple_diskusage(0, 0, free))  # type: ignore[attr-defined]
        with pytest.raises(StoreError, match=said), engine.reading(opened()):
            raise DBAPIError("", None, refused)


@pytest.mark.parametrize("table", METADATA.sorted_tables, ids=str)
def test_every_table_can_be_made_on_postgresql(table: Table) -> None:
    statements: list[ExecutableDDLElement] = [CreateTable(table), *(CreateIndex(index) for index in table.indexes)]
    for statement in statements:
        assert str(statement.compile(dialect=postgresql.dialect())).strip().startswith("CREATE")  # type: ignore[no-untyped-call]


def test_a_database_where_nothing_can_be_written_is_read_all_the_same(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A backup, a share: no lock, no log beside it; but not while something waits to go in."""
    place = tmp_path / "a ü?#%"
    writing = engine.opened(URL, str(place))
    migrating.migrate(writing)
    writing.dispose()
    before = sorted(path.name for path in (place / "private").iterdir())
    monkeypatch.setattr(os, "access", lambda path, mode: mode != os.W_OK)
    still = engine.opened(URL, str(place), to_read=True)
    assert migrating.migrate(still)[0] == migrating.known()[-1]
    with engine.reading(still) as connection:
        assert connection.execute(text("SELECT count(*) FROM subscribers")).scalar() == 0
    with pytest.raises(StoreError, match=r"a ü\?#%/private/x\.db: the database cannot be written"):  # noqa: SIM117
        with engine.writing(still) as connection:
            connection.execute(text("DELETE FROM subscribers"))
    still.dispose()
    assert sorted(path.name for path in (place / "private").iterdir()) == before
    file = place / "private/x.db"
    assert engine.address_to_read(file).endswith("?mode=ro&immutable=1")
    Path(f"{file}-wal").write_bytes(b"waiting")
    assert engine.address_to_read(file).endswith("/a%20%C3%BC%3F%23%25/private/x.db")


@pytest.mark.parametrize(
    ("url", "mend"),
    [
        ("postgresql+pg8000://u@h/x", r'pip install "leitmotiv\[postgres\]", and write postgresql\+psycopg://'),
        ("mssql+pymssql://u@h/x", "install its driver beside leitmotiv"),
    ],
)
def test_a_database_whose_driver_is_missing_is_told_what_to_install(url: str, mend: str, tmp_path: Path) -> None:
    with pytest.raises(StoreError, match=mend):
        engine.opened(url, str(tmp_path))


@pytest.mark.postgresql
@pytest.mark.parametrize(
    "address", ["leitmotiv:geheim@db.internal/words", "leitmotiv@db.internal/words?password=geheim"]
)
def test_no_message_says_the_password_of_a_database(address: str) -> None:
    pytest.importorskip("psycopg")
    said = engine.place(engine.opened(f"postgresql+psycopg://{address}", "."))
    assert "@db.internal/words" in said
    assert "geheim" not in said


@pytest.mark.parametrize("encoding", ["SQL_ASCII", "LATIN1"])
def test_a_postgresql_database_without_all_letters_is_refused(
    encoding: str, postgresql_address: str, tmp_path: Path
) -> None:
    """A cluster that was made without a locale has SQL_ASCII."""
    made = create_engine(postgresql_address, isolation_level="AUTOCOMMIT")
    with made.connect() as connection:
        connection.exec_driver_sql(
            f"CREATE DATABASE other ENCODING '{encoding}' LC_COLLATE 'C' LC_CTYPE 'C' TEMPLATE template0"
        )
    made.dispose()
    other = engine.opened(postgresql_address.rpartition("/")[0] + "/other", str(tmp_path))
    with pytest.raises(StoreError, match=f"keeps text as {encoding}.* createdb --encoding UTF8"):
        migrating.migrate(other)


def test_a_postgresql_that_can_only_be_read_keeps_nothing(postgresql_address: str, tmp_path: Path) -> None:
    """As a standby."""
    database = engine.opened(postgresql_address, str(tmp_path))
    migrating.migrate(database)
    engine.try_out(database)
    with database.connect() as connection, connection.begin():
        connection.exec_driver_sql("ALTER DATABASE postgres SET default_transaction_read_only = on")
    database.dispose()
    with pytest.raises(StoreError, match="read-only"):
        engine.try_out(database)
    database.dispose()
