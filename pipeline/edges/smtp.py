"""One SMTP connection that says of each letter exactly how far it came."""

from __future__ import annotations

import base64
import os
import re
import smtplib
import socket
import ssl
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Protocol

from pipeline.edges.place import CONFIG
from pipeline.edges.smtp_session import Session, TlsSession
from pipeline.errors import LetterError, Problem
from pipeline.model.config import SMTPS, Mail
from pipeline.model.delivery import Kind, Outcome

PASSWORD = "LEITMOTIV_SMTP_PASSWORD"  # noqa: S105 - the name of a variable
TIMEOUT_S = 60.0
"""For each answer of the server but the last one."""

LAST_TIMEOUT_S = 300.0
"""For the answer to a letter, which some servers examine first: whoever waits too short a time for it, has a letter in
doubt that arrived (RFC 5321, section 4.5.3.2.6). A claim must hold for longer than this and four others together.
"""

_ENHANCED = re.compile(rb"([245]\.\d{1,3}\.\d{1,3})\b")
_KINDS: Mapping[int, Kind] = {2: "accepted", 4: "later", 5: "rejected"}
# A limit of ours is used up: Gmail's 550 5.4.5, cPanel's "max emails per hour". Not a reader's mailbox, nor a size.
_LIMIT = re.compile(
    rb"\b5\.4\.5\b|quotaexceeded|too many (?:messages|e?mails|recipients)|reached .{0,30}\blimit"
    rb"|exceed\w{0,9}.{0,40}(?:limit|quota|per (?:hour|day))|(?:limit|quota).{0,40}exceed",
    re.IGNORECASE | re.DOTALL,
)
_NOT_OURS = re.compile(
    rb"mailbox|inbox|storage|disk|over ?quota|\bsize\b|too (?:large|big)|\b5\.2\.[23]\b|spam|unknown", re.IGNORECASE
)
# Our right to send, or what we send (RFC 3463: security or policy, the sender's address, the letter's size or content);
# many servers say it in words.
_ABOUT_US = re.compile(rb"5\.7\.\d|5\.1\.[78]\b|5\.3\.4\b|5\.6\.\d")
_ABOUT_US_IN_WORDS = re.compile(
    rb"\brelay|authenti|\bsender\b|not verified|prohibit|(?:message|mail) rejected|black|spam", re.IGNORECASE
)
_FULL = 552
"""Exceeded storage allocation (RFC 5321, section 4.2.3)."""
_CLOSES = 421
_LOG_IN = 530
"""Authentication required (RFC 4954, section 6)."""
_GO_AHEAD = 354
_GOES_ON = (2, 2, 3)
"""What MAIL, RCPT and DATA must be answered with (RFC 5321, section 4.3.2): anything else takes no letter."""


class Unreachable(Exception):
    """No session could be had; `str()` says why. Nothing was offered."""

    @property
    def sentence(self) -> str:
        """What happened."""
        return f"the mail server cannot be reached ({self})"


class HungUp(Unreachable):
    """The server ended the session when it was told whom the letter is for. It may take others."""

    @property
    def sentence(self) -> str:
        """What happened."""
        return f"the mail server hangs up when it is told whom a letter is for ({self})"


class Refused(LetterError):
    """The server will take no letter of ours at all: wrong password, wrong sender."""


class Transport(Protocol):
    """What letters leave by: an SMTP connection, or a folder in rehearsal."""

    def deliver(self, sender: str, recipient: str, content: bytes) -> Outcome:
        """Offers one letter; raises Unreachable or Refused where no letter can be offered."""

    def close(self) -> None:
        """Says goodbye."""


Connect = Callable[[], Transport]


