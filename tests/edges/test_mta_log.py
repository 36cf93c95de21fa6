"""A Postfix log as the record: what it says of a letter, and when its silence means something."""

from __future__ import annotations

import time
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from pipeline.edges import mta_log
from pipeline.edges.mta_log import Record
from pipeline.errors import LetterError

NOW = datetime(2026, 11, 21, 12, tzinfo=UTC)
CONNECT = "smtpd[7]: connect from localhost[127.0.0.1]"
BEGUN = ["smtpd[7]: 4C0FFEE12: client=localhost[127.0.0.1]", "cleanup[8]: 4C0FFEE12: message-id=<a@x>"]
QUEUED = "qmgr[9]: 4C0FFEE12: from=<l@x>, size=1, nrcpt=1 (queue active)"
BROKEN = "smtpd[7]: lost connection after DATA (17 bytes) from localhost[127.0.0.1]"
GONE = "smtpd[7]: disconnect from localhost[127.0.0.1] ehlo=1"


def record(*lines: str) -> Record:
    found = Record(frozenset({"<a@x>", "<b@x>"}))
    mta_log.told(found, [f"Nov 21 10:00:00 mta postfix/{line}" for line in lines], NOW)
    return found


@pytest.mark.parametrize(
    ("lines", "fate"),
    [
        ([CONNECT, *BEGUN, QUEUED], "accepted"),
        ([CONNECT, *BEGUN, "discard[3]: 4C0FFEE12: to=<r@x>, relay=none, status=sent (x)"], "accepted"),
        ([CONNECT, *BEGUN, BROKEN], "dropped"),
        ([CONNECT, *BEGUN, BROKEN.replace("lost connection", "timeout")], "dropped"),
        ([CONNECT, *BEGUN], "open"),
        ([CONNECT, *BEGUN, "smtpd[7]: lost connection after END-OF-MESSAGE from x"], "open"),
        ([CONNECT, *BEGUN, QUEUED, BROKEN], "accepted"),
        ([CONNECT, *BEGUN, BROKEN, *(line.replace("4C0FFEE12", "4D0FFEE34") for line in BEGUN)], "open"),
        ([CONNECT], "untold"),
        ([BEGUN[1].replace("<a@x>", "<foreign@x>"), QUEUED], "untold"),
    ],
)
def test_the_fate_of_a_letter(lines: list[str], fate: str) -> None:
    assert record(*lines).fate("<a@x>") == fate


def test_a_queue_id_that_comes_again_is_another_letter() -> None:
    found = record(*BEGUN, QUEUED, BEGUN[0], BEGUN[1].replace("<a@x>", "<b@x>"))
    assert (found.fate("<a@x>"), found.fate("<b@x>")) == ("accepted", "open")


def test_a_session_has_moved_on_when_it_ended_or_began_another_letter() -> None:
    before = record(CONNECT, *BEGUN)
    assert not before.has_moved_on(before)
    for more in ([GONE], [BEGUN[0]], [GONE, CONNECT, *BEGUN]):
        assert record(CONNECT, *BEGUN, *more).has_moved_on(before)


def test_silence_means_something_only_after_the_log_begins() -> None:
    found = record(CONNECT)
    assert found.covers(datetime(2026, 11, 22, tzinfo=UTC))
    assert not found.covers(datetime(2025, 11, 21, tzinfo=UTC))
    assert not Record(frozenset()).covers(NOW)


@pytest.mark.parametrize(
    ("stamp", "begins"),
    [
        ("2026-11-21T10:00:00.123456+01:00", datetime(2026, 11, 21, 9, 0, 0, 123456, tzinfo=UTC)),
        ("2026-11-21T10:00:00", None),
        ("yesterday", None),
    ],
)
def test_stamps_with_a_zone_are_read(stamp: str, begins: datetime | None) -> None:
    found = Record(frozenset())
    mta_log.told(found, [f"{stamp} mta postfix/{CONNECT}"], NOW)
    assert found.begins == begins


def test_a_classic_stamp_of_december_read_in_january_is_of_last_year() -> None:
    found = Record(frozenset())
    mta_log.told(found, [f"Dec 31 10:00:00 mta postfix/{CONNECT}"], datetime(2027, 1, 1, tzinfo=UTC))
    assert found.begins is not None
    assert found.begins.year == 2026


@pytest.mark.parametrize(
    ("stamp", "begins"),
    [
        pytest.param("Mar 29 00:30:00", datetime(2026, 3, 28, 23, 30, tzinfo=UTC), id="the offset of its own moment"),
        pytest.param("Oct 25 02:30:00", datetime(2026, 10, 25, 1, 30, tzinfo=UTC), id="the later of two moments"),
    ],
)
def test_a_classic_stamp_is_local_time(monkeypatch: pytest.MonkeyPatch, stamp: str, begins: datetime) -> None:
    monkeypatch.setenv("TZ", "Europe/Berlin")
    time.tzset()
    found = Record(frozenset())
    mta_log.told(found, [f"{stamp} mta postfix/{CONNECT}"], begins + timedelta(days=1))
    monkeypatch.undo()
    time.tzset()
    assert found.begins == begins


def test_the_file_before_the_rotation_is_read_too_and_a_missing_one_is_named(tmp_path: Path) -> None:
    lines = [f"Nov 21 10:00:00 mta postfix/{line}\n" for line in (CONNECT, *BEGUN)]
    (tmp_path / "mail.log.1").write_text("".join(lines))
    (tmp_path / "mail.log").write_text(f"Nov 21 11:00:00 mta postfix/{QUEUED}\n")
    assert mta_log.read(str(tmp_path / "mail.log"), ["<a@x>"], NOW).fate("<a@x>") == "accepted"
    with pytest.raises(LetterError, match="check mta_log under"):
        mta_log.read(str(tmp_path / "nothing.log"), [], NOW)
