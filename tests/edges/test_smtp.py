"""One connection: what it makes of each answer, with the questions one by one and in one breath."""

from __future__ import annotations

import base64
import time
from collections.abc import Iterator
from contextlib import contextmanager

import pytest

from pipeline.edges.smtp import HungUp, Refused, SmtpTransport, Unreachable
from pipeline.model.config import Mail
from pipeline.model.delivery import Outcome
from tests.newsletter.smtp_server import Say, Server, Session, smtp_server

LETTER = b"From: me@example.org\r\nMessage-ID: <%d@example.org>\r\n\r\n.hidden\r\n..twice\r\nText\r\n"
BOTH_WAYS = pytest.mark.parametrize("pipelining", [True, False], ids=["in one breath", "one by one"])


@contextmanager
def connected(say: Say, pipelining: bool) -> Iterator[tuple[Server, SmtpTransport]]:
    with smtp_server(say, pipelining=pipelining) as server:
        transport = SmtpTransport(Mail(mode="smtp", host="127.0.0.1", port=server.port, starttls=False), timeout_s=5)
        yield server, transport
        transport.close()


def once(at: str, said: str, recipient: str = "") -> Say:
    """Says `said` to the first `at` (of the letter to `recipient`), and behaves from then on."""
    left = [said]

    def say(verb: str, session: Session) -> str | None:
        return left.pop() if verb == at and left and session.recipient.startswith(recipient) else None

    return say


@BOTH_WAYS
def test_letters_follow_each_other_on_one_connection_byte_by_byte(pipelining: bool) -> None:
    seen: list[str] = []

    def note(verb: str, _session: Session) -> None:
        seen.append(verb)

    with connected(note, pipelining) as (server, transport):
        outcomes = [transport.deliver("me@example.org", f"r{n}@example.org", LETTER % n) for n in range(3)]
    assert outcomes == [Outcome("accepted", "250 2.0.0")] * 3
    assert server.letters == [LETTER % n for n in range(3)]
    assert seen == ["CONNECT", "EHLO", *["MAIL", "RCPT", "DATA", "DOT"] * 3, "QUIT"]


@BOTH_WAYS
@pytest.mark.parametrize("at", ["MAIL", "RCPT", "DATA", "DOT"])
@pytest.mark.parametrize(
    ("said", "kind"), [("451 4.3.0 later", "later"), ("421 4.7.0 slow", "later"), ("550 5.1.1 no", "rejected")]
)
def test_after_a_no_the_next_letter_goes_and_no_answer_is_mistaken_for_another(
    pipelining: bool, at: str, said: str, kind: str
) -> None:
    with connected(once(at, said), pipelining) as (server, transport):
        if at == "MAIL" and kind == "rejected":
            with pytest.raises(Refused, match=r"takes nothing from me@example.org \(550 5.1.1\)"):
                transport.deliver("me@example.org", "r1@example.org", LETTER % 1)
        else:
            assert transport.deliver("me@example.org", "r1@example.org", LETTER % 1) == Outcome(kind, said[:9])  # type: ignore[arg-type]
        assert transport.deliver("me@example.org", "r2@example.org", LETTER % 2).kind == "accepted"
    assert dict(server.taken) == {"<2@example.org>": 1}


@BOTH_WAYS
@pytest.mark.parametrize("at", ["MAIL", "RCPT", "DATA"])
def test_whoever_hangs_up_before_the_letter_has_not_got_it(pipelining: bool, at: str) -> None:
    with connected(once(at, "drop"), pipelining) as (server, transport):
        with pytest.raises(Unreachable):
            transport.deliver("me@example.org", "r1@example.org", LETTER % 1)
        assert transport.deliver("me@example.org", "r1@example.org", LETTER % 1).kind == "accepted"
    assert dict(server.taken) == {"<1@example.org>": 1}


@BOTH_WAYS
def test_a_server_that_hangs_up_at_an_address_can_be_told_from_one_that_is_away(pipelining: bool) -> None:
    with connected(once("RCPT", "drop"), pipelining) as (_server, transport), pytest.raises(HungUp, match="closed"):
        transport.deliver("me@example.org", "r1@example.org", LETTER % 1)


