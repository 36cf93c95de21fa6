"""What the receiver asks of a request before it reads it: size, patience, and not too many from one address."""

from __future__ import annotations

import asyncio
import ipaddress
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from math import ceil
from urllib.parse import parse_qs

from limits import RateLimitItem, RateLimitItemPerHour, RateLimitItemPerMinute
from limits.storage import MemoryStorage
from limits.strategies import SlidingWindowCounterRateLimiter
from starlette.exceptions import HTTPException
from starlette.requests import ClientDisconnect, Request

from pipeline.edges import process

MAX_BYTES = 256 * 1024
_PATIENCE_S = 20.0
_MOST_FIELDS = 100
_LIMITS: tuple[RateLimitItem, ...] = (RateLimitItemPerMinute(15), RateLimitItemPerHour(90))
"""For each form. A whole office behind one address seldom fills more."""
_OF_A_HOUSE = 64
"""The bits of an IPv6 address that belong to one connection (RFC 6177)."""
_WRITTEN = re.compile(r"\[([^\]]*)\](?::\d+)?|([\d.]+):\d+")
"""How proxies write an address beside its port."""


@dataclass(frozen=True, slots=True)
class Form:
    """The fields of a form as they were sent; names may stand there several times."""

    fields: Mapping[str, list[str]] = field(repr=False)

    @property
    def values(self) -> dict[str, str]:
        """Each field with what it said first."""
        return {name: said[0] for name, said in self.fields.items()}

    def all(self, name: str) -> list[str]:
        """All that was said under a name."""
        return self.fields.get(name, [])


@dataclass(frozen=True, slots=True)
class Gate:
    """Counts in memory what comes from where, and forgets it after two hours; nothing of it is written down."""

    is_on: bool
    trusted: Sequence[str] = ()
    # Not its MovingWindowRateLimiter, which keeps every address that it ever met.
    _limiter: SlidingWindowCounterRateLimiter = field(
        default_factory=lambda: SlidingWindowCounterRateLimiter(MemoryStorage())
    )

    def wait_s(self, request: Request, what: str) -> int:
        """0 where `what` may be done now, else the seconds after which it may."""
        if not self.is_on:
            return 0
        who = source(request, self.trusted)
        for limit in _LIMITS:
            if not self._limiter.hit(limit, what, who):
                free_at = self._limiter.get_window_stats(limit, what, who).reset_time
                return max(1, ceil(free_at - process.now().timestamp()))
        return 0


async def body(request: Request) -> bytes:
    """What was sent; raises HTTPException where it is longer than a form, takes too long, or breaks off."""
    declared = request.headers.get("content-length", "")
    if declared.isdigit() and (len(declared) > 9 or int(declared) > MAX_BYTES):
        raise HTTPException(413)
    found = bytearray()
    try:
        async with asyncio.timeout(_PATIENCE_S):
            async for chunk in request.stream():
                found += chunk
                if len(found) > MAX_BYTES:
                    raise HTTPException(413)
    except TimeoutError as late:
        raise HTTPException(408) from late
    except ClientDisconnect as gone:
        raise HTTPException(400) from gone
    return bytes(found)


async def form(request: Request) -> Form:
    """The fields that were sent, as browsers send them; raises HTTPException where they are no form."""
    kind = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    if kind not in ("application/x-www-form-urlencoded", ""):
        raise HTTPException(415)
    content = await body(request)
    try:
        text = content.decode("utf-8", "replace")
        return Form(parse_qs(text, keep_blank_values=True, max_num_fields=_MOST_FIELDS))
    except ValueError as refused:
        raise HTTPException(400) from refused


def source(request: Request, trusted: Sequence[str] = ()) -> str:
    """Where a request comes from: an IPv4 address, or the part of an IPv6 address that belongs to one connection.

    Each proxy on the way has added to X-Forwarded-For from whom it took the request. Only those on this machine, and
    the `trusted` (addresses and networks), are believed; what anybody else says there is not.
    """
    said = request.client.host if request.client else ""
    networks = [ipaddress.ip_network(one) for one in trusted]
    peer = _address(said)
    entries = ",".join(request.headers.getlist("x-forwarded-for")).split(",")
    while entries and (peer is None or peer.is_loopback or any(peer in network for network in networks)):
        before = _address(entries.pop())
        if before is None:
            break
        peer = before
    if peer is None:
        return said
    if isinstance(peer, ipaddress.IPv6Address):
        return str(ipaddress.ip_network((peer, _OF_A_HOUSE), strict=False))
    return str(peer)


def _address(text: str) -> ipaddress.IPv4Address | ipaddress.IPv6Address | None:
    """Of `203.0.113.9`, `203.0.113.9:4711`, `2001:db8::1` or `[2001:db8::1]:4711`; None of anything else."""
    written = _WRITTEN.fullmatch(text.strip())
    try:
        found = ipaddress.ip_address((written[1] or written[2]) if written else text.strip())
    except ValueError:
        return None
    return found.ipv4_mapped or found if isinstance(found, ipaddress.IPv6Address) else found
