"""An IMAP session of imap_tools whose server cannot go on for ever with one answer."""

from __future__ import annotations

import ssl
from contextlib import suppress
from imaplib import IMAP4, IMAP4_SSL
from math import inf
from time import monotonic
from typing import TYPE_CHECKING

from imap_tools import BaseMailBox, ImapToolsError

from pipeline.edges.exports import MAX_MAIL
from pipeline.model.config import Mailbox

if TYPE_CHECKING:
    from typing_extensions import Buffer

MOST_BYTES = 8_000_000
"""Of one answer, beside the mails in it: the numbers of a million mails."""
LONGEST_S = 600.0
"""For one answer: twenty mails over a slow line."""
_TIMEOUT_S = 30


class _Session(IMAP4):
    """Once an answer is too long, takes too long, or announces more than was asked for, the server counts as gone."""

    _left = MOST_BYTES
    _ends = inf

    def send(self, data: Buffer) -> None:
        """As imaplib has it, for each command."""
        self._left, self._ends = MOST_BYTES, monotonic() + LONGEST_S
        super().send(data)

    def readline(self) -> bytes:
        """A line, or nothing where there should be no more."""
        line = super().readline()
        self._left -= len(line)
        return line if self._left >= 0 and monotonic() < self._ends else b""

    def read(self, size: int) -> bytes:
        """What stands between lines: a mail, as far as it is asked for."""
        if size > MAX_MAIL:
            raise self.abort("more than was asked for")
        return super().read(size)


class _TlsSession(_Session, IMAP4_SSL):
    """TLS from the first byte."""


class Box(BaseMailBox):
    """The mailbox on its server; connects at once."""

    def __init__(self, mailbox: Mailbox) -> None:
        self._mailbox = mailbox
        super().__init__()

    def __exit__(self, *_: object) -> None:
        """LOGOUT; whether the server hears it does not matter."""
        try:
            self.logout()
        except (IMAP4.error, ImapToolsError, OSError):
            with suppress(OSError):
                self.client.shutdown()

    def _get_mailbox_client(self) -> IMAP4:
        host, port = self._mailbox.host, self._mailbox.listens_on
        # Without a context of its own imaplib takes any certificate.
        if self._mailbox.security == "tls":
            return _TlsSession(host, port, ssl_context=ssl.create_default_context(), timeout=_TIMEOUT_S)
        session = _Session(host, port, timeout=_TIMEOUT_S)
        if self._mailbox.security == "starttls":
            session.starttls(ssl.create_default_context())
        return session
