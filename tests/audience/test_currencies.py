"""Sums whose currency stands in a column of its own."""

from __future__ import annotations

import pytest

from pipeline.audience import leads
from pipeline.audience.strands import Terms
from pipeline.model import table
from pipeline.model.mappings import ColumnMapping
from tests.audience.cases import AS_OF, CATALOGUE, rows_of

TERMS = Terms.of_new_rows(CATALOGUE, AS_OF, currency="EUR")
DEAL = "Person - Name,Person - Email,Deal - ID,Deal - Title,Deal - Value,Deal - Currency,Deal - Deal created\n"
HUBSPOT = "Record ID,Deal Name,Deal Stage,Close Date,Amount,Currency\n"
OWN = "date,email,offer,value,currency\n"
GERMAN = "Datum;E-Mail;Angebot;Auftragswert;Währung\n"
PORTUGUESE = "Data;E-mail;Oferta;Valor;Moeda\n"
POLISH = "Data;E-mail;Oferta;Wartość;Waluta\n"
MAPPED = ColumnMapping(name="crm", columns={"date": "Created", "email": "Mail", "value": "Sum"})
WITH_HEADERS = [
    pytest.param(DEAL, "Ana,ana@x.example,7,Audit,{sum},{currency},2026-05-01\n", id="Pipedrive"),
    pytest.param(
        DEAL.replace("Currency", "Currency of Value"),
        "Ana,ana@x.example,7,Audit,{sum},{currency},2026-05-01\n",
        id="Pipedrive's export",
    ),
    pytest.param(HUBSPOT, "9,Audit,Closed won,2026-05-01,{sum},{currency}\n", id="HubSpot"),
    pytest.param(OWN, "2026-05-01,ana@x.example,,{sum},{currency}\n", id="ours"),
    pytest.param(GERMAN, "01.05.2026;ana@x.example;;{sum};{currency}\n", id="German"),
    pytest.param(POLISH, "01.05.2026;ana@x.example;;{sum};{currency}\n", id="Polish"),
    pytest.param(PORTUGUESE, "01.05.2026;ana@x.example;;{sum};{currency}\n", id="Portuguese"),
    pytest.param("Created,Mail,Sum,Currency\n", "2026-05-01,ana@x.example,{sum},{currency}\n", id="mapped"),
]


def _rows(text: str) -> leads.Rows:
    return rows_of([table.parse("x.csv", text)], TERMS, [MAPPED])


@pytest.mark.parametrize(("head", "row"), WITH_HEADERS)
@pytest.mark.parametrize("amount", ["5000", "5´000", "5`000", "5000.–"])
def test_a_sum_whose_column_of_currencies_names_another_one_is_refused(head: str, row: str, amount: str) -> None:
    found = _rows(head + row.format(sum=amount, currency="USD"))
    assert not found.rows
    assert "is another currency; write what it is in EUR" in found.rejects[0].reason


@pytest.mark.parametrize(("head", "row"), WITH_HEADERS)
@pytest.mark.parametrize(
    ("amount", "currency"), [("5000", "EUR"), ("5000", "Euro (EUR)"), ("5000", ""), ("5000 €", "EUR"), ("", "USD")]
)
def test_other_sums_are_taken(head: str, row: str, amount: str, currency: str) -> None:
    found = _rows(head + row.format(sum=amount, currency=currency))
    assert len(found.rows) == 1
    assert not found.rejects


def test_a_column_of_currencies_is_read_and_said_to_be() -> None:
    assert not _rows(GERMAN + "01.05.2026;ana@x.example;;5000;EUR\n").remarks


def test_a_deal_has_its_sum_in_the_currency_of_the_company_where_hubspot_gives_it() -> None:
    head = "Record ID,Deal Name,Deal Stage,Close Date,Amount,Currency,Amount in company currency\n"
    found = _rows(head + "9,Audit,Closed won,2026-05-01,5000,USD,4600\n")
    assert [row.values["amount"] for row in found.rows] == ["4600"]
