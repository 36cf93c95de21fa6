"""What an SMTP server answered is told from numbers that only look like it."""

from __future__ import annotations

import pytest

from pipeline.newsletter.bounces import replies


@pytest.mark.parametrize(
    ("text", "first"),
    [
        ("550 5.1.1 User unknown", "5"),
        ("550-5.1.1 The email account does not exist", "5"),
        ("It failed:\n   553 5.3.0 <ana@example.org>... No such user", "5"),
        ("mx.example.org[192.0.2.1] said: 550 No such user", "5"),
        ("Remote host said: 451 try later", "4"),
        ("Remote Server returned '550 5.1.10 RESOLVER.ADR.RecipientNotFound'", "5"),
        ("(reason: 552 5.2.2 Over quota)", "5"),
        ("<<< 450 4.2.0 ana@example.org: greylisted", "4"),
        ("<ana@example.org>: 550 unknown user", "5"),
        ("mx.example.org [192.0.2.1]: 550 Recipient rejected", "5"),
        ('"554 Message for ana@example.org is looping', "5"),
        ("550 Mailbox unavailable", "5"),
        ("554 delivery error: dd This user doesn't have a yahoo.com account (ana@example.org) [0]", "5"),
        ("550 RCPT TO:<ana@example.org>", "5"),
        ("550 Requested action not taken ana@example.org", "5"),
    ],
)
def test_a_reply_is_told_by_its_place_and_by_what_follows(text: str, first: str | None) -> None:
    assert replies.told(text)
    assert replies.first_class(text) == first


@pytest.mark.parametrize(
    "text", ["Sorry, no mailbox here by that name. (#5.1.1)", "Status: 5.1.1.", "error code: #5.2.1"]
)
def test_an_enhanced_code_stands_alone_behind_words_that_announce_it(text: str) -> None:
    assert replies.told(text)


@pytest.mark.parametrize(
    "text",
    [
        "Tel. +49 451 55-12",
        "tél. +33 450 12 34",
        "Tel.: 451 55-12",
        "451 55-12",
        "040 428-281",
        "555-1234",
        "Postfach 450 \n",
        "24937 Flensburg, Postfach 550 - Haus B",
        "in 550 Mails",
        "vom 4.1.26 bis zum 5.1.26",
        "Rechnung 2026-550 von heute",
        "bis 5.1.2026",
        "",
    ],
)
def test_numbers_of_other_things_are_no_replies(text: str) -> None:
    assert not replies.told(text)
    assert replies.first_class(text) is None


def test_the_number_of_a_house_is_no_reply_though_an_address_follows() -> None:
    assert not replies.told("550 Fifth Avenue, write to anna@example.org")


def test_a_house_number_is_no_reply_though_it_begins_a_line() -> None:
    assert not replies.told("Ana Beispiel\n550 Main Street\nSpringfield")
