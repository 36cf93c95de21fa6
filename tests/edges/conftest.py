"""What tests of the database share."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import Connection

from pipeline.edges.database import engine, migrating


@pytest.fixture
def connection(tmp_path: Path) -> Iterator[Connection]:
    """A new database, at the newest schema, within one transaction."""
    database = engine.opened("sqlite:///x.db", str(tmp_path))
    migrating.migrate(database)
    with engine.writing(database) as connection:
        yield connection
    database.dispose()
