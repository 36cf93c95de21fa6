"""An ASGI application on an address of this machine, until somebody presses Ctrl-C."""

from __future__ import annotations

import asyncio
import os
import signal
import socket
import sys
from contextlib import AbstractAsyncContextManager, suppress
from typing import Any

from pipeline.errors import Problem, WorkspaceError

LOOPBACK = "127.0.0.1"

Tasks = tuple[asyncio.Task[None], ...]
"""What runs beside a server for as long as it does."""


def free(port: int) -> None:
    """Raises where another program listens on `port` of this machine."""
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((LOOPBACK, port))
        except OSError as refused:
            message = f"port {port} is taken ({refused.strerror}); choose another: --port {port + 1}"
            raise WorkspaceError(Problem(message)) from refused


async def serve(app: Any, port: int, beside: AbstractAsyncContextManager[Tasks]) -> None:
    """Answers on the loopback address only; `beside` runs meanwhile. Ends the process.

    A task beside it that ends was not meant to: what ended it is raised, instead of pages that never change any more.
    """
    from granian.constants import Interfaces
    from granian.log import LogLevels
    from granian.server.embed import Server

    server = Server(app, LOOPBACK, port, interface=Interfaces.ASGI, log_level=LogLevels.error, websockets=False)
    ended = asyncio.Event()
    loop = asyncio.get_running_loop()
    for name in (signal.SIGINT, signal.SIGTERM):
        with suppress(NotImplementedError):  # Windows
            loop.add_signal_handler(name, ended.set)
    async with beside as tasks:
        answering = asyncio.create_task(server.serve())
        stopping = asyncio.create_task(ended.wait())
        await asyncio.wait((answering, stopping, *tasks), return_when=asyncio.FIRST_COMPLETED)
        for task in (answering, *tasks):
            if task.done():
                task.result()
        # Pages that are open in a browser hold connections for ever, and nothing is being written.
        sys.stderr.flush()
        os._exit(0)
