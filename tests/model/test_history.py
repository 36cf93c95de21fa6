"""What is noted of a lead when something about it changes."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from pipeline.model import history
from tests.demand.ledgers import lead

DAY = date(2026, 3, 1)


@pytest.mark.parametrize(
    ("before", "after", "said"),
    [(None, 6000.0, ("", "6000")), (1234567.0, 1234568.0, ("1234567", "1234568")), (99.5, 99.0, ("99.5", "99"))],
)
def test_a_value_that_changed_is_noted_to_the_cent(before: float | None, after: float, said: tuple[str, str]) -> None:
    old = lead(DAY, value=before)
    (change,) = history.changes(old, replace(old, value=after), DAY, "hand")
    assert (change.what, change.before, change.after) == ("value", *said)


def test_what_a_person_said_is_noted_as_changed_and_not_repeated() -> None:
    old = lead(DAY)
    (change,) = history.changes(old, replace(old, message="Another message"), DAY, "import")
    assert (change.what, change.before, change.after) == ("message", "", "")
