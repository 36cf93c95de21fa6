"""Tables of subscribers."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.audience import plain_subscribers, subscribers
from pipeline.errors import ImportRefused
from pipeline.model import table
from pipeline.model.mappings import ColumnMapping
from pipeline.model.people import Reject, Subscriber
from tests.audience import cases
from tests.audience.cases import AS_OF, THEMES

steady = settings(deadline=None)  # a busy machine is no failure
LISTMONK = "uuid,email,name,attributes,status,created_at,updated_at\n"


def test_listmonk_calls_the_confirmed_enabled_and_keeps_the_language_in_the_attributes() -> None:
    row = '1,Ana@Example.org,Ana  Lindqvist,"{""lang"": ""de_CH""}",enabled,2026-01-01 10:00:00+00:00,\n'
    (person,), rejects = cases.people(LISTMONK + row)
    assert person == Subscriber(
        email="ana@example.org",
        name="Ana Lindqvist",
        state="confirmed",
        langs=("de-ch",),
        since=datetime(2026, 1, 1, 10, tzinfo=UTC),
        source="listmonk",
    )
    assert not rejects


@pytest.mark.parametrize(
    ("status", "state"), [("enabled", "confirmed"), ("blocklisted", "unsubscribed"), ("disabled", "unsubscribed")]
)
def test_nobody_whom_listmonk_silenced_gets_mail(status: str, state: str) -> None:
    (person,), _ = cases.people(f"{LISTMONK}1,ana@example.org,,,{status},,\n")
    assert person.state == state


@pytest.mark.parametrize(
    ("attributes", "langs"),
    [("", ()), ("{}", ()), ('"{""lang"": [""de"", ""en"", ""de""]}"', ("de", "en")), ('"{""lang"": null}"', ())],
)
def test_a_subscriber_may_read_no_language_in_particular_or_several(attributes: str, langs: tuple[str, ...]) -> None:
    (person,), _ = cases.people(f"{LISTMONK}1,ana@example.org,,{attributes},enabled,,\n")
    assert person.langs == langs


@pytest.mark.parametrize(
    ("row", "reason"),
    [
        ("1,ana@,,,enabled,,", 'what stands in "email" is no mail address; correct it and import the file again'),
        ("1,,,,enabled,,", 'no address in "email"; add it and import the file again'),
        ("1,ana@example.org,,{broken,enabled,,", '"attributes" is no valid JSON; export the file again'),
        ("1,ana@example.org,,7,enabled,,", '"attributes" must be a JSON object such as {"lang": "de"}'),
        ('1,ana@example.org,,"{""lang"": 5}",enabled,,', '"5" is no language tag'),
        ('1,ana@example.org,,"{""lang"": ""\\ud800""}",enabled,,', "is no language tag"),
        ("1,ana@example.org,,,enable,,", 'unknown state "enable" in "status"; did you mean "enabled"?'),
        ("1,ana@example.org,,,enabled", "5 cells under 7 columns; is a quote or a separator missing?"),
    ],
)
def test_a_row_that_cannot_be_taken_says_why(row: str, reason: str) -> None:
    people, (reject,) = cases.people(f"{LISTMONK}{row}\n1,bela@example.org,,,enabled,,\n")
    assert [person.email for person in people] == ["bela@example.org"]
    assert (reject.path, reject.line) == ("people.csv", 2)
    assert reason in reject.reason


def test_an_address_in_other_letters_is_the_same_person_and_the_first_row_counts() -> None:
    people, (reject,) = cases.people("email,lang\nana@example.org,de\nANA@EXAMPLE.ORG,en\n")
    assert [(person.email, person.langs) for person in people] == [("ana@example.org", ("de",))]
    assert reject == Reject(
        "people.csv", 3, "the same address as in line 2, perhaps in other letters; keep one of them"
    )


def test_who_unsubscribed_under_any_spelling_is_unsubscribed() -> None:
    people, (reject,) = cases.people("email,lang,state\nana@example.org,de,\nANA@EXAMPLE.ORG,de,unsubscribed\n")
    assert [person.state for person in people] == ["unsubscribed"]
    assert "unsubscribed" in reject.reason


def test_a_plain_list_needs_address_and_language_only() -> None:
    people, rejects = cases.people(
        "Lang;EMail;x\nde, en;a@example.org;Siemens\n;b@example.org;\n".replace("EMail", "Email")
    )
    assert [(person.email, person.state, person.langs) for person in people] == [
        ("a@example.org", "confirmed", ("de", "en")),
        ("b@example.org", "confirmed", ()),
    ]
    assert not rejects


@pytest.mark.parametrize(
    "column", ["Unsubscribed", "abgemeldet", "Abmeldedatum", "Opted out", "Blocklisted", "EMAIL_BLACKLISTED", "afmeldt"]
)
@pytest.mark.parametrize(
    ("cell", "state"),
    [
        ("", "confirmed"),
        ("no", "confirmed"),
        ("nein", "confirmed"),
        ("yes", "unsubscribed"),
        ("2025-03-01", "unsubscribed"),
    ],
)
def test_a_column_that_says_who_has_left_is_believed(column: str, cell: str, state: str) -> None:
    ((person,), _) = cases.people(f"email,lang,{column}\na@example.org,de,{cell}\n")
    assert person.state == state


@pytest.mark.parametrize("column", ["complained", "Bounces", "Spam complaint", "hard_bounced"])
def test_a_complaint_or_a_bounce_says_who_has_left_as_well(column: str) -> None:
    (one, other), _ = cases.people(f"email,lang,unsubscribed,{column}\na@example.org,de,,yes\nb@example.org,de,no,0\n")
    assert (one.state, other.state) == ("unsubscribed", "confirmed")


@pytest.mark.parametrize(
    "column", ["subscribed", "Active", "is_active", "newsletter", "opt_in", "Opt-In", "Aktiv", "abonné"]
)
@pytest.mark.parametrize(
    ("cell", "state"),
    [
        ("yes", "confirmed"),
        ("1", "confirmed"),
        ("2024-03-01 10:00", "confirmed"),
        ("03/04/2024", "confirmed"),
        ("active", "confirmed"),
        ("no", "unsubscribed"),
        ("0", "unsubscribed"),
        ("FALSE", "unsubscribed"),
        ("nein", "unsubscribed"),
        ("pending", "unconfirmed"),
        ("", "unconfirmed"),
        ("?", "unconfirmed"),
    ],
)
@pytest.mark.parametrize("lang", ["", ",lang"])
def test_a_column_that_says_who_gets_letters_is_believed(column: str, cell: str, state: str, lang: str) -> None:
    (person,), rejects = cases.people(f"email,{column}{lang}\na@example.org,{cell}{lang and ',de'}\n")
    assert (person.state, rejects) == (state, ())


@pytest.mark.parametrize("column", ["confirmed", "double_opt_in", "Double Opt-In", "DOI", "bestätigt"])
def test_who_has_not_confirmed_gets_nothing_and_may_still_confirm(column: str) -> None:
    people, _ = cases.people(f"email,lang,{column}\na@example.org,de,no\nb@example.org,de,\nc@example.org,de,yes\n")
    assert [person.state for person in people] == ["unconfirmed", "unconfirmed", "confirmed"]


def test_of_several_words_on_one_person_the_one_that_keeps_most_letters_away_counts() -> None:
    head = "email,lang,state,subscribed,confirmed,unsubscribed\n"
    rows = "a@x.org,de,confirmed,yes,no,\nb@x.org,de,active,no,yes,no\nc@x.org,de,,yes,yes,2025-01-01\n"
    people, _ = cases.people(head + rows + "d@x.org,de,unconfirmed,yes,yes,no\n")
    assert [one.state for one in people] == ["unconfirmed", "unsubscribed", "unsubscribed", "unconfirmed"]


def test_a_word_that_says_neither_yes_nor_no_is_rejected() -> None:
    people, (reject,) = cases.people("email,lang,newsletter\na@example.org,de,weekly\nb@example.org,de,yes\n")
    assert [person.email for person in people] == ["b@example.org"]
    assert reject.reason.startswith('unknown state "weekly" in "newsletter"')


@pytest.mark.parametrize(
    ("column", "cells"),
    [
        ("Rundbrief", ("ja", "nein")),
        ("Rundbrief", ("", "x")),
        ("Liste", ("aktiv", "gesperrt")),
        ("Ende", ("", "01.03.2025")),
        ("Ende", ("abgemeldet", "01.03.2025")),
        ("Bemerkung", ("nett", "hat sich am 1.3. abgemeldet")),
        ("opt_in_status", ("granted", "revoked")),
        ("Active,opt-in", ("yes,yes", "no,yes")),
    ],
)
def test_a_list_with_languages_is_not_taken_where_an_unread_column_may_say_who_has_left(
    column: str, cells: tuple[str, str]
) -> None:
    cut_short = "c@x.org,de\n"
    found = table.parse("x.csv", f"email,lang,{column}\na@x.org,de,{cells[0]}\nb@x.org,en,{cells[1]}\n{cut_short}")
    assert subscribers.recognised(found) is None
    assert plain_subscribers.doubts(found) == tuple(column.split(","))


def test_a_company_and_a_day_that_all_have_say_nothing_on_leaving() -> None:
    head = "email,lang,Firma,subscribed_at,Newsletter seit\n"
    people, _ = cases.people(f"{head}a@x.org,de,Otto,2024-01-01,\nb@x.org,en,,2024-02-01,\n")
    assert [person.state for person in people] == ["confirmed", "confirmed"]


@pytest.mark.parametrize("column", ["Unsubscribed", "De\u0301sabonne\u0301 le"])
def test_a_mapped_list_of_nothing_but_leavers_is_told_by_the_name_of_its_day(column: str) -> None:
    said = f"Subscriber,Since,{column}\na@x.org,2024-01-01,2025-09-01\nb@x.org,2024-01-01,2025-09-02\n"
    found = table.parse("x.csv", said)
    shape = subscribers.mapped(ColumnMapping(name="x", columns={"email": "Subscriber"}, about="subscribers"), found)
    assert shape.doubtful == (column,)


def test_a_state_that_is_none_is_rejected_with_the_nearest_one() -> None:
    _, (reject,) = cases.people("email,lang,state\na@example.org,de,confirmd\n")
    assert reject.reason == 'unknown state "confirmd" in "state"; did you mean "confirmed"?'


@pytest.mark.parametrize(
    "head",
    [
        "email",
        "E-Mail",
        "E-Mail;Name",
        "E-Mail-Adresse;Vorname;Nachname;Sprache;Status;Themen",
        "Email Address,First Name,Last Name",
        "Courriel,Nom",
        "e-mail,fornavn,efternavn,sprog",
        "email,reason",
        "email,lang,whatever",
    ],
)
def test_a_list_kept_by_hand_calls_its_columns_as_people_do(head: str) -> None:
    shape = subscribers.recognised(table.parse("x.csv", f"{head}\n"))
    assert shape is not None
    assert shape.name == plain_subscribers.NAME


@pytest.mark.parametrize(
    "head",
    [
        "date,email,lang",
        "name,lang",
        "email,company",
        "E-Mail;Austritt",
        "email,lang,Unsubscribed,Blocklisted",
        "E-Mail;Name;Firma",
        "email,minutes",
        "sep",
    ],
)
def test_a_table_of_another_shape_is_not_recognised(head: str) -> None:
    """A column that nobody reads may say that somebody has left."""
    assert subscribers.recognised(table.parse("x.csv", f"{head}\n")) is None


OF_STRANGERS = (
    "First Name,Middle Name,Last Name,Company,Department,E-mail Address,E-mail Type,Language",
    "Kundennummer;Firma;E-Mail;Sprache;Telefon",
    "E-Mail;Vorname;Nachname;Sprache;Umsatz 2025",
    "Email,Name,Language,Order date,Total,Product",
    "Vorname;Nachname;E-Mail;Firma;Sprache;Ticket;Betrag",
    "Name;E-Mail;Sprache;Stelle;Lebenslauf",
    "Email,Language,Active,Phone",
    "First Name,Last Name,Account Name,Email,Lead Source,Language",
    "Email,First Name,Last Name,Language,Email Opt Out",
    "Email,Language,Contact Owner,Lifecycle Stage",
    "Email,Language,Status,Phone\na@x.org,de,active,1",
)


@pytest.mark.parametrize("text", OF_STRANGERS)
def test_customers_guests_and_contacts_with_a_language_are_no_readers(text: str) -> None:
    found = table.parse("x.csv", text)
    assert subscribers.recognised(found) is None
    assert plain_subscribers.strangers(found)


@pytest.mark.parametrize("column", ["Newsletter", "Subscribed", "Opt-in", "Einwilligung", "Double opt-in"])
def test_customers_of_whom_it_is_said_who_gets_letters_are_a_list_of_readers(column: str) -> None:
    (one, other), _ = cases.people(f"E-Mail;Sprache;Telefon;{column}\na@x.org;de;1;ja\nb@x.org;de;2;nein\n")
    assert one.state == "confirmed"
    assert other.state in ("unsubscribed", "unconfirmed")


STATES = (
    "active",
    "SUBSCRIBED",
    "unsubscribed",
    "bounced",
    "Complained",
    "cleaned",
    "junk",
    "unconfirmed",
    "cancelled",
)


def test_a_list_that_tells_the_states_of_readers_needs_no_language() -> None:
    """Most newsletter tools export so."""
    rows = "".join(f"{number},Ana,{number}@x.org,{state},DE\n" for number, state in enumerate(STATES))
    people, rejects = cases.people(f"id,first_name,email,status,Country\n{rows}")
    states = [person.state for person in people]
    assert states == ["confirmed"] * 2 + ["unsubscribed"] * 5 + ["unconfirmed", "unsubscribed"]
    assert not rejects


@pytest.mark.parametrize(
    "text",
    [
        "email,status,company\na@x.org,active,Otto\nb@x.org,cancelled,Otto\n",
        "email,status,company\na@x.org,subscribed,Otto\nb@x.org,trialing,Otto\n",
        "email,status,wants\na@x.org,subscribed,yes\nb@x.org,unsubscribed,no\n",
        "email,created at\na@x.org,2026-01-01\n",
        "email,tags\na@x.org,customer\n",
    ],
)
def test_a_list_whose_states_may_be_of_anything_is_not_taken(text: str) -> None:
    assert subscribers.recognised(table.parse("x.csv", text)) is None


def test_counts_of_letters_say_nothing_on_leaving() -> None:
    people, _ = cases.people("email,status,clicks,opens\na@x.org,Subscribed,0,0\nb@x.org,Subscribed,0,39\n")
    assert [person.state for person in people] == ["confirmed", "confirmed"]


def test_a_list_of_another_tool_brings_tags_and_the_day_on_which_somebody_came() -> None:
    head, days = "email,status,Tags,Date added\n", ("2026-02-01 10:00:00", "03/04/2026")
    rows = f'a@x.org,subscribed,"lang:de, tier:inner",{days[0]}\nb@x.org,subscribed,VIP,{days[1]}\n'
    (one, other), rejects = cases.people(head + rows)
    assert (one.langs, one.tier, one.since) == (("de",), "inner", datetime(2026, 2, 1, 10, tzinfo=UTC))
    assert (other.langs, other.since, rejects) == ((), None, ())


def test_a_mapping_of_inquiries_makes_nobody_a_reader() -> None:
    crm = ColumnMapping(name="crm", columns={"date": "Am", "email": "Kontakt"}, about="leads")
    found = table.parse("x.csv", "Am,Kontakt\n2026-03-01,ana@example.org\n")
    assert subscribers.recognised(found, [crm]) is None


def test_a_country_where_a_language_belongs_is_what_is_spoken_there() -> None:
    said = ("dk", "at", "GB", "us", "au", "ger", "eng-US", "de_AT", "gsw", "zz")
    people, rejects = cases.people("email,lang\n" + "".join(f"{n}@x.org,{tag}\n" for n, tag in enumerate(said)))
    langs = [one.langs for one in people]
    assert langs == [(tag,) for tag in ("da-dk", "de-at", "en-gb", "en-us", "en-au", "de", "en-us", "de-at", "gsw")]
    assert [reject.reason for reject in rejects] == [
        'nobody speaks "zz" (in "lang"); write for instance "de" or "pt-br"'
    ]


def test_an_attribute_may_name_a_language_as_a_column_may() -> None:
    row = '1,a@x.org,,"{""lang"": [""Deutsch"", ""DK""]}",enabled,,\n'
    ((person,), _) = cases.people(LISTMONK + row)
    assert person.langs == ("de", "da-dk")


def test_who_has_left_is_let_go_whatever_stands_in_the_place_of_his_language() -> None:
    (person,), (reject,) = cases.people("email,lang,state\na@x.org,all,unsubscribed\nb@x.org,all,confirmed\n")
    assert (person.email, person.state, person.langs) == ("a@x.org", "unsubscribed", ())
    assert reject.line == 3
    (person,), _ = cases.people(f'{LISTMONK}1,a@x.org,,"{{""lang"": ""all""}}",blocklisted,,\n')
    assert (person.state, person.langs) == ("unsubscribed", ())


@pytest.mark.parametrize(
    ("row", "name"),
    [("Hans;Hansen", "Hans Hansen"), ("Ana;Ana Lind", "Ana Lind"), (";Lind", "Lind"), ("Ana;", "Ana"), ("Bo;Bo", "Bo")],
)
def test_a_first_name_that_begins_a_family_name_is_not_lost(row: str, name: str) -> None:
    (person,), _ = cases.people(f"E-Mail;Sprache;Vorname;Nachname\na@x.org;de;{row}\n")
    assert person.name == name


def test_a_german_list_is_read_with_its_words_and_its_columns() -> None:
    head = "Vorname;Nachname;E-Mail;Sprache;Status\n"
    rows = "Ana;Lind;a@x.org;Deutsch;aktiv\nBo;;b@x.org;en, Dänisch;abgemeldet\n;;c@x.org;;\n"
    wrong = ";;d@;;\n;;e@x.org;Klingonsprech;\n"
    people, rejects = cases.people(head + rows + wrong)
    assert [(one.name, one.state, one.langs) for one in people] == [
        ("Ana Lind", "confirmed", ("de",)),
        ("Bo", "unsubscribed", ("en", "da")),
        ("", "confirmed", ()),
    ]
    assert [reject.reason.partition(";")[0] for reject in rejects] == [
        'what stands in "E-Mail" is no mail address',
        '"Klingonsprech" is no language tag',
    ]
    assert rejects[1].reason.endswith('(in "Sprache")')


@pytest.mark.parametrize(
    ("head", "rows", "states"),
    [
        (
            "E-mailadres;Voornaam;Achternaam;Taal;Status;Uitgeschreven op",
            ("Ana;Lind;Nederlands;actief;", "Bo;Bo;Frans;actief;12/03/2024", "Cy;Cy;NL;niet bevestigd;"),
            [("confirmed", ("nl",)), ("unsubscribed", ("fr",)), ("unconfirmed", ("nl",))],
        ),
        (
            "Courriel;Prénom;Nom;Langue;Statut;Désinscrit le",
            ("Ana;Lind;Espagnol;actif;", "Bo;Bo;français;abonné;12/03/2024", "Cy;Cy;FR;non confirmé;"),
            [("confirmed", ("es",)), ("unsubscribed", ("fr",)), ("unconfirmed", ("fr",))],
        ),
        (
            "Correo electrónico;Nombre;Apellidos;Idioma;Estado",
            ("Ana;Lind;español;activo", "Bo;Bo;inglés;baja", "Cy;Cy;ES;pendiente"),
            [("confirmed", ("es",)), ("unsubscribed", ("en",)), ("unconfirmed", ("es",))],
        ),
        (
            "Indirizzo e-mail;Nome;Cognome;Lingua;Stato;Disiscritto il",
            ("Ana;Lind;italiano;attivo;", "Bo;Bo;tedesco;iscritto;12/03/2024", "Cy;Cy;IT;in attesa;"),
            [("confirmed", ("it",)), ("unsubscribed", ("de",)), ("unconfirmed", ("it",))],
        ),
        (
            "Email;Nome completo;Lang;Stato",
            ("Ana Lind;it;attivo", "Bo;it;disiscritto", "Cy;it;non confermato"),
            [("confirmed", ("it",)), ("unsubscribed", ("it",)), ("unconfirmed", ("it",))],
        ),
        (
            "E-post;Förnamn;Efternamn;Språk;Status;Avregistrerad",
            ("Ana;Lind;svenska;prenumererar;", "Bo;Bo;engelska;bekräftad;2024-03-12", "Cy;Cy;SV;obekräftad;"),
            [("confirmed", ("sv",)), ("unsubscribed", ("en",)), ("unconfirmed", ("sv",))],
        ),
        (
            "E-postadresse;Fornavn;Etternavn;Språk;Status",
            ("Ana;Lind;norsk;påmeldt", "Bo;Bo;engelsk;avmeldt", "Cy;Cy;NO;ubekreftet"),
            [("confirmed", ("no",)), ("unsubscribed", ("en",)), ("unconfirmed", ("no",))],
        ),
        (
            "Adres e-mail;Imię;Nazwisko;Język;Status",
            ("Ana;Lind;polski;aktywna", "Bo;Bo;angielski;wypisany", "Cy;Cy;PL;niepotwierdzony"),
            [("confirmed", ("pl",)), ("unsubscribed", ("en",)), ("unconfirmed", ("pl",))],
        ),
        (
            "Endereço de e-mail;Nome próprio;Apelido;Idioma;Estado",
            ("Ana;Lind;português;ativa", "Bo;Bo;inglês;Descadastrado", "Cy;Cy;PT-BR;pendente"),
            [("confirmed", ("pt",)), ("unsubscribed", ("en",)), ("unconfirmed", ("pt-br",))],
        ),
    ],
)
def test_lists_of_nine_languages_are_read_with_their_words(
    head: str, rows: tuple[str, ...], states: list[tuple[str, tuple[str, ...]]]
) -> None:
    people, rejects = cases.people(f"{head}\n" + "".join(f"{n}@x.org;{row}\n" for n, row in enumerate(rows)))
    assert rejects == ()
    assert people[0].name == "Ana Lind"
    assert [(one.state, one.langs) for one in people] == states


def test_a_column_of_consent_in_dutch_keeps_letters_from_who_gave_none() -> None:
    people, _ = cases.people("E-mailadres;Taal;Toestemming\na@x.org;nl;ja\nb@x.org;nl;nee\nc@x.org;nl;\n")
    assert [one.state for one in people] == ["confirmed", "unsubscribed", "unconfirmed"]


@pytest.mark.parametrize(
    ("head", "states"),
    [
        ("email;lang;Zgoda marketingowa", ["confirmed", "unsubscribed"]),
        ("email;lang;Wypisany", ["unsubscribed", "confirmed"]),
        ("email;lang;Potwierdzony", ["confirmed", "unconfirmed"]),
    ],
)
def test_a_yes_and_a_no_in_polish_say_who_gets_letters(head: str, states: list[str]) -> None:
    people, rejects = cases.people(f"{head}\na@x.org;pl;tak\nb@x.org;pl;nie\n")
    assert ([one.state for one in people], rejects) == (states, ())


@pytest.mark.parametrize(
    ("head", "states"),
    [
        ("email;lang;Consentimento", ["confirmed", "unsubscribed"]),
        ("email;lang;Aceita newsletter", ["confirmed", "unsubscribed"]),
        ("email;lang;Descadastrado", ["unsubscribed", "confirmed"]),
        ("email;lang;Confirmada", ["confirmed", "unconfirmed"]),
    ],
)
def test_a_yes_and_a_no_in_portuguese_say_who_gets_letters(head: str, states: list[str]) -> None:
    people, rejects = cases.people(f"{head}\na@x.org;pt;Sim\nb@x.org;pt;Nao\n")
    assert ([one.state for one in people], rejects) == (states, ())


def test_a_day_on_which_somebody_left_is_read_in_portuguese() -> None:
    people, _ = cases.people("email;lang;Cancelado em\na@x.org;pt;03/02/2026\nb@x.org;pt;\n")
    assert [one.state for one in people] == ["unsubscribed", "confirmed"]


@pytest.mark.parametrize(
    "column",
    [
        "Chce listy\na@x.org;pl;tak\nb@x.org;pl;nie",
        "Tagi\na@x.org;pl;wypisany",
        "Відписаний\na@x.org;uk;так\nb@x.org;uk;ні",
        "Cancelado\na@x.org;pt;sim\nb@x.org;pt;não",
        "Quer cartas\na@x.org;pt;sim\nb@x.org;pt;não",
        "Odhlášen\na@x.org;cs;ano\nb@x.org;cs;ne",
    ],
)
def test_a_column_that_may_say_who_has_left_is_asked_about_in_other_languages_too(column: str) -> None:
    assert subscribers.recognised(table.parse("x.csv", f"email;lang;{column}\n")) is None


@pytest.mark.parametrize(
    ("head", "row", "name"),
    [
        ("email,name,vorname", "a@x.org,Lind,Ana", "Ana Lind"),
        ("email,name,vorname", "a@x.org,Ana Lind,Ana", "Ana Lind"),
        ("email,name,vorname,nachname", "a@x.org,Dr. Ana Lind,Ana,Lind", "Ana Lind"),
        ("email,nachname", "a@x.org,Lind", "Lind"),
        ("email,name", "a@x.org,Ana Lind", "Ana Lind"),
    ],
)
def test_first_and_last_name_are_one_name(head: str, row: str, name: str) -> None:
    ((person,), _) = cases.people(f"{head}\n{row}\n")
    assert person.name == name


@pytest.mark.parametrize("said", ["Agile heute, data", "data | Agile Heute", "data;agile", "agile data"])
def test_the_name_of_a_theme_may_have_blanks(said: str) -> None:
    ((person,), _) = cases.people(f'email,lang,themes\na@x.org,de,"{said}"\n')
    assert set(person.themes) == {"agile", "data"}


def test_several_languages_may_be_parted_by_a_slash() -> None:
    ((person,), _) = cases.people("email,lang\na@x.org,de/en\n")
    assert person.langs == ("de", "en")


def test_a_theme_is_known_by_id_or_name_and_one_that_there_is_not_is_left_out_and_told() -> None:
    found = table.parse(
        "x.csv", 'email,lang,themes,note\na@x.org,de,"agile,Data,datum",met at the fair\nb@x.org,de,perfomance datum,\n'
    )
    shape = subscribers.recognised(found)
    assert shape is not None
    read = subscribers.read(found, shape, AS_OF, THEMES)
    assert [person.themes for person in read.people] == [("agile", "data"), ()]
    assert read.remarks == (
        'x.csv: the theme "datum" of 2 subscribers is not known, and left out; did you mean "data"?',
        'x.csv: the theme "perfomance" of 1 subscriber is not known, and left out; did you mean "performance"?',
        "x.csv: not read: 1 column, note",
    )


def test_the_sample_of_listmonk_is_read(shared: Path) -> None:
    people, rejects = cases.people((shared / "samples/leads/listmonk_subscribers.csv").read_text("utf-8"))
    assert [person.state for person in people] == ["confirmed"] * 4 + ["unsubscribed"] * 2
    assert [person.langs for person in people] == [("de",), ("ja",), ("fr",), ("de",), ("ja",), ("fr",)]
    assert not rejects


_LIKELY = ["a@example.org", "enabled", "de", '{"lang": "de"}', '{"lang": {}}']
_CELL = st.one_of(st.text(max_size=12), st.sampled_from(_LIKELY))


@steady
@given(st.sampled_from([LISTMONK, "email,lang,name,state\n"]), st.lists(st.lists(_CELL, max_size=8), max_size=4))
def test_whatever_stands_in_the_rows_they_are_taken_or_rejected(head: str, rows: list[list[str]]) -> None:
    try:
        found = table.parse("x.csv", head + table.written((), rows).decode("utf-8", "surrogatepass"))
    except ImportRefused:
        return
    shape = subscribers.recognised(found)
    assert shape is not None
    read = subscribers.read(found, shape, AS_OF, THEMES)
    assert len(read.people) + len(read.rejects) == len(found.rows)
    assert len({person.email for person in read.people}) == len(read.people)
