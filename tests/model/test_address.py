"""Addresses on the wire and as people read them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.model import address


@pytest.mark.parametrize(
    ("host", "plain"),
    [
        ("example.org", "example.org"),
        ("EXAMPLE.org", "example.org"),
        ("müller.example", "xn--mller-kva.example"),
        ("XN--MLLER-KVA.example", "xn--mller-kva.example"),
        ("müller。example", "xn--mller-kva.example"),
        ("straße.example", "xn--strae-oqa.example"),
        ("日本語.example", "xn--wgv71a119e.example"),
        ("localhost", "localhost"),
    ],
)
def test_a_host_name_has_one_form_in_ascii(host: str, plain: str) -> None:
    """`ß` is a letter of its own since IDNA 2008: strasse.example belongs to somebody else."""
    assert address.ascii_host(host) == plain


@pytest.mark.parametrize(
    "host", ["", "a..b", "-a.org", "a-.org", "exa_mple.org", "a b.org", f"{'a' * 64}.org", "a." * 130 + "org", "☃_.org"]
)
def test_what_is_no_host_name_has_none(host: str) -> None:
    assert address.ascii_host(host) == ""
    assert address.sendable(f"a@{host}") is None


@pytest.mark.parametrize("host", ["xn--zzzz.example", "example.org", "", "xn--.example"])
def test_a_host_name_that_stands_for_no_letters_is_shown_as_it_is(host: str) -> None:
    assert address.readable_host(host) == host


@pytest.mark.parametrize(
    ("text", "sent"),
    [
        ("jo@müller.example", "jo@xn--mller-kva.example"),
        ("o'neil+x@sub.example.org", "o'neil+x@sub.example.org"),
        ("me@localhost", "me@localhost"),
        ("bücher@example.org", None),
        (".a@example.org", None),
        ("a..b@example.org", None),
        ("a@b@example.org", None),
        ("@example.org", None),
        (f"{'a' * 64}@example.org", f"{'a' * 64}@example.org"),
        (f"{'a' * 65}@example.org", None),
        (f"{'a' * 60}@{'b' * 60}.{'c' * 60}.{'d' * 60}.{'e' * 20}.org", None),
        ("a@example.org\r\nBcc: x@y.org", None),
    ],
)
def test_what_a_mail_server_takes_can_be_sent_to(text: str, sent: str | None) -> None:
    assert address.sendable(text) == sent


def test_the_spellings_of_an_address_are_those_that_files_may_hold() -> None:
    assert address.spellings("jo@xn--mller-kva.example") == ("jo@xn--mller-kva.example", "jo@müller.example")
    assert address.spellings("jo@example.org") == ("jo@example.org",)


@given(st.text(max_size=20))
def test_whatever_is_a_host_name_stays_one_there_and_back(text: str) -> None:
    plain = address.ascii_host(text)
    assert address.ascii_host(plain) == plain
    assert address.ascii_host(address.readable_host(plain)) in (plain, "")
