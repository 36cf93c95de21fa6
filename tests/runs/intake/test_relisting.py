"""A list of leads without ids that is corrected and imported again: the row is the same, whatever its day and firm."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from pipeline.edges.database import leads as stored_leads
from pipeline.model.workspace import Workspace
from pipeline.runs import care, rights, store
from pipeline.runs.care import Said
from pipeline.runs.intake import imports_folder, leads
from pipeline.runs.intake.columns import ImportOptions
from tests.runs.folk import every_lead, made, number, paths

HEAD = "date,email,name,company,channel,message,stage,stage_date,offer\n"
JO = "2026-03-10,jo@firma.example,Jo,Firma,network,Slow pages,won,2026-05-01,discovery"
XI = "2026-04-11,x@y.example,Xi,,search,A talk,inquiry,,"
UMA = "2026-04-12,uma@rad.example,Uma,Rad,direct,A workshop,inquiry,,"


@pytest.fixture
def where(tmp_path: Path) -> Workspace:
    found = made(tmp_path)
    (tmp_path / "private/imports").mkdir(parents=True, exist_ok=True)
    return found


def taken(where: Workspace, *rows: str, name: str = "list.csv") -> tuple[tuple[int, int, int], tuple[str, ...]]:
    Path(where.root, "private/imports", name).write_text(HEAD + "\n".join(rows) + "\n", "utf-8")
    found = leads.import_leads(where, paths(name))
    return (found.added, found.updated, found.unchanged), found.notes


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        (JO.replace("2026-03-10", "2025-03-10"), JO),
        (JO.replace("2026-03-10", "2026-03-01"), JO),
        (XI.replace("y.example", "yy.example"), XI),
        (UMA.replace("uma@rad.example", ""), UMA),
        (UMA.replace("2026-04-12", "2026-04-02").replace("rad.example", "rat.example"), UMA),
    ],
)
def test_a_day_or_an_address_that_was_corrected_is_no_second_inquiry(where: Workspace, typed: str, meant: str) -> None:
    rows = [row for row in (JO, XI, UMA) if row != meant]
    assert taken(where, *rows, typed)[0] == (3, 0, 0)
    first = {lead.name: lead.id for lead in every_lead(where)}
    assert taken(where, *rows, meant) == ((0, 1, 2), ())
    by_name = {lead.name: lead for lead in every_lead(where)}
    assert {name: lead.id for name, lead in by_name.items()} == first
    on, email = meant.split(",")[:2]
    corrected = by_name[meant.split(",")[2]]
    assert (corrected.received_on, corrected.email) == (date.fromisoformat(on), email)
    assert taken(where, *rows, meant)[0] == (0, 0, 3)


@pytest.mark.parametrize(
    ("said", "stages"),
    [
        (["qualified,2026-03-12", "won,2026-05-01"], [("qualified", 12), ("won", 1)]),
        (["qualified,2026-03-12", "offered,2026-04-02", "lost,2026-05-01"], [("qualified", 12), ("lost", 1)]),
        (["offered,2026-04-02", "won,2026-05-01", "won,2026-05-03"], [("qualified", 2), ("won", 3)]),
        (["qualified,2026-03-12", "qualified,2026-03-14", "lost,2026-05-01"], [("qualified", 14), ("lost", 1)]),
        (["qualified,2026-03-12", "won,2026-05-01", "qualified,2026-03-12"], [("qualified", 12)]),
        (["qualified,2026-03-12", "inquiry,", "lost,2026-05-01"], [("lost", 1)]),
        (["won,2026-05-01", "lost,2026-05-01"], [("lost", 1)]),
        (["qualified,2026-03-12", "won,2026-03-11"], [("qualified", 11), ("won", 11)]),
    ],
)
def test_a_list_that_is_written_over_keeps_since_when_a_lead_was_qualified(
    where: Workspace, said: list[str], stages: list[tuple[str, int]]
) -> None:
    """Else a month's report, asked for again, would miss the leads that have moved on since."""
    file = Path(where.root, "private/imports/list.csv")
    for cells in said:
        for _ in range(2):
            file.write_text(f"date,email,stage,stage_date\n2026-03-10,jo@x.example,{cells}\n", "utf-8")
            leads.import_leads(where, paths("list.csv"))
    (lead,) = every_lead(where)
    assert [(change.stage, change.on.day) for change in lead.stages[1:]] == stages


def test_days_that_are_meant_otherwise_are_no_second_inquiries(where: Workspace) -> None:
    file = Path(where.root, "private/imports/list.csv")
    rows = [row.replace("2026-03-10", "05/04/2026") for row in (JO.replace("2026-05-01", "2026-06-20"), XI, UMA)]
    days = (("2026-04-11", "06/04/2026"), ("2026-04-12", "07/04/2026"))
    text = HEAD + "\n".join(rows) + "\n"
    for typed, slashed in days:
        text = text.replace(typed, slashed)
    file.write_text(text, "utf-8")
    leads.import_leads(where, paths("list.csv"), ImportOptions(order="mdy"))
    found = leads.import_leads(where, paths("list.csv"), ImportOptions(order="dmy"))
    assert (found.added, found.updated, found.notes) == (0, 3, ())
    assert sorted(lead.received_on for lead in every_lead(where)) == [date(2026, 4, day) for day in (5, 6, 7)]


