"""Mail addresses and host names as they go over the wire, and as people read them."""

from __future__ import annotations

import re
from functools import lru_cache

MAX_LENGTH = 254  # RFC 5321, section 4.5.3.1.3, less the angle brackets
_MAX_LOCAL = 64  # section 4.5.3.1.1
_MAX_HOST = 253
_LOCAL_PART = re.compile(r"[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+(\.[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+)*")
_LABEL = r"[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?"
_HOST = re.compile(rf"{_LABEL}(\.{_LABEL})*")
_ENCODED = "xn--"


def sendable(address: str) -> str | None:
    """`address` with its domain in ASCII, or None where no mail server without SMTPUTF8 (RFC 6531) would take it."""
    local, _, domain = address.rpartition("@")
    host = ascii_host(domain)
    if not _LOCAL_PART.fullmatch(local) or len(local) > _MAX_LOCAL or not host:
        return None
    return f"{local}@{host}" if len(local) + 1 + len(host) <= MAX_LENGTH else None


def readable(address: str) -> str:
    """`jo@xn--mller-kva.example` as `jo@müller.example`: how its owner writes it."""
    local, mark, domain = address.rpartition("@")
    return f"{local}{mark}{readable_host(domain)}"


def spellings(address: str) -> tuple[str, ...]:
    """An address in one spelling as files may hold it: in ASCII, and with the letters of its domain."""
    return tuple(dict.fromkeys((address, readable(address))))


@lru_cache(maxsize=1024)
def ascii_host(host: str) -> str:
    """`müller.example` as `xn--mller-kva.example` (RFC 5891, mapped by UTS 46); empty where it is no host name."""
    plain = host.lower() if host.isascii() else _encoded(host)
    return plain if len(plain) <= _MAX_HOST and _HOST.fullmatch(plain) else ""


@lru_cache(maxsize=1024)
def readable_host(host: str) -> str:
    """`xn--mller-kva.example` as `müller.example`; as it is where it stands for no letters."""
    if _ENCODED not in host:
        return host
    import idna

    try:
        return idna.decode(host)
    except idna.IDNAError:
        return host


def _encoded(host: str) -> str:
    import idna  # 25 ms that hardly anybody's addresses need

    try:
        return idna.encode(host, uts46=True).decode("ascii").lower()
    except (idna.IDNAError, UnicodeError):
        return ""
