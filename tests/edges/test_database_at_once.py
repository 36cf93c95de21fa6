"""Two programs that write at once, on PostgreSQL: one waits for the other, and sees what it did."""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import Engine, text

from pipeline.edges import process
from pipeline.edges.database import engine, migrating, outbox
from pipeline.errors import StoreError
from pipeline.runs.intake import leads
from tests.runs.folk import every_lead, made, paths


@pytest.fixture
def database(postgresql_address: str) -> Iterator[Engine]:
    """An empty database."""
    opened = engine.opened(postgresql_address, "")
    yield opened
    opened.dispose()


def _waits(database: Engine) -> bool:
    with database.connect() as connection:
        found = connection.execute(text("SELECT count(*) FROM pg_locks WHERE locktype = 'advisory' AND NOT granted"))
        return bool(found.scalar())


def test_who_writes_sees_what_another_one_wrote_at_the_same_time(database: Engine) -> None:
    """What is made of all rows together would else be made twice: each company two leads."""

    def count() -> int:
        with engine.writing(database) as connection:
            return int(connection.execute(text("SELECT count(*) FROM seen")).scalar_one())

    with engine.writing(database) as connection:
        connection.execute(text("CREATE TABLE seen (n int)"))
    with ThreadPoolExecutor(1) as pool:
        with engine.writing(database) as connection:
            other: Future[int] = pool.submit(count)
            while not (other.done() or _waits(database)):
                pass
            connection.execute(text("INSERT INTO seen VALUES (1)"))
        assert other.result() == 1
    assert not _waits(database)


def test_letters_are_claimed_while_somebody_imports(database: Engine, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(engine, "LOCK_TIMEOUT_MS", 50)
    migrating.migrate(database)
    now = process.now()
    with engine.writing(database), engine.writing(outbox.suited(database)) as connection:
        assert outbox.claim(connection, "x", "me", 1, now, timedelta(minutes=1)) == ()


def test_two_imports_at_once_are_one_lead_a_company(tmp_path: Path, postgresql_address: str) -> None:
    rows = {
        f"{who}.csv": "date,email\n" + "".join(f"2026-03-01,{who}@firm{n}.ch\n" for n in range(20))
        for who in ("a", "b")
    }
    embedded = made(tmp_path, rows)
    database = embedded.config.database.model_copy(update={"url": postgresql_address})
    where = replace(embedded, config=embedded.config.model_copy(update={"database": database}))
    with ThreadPoolExecutor(2) as pool:  # neither finds a table: both migrate
        list(pool.map(lambda name: leads.import_leads(where, paths(name)), ("a.csv", "b.csv")))
    assert len(every_lead(where)) == 20


def test_who_waits_too_long_is_told_and_nothing_stays_locked(database: Engine, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(engine, "LOCK_TIMEOUT_MS", 50)
    with engine.writing(database), pytest.raises(StoreError, match="another program is writing to the database"):
        migrating.migrate(database)
    migrating.migrate(database)


def test_a_connection_that_breaks_is_told_and_the_next_one_writes(database: Engine) -> None:
    broken = "terminating connection"
    with pytest.raises(StoreError, match=broken), engine.writing(database) as connection:
        connection.execute(text("SELECT pg_terminate_backend(pg_backend_pid())"))
    with engine.writing(database) as connection:
        assert connection.execute(text("SELECT 1")).scalar() == 1
