"""Which contacts are one company, and which words name a channel, an offer, an amount."""

from __future__ import annotations

import pytest

from pipeline.audience import addresses, amounts, companies, offers
from pipeline.model import channels
from pipeline.model.table import Record, RowError
from pipeline.model.theme import Channel, Offer

KNOWN_CHANNELS = {"talks": Channel(id="talks", name={"de": "Vorträge", "en": "Talks & keynotes"})}
OFFERS = {
    "audit": Offer(id="audit", name={"en": "Performance audit", "de": "Performance-Audit"}),
    "discovery": Offer(id="discovery", name={"en": "Architecture Discovery Workshop", "ja": "構造診断"}),
    "workshop": Offer(id="workshop", name={"en": "Workshop"}),
    "cto": Offer(id="cto", name={"en": "CTO"}),
}


@pytest.mark.parametrize(
    ("email", "company", "name", "key"),
    [
        ("Ana@Nordlicht.CH", "Anything", "", "nordlicht.ch"),
        ("ana@gmail.com", "Nordlicht GmbH", "", "nordlicht"),
        ("ana@example.com", "Nordlicht GmbH", "", "nordlicht"),
        ("ana@example.com", "NORDLICHT G.m.b.H. & Co. KG", "", "nordlicht"),
        ("ana@example.com", "D'Amico, Figli & C.", "", "d amico figli c"),
        ("ana@gmx.de", "", "Ana", "ana@gmx.de"),
        ("ana@bluewin.ch", "Nordlicht Sagl", "", "nordlicht"),
        ("ana@bluewin.ch", "Nordlicht Sàrl", "", "nordlicht"),
        ("ana@bluewin.ch", "Particulier", "", "ana@bluewin.ch"),
        ("ana@op.pl", "Łąka Sp. z o.o.", "", "łąka"),
        ("ana@op.pl", "Łąka sp. z o. o. sp. k.", "", "łąka"),
        ("ana@op.pl", "ŁĄKA Spółka Akcyjna", "", "łąka"),
        ("ana@sapo.pt", "Maré Unipessoal, Lda.", "", "maré"),
        ("ana@uol.com.br", "Maré Ltda. - ME", "", "maré"),
        ("ana@bol.com.br", "MARÉ S/A", "", "maré"),
        ("ana@gmail.com", "Kanzlei Epp", "", "kanzlei epp"),
        ("ana@terra.com.br", "não tem", "", "ana@terra.com.br"),
        ("ana@op.pl", "brak", "", "ana@op.pl"),
        ("ana@ukr.net", "Ingen", "", "ana@ukr.net"),
        ("ana@proximus.be", "", "", "ana@proximus.be"),
        ("ana@belgacom.net", "Nordlicht SPRL", "", "nordlicht"),
        ("ana@voo.be", "Nordlicht B.V.B.A.", "", "nordlicht"),
        ("ana@scarlet.be", "Nordlicht vzw", "", "nordlicht"),
        ("ana@xs4all.nl", "Zelfstandige", "", "ana@xs4all.nl"),
        ("ana@vodafonemail.de", "", "", "ana@vodafonemail.de"),
        ("ana@tutamail.com", "Nordlicht", "", "nordlicht"),
        ("", "GmbH", "", "gmbh"),
        ("not an address", "", "Ana  Lindqvist", "ana lindqvist"),
        ("", "", "", ""),
    ],
)
def test_a_company_is_its_mail_domain_else_its_name_else_the_person(
    email: str, company: str, name: str, key: str
) -> None:
    assert companies.key(email, company, name) == key


