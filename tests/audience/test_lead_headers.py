"""Our own list of leads with columns in other languages; what looks like one and is another table stays out."""

from __future__ import annotations

import pytest

from pipeline.audience import lead_headers, leads, shapes
from pipeline.model import table
from pipeline.model.people import Lead
from tests.audience.cases import TERMS, rows_of, stages

DANISH = "dato;e-mail;firma;kanal;besked\n2026-03-01;a@nord.dk;Nord A/S;Referrals;Vi har et problem.\n"
GERMAN = (
    "Datum;E-Mail;Firma;Kanal;Nachricht;Stand;Stand vom;Wie haben Sie von uns gehört?;Farbe\n"
    "01.04.2026;b@west.de;West GmbH;Referrals;Die Seite ist langsam.;gewonnen;03.05.2026;Empfehlung;rot\n"
)
ITALIAN = (
    "Data;E-mail;Nome;Azienda;Canale;Messaggio;Stato;Data stato\n"
    "3 febbraio 2026;a@sud.example;Ada;Sud SA;passaparola;Il sito è lento.;vinto;1° marzo 2026\n"
)
SWEDISH = (
    "Datum;E-post;Namn;Företag;Kanal;Förfrågan;Status;Statusdatum\n"
    "2026-03-04;d@nord.se;Åsa;Nord AB;nätverk;Sidan är långsam.;vunnen;2026-04-05\n"
)
NORWEGIAN = (
    "Dato;E-postadresse;Bedrift;Kanal;Melding;Status\n4.3.2026;e@fjord.no;Fjord AS;nettverk;Vi trenger hjelp.;ny\n"
)
POLISH = (
    "Data;E-mail;Imię i nazwisko;Firma;Źródło;Wiadomość;Etap;Data etapu;Skąd Pan o nas wie?\n"
    "3 lutego 2026;f@south.pl;Jan Łoś;Łoś S.A.;polecenie;Aplikacja jest powolna.;wygrany;20.03.2026;z konferencji\n"
)
PORTUGUESE = (
    "Data;Nome;Email;Empresa;Mensagem;Canal;Etapa;Data da etapa;Valor;Como nos conheceu?\n"
    "13/02/2026;Zé;g@south.pt;Sul Lda;O sítio é lento.;Indicação;Ganho;20/03/2026;1 234,56 €;por um amigo\n"
)
ENGLISH = (
    "Date,First Name,Last Name,Email Address,Company Name,Lead Source,Lead Status,Status Date,Company Size,Enquiry\n"
    "03/25/2026,Dana,Reed,i@oak.example,Oak LLC,Word of mouth,Closed Won,04/02/2026,11-50,Slow site\n"
)
BOOKINGS = "Fecha;Nombre;NIF;Correo;Mensaje;Valor;Cancelado\n3 feb. 2026;Ana;X1;h@sur.es;La web es lenta.;1.200 €;no\n"
FRENCH = "Date,Nom,Courriel,Entreprise,Message\n2026-03-02,Marie,c@sud.fr,Sud SARL,Bonjour\n"


def _read(text: str) -> tuple[Lead, tuple[str, ...]]:
    found = rows_of([table.parse("x.csv", text)], TERMS)
    (strand,) = leads.read(found.rows, TERMS).strands
    assert not found.rejects
    return strand.lead, found.remarks


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (DANISH, ("2026-03-01", "a@nord.dk", "Nord A/S", "network", "Vi har et problem.", "inquiry")),
        (GERMAN, ("2026-04-01", "b@west.de", "West GmbH", "network", "Die Seite ist langsam.", "won")),
        (ITALIAN, ("2026-02-03", "a@sud.example", "Sud SA", "network", "Il sito è lento.", "won")),
        (SWEDISH, ("2026-03-04", "d@nord.se", "Nord AB", "network", "Sidan är långsam.", "won")),
        (NORWEGIAN, ("2026-03-04", "e@fjord.no", "Fjord AS", "network", "Vi trenger hjelp.", "inquiry")),
        (POLISH, ("2026-02-03", "f@south.pl", "Łoś S.A.", "network", "Aplikacja jest powolna.", "won")),
        (PORTUGUESE, ("2026-02-13", "g@south.pt", "Sul Lda", "network", "O sítio é lento.", "won")),
        (ENGLISH, ("2026-03-25", "i@oak.example", "Oak LLC", "network", "Slow site", "won")),
        (BOOKINGS, ("2026-02-03", "h@sur.es", "", "direct", "La web es lenta.", "inquiry")),
        (FRENCH, ("2026-03-02", "c@sud.fr", "Sud SARL", "direct", "Bonjour", "inquiry")),
    ],
)
def test_a_list_is_read_by_the_names_that_people_give_its_columns(text: str, said: tuple[str, ...]) -> None:
    lead, _ = _read(text)
    day = lead.received_at.date().isoformat()
    assert (day, lead.email, lead.company, lead.channel, lead.message, lead.stage) == said


