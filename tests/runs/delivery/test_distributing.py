"""Workers on one PostgreSQL: what ends one, and what it says; crashes are in tests/acceptance/crash_workers.py."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import delete, insert, text

from pipeline.edges import secret
from pipeline.edges import workspace as workspaces
from pipeline.edges.database import engine as database
from pipeline.edges.database import outbox
from pipeline.edges.database.letter_tables import SENDINGS
from pipeline.errors import LetterError
from pipeline.runs import store
from pipeline.runs.delivery import distributing, sending
from pipeline.runs.delivery.delivering import Office
from tests.conftest import MakeWorkspace
from tests.newsletter.smtp_server import smtp_server
from tests.runs.delivery.test_one_secret import SAID, on_another_machine
from tests.runs.mailing import ISSUE, Mailing, counts, mailing


def _outgrown(made: Mailing, url: str) -> Mailing:
    """The same on PostgreSQL, with its sending begun."""
    store.copy(made.workspace, url)
    config = Path(made.root, "leitmotiv.toml")
    config.write_text(f'{config.read_text("utf-8")}\n[database]\nurl = "{url}"\n', "utf-8")
    made = replace(made, workspace=workspaces.load(str(made.root), None))
    made.freeze()
    return made


def test_a_worker_with_another_secret_ends_and_sends_nothing(
    make_workspace: MakeWorkspace, postgresql_address: str
) -> None:
    with smtp_server() as server:
        made = _outgrown(mailing(make_workspace, server.port), postgresql_address)
        right = (made.root / secret.FILE).read_text("utf-8")
        said: list[str] = []
        with on_another_machine(made).office() as desk, pytest.raises(LetterError, match=SAID):
            distributing.work(made.workspace, desk, said.append, sweep_every_s=0.2)
        assert not server.offered
        assert counts(made) == {"waiting": 5}
        (made.root / secret.FILE).write_text(right, "utf-8")
        with made.office() as desk:

            def stop(sentence: str) -> None:
                said.append(sentence)
                desk.stop.set()

            distributing.work(made.workspace, desk, stop, sweep_every_s=0.2)
    assert said == [f"{ISSUE}: 5 letters went, 0 wait"]


def test_a_sender_takes_as_many_letters_as_it_asks_for(make_workspace: MakeWorkspace, postgresql_address: str) -> None:
    """PostgreSQL knows nothing yet of the letters of a new issue, and may ask for them row by row."""
    made = _outgrown(mailing(make_workspace, 9, readers=30), postgresql_address)
    with made.office() as desk, database.writing(desk.engine) as connection:
        taken = outbox.claim(connection, ISSUE, "one", 3, desk.now(), timedelta(minutes=15))
    assert [claim.id for claim in taken] == [1, 2, 3]


def test_of_two_who_begin_a_sending_at_once_one_is_refused(
    make_workspace: MakeWorkspace, postgresql_address: str
) -> None:
    made = _outgrown(mailing(make_workspace, 9), postgresql_address)
    prepared = sending.prepare(made.workspace, ISSUE)
    with made.office() as desk, ThreadPoolExecutor(1) as pool:
        with database.writing(desk.engine) as connection:
            connection.execute(delete(SENDINGS))
        with database.writing(desk.engine) as connection:
            connection.execute(insert(SENDINGS).values(issue=ISSUE, frozen_at=desk.now(), recipients=0))
            other = pool.submit(sending.freeze, desk, made.workspace, prepared)
            while not (other.done() or _waits(desk)):
                pass
        with pytest.raises(LetterError, match=f"the sending of {ISSUE} began on"):
            other.result()


def _waits(desk: Office) -> bool:
    with database.reading(desk.engine) as connection:
        return bool(connection.execute(text("SELECT count(*) FROM pg_locks WHERE NOT granted")).scalar())


def test_a_worker_says_why_no_letter_goes(make_workspace: MakeWorkspace, postgresql_address: str) -> None:
    made = _outgrown(mailing(make_workspace, 9), postgresql_address)
    said: list[str] = []
    with made.office() as desk:

        def stop(sentence: str) -> None:
            said.append(sentence)
            desk.stop.set()

        distributing.work(made.workspace, desk, stop, sweep_every_s=0.2)
    assert said[0] == f"{ISSUE}: the mail server cannot be reached (Connection refused)"
    assert counts(made) == {"waiting": 5}
