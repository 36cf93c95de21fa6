"""HubSpot's contacts and deals."""

from __future__ import annotations

from datetime import UTC, datetime
from itertools import permutations
from pathlib import Path

import pytest

from pipeline.model.people import Touch
from tests.audience.cases import CONTACTS, DEALS, read, rows, stages

ANA = "51,Ana,L,ana@nordlicht.ch,Nordlicht,2026-02-11 09:10,,Referrals,,{stage},,de,,{deals}\n"


def _ana(stage: str = "Lead", deals: str = "") -> str:
    return CONTACTS + ANA.format(stage=stage, deals=deals)


@pytest.mark.parametrize(
    ("deal", "history"),
    [
        pytest.param(
            "9,Any,Closed won,2026-04-10 15:30,2026-04-02 10:00,6000\n",
            ["inquiry 2026-02-11", "qualified 2026-04-02", "won 2026-04-10"],
            id="won: qualified on the first day that is known of the deal",
        ),
        pytest.param(
            "9,Any,Closed lost,2026-05-20,2026-05-01,\n",
            ["inquiry 2026-02-11", "qualified 2026-05-01", "lost 2026-05-20"],
            id="lost",
        ),
        pytest.param(
            "9,Any,Contract sent,2026-05-20,2026-05-01,\n",
            ["inquiry 2026-02-11", "qualified 2026-05-01", "offered 2026-05-20"],
            id="offered",
        ),
        pytest.param(
            "9,Any,Contract sent (Sales Pipeline),2026-12-31,2026-05-01,\n",
            ["inquiry 2026-02-11", "qualified 2026-05-01", "offered 2026-05-01"],
            id="the close date of an open deal is a forecast",
        ),
        pytest.param(
            "9,Any,Contract sent,2030-12-31,2026-05-01,\n",
            ["inquiry 2026-02-11", "qualified 2026-05-01", "offered 2026-05-01"],
            id="a forecast may lie far ahead",
        ),
        pytest.param(
            "9,Any,appointmentscheduled,,,\n", ["inquiry 2026-02-11", "qualified 2026-02-11"], id="no date at all"
        ),
        pytest.param(
            "9,Any,Closed won,2026-01-20,,\n",
            ["inquiry 2026-01-20", "qualified 2026-01-20", "won 2026-01-20"],
            id="a contact that was filed after its deal",
        ),
    ],
)
def test_a_deal_says_how_far_its_contact_went(deal: str, history: list[str]) -> None:
    (lead,), _ = read(_ana(deals="9"), DEALS + deal)
    assert stages(lead) == history


@pytest.mark.parametrize(
    ("stage", "history"),
    [
        ("Subscriber", ["inquiry 2026-02-11"]),
        ("Lead", ["inquiry 2026-02-11"]),
        ("Sales Qualified Lead", ["inquiry 2026-02-11", "qualified 2026-02-11"]),
        ("Opportunity", ["inquiry 2026-02-11", "qualified 2026-02-11"]),
    ],
)
def test_without_a_deal_the_lifecycle_stage_says_it(stage: str, history: list[str]) -> None:
    (lead,), _ = read(_ana(stage))
    assert stages(lead) == history


def test_a_customer_without_a_deal_was_won_on_the_close_date() -> None:
    row = "51,Ana,L,ana@nordlicht.ch,Nordlicht,2026-02-11,2026-04-10,Referrals,,Customer,,de,,\n"
    (lead,), _ = read(CONTACTS + row)
    assert stages(lead) == ["inquiry 2026-02-11", "qualified 2026-04-10", "won 2026-04-10"]


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        (_ana("Customer"), 'no date in "Close Date", though "Lifecycle Stage" says Customer; add it as 2026-03-31'),
        (CONTACTS + "51,A,L,a@x.ch,X,,,,,,,,,\n", 'no date in "Create Date"; add it as 2026-03-31'),
        (CONTACTS + "51,A,L,a@x.ch,X,03/04/2026,,,,,,,,\n", '"03/04/2026" in "Create Date" may be'),
        (CONTACTS + "51,,,,,2026-03-04,,,,,,,,\n", 'neither "Email" nor "Company Name" nor a name; fill one'),
        (CONTACTS + ",A,L,a@x.ch,X,2026-03-04,,,,,,,,\n", 'no "Record ID"; export the file again with this column'),
        (DEALS + "9,Any,Closed won,,2026-04-02,\n", 'no date in "Close Date"; add it as 2026-03-31'),
        (DEALS + "9,Any,Closed wn,2026-04-02,,\n", 'unknown stage "Closed wn" in "Deal Stage"; did you mean "Closed'),
        (DEALS + "9,Any,Brewing,2026-04-02,,\n", "; known are Appointment scheduled, "),
        (DEALS + f"9,Any,Closed{' ' * 100_000}win,2026-04-02,,\n", 'unknown stage "Closed  '),
        (DEALS + "9,Any,Closed won,2026-04-02,,lots\n", '"lots" in "Amount" is no amount; write it as 6000 or 6500.50'),
    ],
)
def test_a_row_that_cannot_be_taken_says_why(text: str, reason: str) -> None:
    found = rows(text)
    assert not found.rows
    assert [(reject.path, reject.line) for reject in found.rejects] == [("1.csv", 2)]
    assert reason in found.rejects[0].reason


