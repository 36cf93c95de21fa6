"""Clockify and Toggl in the languages and formats of their users, and time as people type it."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.demand import effort, time_cells
from pipeline.errors import ImportRefused
from pipeline.model import table
from pipeline.model.dates import Order
from pipeline.model.people import Effort, Reject
from pipeline.model.theme import Catalogue, Channel, Theme

AS_OF = date(2026, 6, 30)
CATALOGUE = Catalogue(
    themes={key: Theme(id=key, name={}, description={}, keywords={}) for key in ("performance",)},
    offers={},
    channels={key: Channel(id=key, name={}) for key in ("newsletter", "network")},
)
CLOCKIFY = (
    "Project,Client,Description,Task,User,Group,Email,Tags,Billable,Start Date,Start Time,End Date,End Time,"
    "Duration (h),Duration (decimal),Billable Rate (EUR)\n"
)
GERMAN = (
    "Projekt;Kunde;Beschreibung;Aufgabe;Kiosk;Benutzer;Gruppe;Email;Tags;Abrechenbar;Startdatum;Startzeit;Enddatum;"
    "Endzeit;Dauer (h);Dauer (dezimal);Abrechenbarer Tarif (CHF)\n"
)


def _read(text: str, order: Order | None = None) -> tuple[tuple[Effort, ...], tuple[Reject, ...]]:
    return effort.read(table.parse("hours.csv", text), CATALOGUE, AS_OF, order)


def _clockify(day: str = "03/04/2026", start: str = "09:00:00 AM", duration: str = "02:30:00", tags: str = "") -> str:
    return f'Marketing,,Write,,Me,,me@x.org,"{tags}",No,{day},{start},{day},11:30:00 AM,{duration},2.50,0.00\n'


@pytest.mark.parametrize(("order", "day"), [("dmy", date(2026, 4, 3)), ("mdy", date(2026, 3, 4))])
def test_clockify_is_read_with_its_dates_as_somebody_said_they_are_meant(order: Order, day: date) -> None:
    (entry,), rejects = _read(CLOCKIFY + _clockify(tags="theme:performance, channel:newsletter"), order)
    assert (entry.on, entry.minutes, entry.theme, entry.channel) == (day, 150, "performance", "newsletter")
    assert not rejects


@pytest.mark.parametrize(("told", "day"), [("03/25/2026", date(2026, 3, 4)), ("25/03/2026", date(2026, 4, 3))])
@pytest.mark.parametrize("order", ["dmy", "mdy"])
def test_what_a_file_shows_of_its_days_comes_before_what_was_said_of_others(told: str, day: date, order: Order) -> None:
    (entry, _), _ = _read(CLOCKIFY + _clockify() + _clockify(told), order)
    assert entry.on == day


def test_an_ambiguous_day_is_rejected_with_both_readings_and_named_for_a_question() -> None:
    text = CLOCKIFY + _clockify()
    taken, (reject,) = _read(text)
    assert not taken
    assert reject.reason == (
        '"03/04/2026" in "Start date" may be 2026-03-04 or 2026-04-03; write it in one of these ways, '
        "or say once which: leitmotiv leads import FILE, or effort import FILE, with --dates dmy or --dates mdy"
    )
    assert effort.ambiguous(table.parse("x.csv", text)) == "03/04/2026"


def test_another_day_of_the_file_may_say_how_it_is_meant() -> None:
    text = CLOCKIFY + _clockify() + _clockify(day="25/04/2026")
    taken, rejects = _read(text)
    assert [entry.on for entry in taken] == [date(2026, 4, 3), date(2026, 4, 25)]
    assert not rejects
    assert effort.ambiguous(table.parse("x.csv", text)) is None


def test_clockify_in_german_with_dotted_days_and_decimal_hours_is_read() -> None:
    row = "Marketing;;Schreiben;;;Ich;;;theme:performance|x;Ja;22.06.2026;10:00:00;22.06.2026;10:45:00;;0,75;80,00\n"
    (entry,), rejects = _read(GERMAN + row)
    assert (entry.on, entry.minutes, entry.billable, entry.description) == (date(2026, 6, 22), 45, True, "Schreiben")
    assert not rejects


def test_toggl_in_german_is_read() -> None:
    head = "Benutzer,E-Mail,Beschreibung,Abrechenbar,Startdatum,Startzeit,Enddatum,Endzeit,Dauer,Tags\n"
    (entry,), _ = _read(head + "Ich,i@x.org,Schreiben,Nein,2026-03-02,09:00:00,2026-03-02,10:30:00,01:30:00,\n")
    assert (entry.minutes, entry.billable) == (90, False)
    assert entry.external_id.startswith("toggl:")


TOGGL_OF_TODAY = "Description,Duration,Member,Email,Project,Tags,Start date,Start time,Stop date,Stop time\n"


def test_an_entry_that_toggl_exports_as_of_today_is_the_same_as_before() -> None:
    """It calls its columns otherwise now, and writes a dash for nothing."""
    before = "User,Email,Description,Billable,Start date,Start time,End date,End time,Duration,Tags\n"
    (old,), _ = _read(
        f"{before}Me,i@x.org,Talk,No,2026-03-02,09:00:00,2026-03-02,10:30:00,01:30:00,theme:performance\n"
    )
    (new,), _ = _read(f"{TOGGL_OF_TODAY}-,1:30:00,Me,i@x.org,-,-,2026-03-02,09:00:00,2026-03-02,10:30:00\n")
    assert new.external_id == old.external_id
    assert (new.minutes, new.description, new.theme, new.billable) == (90, "", None, False)


@pytest.mark.parametrize(
    "head",
    [
        "Date,From,To,Duration,Currency,Name,User,Customer,Project,Activity,Description,Exported,Billable,Tags",
        "Datum,Von,Bis,Dauer,Währung,Name,Benutzer,Kunde,Projekt,Tätigkeit,Beschreibung,Exportiert,Abrechenbar,Schlagworte",
    ],
)
@pytest.mark.parametrize("duration", ["1:30", "1:30:00", "1.5", "1,5"])
def test_times_of_kimai_are_read(head: str, duration: str) -> None:
    row = f'2026-03-02,09:00,10:30,"{duration}",EUR,Jo,jo,Intern,Blog,Writing,Draft,,{{}},"foo, channel:newsletter"\n'
    (entry, billed), rejects = _read(f"{head}\n{row.format('')}{row.format('1')}")
    assert (entry.on, entry.minutes, entry.channel) == (date(2026, 3, 2), 90, "newsletter")
    assert (entry.description, entry.billable, billed.billable) == ("Draft", False, True)
    assert entry.external_id.startswith("kimai:")
    assert not rejects


def test_a_list_of_our_own_keeps_its_themes_though_its_columns_are_called_as_those_of_kimai() -> None:
    text = (
        "Datum,Von,Bis,Dauer,Tätigkeit,Schlagworte,Stunden,Thema\n2026-03-02,09:00,10:30,1:30,Draft,,1.5,performance\n"
    )
    (entry,), _ = _read(text)
    assert (entry.minutes, entry.theme) == (90, "performance")


def test_a_list_of_journeys_is_no_time_sheet() -> None:
    assert effort.recognised(table.parse("x.csv", "Date,From,To,Duration,Airline\n")) is None


def test_an_entry_keeps_its_identity_when_the_profile_changes_from_12_to_24_hours_or_its_tags_are_corrected() -> None:
    (american,), _ = _read(CLOCKIFY + _clockify(start="01:00:00 PM"), "mdy")
    row = 'Marketing,,Write,,Me,,me@x.org,"theme:performance",No,03/04/2026,13:00,03/04/2026,11:30,02:30:00,2.50,0.00\n'
    (later,), _ = _read(CLOCKIFY + row, "mdy")
    assert american.external_id == later.external_id


@pytest.mark.parametrize("day", ["2026-04-03", "3.4.2026", "03/04/2026"])
def test_an_entry_keeps_its_identity_when_the_profile_writes_days_or_its_user_otherwise(day: str) -> None:
    (first,), _ = _read(CLOCKIFY + _clockify("04/03/2026"), "mdy")
    (later,), _ = _read(CLOCKIFY + _clockify(day).replace(",Me,", ",Me Myself,"), "dmy")
    assert (first.on, first.external_id) == (later.on, later.external_id)


@pytest.mark.parametrize(
    ("row", "reason"),
    [
        (_clockify(day="25/04/2026", duration="long").replace("2.50", "x"), '"long" in "Duration (h)" is no duration'),
        (
            _clockify(day="25/04/2026", tags="theme:performnce"),
            'unknown theme "performnce"; did you mean "performance"?',
        ),
        (_clockify(day=""), 'no date in "Start date"'),
        (_clockify(day="25/04/2026").replace(",No,", ",perhaps,"), '"perhaps" in "Billable" says neither yes nor no'),
    ],
)
def test_a_row_that_cannot_be_taken_says_why(row: str, reason: str) -> None:
    taken, (reject,) = _read(CLOCKIFY + row)
    assert not taken
    assert reject.reason.startswith(reason)


@pytest.mark.parametrize(
    ("text", "minutes"),
    [("90", 90), ("7,5", 7.5), ("1:30", 90), ("01:30:30", 90.5), ("1h", 60), ("1.5h", 90), ("1,5 h", 90),
     ("1h30m", 90), ("2h 5min", 125), ("45 min", 45), ("45m", 45), ("1h30", 90),
     ("1 h 30", 90), ("0h45", 45), ("1u30", 90), ("2 timer", 120), ("1t 30m", 90), ("1,5 u", 90), ("2 heures", 120)],
)  # fmt: skip
def test_time_is_taken_as_people_type_it(text: str, minutes: float) -> None:
    assert time_cells.typed_minutes(text) == minutes


@pytest.mark.parametrize("text", ["", "long", "-5", "1:75", "1h75", "1,5h30", "h", "1e9", "٣"])
def test_what_is_no_time_is_none(text: str) -> None:
    assert time_cells.typed_minutes(text) is None


@pytest.mark.parametrize(
    ("text", "time"),
    [("09:00:00 AM", "09:00:00"), ("9:00 am", "09:00:00"), ("12:05 AM", "00:05:00"), ("12:05 PM", "12:05:00"),
     ("13:00", "13:00:00"), ("Morning", "morning")],
)  # fmt: skip
def test_a_time_of_day_counts_24_hours(text: str, time: str) -> None:
    assert time_cells.time_of_day(text) == time


def test_the_samples_of_clockify_are_read(shared: Path) -> None:
    folder = shared / "samples/leads"
    american, _ = _read((folder / "clockify_detailed_en_us.csv").read_text("utf-8"), "mdy")
    assert [(entry.on, entry.minutes, entry.channel) for entry in american] == [(date(2026, 3, 4), 150, "newsletter")]
    european, _ = _read((folder / "clockify_detailed_eu_24h.csv").read_text("utf-8"), "dmy")
    assert [(entry.on, entry.minutes, entry.theme) for entry in european] == [
        (date(2026, 3, 4), 150, "performance"),
        (date(2026, 6, 22), 45, None),
    ]


_CELL = st.one_of(
    st.text(max_size=10),
    st.sampled_from(["03/04/2026", "22.06.2026", "09:00 AM", "1:30", "1,5", "No", "theme:performance"]),
)  # fmt: skip


@given(st.sampled_from([CLOCKIFY, GERMAN]), st.lists(st.lists(_CELL, max_size=17), max_size=4))
def test_whatever_stands_in_the_rows_they_are_taken_or_rejected(head: str, rows: list[list[str]]) -> None:
    width = head.count(",") + head.count(";") + 1
    body = table.written((), [(row + [""] * width)[:width] for row in rows]).decode("utf-8", "replace")
    try:
        found = table.parse("x.csv", head.replace(";", ",") + body)
    except ImportRefused:
        return
    taken, rejects = effort.read(found, CATALOGUE, AS_OF, "dmy")
    assert len(taken) + len(rejects) == len(found.rows)
    assert len({entry.external_id for entry in taken}) == len(taken)
