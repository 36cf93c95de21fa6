"""Header lines on the wire: what is folded, what is encoded, what is refused."""

from __future__ import annotations

import re
from email.header import decode_header, make_header
from email.utils import parseaddr

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.errors import LetterError
from pipeline.newsletter import headers

steady = settings(deadline=None)
anything = st.text(st.characters(exclude_categories=["Cc", "Cs", "Zl", "Zp"]), min_size=1, max_size=200)


def value(line: bytes) -> str:
    """A header's value as another program reads it."""
    unfolded = re.sub(r"\r\n(?=[ \t])", "", line.decode("ascii")).removesuffix("\r\n")
    return str(make_header(decode_header(unfolded.partition(": ")[2])))


def test_plain_words_stay_as_they_are() -> None:
    assert headers.text("Subject", "About queues, and 3 tills") == b"Subject: About queues, and 3 tills\r\n"


def test_other_letters_are_encoded_so_that_a_person_can_still_read_them() -> None:
    long = "One meeting instead of six, and a patient fig, and then the long way home from the harbour"
    assert headers.text("Subject", long) == (
        b"Subject: One meeting instead of six, and a patient fig, and then the long way\r\n home from the harbour\r\n"
    )
    assert headers.text("Subject", "Über Schlangen") == b"Subject: =?utf-8?q?=C3=9Cber_Schlangen?=\r\n"


def test_text_in_other_scripts_takes_the_shorter_encoding() -> None:
    assert headers.text("Subject", "行の折り返し").startswith(b"Subject: =?utf-8?b?")


@pytest.mark.parametrize("subject", ["=?utf-8?q?x?=", "two  spaces", " padded ", "x" * 200])
def test_what_a_reader_would_take_for_something_else_is_encoded(subject: str) -> None:
    line = headers.text("Subject", subject)
    assert b"=?utf-8?" in line
    assert value(line) == subject


@steady
@given(anything)
def test_any_subject_survives_and_no_line_is_too_long(subject: str) -> None:
    line = headers.text("Subject", subject)
    assert value(line) == subject
    for at, physical in enumerate(line.removesuffix(b"\r\n").split(b"\r\n")):
        assert len(physical) <= 78
        assert physical.isascii()
        assert at == 0 or physical.startswith(b" ")


@steady
@given(anything)
def test_any_display_name_survives_beside_its_address(name: str) -> None:
    line = headers.mailbox("From", name, "me@example.org")
    assert all(len(physical) <= 78 for physical in line.split(b"\r\n"))
    unfolded = re.sub(r"\r\n(?=[ \t])", "", line.decode("ascii")).strip().removeprefix("From: ")
    display, address = parseaddr(unfolded)
    assert address == "me@example.org"
    assert str(make_header(decode_header(display))) == " ".join(name.split())


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("Jonna Petersen", b"From: Jonna Petersen <me@example.org>\r\n"),
        ("Petersen, Jonna", b'From: "Petersen, Jonna" <me@example.org>\r\n'),
        ('The "one"', b'From: "The \\"one\\"" <me@example.org>\r\n'),
        ("Jonna Müller", b"From: =?utf-8?q?Jonna_M=C3=BCller?= <me@example.org>\r\n"),
        ("", b"From: me@example.org\r\n"),
    ],
)
def test_names_in_their_simplest_form(name: str, expected: bytes) -> None:
    assert headers.mailbox("From", name, "me@example.org") == expected


@pytest.mark.parametrize("break_", ["\r\n", "\n", "\r", "\x00", "\t", "\x85", "\u2028", "\u2029", "\x0b", "\x1b"])
def test_line_breaks_and_control_characters_are_refused_everywhere(break_: str) -> None:
    evil = f"Hello{break_}Bcc: all@example.org"
    with pytest.raises(LetterError, match="line break or a control character"):
        headers.text("Subject", evil)
    with pytest.raises(LetterError):
        headers.mailbox("To", evil, "me@example.org")
    with pytest.raises(LetterError):
        headers.mailbox("To", "", f"me@example.org{break_}")
    with pytest.raises(LetterError):
        headers.mailbox("To", "", f"me{break_}@example.org")
    with pytest.raises(LetterError):
        headers.list_id(evil, "x.example.org")
    with pytest.raises(LetterError):
        headers.urls("List-Unsubscribe", [f"https://example.org/{evil}"])
    with pytest.raises(LetterError):
        headers.fixed("Date", evil)


@pytest.mark.parametrize(
    "address", ["", "jonna", "@secret.org", "jonna@", "a b@secret.org", "a,b@secret.org", "ü@secret.org"]
)
def test_what_is_no_address_is_refused_without_repeating_it(address: str) -> None:
    with pytest.raises(LetterError) as refused:
        headers.mailbox("To", "", address)
    assert not address or address not in str(refused.value)


def test_international_domains_are_written_in_ascii() -> None:
    assert headers.mailbox("To", "", "me@Müller.example") == b"To: me@xn--mller-kva.example\r\n"
    line = headers.urls("List-Archive", ["https://müller.example:8080/größe?a=%20b"])
    assert line == b"List-Archive: <https://xn--mller-kva.example:8080/gr%C3%B6%C3%9Fe?a=%20b>\r\n"


def test_a_long_address_is_neither_folded_nor_encoded() -> None:
    """Standard library's policy.SMTP makes `=?utf-8?q?…` of it, and one-click unsubscribing dies."""
    url = "https://letters.example.org/unsubscribe/" + "x" * 150
    line = headers.urls("List-Unsubscribe", [url, "mailto:me@example.org?subject=unsubscribe"])
    assert line == f"List-Unsubscribe: <{url}>,\r\n <mailto:me@example.org?subject=unsubscribe>\r\n".encode()


def test_a_line_of_over_998_bytes_is_refused() -> None:
    with pytest.raises(LetterError, match="over 998 bytes"):
        headers.urls("List-Unsubscribe", ["https://example.org/" + "x" * 980])
