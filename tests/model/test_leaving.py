"""The subjects by which readers leave."""

from __future__ import annotations

import pytest

from pipeline.model import leaving


@pytest.mark.parametrize(
    ("subject", "token"),
    [
        (leaving.subject("2.FDd1-_x"), "2.FDd1-_x"),
        ("unsubscribe", ""),
        ("  UNSUBSCRIBE ", ""),
        ("Re: AW: unsubscribe 2.x", "2.x"),
        ("Abmeldung.", ""),
        ("afmeld", ""),
        ("Newsletter abbestellen", ""),
        ("[EXTERN] Re: unsubscribe 2.x", "2.x"),
        ("*** SPAM *** unsubscribe 2.x", "2.x"),
        ("***SPAM***SPAM*** **Spam** Re: unsubscribe 2.x", "2.x"),
        ("[Queue] consumers unsubscribe twice", None),
        ("Bitte vom Newsletter abmelden", ""),
        ("Please unsubscribe me", ""),
        ("Unsubscribe from this list", ""),
        ("Désinscription de la newsletter", ""),
        ("Afmelding af nyhedsbrev", ""),
        ("R: Disiscrizione dalla newsletter", ""),
        ("Cancellatemi per favore", ""),
        ("Odp: Rezygnacja z newslettera", ""),
        ("Proszę wypisać mnie z listy", ""),
        ("PD: unsubscribe 2.x", "2.x"),
        ("RES: Sair da lista", ""),
        ("Por favor, me descadastre", ""),
        ("Cancelar a subscrição da newsletter", ""),
        ("ENC: unsubscribe 2.x", "2.x"),
        ("Cancelar inscrição no workshop", None),
        ("Sair da crise", None),
        ("Rezygnacja z warsztatu", None),
        ("Rezygnacja", None),
        ("Wypis z rejestru", None),
        ("Disiscrizione corso", None),
        ("Abmeldung Workshop am 3.4.", None),
        ("Abmeldung von der Konferenz", None),
        ("unsubscribe me from Monday's workshop", None),
        ("How do I unsubscribe?", None),
        ("unsubscribed", None),
        ("", None),
    ],
)
def test_a_subject_asks_to_leave_or_not(subject: str, token: str | None) -> None:
    assert leaving.asked(subject) == token


def test_marks_of_spam_without_end_take_no_time() -> None:
    """Fifteen of them took half a minute, and each one more four times as long."""
    marks = "*spam***" * 100
    assert leaving.asked(f"{marks} unsubscribe") == ""
    assert leaving.asked(f"{marks} hello") is None


