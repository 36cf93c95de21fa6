"""Mails of the receiver go out after the page was answered, so that no page tells by its time who is known."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import partial

from starlette.concurrency import run_in_threadpool

from pipeline.errors import LeitmotivError
from pipeline.model.delivery import Outcome
from pipeline.model.workspace import Workspace
from pipeline.runs.delivery import outgoing
from pipeline.runs.delivery.outgoing import Outgoing

Undo = Callable[[], None]
_PAUSES_S = (5.0, 60.0, 600.0)
_LAST_WAIT_S = 20.0


@dataclass(slots=True)
class Postman:
    """Carries mails, two at once, and again later where the server asks for patience."""

    workspace: Workspace
    announce: Callable[[str], None]
    _tasks: set[asyncio.Task[None]] = field(default_factory=set)
    _at_once: asyncio.Semaphore = field(default_factory=lambda: asyncio.Semaphore(2))

    def take(self, mail: Outgoing, undo: Undo | None = None) -> None:
        """Sends a mail soon; `undo` is called where it cannot be sent at all."""
        task = asyncio.get_running_loop().create_task(self._carry(mail, undo))
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    async def settle(self) -> None:
        """Waits a while for what is under way; what is left then is told, and undone."""
        if not self._tasks:
            return
        _, left = await asyncio.wait(tuple(self._tasks), timeout=_LAST_WAIT_S)
        for task in left:
            task.cancel()
        if left:
            await asyncio.wait(left)

    async def _carry(self, mail: Outgoing, undo: Undo | None) -> None:
        try:
            said = await self._tried(mail)
        except LeitmotivError as refused:
            said = str(refused)
        except asyncio.CancelledError:
            said = "the receiver was stopped"
        if not said:
            return
        self.announce(f"mail {mail.name} was not sent: {said}")
        if undo is not None:
            try:
                await run_in_threadpool(undo)
            except LeitmotivError as refused:
                self.announce(str(refused))

    async def _tried(self, mail: Outgoing) -> str:
        """Why a mail could not be sent; empty where it was. The first failure is told at once."""
        outcome = Outcome("later")
        for pause_s in (0.0, *_PAUSES_S):
            await asyncio.sleep(pause_s)
            async with self._at_once:
                outcome = await run_in_threadpool(partial(outgoing.post, self.workspace, mail))
            # After a connection that broke at the end it may have arrived, and a second one would be one too many.
            if outcome.kind in ("accepted", "unknown"):
                return ""
            if outcome.kind != "later":
                return f"the server refused it ({outcome.reply})"
            if not pause_s:
                self.announce(f"mail {mail.name} waits, for the server takes nothing ({outcome.reply})")
        return f"the server took nothing for ten minutes ({outcome.reply})"
