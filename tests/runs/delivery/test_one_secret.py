"""A machine with another secret: links in its letters would lead nowhere, and nobody could leave by them."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from pathlib import Path

import pytest

from pipeline.edges import secret
from pipeline.edges import workspace as workspaces
from pipeline.errors import LetterError
from pipeline.runs import store
from pipeline.runs.delivery import distributing, sending
from pipeline.web import receiver
from tests.conftest import MakeWorkspace
from tests.newsletter.smtp_server import smtp_server
from tests.runs.mailing import ISSUE, Mailing, counts, mailing

SAID = f"the secret here is not the one with which {ISSUE} was begun"


def _on_another_machine(made: Mailing) -> Mailing:
    """The same, with a secret of its own, as a machine has to which private/ was not copied."""
    (made.root / secret.FILE).unlink()
    return made


def test_a_worker_with_another_secret_ends_and_sends_nothing(
    make_workspace: MakeWorkspace, postgresql_address: str
) -> None:
    with smtp_server() as server:
        made = mailing(make_workspace, server.port)
        store.copy(made.workspace, postgresql_address)
        config = Path(made.root, "leitmotiv.toml")
        config.write_text(f'{config.read_text("utf-8")}\n[database]\nurl = "{postgresql_address}"\n', "utf-8")
        made = replace(made, workspace=workspaces.load(str(made.root), None))
        made.freeze()
        right = (made.root / secret.FILE).read_text("utf-8")
        said: list[str] = []
        with _on_another_machine(made).office() as desk, pytest.raises(LetterError, match=SAID):
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


def test_who_sends_the_next_issue_with_another_secret_is_warned(make_workspace: MakeWorkspace) -> None:
    with smtp_server() as server:
        made = mailing(make_workspace, server.port)
        made.send()
    assert not _warned(made)
    assert _warned(_on_another_machine(made))


def _warned(made: Mailing) -> bool:
    return any(SAID in problem.message for problem in sending.prepare(made.workspace, ISSUE).warnings)


def test_a_receiver_with_another_secret_says_so_when_it_starts(make_workspace: MakeWorkspace) -> None:
    with smtp_server() as server:
        made = mailing(make_workspace, server.port)
        made.send()
    said: list[str] = []
    desk = receiver.opened(receiver.standing(_on_another_machine(made).workspace), said.append)

    async def begun() -> None:
        async with receiver.running(desk) as tasks:
            for _ in range(3_000):
                await asyncio.sleep(0.01)
                if said:
                    break
            tasks[0].cancel()

    asyncio.run(begun())
    assert SAID in said[0]