@pytest.mark.parametrize(
    ("body", "leaves"),
    [
        ("Bitte abbestellen", True),
        ("Hi,\n\nplease take me off the list.\n\nBest,\nJo\nJo Ltd\n1 Street\nTown", True),
        ("Keine weiteren Mails bitte.", True),
        ("REMOVE", True),
        ("Pls unsub\nDana", True),
        ("Please unsubscribe me, I get far too many mails these days. Best, Jo", True),
        ("Opt out please", True),
        ("I'd like to opt out.", True),
        ("Wrong person, please remove me. Thanks", True),
        ("Quit emailing me", True),
        ("Please don’t email me again", True),
        ("Cancel my subscription", True),
        ("I don't need these emails anymore", True),
        ("Take my email address off your mailing list.", True),
        ("Could you please take me and my colleague off your list", True),
        ("I don't want this newsletter to end!", False),
        ("I don't need this newsletter in two languages, one is enough", False),
        ("If you don't contact us again, see you in June", False),
        ("Sáquenme de su lista, por favor", True),
        ("The second link is dead, please remove.", False),
        ("Great post about opt-out forms", False),
        ("I'd rather opt out of the workshop on Friday", False),
        ("Don't contact me by phone, write to me", False),
        ("We should all stop emailing spreadsheets", False),
        ("Hallo Frau Petersen,\n\nbitte nehmen Sie mich aus dem Verteiler.\n\nViele Grüße\nAna", True),
        ("Guten Tag,\nbitte melden Sie mich von Ihrem Newsletter wieder ab.\nMit freundlichen Grüßen\nAna", True),
        ("Ich möchte Ihren Newsletter nicht mehr erhalten.", True),
        ("Hello, I do not want to receive these any more, thank you. Jo", True),
        ("Bonjour,\nje souhaite ne plus recevoir vos lettres.", True),
        ("Fjern mig fra listen tak", True),
        ("Bitte entfernen Sie meine Adresse, streichen Sie mich von der Mailingliste.", True),
        ("Es wäre nett, mich aus dem Newsletter-Verteiler zu nehmen.", True),
        ("Please remove me from this.", True),
        ("Ich bekomme zu viele Mails. Bitte keine Mails mehr!", True),
        ("Bitte nehmen Sie mich in Ihren Verteiler auf.", False),
        ("Nehmen Sie mich bitte auf die Warteliste für den Workshop.", False),
        ("Please take me through your offer on Monday.", False),
        ("Seit März habe ich Ihren Newsletter nicht mehr erhalten, bitte prüfen Sie das.", False),
        ("Ich bekomme leider keine Mails mehr von Ihnen.", False),
        ("We get no more emails from you since June.", False),
        ("Danke, ich melde mich ab Juli wieder.", False),
        ("Das trage ich gern in mein Team und weiter aus Hamburg hinaus", False),
        ("Ich wollte mich eigentlich abmelden, aber Ihr letzter Brief war großartig", False),
        ("No newsletter made me laugh like yours", False),
        ("Bitte nicht abmelden, ich lese gern mit.", False),
        ("How do I unsubscribe?", False),
        ("Thanks! Our monitoring cannot unsubscribe from the queue, and the consumers starve after each deploy", False),
        ("Moin,\n\ndanke!\n\nWie man abmelden testet, wäre ein Thema.", False),
        ("Im Shop rufen Kunden an und sagen: bitte keine weiteren Mails." + " So geht es seit Mai." * 3, False),
        ("Keine weiteren Mails bitte.\n\nWir haben das Team aufgelöst, und die Kollegen, " + "die lasen, " * 9, True),
        ("", False),
    ],
)
def test_a_reply_asks_to_leave_or_not(body: str, leaves: bool) -> None:
    assert leaving.asked_in_a_reply(body) is leaves


@pytest.mark.parametrize(
    "subject",
    ["Uitschrijven", "Graag uitschrijven", "Afmelden nieuwsbrief", "Uitschrijven voor de nieuwsbrief", "Désabonnement",
     "Me désabonner", "Merci de me désinscrire", "Desinscription", "Baja", "Darme de baja", "Baja del boletín"],
)  # fmt: skip
def test_dutch_french_and_spanish_readers_leave_by_a_subject(subject: str) -> None:
    assert leaving.asked(subject) is not None


@pytest.mark.parametrize("subject",
    ["Afmelden voor de workshop", "Baja médica", "Désabonnement de la conférence", "Baja demanda",
     "Désabonnement clients", "Uitschrijven aanbesteding"],
)  # fmt: skip
def test_who_leaves_something_else_stays(subject: str) -> None:
    assert leaving.asked(subject) is None


