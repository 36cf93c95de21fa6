"""An SMTP session of smtplib whose server cannot go on for ever with one answer."""

from __future__ import annotations

import smtplib
from dataclasses import dataclass
from io import BufferedReader
from time import monotonic

MOST_LINES = 1_000
"""No server has so much to say; RFC 5321 sets no limit."""


@dataclass(slots=True)
class _Answers:
    """The server's side. Once an answer has too many lines, or takes too long, it counts as hung up."""

    lines: BufferedReader
    left: int = 0
    ends: float = 0.0

    def readline(self, size: int) -> bytes:
        self.left -= 1
        return self.lines.readline(size) if self.left >= 0 and monotonic() < self.ends else b""

    def close(self) -> None:
        self.lines.close()


class Session(smtplib.SMTP):
    """With or without STARTTLS."""

    def getreply(self) -> tuple[int, bytes]:
        """As smtplib has it; the timeout of the socket is that of the whole answer, too."""
        if self.sock is not None:
            if not isinstance(self.file, _Answers):
                self.file = _Answers(self.sock.makefile("rb"))
            self.file.left, self.file.ends = MOST_LINES, monotonic() + (self.sock.gettimeout() or 0.0)
        return super().getreply()


class TlsSession(Session, smtplib.SMTP_SSL):
    """TLS from the first byte."""