@pytest.mark.parametrize(
    ("address", "domain"),
    [
        ("ana@nordlicht.ch", "nordlicht.ch"),
        ("ana@mail.nordlicht.ch", "nordlicht.ch"),
        ("ana@a.b.nordlicht.co.uk", "nordlicht.co.uk"),
        ("ana@nordlicht.co.uk", "nordlicht.co.uk"),
        ("ana@firma.or.at", "firma.or.at"),
        ("ana@gmail.com", ""),
        ("ana@mail.gmx.net", ""),
        ("ana@yahoo.co.jp", ""),
        ("ana@hotmail.dk", ""),
        ("ana@live.se", ""),
        ("ana@mail.dk", ""),
        ("ana@post.tele.dk", ""),
        ("ana@online.no", ""),
        ("ana@ticino.com", ""),
        ("ana@vtxnet.ch", ""),
        ("ana@live.studio", "live.studio"),
        ("ana@liveship.dk", "liveship.dk"),
        ("ana@gazeta.pl", ""),
        ("ana@uol.com.br", ""),
        ("ana@silva.adv.br", "silva.adv.br"),
        ("ana@mail.firma.waw.pl", "firma.waw.pl"),
        ("ana@um.krakow.pl", "um.krakow.pl"),
        ("ana@krakow.pl", "krakow.pl"),
        ("ana@privaterelay.appleid.com", ""),
        ("ana@example.com", ""),
        ("inga@fjordlicht.example.org", "fjordlicht.example.org"),
        ("inga@mail.fjordlicht.example.org", "fjordlicht.example.org"),
    ],
)
def test_a_firm_is_the_domain_that_it_registered(address: str, domain: str) -> None:
    assert companies.own_domain(address) == domain


@pytest.mark.parametrize(
    ("contacts", "keys"),
    [
        pytest.param(
            [("a@nordlicht.ch", "Nordlicht", ""), ("b@gmail.com", "Nordlicht GmbH", "")],
            ["nordlicht.ch", "nordlicht.ch"],
            id="a private address of a firm whose domain is known",
        ),
        pytest.param(
            [("a@mueller.de", "Müller", ""), ("b@mueller.at", "Müller", ""), ("c@gmail.com", "Müller", "")],
            ["mueller.de", "mueller.at", "müller"],
            id="two firms of one name",
        ),
        pytest.param(
            [("a@gmail.com", "Nordlicht", ""), ("a@gmail.com", "", "Ana")],
            ["nordlicht", "nordlicht"],
            id="a person who named the firm once",
        ),
        pytest.param(
            [("a@gmail.com", "Nordlicht", ""), ("a@gmail.com", "Südlicht", ""), ("a@gmail.com", "", "")],
            ["nordlicht", "südlicht", "a@gmail.com"],
            id="a person of two firms",
        ),
        pytest.param(
            [("a@gmail.com", "freelancer", ""), ("b@x.ch", "Freelancer", "")],
            ["a@gmail.com", "x.ch"],
            id="freelancer is no firm",
        ),
        pytest.param([("", "", "Ana"), ("", "", "ANA")], ["ana", "ana"], id="a name is all that is known"),
    ],
)
def test_a_contact_without_a_domain_belongs_where_one_firm_only_can_be_meant(
    contacts: list[tuple[str, str, str]], keys: list[str]
) -> None:
    assert companies.keys([companies.contact(*one) for one in contacts]) == keys


@pytest.mark.parametrize("address", ["ana@example.org", " ANA@Example.ORG ", "o'neil+x@sub.example.org"])
def test_an_address_has_one_spelling(address: str) -> None:
    assert addresses.normalised(address) == address.strip().lower()


@pytest.mark.parametrize("address", ["é@exämple.org", "É@EXÄMPLE.org", "é@xn--exmple-cua.org", "é@XN--EXMPLE-CUA.org"])
def test_a_domain_in_letters_of_its_own_is_the_same_as_in_ascii(address: str) -> None:
    assert addresses.normalised(address) == "é@xn--exmple-cua.org"


@pytest.mark.parametrize(
    "text", ["", "ana", "ana@", "@example.org", "ana@example", "a b@example.org", "a@@example.org", "a@b@example.org",
             ".a@example.org", "a..b@example.org", "a@-x.org", "a@x..org", "<a@example.org>",
             "a" * 250 + "@example.org", "a@example.org\nBcc: x@y.org"]
)  # fmt: skip
def test_what_no_mail_could_reach_is_no_address(text: str) -> None:
    assert addresses.normalised(text) is None