@pytest.mark.parametrize(
    ("body", "leaves"),
    [
        ("Dag Els,\n\nschrijf mij aub uit.\n\nGroeten,\nJan", True),
        ("Gelieve mij uit te schrijven.\nUitschrijven graag.", True),
        ("Ik wens uw nieuwsbrief niet meer te ontvangen.", True),
        ("Wij willen graag geen mails meer krijgen, dank u.", True),
        ("Stuur me alstublieft geen brieven meer.", True),
        ("Haal mij van de mailinglijst.", True),
        ("Merci de me retirer de votre liste.", True),
        ("Bonjour, nous ne souhaitons plus recevoir vos courriers.", True),
        ("No deseo recibir más correos, gracias.", True),
        ("Por favor, denme de baja.", True),
        ("Elimíneme de la lista, por favor.", True),
        ("Jeg ønsker ikke længere at modtage jeres nyhedsbrev.", True),
        ("Ik heb uw nieuwsbrief al maanden niet meer ontvangen.", False),
        ("Ik wil me niet uitschrijven, ik lees graag mee.", False),
        ("Ik wil me niet uitschrijven.", False),
        ("Non-stop", False),
        ("Stop, det går for hurtigt.", False),
        ("Nous envoyons plus de newsletters.", False),
        ("Merci de ne plus nous envoyer de devis.", False),
        ("Ne me désabonnez pas, je vous lis toujours.", False),
        ("Ik wil graag meer lezen over het magazijn.", False),
        ("No quiero dejar de leerles.", False),
        ("Cuando la demanda baja, sobran manos.", False),
        ("Meld mij af voor de nieuwsbrief.", True),
        ("Meld mij af voor de workshop van vrijdag.", False),
        ("Schrijf mij even uit wat dat kost.", False),
        ("Ik wil geen migratie zonder plan krijgen.", False),
        ("No quiero recibir una oferta genérica.", False),
        ("No quiero recibir más.", True),
        ("No queremos seguir recibiendo su boletín.", True),
        ("Ik wil de workshop niet missen; ik kan geen plaatsen meer krijgen?", False),
    ],
)
def test_replies_in_dutch_french_spanish_and_danish_ask_to_leave_or_not(body: str, leaves: bool) -> None:
    assert leaving.asked_in_a_reply(body) is leaves


@pytest.mark.parametrize(
    ("body", "leaves"),
    [
        ("Ta bort mig från listan", True),
        ("Skicka inga fler mejl!", True),
        ("Nej tack, inga fler mejl", True),
        ("Jag vill inte längre få era nyhetsbrev. Hälsningar, Åsa", True),
        ("Sluta skicka mejl", True),
        ("Jag vill inte avsluta prenumerationen", False),
        ("Ta bort mig från talarlistan", False),
        ("Avregistrera mig från kursen", False),
        ("Jag vill inte längre få brev från Skatteverket", False),
        ("Jag kunde inte sluta läsa", False),
        ("Meld meg av", True),
        ("Fjern meg fra listen", True),
        ("Send meg ikke flere e-poster, takk", True),
        ("Jeg ønsker ikke å motta nyhetsbrevet lenger", True),
        ("Stopp!", True),
        ("Jeg vil ikke melde meg av", False),
        ("Meld meg av kurset", False),
        ("Det skal jeg ta meg av", False),
        ("Slett meg fra deltakerlisten", False),
        ("Avmeld meg fra arrangementet", False),
        ("Meld meg av til fredag", False),
        ("Meld meg av nyhetsbrevet, takk", True),
    ],
)
def test_replies_in_swedish_and_norwegian_ask_to_leave_or_not(body: str, leaves: bool) -> None:
    assert leaving.asked_in_a_reply(body) is leaves


@pytest.mark.parametrize(
    ("body", "leaves"),
    [
        ("Wypisz", True),
        ("Prosze mnie wypisac", True),
        ("Dzień dobry,\n\nproszę mnie wypisać z newslettera.\n\nPozdrawiam\nJan", True),
        ("Rezygnuję z newslettera.", True),
        ("Nie chcę już dostawać tych maili.", True),
        ("Nie życzę sobie otrzymywać od Państwa wiadomości.", True),
        ("Proszę o wypisanie.", True),
        ("Proszę o usunięcie mojego adresu z listy.", True),
        ("Proszę nie wysyłać mi więcej maili.", True),
        ("Proszę mnie wypisać z warsztatu 5 maja.", False),
        ("Proszę mnie wypisać z listy uczestników.", False),
        ("Wypisz mi fakturę.", False),
        ("Nie wypisujcie mnie, chętnie czytam.", False),
        ("Nie wypisuję się.", False),
        ("Jak się wypisać?", False),
        ("Nie dostaję już newslettera.", False),
        ("Proszę nie wysyłać oferty.", False),
        ("Rezygnuję z udziału.", False),
        ("Chciałam się wypisać, ale ten list był świetny.", False),
        ("Proszę o usunięcie moich danych z bazy.", False),
    ],
)
def test_replies_in_polish_ask_to_leave_or_not(body: str, leaves: bool) -> None:
    assert leaving.asked_in_a_reply(body) is leaves