def test_the_offer_is_the_one_that_the_name_of_the_deal_speaks_of() -> None:
    (lead,), _ = read(_ana(deals="9"), DEALS + "9,architecture discovery workshop: N,Closed won,2026-04-10,,6500.50\n")
    assert (lead.offer, lead.value) == ("discovery", 6500.5)


def test_a_second_deal_is_no_new_lead_and_the_first_sale_decides() -> None:
    deals = (
        "9,Performance audit,Closed won,2026-05-10,,900\n"
        "10,Architektur-Workshop,Closed won,2026-04-10,2026-03-01,6000\n"
        "11,Performance audit,Closed lost,2026-06-10,,1\n"
    )
    (lead,), _ = read(_ana(deals="9;10;11"), DEALS + deals)
    assert stages(lead) == ["inquiry 2026-02-11", "qualified 2026-03-01", "won 2026-04-10"]
    assert (lead.offer, lead.value) == ("discovery", 6000)


def test_a_deal_that_still_moves_outweighs_one_that_was_lost() -> None:
    deals = (
        "9,Performance audit,Closed lost,2026-05-10,2026-05-01,1\n"
        "10,Architektur-Workshop,Contract sent,2026-06-01,,6000\n"
    )
    (lead,), _ = read(_ana(deals="9;10"), DEALS + deals)
    assert stages(lead) == ["inquiry 2026-02-11", "qualified 2026-05-01", "offered 2026-06-01"]
    assert (lead.offer, lead.value) == ("discovery", 6000)


def test_several_contacts_of_one_company_are_one_lead_with_all_touches() -> None:
    contacts = (
        "52,Béla,O,bela@nordlicht.ch,Nordlicht,2026-03-01,,Organic Search,https://x.org/de/a/,Lead,Hallo,de,25,9\n"
        "51,Ana,L,ana@nordlicht.ch,,2026-02-11,,Referrals,https://x.org/en/b/?utm_source=newsletter,Lead,,en,,\n"
    )
    (lead,), _ = read(CONTACTS + contacts, DEALS + "9,Any,Closed won,2026-04-10,,6000\n")
    assert (lead.external_id, lead.merged) == ("hubspot-contact:51", ("hubspot-contact:52",))
    assert (lead.channel, lead.company, lead.employees, lead.message, lead.lang) == (
        "network", "Nordlicht", 25, "Hallo", "de",
    )  # fmt: skip
    assert [(touch.post, touch.channel) for touch in lead.touches] == [("/en/b/", "newsletter"), ("/de/a/", "search")]
    assert stages(lead) == ["inquiry 2026-02-11", "qualified 2026-04-10", "won 2026-04-10"]


@pytest.mark.parametrize(
    ("page", "touches"),
    [
        ("", []),
        ("https://x.org/de/a/", [Touch(at=datetime(2026, 2, 11, tzinfo=UTC), channel="social", post="/de/a/")]),
        (
            "https://x.org/de/tail-latency/?utm_source=listmonk&utm_medium=email&utm_content=tail-latency",
            [
                Touch(
                    at=datetime(2026, 2, 11, tzinfo=UTC), channel="newsletter", post="/de/tail-latency/",
                    source="listmonk", medium="email",
                ),
            ],
        ),
        ("https://x.org", [Touch(at=datetime(2026, 2, 11, tzinfo=UTC), channel="social", post="/")]),
        (
            "https://x.org/?utm_source=listmonk&utm_medium=email&utm_campaign=issue-7&utm_content=tail-latency",
            [
                Touch(
                    at=datetime(2026, 2, 11, tzinfo=UTC), channel="newsletter", post=post,
                    source="listmonk", medium="email", campaign="issue-7",
                )
                for post in ("/", "tail-latency")
            ],
        ),
        ("https://[broken", []),
    ],
)  # fmt: skip
def test_the_first_page_and_the_post_that_its_link_names_are_touches(page: str, touches: list[Touch]) -> None:
    row = f"51,Ana,L,ana@nordlicht.ch,,2026-02-11,,Social Media,{page},Lead,,,11-50,\n"
    (lead,), _ = read(CONTACTS + row)
    assert list(lead.touches) == touches


