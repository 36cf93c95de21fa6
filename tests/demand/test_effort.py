"""Hours spent."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.demand import effort
from pipeline.errors import ImportRefused
from pipeline.model import table
from pipeline.model.people import Effort, Reject
from pipeline.model.theme import Catalogue, Channel, Theme

steady = settings(deadline=None)  # a busy machine is no failure
AS_OF = date(2026, 6, 30)
THEMES = ("performance", "architecture-discovery")
CATALOGUE = Catalogue(
    themes={key: Theme(id=key, name={}, description={}, keywords={}) for key in THEMES},
    offers={},
    channels={key: Channel(id=key, name={}) for key in ("blog", "events", "network")},
)
TOGGL = "User,Email,Description,Billable,Start date,Start time,End date,End time,Duration,Tags\n"
PLAIN = "date,minutes,theme,channel,description,billable\n"


def _read(text: str) -> tuple[tuple[Effort, ...], tuple[Reject, ...]]:
    return effort.read(table.parse("hours.csv", text), CATALOGUE, AS_OF)


def _toggl(tags: str = "", billable: str = "No", duration: str = "01:30:00", start: str = "09:00:00") -> str:
    return f'Me,me@example.org,Write,{billable},2026-03-02,{start},2026-03-02,10:30:00,{duration},"{tags}"\n'


@pytest.mark.parametrize(
    ("tags", "theme", "channel"),
    [
        ("theme:performance, channel:blog", "performance", "blog"),
        ("CHANNEL: Events,  Theme:Architecture-Discovery ,deep work", "architecture-discovery", "events"),
        ("channel:direct", None, "direct"),
        ("theme:performance, theme:Performance", "performance", None),
        ("urgent", None, None),
        ("", None, None),
    ],
)
def test_the_tags_of_a_toggl_entry_say_its_theme_and_channel(tags: str, theme: str | None, channel: str | None) -> None:
    (entry,), rejects = _read(TOGGL + _toggl(tags))
    assert (entry.on, entry.minutes, entry.theme, entry.channel) == (date(2026, 3, 2), 90, theme, channel)
    assert not rejects


@pytest.mark.parametrize(
    ("word", "billable"),
    [
        ("Yes", True),
        ("Ja", True),
        ("TRUE", True),
        ("x", True),
        ("No", False),
        ("Nein", False),
        ("ei", False),
        ("", False),
    ],
)
def test_billable_is_said_as_in_any_table(word: str, billable: bool) -> None:
    (entry,), _ = _read(TOGGL + _toggl(billable=word))
    assert entry.billable is billable


def test_an_entry_past_midnight_counts_on_the_day_on_which_it_began() -> None:
    row = "Me,,Call,No,2026-04-11,23:30:00,2026-04-12,00:15:00,00:45:00,channel:network\n"
    (entry,), _ = _read(TOGGL + row)
    assert (entry.on, entry.minutes) == (date(2026, 4, 11), 45)


@pytest.mark.parametrize(
    ("row", "reason"),
    [
        (_toggl("theme:performnce"), 'unknown theme "performnce"; did you mean "performance"?'),
        (_toggl("theme:zzz"), 'unknown theme "zzz"; add it to content/themes.toml'),
        (
            _toggl("theme:performance, theme:architecture-discovery"),
            'two themes in "Tags", "performance" and "architecture-discovery"; split the entry in two',
        ),
        (_toggl(billable="maybe"), '"maybe" in "Billable" says neither yes nor no; write one of them'),
        (_toggl(duration="-1"), '"-1" in "Duration" is no duration; write it as 01:30:00'),
        (_toggl(duration="1:75:00"), '"1:75:00" in "Duration" is no duration; write it as 01:30:00'),
        (_toggl().replace("2026-03-02,09", ",09"), 'no date in "Start date"; add it as 2026-03-31'),
        ("Me,1\n", "2 cells under 10 columns; is a quote or a separator missing?"),
    ],
)
def test_a_row_that_cannot_be_taken_says_why(row: str, reason: str) -> None:
    taken, (reject,) = _read(TOGGL + row)
    assert not taken
    assert reject.line == 2
    assert reject.reason.startswith(reason)


def test_an_entry_keeps_its_identity_when_its_tags_are_corrected_and_two_alike_are_two() -> None:
    before, _ = _read(TOGGL + _toggl() + _toggl() + _toggl(start="10:00:00"))
    after, _ = _read(TOGGL + _toggl("theme:performance"))
    assert len({entry.external_id for entry in before}) == 3
    assert before[1].external_id == f"{before[0].external_id}:2"
    assert after[0].external_id == before[0].external_id


def test_a_column_that_only_may_be_the_day_stands_back_behind_that_which_is() -> None:
    (entry,), _ = _read("Data,Date,minutes,channel\nx,2026-03-02,30,events\n")
    assert entry.on == date(2026, 3, 2)


def test_a_plain_list_of_minutes_is_read() -> None:
    taken, rejects = _read(PLAIN + "2026-03-02,90,Performance,Blog,Write,yes\n2026-03-02,7.5,,,,\n2026-03-02,all,,,,\n")
    assert [(entry.minutes, entry.theme, entry.channel, entry.billable) for entry in taken] == [
        (90, "performance", "blog", True),
        (7.5, None, None, False),
    ]
    assert [reject.reason for reject in rejects] == ['"all" in "minutes" is no number of minutes; write it as 90']


@pytest.mark.parametrize(
    ("head", "row", "minutes"),
    [
        ("Datum;Stunden;Thema;Kanal\n", "02.03.2026;1,5;performance;blog", 90),
        ("Date,Hours,Notes,Billable?\n", "2026-03-02,1:15,Write,No", 75),
        ("date,hours,minutes\n", "2026-03-02,,20", 20),
        ("Datum;Uren;Thema;Kanaal;Omschrijving;Factureerbaar\n", "02.03.2026;1,5;performance;blog;Artikel;nee", 90),
        ("Date;Heures;Thème;Canal;Description;Facturable\n", "02.03.2026;0:45;performance;blog;Article;non", 45),
        ("Datum;Timmar;Tema;Kanal;Beskrivning;Debiterbar\n", "2.3.2026;1,5 tim;performance;blog;text;nej", 90),
        ("Data;Ore;Tema;Canale;Descrizione;Fatturabile\n", "2.3.2026;1h30;performance;blog;articolo;no", 90),
        ("Data;Godziny;Temat;Kanał;Opis;Rozliczane\n", "2.3.2026;1,5 godz.;performance;blog;tekst;nie", 90),
        ("Data;Horas;Tema;Canal;Descrição;Faturável\n", "2 de março de 2026;1,5;performance;blog;Artigo;não", 90),
        ("Fecha;Horas;Tema;Canal;Descripción;Facturable\n", "02.03.2026;1,5;performance;blog;Artículo;no", 90),
        ("Date,Hours,Theme,Channel,Notes,Billable?\n", "2026-03-02,1 hour 15 minutes,performance,blog,post,N", 75),
        ("Date,Hours,Theme,Channel,Notes,Billable?\n", "2026-03-02,90 mins,performance,blog,post,Y", 90),
        ("Date,Hours,Theme,Channel,Notes,Billable?\n", "2026-03-02,.5,performance,blog,post,no", 30),
        ("Datum;Stunden;Minuten\n", "02.03.2026;1;30", 90),
        ("Datum;Stunden;Minuten\n", "02.03.2026;2;0", 120),
        ("date,hours,minutes\n", "2026-03-02,1.5,90", 90),
        ("date,hours,minutes\n", "2026-03-02,2,120", 120),
    ],
)
def test_a_list_may_have_hours_in_the_place_of_minutes(head: str, row: str, minutes: float) -> None:
    (entry,), rejects = _read(head + row + "\n")
    assert (entry.on, entry.minutes, rejects) == (date(2026, 3, 2), minutes, ())


@pytest.mark.parametrize(
    "head",
    ["date,company,channel,hours", "Datum,Kunde,Stunden,Betrag", "date,project,hours", "Data,Firma,Kanał,Godziny"],
)
def test_a_list_of_leads_or_of_clients_hours_is_not_taken_for_hours_of_ones_own(head: str) -> None:
    assert effort.recognised(table.parse("x.csv", f"{head}\n")) is None


def test_what_is_no_number_of_hours_is_refused() -> None:
    _, (empty, word) = _read("date,hours,theme\n2026-03-02,,\n2026-03-02,much,\n")
    assert empty.reason == '"" in "hours" is no number of hours; write it as 1.5 or 1:30'
    assert word.reason.startswith('"much" in "hours" is no number of hours')


@pytest.mark.parametrize("text", ["1.200", '"1,200"'])
def test_minutes_with_what_may_be_a_mark_of_thousands_are_asked_about(text: str) -> None:
    taken, (reject,) = _read(PLAIN + f"2026-03-02,{text},,,,\n")
    assert not taken
    assert reject.reason.endswith('in "minutes" may be 1200 or 1.2; write one of them')


def test_a_list_by_hand_calls_its_columns_as_people_do_and_writes_times_as_they_are_typed() -> None:
    rows = "2026-03-02;1:30;Performance;Blog;ja\n2026-03-02;1,5h;;;\n2026-03-02;;;;\n"
    taken, (reject,) = _read("Datum;Minuten;Thema;Kanal;Abrechenbar\n" + rows)
    assert [(entry.minutes, entry.theme, entry.channel, entry.billable) for entry in taken] == [
        (90, "performance", "blog", True),
        (90, None, None, False),
    ]
    assert reject.line == 4


def test_the_sample_of_toggl_is_read(shared: Path) -> None:
    taken, rejects = _read((shared / "samples/leads/toggl_detailed.csv").read_text("utf-8"))
    assert [(entry.minutes, entry.theme, entry.channel, entry.billable) for entry in taken] == [
        (240, "performance", "blog", False),
        (600, "performance", "events", False),
        (480, "architecture-discovery", None, True),
        (45, None, "network", False),
    ]
    assert not rejects


@pytest.mark.parametrize(
    ("text", "channel"),
    [
        ("Netzwerk", "network"),
        ("trade fairs", "trade_fairs"),
        ("trade_fairs", "trade_fairs"),
        ("Event", "events"),
        ("E-Mail", "newsletter"),
        ("Carrier pigeons", "carrier-pigeons"),
        ("direct", "direct"),
    ],
)
def test_a_channel_is_called_as_for_leads(text: str, channel: str) -> None:
    """By its id or its name, by a usual word, and as it stands where nobody defined it."""
    fairs = Channel(id="trade_fairs", name={"de": "Messen"})
    network = Channel(id="network", name={"de": "Netzwerk"})
    known = Catalogue({}, {}, {one.id: one for one in (fairs, network)})
    taken, rejects = effort.read(table.parse("hours.csv", f"{PLAIN}2026-03-02,90,,{text},,\n"), known, AS_OF)
    assert (not rejects, [entry.channel for entry in taken]) == (True, [channel])


_CELL = st.one_of(st.text(max_size=10), st.sampled_from(["2026-03-02", "01:30:00", "90", "yes", "theme:performance"]))


@steady
@given(st.sampled_from([TOGGL, PLAIN]), st.lists(st.lists(_CELL, max_size=11), max_size=4))
def test_whatever_stands_in_the_rows_they_are_taken_or_rejected(head: str, rows: list[list[str]]) -> None:
    try:
        found = table.parse("x.csv", head + table.written((), rows).decode("utf-8", "replace"))
    except ImportRefused:
        return
    taken, rejects = effort.read(found, CATALOGUE, AS_OF)
    assert len(taken) + len(rejects) == len(found.rows)
    assert len({entry.external_id for entry in taken}) == len(taken)