@BOTH_WAYS
@pytest.mark.parametrize(("at", "kind"), [("EHLO", None), ("MAIL", None), ("RCPT", None), ("DOT", "unknown")])
def test_an_answer_without_an_end_counts_as_none(pipelining: bool, at: str, kind: str | None) -> None:
    with connected(once(at, "250-and more\r\n" * 2_000 + "250 done"), pipelining) as (_server, transport):
        if kind is None:
            with pytest.raises(Unreachable, match="closed the connection"):
                transport.deliver("me@example.org", "r1@example.org", LETTER % 1)
        else:
            assert transport.deliver("me@example.org", "r1@example.org", LETTER % 1).kind == kind
        assert transport.deliver("me@example.org", "r2@example.org", LETTER % 2).kind == "accepted"


def test_a_refusal_of_many_words_is_judged_in_a_moment() -> None:
    """What grows with the square of its length would take days for what an answer may have, 8 MB."""
    lines = "".join(f"550-{'exceed' * 1_300}\r\n" for _ in range(10))
    with connected(once("RCPT", f"{lines}550 done"), pipelining=True) as (_server, transport):
        assert transport.deliver("me@example.org", "r1@example.org", LETTER % 1) == Outcome("rejected", "550")


@BOTH_WAYS
@pytest.mark.parametrize(("at", "said"), [("DATA", "250 fine"), ("DATA", "what"), ("RCPT", "354 go ahead")])
def test_an_answer_that_makes_no_sense_is_never_taken_for_an_acceptance(pipelining: bool, at: str, said: str) -> None:
    with connected(once(at, said), pipelining) as (server, transport):
        with pytest.raises(Unreachable):
            transport.deliver("me@example.org", "r1@example.org", LETTER % 1)
        assert transport.deliver("me@example.org", "r1@example.org", LETTER % 1).kind == "accepted"
    assert dict(server.taken) == {"<1@example.org>": 1}


@BOTH_WAYS
@pytest.mark.parametrize("said", ["251 2.1.5 forwarded", "252 2.1.5 we shall see"])
def test_a_server_that_forwards_or_cannot_verify_takes_the_letter(pipelining: bool, said: str) -> None:
    """RFC 5321, sections 3.4 and 3.5.3."""
    with connected(once("RCPT", said), pipelining) as (server, transport):
        assert transport.deliver("me@example.org", "r1@example.org", LETTER % 1).kind == "accepted"
    assert dict(server.taken) == {"<1@example.org>": 1}


def test_a_server_that_waits_for_a_letter_to_nobody_gets_none() -> None:
    """RFC 2920, section 3.1: some say 354 though they refused every recipient."""

    def say(verb: str, session: Session) -> str | None:
        if session.recipient[:2] != "r1":
            return None
        return {"RCPT": "550 5.1.1 no", "DATA": "354 go ahead"}.get(verb)

    with connected(say, pipelining=True) as (server, transport):
        assert transport.deliver("me@example.org", "r1@example.org", LETTER % 1) == Outcome("rejected", "550 5.1.1")
        assert transport.deliver("me@example.org", "r2@example.org", LETTER % 2).kind == "accepted"
    assert dict(server.taken) == {"<2@example.org>": 1}


