"""Who sent a lead is found by whatever names that one, and by nothing that may name another."""

from __future__ import annotations

import pytest

from pipeline.audience import leads, referrals
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
        ("Kim Berg", "Kim Berg"),
        *((said, said) for said in ("An Peeters", "A. Lind", "Wei Lu", "María de las Heras", "Emily Post", "3M Nord")),
        ("Bo Holm", ""),
        *((said, "") for said in ("-", "n/a", "keine", "Nein", "tak", "Google", "Newsletter", "Empfehlung")),
        *((said, "") for said in ("a friend of mine", "Kollege", "Ehemaliger Kunde", "LinkedIn Post", "Ein Zufall")),
        *((said, "") for said in ("Um Conhecido", "Parceira Antiga", "Indicação", "Keine Angabe", "OMR 2025")),
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


@pytest.mark.parametrize(
    ("said", "sender"),
    [
        ("Empfehlung von Nordlicht", "ana@nordlicht.ch"),
        ("recommended by Ana Lind, thank you", "ana@nordlicht.ch"),
        ("Nordlicht GmbH, or was it Muster?", None),
        ("Ana told me", None),
        ("Nordlichter im Norden", None),
        ("a friend", None),
        ("We at Firma know you", None),
        ("Spätberg told us", None),
        ("Privat, von Freunden", None),
    ],
)
def test_who_is_named_where_a_lead_says_how_it_heard_of_us_is_suggested(said: str, sender: str | None) -> None:
    """One name alone is too common, a part of a word is none, its own firm did not send it, nor one that came later."""
    head = "id,date,email,name,company,how_did_you_hear\n"
    others = "k1,2026-03-01,ana@nordlicht.ch,Ana Lind,Nordlicht GmbH,\nk2,2026-03-01,jo@muster.at,Jo,Muster,\n"
    others += "k3,2026-03-01,al@gmail.com,Al Ott,privat,\n"
    later = "k4,2026-05-01,x@spaet.de,X,Spätberg,\n"
    found, _ = read(head + others + later + f'3,2026-04-01,bo@firma.dk,Bo,Firma,"{said}"\n')
    assert [(one.email, other.email) for one, other in referrals.suggested(found)] == (
        [("bo@firma.dk", sender)] if sender else []
    )


def test_nothing_is_suggested_where_it_is_known() -> None:
    head = "date,email,name,company,how_did_you_hear,referred_by\n"
    told = "2026-03-01,ana@nordlicht.ch,Ana Lind,Nordlicht,,\n2026-04-01,bo@firma.dk,Bo,,Nordlicht,Kim Berg\n"
    assert referrals.suggested(read(head + told)[0]) == ()


def test_each_of_the_people_that_became_one_lead_names_it() -> None:
    taken = rows(LIST + SENT + "Jo Muster\n").rows
    ana, jo, _ = (row.external_id for row in taken)
    merged = leads.read(taken, TERMS, [Correction(row=ana, what="merge", value=jo)]).strands
    assert {one.lead.email: one.lead.referred_by for one in merged}["bo@firma.dk"] == ana
