"""The subjects by which readers leave."""

from __future__ import annotations

import pytest

from pipeline.model import leaving


@pytest.mark.parametrize(
    ("subject", "token"),
    [
        (leaving.subject("2.FDd1-_x"), "2.FDd1-_x"),
        ("unsubscribe", ""),
        ("  UNSUBSCRIBE ", ""),
        ("Re: AW: unsubscribe 2.x", "2.x"),
        ("Abmeldung.", ""),
        ("afmeld", ""),
        ("unsubscribe me from Monday's workshop", None),
        ("How do I unsubscribe?", None),
        ("unsubscribed", None),
        ("", None),
    ],
)
def test_a_subject_asks_to_leave_or_not(subject: str, token: str | None) -> None:
    assert leaving.asked(subject) == token
