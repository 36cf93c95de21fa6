"""An ASGI application on an address of this machine, until somebody presses Ctrl-C."""

from __future__ import annotations

import asyncio
import errno
import os
import signal
import socket
import sys
from collections.abc import Awaitable, Callable
from contextlib import AbstractAsyncContextManager, suppress
from typing import TYPE_CHECKING

from starlette.types import ASGIApp

from pipeline.errors import Problem, WorkspaceError

if TYPE_CHECKING:
    from granian.server.embed import Server

LOOPBACK = "127.0.0.1"
_LAST_ANSWERS_S = 5.0
_CONNECTIONS = 512
"""At once, and half of the files that a process may commonly open. Whoever holds so many open holds up the others."""
_PATIENCE_MS = 10_000
"""For the head of a request. HTTP/2 has none in granian, nor has whoever sends nothing where it might be HTTP/2."""

Tasks = tuple[asyncio.Task[None], ...]
"""What runs beside a server for as long as it does."""


def free(port: int, host: str = LOOPBACK, *, mend: str = "") -> None:
    """Raises where nothing can listen on `port` of `host`, with what to do about it."""
    try:
        family = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0][0]
        with socket.socket(family) as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            probe.bind((host, port))
    except OSError as refused:
        is_taken = refused.errno == errno.EADDRINUSE
        why = f"port {port} is taken" if is_taken else f"nothing can listen on port {port} of {host}"
        message = f"{why} ({refused.strerror}); {mend or f'choose another: --port {port + 1}'}"
        raise WorkspaceError(Problem(message)) from refused


async def serve(
    app: ASGIApp,
    port: int,
    beside: AbstractAsyncContextManager[Tasks],
    *,
    host: str = LOOPBACK,
    settle: Callable[[], Awaitable[None]] | None = None,
) -> None:
    """Answers on `host`, by default the loopback address, until SIGINT or SIGTERM; then it ends the process.

    The tasks of `beside` run as long: where one of them ends first, what ended it is raised, for without it pages would
    no longer change. At the end, with `settle`, requests under way are answered and `settle` is awaited.
    """
    server, ended = _server(app, host, port), _asked_to_end()
    async with beside as tasks:
        answering = asyncio.create_task(server.serve())
        stopping = asyncio.create_task(ended.wait())
        await asyncio.wait((answering, stopping, *tasks), return_when=asyncio.FIRST_COMPLETED)
        if not ended.is_set():
            await _stopped(server, answering)  # else it would tell of its end, in its own words
            for task in (answering, *tasks):
                if task.done():
                    task.result()
            raise WorkspaceError(Problem(f"the server on port {port} ended by itself"))
        try:
            if settle is not None:
                await _stopped(server, answering)
                await settle()
        finally:
            # Pages that are open in a browser hold connections for ever, and nothing is being written. Somebody asked
            # for this end, so that it is none of those after which a service manager starts the program anew.
            with suppress(OSError, ValueError):  # its reader may have gone
                sys.stderr.flush()
            os._exit(0)


def _server(app: ASGIApp, host: str, port: int) -> Server:
    from granian.constants import HTTPModes, Interfaces
    from granian.http import HTTP1Settings
    from granian.log import LogLevels
    from granian.server.embed import Server

    return Server(
        app,
        host,
        port,
        interface=Interfaces.ASGI,
        log_level=LogLevels.error,
        http=HTTPModes.http1,
        websockets=False,
        backpressure=_CONNECTIONS,
        http1_settings=HTTP1Settings(header_read_timeout=_PATIENCE_MS),
    )


async def _stopped(server: Server, answering: asyncio.Task[None]) -> None:
    """Ends it once what is under way is answered."""
    server.stop()  # type: ignore[no-untyped-call]
    await asyncio.wait((answering,), timeout=_LAST_ANSWERS_S)


def _asked_to_end() -> asyncio.Event:
    """Is set by SIGINT or SIGTERM."""
    asked = asyncio.Event()
    loop = asyncio.get_running_loop()
    for name in (signal.SIGINT, signal.SIGTERM):
        with suppress(NotImplementedError):  # Windows
            loop.add_signal_handler(name, asked.set)
    return asked
