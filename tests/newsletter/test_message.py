"""The bytes on the wire. A parse round trip hides most of these mistakes, so the lines themselves are looked at."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.errors import LetterError
from pipeline.model.issue import Edition, Recipient
from pipeline.newsletter import message
from tests.newsletter import cases

steady = settings(deadline=None, max_examples=60)
ONE = cases.wire("de")
JOINT = cases.wire("de", "en")


def letter_of(**changes: Any) -> Edition:
    return replace(cases.edition("de"), **changes)


def test_the_headers_stand_in_this_order() -> None:
    """Keila 0.30: a refactoring lost some of them."""
    names = [line.partition(":")[0] for line in cases.head(ONE).split("\r\n") if not line.startswith(" ")]
    assert names == [
        "From",
        "To",
        "Reply-To",
        "Subject",
        "Date",
        "Message-ID",
        "List-Id",
        "List-Unsubscribe",
        "List-Unsubscribe-Post",
        "List-Archive",
        "Content-Language",
        "MIME-Version",
        "Content-Type",
    ]


def test_every_line_ends_in_crlf_is_ascii_and_short_enough() -> None:
    for content in (ONE, JOINT):
        assert content.isascii()
        assert content.endswith(b"--\r\n")
        assert not re.search(rb"(?<!\r)\n|\r(?!\n)", content)
        assert max(len(line) for line in content.split(b"\r\n")) <= 78


def test_names_and_subjects_with_other_letters_are_encoded_and_read_the_same() -> None:
    assert b"\r\nSubject: =?utf-8?q?=C3=9Cber_Schlangen?=\r\n" in ONE
    assert ONE.startswith(b"From: =?utf-8?q?Jonna_M=C3=BCller?= <letters@practice.example.org>\r\n")
    assert b"\r\nList-Id: =?utf-8?q?Praxis_M=C3=BCller?= <newsletter.practice.example.org>\r\n" in ONE
    assert cases.parsed(ONE)["Subject"] == "Über Schlangen"
    assert str(cases.parsed(ONE)["From"]) == "Jonna Müller <letters@practice.example.org>"


def test_the_date_is_eight_in_the_morning_of_the_issues_day() -> None:
    date = cases.unfolded(ONE, "Date")
    assert date == "Tue, 31 Mar 2026 08:00:00 +0000"
    assert parsedate_to_datetime(date) == datetime(2026, 3, 31, 8, tzinfo=UTC)


def test_the_message_id_says_issue_and_subscriber_and_nothing_else() -> None:
    assert re.fullmatch(r"<[0-9a-f]{40}@practice\.example\.org>", cases.unfolded(ONE, "Message-ID") or "")
    moved = cases.wire("de", recipient=cases.reader(address="new@example.org", token="other"), subject="Mended")
    assert cases.unfolded(moved, "Message-ID") == cases.unfolded(ONE, "Message-ID")
    other = cases.wire("de", recipient=cases.reader(id="18"))
    assert cases.unfolded(other, "Message-ID") != cases.unfolded(ONE, "Message-ID")


def test_unsubscribing_offers_https_and_mail_and_one_click() -> None:
    assert cases.unfolded(ONE, "List-Unsubscribe") == (
        "<https://letters.example.org/unsubscribe/Zm9v.bar-9_~>, "
        "<mailto:jonna@practice.example.org?subject=unsubscribe%20Zm9v.bar-9_~>"
    )
    assert cases.unfolded(ONE, "List-Unsubscribe-Post") == "List-Unsubscribe=One-Click"


def test_a_long_unsubscribe_address_stays_in_one_piece() -> None:
    token = "t" * 200
    content = cases.wire("de", recipient=cases.reader(token=token))
    assert f"\r\nList-Unsubscribe: <https://letters.example.org/unsubscribe/{token}>,\r\n".encode() in content
    assert b"=?utf-8?" not in re.search(rb"\r\nList-Unsubscribe:.*\r\n .*\r\n", content)[0]  # type: ignore[index]
    assert f'href="https://letters.example.org/unsubscribe/{token}"' in cases.part(content, "html")
    assert f"\r\nhttps://letters.example.org/unsubscribe/{token}\r\n" in cases.part(content, "plain")


def test_without_a_receiver_one_unsubscribes_by_mail_and_no_click_is_promised() -> None:
    settings = cases.config(receiver={})
    content = cases.wire("de", settings=settings)
    mailto = "mailto:jonna@practice.example.org?subject=unsubscribe%20Zm9v.bar-9_~"
    assert cases.unfolded(content, "List-Unsubscribe") == f"<{mailto}>"
    assert cases.unfolded(content, "List-Unsubscribe-Post") is None
    assert f'href="{mailto}"' in cases.part(content, "html")
    assert "jonna@practice.example.org" in cases.part(content, "plain")


def test_a_receiver_without_https_promises_no_single_click() -> None:
    """RFC 8058, section 3.1."""
    content = cases.wire("de", settings=cases.config(receiver={"url": "http://localhost:8000"}))
    assert cases.unfolded(content, "List-Unsubscribe-Post") is None
    assert (cases.unfolded(content, "List-Unsubscribe") or "").startswith("<http://localhost:8000/unsubscribe/")


def test_the_language_is_told_on_the_message_itself() -> None:
    """The standard library's add_alternative moves it into a part."""
    assert cases.unfolded(ONE, "Content-Language") == "de"
    assert cases.unfolded(JOINT, "Content-Language") == "de, en"
    assert cases.parsed(JOINT)["Content-Language"] == "de, en"
    assert JOINT.count(b"Content-Language") == 1


