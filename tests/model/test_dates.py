"""Dates as exports and people write them."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.model import dates, day_range
from pipeline.model.table import Record, RowError

steady = settings(deadline=None)  # a busy machine is no failure
LATEST = day_range.latest(date(2026, 6, 30))


def _record(text: str) -> Record:
    return Record("x.csv", 2, {"create date": text})


@pytest.mark.parametrize(
    ("text", "moment"),
    [
        ("2026-03-31", datetime(2026, 3, 31, tzinfo=UTC)),
        ("2026-02-11 09:10", datetime(2026, 2, 11, 9, 10, tzinfo=UTC)),
        ("2026-01-01 10:00:00+02:00", datetime(2026, 1, 1, 8, tzinfo=UTC)),
        ("2026-03-01T09:30:00.000Z", datetime(2026, 3, 1, 9, 30, tzinfo=UTC)),
        ("2026-04-20 01:40 pm", datetime(2026, 4, 20, 13, 40, tzinfo=UTC)),
        ("2026-04-20 12:05 AM", datetime(2026, 4, 20, 0, 5, tzinfo=UTC)),
        ("31.03.2026", datetime(2026, 3, 31, tzinfo=UTC)),
        ("31.03.26", datetime(2026, 3, 31, tzinfo=UTC)),
        ("1.3.2026 14:05", datetime(2026, 3, 1, 14, 5, tzinfo=UTC)),
        ("31/03/2026", datetime(2026, 3, 31, tzinfo=UTC)),
        ("03/31/2026 10:00:00 AM", datetime(2026, 3, 31, tzinfo=UTC)),
        ("04/04/2026", datetime(2026, 4, 4, tzinfo=UTC)),
        ("31-03-2026", datetime(2026, 3, 31, tzinfo=UTC)),
        ("31/03/26", datetime(2026, 3, 31, tzinfo=UTC)),
        ("31/3-2026", datetime(2026, 3, 31, tzinfo=UTC)),
        ("1.3.2026 kl. 14.05", datetime(2026, 3, 1, 14, 5, tzinfo=UTC)),
        ("1er mars 2026", datetime(2026, 3, 1, tzinfo=UTC)),
        ("3\u00a0mars\u00a02026", datetime(2026, 3, 3, tzinfo=UTC)),
        ("den 3. februar 2026", datetime(2026, 2, 3, tzinfo=UTC)),
        ("3 fév. 2026", datetime(2026, 2, 3, tzinfo=UTC)),
        ("3. Jänner 2026", datetime(2026, 1, 3, tzinfo=UTC)),
        ("12 stycznia 2026", datetime(2026, 1, 12, tzinfo=UTC)),
        ("12 styczeń 2026", datetime(2026, 1, 12, tzinfo=UTC)),
        ("10. Mrz. 2026", datetime(2026, 3, 10, tzinfo=UTC)),
        ("31-Mar-2026", datetime(2026, 3, 31, tzinfo=UTC)),
        ("March 31, 2026", datetime(2026, 3, 31, tzinfo=UTC)),
        ("March 31, 2026 9:15 AM", datetime(2026, 3, 31, tzinfo=UTC)),
        ("3 de enero de 2026", datetime(2026, 1, 3, tzinfo=UTC)),
        ("4-Mar-26", datetime(2026, 3, 4, tzinfo=UTC)),
        ("2026/03/04 11:45:33 PM CST", datetime(2026, 3, 4, tzinfo=UTC)),
        ("2026-03-04 8:05:33", datetime(2026, 3, 4, 8, 5, 33, tzinfo=UTC)),
        ("2026-03-04 14:05:33 UTC", datetime(2026, 3, 4, 14, 5, 33, tzinfo=UTC)),
    ],
)
def test_a_date_that_can_mean_one_day_only_is_taken(text: str, moment: datetime) -> None:
    assert dates.instant(_record(text), "Create Date", LATEST) == moment


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("", 'no date in "Create Date"; add it as 2026-03-31 and import the file again'),
        (
            "03/04/2026",
            '"03/04/2026" in "Create Date" may be 2026-03-04 or 2026-04-03; write it in one of these ways, or say',
        ),
        ("03/04/26", '"03/04/26" in "Create Date" may be 2026-03-04 or 2026-04-03; write it in one of these ways'),
        ("26-03-31", '"26-03-31" in "Create Date" is no date of the calendar; write it as 2026-03-31'),
        ("2026-02-30", '"2026-02-30" in "Create Date" is no date of the calendar; write it as 2026-03-31'),
        ("31.02.2026", '"31.02.2026" in "Create Date" is no date of the calendar; write it as 2026-03-31'),
        ("31/31/2026", '"31/31/2026" in "Create Date" is no date of the calendar; write it as 2026-03-31'),
        ("2026-04-20 13:40 pm", '"2026-04-20 13:40 pm" in "Create Date" is no date of the calendar'),
        ("31. Februar 2026", '"31. Februar 2026" in "Create Date" is no date of the calendar; write it as 2026-03-31'),
        ("3. Termin 2026", '"3. Termin 2026" in "Create Date" is no date of the calendar; write it as 2026-03-31'),
        ("soon", '"soon" in "Create Date" is no date of the calendar; write it as 2026-03-31'),
        ("2027-07-02", '"2027-07-02" in "Create Date" lies too far ahead of 2026-06-30, the day that counts'),
        ("9999-12-31T23:59:59-12:00", "lies too far ahead"),
        ("0001-01-01T00:00:00+12:00", "is too long ago"),
    ],
)
def test_any_other_date_is_refused_with_a_sentence_that_names_the_column(text: str, reason: str) -> None:
    with pytest.raises(RowError) as refused:
        dates.instant(_record(text), "Create Date", LATEST)
    assert reason in str(refused.value)


@pytest.mark.parametrize(("order", "day"), [("dmy", date(2026, 4, 3)), ("mdy", date(2026, 3, 4))])
def test_an_ambiguous_date_is_taken_once_somebody_said_how_it_is_meant(order: dates.Order, day: date) -> None:
    assert dates.day(_record("03/04/2026 09:00:00 AM"), "Create Date", LATEST, order) == day
    assert dates.day(_record("25/04/2026"), "Create Date", LATEST, order) == date(2026, 4, 25)


@pytest.mark.parametrize(
    ("texts", "order"),
    [
        (["03/04/2026", "25/04/2026"], "dmy"),
        (["03/04/2026", "04/25/2026"], "mdy"),
        (["25/04/2026", "04/25/2026"], None),
        (["03/04/2026", "04/04/2026", "2026-03-31", "31.03.2026", "soon"], None),
    ],
)
def test_a_file_tells_its_order_by_the_dates_that_can_mean_one_day_only(
    texts: list[str], order: dates.Order | None
) -> None:
    assert dates.order_of(texts) == order


def test_the_day_is_the_one_that_was_written_whatever_it_is_in_utc() -> None:
    assert dates.day(_record("2026-03-31 23:30:00-05:00"), "Create Date", LATEST) == date(2026, 3, 31)


@steady
@given(st.text(max_size=30), st.dates(date(day_range.EARLIEST_YEAR, 1, 1), date(day_range.LATEST_YEAR, 12, 31)))
def test_any_text_is_a_date_or_is_refused(text: str, as_of: date) -> None:
    try:
        found = dates.instant(_record(text), "Create Date", day_range.latest(as_of))
    except RowError:
        return
    assert found.tzinfo is UTC


@steady
@given(st.datetimes(datetime(1971, 1, 1), datetime(2027, 6, 30)))  # noqa: DTZ001  (a time without a zone is the case)
def test_an_iso_date_is_read_as_it_is(moment: datetime) -> None:
    assert dates.instant(_record(moment.isoformat()), "Create Date", LATEST) == moment.replace(tzinfo=UTC)