def test_what_was_said_of_a_row_by_hand_stays_when_it_is_corrected(where: Workspace) -> None:
    taken(where, JO, XI, UMA)
    care.update(where, number(where, "x@y.example"), Said(values={"channel": "events", "offer": "discovery"}))
    care.merge(where, number(where, "x@y.example"), number(where, "uma@rad.example"))
    assert taken(where, JO, XI.replace("y.example", "yy.example"), UMA)[0] == (0, 1, 1)
    merged = next(lead for lead in every_lead(where) if lead.name == "Xi")
    assert (len(every_lead(where)), merged.channel, merged.offer, len(merged.merged)) == (2, "events", "discovery", 1)


def test_a_list_that_begins_anew_makes_no_old_inquiry_a_new_one(where: Workspace) -> None:
    assert taken(where, JO, XI)[0] == (2, 0, 0)
    again = XI.replace("2026-04-11", "2026-06-02")
    assert taken(where, again) == ((0, 1, 0), ()), "the same person, a month later: one lead, and its first day stays"
    assert sorted(lead.received_on for lead in every_lead(where)) == [date(2026, 3, 10), date(2026, 4, 11)]


@pytest.mark.parametrize(("first", "again"), [("2026-04-02", "2026-04-28"), ("2026-04-11", "2026-06-02")])
def test_who_asks_again_in_a_list_that_drops_its_oldest_keeps_the_first_day(
    where: Workspace, first: str, again: str
) -> None:
    rolling = JO.replace("2026-03-10", "{}").replace("won,2026-05-01,discovery", "inquiry,,")
    taken(where, rolling.format(first), XI, UMA)
    assert taken(where, XI, UMA, rolling.format(again))[0] == (0, 1, 2)
    assert next(lead for lead in every_lead(where) if lead.name == "Jo").received_on == date.fromisoformat(first)


def test_the_list_of_another_month_under_one_name_is_of_other_inquiries(where: Workspace) -> None:
    firms = [
        f"2026-0{{}}-0{day},jo@{firm}.example,Jo,{firm},network,As always,inquiry,,"
        for day, firm in enumerate(("acme", "beta", "gamma"), 2)
    ]
    taken(where, *(row.format(4) for row in firms))
    taken(where, *(row.format(6) for row in firms))
    assert [lead.received_on for lead in every_lead(where)] == [date(2026, 4, day) for day in (2, 3, 4)]


def test_two_rows_that_could_be_the_corrected_one_are_both_kept(where: Workspace) -> None:
    taken(where, JO, XI, UMA, UMA.replace("Uma", "Ute").replace("rad.", "tag."))
    counts, _ = taken(where, JO, XI, UMA, XI.replace("x@y", "x@z"), XI.replace("x@y", "x@q"))
    assert counts[0] == 2


def test_a_first_name_alone_makes_nobody_the_same(where: Workspace) -> None:
    di = "{},{}@{}.example,Di,,search,A talk,inquiry,,"
    taken(where, JO, UMA, di.format("2026-04-02", "di", "one"))
    counts, _ = taken(where, JO, UMA, di.format("2026-05-02", "d", "two"))
    assert counts == (1, 0, 2)


def test_rows_that_a_list_holds_no_more_still_count_and_are_told_of_once(where: Workspace) -> None:
    taken(where, JO, XI, UMA)
    _, notes = taken(where, JO, XI)
    (note,) = notes
    assert note.startswith("private/imports/list.csv holds 1 row no more that still counts; if that was a mistake: ")
    assert taken(where, JO, XI)[1] == ()
    assert len(every_lead(where)) == 3


def test_rows_with_an_id_that_a_list_holds_no_more_are_told_of_too(where: Workspace) -> None:
    list_ = Path(where.root, "private/imports/list.csv")
    rows = [f"{number},{row}\n" for number, row in enumerate((JO, XI, UMA))]
    notes = []
    for kept in (rows, rows[:2], rows[:2]):
        list_.write_text(f"id,{HEAD}{''.join(kept)}", "utf-8")
        notes.append(leads.import_leads(where, paths("list.csv")).notes)
    assert (notes[0], notes[2]) == ((), ())
    assert notes[1][0].startswith(
        "private/imports/list.csv holds 1 row no more that still counts; if that was a mistake: "
    )
    assert len(every_lead(where)) == 3