@pytest.mark.parametrize(
    ("body", "leaves"),
    [
        ("Quero sair da lista", True),
        ("Por favor, me descadastre", True),
        ("Descadastrem meu e-mail", True),
        ("Bom dia,\n\nqueria cancelar a subscrição da newsletter.\n\nCumprimentos,\nRui", True),
        ("Não quero receber mais", True),
        ("Nao quero receber mais emails, obrigado", True),
        ("Não desejo continuar a receber estas mensagens.", True),
        ("Não tenho interesse em receber estes e-mails.", True),
        ("Já não quero receber a vossa newsletter.", True),
        ("Não me enviem mais e-mails.", True),
        ("Parem de me enviar e-mails.", True),
        ("Retire o meu contacto da vossa lista de distribuição, por favor.", True),
        ("Não me inscrevi nesta lista. Exclua meu e-mail da lista.", True),
        ("Gostaria de deixar de receber estes e-mails, obrigada.", True),
        ("Sair", True),
        ("Não quero mais e-mails.", True),
        ("Agradeço o envio, mas não quero receber mais.", True),
        ("Por gentileza, remover meu e-mail da lista de vocês.", True),
        ("Solicito a exclusão do meu e-mail da sua lista.", True),
        ("Favor descadastrar este email", True),
        ("Não queremos e-mails, queremos conversas.", False),
        ("Porque não escrevem mais?", False),
        ("Vocês já não enviam mais.", False),
        ("Lamento deixar de receber a newsletter.", False),
        ("Não quero sair da lista.", False),
        ("Não me descadastrem, gosto muito de ler.", False),
        ("Não cancele a minha subscrição!", False),
        ("Pensei em sair da lista, mas a última carta foi ótima.", False),
        ("Já não recebo a newsletter desde março.", False),
        ("Não quero deixar de receber os seus e-mails.", False),
        ("Como faço para me descadastrar?", False),
        ("Quero cancelar a minha inscrição no workshop.", False),
        ("Por favor, remova-me da lista de participantes.", False),
        ("Quero sair da lista de espera.", False),
        ("Não quero receber mais propostas de consultores.", False),
        ("Descadastrar clientes do CRM é um tema", False),
        ("Tenho de sair.", False),
        ("Quero sair da lista de siempre", False),
        ("No quiero recibir una propuesta genérica, ni salir de la lista", False),
    ],
)
def test_replies_in_portuguese_ask_to_leave_or_not(body: str, leaves: bool) -> None:
    assert leaving.asked_in_a_reply(body) is leaves


@pytest.mark.parametrize(
    ("body", "leaves"),
    [
        ("Cancellatemi per favore.", True),
        ("Buongiorno,\n\nper favore cancellatemi dalla newsletter.\n\nCordiali saluti\nAldo", True),
        ("Non voglio più ricevere la vostra newsletter.", True),
        ("Non desidero più ricevere le vostre e-mail. Cordiali saluti", True),
        ("Non scrivetemi più.", True),
        ("Vi prego di disiscrivermi.", True),
        ("Toglietemi dalla lista.", True),
        ("Merci de me radier de votre liste.", True),
        ("Je ne désire plus recevoir vos courriels.", True),
        ("Ich möchte aus Ihrer Mailingliste gestrichen werden.", True),
        ("Ich möchte nicht aus Ihrer Mailingliste gestrichen werden.", False),
        ("Non, merci de me désinscrire.", True),
        ("Ich möchte den Rundbrief nicht mehr erhalten, besten Dank.", True),
        ("Non posso venire giovedì, cancellatemi per favore.", False),
        ("Non cancellatemi!", False),
        ("Vi prego, non disiscrivetemi.", False),
        ("Vorrei disiscrivermi dal corso.", False),
        ("Disiscrivetemi dall'evento.", False),
        ("Cancellatemi dalla lista dei relatori.", False),
        ("Non vorrei più ricevere offerte da terzi.", False),
        ("Non ricevo più la newsletter.", False),
        ("Rayer cette ligne m'a fait rire.", False),
        ("Non, désabonnez-moi.", True),
        ("Unsubscribe me from these non-stop mails", True),
        ("Disiscrizione, grazie", True),
        ("Mi tolga dalla lista, grazie.", True),
        ("Toglimi dalla mailing list", True),
        ("Please don’t unsubscribe me", False),
        ("Schade, dass so viele Themen von der Liste gestrichen werden.", False),
        ("Frau Meier ist nicht mehr bei uns. Sie kann aus dem Verteiler gelöscht werden.", False),
        ("Meine Assistentin will aus dem Verteiler genommen werden.", False),
        ("Seit Mai habe ich Ihren Rundbrief nicht mehr erhalten.", False),
        ("Leider kann ich den Rundbrief nicht mehr lesen, die Schrift ist so klein.", False),
        ("Bello l'articolo sulla disiscrizione!", False),
        ("Disiscrivermi da Facebook mi ha cambiato la vita.", False),
        ("Toglimi, per favore, una curiosità.", False),
    ],
)
def test_readers_in_switzerland_ask_to_leave_or_not(body: str, leaves: bool) -> None:
    assert leaving.asked_in_a_reply(body) is leaves