@pytest.mark.parametrize(
    ("said", "raised", "words"),
    [
        ("235 2.7.0 welcome", None, ""),
        ("535 5.7.8 no", Refused, r"refused the password of letters \(535\); check LEITMOTIV_SMTP_PASSWORD"),
        ("454 4.7.0 later", Unreachable, "454 4.7.0"),
    ],
)
def test_a_server_that_knows_us_takes_letters(said: str, raised: type[Exception] | None, words: str) -> None:
    """A wrong password ends the run; one that cannot be looked at just now does not."""

    def say(verb: str, _session: Session) -> str | None:
        return {"EHLO": "250-here\r\n250-PIPELINING\r\n250 AUTH PLAIN", "AUTH": said}.get(verb)

    with smtp_server(say) as server:
        mail = Mail(mode="smtp", host="127.0.0.1", port=server.port, starttls=False, username="letters")
        transport = SmtpTransport(mail, "secret word", timeout_s=5)
        if raised is None:
            assert transport.deliver("me@example.org", "r1@example.org", LETTER % 1).kind == "accepted"
        else:
            with pytest.raises(raised, match=words) as refused:
                transport.deliver("me@example.org", "r1@example.org", LETTER % 1)
            assert "secret" not in str(refused.value)
        transport.close()
    assert sum(server.taken.values()) == (raised is None)


@pytest.mark.parametrize(
    ("offered", "taken"),
    [("AUTH LOGIN PLAIN", True), ("AUTH LOGIN", False), ("AUTH XOAUTH2 GSSAPI", False), ("HELP", False)],
)
def test_a_password_may_have_any_letters_where_the_server_takes_them(offered: str, taken: bool) -> None:
    """Where it does not, or wants another way to log in than a password, that is said at once."""
    said: list[str] = []

    def say(verb: str, session: Session) -> str | None:
        if verb == "AUTH":
            said.append(session.line)
        return {"EHLO": f"250-here\r\n250 {offered}", "AUTH": "235 2.7.0 welcome"}.get(verb)

    with smtp_server(say) as server:
        mail = Mail(mode="smtp", host="127.0.0.1", port=server.port, starttls=False, username="jürgen")
        transport = SmtpTransport(mail, "geheimes Wörtchen", timeout_s=5)
        if taken:
            assert transport.deliver("me@example.org", "r1@example.org", LETTER % 1).kind == "accepted"
            assert base64.b64decode(said[0].split()[-1]) == "\0jürgen\0geheimes Wörtchen".encode()
        else:
            with pytest.raises(Refused, match="offers no way to log in here"):
                transport.deliver("me@example.org", "r1@example.org", LETTER % 1)
        transport.close()


def test_without_a_password_or_starttls_nothing_is_offered() -> None:
    with smtp_server() as server:
        named = Mail(mode="smtp", host="127.0.0.1", port=server.port, starttls=False, username="letters")
        with pytest.raises(Refused, match="there is no password for letters; set LEITMOTIV_SMTP_PASSWORD"):
            SmtpTransport(named).deliver("me@example.org", "r1@example.org", LETTER % 1)
        safe = Mail(mode="smtp", host="127.0.0.1", port=server.port)
        with pytest.raises(Refused, match="offers no STARTTLS; take another port"):
            SmtpTransport(safe).deliver("me@example.org", "r1@example.org", LETTER % 1)
    assert not server.offered


def test_a_server_that_asks_who_we_are_is_answered_by_a_setting() -> None:
    with smtp_server(lambda verb, _: "530 5.7.0 Authentication required" if verb == "MAIL" else None) as server:
        mail = Mail(mode="smtp", host="127.0.0.1", port=server.port, starttls=False)
        with pytest.raises(Refused, match=r"530 5\.7\.0.*; set username under \[mail\], and LEITMOTIV_SMTP_PASSWORD"):
            SmtpTransport(mail).deliver("me@example.org", "r1@example.org", LETTER % 1)


def test_a_server_may_take_its_time_over_a_letter_but_not_over_a_word() -> None:
    def slow(verb: str, session: Session) -> None:
        if verb == ("DOT" if session.recipient.startswith("r1") else "RCPT"):
            time.sleep(0.6)

    with smtp_server(slow) as server:
        mail = Mail(mode="smtp", host="127.0.0.1", port=server.port, starttls=False)
        transport = SmtpTransport(mail, timeout_s=0.2, last_timeout_s=5)
        assert transport.deliver("me@example.org", "r1@example.org", LETTER % 1).kind == "accepted"
        with pytest.raises(Unreachable):
            transport.deliver("me@example.org", "r2@example.org", LETTER % 2)
        transport.close()
