"""The IMAP folder of inquiries, against a small server on this machine."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from pipeline.edges import imap, imap_session
from pipeline.edges.exports import MAX_MAIL
from pipeline.errors import WorkspaceError
from pipeline.model.config import Mailbox
from tests.edges.imap_server import BEYOND_ASCII, GONE, LOCKED, Server, serving

MAILS = [b"Subject: one\r\n\r\nGuten Tag\r\n", b"Subject: two\r\n\r\n" + b"x" * 3_000_000]


@pytest.fixture
def server() -> Iterator[Server]:
    """A server with two mails, one of them large."""
    with serving(MAILS) as running:
        yield running


def test_the_mails_of_the_folder_come_in_their_order_each_as_far_as_its_words_can_be(
    server: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(imap.PASSWORD, "secret")
    found = list(imap.messages(server.mailbox()))
    assert found[0] == MAILS[0]
    assert found[1] == MAILS[1][:MAX_MAIL]


def test_many_mails_come_in_whole_and_the_server_is_not_asked_for_each(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(imap.PASSWORD, "secret")
    mails = [f"Subject: {number}\r\n\r\nGuten Tag)\r\n".encode() for number in range(50)]
    with serving(mails) as server:
        assert list(imap.messages(server.mailbox())) == mails
        assert sum("FETCH" in line for line in server.seen) < 5


def test_mails_that_the_server_does_not_show_are_an_error_and_not_an_empty_folder(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv(imap.PASSWORD, "secret")
    with serving([LOCKED]) as server, pytest.raises(WorkspaceError, match="did not do what was asked"):
        list(imap.messages(server.mailbox()))


def test_a_mail_that_somebody_else_takes_out_of_the_folder_meanwhile_is_no_error(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv(imap.PASSWORD, "secret")
    with serving([GONE]) as server:
        assert list(imap.messages(server.mailbox())) == []


def test_a_mail_that_the_server_does_not_show_is_empty_and_keeps_nobody_from_the_others(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv(imap.PASSWORD, "secret")
    mails = [f"Subject: {number}\r\n\r\nGuten Tag\r\n".encode() for number in range(50)]
    mails[7] = LOCKED
    with serving(mails) as server:
        assert list(imap.messages(server.mailbox())) == [*mails[:7], b"", *mails[8:]]


def test_nothing_is_changed_and_no_other_folder_is_opened(server: Server, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(imap.PASSWORD, "secret")
    list(imap.messages(server.mailbox()))
    verbs = {line.split()[0] for line in server.seen}
    assert verbs <= {"CAPABILITY", "LOGIN", "LIST", "EXAMINE", "UID", "LOGOUT"}
    assert not any("INBOX" in line or "STORE" in line for line in server.seen)


def test_a_folder_may_have_an_umlaut(server: Server, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(imap.PASSWORD, "secret")
    assert len(list(imap.messages(server.mailbox("Entwürfe")))) == 1


def test_a_password_may_have_an_umlaut(server: Server, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(imap.PASSWORD, BEYOND_ASCII)
    assert len(list(imap.messages(server.mailbox()))) == len(MAILS)


def test_a_password_comes_from_the_environment_only(server: Server, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv(imap.PASSWORD, raising=False)
    with pytest.raises(WorkspaceError, match="no password for the mailbox; set LEITMOTIV_IMAP_PASSWORD"):
        list(imap.messages(server.mailbox()))


@pytest.mark.parametrize(
    ("password", "folder", "reason"),
    [
        ("wröng", "Leads", "refused name or password; check username and LEITMOTIV_IMAP_PASSWORD"),
        ("wrong", "Leads", "refused name or password; check username and LEITMOTIV_IMAP_PASSWORD"),
        ("secret", "Nowhere", 'there is no folder "Nowhere"'),
    ],
)
def test_what_the_server_refuses_is_a_sentence_without_the_password(
    server: Server, monkeypatch: pytest.MonkeyPatch, password: str, folder: str, reason: str
) -> None:
    monkeypatch.setenv(imap.PASSWORD, password)
    with pytest.raises(WorkspaceError, match=reason) as refused:
        list(imap.messages(server.mailbox(folder)))
    assert password not in str(refused.value)


@pytest.mark.parametrize("security", ["none", "tls", "starttls"])
def test_a_server_that_is_not_there_is_told(monkeypatch: pytest.MonkeyPatch, security: Any) -> None:
    monkeypatch.setenv(imap.PASSWORD, "secret")
    with Server() as gone:
        port = int(gone.server_address[1])
    box = Mailbox(host="127.0.0.1", port=port, security=security, username="ana")
    with pytest.raises(WorkspaceError, match=r"127\.0\.0\.1:\d+ cannot be reached: Connection refused"):
        list(imap.messages(box))


def test_a_server_without_a_trusted_certificate_gets_no_password(
    server: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(imap.PASSWORD, "secret")
    box = server.mailbox().model_copy(update={"security": "tls"})
    with pytest.raises(WorkspaceError, match="cannot be reached"):
        list(imap.messages(box))
    assert not any("secret" in line for line in server.seen)


@pytest.mark.parametrize("command", ["CAPABILITY", "LOGIN", "LIST", "EXAMINE", "UID"])
def test_a_server_that_never_ends_an_answer_is_given_up(
    server: Server, monkeypatch: pytest.MonkeyPatch, command: str
) -> None:
    monkeypatch.setenv(imap.PASSWORD, "secret")
    monkeypatch.setattr(imap_session, "MOST_BYTES", 100_000)
    server.endless_at = command
    with pytest.raises(WorkspaceError, match=r"did not do what was asked \(abort\)"):
        list(imap.messages(server.mailbox()))


def test_a_goodbye_that_never_ends_costs_no_mail(server: Server, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(imap.PASSWORD, "secret")
    monkeypatch.setattr(imap_session, "MOST_BYTES", 100_000)
    server.endless_at = "LOGOUT"
    assert len(list(imap.messages(server.mailbox()))) == len(MAILS)