@pytest.mark.parametrize(
    ("text", "channel"),
    [
        ("Referrals", "network"),
        ("Organic Search", "search"),
        ("DIRECT_TRAFFIC", "direct"),
        ("Email Marketing", "newsletter"),
        ("Social Media", "social"),
        ("Offline Sources", "events"),
        ("(none)", "direct"),
        ("", "direct"),
        ("Vorträge", "talks"),
        ("talks & Keynotes", "talks"),
        ("AI Referrals", "ai-referrals"),
        ("Anna Schmidt, anna@secret.example", "other"),
        ("a sentence of a stranger that is no name of anything", "other"),
    ],
)
def test_a_channel_is_called_by_our_own_word(text: str, channel: str) -> None:
    assert channels.named(text, KNOWN_CHANNELS) == channel


@pytest.mark.parametrize(
    ("source", "medium", "channel"),
    [
        ("listmonk", "email", "newsletter"),
        ("newsletter", None, "newsletter"),
        ("LinkedIn", "social", "social"),
        ("google", "cpc", "google"),
        ("conf", "talks", "talks"),
        (None, None, None),
    ],
)
def test_a_link_says_its_channel_by_medium_or_source(
    source: str | None, medium: str | None, channel: str | None
) -> None:
    assert channels.of_link(source, medium, KNOWN_CHANNELS) == channel


@pytest.mark.parametrize(
    ("text", "offer"),
    [
        ("Architecture Discovery Workshop – Nordlicht", "discovery"),
        ("PERFORMANCE AUDIT 2026", "audit"),
        ("Performance-Audits", "audit"),
        ("Two workshops", "workshop"),
        ("新規構造診断", "discovery"),
        ("Director's cut", None),
        ("", None),
    ],
)
def test_the_longest_name_of_an_offer_in_a_text_wins(text: str, offer: str | None) -> None:
    assert offers.recognised(text, OFFERS) == offer


@pytest.mark.parametrize(
    ("text", "amount"),
    [("6000", 6000), ("6500.50", 6500.5), ("6.500,50", 6500.5), ("6,500.50", 6500.5), ("6'500.-", 6500),
     ("€ 6 000", 6000), ("6000 EUR", 6000), ("CHF 1’200", 1200), ("6.500", 6500), ("6,5", 6.5), ("", None),
     ("3.000 kr.", 3000), ("kr 3.000,50", 3000.5), ("6.000,-", 6000), ("6.000,–", 6000), ("6000,-- EUR", 6000),
     ("Fr. 6'000.–", 6000), ("1.234 zł", 1234), ("6000 euro", 6000), ("$5000", 5000),
     ("1 234,56 zł", 1234.56), ("6000 zl", 6000), ("6 000 złotych", 6000), ("800 грн.", 800),
     ("3500 Franken", 3500), ("Frs. 3`500.--", 3500), ("1´234.50", 1234.5), ("12'000.−", 12000)]
)  # fmt: skip
def test_an_amount_is_read_as_people_write_it(text: str, amount: float | None) -> None:
    assert amounts.money(Record("", 2, {"amount": text}), "Amount") == amount


@pytest.mark.parametrize("text", ["6000", "6000 EUR", "€ 6.000,-", "6000 euro", "eur 6000"])
def test_an_amount_in_the_currency_of_the_report_is_taken(text: str) -> None:
    assert amounts.money(Record("", 2, {"amount": text}), "Amount", "EUR") == 6000


