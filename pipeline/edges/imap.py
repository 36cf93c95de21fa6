"""The one IMAP folder that inquiries lie in: looked at, never changed."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from imaplib import IMAP4
from typing import TYPE_CHECKING

from pipeline.edges.exports import MAX_MAIL
from pipeline.edges.place import CONFIG
from pipeline.errors import Problem, WorkspaceError
from pipeline.model.config import Mailbox

if TYPE_CHECKING:
    from imap_tools import BaseMailBox

PASSWORD = "LEITMOTIV_IMAP_PASSWORD"  # noqa: S105  (the name of the variable)
_AT_ONCE = 20
"""Mails a command: each waits for the server once, and all of them are in memory."""


def messages(mailbox: Mailbox) -> Iterator[bytes]:
    """The mails of the folder, the oldest first, each as far as MAX_MAIL. They stay unread and where they are.

    One that the server does not show is empty; where it shows none, that is an error.
    """
    password = os.environ.get(PASSWORD, "")
    if not password:
        raise WorkspaceError(Problem(f"no password for the mailbox; set {PASSWORD} in the environment", CONFIG))
    with _logged_in(mailbox, password) as box:
        uids = box.uids("ALL", charset=None)
        is_shown = False
        for start in range(0, len(uids), _AT_ONCE):
            found = list(_fetched(box, uids[start : start + _AT_ONCE]))
            is_shown = is_shown or any(found)
            if found and not is_shown:
                raise IMAP4.error("NO")
            yield from found


def _fetched(box: BaseMailBox, uids: list[str]) -> Iterator[bytes]:
    """The mails with these numbers. Where they are refused together, each is asked for alone."""
    # Only the first bytes cross the line: what stands behind them is attachments.
    status, parts = box.client.uid("FETCH", ",".join(uids), f"(BODY.PEEK[]<0.{MAX_MAIL}>)")
    if status == "OK":
        yield from (bytes(part[1]) for part in parts if isinstance(part, tuple) and part[1])
        return
    box.client.response("FETCH")  # what came before the refusal, and would be taken for a part of the next answer
    if len(uids) == 1:
        yield b""
        return
    for uid in uids:
        yield from _fetched(box, [uid])


@contextmanager
def _logged_in(mailbox: Mailbox, password: str) -> Iterator[BaseMailBox]:
    from imap_tools import ImapToolsError

    from pipeline.edges.imap_session import Box

    place = f"{mailbox.host}:{mailbox.listens_on}"
    try:
        with Box(mailbox) as box:
            _log_in(box, place, mailbox.username, password)
            if not box.folder.exists(mailbox.folder):
                raise WorkspaceError(
                    Problem(f'there is no folder "{mailbox.folder}" at {place}; make it, or name another', CONFIG)
                )
            box.folder.set(mailbox.folder, readonly=True)
            yield box
    except (ImapToolsError, IMAP4.error) as refused:
        # Its words may repeat what was sent; the kind of the error is enough to look further.
        raise WorkspaceError(
            Problem(f"{place} did not do what was asked ({type(refused).__name__})", CONFIG)
        ) from refused
    except OSError as refused:
        said = refused.strerror or type(refused).__name__
        raise WorkspaceError(Problem(f"{place} cannot be reached: {said}; check host and port", CONFIG)) from refused


def _log_in(box: BaseMailBox, place: str, username: str, password: str) -> None:
    from imap_tools import MailboxLoginError

    # LOGIN takes ASCII alone (RFC 3501), PLAIN takes UTF-8 (RFC 4616).
    log_in = box.login if username.isascii() and password.isascii() else box.login_utf8
    try:
        log_in(username, password, initial_folder=None)
    except IMAP4.abort:  # it hung up
        raise
    except (MailboxLoginError, IMAP4.error) as refused:
        raise WorkspaceError(
            Problem(f"{place} refused name or password; check username and {PASSWORD}", CONFIG)
        ) from refused