def test_the_first_page_counts_from_the_moment_when_it_was_seen() -> None:
    """Else a visit of last summer would seem to have led to the inquiry."""
    header = (
        "Record ID,Email,Company Name,Create Date,First Page Seen,Time First Seen,Lifecycle Stage,Associated Deal IDs\n"
    )
    row = "51,ana@nordlicht.ch,,2026-02-11 09:00,https://x.org/de/a/,2025-07-01 08:30,Lead,\n"
    (lead,), _ = read(header + row)
    assert [touch.at for touch in lead.touches] == [datetime(2025, 7, 1, 8, 30, tzinfo=UTC)]


def test_contacts_whose_deals_are_not_here_yet_are_leads_and_the_remark_says_what_to_import() -> None:
    (lead,), remarks = read(_ana("Customer", "9; 10"))
    assert stages(lead) == ["inquiry 2026-02-11"]
    assert remarks == ("contacts name deals that are not here: 9, 10; import the export of deals too",)


def test_deals_that_no_contact_names_are_nobodys() -> None:
    found, remarks = read(DEALS + "9,Any,Closed won,2026-04-10,,\n")
    assert not found
    assert [said.partition(";")[0] for said in remarks] == ["no contact names these deals, so they count for nobody: 9"]
    assert remarks[0].endswith("or take a deal away: leitmotiv leads forget hubspot-deal:9")


DEALS_OF = DEALS.rstrip() + ",Associated Contact IDs\n"


def test_a_deal_that_names_its_contacts_is_theirs_though_they_do_not_name_it() -> None:
    """Exports of contacts have the column of deals only where somebody chose it."""
    (lead,), remarks = read(_ana(), DEALS_OF + "9,Architektur-Workshop,Closed won,2026-04-10,,6000,51;99\n")
    assert (lead.stage, lead.offer, lead.value) == ("won", "discovery", 6000)
    assert not remarks


def test_where_contacts_and_deals_differ_the_contacts_are_right() -> None:
    """Else a deal that was given to somebody else would be sold twice."""
    bela = "52,Béla,O,bela@elsewhere.ch,Elsewhere,2026-01-01,,Referrals,,Lead,,,,9\n"
    found, _ = read(_ana() + bela, DEALS_OF + "9,Any,Closed won,2026-04-10,,6000,51\n")
    assert [(lead.email, lead.stage) for lead in found] == [
        ("bela@elsewhere.ch", "won"),
        ("ana@nordlicht.ch", "inquiry"),
    ]


def test_a_deal_whose_contacts_are_not_here_is_nobodys() -> None:
    found, remarks = read(_ana(), DEALS_OF + "9,Any,Closed won,2026-04-10,,6000,99\n")
    assert [lead.stage for lead in found] == ["inquiry"]
    assert [said.partition(";")[0] for said in remarks] == ["no contact names these deals, so they count for nobody: 9"]


def test_the_order_of_the_files_does_not_matter() -> None:
    contacts = _ana(deals="9") + "52,B,O,bela@nordlicht.ch,,2026-01-01,,Referrals,,Lead,,,,9\n"
    deals = DEALS + "9,Any,Closed won,2026-04-10,,6000\n"
    own = "date,email,offer,stage,stage_date\n2026-03-03,eve@nordlicht.ch,audit,offered,2026-03-04\n"
    first, *others = [read(*texts)[0] for texts in permutations((contacts, deals, own))]
    assert all(found == first for found in others)
    assert len(first) == 1


def test_the_samples_are_joined(shared: Path) -> None:
    samples = shared / "samples/leads"
    texts = [(samples / f"hubspot_{name}.csv").read_text("utf-8") for name in ("contacts", "deals")]
    found, remarks = read(*texts)
    assert [(lead.company, lead.stage, lead.channel, lead.value) for lead in found] == [
        ("Nordlicht GmbH", "won", "network", 6000),
        ("Atelier Ōta SARL", "inquiry", "direct", None),
        ("D'Amico, Figli & C.", "inquiry", "search", None),
        ("Weiß Maschinenbau", "inquiry", "newsletter", None),
        ("Han-gang Labs", "won", "events", 6500.5),
        ("", "qualified", "events", None),
    ]
    assert [lead.offer for lead in found if lead.stage == "won"] == ["discovery", "discovery"]
    assert found[2].message == 'Bonjour, "avis" sur l\'architecture,\nmerci'
    assert found[0].touches[0].post == "/de/post-1/"
    assert [said.partition(";")[0] for said in remarks] == [
        "no contact names these deals, so they count for nobody: 9003"
    ]
    assert remarks[0].endswith("or take a deal away: leitmotiv leads forget hubspot-deal:9003")