@dataclass(slots=True)
class SmtpTransport:
    """A session that is opened when the first letter comes, and opened again when the server has closed it."""

    mail: Mail
    password: str = ""
    timeout_s: float = TIMEOUT_S
    last_timeout_s: float = LAST_TIMEOUT_S
    _session: smtplib.SMTP | None = None

    def deliver(self, sender: str, recipient: str, content: bytes) -> Outcome:
        """As Transport. Until the letter itself is on the wire, a fault means that it was not sent."""
        try:
            session = self._session or self._opened()
            early = _announced(session, sender, recipient)
        except (Refused, Unreachable):
            self._drop()
            raise
        except (smtplib.SMTPException, OSError) as broken:
            self._drop()
            raise Unreachable(_said(broken)) from broken
        if early is not None:
            self._after(early, session)
            return early
        try:
            session.send(content.replace(b"\r\n.", b"\r\n..") + b".\r\n")
            outcome = _judged(*self._last_answer(session))
        except (smtplib.SMTPException, OSError):
            self._drop()
            return Outcome("unknown")
        self._after(outcome, session)
        return outcome

    def close(self) -> None:
        """QUIT; whether the server hears it does not matter."""
        if self._session is not None:
            try:
                self._session.quit()
            except (smtplib.SMTPException, OSError):
                self._session.close()
            self._session = None

    def _opened(self) -> smtplib.SMTP:
        mail = self.mail
        if mail.port == SMTPS:
            context = ssl.create_default_context()
            session: smtplib.SMTP = TlsSession(mail.host, mail.port, timeout=self.timeout_s, context=context)
        else:
            session = Session(mail.host, mail.port, timeout=self.timeout_s)
        self._session = session
        if session.sock is not None:  # else the end of a letter waits for the server to acknowledge its beginning
            session.sock.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        session.ehlo_or_helo_if_needed()
        if mail.starttls and mail.port != SMTPS:
            if not session.has_extn("starttls"):
                mend = "take another port, or set starttls = false where it runs on this machine"
                raise Refused(Problem(f"the mail server {mail.host}:{mail.port} offers no STARTTLS; {mend}"))
            session.starttls(context=ssl.create_default_context())
            session.ehlo_or_helo_if_needed()
        if mail.username:
            _log_in(session, mail, self.password)
        return session

    def _last_answer(self, session: smtplib.SMTP) -> tuple[int, bytes]:
        """What the server says of a letter; it may take its time."""
        if session.sock is None:
            raise smtplib.SMTPServerDisconnected
        session.sock.settimeout(self.last_timeout_s)
        answer = session.getreply()
        session.sock.settimeout(self.timeout_s)
        return answer

    def _after(self, outcome: Outcome, session: smtplib.SMTP) -> None:
        """Makes the session ready for the next letter; 421 is the server's goodbye."""
        if outcome.kind == "accepted":
            return
        try:
            if outcome.reply.startswith(str(_CLOSES)) or session.rset()[0] != 250:
                self._drop()
        except (smtplib.SMTPException, OSError):
            self._drop()

    def _drop(self) -> None:
        if self._session is not None:
            self._session.close()
            self._session = None


def transport(mail: Mail) -> SmtpTransport:
    """A connection as the config asks for it; the password comes from the environment."""
    return SmtpTransport(mail, os.environ.get(PASSWORD, ""))


def _log_in(session: smtplib.SMTP, mail: Mail, password: str) -> None:
    if not password:
        raise Refused(Problem(f"there is no password for {mail.username}; set {PASSWORD}", CONFIG))
    user = mail.username or ""
    try:
        if user.isascii() and password.isascii():
            session.login(user, password)
        else:
            _log_in_beyond_ascii(session, user, password)
    except smtplib.SMTPAuthenticationError as refused:
        if refused.smtp_code // 100 == 4:
            raise
        message = f"the mail server refused the password of {mail.username} ({refused.smtp_code}); check {PASSWORD}"
        raise Refused(Problem(message, CONFIG)) from refused
    except (smtplib.SMTPResponseException, smtplib.SMTPServerDisconnected):
        raise
    except smtplib.SMTPException as refused:  # it offers none, or none that we know
        message = "the mail server offers no way to log in here; take another port, or starttls = true"
        raise Refused(Problem(message, CONFIG)) from refused