def test_text_comes_before_html_and_both_are_quoted_printable() -> None:
    parsed = cases.parsed(ONE)
    assert parsed.get_content_type() == "multipart/alternative"
    assert [part.get_content_type() for part in parsed.iter_parts()] == ["text/plain", "text/html"]
    for part in parsed.iter_parts():
        assert part["Content-Transfer-Encoding"] == "quoted-printable"
        assert part.get_content_charset() == "utf-8"


def test_what_was_rendered_is_what_arrives() -> None:
    edition = cases.edition("de", "en")
    address = "https://letters.example.org/unsubscribe/Zm9v.bar-9_~"
    slot = message.unsubscribe_slot(edition.issue)
    assert cases.part(JOINT, "html") == edition.html.replace(slot, address).replace("\n", "\r\n")
    assert cases.part(JOINT, "plain") == edition.text.replace(slot, address).replace("\n", "\r\n")
    assert slot.encode() not in JOINT
    assert edition.text.count(slot) == 2


def test_the_boundary_is_the_same_for_the_same_letter_and_cannot_occur_in_it() -> None:
    boundary = cases.parsed(ONE).get_boundary()
    assert boundary is not None
    assert boundary.startswith("=_")
    assert ONE.count(boundary.encode()) == 4
    assert cases.parsed(cases.wire("de", text="other")).get_boundary() != boundary


def test_twice_the_same_letter_is_the_same_bytes() -> None:
    assert cases.wire("de", "en") == JOINT


def test_without_a_reply_address_there_is_no_such_header() -> None:
    sender = {"name": "J", "address": "letters@practice.example.org"}
    content = cases.wire("de", settings=cases.config(sender=sender))
    assert cases.unfolded(content, "Reply-To") is None
    assert "mailto:letters@practice.example.org?" in (cases.unfolded(content, "List-Unsubscribe") or "")


def test_whoever_leaves_by_mail_writes_to_a_domain_in_ascii() -> None:
    sender = {"name": "J", "address": "letters@müller.example"}
    content = cases.wire("de", settings=cases.config(sender=sender, receiver={}))
    assert "<mailto:letters@xn--mller-kva.example?" in (cases.unfolded(content, "List-Unsubscribe") or "")


@pytest.mark.parametrize("subject", ["Hi\r\nBcc: all@example.org", "Hi\n\nbody", "Hi\u2028there"])
def test_a_subject_cannot_smuggle_in_a_header(subject: str) -> None:
    with pytest.raises(LetterError, match="Subject"):
        message.draft(letter_of(subject=subject), cases.config())


@pytest.mark.parametrize(
    "recipient",
    [
        Recipient("17", "reader@example.org\r\nBcc: all@example.org", "t"),
        Recipient("17", "reader@example.org", "t", "Reader\r\nBcc: all@example.org"),
        Recipient("17", "reader@example.org", "t\r\nBcc: all@example.org"),
        Recipient("17", "reader@example.org", "t> <b"),
        Recipient("17", "reader@example.org", ""),
        Recipient("17", "<reader@example.org>", "t"),
    ],
)
def test_a_recipient_cannot_either_and_the_message_names_only_the_id(recipient: Recipient) -> None:
    draft = message.draft(cases.edition("de"), cases.config())
    with pytest.raises(LetterError, match="recipient 17") as refused:
        message.fill(draft, recipient)
    assert "reader@" not in str(refused.value)


pieces = st.sampled_from(["a", " ", "=", "\n", "From ", "é", ".", "word " * 20, "x" * 100])
bodies = st.lists(pieces | st.text(st.characters(exclude_categories=["Cs", "Cc"]))).map("".join)
tokens = st.text("abcXYZ019._~-", min_size=1, max_size=200)


@steady
@given(bodies, bodies, st.integers(0, 3), tokens)
def test_filling_never_breaks_the_encoding(before: str, after: str, slots: int, token: str) -> None:
    """Whatever stands around a slot and whatever is put in: lines of 76, and the text that was meant."""
    slot = message.unsubscribe_slot("2026-03")
    text = before + (slot + after) * slots
    draft = message.draft(letter_of(text=text, html=f"<p>{text}</p>"), cases.config())
    content = message.fill(draft, cases.reader(token=token)).content
    address = f"https://letters.example.org/unsubscribe/{token}"
    assert cases.part(content, "plain") == text.replace(slot, address).replace("\n", "\r\n")
    assert cases.part(content, "html") == f"<p>{text}</p>".replace(slot, address).replace("\n", "\r\n")
    body = content.partition(b"\r\n\r\n")[2]
    assert max(len(line) for line in body.split(b"\r\n")) <= 76
    assert not re.search(rb"(?m)^From ", content)


@steady
@given(st.text(st.characters(exclude_categories=["Cs", "Cc", "Zl", "Zp"]), max_size=120))
def test_any_recipient_name_keeps_the_head_in_order(name: str) -> None:
    content = message.fill(message.draft(cases.edition("de"), cases.config()), cases.reader(name=name)).content
    assert all(len(line) <= 78 for line in cases.head(content).split("\r\n"))
    assert [address.addr_spec for address in cases.parsed(content)["To"].addresses] == ["reader@example.org"]


def test_personal_data_stays_out_of_every_repr() -> None:
    draft = message.draft(cases.edition("de"), cases.config())
    for shown in (repr(cases.reader(name="Erika")), repr(message.fill(draft, cases.reader())), repr(draft)):
        assert "reader@example.org" not in shown
        assert "Erika" not in shown
        assert "Zm9v" not in shown
