"""Addresses that were kept before they had one spelling."""

from __future__ import annotations

from pathlib import Path

import pytest
from alembic import command
from alembic.config import Config
from sqlalchemy import text

from pipeline.edges.database import engine, migrating
from pipeline.edges.database import people as stored_people

_BEFORE = """
INSERT INTO subscribers (id, email, name, state, langs, themes, source) VALUES
  (1, 'ok@example.org', 'Ok', 'confirmed', '[]', '[]', 'csv'),
  (2, 'jo@müller.example', 'Jo', 'confirmed', '["de"]', '[]', 'csv'),
  (3, 'red@example.org', '\x1b[31mRed', 'confirmed', '[]', '[]', 'csv'),
  (4, 'jo@xn--mller-kva.example', '', 'unsubscribed', '[]', '[]', 'csv'),
  (5, 'a@exa_mple.org', '', 'confirmed', '[]', '[]', 'csv');
INSERT INTO consents (subscriber_id, page, wording, version) VALUES (2, 'one', '', ''), (4, 'two', '', '');
INSERT INTO bounces (subscriber_id, external_id, kind, at) VALUES
  (2, 'x', 'soft', '2026-01-01 00:00:00'), (4, 'x', 'soft', '2026-01-01 00:00:00'),
  (4, 'y', 'hard', '2026-01-02 00:00:00');
"""


def test_two_spellings_of_one_address_become_one_subscriber_who_stays_away(tmp_path: Path) -> None:
    check_two_spellings("sqlite:///private/x.db", tmp_path)


@pytest.mark.slow
def test_two_spellings_become_one_on_postgresql_too(tmp_path: Path, postgresql_address: str) -> None:
    check_two_spellings(postgresql_address, tmp_path)


def check_two_spellings(url: str, root: Path) -> None:
    database = engine.opened(url, str(root))
    with engine.writing(database) as connection:
        config = Config(attributes={"connection": connection})
        config.set_main_option("script_location", str(Path(migrating.__file__).parent / "migrations"))
        config.set_main_option("path_separator", "os")
        command.upgrade(config, "0004")
        for statement in _BEFORE.strip().split(";")[:-1]:
            connection.execute(text(statement))
    migrating.migrate(database)
    with engine.reading(database) as connection:
        found = stored_people.subscribers(connection)
        pages = [one.page for one in stored_people.consents(connection, 2)]
        bounces = [kind for kind, _, _ in stored_people.bounces_of(connection, 2)]
    database.dispose()
    assert [(one.id, one.email, one.name, one.state) for one in found] == [
        (1, "ok@example.org", "Ok", "confirmed"),
        (2, "jo@xn--mller-kva.example", "Jo", "unsubscribed"),
        (3, "red@example.org", "[31mRed", "confirmed"),
        (5, "a@exa_mple.org", "", "confirmed"),
    ]
    assert (pages, bounces) == (["one", "two"], ["soft", "hard"])
