"""Who sent a lead is found by whatever names that one, and by nothing that may name another."""

from __future__ import annotations

import pytest

from pipeline.audience import leads
from pipeline.model.people import Correction
from tests.audience.cases import TERMS, read, rows

HEAD = "id,date,email,name,company,referred_by\n"
SENT = "2,2026-03-02,bo@firma.dk,Bo Holm,,"
LIST = (
    HEAD
    + "k1,2026-03-01,ana@nordlicht.ch,Ana Lind,Nordlicht GmbH,\n"
    + "k2,2026-03-01,jo@gmail.com,Jo Muster,Muster,\n"
)


@pytest.mark.parametrize(
    ("said", "sender"),
    [
        ("k1", "ana@nordlicht.ch"),
        ("Ana@Nordlicht.ch", "ana@nordlicht.ch"),
        ("colleague@nordlicht.ch", "ana@nordlicht.ch"),
        ("ana  lind", "ana@nordlicht.ch"),
        ("Nordlicht", "ana@nordlicht.ch"),
        ("jo@gmail.com", "jo@gmail.com"),
        ("someone@gmail.com", "someone@gmail.com"),
        ("A friend of mine", "A friend of mine"),
        ("Bo Holm", ""),
    ],
)
def test_a_lead_is_named_by_its_id_its_address_its_firm_or_its_name(said: str, sender: str) -> None:
    found, _ = read(LIST + SENT + said + "\n")
    emails = {lead.external_id: lead.email for lead in found}
    (sent,) = [lead for lead in found if lead.email == "bo@firma.dk"]
    assert emails.get(sent.referred_by, sent.referred_by) == sender


def test_a_name_that_two_leads_have_means_neither() -> None:
    twins = HEAD + "1,2026-03-01,a@one.example,Kim Berg,,\n3,2026-03-01,b@two.example,Kim Berg,,\n"
    found, _ = read(twins + SENT + "Kim Berg\n")
    assert {lead.email: lead.referred_by for lead in found}["bo@firma.dk"] == "Kim Berg"


def test_two_leads_that_became_one_did_not_send_each_other() -> None:
    taken = rows(LIST + SENT + "k1\n").rows
    first, *_, last = (row.external_id for row in taken)
    apart = leads.read(taken, TERMS).strands
    merged = leads.read(taken, TERMS, [Correction(row=first, what="merge", value=last)]).strands
    assert [one.lead.referred_by for one in apart].count(first) == 1
    assert {one.lead.referred_by for one in merged} == {""}
