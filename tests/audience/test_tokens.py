"""Tokens that let a reader go."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.audience import tokens

SECRET = b"a secret of the workspace"


@given(st.integers(1, 10**17), st.binary(min_size=16, max_size=40))
def test_a_token_names_its_subscriber_and_stands_in_an_address_as_it_is(person: int, secret: bytes) -> None:
    token = tokens.signed(secret, "unsubscribe", person)
    assert re.fullmatch(r"[A-Za-z0-9._~-]{1,64}", token)
    assert tokens.signed(secret, "unsubscribe", person) == token
    assert tokens.subscriber(secret, "unsubscribe", token) == person


def test_a_token_is_good_for_one_purpose_one_person_and_one_secret() -> None:
    token = tokens.signed(SECRET, "unsubscribe", 7)
    assert tokens.subscriber(SECRET, "confirm", token) is None
    assert tokens.subscriber(b"another secret there", "unsubscribe", token) is None
    assert tokens.subscriber(SECRET, "unsubscribe", token.replace("7.", "8.", 1)) is None


@pytest.mark.parametrize("token", ["", "7", "7.", ".x", "0.aaa", "-1.a", "٧.a", "7." + "a" * 27, "7.x\n", "a" * 9999])
def test_what_was_not_signed_here_belongs_to_nobody(token: str) -> None:
    assert tokens.subscriber(SECRET, "unsubscribe", token) is None
