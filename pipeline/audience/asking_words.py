"""The words by which readers who answer a letter ask, refuse, thank and praise, one language after the other."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Words:
    """Words of one language, parted by blanks; one that two languages share may stand with either.

    A sentence refuses letters where it has one of `negations` and one `of_letters`, unless it is `glad` of them ("I
    never want to miss one") though not of so `many`; one of `stops` is enough.
    """

    requests: str
    """What requests have and thanks have not."""
    leaving: str
    """What asks for something else, which whoever reads it has to see all the same."""
    negations: str
    of_letters: str
    glad: str
    many: str = ""
    stops: str = ""
    thanks: str
    praise: str


WORDS: Mapping[str, Words] = {
    "da": Words(
        requests="""
            plads pladser tilbud pris priser koste koster bestille booke aftale møde hjælp hjælpe brug behov
            interesseret forespørgsel ring ringe workshoppen tilmelde tilmeldes
        """,
        leaving="""
            afmeld afmelde afmeldt afmeldes framelde frameldes slet slette fjern opsig opsige abonnement abonnementet
            lad
        """,
        negations="ikke ingen aldrig",
        of_letters="sende skriv skrive gider ønsker vil tilmeldt nyhedsbrev nyhedsbrevet",
        glad="undvære glip bedre så",
        many="mange meget ofte",
        thanks="tak",
        praise="god godt rigtig læsning skrevet spændende altid hilsen",
    ),
    "de": Words(
        requests="""
            reservieren platz plätze anmelden angebot preis preise kosten kostet budget buchen termin anfrage anfragen
            helfen hilfe brauchen bräuchten unterstützung interesse interessiert interessieren gespräch telefonieren
            rückruf auftrag beauftragen anrufen rufen zurückrufen zusammensitzen kennenlernen kontaktaufnahme
            kontaktieren mandat kapazität bedarf
        """,
        leaving="""
            abmelden abmelde abgemeldet abbestellen austragen verteiler mailingliste streichen gestrichen entfernen
            löschen lösche dsgvo auskunft widerspruch widerspreche rednerliste teilnehmerliste gästeliste warteliste
        """,
        negations="nicht nichts nie kein keine nüm nümm nümme nöd nid kei keni",
        of_letters="""
            schick schicke schicken senden zusenden möchte anschreiben angemeldet zusendungen rundbrief werbung
        """,
        glad="missen misse verpassen verpasse besser besseres bessere besseren so",
        many="viele viel vielen oft",
        thanks="danke dank",
        praise="""
            gut gute guter gutes toll toller super klasse gern gerne gelesen geschrieben interessant spannend schöne
            schöner genau frohe grüße grüsse gruß gruss
        """,
    ),
    "en": Words(
        requests="""
            offer offers quote quotation price prices pricing budget book booking availability available appointment
            hire help need call meet meeting interested inquiry enquiry request proposal workshop audit seat seats
            register openings rates consultation
        """,
        leaving="unsubscribe unsubscribed unsub delete remove discontinue cancel gdpr ccpa",
        negations="not don't no never",
        of_letters="send sending signed want mail mails e-mail e-mails newsletter",
        glad="miss missing better best great so such",
        many="many much often",
        stops="stop",
        thanks="thanks thank",
        praise="""
            great good nice well best love loved lovely beautiful excellent fantastic brilliant enjoyed article issue
            reading written interesting always happy keep regards work useful clear sharp
        """,
    ),
    "es": Words(
        requests="""
            presupuesto oferta ofertas precio precios cita ayuda ayudar necesitamos interesa interesado reservar
            cotización cotizar platicar agendar asesoría llamada llámame llamame llámeme llámenos necesito cuesta
        """,
        leaving="baja eliminar",
        negations="no nunca",
        of_letters="enviar envíe envíen quiero queremos escriba escriban escribas mande manden mandes",
        glad="perder perderme mejor tan",
        thanks="gracias",
        praise="buen bueno buena excelente artículo lectura interesante siempre saludos",
    ),
    "fr": Words(
        requests="""
            atelier formation devis offre offres prix tarif tarifs rendez-vous besoin aide aider intéressé intéressée
            réserver demande appeler appelez rappeler rappelez rencontrer disponibilité
        """,
        leaving="""
            désabonner désabonnez désabonne désinscrire désinscrivez désinscris ôtez-moi otez-moi supprimer supprimez
            retirer retirez stoppez arrêter arrêtez rgpd
        """,
        negations="ne n pas jamais",
        of_letters="""
            envoyer envoyez envoie écrire écrivez contacter contactez veux voulons souhaite souhaitons désire demandé
            lettre courriels intéresse
        """,
        glad="manquer manque rater raté mieux meilleur meilleure si aussi",
        many="souvent",
        thanks="merci",
        praise="""
            bon bonne bel belle beau article bravo lecture texte analyse exemples intéressant cordialement salutations
        """,
    ),
    "it": Words(
        requests="""
            posti preventivo prezzo prezzi appuntamento aiuto bisogno interessati interessato interessata interesserebbe
            prenotare offerta richiesta consulenza consulenze saperne costa costo costi chiamare chiamarmi chiamatemi
            incontrarvi incontrarci cerchiamo richiami richiamarmi sentirci colloquio mandato disponibilità
        """,
        leaving="""
            cancellare cancellarmi cancellatemi cancellami cancelli cancellazione disiscrivere disiscrivermi
            disiscrivetemi cancellato cancellata disiscrizione disdire disdico togliere togliermi toglietemi toglimi
            tolga rimuovere rimuovetemi rimuova eliminate annullare annullate smettete
        """,
        negations="non basta",
        of_letters="""
            mandare mandate mandatemi inviare inviate inviatemi ricevere ricevo voglio vogliamo desidero desideriamo
            vorrei interessa
        """,
        glad="meglio migliore perdere perderne vedo",
        thanks="grazie",
        praise="bella bello bellissimo ottimo articolo testo esempi interessante interessanti complimenti saluti",
    ),
    "nl": Words(
        requests="""
            plaatsen offerte offertes aanbod prijs prijzen tarief tarieven afspraak hulp nodig boeken geïnteresseerd
        """,
        leaving="""
            opzeggen schrap lijst sprekerslijst deelnemerslijst gastenlijst wachtlijst afmelden uitschrijven verwijderen
        """,
        negations="niet niets geen nooit",
        of_letters="stuur sturen hoef hoeven wil willen ingeschreven nieuwsbrief",
        glad="beter betere zo",
        many="veel vaak",
        thanks="bedankt",
        praise="goed goede mooi leuk geschreven altijd groet groeten",
    ),
    "no": Words(
        requests="trenger",
        leaving="avmeld melde meld slett stryk",
        negations="aldri",
        of_letters="e-poster",
        glad="glipp",
        stops="slutt stopp",
        thanks="takk",
        praise="bra flott artikkel",
    ),
    "pl": Words(
        requests="""
            proszę prosimy prosiłbym prosiłabym czy chciałbym chciałabym chcielibyśmy możemy możecie moglibyśmy mógłby
            mogłaby ofertę oferty ofercie cena ceny cenę cennik koszt koszty kosztuje kosztują kosztowałby budżet
            budżetu wycena wycenę wyceny termin terminy terminie spotkanie spotkania spotkać pomoc pomocy pomóc
            pomożecie potrzebujemy potrzebuję potrzebna potrzebne szukam szukamy współpraca współpracy współpracę
            zapytanie warsztat warsztaty warsztatu warsztatów warsztatach szkolenie szkolenia szkoleń audyt audytu
            przegląd przeglądu zainteresowani zainteresowany zainteresowana porozmawiać porozmawiam rozmowa rozmowy
            rozmowę zadzwonić zadzwoń zadzwonię odezwij odezwę skontaktować zapisać zapisy rezerwacja rezerwację
            zarezerwować miejsce miejsca skorzystać skorzystamy usług usługi umówić umówmy zadzwońcie znać
        """,
        leaving="""
            wypisać wypisz wypiszcie wypisanie wypisuję wypis usunąć usuń usuńcie usunięcie wykreślić wykreśl
            wykreślenie rezygnuję rezygnujemy rezygnacja rezygnację rezygnować zrezygnować rodo danych subskrypcji
            subskrypcję odsubskrybować odwołuję sprzeciw
        """,
        negations="żadnych dość",
        of_letters="""
            chcę chcemy wysyłać wysyłajcie wysyłaj wysyłanie przysyłać przysyłajcie przysyłaj przesyłać pisz piszcie
            maili maile e-maili newslettera listów dostawać otrzymywać życzę życzymy interesuje zapisywałem zapisywałam
        """,
        glad="przegapić stracić lepszego lepszej lepiej",
        stops="przestańcie",
        thanks="dziękuję dziękujemy dzięki",
        praise="""
            świetny świetna świetne świetnie dobry dobra dobre dobrze tekst artykuł wpis ciekawy ciekawe ciekawie czyta
            czytam pozdrawiam pozdrowienia przyjemnością lektura
        """,
    ),
    "pt": Words(
        requests="""
            orçamento orçamentos proposta propostas preço preços custa custam custaria custo custos cotação ajudar-nos
            ajudar-me ajuda ajudar apoio precisamos precisava precisaria precisaríamos procuramos procuro reunião
            agendar conversa conversar falar falarmos ligue ligue-me telefonar telefonema telefone-me contacte
            contacte-me contatar contacto contato alguém disponibilidade disponível disponivel vaga vagas inscrever
            inscrever-me inscrição inscrições formação formações consultoria auditoria diagnóstico serviço serviços
            interessada interessados interessadas interessado ligar ligar-me ligue-nos liguem liguem-me liguem-nos
            telefonem-me parceria começamos projeto projetos interessa-nos interessava-nos poderia poderiam poderíamos
            podem pode
        """,
        leaving="""
            descadastrar descadastre descadastrem descadastro remover remova remova-me removam retire-me tire-me exclua
            exclua-me excluam apague apague-me apaguem cancelar cancelem cancelamento deixem-me eliminem subscrição sair
            esquecimento lgpd
        """,
        negations="não chega",
        of_letters="receber enviem mandem quero desejo pretendo inscrevi subscrevi correio boletim mensagens",
        glad="melhor perco",
        thanks="obrigado obrigada agradeço",
        praise="""
            gostei adorei excelente ótimo ótima óptimo óptima parabéns leitura texto artigo reflexão interessante abraço
            abraços cumprimentos beijinhos continue continuação
        """,
    ),
    "sv": Words(
        requests="offert hjälp behöver boka möte ringa",
        leaving="bort avregistrera",
        negations="inte inget inga",
        of_letters="skicka mejl mejla vill önskar nyhetsbrev nyhetsbrevet e-post",
        glad="missa missar bättre",
        many="många",
        stops="stoppe sluta",
        thanks="tack",
        praise="interessant läsning hälsningar",
    ),
}
