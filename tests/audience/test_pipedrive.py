"""Pipedrive's tables."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.audience import leads
from pipeline.model import table
from tests.audience.cases import TERMS, read, rows, rows_of, stages

TEMPLATE = (
    "Person - Name*,Person - Email (Work),Organization - Name*,Deal - Title,Deal - Value,Activity - Due date,"
    "Note - Content*\n"
)


def test_a_row_of_the_template_is_a_lead_that_has_a_deal() -> None:
    (lead,), _ = read(TEMPLATE + "Ana,ana@nordlicht.ch,Nordlicht,Architektur-Workshop,6000,2026-05-01,Hallo\n")
    assert (lead.offer, lead.value, lead.company, lead.message) == ("discovery", 6000, "Nordlicht", "Hallo")
    assert stages(lead) == ["inquiry 2026-05-01", "qualified 2026-05-01"]


@pytest.mark.parametrize("column", ["Person - Email", "Person - Email - Work", "Person - Email (Home)"])
def test_the_address_is_found_however_its_column_is_called(column: str) -> None:
    (lead,), _ = read(TEMPLATE.replace("Person - Email (Work)", column) + "Ana,ana@nordlicht.ch,,,,2026-05-01,\n")
    assert lead.email == "ana@nordlicht.ch"


def test_a_person_without_a_deal_has_asked_only() -> None:
    (lead,), _ = read(TEMPLATE + "Ana,ana@nordlicht.ch,Nordlicht,,,2026-05-01,\n")
    assert stages(lead) == ["inquiry 2026-05-01"]


@pytest.mark.parametrize(
    ("note", "channel"),
    [
        ("came via network: recommended by a former colleague", "network"),
        ("via Vorträge", "talks"),
        ("Kam über Newsletter, im Mai", "newsletter"),
        ("via carrier pigeon: no channel of ours", "direct"),
        ("we spoke via network", "direct"),
        ("", "direct"),
    ],
)
def test_a_note_that_begins_with_a_channel_names_it(note: str, channel: str) -> None:
    (lead,), _ = read(TEMPLATE + f'Ana,ana@nordlicht.ch,Nordlicht,,,2026-05-01,"{note}"\n')
    assert lead.channel == channel


@pytest.mark.parametrize(
    ("status", "won", "lost", "history"),
    [
        ("won", "2026-06-01", "", ["inquiry 2026-05-01", "qualified 2026-05-01", "won 2026-06-01"]),
        ("lost", "", "2026-06-02", ["inquiry 2026-05-01", "qualified 2026-05-01", "lost 2026-06-02"]),
        ("open", "", "", ["inquiry 2026-05-01", "qualified 2026-05-01", "offered 2026-05-01"]),
    ],
)
def test_an_export_says_how_a_deal_ended(status: str, won: str, lost: str, history: list[str]) -> None:
    columns = ("ID", "Title", "Organization", "Deal created", "Status", "Stage", "Won time", "Lost time")
    head = ",".join(f"Deal - {column}" for column in columns) + "\n"
    (lead,), _ = read(head + f"7,Audit,Nordlicht,2026-05-01,{status},Proposal Made,{won},{lost}\n")
    assert stages(lead) == history


@pytest.mark.parametrize("stage", ["Proposal Made", "Negotiations Started", "Angebot gesendet", "Devis"])
def test_a_stage_that_means_an_offer_is_told_by_the_usual_words(stage: str) -> None:
    (lead,), _ = read(
        f"Deal - ID,Deal - Title,Deal - Organization,Deal - Deal created,Deal - Stage\n7,Audit,X,2026-05-01,{stage}\n"
    )
    assert lead.stage == "offered"


@pytest.mark.parametrize(
    ("row", "reason"),
    [
        ("Ana,ana@nordlicht.ch,Nordlicht,,,,", 'no date in "Deal - Deal created" or "Activity - Due date"; add one'),
        ("Ana,nobody,Nordlicht,,,2026-05-01,", 'what stands in "email" is no mail address'),
        ("Ana,a@x.ch,X,Audit,lots,2026-05-01,", '"lots" in "value" is no amount'),
    ],
)
def test_a_row_that_cannot_be_taken_says_why(row: str, reason: str) -> None:
    found = rows(f"{TEMPLATE}{row}\n")
    assert [reject.reason.startswith(reason) for reject in found.rejects] == [True]


def test_a_deal_whose_value_is_corrected_is_the_same_row() -> None:
    row = "Ana,ana@nordlicht.ch,Nordlicht,Audit,{},2026-05-01,\n"
    before, after = rows(TEMPLATE + row.format(1)).rows, rows(TEMPLATE + row.format(2)).rows
    assert before[0].external_id == after[0].external_id
    two = rows(TEMPLATE + row.format(1) + row.format(2)).rows
    assert two[1].external_id == f"{two[0].external_id}:2"


@pytest.mark.parametrize(
    ("head", "row"),
    [
        (
            "Deal - Title,Contact person*,Organization*,Deal - Creation date,Deal - Stage (pipeline),Deal - Status",
            "Audit,Ana,X,2026-05-01,Proposal Made,open",
        ),
        (
            "Deal - Title,Deal - Contact person,Deal - Organization,Deal - Deal created on,Deal - Stage",
            "Audit,Ana,X,2026-05-01,Proposal Made",
        ),
    ],
)
def test_columns_of_an_export_have_several_names(head: str, row: str) -> None:
    (lead,), _ = read(f"{head}\n{row}\n")
    assert (lead.name, lead.company, stages(lead)[-1]) == ("Ana", "X", "offered 2026-05-01")


def test_a_lead_of_pipedrive_that_is_no_deal_has_asked_only() -> None:
    head = "Lead - ID,Lead - Title,Lead - Contact person,Lead - Organization,Lead - Lead created\n"
    (lead,), _ = read(f"{head}8f3e,Audit,Ana,X,2026-05-01\n")
    assert (lead.name, lead.company, lead.offer, stages(lead)) == ("Ana", "X", "audit", ["inquiry 2026-05-01"])


def test_a_deal_and_a_person_of_the_same_number_are_two() -> None:
    (deal,) = rows("Deal - ID,Deal - Title,Person - Name,Deal - Deal created\n5,Audit,Eva,2026-05-01\n").rows
    (person,) = rows("Person - ID,Person - Name,Organization - Name,Person - Created\n5,Ole,X,2026-05-02\n").rows
    assert deal.external_id != person.external_id


def test_the_sample_came_through_the_network(shared: Path) -> None:
    text = (shared / "samples/leads/pipedrive_import_template_shape.csv").read_text("utf-8")
    found = rows_of([table.parse("x.csv", text)], TERMS)
    assert not found.rejects
    leads_ = [strand.lead for strand in leads.read(found.rows, TERMS).strands]
    assert [(lead.company, lead.channel, lead.offer, lead.value) for lead in leads_] == [
        ("Nordlicht GmbH", "network", "discovery", 6000),
        ("Atelier Ōta SARL", "network", "audit", None),
        ("D'Amico, Figli & C.", "network", "discovery", 6000),
    ]
