"""A machine with another secret: links in its letters would lead nowhere, and nobody could leave by them."""

from __future__ import annotations

import asyncio

from pipeline.edges import secret
from pipeline.runs.delivery import sending
from pipeline.web import receiver
from tests.conftest import MakeWorkspace
from tests.newsletter.smtp_server import smtp_server
from tests.runs.mailing import ISSUE, Mailing, mailing

SAID = f"the secret here is not the one with which {ISSUE} was begun"


def on_another_machine(made: Mailing) -> Mailing:
    """The same, with a secret of its own, as a machine has to which private/ was not copied."""
    (made.root / secret.FILE).unlink()
    return made


def test_who_sends_the_next_issue_with_another_secret_is_warned(make_workspace: MakeWorkspace) -> None:
    with smtp_server() as server:
        made = mailing(make_workspace, server.port)
        made.send()
    assert not _warned(made)
    assert _warned(on_another_machine(made))


def _warned(made: Mailing) -> bool:
    return any(SAID in problem.message for problem in sending.prepare(made.workspace, ISSUE).warnings)


def test_a_receiver_with_another_secret_says_so_when_it_starts(make_workspace: MakeWorkspace) -> None:
    with smtp_server() as server:
        made = mailing(make_workspace, server.port)
        made.send()
    said: list[str] = []
    desk = receiver.opened(receiver.standing(on_another_machine(made).workspace), said.append)

    async def begun() -> None:
        async with receiver.running(desk) as tasks:
            for _ in range(3_000):
                await asyncio.sleep(0.01)
                if said:
                    break
            tasks[0].cancel()

    asyncio.run(begun())
    assert SAID in said[0]