@pytest.mark.parametrize(
    "body",
    [
        "Wij gaan een aanbesteding uitschrijven, wil je meedoen.",
        "Schrijf mij een offerte uit.",
        "Schrijf ons de stappen uit, graag.",
        "Stuur ons geen voorstel meer, we hebben gekozen.",
        "Haal mij van de wachtlijst.",
        "Verwijder mij uit de lijst van deelnemers.",
        "Wij willen dit probleem niet meer krijgen.",
        "Onze klanten willen geen mails ontvangen.",
        "Le taux de désabonnement est notre souci.",
        "Nous ne voulons plus recevoir d'alertes la nuit.",
        "Nous ne souhaitons plus recevoir de devis, nous signons.",
        "Vous pouvez me retirer de la réunion de vendredi.",
        "Supprimez-moi cet élément.",
        "Je dois me désinscrire de l'atelier de mardi.",
        "Quíteme de la reunión del viernes.",
        "Quíteme de encima este problema, por favor.",
        "No queremos recibir correos automáticos de alertas.",
        "Quiero darme de baja del taller.",
        "Vores kunder ønsker ikke at modtage fakturaer på mail.",
        "Vi ønsker ikke at få driftsalarmer på mail.",
        "Desværre, ingen flere breve nåede frem.",
        "Ich muss mich leider vom Workshop abmelden.",
        "Please remove me from the waiting list.",
    ],
)
def test_who_speaks_of_something_else_leaves_no_list(body: str) -> None:
    assert not leaving.asked_in_a_reply(body)


@pytest.mark.parametrize(
    "body",
    [
        "Uitschrijven",
        "Ik wil mij afmelden voor uw nieuwsbrief.",
        "Wij willen geen e-mails meer van u ontvangen.",
        "Désabonnement svp",
        "Je ne veux plus recevoir de mails de votre part.",
        "Quíteme de su lista.",
        "No deseo recibir más correos electrónicos.",
        "Jeg vil ikke have flere mails fra jer.",
        "Jeg vil gerne afmeldes.",
        "Vil gerne frameldes nyhedsbrevet",
        "Frameld",
        "Ingen flere mails, tak.",
        "Fjern min mailadresse fra listen.",
        "Stop venligst med at sende mails",
        "STOP",
        "Stop svp\n\nCordialement,\nPaul",
        "Plus de mails SVP",
        "Merci de ne plus m’envoyer cette lettre.",
        "Ne m'envoyez plus rien, svp.",
        "Merci de ne plus me contacter",
        "Je me désabonne.",
        "Send mig ikke flere mails.",
        "Supprimez mon adresse de votre liste.",
        "Avsluta prenumerationen, tack.",
        "Bitte vom Workshop-Newsletter abmelden",
        "Please remove me from your training newsletter.",
        "Please unsubscribe me, there are too many webinars.",
    ],
)
def test_who_wants_no_more_letters_says_so_in_many_ways(body: str) -> None:
    assert leaving.asked_in_a_reply(body)