@pytest.mark.parametrize("column", ["Empfohlen von", "Recommandé par", "Référé par", "Doorverwezen door"])
def test_who_sent_a_lead_stands_in_a_column_of_many_names(column: str) -> None:
    lead, remarks = _read(f"Date;E-mail;Message;{column}\n2026-03-02;c@sud.fr;Bonjour;Marie Claes\n")
    assert (lead.referred_by, remarks) == ("Marie Claes", ())


@pytest.mark.parametrize("names", ["Vorname;Nachname", "Prénom;Nom", "Nome;Cognome", "Vorname;Name"])
def test_two_columns_of_a_name_are_one_name(names: str) -> None:
    """Of people without an address, all of one family name would else be one lead."""
    text = f"Datum;{names};Anfrage\n3.2.2026;Urs;Meier;Guten Tag\n4.2.2026;Rita;Meier;Grüezi\n"
    found = table.parse("x.csv", text)
    shape = shapes.likely(found)
    assert shape is not None
    taken = [shape.keep(record, TERMS) for record in table.records(found)[0]]
    assert [row.values["name"] for row in taken] == ["Urs Meier", "Rita Meier"]


@pytest.mark.parametrize(
    ("names", "said"),
    [("Kontakt;Vorname;Nachname", "Urs Meier;Urs;Meier"), ("Ansprechpartner;Nachname", "Urs Meier;Meier")],
)
def test_a_whole_name_beside_its_parts_is_said_once(names: str, said: str) -> None:
    found = table.parse("x.csv", f"Datum;E-Mail;{names};Anfrage\n3.2.2026;u@x.example;{said};Guten Tag\n")
    shape = shapes.likely(found)
    assert shape is not None
    assert [shape.keep(record, TERMS).values["name"] for record in table.records(found)[0]] == ["Urs Meier"]


@pytest.mark.parametrize("source", ["Source", "Bron", "Kilde"])
def test_a_source_is_the_channel_where_no_column_says_more(source: str) -> None:
    lead, remarks = _read(f"Courriel,Date,{source},Message\nc@sud.fr,2026-03-02,réseau,Bonjour\n")
    assert (lead.channel, remarks) == ("network", ())
    lead, _ = _read(f"Courriel,Date,{source},Canal,Message\nc@sud.fr,2026-03-02,Lucas,réseau,Bonjour\n")
    assert lead.channel == "network"


@pytest.mark.parametrize(("said", "lang"), [("Deutsch", "de"), ("fransk", "fr"), ("de-CH", "de-ch"), ("", None)])
def test_a_language_is_known_by_its_name_in_lists_of_leads_too(said: str, lang: str | None) -> None:
    lead, _ = _read(f"date,email,name,message,Sprache\n2026-03-02,c@sud.fr,Jo,Bonjour,{said}\n")
    assert lead.lang == lang


@pytest.mark.parametrize("header", ["Statusdato", "Status datum", "Date du statut"])
def test_the_day_of_a_stage_is_known_by_its_name(header: str) -> None:
    lead, remarks = _read(f"E-mail,Dato,Status,{header},Kanal\nc@sud.fr,02.03.2026,Gagné,03.05.2026,réseau\n")
    assert (stages(lead)[-1], remarks) == ("won 2026-05-03", ())


