"""Care of leads by hand: add, update, merge, forget, show, list."""

from __future__ import annotations

import re
import sqlite3
from contextlib import closing
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from pipeline.edges import encodings, secret
from pipeline.errors import ImportRefused, StoreError, WorkspaceError
from pipeline.model.workspace import Workspace
from pipeline.runs import care, rights, store
from pipeline.runs.care import Said
from pipeline.runs.intake import imports_folder, leads, subscribers
from tests.runs.folk import FILES, every_lead, made, number, paths


@pytest.fixture
def where(tmp_path: Path) -> Workspace:
    """A workspace that has taken everything in."""
    found = made(tmp_path, FILES)
    leads.import_leads(found, paths(*FILES))
    return found


def test_the_list_says_what_each_lead_met_and_wants_and_how_large_it_is(where: Workspace) -> None:
    rows = {row["company"]: row for row in care.listed(where).rows}
    nordlicht, damico, firma = rows["Nordlicht"], rows["damico.it"], rows["Firma"]
    assert (nordlicht["wanted"], nordlicht["segment"]) == ({"architecture": 1.0}, "deer")
    assert (damico["wanted"], damico["missing"]) == ({"performance": 1.0}, [])
    assert (firma["wanted"], firma["missing"]) == ({"performance": 1.0}, ["qualified date"])
    assert rows[None]["wanted"] == {"architecture": 1.0}
    assert nordlicht["met"] == {}  # she saw the post after the firm's first contact
    care.add(
        where, {"date": "2026-03-01", "email": "jo@kunde.ch", "pages": "/de/posts/tail.html", "message": "Architektur"}
    )
    met = next(row for row in care.listed(where).rows if row["company"] == "kunde.ch")
    assert (met["met"], met["wanted"]) == ({"performance": 1.0}, {"architecture": 1.0})


def test_who_signs_with_a_name_that_is_a_keyword_does_not_ask_for_it(where: Workspace) -> None:
    message = "Bitte rufen Sie mich an\n\nEva Latenz\nLatenz & Langsam GmbH"
    care.add(where, {"date": "2026-03-01", "email": "eva@latenz-langsam.ch", "name": "Eva Latenz", "message": message})
    row = next(row for row in care.listed(where).rows if row["company"] == "latenz-langsam.ch")
    assert (row["wanted"], row["missing"]) == ({}, ["qualified date", "theme"])


def test_one_lead_is_shown_with_what_the_list_says_and_no_other_message_is_read_or_lost(where: Workspace) -> None:
    rows = care.listed(where).rows
    kept = Path(where.root, encodings.PRIVATE)
    before = kept.read_bytes() if kept.exists() else None
    for row in rows:
        shown = rights.shown(where, row["id"])
        assert {name: shown[name] for name in row} == row
        assert (kept.read_bytes() if kept.exists() else None) == before


def test_a_post_with_a_mistake_keeps_nobody_from_his_leads(where: Workspace) -> None:
    Path(where.root, "content/posts/broken.de.md").write_text("---\nlang: xxxxxxxxx\n---\n", "utf-8")
    found = care.listed(where)
    assert len(found.rows) == 4
    assert found.problems


def test_all_that_is_kept_of_a_lead_is_shown_with_its_history(where: Workspace) -> None:
    ana = number(where, "ana@nordlicht.ch")
    care.update(where, ana, Said(values={"value": "6.500,50 €", "decides": "yes"}))
    found = rights.shown(where, ana)
    assert (found["email"], found["value"], found["fit"]["decides"]) == ("bela@nordlicht.ch", 6500.5, True)
    assert found["stages"][-1] == {"stage": "won", "on": "2026-04-10"}
    assert found["touches"][0]["post"] == "/de/posts/tail.html"
    assert found["changes"][-2:] == [
        {"on": "2026-06-30", "by": "hand", "what": "value", "from": "6000", "to": "6500.5"},
        {"on": "2026-06-30", "by": "hand", "what": "decides", "from": "", "to": "yes"},
    ]


@pytest.mark.parametrize("act", [rights.shown, rights.forget, lambda to, lead: care.merge(to, lead, lead)])
def test_a_lead_that_is_not_there_is_told(where: Workspace, act: object) -> None:
    with pytest.raises(ImportRefused, match="there is no lead 99; see leitmotiv leads list"):
        act(where, 99)  # type: ignore[operator]


@pytest.mark.parametrize(
    ("said", "reason"),
    [
        (Said(values={"offer": "zzz"}), 'unknown offer "zzz"'),
        (
            Said(values={}, stage="won", on=date(2026, 1, 1)),
            "lies before 2026-06-13, the day on which the lead came in",
        ),
        (Said(values={}, stage="won", on=date(2029, 1, 1)), "2029-01-01 lies after 2026-06-30"),
        (
            Said(values={}, stage="inquiry", on=date(2026, 6, 14)),
            "the inquiry is of 2026-06-13, the day on which the lead came in; correct it in the file it is from",
        ),
    ],
)
def test_what_cannot_be_said_changes_nothing(where: Workspace, said: Said, reason: str) -> None:
    before = every_lead(where)
    with pytest.raises(ImportRefused, match=reason):
        care.update(where, number(where, "dora@firma.ch"), said)
    assert every_lead(where) == before


