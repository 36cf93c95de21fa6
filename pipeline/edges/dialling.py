"""Connections to public addresses only: the address that was checked is the one that is dialled, within a deadline.

The check sits below HTTP, where a name has become an address: no spelling of a host (decimal, octal, IPv6-mapped) and
no second answer of a name server gets past it (SSRF, DNS rebinding).
"""

from __future__ import annotations

import socket
import ssl
import time
from collections.abc import Callable, Iterable
from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network, ip_address
from threading import Thread
from typing import Any

import httpcore

Resolve = Callable[[str, int], tuple[str, ...]]
"""(host, port) → its addresses, as a name server gives them."""

# Ranges that carry an IPv4 address inside (RFC 6052, 3056, 4380, 4291), and those that Python 3.11 takes for global
# although nobody routes them (RFC 6890 and 7526; 8215, 3879 and 9637): a cloud answers at 192.0.0.192 with its keys.
_NAT64 = IPv6Network("64:ff9b::/96")
_NEVER: tuple[IPv4Network | IPv6Network, ...] = (
    *map(IPv4Network, ("192.0.0.0/24", "192.88.99.0/24")),
    *map(IPv6Network, ("64:ff9b:1::/48", "2001::/32", "2002::/16", "3fff::/20", "::/96", "fec0::/10")),
)


class Private(httpcore.ConnectError):
    """The host has an address that is not public."""


def resolved(host: str, port: int) -> tuple[str, ...]:
    """The addresses of `host`, in the system's order."""
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return tuple(dict.fromkeys(str(entry[4][0]) for entry in found))


def is_public(address: str) -> bool:
    """Whether `address` can belong to somebody on the open internet."""
    try:
        found = ip_address(address.partition("%")[0])
    except ValueError:
        return False
    if isinstance(found, IPv6Address):
        inner = found.ipv4_mapped or (IPv4Address(int(found) & 0xFFFFFFFF) if found in _NAT64 else None)
        if inner is not None:
            return is_public(str(inner))
    if any(found in network for network in _NEVER):
        return False
    return found.is_global and not (found.is_multicast or found.is_reserved or found.is_unspecified)


class Deadline:
    """How much of the time for one request is left."""

    def __init__(self, total_s: float) -> None:
        self._ends = time.monotonic() + total_s

    def left(self) -> float:
        """Seconds; raises httpcore.ReadTimeout when none are left."""
        left = self._ends - time.monotonic()
        if left <= 0:
            raise httpcore.ReadTimeout
        return left


class Dialler(httpcore.NetworkBackend):
    """Resolves, checks and dials. `allowed` are hosts, or host:port, that may be private."""

    def __init__(self, allowed: Iterable[str], deadline: Deadline, resolve: Resolve = resolved) -> None:
        self._allowed = frozenset(host.lower() for host in allowed)
        self._deadline = deadline
        self._resolve = resolve
        self._sockets = httpcore.SyncBackend()

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,  # noqa: ARG002  (the deadline counts, not the single step)
        local_address: str | None = None,
        socket_options: Iterable[Any] | None = None,
    ) -> httpcore.NetworkStream:
        """A connection to the first address of `host` that answers; raises Private unless all of them are public."""
        addresses = self._addresses(host, port)
        if not self._may_be_private(host, port) and not all(map(is_public, addresses)):
            raise Private(host)
        refused: Exception = httpcore.ConnectError(f"{host} has no address")
        for number, address in enumerate(addresses):
            try:
                left = self._deadline.left() / (len(addresses) - number)  # one that swallows packets is not the last
                stream = self._sockets.connect_tcp(address, port, left, local_address, socket_options)
                return _Stream(stream, self._deadline)
            except (httpcore.ConnectError, httpcore.ConnectTimeout) as failed:
                refused = failed
        raise refused

    def _may_be_private(self, host: str, port: int) -> bool:
        name = f"[{host}]" if ":" in host else host
        return not self._allowed.isdisjoint({host.lower(), name.lower(), f"{name}:{port}".lower()})

    def _addresses(self, host: str, port: int) -> tuple[str, ...]:
        """The answer of the name server; the system's resolver knows no deadline, so it is asked in a thread."""
        answer: list[tuple[str, ...] | Exception] = []

        def ask() -> None:
            try:
                answer.append(self._resolve(host, port))
            except (OSError, UnicodeError) as failed:
                answer.append(failed)

        asking = Thread(target=ask, daemon=True)
        asking.start()
        asking.join(self._deadline.left())
        if not answer:
            raise httpcore.ConnectTimeout
        if isinstance(answer[0], Exception):
            raise httpcore.ConnectError(f"nobody knows the host {host}") from answer[0]
        return answer[0]


class _Stream(httpcore.NetworkStream):
    """A stream each of whose steps gets what is left of the deadline: a drip cannot renew it."""

    def __init__(self, stream: httpcore.NetworkStream, deadline: Deadline) -> None:
        self._stream = stream
        self._deadline = deadline

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:  # noqa: ARG002
        return self._stream.read(max_bytes, self._deadline.left())

    def write(self, buffer: bytes, timeout: float | None = None) -> None:  # noqa: ARG002
        self._stream.write(buffer, self._deadline.left())

    def close(self) -> None:
        self._stream.close()

    def start_tls(
        self,
        ssl_context: ssl.SSLContext,
        server_hostname: str | None = None,
        timeout: float | None = None,  # noqa: ARG002
    ) -> httpcore.NetworkStream:
        return _Stream(self._stream.start_tls(ssl_context, server_hostname, self._deadline.left()), self._deadline)

    def get_extra_info(self, info: str) -> Any:
        return self._stream.get_extra_info(info)