def test_what_it_was_asked_its_stage_and_what_is_not_read() -> None:
    lead, remarks = _read(GERMAN)
    assert (lead.self_report, stages(lead)[-1]) == ("Empfehlung", "won 2026-05-03")
    assert remarks == ("x.csv: not read: 1 column, Farbe",)


def test_everyday_names_of_an_english_list_are_read() -> None:
    lead, remarks = _read(
        "Date,Name,Email,Company,Source,Status,Stage Date,Amount,Notes\n"
        '2026-03-02,Dana Reed,i@oak.example,Oak LLC,Referral,Won,2026-04-02,"$1,250.50",called\n'
    )
    assert (lead.channel, lead.stage, lead.value) == ("network", "won", 1250.5)
    assert remarks == ("x.csv: not read: 1 column, Notes",)


@pytest.mark.parametrize(
    ("columns", "day"),
    [
        ("Timestamp,Email Address,Your name,Company,What do you need help with?", "3/14/2026 9:15:02"),
        ("Submitted at,Email,Name,Organization,How can I help?", "2026-03-14 09:15:02"),
        ("Timestamp,Email,Name,Company,What can we help you with?", "2026/03/14 9:15:02 AM GMT+1"),
        ("Submission Date,E-mail,Name,Company,Message", '"Mar 14, 2026"'),
        ("Entry Date,Email,Name,Company,Comment or Message", '"March 14, 2026 9:15 am"'),
        ("Date,your-email,your-name,Company,your-message", "2026-03-14 09:15:02"),
        ("Submit Date (UTC),What’s your email?,What's your name?,What company do you work for?,Tell me about it",
         "2026-03-14 09:15:02"),
    ],
)  # fmt: skip
def test_the_forms_of_many_services_are_understood_in_english(columns: str, day: str) -> None:
    lead, remarks = _read(f"{columns}\n{day},i@oak.example,Dana Reed,Oak LLC,Our prices are a mess\n")
    assert (lead.received_at.date().isoformat(), lead.name, lead.company) == ("2026-03-14", "Dana Reed", "Oak LLC")
    assert (lead.message, remarks) == ("Our prices are a mess", ())


@pytest.mark.parametrize(
    "columns",
    [
        "Zeitstempel,E-Mail-Adresse,Ihr Name,Firma,Womit können wir Ihnen helfen?",
        "Zeitstempel,Ihre E-Mail,Name,Unternehmen,Ihre Nachricht",
        "Horodateur,Adresse e-mail,Votre nom,Entreprise,En quoi pouvons-nous vous aider ?",
        "Marca temporal,Correo electrónico,Nombre,Empresa,¿En qué podemos ayudarle?",
        "Informazioni cronologiche,Indirizzo email,Nome,Azienda,Come possiamo aiutarvi?",
        "Carimbo de data/hora,Endereço de e-mail,Nome,Empresa,Como podemos ajudar?",
        "Sygnatura czasowa,Adres e-mail,Imię i nazwisko,Firma,W czym możemy pomóc?",
        "Tijdstempel,E-mailadres,Naam,Bedrijf,Waarmee kunnen we u helpen?",
        "Tidsstempel,E-mail,Navn,Virksomhed,Hvad kan vi hjælpe dig med?",
    ],
)
def test_googles_forms_are_understood_in_other_languages(columns: str) -> None:
    lead, remarks = _read(f"{columns}\n2026/03/14 9:15:02 AM MEZ,i@oak.example,Dana Reed,Oak LLC,Slow site\n")
    said = (lead.received_at.date().isoformat(), lead.email, lead.name, lead.company, lead.message)
    assert said == ("2026-03-14", "i@oak.example", "Dana Reed", "Oak LLC", "Slow site")
    assert not remarks