@pytest.mark.parametrize(
    ("text", "currency"),
    [("6000 USD", "EUR"), ("$5000", "EUR"), ("CHF 5'000.-", "EUR"), ("£2000", "EUR"), ("3.000 kr.", "EUR"),
     ("6000 €", "CHF"), ("£2000", "usd"), ("5000 Fr.", "DKK"), ("6000 zl", "EUR"), ("800 грн.", "PLN")]
)  # fmt: skip
def test_an_amount_in_another_currency_is_refused(text: str, currency: str) -> None:
    with pytest.raises(RowError, match=r'in "Amount" is another currency; write what it is in [A-Z]{3}, the currency'):
        amounts.money(Record("", 2, {"amount": text}), "Amount", currency)


@pytest.mark.parametrize(
    ("text", "currency"), [("3.000 kr.", "DKK"), ("kr 3000", "SEK"), ("$3000", "CAD"), ("3 000 €", "€")]
)
def test_a_sign_stands_for_each_currency_that_is_written_with_it(text: str, currency: str) -> None:
    assert amounts.money(Record("", 2, {"amount": text}), "Amount", currency) == 3000


@pytest.mark.parametrize("text", ["much", "-5", "5k", "1e9", "٣", "6..5", "nan", "9" * 400, f"1{' ' * 100_000}x"])
def test_what_is_no_amount_is_refused(text: str) -> None:
    with pytest.raises(RowError, match='in "Amount" is no amount; write it as 6000'):
        amounts.money(Record("", 2, {"amount": text}), "Amount")


@pytest.mark.parametrize(
    ("email", "company", "name", "signature"),
    [
        ("o@neukontor.example", "", "Olga Neukontorsen", "Olga Neukontorsen\nNeukontor GmbH"),
        ("a@wandel-partner.de", "", "", "Wandel & Partner"),
        ("a@gmx.de", "Wandel & Partner GbR", "Anna Wandel", "Anna Wandel\n\nWANDEL & PARTNER"),
        ("", "", "Anna Wandel", "Anna Wandel"),
        ("a@gmx.de", "", "", ""),
    ],
)
def test_who_signs_says_nothing_of_what_is_wanted(email: str, company: str, name: str, signature: str) -> None:
    said = "Anna Wandel ist unsere Chefin.\n\nWandel bei Neukontor?"
    assert companies.unsigned(f"{said}\n{signature}", email, company, name).strip() == said


def test_a_message_that_is_nothing_but_a_name_stays() -> None:
    assert companies.unsigned("Wandel", "a@wandel.example", "", "") == "Wandel"


@pytest.mark.parametrize(
    "provider",
    ["sbcglobal.net", "charter.net", "earthlink.net", "austin.rr.com", "frontier.com", "plus.com", "virginmedia.com",
     "btopenworld.com", "blueyonder.co.uk", "nhs.net", "bigpond.com"],
)  # fmt: skip
def test_two_people_of_one_provider_in_english_speaking_countries_are_two(provider: str) -> None:
    contacts = [companies.contact(f"{who}@{provider}", "", who) for who in ("ann", "bob")]
    assert companies.keys(contacts) == [f"ann@{provider}", f"bob@{provider}"]


@pytest.mark.parametrize(
    ("address", "domain"),
    [
        ("ana@mail.oakhill.k12.tx.us", "oakhill.k12.tx.us"),
        ("ana@ci.oakhill.tx.us", "ci.oakhill.tx.us"),
        ("ana@oakhill.us", "oakhill.us"),
        ("ana@oakhill.leeds.sch.uk", "oakhill.leeds.sch.uk"),
        ("ana@north.police.uk", "north.police.uk"),
    ],
)
def test_schools_and_offices_of_one_place_are_several(address: str, domain: str) -> None:
    assert companies.own_domain(address) == domain


@pytest.mark.parametrize(
    "company", ["Self-Employed", "Freelance", "Just me", "N/A", "Sole trader", "Retired", "Stealth"]
)
def test_two_who_work_for_nobody_are_two(company: str) -> None:
    contacts = [companies.contact(f"{who}@gmail.com", company, who) for who in ("ann", "bob")]
    assert companies.keys(contacts) == ["ann@gmail.com", "bob@gmail.com"]
