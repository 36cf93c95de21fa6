"""A web server on loopback that answers as badly as it is told to: tests talk to it through real sockets."""

from __future__ import annotations

import socket
import time
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from threading import Thread

Step = bytes | float
"""Bytes to send, or seconds to wait."""

Reply = Iterable[Step]


def reply(
    body: bytes | str = b"", status: str = "200 OK", headers: Mapping[str, str] | None = None, *, length: bool = True
) -> list[Step]:
    """A whole answer. Without `length` the end of the connection ends the body."""
    content = body.encode() if isinstance(body, str) else body
    lines = [f"HTTP/1.1 {status}", "Connection: close"]
    lines += [f"Content-Length: {len(content)}"] if length else []
    lines += [f"{name}: {value}" for name, value in (headers or {}).items()]
    return ["\r\n".join([*lines, "", ""]).encode(), content]


def redirect(to: str, status: str = "302 Found") -> list[Step]:
    """An answer that sends the client on."""
    return reply(status=status, headers={"Location": to})


@dataclass(slots=True)
class Server:
    """Answers each path with its reply; `requests` are the heads of what it was asked."""

    port: int
    replies: dict[str, Reply] = field(default_factory=dict)
    requests: list[str] = field(default_factory=list)

    @property
    def host(self) -> str:
        """As it is given to --allow-host."""
        return f"127.0.0.1:{self.port}"

    def url(self, path: str) -> str:
        """The address of `path`."""
        return f"http://{self.host}{path}"

    @property
    def asked(self) -> list[str]:
        """The paths that were asked for, in order."""
        return [head.split(" ")[1] for head in self.requests]


@contextmanager
def serving(replies: Mapping[str, Reply]) -> Iterator[Server]:
    """A server for the length of a test."""
    with socket.create_server(("127.0.0.1", 0)) as listening:
        server = Server(listening.getsockname()[1], dict(replies))
        Thread(target=_accept, args=(listening, server), daemon=True).start()
        try:
            yield server
        finally:
            listening.shutdown(socket.SHUT_RDWR)  # wakes the thread that waits in accept


def _accept(listening: socket.socket, server: Server) -> None:
    while True:
        try:
            connection, _ = listening.accept()
        except OSError:  # the test is over
            return
        Thread(target=_answer, args=(connection, server), daemon=True).start()


def _answer(connection: socket.socket, server: Server) -> None:
    with connection:
        head = b""
        while b"\r\n\r\n" not in head:
            more = connection.recv(65536)
            if not more:
                return
            head += more
        server.requests.append(head.decode("latin-1"))
        steps = server.replies.get(server.asked[-1], reply("nothing here", "404 Not Found"))
        try:
            for step in steps:
                if isinstance(step, bytes):
                    connection.sendall(step)
                else:
                    time.sleep(step)
        except OSError:  # the client has hung up, which is what many of these tests are about
            return