@pytest.mark.parametrize("question", ["How many people need a seat?", "Tell us more", "How much help was the talk?"])
def test_a_sign_up_or_a_vote_is_no_inquiry(question: str) -> None:
    text = f"Timestamp,Email Address,{question}\n3/14/2026 9:15:02,i@oak.example,2\n"
    assert shapes.recognised(table.parse("x.csv", text)) is None


@pytest.mark.parametrize("column", ["Deal", "Opportunity Name"])
@pytest.mark.parametrize(("said", "offer"), [("Oak LLC - Audit of May", "audit"), ("Oak LLC - Something", None)])
def test_an_offer_that_a_deal_names_is_taken(column: str, said: str, offer: str | None) -> None:
    lead, _ = _read(f"Date,Company,{column},Stage,Stage_Date\n2026-03-14,Oak LLC,{said},won,2026-04-02\n")
    assert lead.offer == offer


NO_LEADS = (
    "Date,Transaction Type,Num,Posting,Name,Memo/Description,Account,Split,Amount,Balance",
    "Date,Time,TimeZone,Name,Type,Status,Currency,Gross,Fee,Net\n3/14/2026,10:00,CST,Dana,Payment,Completed,USD,10,1,9",
    "Date,Name,Description,Amount,Category",
    "Date,Company,Category,Cost",
    "Date,Name,Client,Project,Hours,Notes",
    "Date,Email,Subscribed\n03/14/2026,d@x.example,No",
    "Email,First Name,Created At",
)


@pytest.mark.parametrize("text", NO_LEADS)
def test_accounts_time_sheets_and_lists_of_readers_in_english_are_not_taken_unasked(text: str) -> None:
    assert shapes.recognised(table.parse("x.csv", text)) is None


@pytest.mark.parametrize("columns", ["Company", "Name,Stage,Stage_Date", "Email,Message,Invoice"])
def test_a_day_and_somebody_are_enough_in_a_list_of_ours(columns: str) -> None:
    assert shapes.recognised(table.parse("x.csv", f"Date,{columns}\n")) is not None


OF_OTHERS = (
    "Date,Name,Message,Amount,Balance",
    "Date,Company,Message,Saldo",
    "Date,Name,Email,Attended",
    "Date,Name,Email,Ticket Type",
    "Date,Email,Order Total",
    "Date,Name,Email,Topic,Status\n2026-03-04,Ana,a@x.example,Evening,confirmed",
)


@pytest.mark.parametrize("text", OF_OTHERS)
def test_a_statement_of_account_or_a_list_of_guests_with_our_columns_waits_for_a_word(text: str) -> None:
    found = table.parse("x.csv", text)
    assert shapes.recognised(found) is None
    assert shapes.likely(found) is not None


ANOTHER = (
    "Datum;Name;Betrag",
    "Datum;Firma;Nachricht;Rechnungsnummer",
    "Datum;Minuten;Thema;Kanal;Firma",
    "Datum;Seitenaufrufe;Kanal;Firma",
    "E-Mail;Vorname;Sprache",
    "Datum;Kanal",
    "Datum;Name;Text;Betrag\n01.03.2026;Maria Muster;Erstattung Miete;900",
    "Buchungstag;Datum;Name;Nachricht;IBAN;E-Mail",
    "dato;navn;tekst;beløb;saldo",
    "Datum;Firma;Status;Netto\n01.03.2026;West GmbH;offen;900",
    "Datum;E-Mail;Firma;Angebot;Netto (EUR);MwSt",
    "Datum;Firma;Status;Betrag",
    "Date;Nom;Entreprise;Prestation;Montant;TVA",
    "Datum;Kunde;Projekt;Text;Zeit\n01.03.2026;West GmbH;Umbau;Konzept;2",
    "dato;kunde;besked;timer",
    "Datum;Kunde;E-Mail;Nachricht;Arbeitsstunden",
    "datum;firma;nachricht;netto_summe",
    "Datum;E-Mail;Name;Status\n01.03.2026;a@x.example;Eva;aktiv",
    "Datum;E-Mail;Name;Quelle;Abgemeldet am",
    "Data;Klient;Usługa;Kwota;VAT",
    "Data;Klient;Opis;Godziny",
    "Data;E-mail;Imię;Źródło;Data wypisania",
    "Data;Cliente;Serviço;Valor;Fatura",
    "Data;Cliente;Descrição;Horas",
    "Data;E-mail;Nome;Origem;Cancelado em",
)
ONLY_LIKELY = (
    "Datum;Firma;Kanal;Nachricht",
    "Datum;E-Mail;Firma;Stufe\n01.03.2026;a@x.example;West GmbH;neu",
    "Datum;E-Mail;Name;Quelle",
    "Datum;E-Mail;Firma;Kanal;Betrag",
    "Datum;E-Mail;Kunde;Leistung;Betrag",
    "Datum;E-Mail;Firma;Projekt;Nachricht",
    "Datum;E-Mail;Name;Nachricht;Newsletter",
)
SURE = (
    "Datum;E-Mail;Nachricht",
    "Datum;E-Mail;Firma;Kanal",
    "Datum;E-Mail;Firma;Angebot;Betrag",
    "Datum;E-Mail;Wie haben Sie von uns gehört?",
    "Datum;E-Mail;Nachricht;Wie viele Stunden soll das Projekt höchstens kosten?",
)


