"""Backups, and the way from a file to PostgreSQL and back: all that is kept, and numbers that go on."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest
from sqlalchemy import Connection, select

from pipeline.edges import process
from pipeline.edges import workspace as workspaces
from pipeline.edges.database import copying, people, tags
from pipeline.errors import StoreError
from pipeline.model.given import Given
from pipeline.model.people import Consent, Subscriber
from pipeline.model.workspace import Workspace
from pipeline.runs import store
from pipeline.runs.intake import leads
from pipeline.runs.intake.columns import ImportOptions
from tests.conftest import MakeWorkspace

LEADS = """date,email,company,message,stage,stage_date,value
2026-01-05,jo@client.example,Client,We are too slow,won,2026-02-01,5000
2026-03-01,al@other.example,Other,"Größe, 日本, \U0001f600",inquiry,,
"""


@pytest.fixture
def filled(make_workspace: MakeWorkspace) -> Workspace:
    """A workspace with two leads, a reader, and one whose number was given and who is gone."""
    root = make_workspace({"private/imports/leads.csv": LEADS})
    workspace = workspaces.load(str(root), date(2026, 6, 30))
    leads.import_leads(workspace, ["private/imports/leads.csv"], ImportOptions())
    with store.writing(workspace) as connection:
        people.save_subscribers(connection, [_reader("a@example.org"), _reader("b@example.org")])
        people.save_consent(connection, 1, Consent(requested_at=process.now(), confirmed_at=None, page="x", mail="m"))
        people.remove(connection, 2)
        tags.add(connection, {"one": Given(date(2026, 6, 29), ()), "two": Given(date(2026, 6, 30), ())})
    return workspace


def _reader(address: str) -> Subscriber:
    return Subscriber(email=address, state="confirmed", langs=("de", "en"), themes=("t",), source="test")


def _all(connection: Connection) -> dict[str, list[tuple[object, ...]]]:
    return {
        table.name: sorted((tuple(row) for row in connection.execute(select(table))), key=repr)
        for table in copying.every_table()
    }


def _at(workspace: Workspace, url: str) -> Workspace:
    return workspaces.load(_with(workspace.root, url), workspace.as_of)


def _with(root: str, url: str) -> str:
    config = Path(root, "leitmotiv.toml")
    config.write_text(config.read_text("utf-8").partition("[database]")[0] + f'\n[database]\nurl = "{url}"\n', "utf-8")
    return root


def _next_number(workspace: Workspace) -> int | None:
    with store.writing(workspace) as connection:
        people.save_subscribers(connection, [_reader("new@example.org")])
        found = people.subscriber(connection, "new@example.org")
        return found.id if found else None


def test_a_backup_holds_everything_and_takes_no_files_place(filled: Workspace) -> None:
    made = store.backup(filled, f"{filled.root}/private/backups/one.db")
    file = Path(made.place)
    assert file.stat().st_mode & 0o777 == 0o600
    assert file.parent.stat().st_mode & 0o777 == 0o700
    assert [path.name for path in file.parent.iterdir()] == ["one.db"]
    with store.reading(filled) as connection:
        before = _all(connection)
    assert made.rows == sum(map(len, before.values()))
    kept = file.read_bytes()
    with pytest.raises(StoreError, match="is there already"):
        store.backup(filled, str(file))
    assert file.read_bytes() == kept
    backed_up = _at(filled, "sqlite:///private/backups/one.db")
    with store.reading(backed_up) as connection:
        assert _all(connection) == before
    assert _next_number(backed_up) == 3, "the number of who is gone is not given again"


def test_a_backup_is_of_this_database_whatever_its_folder_is_called(filled: Workspace, tmp_path: Path) -> None:
    """Not of the one in the folder that `%41` would stand for in an address."""
    place = tmp_path / "p%41b"
    shutil.copytree(filled.root, place)
    (tmp_path / "pAb" / "private").mkdir(parents=True)
    store.backup(workspaces.load(str(place), filled.as_of), str(tmp_path / "one.db"))
    assert list((tmp_path / "pAb" / "private").iterdir()) == []
    with store.reading(filled) as connection, store.reading(_at(filled, f"sqlite:///{tmp_path}/one.db")) as backed_up:
        assert _all(connection) == _all(backed_up)


@pytest.mark.skipif(os.name != "posix", reason="this system has no signals")
def test_what_a_killed_backup_left_is_taken_away_by_a_later_one(filled: Workspace) -> None:
    folder = Path(filled.root, "private/backups")
    program = (
        "import os, sys; from pipeline.edges.database import copying; from pipeline.cli.main import main\n"
        "copying._in_one_file = lambda _: os.kill(os.getpid(), 9)\n"
        "main(sys.argv[1:])"
    )
    command = [sys.executable, "-c", program, "-C", filled.root, "db", "backup", str(folder / "one.db")]
    assert subprocess.run(command, check=False).returncode == -9
    (left,) = folder.iterdir()
    store.backup(filled, str(folder / "one.db"))
    assert left.exists(), "another machine may be writing it"
    os.utime(left, (0, 0))
    store.backup(filled, str(folder / "two.db"))
    assert sorted(path.name for path in folder.iterdir()) == ["one.db", "two.db"]


def test_a_workspace_without_a_database_has_nothing_to_keep(make_workspace: MakeWorkspace) -> None:
    workspace = workspaces.load(str(make_workspace({})), None)
    with pytest.raises(StoreError, match="no database yet"):
        store.backup(workspace, f"{workspace.root}/x.db")


def test_a_copy_goes_into_an_empty_database_alone(filled: Workspace) -> None:
    store.copy(filled, "sqlite:///private/copy.db")
    with pytest.raises(StoreError, match="holds rows already"):
        store.copy(filled, "sqlite:///private/copy.db")
    with pytest.raises(StoreError, match="is the database itself"):
        store.copy(filled, filled.config.database.url)


def test_to_postgresql_and_back(filled: Workspace, postgresql_address: str) -> None:
    with store.reading(filled) as connection:
        before = _all(connection)
    assert store.copy(filled, postgresql_address).rows == sum(map(len, before.values()))
    outgrown = _at(filled, postgresql_address)
    with store.reading(outgrown) as connection:
        assert _all(connection) == before
    made = store.backup(outgrown, f"{filled.root}/private/back.db")
    with store.reading(_at(filled, "sqlite:///private/back.db")) as connection:
        assert _all(connection) == before
    with pytest.raises(StoreError, match="is the database itself"):
        store.copy(outgrown, f"{postgresql_address}{'&' if '?' in postgresql_address else '?'}connect_timeout=9")
    assert _next_number(outgrown) == 3
    with store.writing(outgrown) as connection:
        tags.add(connection, {"three": Given(date(2026, 6, 30), ())})
        assert list(tags.history(connection)) == ["one", "two", "three"]
    assert _next_number(_at(filled, "sqlite:///private/back.db")) == 3
    assert made.place.endswith("back.db")


@pytest.mark.skipif(os.name != "posix" or os.geteuid() == 0, reason="root may write everything")
def test_a_database_that_can_only_be_read_is_backed_up(filled: Workspace, tmp_path: Path) -> None:
    """As after a disk's mistake, when the system has made it read-only: never is a backup wanted more."""
    private = Path(filled.root, "private")
    private.chmod(0o500)
    try:
        made = store.backup(filled, str(tmp_path / "saved.db"))
    finally:
        private.chmod(0o700)
    with store.reading(filled) as connection:
        before = _all(connection)
    with store.reading(_at(filled, f"sqlite:///{made.place}")) as connection:
        assert _all(connection) == before