def test_a_row_that_another_list_holds_is_not_gone(where: Workspace) -> None:
    taken(where, JO, XI, UMA)
    taken(where, UMA, name="other.csv")
    assert taken(where, JO, XI, UMA.replace("2026-04-12", "2026-04-13")) == ((0, 1, 2), ())
    assert next(lead for lead in every_lead(where) if lead.name == "Uma").received_on == date(2026, 4, 12)


def test_a_row_that_was_forgotten_leaves_no_trace_in_the_list_of_rows(where: Workspace) -> None:
    taken(where, JO, XI, UMA)
    rights.forget(where, number(where, "x@y.example"))
    taken(where, JO, XI, UMA)
    with store.reading(where) as connection:
        (held,) = stored_leads.rows_by_file(connection).values()
    assert held.keys() == {lead.external_id for lead in every_lead(where)}
    assert len(held) == 2


def test_an_older_list_that_every_run_reads_again_takes_no_sale_back(where: Workspace) -> None:
    inquiry = JO.replace("won,2026-05-01", "inquiry,")
    taken(where, inquiry, XI, name="list-april.csv")
    assert taken(where, JO, XI, name="crm.csv")[0] == (0, 1, 1)
    for _ in range(2):
        imports_folder.take_in(where)
        assert [lead.stage for lead in every_lead(where)] == ["won", "inquiry"]
    folder = Path(where.root, "private/imports")
    (folder / "2025").mkdir()
    (folder / "list-april.csv").rename(folder / "2025/list.csv")
    imports_folder.take_in(where)
    assert [lead.stage for lead in every_lead(where)] == ["won", "inquiry"], "an old file that is put away says nothing"
    assert taken(where, inquiry.replace("inquiry,", "lost,2026-05-09"), XI, name="2025/list.csv")[0] == (0, 1, 1)
    assert [lead.stage for lead in every_lead(where)] == ["lost", "inquiry"], "what is new in it counts"


def test_a_deal_that_is_opened_again_is_news_though_a_list_that_is_gone_said_the_same(where: Workspace) -> None:
    lost, again = JO.replace("won,2026-05-01", "lost,2026-05-01"), JO.replace("won,2026-05-01", "inquiry,")
    for number_of, rows in enumerate(((again, XI), (lost, XI), (again, XI.replace("inquiry,", "won,2026-05-02")))):
        taken(where, *rows, name=f"{number_of}.csv")
        Path(where.root, f"private/imports/{number_of}.csv").unlink()
    assert [lead.stage for lead in every_lead(where)] == ["inquiry", "won"]


def test_a_sale_that_was_a_mistake_goes_back_though_an_export_that_is_gone_by_now_said_the_same(
    where: Workspace,
) -> None:
    inquiry = JO.replace("won,2026-05-01", "inquiry,")
    for name, rows in (("april", (inquiry, XI)), ("may", (JO, XI)), ("june", (inquiry, XI, UMA))):
        taken(where, *rows, name=f"{name}.csv")
        Path(where.root, f"private/imports/{name}.csv").unlink()
    assert [lead.stage for lead in every_lead(where)] == ["inquiry"] * 3


def test_an_old_list_that_is_put_away_takes_no_sale_back_where_it_names_somebody_forgotten(where: Workspace) -> None:
    taken(where, JO.replace("won,2026-05-01", "inquiry,"), XI, name="list.csv")
    taken(where, JO, name="crm.csv")
    rights.forget(where, number(where, "x@y.example"))
    folder = Path(where.root, "private/imports")
    (folder / "2025").mkdir()
    (folder / "list.csv").rename(folder / "2025/list.csv")
    imports_folder.take_in(where)
    assert [lead.stage for lead in every_lead(where)] == ["won"]


@pytest.mark.parametrize(
    "downloads",
    [
        ("crm.csv", "crm (2).csv", "crm (10).csv"),
        ("crm-2026-11-22.csv", "crm-2026-11-23.csv", "crm-2026-11-23 (1).csv"),
        ("crm 9.csv", "crm 9-2.csv", "crm 10.csv"),
    ],
)
def test_of_downloads_of_one_name_the_last_one_counts(where: Workspace, downloads: tuple[str, ...]) -> None:
    for name, stage in zip(downloads, ("inquiry,", "offered,2026-04-20", "won,2026-05-01"), strict=True):
        row = JO.replace("won,2026-05-01", stage)
        Path(where.root, "private/imports", name).write_text(f"{HEAD}{row}\n", "utf-8")
    imports_folder.take_in(where)
    assert [lead.stage for lead in every_lead(where)] == ["won"]


def test_what_two_lists_say_of_one_inquiry_in_other_columns_counts_together(where: Workspace) -> None:
    folder = Path(where.root, "private/imports")
    (folder / "a.csv").write_text("date,email,channel\n2026-04-11,x@y.example,events\n", "utf-8")
    (folder / "b.csv").write_text("date,email,message\n2026-04-11,x@y.example,A talk\n", "utf-8")
    imports_folder.take_in(where)
    assert [(lead.channel, lead.message) for lead in every_lead(where)] == [("events", "A talk")]
