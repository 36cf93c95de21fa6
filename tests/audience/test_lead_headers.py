"""Our own list of leads with columns in other languages; what looks like one and is another table stays out."""

from __future__ import annotations

import pytest

from pipeline.audience import lead_headers, leads, shapes
from pipeline.model import table
from pipeline.model.people import Lead
from tests.audience.cases import TERMS, stages

DANISH = "dato;e-mail;firma;kanal;besked\n2026-03-01;a@nord.dk;Nord A/S;Referrals;Vi har et problem.\n"
GERMAN = (
    "Datum;E-Mail;Firma;Kanal;Nachricht;Stand;Stand vom;Wie haben Sie von uns gehört?;Farbe\n"
    "01.04.2026;b@west.de;West GmbH;Referrals;Die Seite ist langsam.;gewonnen;03.05.2026;Empfehlung;rot\n"
)
FRENCH = "Date,Nom,Courriel,Entreprise,Message\n2026-03-02,Marie,c@sud.fr,Sud SARL,Bonjour\n"


def _read(text: str) -> tuple[Lead, tuple[str, ...]]:
    found = leads.rows([table.parse("x.csv", text)], TERMS)
    (strand,) = leads.read(found.rows, TERMS).strands
    assert not found.rejects
    return strand.lead, found.remarks


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (DANISH, ("2026-03-01", "a@nord.dk", "Nord A/S", "network", "Vi har et problem.", "inquiry")),
        (GERMAN, ("2026-04-01", "b@west.de", "West GmbH", "network", "Die Seite ist langsam.", "won")),
        (FRENCH, ("2026-03-02", "c@sud.fr", "Sud SARL", "direct", "Bonjour", "inquiry")),
    ],
)
def test_a_list_is_read_by_the_names_that_people_give_its_columns(text: str, said: tuple[str, ...]) -> None:
    lead, _ = _read(text)
    day = lead.received_at.date().isoformat()
    assert (day, lead.email, lead.company, lead.channel, lead.message, lead.stage) == said


def test_what_it_was_asked_its_stage_and_what_is_not_read() -> None:
    lead, remarks = _read(GERMAN)
    assert (lead.self_report, stages(lead)[-1]) == ("Empfehlung", "won 2026-05-03")
    assert remarks == ("x.csv: not read: 1 column, Farbe",)


@pytest.mark.parametrize(
    "headers",
    [
        ("Datum", "Name", "Betrag"),
        ("Datum", "Firma", "Nachricht", "Rechnungsnummer"),
        ("Datum", "Minuten", "Thema", "Kanal", "Firma"),
        ("Datum", "Seitenaufrufe", "Kanal", "Firma"),
        ("E-Mail", "Vorname", "Sprache"),
        ("Datum", "Kanal"),
    ],
)
def test_another_table_is_none(headers: tuple[str, ...]) -> None:
    assert lead_headers.mapping(headers) is None


def test_a_list_with_our_own_columns_is_read_as_ever() -> None:
    found = table.parse("x.csv", "date,email,Nachricht\n2026-03-02,a@x.ch,Moin\n")
    assert shapes.recognised(found) is shapes.OURS
