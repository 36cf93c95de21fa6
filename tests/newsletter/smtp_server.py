"""A small SMTP server on loopback that misbehaves as it is told to. It knows what it took, by Message-ID."""

from __future__ import annotations

import asyncio
import re
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from threading import Thread

Say = Callable[[str, "Session"], str | None]
"""(verb, session) → what to say instead of the usual; `drop` hangs up, None behaves."""

_FOLLOWED_BY = {"MAIL": "RCPT", "RCPT": "DATA", "RSET": "MAIL"}


@dataclass(slots=True)
class Session:
    """What a server knows of the letter that it is being offered."""

    server: Server
    recipient: str = ""
    next: str = "MAIL"
    message_id: str = ""
    line: str = ""
    seen: Counter[str] = field(default_factory=Counter)


@dataclass(slots=True)
class Server:
    """`taken` counts the Message-IDs that were answered with 250, `offered` the addresses that were named."""

    port: int = 0
    pipelining: bool = True
    say: Say = lambda _verb, _session: None
    taken: Counter[str] = field(default_factory=Counter)
    offered: Counter[str] = field(default_factory=Counter)
    letters: list[bytes] = field(default_factory=list)


@contextmanager
def smtp_server(say: Say = lambda _verb, _session: None, *, pipelining: bool = True) -> Iterator[Server]:
    """A server for the length of a test; with `pipelining` it takes MAIL, RCPT and DATA in one breath (RFC 2920)."""
    server = Server(say=say, pipelining=pipelining)
    loop = asyncio.new_event_loop()

    async def serve() -> asyncio.Server:
        return await asyncio.start_server(lambda r, w: _serve(server, r, w), "127.0.0.1", 0, limit=2**20)

    listening = loop.run_until_complete(serve())
    server.port = listening.sockets[0].getsockname()[1]
    thread = Thread(target=loop.run_forever, daemon=True)
    thread.start()
    try:
        yield server
    finally:
        asyncio.run_coroutine_threadsafe(_end(listening), loop).result(10)
        loop.call_soon_threadsafe(loop.stop)
        thread.join(10)
        loop.close()


async def _end(listening: asyncio.Server) -> None:
    listening.close()
    others = [task for task in asyncio.all_tasks() if task is not asyncio.current_task()]
    for task in others:
        task.cancel()
    await asyncio.gather(*others, return_exceptions=True)


async def _serve(server: Server, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    session = Session(server)
    try:
        if await _answer(session, writer, "CONNECT", "220 here"):
            while line := await reader.readline():
                if not await _command(session, reader, writer, line.decode("latin-1").strip()):
                    return
    except (ConnectionError, asyncio.CancelledError):
        return
    finally:
        writer.close()


async def _command(session: Session, reader: asyncio.StreamReader, writer: asyncio.StreamWriter, line: str) -> bool:
    session.line = line
    verb = line.split(" ", maxsplit=1)[0].upper()
    if verb == "DATA":
        return await _data(session, reader, writer)
    if verb == "RCPT":
        session.recipient = line.partition("<")[2].partition(">")[0]
        session.server.offered[session.recipient] += 1
    hello = "250-here\r\n250 PIPELINING" if session.server.pipelining else "250 here"
    usual = {"EHLO": hello, "QUIT": "221 bye"}.get(verb, "250 2.0.0 fine")
    return await _answer(session, writer, verb, usual) and verb != "QUIT"


async def _data(session: Session, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> bool:
    said = session.server.say("DATA", session) or _out_of_turn("DATA", session)
    if said is not None:
        return await _send(writer, said)
    await _send(writer, "354 go ahead")
    content = await reader.readuntil(b"\r\n.\r\n")
    found = re.search(rb"\nMessage-ID: (\S+)", content)
    session.next = "MAIL"
    session.message_id = found[1].decode("ascii") if found else ""
    said = session.server.say("DOT", session)
    if said is None or said.startswith(("250", "taken")):
        session.server.taken[session.message_id] += 1
        session.server.letters.append(content[:-3].replace(b"\r\n..", b"\r\n."))
    return await _send(writer, "drop" if said == "taken, then drop" else said or "250 2.0.0 queued")


async def _answer(session: Session, writer: asyncio.StreamWriter, verb: str, usual: str) -> bool:
    session.seen[verb] += 1
    said = session.server.say(verb, session) or _out_of_turn(verb, session) or usual
    if verb in _FOLLOWED_BY and said.startswith("25"):
        session.next = _FOLLOWED_BY[verb]
    return await _send(writer, said)


def _out_of_turn(verb: str, session: Session) -> str | None:
    """What was refused is not built upon, however many commands came in one breath."""
    return "503 5.5.1 out of turn" if verb in ("RCPT", "DATA") and session.next != verb else None


async def _send(writer: asyncio.StreamWriter, said: str) -> bool:
    if said == "drop":
        return False
    writer.write(f"{said}\r\n".encode())
    await writer.drain()
    return not said.startswith("421")