def _log_in_beyond_ascii(session: smtplib.SMTP, user: str, password: str) -> None:
    """PLAIN in UTF-8 (RFC 4616), since smtplib writes ASCII alone."""
    if "PLAIN" not in session.esmtp_features.get("auth", "").upper().split():
        raise smtplib.SMTPNotSupportedError
    secret = base64.b64encode(f"\0{user}\0{password}".encode()).decode("ascii")
    code, said = session.docmd("AUTH", f"PLAIN {secret}")
    if code // 100 != 2:
        raise smtplib.SMTPAuthenticationError(code, said)


def _announced(session: smtplib.SMTP, sender: str, recipient: str) -> Outcome | None:
    """MAIL, RCPT and DATA; what refused the letter, or None where the server now waits for it.

    Where the server takes them in one breath (RFC 2920), a letter waits for two answers instead of four.
    """
    asked = (f"MAIL FROM:<{sender}>", f"RCPT TO:<{recipient}>", "DATA")
    at_once = session.has_extn("pipelining")
    if at_once:
        session.send("".join(f"{line}\r\n" for line in asked))
    refused: Outcome | None = None
    for line, wanted in zip(asked, _GOES_ON, strict=True):
        try:
            code, said = session.getreply() if at_once else session.docmd(line)
        except (smtplib.SMTPException, OSError) as broken:
            if refused is None and line.startswith("RCPT"):
                raise HungUp(_said(broken)) from broken
            if refused is None:
                raise
            break  # it said no, and hung up
        if refused is not None and code == _GO_AHEAD:
            session.close()  # it waits for a letter to nobody, and gets none
        if refused is None and code // 100 != wanted:
            refused = _refused(line, sender, code, said)
            if not at_once:
                break
    return refused


def _refused(line: str, sender: str, code: int, said: bytes) -> Outcome:
    """Why a letter was not asked for; raises Refused where it is about us, and not about the reader."""
    if code // 100 not in (4, 5):
        raise smtplib.SMTPResponseException(code, said)
    if code // 100 == 5 and line.startswith("MAIL") and not _is_used_up(code, said):
        mend = "check address under [sender]" if code != _LOG_IN else f"set username under [mail], and {PASSWORD}"
        raise Refused(Problem(f"the mail server takes nothing from {sender} ({_reply(code, said)}); {mend}"))
    return _judged(code, said)


def _judged(code: int, said: bytes) -> Outcome:
    """RFC 5321, section 4.2.1: 2yz taken, 4yz not now, 5yz never. What is none of these leaves the letter in doubt.

    Where 5yz says that we have sent enough for today it is not now: the reader has done nothing.
    """
    kind = _KINDS.get(code // 100)
    if kind == "rejected" and _is_used_up(code, said):
        kind = "later"
    return Outcome(kind, _reply(code, said), _is_about_us(said)) if kind else Outcome("unknown")


def _is_used_up(code: int, said: bytes) -> bool:
    """Whether a refusal is about how much we have sent."""
    return code != _FULL and bool(_LIMIT.search(said)) and not _NOT_OURS.search(said)


def _is_about_us(said: bytes) -> bool:
    enhanced = _ENHANCED.match(said.strip())
    return bool(_ABOUT_US.match(enhanced[1]) if enhanced else _ABOUT_US_IN_WORDS.search(said))


def _reply(code: int, said: bytes) -> str:
    """`550 5.1.1`: never the server's words, which repeat addresses."""
    enhanced = _ENHANCED.match(said.strip())
    return f"{code} {enhanced[1].decode('ascii')}" if enhanced else str(code)


def _said(broken: Exception) -> str:
    if isinstance(broken, smtplib.SMTPResponseException):
        return _reply(broken.smtp_code, broken.smtp_error if isinstance(broken.smtp_error, bytes) else b"")
    if isinstance(broken, ssl.SSLError):
        return f"TLS: {broken.reason or 'failed'}"
    if isinstance(broken, OSError) and broken.strerror:
        return broken.strerror
    return {"SMTPServerDisconnected": "the server closed the connection"}.get(type(broken).__name__, "no answer")
