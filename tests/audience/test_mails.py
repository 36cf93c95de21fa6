"""Mails: which are inquiries, which are not, and what is read of them."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.audience import leads, mails, wishes
from pipeline.audience.bookings import LeftOut
from pipeline.audience.leads import Rows
from tests.audience.cases import TERMS, stages

OWN = frozenset({"letters@mini.example.org", "jonna@gmail.com"})
HEAD = {
    "From": "Ana Lindqvist <Ana@Nordlicht.ch>",
    "To": "letters@mini.example.org",
    "Subject": "Anfrage Architektur-Workshop",
    "Date": "Tue, 07 Apr 2026 08:12:00 +0200",
    "Message-ID": "<m1@nordlicht.ch>",
    "Content-Type": "text/plain; charset=utf-8",
}


def mail(body: str = "Guten Tag", **headers: str | None) -> bytes:
    """A mail with some headers in the place of the usual ones; None takes one away."""
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    lines = [f"{name}: {value}" for name, value in {**HEAD, **named}.items() if value is not None]
    return "\r\n".join([*lines, "", body]).encode()


def taken(*contents: bytes) -> Rows:
    """The rows of mails; the letter <issue-7@x> is one of ours."""
    return leads.mail_rows("box.mbox", contents, TERMS, OWN, _letter)


def _letter(content: bytes) -> tuple[str, int] | None:
    return ("issue-7", 7) if b"<issue-7@x>" in content else None


def message_of(content: bytes) -> str:
    """What is kept of the words."""
    return taken(content).rows[0].values["message"]


def test_a_mail_is_an_inquiry_of_its_sender() -> None:
    rows = taken(mail())
    (strand,) = leads.read(rows.rows, TERMS).strands
    lead = strand.lead
    assert (lead.name, lead.email, lead.company_key) == ("Ana Lindqvist", "ana@nordlicht.ch", "nordlicht.ch")
    assert (stages(lead), lead.channel) == (["inquiry 2026-04-07"], "direct")
    assert lead.message == "Anfrage Architektur-Workshop\n\nGuten Tag"
    assert rows.rows == taken(mail()).rows


@pytest.mark.parametrize(
    ("headers", "reason"),
    [
        ({"Auto_Submitted": "auto-replied"}, "autoreply"),
        ({"Auto_Submitted": "auto-replied (vacation)", "Subject": "Re: Anfrage"}, "autoreply"),
        ({"X_Autoreply": "yes"}, "autoreply"),
        ({"Precedence": "auto_reply"}, "autoreply"),
        ({"Subject": "Automatische Antwort: Anfrage"}, "autoreply"),
        ({"Subject": "AW: Abwesenheitsnotiz"}, "autoreply"),
        ({"Subject": "Out of Office: back on Monday"}, "autoreply"),
        ({"Subject": "=?utf-8?q?R=C3=A9ponse_automatique_:_workshop?="}, "autoreply"),
        ({"Subject": "自動応答: 不在です"}, "autoreply"),
        ({"Subject": "Automatická odpověď: Anfrage"}, "autoreply"),
        ({"Subject": "Nieobecność do 5 kwietnia"}, "autoreply"),
        ({"Subject": "Estou ausente até 5 de abril"}, "autoreply"),
        ({"Subject": "Jestem na urlopie"}, "autoreply"),
        ({"Subject": "Αυτόματη απάντηση: Anfrage"}, "autoreply"),
        ({"Subject": "Fravær: Anfrage"}, "autoreply"),
        ({"Subject": "Ikke på kontoret"}, "autoreply"),
        ({"Subject": "Absent du bureau : Lettre de mai"}, "autoreply"),
        ({"Subject": "Absente jusqu’au 16 février"}, "autoreply"),
        ({"Subject": "Réponse auto : Lettre de mai"}, "autoreply"),
        ({"Subject": "Afwezig tot 16 februari"}, "autoreply"),
        ({"Subject": "Ich bin ferienhalber abwesend"}, "autoreply"),
        ({"Subject": "Ferienhalber abwesend: Sommerpost"}, "autoreply"),
        ({"Subject": "Assente dall'ufficio fino al 5 luglio"}, "autoreply"),
        ({"Auto_Submitted": "auto-generated"}, "mailing"),
        ({"Precedence": "bulk"}, "mailing"),
        ({"List_Unsubscribe": "<https://x.org>"}, "mailing"),
        ({"From": "MAILER-DAEMON@mx.example.org"}, "bounce"),
        ({"From": "ndr@mx.example.org", "Subject": "Undelivered Mail Returned to Sender"}, "bounce"),
        ({"From": "Microsoft Outlook <MicrosoftExchange329e71ec88ae@x.org>", "Subject": "Undeliverable: Hi"}, "bounce"),
        ({"Content_Type": "multipart/report; report-type=delivery-status; boundary=b"}, "bounce"),
        ({"Return_Path": "<>"}, "bounce"),
        ({"From": "Jonna <letters@mini.example.org>"}, "mail of your own"),
        ({"From": "Jonna <jonna@gmail.com>"}, "mail of your own"),
        ({"From": "Jonna <jonna@mini.example.org>"}, "mail of your own"),
        ({"Subject": "unsubscribe"}, "wish to unsubscribe"),
        ({"Subject": "Re: Unsubscribe 2.abc_-"}, "wish to unsubscribe"),
        ({"Subject": "unsubscribe 2.abc", "Auto_Submitted": "auto-generated"}, "wish to unsubscribe"),
        ({"Subject": "Abmelden!"}, "wish to unsubscribe"),
    ],
)
def test_what_nobody_wrote_to_us_is_no_lead(headers: dict[str, str], reason: str) -> None:
    assert [one.reason for one in taken(mail(**headers)).left_out] == [reason]


@pytest.mark.parametrize(
    "headers",
    [
        {"Auto_Submitted": "no"},
        {"Subject": "Automatische Tests: Anfrage"},
        {"Subject": "Automated testing workshop"},
        {"Subject": "Réponse auto-évaluation : votre offre"},
        {"Subject": "Nicht im Büro, sondern remote: Workshop?"},
        {"Subject": "Ikke på kontoret, men hjemme: workshop?"},
        {"Subject": "Niet op kantoor maar thuis werken"},
        {"Subject": "Mail delivery problems: can you help?"},
        {"Subject": "Mail delivery of invoices", "From": "ana@nordlicht.ch"},
        {"From": "someone@gmail.com"},
    ],
)
def test_what_only_looks_like_it_is_a_lead(headers: dict[str, str]) -> None:
    assert len(taken(mail(**headers)).rows) == 1


@pytest.mark.parametrize(
    "sender",
    ["noreply@forms.example.net", "Website <website@mini.example.org>", "letters@mini.example.org",
     "Squarespace <form-submission@squarespace.info>", "formresponses@netlify.com", "no-reply-forms@webflow.com"],
)  # fmt: skip
def test_a_mail_of_a_form_is_its_visitors(sender: str) -> None:
    headers = {"From": sender, "Reply_To": "Bela <bela@firma.ch>", "Auto_Submitted": "auto-generated"}
    (row,) = taken(mail(**headers)).rows
    assert (row.values["email"], row.values["name"]) == ("bela@firma.ch", "Bela")


def test_two_who_are_named_in_mails_of_a_form_are_two() -> None:
    said = "Name: {0}\nEmail: {0}@{1}\nMessage: Pricing\n\nSent to letters@mini.example.org by help@forms.example.net"
    bodies = [said.format("ann", "oak.example"), said.format("bob", "elm.example"), "Somebody called."]
    mails_of_form = [
        mail(body, From="Forms <no-reply@forms.example.net>", Message_ID=f"<{place}@x>")
        for place, body in enumerate(bodies)
    ]
    found = [row.values["email"] for row in taken(*mails_of_form).rows]
    assert found == ["ann@oak.example", "bob@elm.example", "no-reply@forms.example.net"]


def test_an_answer_to_a_letter_is_a_touch_without_any_tracker() -> None:
    (row,) = taken(mail(In_Reply_To="<unknown@x>", References="<other@x> <issue-7@x>")).rows
    (strand,) = leads.read([row], TERMS).strands
    assert strand.lead.channel == "newsletter"
    assert [(touch.channel, touch.campaign) for touch in strand.lead.touches] == [("newsletter", "issue-7")]


@pytest.mark.parametrize(
    "body", ["Bitte abbestellen", "unsubscribe", "Hallo Jonna,\n\nbitte melde ... abmelden!\n\nBen\nX GmbH"]
)
def test_a_reply_of_a_few_words_takes_its_writer_off_the_list(body: str) -> None:
    (left,) = taken(mail(body, In_Reply_To="<issue-7@x>", Subject="Re: Performance")).left_out
    assert isinstance(left, mails.WishToLeave)
    assert (left.reason, left.sender, bool(left.mail)) == ("wish to unsubscribe", "ana@nordlicht.ch", True)
    assert not taken(mail(body, Subject="Frage")).left_out, "only a letter can be left by answering it"


ANSWER = {"In_Reply_To": "<issue-7@x>", "Subject": "Re: Performance, again?"}


@pytest.mark.parametrize("subject", ["Ihr Angebot für: Beratung", "Future of software: a talk", "Server: Anfrage"])
def test_of_a_subject_only_the_marks_of_answers_at_its_beginning_are_left_out(subject: str) -> None:
    assert message_of(mail("Was kostet das?", Subject=f"Re: AW[2]: {subject}")).startswith(f"{subject}\n")


def test_the_subject_of_our_own_letter_is_no_word_of_whoever_answers_it() -> None:
    assert message_of(mail("Was kostet das?", **ANSWER)) == "Was kostet das?"
    assert message_of(mail("Was kostet das?", **{**ANSWER, "Subject": "Workshop im Mai"})).startswith("Workshop im Mai")


@pytest.mark.parametrize(
    "body",
    [
        "Molim vas da me maknete s popisa.",
        "Tak, proszę o ofertę na warsztat.",
        "Lütfen beni listeden çıkarın.",
        "Poistakaa minut listalta, kiitos.",
        "Prosím, vyřaďte mě ze seznamu.",
        "Удалите меня из рассылки, пожалуйста",
        "配信を停止してください。",
    ],
)
def test_an_answer_in_a_language_whose_requests_nobody_listed_is_shown(body: str) -> None:
    (row,) = taken(mail(body, **ANSWER)).rows
    (strand,) = leads.read([row], TERMS).strands
    assert strand.lead.message == body


@pytest.mark.parametrize(
    "body",
    [
        "Danke, sehr schön geschrieben!",
        "Thanks, made me laugh.",
        "Tak for brevet",
        "Wieder was gelernt. Gruß, Ana",
        "",
        "Super, das wusste ich nicht.",
        "Merci, je ne savais pas !",
        "Tak, det vidste jeg ikke!",
        "Thanks! I never want to miss one.",
        "I could not stop reading.",
        "Ich habe noch nie einen so guten Newsletter gelesen.",
        "Das wusste ich nicht. Ich will es gleich versuchen.",
        "Tak, jeg vil ikke undvære dem.",
        "Merci vilmal, sehr spannend. Freundliche Grüsse",
        "Ich möchte keinen Rundbrief verpassen.",
        "Grazie mille, sempre interessante. Cordiali saluti",
        "Non vedo l'ora di ricevere la prossima lettera.",
        "Non ho mai letto niente di meglio.",
        "Heel mooi stuk, Jan",
        "Herzliche Grüsse, Łukasz Škoda",
        "Bon article, au cœur du sujet",
        "Tak Łukasz, godt",
        "Made my day",
        "Read it over coffee, just what I was looking for",
        "No, thank you for the great letter",
        "Keep in touch!",
        "Great read!\n\nDana Reed\nFor more information: oak.example",
        "Great work, keep going!",
        "Hi Anna, lovely issue, best regards Peter",
        "Gut geschrieben, gut durchdacht, gut gemacht",
        "Super spannend, gerne weiter!",
        "Lecture agréable, exemples parlants",
        "Buongiorno Anna, ottimo numero. Cordiali saluti, Marco",
        "Jag vill inte missa något nummer.",
        "Jeg vil ikke gå glipp av det.",
        "Dziękuję, świetny tekst!",
        "Bardzo dziękuję za ten list, czytałam z przyjemnością. Pozdrawiam, Ola",
        "Nigdy nie czytałam nic lepszego o architekturze.",
        "Obrigada, gostei muito!",
        "Obrigado! Gostei do que escreveu no último e-mail.",
        "Não quero perder nenhuma newsletter. Um abraço, João",
    ],
)
def test_an_answer_that_asks_for_nothing_is_a_touch_and_no_lead(body: str) -> None:
    (row,) = taken(mail(body, **ANSWER)).rows
    assert leads.read([row], TERMS).strands == ()
    inquiry = taken(
        mail("Hätten Sie im Mai Zeit?", Message_ID="<m2@nordlicht.ch>", Date="Fri, 10 Apr 2026 08:00:00 +0200")
    )
    (strand,) = leads.read([row, *inquiry.rows], TERMS).strands
    assert (stages(strand.lead), strand.lead.channel) == (["inquiry 2026-04-10"], "direct")
    assert [(touch.at.day, touch.campaign) for touch in strand.lead.touches] == [(7, "issue-7")]
    assert strand.rows == {row.external_id, inquiry.rows[0].external_id}


@pytest.mark.parametrize(
    "body",
    [
        "Plus sur la migration vers le cloud.",
        "J'aimerais lire quelque chose sur les tests.",
        "Meer over de nieuwe regels, graag.",
        "Más sobre la nube.",
        "Mere om skyens regninger, tak!",
        "Gerne flere indlæg om skyen.",
        "Vorrei leggere di più sulla successione.",
        "Vorrei leggere qualcosa sui test.",
        "Di più sull’architettura, grazie",
        "Mehr über „Tests“ bitte",
        "Więcej o długu technicznym!",
        "Chętnie przeczytałabym coś o testach.",
        "Gostaria de ler mais sobre equipas remotas.",
    ],
)
def test_a_wish_counts_in_each_language_whose_letters_ask_for_it(body: str) -> None:
    (row,) = taken(mail(f"Hej!\n\n{body}", **ANSWER)).rows
    assert row.values["wish"] == body
    assert leads.read([row], TERMS).strands == ()


@pytest.mark.parametrize(
    "body",
    [
        "Je voudrais en savoir plus sur votre offre.",
        "Jeg vil gerne tilmelde mig workshoppen.",
        "Stop nu med det",
        "Preciso de um orçamento.",
        "Chega!",
        "Nao quero mais",
        "Deixem-me em paz.",
        "Vennligst stopp",
        "Kan du ringe meg i morgen",
        "Bitte nichts mehr schicken",
        "Bitte nicht so viele Mails schicken",
        "Please do not send me so many mails",
        "Please don’t send me these",
        "Jeg ønsker ikke det her",
        "Je n’ai jamais demandé cette lettre",
        "Ik heb me hier nooit voor ingeschreven",
        "Bitte rufen Sie mich an: 079 555 01 23",
        "Vous pouvez m’appeler demain.",
        "Bitte um Kontaktaufnahme. Freundliche Grüsse",
        "Wir hätten ein Mandat zu vergeben.",
        "Auriez-vous une disponibilité en septembre",
        "Potremmo sentirci la settimana prossima",
        "Vorrei saperne di più su di voi",
        "Je n’en veux plus",
        "Bitte künftig nicht mehr anschreiben",
        "Potreste farci un'offerta",
        "Siamo una ditta di Lugano e cerchiamo una consulenza.",
        "Bitte keine weiteren Zusendungen",
        "Vorrei essere cancellato dalla lista.",
        "Two seats please",
        "Let's talk",
        "Would love to chat",
        "Count me in",
        "We're looking for someone to run our hiring",
        "Lovely piece. We’re struggling with exactly this",
        "Fancy a chat",
        "Send me more info",
        "Mándame una cotización",
        "Llámame",
        "Me gustaría platicar contigo",
        "Please discontinue",
        "No thanks.",
        "This is spam",
        "Zwei Plätze bitte",
        "Nüm schicke bitte",
        "Basta mail per favore",
        "Disdico la newsletter",
        "Non cancellatemi!",
        "Ile kosztuje taki warsztat",
        "Prosze o kontakt",
        "Rezygnuję.",
        "Rezygnuję z udziału w warsztacie",
        "Nie zapisywałam się na to",
        "Dość tych maili.",
        "Usuńcie moje dane z bazy.",
        "Czy macie jeszcze miejsca",
    ],
)
def test_an_answer_that_may_ask_for_something_is_a_lead(body: str) -> None:
    (row,) = taken(mail(body, **ANSWER)).rows
    assert "asks" not in row.values
    assert not row.values.get("wish")


@pytest.mark.parametrize(
    "body",
    [
        "Pouvez-vous nous en dire plus sur vos services ?",
        "Kunt u bij ons iets vertellen over AI?",
        "Har I flere oplysninger om jeres kurser?",
        "¿Puede decirnos algo más sobre sus servicios?",
        "Can you tell me more about your services?",
    ],
)
def test_who_asks_about_what_the_sender_offers_is_a_lead_and_wants_no_letter(body: str) -> None:
    assert message_of(mail(body, **ANSWER)) == body


@pytest.mark.parametrize(
    ("kind", "body"),
    [
        ('application/pkcs7-mime; smime-type=enveloped-data; name="smime.p7m"', "AAAA"),
        ('application/ms-tnef; name="winmail.dat"', "AAAA"),
        ("multipart/mixed; boundary=b", "--b\r\nContent-Type: audio/mp4\r\n\r\nAAAA\r\n--b--\r\n"),
        ("multipart/mixed; boundary=b", "--c\r\nContent-Type: text/plain\r\n\r\nWas kostet das?\r\n--c--\r\n"),
    ],
)
def test_an_answer_that_cannot_be_read_is_a_lead_that_somebody_looks_at(kind: str, body: str) -> None:
    """Encrypted, a voice message, a boundary that is none."""
    assert len(leads.read(taken(mail(body, Content_Type=kind, **ANSWER)).rows, TERMS).strands) == 1


@pytest.mark.parametrize(
    "body",
    ["Bitte löschen Sie meine Adresse.", "Auskunft nach Art. 15 DSGVO bitte.", "Please take me off the speaker list.",
     "Haal mij van de sprekerslijst.", "Bitte streichen Sie mich von der Liste der Referenten."],
)  # fmt: skip
def test_an_answer_that_asks_for_a_right_is_seen(body: str) -> None:
    assert message_of(mail(body, **ANSWER)) == body


def test_umlauts_of_which_nobody_says_how_they_are_written_are_read() -> None:
    old = mail("Grüße", From="Jörg Müller <j@firma.ch>", Subject="Anfrage für Mai", Content_Type="text/plain")
    (row,) = taken(old.decode().encode("latin-1")).rows
    assert (row.values["name"], row.values["message"]) == ("Jörg Müller", "Anfrage für Mai\n\nGrüße")
    (row,) = taken(old).rows
    assert (row.values["name"], row.values["message"]) == ("Jörg Müller", "Anfrage für Mai\n\nGrüße")


def test_of_thanks_no_more_is_kept_than_the_touch_needs() -> None:
    (row,) = taken(mail("Danke, sehr schön!", **ANSWER)).rows
    assert set(row.values) == {"date", "email", "utm_source", "utm_medium", "utm_campaign", "asks"}


@pytest.mark.parametrize(
    ("body", "wish"),
    [
        ("Thanks! Please write more about flaky tests. Ana", "Please write more about flaky tests."),
        ("Danke. Ich läse gern etwas über Warteschlangen!", "Ich läse gern etwas über Warteschlangen!"),
        ("Tak! Skriv gerne noget om test", "Skriv gerne noget om test"),
        ("Could you write about flaky tests?", "Could you write about flaky tests?"),
        ("Thanks! More about how it was done?", "More about how it was done?"),
        ("Danke! Gern mehr über Latenz, und was hilft?", "Gern mehr über Latenz, und was hilft?"),
        ("Thanks, I laughed about the bus.", ""),
    ],
)
def test_a_wish_in_an_answer_is_a_wish(body: str, wish: str) -> None:
    rows = taken(mail(body, **ANSWER)).rows
    assert [one.text for one in wishes.of_rows(rows)] == ([wish] if wish else [])
    assert leads.read(rows, TERMS).strands == ()


@pytest.mark.parametrize(
    "body",
    [
        "Was kostet so etwas?",
        "Wir bräuchten so jemanden.",
        "We would like a quote.",
        "Please call me on Monday.",
        "Bitte schreiben Sie mir über Ihr Angebot.",
        "Estou interessado no vosso trabalho e a minha equipa também.",
        "Liguem-nos amanhã a partir das dez.",
        "Exerço o meu direito ao esquecimento.",
        "Write more about tests! And could we meet in May?",
        "Kan vi aftale et møde i maj",
        "Der Architektur-Workshop wäre etwas für uns.",
        "予算はいくらですか？",
        "word " * 121,
    ],
)
def test_an_answer_that_asks_for_something_is_a_lead(body: str) -> None:
    (row,) = taken(mail(body, **ANSWER)).rows
    (strand,) = leads.read([row], TERMS).strands
    assert (strand.lead.channel, [touch.campaign for touch in strand.lead.touches]) == ("newsletter", ["issue-7"])


@pytest.mark.parametrize(
    ("body", "words"),
    [
        ("Ja, gerne.\r\n\r\nAm 07.04.26 um 08:12 schrieb Jonna:\r\n> Performance", "Ja, gerne."),
        ("Yes.\r\n\r\nOn Tue, 7 Apr 2026 at 08:12, Jonna <j@x.org> wrote:\r\n> performance", "Yes."),
        ("Yes.\r\n\r\n-----Original Message-----\r\nFrom: Jonna\r\nperformance", "Yes."),
        ("Ja.\r\n\r\nVon: Jonna <j@x.org>\r\nGesendet: Montag\r\nAn: Ana\r\nperformance", "Ja."),
        ("Yes.\r\n\r\nOn Tue, 7 Apr 2026 at 08:12, A Long Name <j@x.org>\r\nwrote:\r\n\r\n> performance", "Yes."),
        ("Ja.\r\n\r\nAm Di., 7. Apr. 2026 um 08:12 Uhr schrieb Jonna <\r\nj@x.org>:\r\n\r\n> performance", "Ja."),
        ("Ja.\r\n\r\nAm Dienstag, 7. April 2026 hat Jonna <j@x.org> Folgendes geschrieben:\r\nperformance", "Ja."),
        (
            "Ja.\r\n\r\nOp 7 apr. 2026 om 08:12 heeft Jonna <j@x.org> het volgende geschreven:\r\n\r\nperformance?",
            "Ja.",
        ),
        (
            "Dag.\r\n\r\nOp 3 maart heb ik u geschreven over:\r\nAI",
            "Dag.\r\n\r\nOp 3 maart heb ik u geschreven over:\r\nAI",
        ),
        ("Ja.\r\n\r\nGesendet: Dienstag, 7. April\r\nVon: Jonna <j@x.org>\r\nAn: a@b.org\r\nperformance", "Ja."),
        ("Ja.\r\n\r\n*Von:* Jonna\r\n*Gesendet:* Dienstag\r\n*Betreff:* Neues\r\n\r\nperformance", "Ja."),
        ("Oui.\r\n\r\nDe : Jonna <j@x.org>\r\nEnvoyé : mardi 7 avril\r\nObjet : x\r\n\r\nperformance", "Oui."),
        ("Tak.\r\n\r\nwt., 7 kwi 2026 o 08:12 Jonna <j@x.org> napisał(a):\r\n\r\nperformance?", "Tak."),
        ("Sim.\r\n\r\nEm ter., 7 de abr. de 2026 às 08:12, Jonna\r\n<j@x.org> escreveu:\r\n\r\nperformance", "Sim."),
        ("Sim.\r\n\r\nJonna <j@x.org> escreveu (terça, 7/04/2026 à(s) 08:12):\r\n\r\nperformance", "Sim."),
        ("Sim.\r\n\r\n*De:* J\r\n*Enviada em:* terça\r\n*Para:* a@b.org\r\n*Assunto:* x\r\n\r\nperformance", "Sim."),
        ("Sim.\r\n\r\n-----Mensagem original-----\r\nDe: Jonna\r\nperformance", "Sim."),
        ("Tak.\r\n\r\nOd: Jonna\r\nWysłano: wtorek\r\nDo: a@b.org\r\nTemat: Nowe\r\n\r\nperformance", "Tak."),
        ("Tak.\r\n\r\nWiadomość napisana przez J <j@x.org> w dniu 7 kwi 2026, o godz. 08:12:\r\n\r\nperf", "Tak."),
        ("Yes.\r\n\r\n  On Tue, Apr 7, 2026 at 8:12 AM, Jonna<j@x.org> wrote:   performance", "Yes."),
        ("Von: Ana\r\nDatum: 7. April\r\n\r\nWas kostet es?", "Von: Ana\r\nDatum: 7. April\r\n\r\nWas kostet es?"),
        ("Am Montag schrieb mir ein Kunde: hilf!", "Am Montag schrieb mir ein Kunde: hilf!"),
        ("On Monday my boss\r\nwrote what we need:\r\nhelp", "On Monday my boss\r\nwrote what we need:\r\nhelp"),
        (
            "Formular\r\nGesendet: 7.4.\r\nVon: Ana\r\nText: Hilfe",
            "Formular\r\nGesendet: 7.4.\r\nVon: Ana\r\nText: Hilfe",
        ),
        ("Formular\r\nVon: Ana\r\nDatum: 7.4.\r\nText: Hilfe", "Formular\r\nVon: Ana\r\nDatum: 7.4.\r\nText: Hilfe"),
        ("> quoted\r\nmy own\r\n> quoted", "my own"),
        ("Gruß\r\n-- \r\nAna, Expertin für Performance", "Gruß"),
        ("> nothing but a quote", "> nothing but a quote"),
        (
            "Hi, see below.\r\n\r\nOn Tue, 7 Apr 2026, Jonna wrote:\r\n> Seats?\r\n\r\nYes, two.\r\n> Next",
            "Hi, see below.\r\n\r\nYes, two.",
        ),
        ("Am 7. April 2026 schrieb Jonna:\r\n\r\n> Plätze?\r\n\r\nJa, zwei.", "Ja, zwei."),
        ("Ja.\r\n\r\nAm 7. April schrieb J:\r\n> A\r\n\r\nAm 6. April schrieb B:\r\n\r\nperformance", "Ja."),
    ],
)
def test_what_a_mail_quotes_and_how_it_is_signed_are_not_its_words(body: str, words: str) -> None:
    assert message_of(mail(body, Subject="Re: AW: ")) == words.replace("\r\n", "\n")


def test_the_plain_part_is_read_and_no_attachment() -> None:
    attached = (
        "Content-Type: text/plain; charset=utf-8\r\nContent-Disposition: attachment; filename=cv.txt\r\n\r\nsecret"
    )
    html = "<style>p{}</style><p>Gr&uuml;&szlig;e<br>Ana<script>x()</script>"
    parts = f"--b\r\n{attached}\r\n--b\r\nContent-Type: text/html; charset=utf-8\r\n\r\n{html}\r\n--b--\r\n"
    words = message_of(mail(parts, Content_Type="multipart/mixed; boundary=b"))
    assert words == "Anfrage Architektur-Workshop\n\nGrüße\nAna"


def test_the_words_of_an_attached_mail_are_somebody_elses() -> None:
    attached = "Content-Type: message/rfc822\r\n\r\nSubject: Old\r\n\r\nSend an offer"
    html = "Content-Type: text/html\r\n\r\n<p>See the attached mail</p>"
    words = message_of(
        mail(f"--b\r\n{html}\r\n--b\r\n{attached}\r\n--b--\r\n", Content_Type="multipart/mixed; boundary=b")
    )
    assert words == "Anfrage Architektur-Workshop\n\nSee the attached mail"


def test_cells_of_a_form_that_came_as_a_table_stand_apart() -> None:
    html = "<table><tr><td>Name</td><td>Jo</td></tr><tr><th>E-Mail</th><td>jo@x.example</td></tr></table><hr>Bye"
    html += "<center>one</center><details><summary>Budget</summary>5000</details>"
    said = "Name Jo\nE-Mail jo@x.example\nBye\none\nBudget 5000"
    assert message_of(mail(html, Content_Type="text/html", Subject="")).replace("\n\n", "\n") == said


def test_a_blank_plain_part_hides_no_html() -> None:
    """Some programs write both parts and leave the plain one empty."""
    html = "Content-Type: text/html\r\n\r\n<p>What would it cost?</p>"
    parts = f"--b\r\nContent-Type: text/plain\r\n\r\n \r\n\r\n--b\r\n{html}\r\n--b--\r\n"
    words = message_of(mail(parts, Content_Type="multipart/alternative; boundary=b"))
    assert words == "Anfrage Architektur-Workshop\n\nWhat would it cost?"


def test_words_of_html_stand_a_line_a_block_and_are_not_torn_apart() -> None:
    signed = "<div>-- </div><div>Ana, architect</div>"
    html = f"<div>We <b>ne</b>ed&nbsp;an\r\noffer &lt;now&gt;</div><!--[if mso]><p>x</p><![endif]--><p>Ana</p>{signed}"
    words = message_of(mail(html, Content_Type="text/html", Subject="Re:"))
    assert words == "We need an offer <now>\nAna"


def test_half_a_letter_is_no_reason_to_lose_the_others() -> None:
    assert message_of(mail("<p>Guten +2AA- Tag", Content_Type="text/html; charset=utf-7", Subject="")) == "Guten ? Tag"


@pytest.mark.parametrize("head", ["<head><meta charset=utf-8><body>", "<head><title>Hi</title>"])
def test_a_head_that_is_never_closed_hides_no_words(head: str) -> None:
    words = message_of(mail(f"<html>{head}<p>What would it cost?</p></html>", Content_Type="text/html"))
    assert words == "Anfrage Architektur-Workshop\n\nWhat would it cost?"


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (mail(From=None), 'mail 1: no sender in "From"; a lead needs somebody'),
        (mail(From="undisclosed"), 'mail 1: no sender in "From"; a lead needs somebody'),
        (mail(Date=None), 'mail 1: no date in "Date" that the calendar knows'),
        (mail(Date="soon"), 'mail 1: no date in "Date" that the calendar knows'),
        (mail(Date="Tue, 07 Apr 2099 08:12:00 +0200"), "lies too far ahead"),
    ],
)
def test_a_mail_that_cannot_be_taken_says_why_without_its_address(content: bytes, reason: str) -> None:
    (reject,) = taken(content).rejects
    assert reason in reject.reason
    assert "@" not in reject.reason


def test_a_mail_of_several_megabytes_is_read_from_its_beginning() -> None:
    content = mail("Guten Tag\r\n" + "x" * 3 * mails.MAX_BYTES)
    assert len(message_of(content)) <= 21_000


def test_an_unknown_charset_and_broken_words_are_no_reason_to_lose_a_lead() -> None:
    assert "Guten Tag" in message_of(mail(Content_Type="text/plain; charset=klingon") + b" \xfc\xdfe")


HOSTILE_CHARSETS = ("idna", "punycode", "undefined", "unicode_escape", '"\0"', "a\0b", "rot13", "x" * 300)


@pytest.mark.parametrize("charset", HOSTILE_CHARSETS)
def test_a_charset_in_which_nobody_writes_stops_no_import(charset: str) -> None:
    hostile = mail(Content_Type=f"text/plain; charset={charset}", Message_ID="<h@x>") + b" \xff"
    found = taken(mail(), hostile, mail(Message_ID="<m2@x>"))
    assert (len(found.rows), found.rejects) == (3, ())
    assert found.rows[1].values["message"].startswith("Anfrage Architektur-Workshop\n\nGuten Tag ")


def test_a_mail_that_cannot_be_read_at_all_is_rejected_and_stops_no_import() -> None:
    found = taken(mail(Content_Type="text/html; charset*=\0'en'x"), mail())
    assert (len(found.rows), len(found.rejects)) == (1, 1)
    assert found.rejects[0].reason.startswith("mail 1: no mail program writes such headers")


_LINES = st.one_of(
    st.binary(max_size=60),
    st.sampled_from([b"From: a@x.ch", b"From: =?utf-8?q?=ff?= <a@x.ch", b"Date: Tue, 07 Apr 2026 08:12:00 +0200", b"",
                     b"Content-Type: multipart/mixed; boundary=b", b"--b", b"Content-Type: text/html", b"<![x[", b"<p>",
                     b"Reply-To: ;;<<@", b"Content-Transfer-Encoding: base64", b"Subject: =?x?y?z?=",
                     b"Content-Type: text/plain; charset=idna", b"Content-Type: text/html; charset=\0", b"\xff"]),
)  # fmt: skip


@given(st.one_of(st.binary(max_size=300), st.lists(_LINES, max_size=12).map(b"\r\n".join)))
def test_any_bytes_are_taken_left_out_or_rejected(content: bytes) -> None:
    found = taken(content)
    assert len(found.rows) + len(found.rejects) + len(found.left_out) == 1


def test_the_samples_are_one_lead_and_one_autoreply(shared: Path) -> None:
    folder = shared / "samples/leads"
    found = taken(*((folder / name).read_bytes() for name in ("contact_mail.eml", "contact_mail_autoreply.eml")))
    assert [one.reason for one in found.left_out] == ["autoreply"]
    (row,) = found.rows
    assert row.values["email"] == "ana.lindqvist@example.com"
    assert row.values["message"].startswith("Anfrage Architektur-Workshop\n\nGuten Tag,\nein früherer Kollege")


def test_what_is_left_out_says_one_word() -> None:
    assert mails.read(mail(Precedence="list"), OWN, lambda _: None, {}) == LeftOut("mailing")


@pytest.mark.parametrize(
    "content",
    [
        mail(From='"' * 100_000),
        mail(From="a@b.ch, " * 20_000),
        mail(From="-\r\n " * 20_000),
        mail(Content_Type=f"text/plain{'; a' * 40_000}"),
        b"Content-Type: message/rfc822\r\n\r\n" * 5_000,
        mail("abc-" + "ab9" * 600_000, Content_Type="text/plain; charset=punycode"),
        mail("<a " * 600_000, Content_Type="text/html"),
        mail("<!--" * 500_000, Content_Type="text/html"),
        mail("<div>" * 400_000, Content_Type="text/html"),
        mail("\n" * 2_000_000, Content_Type="message/delivery-status"),
        mail("--b\n\n" * 400_000, Content_Type="multipart/digest; boundary=b"),
    ],
)
def test_no_mail_keeps_an_import_busy(content: bytes) -> None:
    """Nothing is timed: the standard library would parse such a mail for minutes, or not to its end. Each part costs a
    kilobyte of memory.
    """
    found = taken(content)
    assert len(found.rows) + len(found.rejects) == 1