def test_a_lead_by_hand_joins_its_company_and_the_same_again_changes_nothing(where: Workspace) -> None:
    told = {"date": "2026-03-02", "email": "eva@damico.it", "message": "Architektur"}
    lead, new = care.add(where, told)
    assert (lead.id, new) == (number(where, "chiara@damico.it"), False)
    before = every_lead(where)
    care.add(where, told)
    assert every_lead(where) == before
    other, new = care.add(where, {"date": "2026-03-02", "name": "Nobody known"})
    assert (other.name, new) == ("Nobody known", True)


@pytest.mark.parametrize(
    ("told", "reason"),
    [
        ({"date": "2026-03-02"}, "a lead is somebody"),
        ({"date": "2026-03-02", "email": "nobody"}, "is no mail address"),
        (
            {"date": "2026-03-02", "email": "a@x.ch", "channel": "netwrk"},
            'unknown channel "netwrk"; did you mean "network"',
        ),
        ({"date": "2026-03-02", "email": "a@x.ch", "stage": "won"}, 'the stage "won" has no date'),
    ],
)
def test_a_lead_by_hand_that_cannot_be_is_refused(where: Workspace, told: dict[str, str], reason: str) -> None:
    with pytest.raises(ImportRefused, match=reason):
        care.add(where, told)
    assert len(every_lead(where)) == 4


def test_two_leads_become_one_that_keeps_the_number_of_the_first(where: Workspace) -> None:
    kept, joined = number(where, "dora@firma.ch"), number(where, "ana@nordlicht.ch")
    lead = care.merge(where, kept, joined)
    assert (lead.id, len(lead.rows), lead.stage) == (kept, 3, "won")
    assert {one.id for one in every_lead(where)} >= {kept}
    assert joined not in {one.id for one in every_lead(where)}
    leads.import_leads(where, paths(*FILES))
    assert len(every_lead(where)) == 3


@pytest.mark.parametrize("kept", ["dora@firma.ch", "ana@nordlicht.ch"])
def test_leads_that_were_merged_by_mistake_are_two_again(where: Workspace, kept: str) -> None:
    before = {lead.external_id: replace(lead, id=None) for lead in every_lead(where)}
    other = "dora@firma.ch" if kept.startswith("ana") else "ana@nordlicht.ch"
    first = number(where, kept)
    care.merge(where, first, number(where, other))
    leads.import_leads(where, paths(*FILES))
    found = care.unmerge(where, first)
    assert [lead.id == number(where, kept) for lead in found] == [True, False]
    assert number(where, kept) == first
    assert {lead.external_id: replace(lead, id=None) for lead in every_lead(where)} == before
    leads.import_leads(where, paths(*FILES))
    assert len(every_lead(where)) == 4
    with pytest.raises(ImportRefused, match=f"lead {first} was never merged by hand"):
        care.unmerge(where, first)


def test_of_three_that_were_merged_each_is_one_again(where: Workspace) -> None:
    before = {lead.external_id for lead in every_lead(where)}
    first, second, third, _ = sorted(lead.id or 0 for lead in every_lead(where))
    care.merge(where, second, third)
    care.merge(where, first, second)
    assert len(care.unmerge(where, first)) == 3
    assert {lead.external_id for lead in every_lead(where)} == before


def test_what_was_called_no_lead_counts_nowhere_until_that_is_taken_back(where: Workspace) -> None:
    dora = number(where, "dora@firma.ch")
    care.update(where, dora, Said(values={"set_aside": "yes"}))
    assert dora not in {row["id"] for row in care.listed(where).rows}
    assert dora in {row["id"] for row in care.listed(where, everything=True).rows}
    leads.import_leads(where, paths(*FILES))
    assert [lead.set_aside for lead in every_lead(where) if lead.id == dora] == [True]
    with pytest.raises(ImportRefused, match=f"lead {dora} was called no lead; take that back first"):
        care.merge(where, 1, dora)
    care.update(where, dora, Said(values={"set_aside": "no"}))
    assert dora in {row["id"] for row in care.listed(where).rows}


def _content(where: Workspace) -> bytes:
    database = Path(where.root, "private/leitmotiv.db")
    with closing(sqlite3.connect(database)) as connection:
        return "\n".join(connection.iterdump()).encode() + database.read_bytes()