GERMAN_CONTACTS = (
    "Datensatz-ID;Vorname;Nachname;E-Mail;Unternehmensname;Erstellungsdatum;Ursprüngliche Quelle;Lifecycle-Phase;"
    "Anzahl der Mitarbeiter;Wie haben Sie von uns erfahren?;Zugehörige Deal-IDs\n"
    "51;Ana;L;ana@nordlicht.ch;Nordlicht;11.02.2026 09:10;Verweise;Kunde;1.200;eine Freundin;9\n"
)
GERMAN_DEALS = (
    "Datensatz-ID;Deal-Name;Deal-Phase;Abschlussdatum;Betrag\n9;Architektur-Workshop;{};10.04.2026;6.500,50\n"
)


@pytest.mark.parametrize(
    ("label", "stage"),
    [
        ("Abgeschlossen und gewonnen", "won"), ("Abgeschlossen und verloren (Vertriebspipeline)", "lost"),
        ("Termin vereinbart", "qualified"), ("Qualifiziert zum Kauf", "qualified"), ("Vertrag gesendet", "offered"),
    ],
)  # fmt: skip
def test_exports_in_german_with_its_dates_and_decimals_are_read(label: str, stage: str) -> None:
    (lead,), _ = read(GERMAN_CONTACTS, GERMAN_DEALS.format(label))
    assert (lead.stage, lead.offer, lead.value, lead.employees) == (stage, "discovery", 6500.5, 1200)
    assert (lead.channel, lead.self_report, stages(lead)[0]) == ("network", "eine Freundin", "inquiry 2026-02-11")


@pytest.mark.parametrize(
    "head",
    [
        "Record ID,Prénom,Nom,E-mail,Nom de l’entreprise,Date de création,Source d'origine,Nombre d'employés",
        "Record-id,Fornavn,Efternavn,E-mail,Virksomhedsnavn,Oprettelsesdato,Oprindelig kilde,Antal medarbejdere",
        "Record-id,Voornaam,Achternaam,E-mail,Bedrijfsnaam,Aanmaakdatum,Oorspronkelijke bron,Aantal werknemers",
        "Record ID,Nombre,Apellidos,Correo,Nombre de empresa,Fecha de creación,Fuente original,Número de empleados",
    ],
)
def test_contacts_are_read_in_other_languages_too(head: str) -> None:
    (lead,), _ = read(f"{head}\n7,Marie,Dupont,m@firme.fr,Firme SA,2026-02-03,Recherche organique,12\n")
    assert (lead.name, lead.company, lead.employees, lead.channel) == ("Marie Dupont", "Firme SA", 12, "search")


@pytest.mark.parametrize(
    ("label", "stage"),
    [
        ("Gesloten en gewonnen", "won"), ("Gesloten en verloren", "lost"), ("Contract verzonden", "offered"),
        ("Afspraak gepland", "qualified"), ("Fermée gagnée (Pipeline des ventes)", "won"), ("Perdu", "lost"),
        ("Contrat envoyé", "offered"), ("Rendez-vous planifié", "qualified"), ("Cierre ganado", "won"),
        ("Won", "won"), ("Lost", "lost"), ("Proposal/Price Quote", "offered"), ("Needs Analysis (Sales)", "qualified"),
        ("Cierre perdido", "lost"), ("Lukket vundet", "won"), ("Lukket tabt", "lost"), ("Kontrakt sendt", "offered"),
    ],
)  # fmt: skip
def test_stages_of_deals_are_read_in_other_languages_too(label: str, stage: str) -> None:
    """A sale that is not understood would be missing in the report."""
    (lead,), _ = read(_ana(deals="9"), f"{DEALS}9,Any,{label},2026-04-10,2026-04-02,\n")
    assert stages(lead)[-1].partition(" ")[0] == stage


@pytest.mark.parametrize(
    "label",
    ["Niet gewonnen", "En pause", "Won over", "Contract lost", "Contract signed", "Offre refusée", "Devis accepté",
     "Offerte afgewezen", "Propuesta rechazada", "Tilbud afvist"],
)  # fmt: skip
def test_a_stage_that_says_nothing_sure_is_refused(label: str) -> None:
    (reject,) = rows(f"{DEALS}9,Any,{label},2026-04-10,2026-04-02,\n").rejects
    assert f'unknown stage "{label}"' in reject.reason


def test_one_date_that_can_mean_one_day_only_explains_the_others_of_its_file() -> None:
    head = "Record ID,Email,Create Date\n"
    found = rows(head + "1,a@x.ch,03/04/2026\n2,b@y.ch,25/04/2026\n")
    assert [row.values["create date"] for row in found.rows] == ["2026-04-03", "2026-04-25"]
    assert not found.rejects
