"""DKIM (RFC 6376): the line that vouches for a letter, the List-* headers included.

Written by hand since dkimpy's way through a letter takes 2.2 ms with a fast key; this one takes what the signature
takes. Headers are canonicalised as `relaxed`, the body, quoted-printable and free of trailing space, as `simple`.
"""

from __future__ import annotations

import base64
import hashlib
import re
from collections.abc import Callable
from dataclasses import dataclass, field

from pipeline.model.address import ascii_host

Sign = Callable[[bytes], bytes]

# Those named twice cannot be added a second time on the way without breaking the signature (RFC 6376, section 8.15).
SIGNED = (
    b"from from to to subject subject date date reply-to reply-to message-id message-id list-id list-unsubscribe "
    b"list-unsubscribe-post list-archive content-language mime-version content-type"
).split()

_FOLDS = re.compile(rb"\r\n(?=[ \t])")
_SPACE = re.compile(rb"[ \t]+")
_WIDTH = 72


@dataclass(frozen=True, slots=True)
class Signer:
    """Who vouches, and the key as a function."""

    domain: str
    selector: str
    sign: Sign = field(repr=False)


def signed(content: bytes, signer: Signer) -> bytes:
    """`content` behind its DKIM-Signature."""
    head, _, body = content.partition(b"\r\n\r\n")
    digest = base64.b64encode(hashlib.sha256(_simple(body)).digest())
    start = (b"DKIM-Signature: v=1; a=rsa-sha256; c=relaxed/simple; d=%s;\r\n s=%s;\r\n h=%s;\r\n bh=%s;\r\n b=") % (
        ascii_host(signer.domain).encode("ascii"),
        signer.selector.encode("ascii"),
        _names(),
        digest,
    )
    said = b"".join(_chosen(head)) + _relaxed(start)
    return start + _folded(base64.b64encode(signer.sign(said))) + b"\r\n" + content


def _simple(body: bytes) -> bytes:
    """Section 3.4.3: empty lines at the end do not count."""
    return body.rstrip(b"\r\n") + b"\r\n"


def _chosen(head: bytes) -> list[bytes]:
    """Section 5.4.2: the headers that are signed, of several by one name the last one first."""
    found: dict[bytes, list[bytes]] = {}
    for line in _FOLDS.sub(b"", head).split(b"\r\n"):
        found.setdefault(line.partition(b":")[0].strip().lower(), []).append(line)
    return [_relaxed(found[name].pop()) + b"\r\n" for name in SIGNED if found.get(name)]


def _relaxed(line: bytes) -> bytes:
    """Section 3.4.2: the name in small letters, any run of space as one."""
    name, _, value = _FOLDS.sub(b"", line).partition(b":")
    return name.strip().lower() + b":" + _SPACE.sub(b" ", value).strip()


def _names() -> bytes:
    lines, line = [], b""
    for name in SIGNED:
        if len(line) + len(name) + 1 > _WIDTH:
            lines.append(line)
            line = b""
        line += (b":" if line or lines else b"") + name
    return b"\r\n ".join([*lines, line])


def _folded(text: bytes) -> bytes:
    return b"\r\n ".join(text[at : at + _WIDTH] for at in range(0, len(text), _WIDTH))
