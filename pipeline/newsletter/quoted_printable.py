"""Quoted-printable (RFC 2045, section 6.7) in pieces that can be joined: what differs per person goes in between."""

from __future__ import annotations

import binascii
import re

_TRIPLE = re.compile(rb"=[0-9A-F]{2}\Z")
_BARE_LF = re.compile(rb"(?<!\r)\n")
_FROM = re.compile(rb"^From ", re.MULTILINE)
_WIDTH = 76


def encoded(text: str) -> bytes:
    """`text` with CRLF line ends and no line over 76 bytes."""
    lines = re.sub(r"\r\n?|\n", "\r\n", text).encode("utf-8")
    # b2a_qp breaks lines as the first line ended: with a bare LF where there is only one line.
    coded = _BARE_LF.sub(b"\r\n", binascii.b2a_qp(lines, istext=True))
    # A line that begins with "From " is written ">From " by mailboxes of the mbox kind, which breaks signatures.
    while _FROM.search(coded):
        coded = _FROM.sub(b"=46rom =\r\n", coded)
    return coded


def joined_soft(piece: bytes) -> bytes:
    """`piece` such that another one may follow it: it ends in a soft line break, which readers do not see."""
    last = piece[piece.rfind(b"\n") + 1 :]
    if len(last) < _WIDTH:
        return piece + b"=\r\n"
    cut = -3 if _TRIPLE.search(last) else -1
    return piece[:cut] + b"=\r\n" + piece[cut:] + b"=\r\n"