def test_who_is_forgotten_is_gone_from_every_table_and_no_import_brings_him_back(where: Workspace) -> None:
    Path(where.root, "private/imports/people.csv").write_text("email,lang\ndora@firma.ch,de\nx@y.ch,de\n", "utf-8")
    Path(where.root, "private/rejects").mkdir(exist_ok=True)
    Path(where.root, "private/rejects/old.csv").write_text("email\nDora@Firma.ch\n", "utf-8")
    subscribers.import_subscribers(where, "private/imports/people.csv")
    Path(where.root, "private/outbox/issue").mkdir(parents=True)
    for name in ("1.eml", "11.eml"):
        Path(where.root, "private/outbox/issue", name).write_text("a letter", "utf-8")
    care.update(where, number(where, "dora@firma.ch"), Said(values={"heard": "from Dorabella"}))
    gone = rights.forget(where, number(where, "dora@firma.ch"))
    assert (gone.whole, gone.subscribers, gone.cleared.rejects) == (True, 1, ("private/rejects/old.csv",))
    assert gone.left.files == ("private/imports/form.json", "private/imports/people.csv")
    assert not Path(where.root, "private/rejects/old.csv").exists()
    assert [path.name for path in Path(where.root, "private/outbox").rglob("*.eml")] == ["11.eml"]
    content = _content(where)
    for word in (b"dora@firma.ch", b"Firma", b"Dorabella", b"netlify:f1", b"We are slow"):
        assert word not in content
    taken = imports_folder.take_in(where)
    assert len(every_lead(where)) == 3
    assert [person.email for person in subscribers.everyone(where)] == ["x@y.ch"]
    assert "1 row is of people who asked to be forgotten" in taken.results[-1].notes[-1]


def test_a_file_that_cannot_be_searched_keeps_nobody_from_being_forgotten(where: Workspace) -> None:
    for folder in ("imports", "rejects"):
        Path(where.root, "private", folder).mkdir(exist_ok=True)
        Path(where.root, "private", folder, "a.csv.gz").write_bytes(b"x")
        Path(where.root, "private", folder, "b.csv").write_text("dora@firma.ch\n", "utf-8")
    gone = rights.forget(where, number(where, "dora@firma.ch"))
    assert gone.cleared.rejects == ("private/rejects/b.csv",)
    assert gone.left.files == ("private/imports/b.csv", "private/imports/form.json")
    assert [problem.path for problem in gone.left.unread] == ["private/imports/a.csv.gz", "private/rejects/a.csv.gz"]


def test_where_a_file_cannot_be_removed_nobody_is_forgotten_yet(where: Workspace) -> None:
    dora = number(where, "dora@firma.ch")
    in_its_place = Path(where.root, encodings.PRIVATE)
    in_its_place.mkdir()
    with pytest.raises(WorkspaceError, match="cannot be removed: Is a directory"):
        rights.forget(where, dora)
    in_its_place.rmdir()
    assert rights.forget(where, dora).whole


def test_a_deal_goes_with_the_only_contact_that_names_it(where: Workspace) -> None:
    rights.forget(where, number(where, "ana@nordlicht.ch"))
    assert b"Workshop" not in _content(where)
    leads.import_leads(where, paths(*FILES))
    assert len(every_lead(where)) == 3


def test_one_person_of_several_can_be_forgotten_and_the_lead_keeps_its_number_and_what_was_said(
    where: Workspace,
) -> None:
    lead = number(where, "ana@nordlicht.ch")
    care.update(where, lead, Said(values={"heard": "a talk"}))
    with pytest.raises(ImportRefused, match="nobody in lead 1 has this address"):
        rights.forget(where, 1, "zoe@nordlicht.ch")
    gone = rights.forget(where, lead, "Bela@nordlicht.ch")
    assert not gone.whole
    (left,) = [one for one in every_lead(where) if one.id == lead]
    assert (left.email, left.self_report, left.rows) == ("ana@nordlicht.ch", "a talk", ("hubspot-contact:51",))
    assert b"bela@" not in _content(where)
    leads.import_leads(where, paths(*FILES))
    assert every_lead(where)[0].rows == ("hubspot-contact:51",)


def test_with_another_secret_no_import_dares_to_bring_anybody_back(
    where: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    rights.forget(where, number(where, "dora@firma.ch"))
    monkeypatch.setenv(secret.VARIABLE, "another secret of many letters")
    with pytest.raises(StoreError, match=r"the secret is not the one .* A lost secret"):
        leads.import_leads(where, paths("own.csv"))
    written = Path(__file__).parents[2].joinpath("docs/operations.md").read_text("utf-8")
    (way_out,) = re.findall(r'sqlite3 private/leitmotiv\.db "(.+)"', written)
    with store.writing(where) as connection:
        connection.exec_driver_sql(way_out)
    assert leads.import_leads(where, paths("own.csv")).taken


def test_who_was_forgotten_and_writes_again_is_added_by_hand(where: Workspace) -> None:
    rights.forget(where, number(where, "dora@firma.ch"))
    _, new = care.add(where, {"date": "2026-06-20", "email": "dora@firma.ch"})
    assert new