@pytest.mark.parametrize(
    "body",
    [
        "Please take me off the speaker list.",
        "Please remove me from your list of speakers, I changed jobs.",
        "Please take my name off the attendees list",
        "Please take me off the waiting list for March.",
        "Bitte streichen Sie mich von der Liste der Referenten.",
        "Bitte tragen Sie mich aus der Teilnehmerliste aus.",
        "Ich möchte mich von der Teilnehmerliste abmelden.",
        "Fjern mig fra talerlisten, tak.",
        "Jeg vil gerne afmelde mig fra deltagerlisten.",
        "Haal mij van de sprekerslijst.",
        "Merci de me retirer de la liste des intervenants.",
        "Quíteme de la lista de ponentes, por favor.",
        "Bitte melden Sie mich von der Veranstaltung am Freitag ab.",
        "Bitte melden Sie mich als Sprecherin ab.",
        "Abmeldung vom Vortrag am 3.4.",
        "Please unsubscribe me from the event.",
        "Meld mig fra arrangementet på torsdag.",
        "Je souhaite me désinscrire de l'événement.",
        "Denme de baja del evento.",
    ],
)
def test_who_leaves_a_list_of_people_leaves_no_list_of_letters(body: str) -> None:
    assert not leaving.asked_in_a_reply(body)


@pytest.mark.parametrize(
    "body",
    [
        "Please take me off the speaker list and the newsletter.",
        "Please take me off this list, and off the speaker list too.",
        "Please remove me from the participants list; unsubscribe",
        "Please take me off the list.",
        "Please take me off the call list.",
        "Please take me off the workshop mails.",
        "Bitte streichen Sie mich von der Liste der Redner und aus dem Verteiler.",
        "Bitte streichen Sie mich von der Liste.",
        "Fjern mig fra talerlisten og nyhedsbrevet.",
        "Haal mij van uw lijst.",
        "Merci de me retirer de la liste des invités et de la newsletter.",
        "Merci de me retirer de la liste des abonnés.",
        "Quíteme de la lista de ponentes y del boletín.",
        "Bitte melden Sie mich vom Veranstaltungs-Newsletter ab.",
        "Bitte melden Sie mich von Ihren Veranstaltungshinweisen ab.",
        "Bitte abmelden, ich habe genug von der Veranstaltung.",
        "Please unsubscribe me from the event mails.",
        "Please unsubscribe me from event updates.",
        "Unsubscribe from event invitations",
        "Please remove me from the mailing list of participants.",
        "Please take me off the event list.",
        "Please remove me from the event and all your emails.",
        "Meld mig fra nyhedsbrevet.",
        "Merci de me désinscrire de la newsletter.",
        "Denme de baja del boletín.",
        "Elimíneme de la lista de correo.",
    ],
)
def test_who_may_mean_the_letters_too_gets_no_more(body: str) -> None:
    """A letter to somebody who left is worse than one that has to be asked for again."""
    assert leaving.asked_in_a_reply(body)


@pytest.mark.parametrize(
    ("body", "leaves"),
    [
        ("Cancella la mia iscrizione", True),
        ("Vi chiedo la cancellazione dalla newsletter", True),
        ("Cancella la mia iscrizione al corso di maggio", False),
        ("Non voglio cancellare la mia iscrizione", False),
        ("Cancellazione dalla lista dei relatori", False),
        ("Por favor, dar de baja", True),
        ("Baja, por favor.", True),
        ("Cancelar mi suscripción al boletín, gracias", True),
        ("No me mande más correos", True),
        ("Por favor no me escriban más", True),
        ("Borradme de la lista", True),
        ("No quiero cancelar mi suscripción", False),
        ("Queremos cancelar la suscripción de Salesforce", False),
        ("No me envíen más propuestas", False),
        ("La demanda baja", False),
        ("Avslutt abonnementet", True),
        ("Hiermit kündige ich den Newsletter.", True),
        ("Bitte löschen Sie mich aus dem Verteiler", True),
        ("Unsere Kunden kündigen den Newsletter.", False),
        ("Bitte löschen Sie mich aus der Liste der Teilnehmer", False),
    ],
)
def test_readers_who_cancel_their_subscription_ask_to_leave_or_not(body: str, leaves: bool) -> None:
    assert leaving.asked_in_a_reply(body) is leaves