@pytest.mark.parametrize("text", ANOTHER)
def test_another_table_is_none(text: str) -> None:
    assert lead_headers.likely(table.parse("x.csv", text)) is None
    assert shapes.recognised(table.parse("x.csv", text)) is None


@pytest.mark.parametrize("text", ONLY_LIKELY)
def test_what_only_looks_like_leads_is_taken_where_somebody_says_so(text: str) -> None:
    found = table.parse("x.csv", text)
    assert shapes.recognised(found) is None
    assert shapes.likely(found) is not None


@pytest.mark.parametrize("text", SURE)
def test_an_address_and_what_only_an_inquiry_has_need_no_word(text: str) -> None:
    assert shapes.recognised(table.parse("x.csv", text)) is not None


@pytest.mark.parametrize(
    "names", ["First name,Last name", "firstname,surname", "Prénom,Nom", "Prénom,Nom de famille", "Vorname,Nachname"]
)
def test_a_name_is_read_in_any_words_beside_columns_of_ours(names: str) -> None:
    lead, remarks = _read(f"Date,{names},Email,Message\n2026-03-02,Ana,Kowalska,a@x.ch,Hello\n")
    assert (lead.name, lead.message, remarks) == ("Ana Kowalska", "Hello", ())


def test_a_list_of_english_names_and_no_address_is_taken_where_somebody_says_so() -> None:
    shape = shapes.likely(table.parse("x.csv", "date,first name,last name,message\n2026-03-02,Ana,Kowalska,Hello\n"))
    assert shape is not None


def test_a_list_with_some_of_our_columns_is_read_in_other_words_too() -> None:
    """In French the date, the address and the message are called as in English."""
    lead, remarks = _read(
        "Date;Nom;Email;Société;Canal;Message;Montant;Statut;Date du statut\n"
        "02/03/2026;Ana;a@x.ch;Nord SARL;réseau;Bonjour;1 200,50;Gagné;13/04/2026\n"
    )
    assert (lead.name, lead.company, lead.channel, lead.value) == ("Ana", "Nord SARL", "network", 1200.5)
    assert (stages(lead)[-1], remarks) == ("won 2026-04-13", ())


def test_a_word_that_may_mean_something_else_is_not_read_beside_columns_of_ours() -> None:
    lead, remarks = _read("date,first name,email,message,status,contact\n2026-03-02,Ana,a@x.ch,Hi,Replied,phone\n")
    assert (lead.name, lead.stage) == ("Ana", "inquiry")
    assert remarks == ("x.csv: not read: 2 columns, status, contact",)


def test_a_list_with_our_own_columns_alone_is_read_as_ever() -> None:
    found = table.parse("x.csv", "date,email,status,notes\n2026-03-02,a@x.ch,Replied,Moin\n")
    assert shapes.recognised(found) is shapes.OURS
