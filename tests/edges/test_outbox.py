"""The outbox: each sender and each issue has rows of its own, and what the server took is never sent again."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
from sqlalchemy import Connection

from pipeline.edges.database import outbox, sendings
from pipeline.model.delivery import Addressee, Claim, Kind, Outcome
from pipeline.model.issue import Edition

NOW = datetime(2026, 3, 31, 8, tzinfo=UTC)
LEASE = timedelta(minutes=15)
HOUR = timedelta(hours=1)


@pytest.fixture
def letters(connection: Connection) -> Connection:
    """Two issues, each with three letters."""
    for issue, begun_at in (("spring", NOW - HOUR), ("summer", NOW)):
        texts = {"subject": issue, "preheader": "", "html": "", "text": ""}
        edition = Edition(issue=issue, name="de", langs=("de",), sent_on=date(2026, 3, 31), **texts)
        rows = [Addressee(n, "de", "de", f"<{issue}-{n}@x>") for n in (1, 2, 3)]
        outbox.freeze(connection, issue, [edition], rows, begun_at)
    return connection


def _take(connection: Connection, owner: str, limit: int = 1, *, issue: str = "spring") -> tuple[Claim, ...]:
    return outbox.claim(connection, issue, owner, limit, NOW, LEASE)


def _states(connection: Connection, issue: str = "spring") -> list[str]:
    return [letter.state for letter in sendings.letters(connection, issue)]


def test_each_issue_has_its_own_text_and_is_over_by_itself(letters: Connection) -> None:
    for issue, begun_at in (("spring", NOW - HOUR), ("summer", NOW)):
        assert outbox.editions(letters, issue)["de"].subject == issue
        assert outbox.frozen_at(letters, issue) == begun_at
        assert sendings.counted(letters, issue) == (("de", "queued", 3),)
    *taken, doubtful = _take(letters, "one", 3, issue="summer")
    outbox.record(letters, [(one, Outcome("accepted"), None) for one in taken], "one", NOW)
    assert sendings.sent_issues(letters) == frozenset()
    outbox.record(letters, [(doubtful, Outcome("unknown"), None)], "one", NOW)
    assert sendings.sent_issues(letters) == {"summer"}
    assert sendings.open_issues(letters) == ("spring", "summer")
    outbox.settle(letters, [doubtful.id], (), NOW)
    assert sendings.open_issues(letters) == ("spring",)


def test_who_puts_letters_back_leaves_alone_what_others_hold_and_what_is_in_doubt(letters: Connection) -> None:
    doubtful, waiting = _take(letters, "one", 2)
    _take(letters, "two")
    outbox.record(letters, [(doubtful, Outcome("unknown"), None)], "one", NOW)
    outbox.release(letters, "one", NOW)
    assert _states(letters) == ["unknown", "waiting", "waiting"]
    assert [one.id for one in _take(letters, "three", 9)] == [waiting.id]


def test_what_was_refused_is_in_no_doubt_once_its_sender_is_gone(letters: Connection) -> None:
    refused, offered = _take(letters, "one", 2)
    outbox.record(letters, [(refused, Outcome("rejected", "554 5.7.1", about_us=True), None)], "one", NOW)
    assert outbox.doubt(letters, "spring", ["one"], NOW) == 1
    assert [doubt.message_id for doubt in outbox.doubts(letters, "spring")] == [offered.message_id]
    assert refused.id in [claim.id for claim in _take(letters, "two", 9)]


def test_what_is_in_doubt_of_one_issue_is_not_of_another(letters: Connection) -> None:
    _take(letters, "one")
    (other,) = _take(letters, "one", issue="summer")
    assert outbox.doubt(letters, "spring", ["one"], NOW) == 1
    assert list(outbox.holders(letters, "spring")) == []
    assert list(outbox.holders(letters, "summer")) == ["one"]
    assert outbox.doubt(letters, "summer", ["two"], NOW) == 0
    assert outbox.doubt(letters, "summer", ["one"], NOW) == 1
    assert [doubt.message_id for doubt in outbox.doubts(letters, "summer")] == [other.message_id]


@pytest.mark.parametrize("kind", ["rejected", "later", "unknown", "suppressed", "returned"])
def test_what_another_sender_holds_by_now_changes_only_where_the_server_took_it(
    letters: Connection, kind: Kind
) -> None:
    late, lost = _take(letters, "one", 2)
    outbox.release(letters, "one", NOW)
    _take(letters, "two", 2)
    outbox.record(letters, [(lost, Outcome(kind), NOW + HOUR)], "one", NOW)
    assert outbox.doubt(letters, "spring", ["two"], NOW) == 2
    outbox.record(letters, [(lost, Outcome(kind), NOW + HOUR)], "two", NOW)
    outbox.record(letters, [(late, Outcome("accepted"), None)], "one", NOW)
    assert _states(letters) == ["accepted", "unknown", "waiting"]
    outbox.record(letters, [(late, Outcome(kind), None)], "two", NOW)
    outbox.settle(letters, (), [late.id], NOW)
    assert _states(letters) == ["accepted", "unknown", "waiting"], "it was taken"


def test_each_letter_of_a_sender_has_a_fate_of_its_own(letters: Connection) -> None:
    first, second, third = _take(letters, "one", 3)
    fates: list[tuple[Claim, Outcome, datetime | None]] = [
        (first, Outcome("rejected", "550 5.1.1"), None),
        (second, Outcome("accepted"), None),
        (third, Outcome("suppressed"), None),
    ]
    outbox.record(letters, fates, "one", NOW)
    assert _states(letters) == ["rejected", "accepted", "suppressed"]
    assert _states(letters, "summer") == ["waiting"] * 3


def test_a_letter_that_was_put_off_waits_for_its_time(letters: Connection) -> None:
    later, returned, _ = _take(letters, "one", 3)
    outcomes = [(later, Outcome("later", "451 4.7.1"), NOW + HOUR), (returned, Outcome("returned"), None)]
    outbox.record(letters, outcomes, "one", NOW)
    assert [(one.id, one.attempts) for one in _take(letters, "one", 9)] == [(returned.id, 0)]
    assert outbox.next_due(letters, "spring") == NOW + HOUR
    assert outbox.next_due(letters, "summer") is None
    due = outbox.claim(letters, "spring", "one", 9, NOW + HOUR, LEASE)
    assert [(one.id, one.attempts) for one in due] == [(later.id, 1)]


def test_a_letter_goes_out_only_from_the_hand_that_holds_it_and_in_time(letters: Connection) -> None:
    (claim,) = _take(letters, "one")
    assert outbox.reader(letters, claim, "one", NOW + LEASE) is not None
    assert outbox.reader(letters, claim, "one", NOW + LEASE + timedelta(seconds=1)) is None
    assert outbox.reader(letters, claim, "two", NOW) is None
    outbox.doubt(letters, "spring", ["one"], NOW)
    assert outbox.reader(letters, claim, "one", NOW) is None
