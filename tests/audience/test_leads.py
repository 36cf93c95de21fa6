"""Our own list of leads, how strands become leads, and what a lead lacks."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.audience import leads, listing, strands
from pipeline.audience.strands import Terms
from pipeline.errors import ImportRefused
from pipeline.model import table
from pipeline.model.people import STAGES, Lead, StageChange
from tests.audience.cases import AS_OF, CATALOGUE, CONTACTS, DEALS, TERMS, read, rows, rows_of, stages

steady = settings(deadline=None)  # a busy machine is no failure
ALL = "date,email,name,company,channel,message,offer,stage,stage_date,value,how_did_you_hear,employees,lang\n"


def test_a_row_of_our_own_list_is_a_lead() -> None:
    row = (
        '2026-03-01,ana@nordlicht.ch,Ana,Nordlicht,Vorträge,"Guten\nTag",Architektur-Workshop,Won,2026-04-10,'
        '"6.000,00",a friend,25,de\n'
    )
    (lead,), _ = read(ALL + row)
    assert replace(lead, external_id="") == Lead(
        external_id="",
        received_at=datetime(2026, 3, 1, tzinfo=UTC),
        stages=(
            StageChange("inquiry", date(2026, 3, 1)),
            StageChange("qualified", date(2026, 4, 10)),
            StageChange("won", date(2026, 4, 10)),
        ),
        channel="talks",
        name="Ana",
        email="ana@nordlicht.ch",
        company="Nordlicht",
        company_key="nordlicht.ch",
        employees=25,
        message="Guten\nTag",
        lang="de",
        self_report="a friend",
        offer="discovery",
        value=6000.0,
    )


@pytest.mark.parametrize(
    "text",
    ["Company;Date\nNordlicht;31.03.2026\n", "DATE\tname\n2026-03-31\tAna\n", "date,Email,zzz\n2026-03-31,a@x.ch,\n"],
)
def test_date_and_somebody_are_enough(text: str) -> None:
    (lead,), remarks = read(text)
    assert stages(lead) == ["inquiry 2026-03-31"]
    assert lead.channel == "direct"
    assert not remarks


@pytest.mark.parametrize(
    ("row", "reason"),
    [
        (",a@x.ch,,,,,,,,,,,", 'no date in "date"; add it as 2026-03-31 and import the file again'),
        ("2028-01-01,a@x.ch,,,,,,,,,,,", '"2028-01-01" in "date" lies too far ahead'),
        ("2026-03-01,,,,,,,,,,,,", '"email", "company" and "name" are empty; fill one'),
        ("2026-03-01,a@,,,,,,,,,,,", 'what stands in "email" is no mail address; correct it or leave it empty'),
        ("2026-03-01,a@x.ch,,,,,,wn,2026-03-02,,,,", 'unknown stage "wn" in "stage"; did you mean "won"?'),
        ("2026-03-01,a@x.ch,,,,,,won,,,,,", 'the stage "won" has no date in "stage_date"; add it as 2026-03-31'),
        ("2026-03-01,a@x.ch,,,,,,won,2026-02-01,,,,", '"stage_date" 2026-02-01 lies before "date" 2026-03-01'),
        ("2026-03-01,a@x.ch,,,,,audt,,,,,,", 'unknown offer "audt" in "offer"; did you mean "audit"?'),
        ("2026-03-01,a@x.ch,,,,,zzz,,,,,,", 'unknown offer "zzz" in "offer"; add it to content/offers.toml'),
        ("2026-03-01,a@x.ch,,,,,,,,,,many,", '"many" in "employees" is no whole number; write it as 25'),
        ("2026-03-01,a@x.ch,,,,,,,,,,,klingonsprech", '"klingonsprech" is no language tag'),
    ],
)
def test_a_row_that_cannot_be_taken_says_why(row: str, reason: str) -> None:
    found = rows(f"{ALL}{row}\n")
    assert not found.rows
    assert (found.rejects[0].line, found.rejects[0].reason[: len(reason)]) == (2, reason)


def test_a_column_that_looks_like_one_of_ours_is_remarked_on() -> None:
    _, remarks = rows("date,company,chanel\n"), rows("date,company,chanel\n").remarks
    assert remarks == ('1.csv: the column "chanel" is not read; did you mean "channel"?',)


def test_the_same_row_keeps_its_identity_when_its_stage_moves_and_two_alike_are_two() -> None:
    head = "date,company,stage,stage_date\n"
    before = rows(head + "2026-03-01,X,,\n2026-03-01,X,,\n2026-03-02,X,,\n").rows
    after = rows(head + "2026-03-01,X GmbH,offered,2026-03-05\n").rows
    assert len({row.external_id for row in before}) == 3
    assert before[1].external_id == f"{before[0].external_id}:2"
    assert after[0].external_id == before[0].external_id


def test_a_row_that_was_taken_once_is_no_mistake_for_an_earlier_as_of() -> None:
    text, early = "date,company\n2026-06-01,X\n", date(2020, 1, 1)
    kept = rows(text).rows
    assert len(leads.read(kept, Terms.of_kept_rows(CATALOGUE, early)).strands) == 1
    assert not rows_of([table.parse("x.csv", text)], Terms.of_new_rows(CATALOGUE, early)).rows


@pytest.mark.parametrize(
    ("row", "history"),
    [
        (",,", ["inquiry 2026-03-01"]),
        (",,2026-03-02", ["inquiry 2026-03-01", "qualified 2026-03-02"]),
        ("qualified,,2026-03-02", ["inquiry 2026-03-01", "qualified 2026-03-02"]),
        ("lost,2026-04-01,", ["inquiry 2026-03-01", "lost 2026-04-01"]),
        ("lost,2026-04-01,2026-03-02", ["inquiry 2026-03-01", "qualified 2026-03-02", "lost 2026-04-01"]),
        ("won,2026-04-01,2. März 2026", ["inquiry 2026-03-01", "qualified 2026-03-02", "won 2026-04-01"]),
    ],
)
def test_a_row_may_say_since_when_its_lead_was_qualified(row: str, history: list[str]) -> None:
    (lead,), _ = read(f"date,company,stage,stage_date,qualified_date\n2026-03-01,X,{row}\n")
    assert stages(lead) == history


@pytest.mark.parametrize(
    ("second", "message", "offer"),
    [("2026-04-01,,,Alles ist langsam,", "Alles ist langsam", None), ("2026-04-02,,,Alles ist langsam,", "", None),
     ("2026-04-01,,,,audit", "", "audit"), ("2026-05-01,won,2026-05-02,,audit", "", None)],
)  # fmt: skip
def test_what_a_client_asks_for_later_is_not_what_it_bought(second: str, message: str, offer: str | None) -> None:
    """The first sale of a CRM that names no offer was counted for what somebody else of the company asked months on."""
    head = "date,stage,stage_date,message,offer,company\n"
    (lead,), _ = read(f"{head}2026-03-01,won,2026-04-01,,,X\n{second},X\n")
    assert (lead.message, lead.offer) == (message, offer)
    assert stages(lead)[-1] == "won 2026-04-01"


def test_who_was_lost_and_comes_back_a_year_later_buys_what_it_asks_for_then() -> None:
    head = "date,stage,stage_date,message,offer,company\n"
    (lead,), _ = read(
        f"{head}2025-03-01,lost,2025-04-01,Tests,audit,X\n2026-03-01,won,2026-04-01,Alles ist langsam,,X\n"
    )
    assert (lead.message, lead.offer) == ("Alles ist langsam", None)
    assert lead.received_at.date() == date(2025, 3, 1)


def test_a_lead_that_was_qualified_after_it_was_lost_is_a_mistake() -> None:
    (reject,) = rows("date,company,stage,stage_date,qualified_date\n2026-03-01,X,lost,2026-04-01,2026-05-01\n").rejects
    assert reject.reason == '"qualified_date" 2026-05-01 lies after "stage_date" 2026-04-01; correct one of them'


def test_a_row_that_a_changed_catalogue_makes_unreadable_is_remarked_on() -> None:
    kept = rows("date,company,offer\n2026-06-01,X,audit\n").rows
    reading = leads.read(kept, Terms.of_kept_rows(replace(CATALOGUE, offers={}), AS_OF))
    assert not reading.strands
    assert 'can no longer be read: unknown offer "audit"' in reading.remarks[0]


@pytest.mark.parametrize(
    ("changes", "history"),
    [
        (["inquiry 1", "won 5"], ["inquiry 1", "qualified 5", "won 5"]),
        (["inquiry 1", "offered 3", "qualified 4"], ["inquiry 1", "qualified 3", "offered 3"]),
        (["inquiry 1", "won 5", "offered 7", "won 9", "lost 8"], ["inquiry 1", "qualified 5", "won 5"]),
        (["inquiry 1", "lost 3", "won 5"], ["inquiry 1", "qualified 5", "won 5"]),
        (["inquiry 1", "lost 3"], ["inquiry 1", "lost 3"]),
        (["inquiry 1", "lost 3", "qualified 4"], ["inquiry 1", "qualified 4"]),
        (["inquiry 1", "inquiry 4", "qualified 1"], ["inquiry 1", "qualified 1"]),
    ],
)
def test_stages_stand_on_their_first_day_and_a_sale_ends_them(changes: list[str], history: list[str]) -> None:
    found = strands.history(_change(change) for change in changes)
    assert list(found) == [_change(change) for change in history]


def _change(text: str) -> StageChange:
    stage, on = text.split()
    return StageChange(next(known for known in STAGES if known == stage), date(2026, 1, int(on)))


_CHANGES = st.builds(StageChange, st.sampled_from(STAGES), st.dates(date(2026, 1, 2), date(2026, 1, 9)))


@steady
@given(st.lists(_CHANGES, max_size=8))
def test_a_history_is_sorted_has_no_stage_twice_and_is_its_own_history(changes: list[StageChange]) -> None:
    changes.append(StageChange("inquiry", date(2026, 1, 1)))
    found = strands.history(changes)
    assert list(found) == sorted(found, key=lambda change: (change.on, STAGES.index(change.stage)))
    assert len({change.stage for change in found}) == len(found)
    assert strands.history(found) == found
    won = [change.on for change in changes if change.stage == "won"]
    assert (found[-1].stage == "won") == bool(won)


def _listed(found: Sequence[Lead], wanted: Mapping[str, float]) -> list[dict[str, Any]]:
    return listing.leads(
        found, met=lambda _lead: {}, wanted=lambda _lead: wanted, segment=lambda _lead: None, numbers={}
    )


@pytest.mark.parametrize(
    ("said", "employees"),
    [("10-49", 10), ("10 – 49", 10), ("250+", 250), ("1.000-4.999", 1000), ("51 bis 200", 51), ("> 250", 250),
     ("50 à 249", 50), ("1 200", 1200), ("25", 25), ("2-10 employees", 2), ("10001+ Employees", 10001),
     ("25 people", 25)],
)  # fmt: skip
def test_of_a_class_of_sizes_the_lower_end_counts(said: str, employees: int) -> None:
    (lead,), _ = read(f"date,email,employees\n2026-03-01,ana@nordlicht.ch,{said}\n")
    assert lead.employees == employees


def test_the_rows_of_leads_list_show_no_person() -> None:
    text = "date,email,name,company,stage,stage_date,value\n2026-03-01,ana@nordlicht.ch,Ana,,won,2026-04-01,7\n"
    found, _ = read(text)
    wanted = {"architecture": 1.0}
    assert _listed(found, wanted) == [
        {
            "id": None,
            "received_at": "2026-03-01T00:00:00Z",
            "stage": "won",
            "channel": "direct",
            "company": "nordlicht.ch",
            "segment": None,
            "met": {},
            "wanted": wanted,
            "offer": None,
            "value": 7.0,
            "referred_by": None,
            "missing": ["offer or message"],
            "fit": dict.fromkeys(("knows", "solvable", "money", "decides")),
        }
    ]


def test_a_private_person_has_no_company_in_the_list() -> None:
    found, _ = read("date,email,message\n2026-03-01,ana@gmail.com,Hallo\n")
    assert [(row["company"], row["missing"]) for row in _listed(found, {})] == [(None, ["qualified date", "theme"])]


_CELL = st.one_of(
    st.text(max_size=10),
    st.sampled_from(
        ["2026-03-01", "03/04/2026", "a@x.ch", "won", "Closed won", "Customer", "9", "//x.org/?utm_source=%"]
    ),
)


@steady
@given(st.sampled_from([ALL, CONTACTS, DEALS]), st.lists(st.lists(_CELL, max_size=15), max_size=4))
def test_whatever_stands_in_the_rows_they_are_taken_or_rejected(head: str, cells: list[list[str]]) -> None:
    width = head.count(",") + 1
    rows_ = [(row + [""] * width)[:width] for row in cells]
    try:
        found = table.parse("x.csv", head + table.written((), rows_).decode("utf-8", "replace"))
    except ImportRefused:
        return
    taken = rows_of([found], TERMS)
    assert len(taken.rows) + len(taken.rejects) == len(found.rows)
    reading = leads.read(taken.rows, TERMS)
    assert len({strand.lead.company_key for strand in reading.strands}) == len(reading.strands)
    assert all(strand.lead.stages for strand in reading.strands)


def test_a_row_that_knows_only_the_day_moves_no_first_contact_to_midnight() -> None:
    """Else the posts that the lead read that morning would come after its first contact."""
    note = "date,email,knows,decides\n2026-05-08,ana@nordlicht.ch,yes,no\n"
    contact = CONTACTS + (
        "7,Ana,L,ana@nordlicht.ch,Nordlicht,2026-05-08 09:30,,Organic Search,https://x.org/de/posts/a.html,Lead,Hi,de,9,\n"
    )
    for texts in ((note, contact), (contact, note)):
        (lead,), _ = read(*texts)
        assert lead.received_at == datetime(2026, 5, 8, 9, 30, tzinfo=UTC)
        assert [touch.at <= lead.received_at for touch in lead.touches if touch.post] == [True]
        assert (lead.fit.knows, lead.fit.decides, lead.fit.money) == (True, False, None)


@pytest.mark.parametrize(
    "pages", ["/de/a.html, /de/b.html", "/de/a.html;/de/b.html", "/de/a.html\n/de/b.html", "/de/a.html /de/b.html,"]
)
def test_pages_may_be_parted_as_people_part_things(pages: str) -> None:
    (lead,), _ = read(f'date,email,pages\n2026-03-01,a@x.ch,"{pages}"\n')
    assert [touch.post for touch in lead.touches] == ["/de/a.html", "/de/b.html"]


def test_a_comma_within_an_address_belongs_to_it() -> None:
    (lead,), _ = read('date,email,pages\n2026-03-01,a@x.ch,"/de/a,b.html"\n')
    assert [touch.post for touch in lead.touches] == ["/de/a,b.html"]