@pytest.mark.parametrize(
    ("body", "leaves"),
    [
        ("Could you unsubscribe me?", True),
        ("Hi Jonna,\n\ncould you please take me off this list?\n\nBest, Tim", True),
        ("Können Sie mich bitte aus dem Verteiler löschen?", True),
        ("Kunt u mij uitschrijven?", True),
        ("Pourriez-vous me retirer de votre liste ?", True),
        ("Potete cancellarmi dalla lista?", True),
        ("¿Podrían darme de baja?", True),
        ("Podem descadastrar-me?", True),
        ("Kan du afmelde mig?", True),
        ("Kan du melde meg av?", True),
        ("Kan ni avregistrera mig?", True),
        ("Czy mogę prosić o wypisanie z newslettera?", True),
        ("Could you unsubscribe me from the workshop?", False),
        ("Could you unsubscribe me? And what does an audit cost?", False),
        ("Can you help us unsubscribe users faster?", False),
        ("Can you tell me how to unsubscribe?", False),
        ("Kannst du mir sagen, wie man sich abmeldet?", False),
        ("Würden Sie den Newsletter abbestellen?", False),
    ],
)
def test_a_request_that_looks_like_a_question_asks_to_leave(body: str, leaves: bool) -> None:
    assert leaving.asked_in_a_reply(body) is leaves


@pytest.mark.parametrize(
    "body",
    [
        "Will you unsubscribe me if I hire you?",
        "Could you let us know who can take me off the hook with SAP?",
        "Pouvez-vous nous désabonner de Salesforce dans le cadre du projet ?",
        "¿Podrían darnos de baja en Oracle?",
        "Kan du afmelde mig workshoppen?",
        "Kan ni avregistrera oss från Azure?",
        "Pode enviar-me uma proposta? Queremos cancelar a subscrição.",
        "Il tasso di cancellazione dalla newsletter è alto, ci serve aiuto.",
        "Nuestros clientes se quieren desuscribir.",
        "Los usuarios no saben cancelar la suscripción. Llámeme.",
        "No me escriban más, mejor llámenme para un taller.",
        "Kundene vil ha en enkel måte å si opp abonnementet.",
        "Our users unsubscribe after a month. Please call.",
        "Viele Leser wollen sich abmelden, wir brauchen Rat.",
        "Nos clients veulent se désabonner.",
        "Os nossos clientes querem cancelar a assinatura.",
        "Troppi clienti chiedono: cancellatemi",
        "Vores læsere vil afmelde sig.",
        "Många kunder vill avsluta prenumerationen.",
        "Veel klanten schrijven: stop",
        "Nasi klienci chcą się wypisać z newslettera",
    ],
)
def test_who_speaks_of_leaving_or_cancelling_something_else_stays(body: str) -> None:
    assert not leaving.asked_in_a_reply(body)
    assert not leaving.asked_in_a_reply(f"Hi Jonna,\n\n{body}\n\nBest, Tim")


@pytest.mark.parametrize(
    "body",
    [
        "Could you please take me off your mailing list, thanks?",
        "Könnten Sie mich bitte aus dem Verteiler nehmen?",
        "Kun je me afmelden voor de nieuwsbrief?",
        "Pouvez-vous me désabonner de vos envois ?",
        "¿Puede darme de baja del boletín, por favor?",
        "Quiero cancelar la suscripción",
        "Desuscríbanme, por favor.",
        "Vorrei annullare l'iscrizione alla newsletter",
        "Jeg vil gjerne si opp abonnementet mitt",
        "We are no longer clients, please unsubscribe me.",
        "Als treuer Leser muss ich mich leider abmelden.",
        "Remove me from the list of subscribers",
    ],
)
def test_who_asks_for_nothing_else_is_taken_off(body: str) -> None:
    assert leaving.asked_in_a_reply(body)


@pytest.mark.parametrize("word", ["la", "de la", "z"])
def test_a_subject_of_many_small_words_is_read_at_once(word: str) -> None:
    """A pattern that can share them out in many ways would take years."""
    assert leaving.asked(f"{word} " * 100) is None


@pytest.mark.parametrize(
    "subject", ["Cancelar suscripción", "Cancella iscrizione", "Cancellazione dalla newsletter", "Desuscribir"]
)
def test_subjects_of_readers_who_cancel_their_subscription_ask_to_leave(subject: str) -> None:
    assert leaving.asked(subject) == ""
