"""Whether somebody who answers a letter asks for something, or only says thanks: the one is a lead, the other a touch;
and what they would like to read.

In doubt it asks: a lead too many is set aside by hand, one that nobody sees is lost.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from pipeline.audience import offers
from pipeline.model import function_words, leaving
from pipeline.model.theme import Offer

# What a request has and thanks have not, in the languages that letters are written in: a question mark of any script,
# or one of these words (of which Italian has "preciso" and "pare", too). The last ones ask for something else, which
# whoever reads it has to see all the same.
_MARKS = re.compile(r"[?\uff1f\u061f\u037e]|\b[Pp]reciso de\b|\b[Pp]are (?:com|de)\b|\A\s*[Cc]hega[.!\s]*\Z")
_IN_ENGLISH = re.compile(
    r"\blet['’]?s (?:talk|chat|connect|discuss|meet|speak|do|find|set|jump|hop)\b"
    r"|\b(?:love|like|want|happy|good|great) to (?:\w+ )?(?:chat|talk|connect|discuss|speak|work with|catch up)\b"
    r"|\b(?:count|sign) (?:me|us) (?:in|up)\b|^\W*(?:i['’]?m|we['’]?re) in\W*$|\bfancy a\b|\bcould do with\b"
    r"|\b(?:we|i)(?: am| are|['’](?:m|re|ve been))? (?:looking for|struggling with)\b|\bpick your brain|\bhow much\W*$"
    r"|(?<!for )\b(?:more|further) (?:info|information|details)\b|\bopt(?:ing)?[ -]out\b"
    r"|\b(?:get|be) in touch\b|\breach out\b|\b(?:a|on|over|via) zoom\b"
    r"|\b(?:drop|shoot|ping|text) (?:me|us)\b|\bgive (?:me|us) a (?:bell|buzz|ring|shout)\b|\bgrab (?:a )?coffee\b"
    r"|^\W*no,? thank(?:s| you)\W*$|^(?:\W*|this is )spam\b",
    re.IGNORECASE,
)
"""What asks in English without one of these words, or refuses what nobody offered."""
_REQUESTS = """
    offer offers quote quotation price prices pricing budget book booking availability available appointment hire
    help need call meet meeting interested inquiry enquiry request proposal workshop audit seat seats register
    openings rates consultation
    reservieren platz plätze anmelden plads pladser posti plaatsen
    angebot preis preise kosten kostet budget buchen termin anfrage anfragen helfen hilfe brauchen bräuchten
    unterstützung interesse interessiert interessieren gespräch telefonieren rückruf auftrag beauftragen
    anrufen rufen zurückrufen zusammensitzen kennenlernen kontaktaufnahme kontaktieren mandat kapazität bedarf
    tilbud pris priser koste koster bestille booke aftale møde hjælp hjælpe brug behov interesseret forespørgsel ring
    workshoppen tilmelde tilmeldes
    atelier formation devis offre offres
    prix tarif tarifs rendez-vous besoin aide aider intéressé intéressée réserver demande appeler appelez rappeler
    rappelez rencontrer disponibilité
    presupuesto oferta ofertas precio precios cita ayuda ayudar necesitamos interesa interesado reservar
    cotización cotizacion cotizar platicar agendar asesoría llamada llámame llamame llámeme llámenos necesito cuesta
    preventivo prezzo prezzi appuntamento aiuto bisogno interessati interessato interessata interesserebbe prenotare
    offerta richiesta consulenza consulenze saperne costa costo costi chiamare chiamarmi chiamatemi incontrarvi
    incontrarci cerchiamo richiami richiamarmi sentirci colloquio mandato disponibilità
    offerte offertes aanbod prijs prijzen tarief tarieven afspraak hulp nodig boeken geïnteresseerd
    offert hjälp behöver boka möte ringa ringe tilbud trenger avmeld melde meld slett stryk
    unsubscribe unsubscribed unsub delete remove discontinue cancel gdpr ccpa
    abmelden abmelde abgemeldet abbestellen austragen verteiler mailingliste streichen gestrichen entfernen löschen
    lösche dsgvo auskunft widerspruch widerspreche
    afmeld afmelde afmeldt afmeldes framelde frameldes slet slette fjern
    opsig opsige abonnement abonnementet opzeggen schrap lijst bort
    désabonner désabonnez désabonne désinscrire désinscrivez désinscris ôtez-moi otez-moi lad
    supprimer supprimez retirer retirez stoppez arrêter arrêtez rgpd
    rednerliste teilnehmerliste gästeliste warteliste sprekerslijst deelnemerslijst gastenlijst wachtlijst
    afmelden uitschrijven verwijderen baja eliminar avregistrera
    cancellare cancellarmi cancellatemi cancellami cancelli cancellazione disiscrivere disiscrivermi disiscrivetemi
    cancellato cancellata disiscrizione disdire disdico togliere togliermi toglietemi toglimi tolga rimuovere
    rimuovetemi rimuova eliminate annullare annullate smettete
    proszę prosimy prosiłbym prosiłabym czy chciałbym chciałabym chcielibyśmy możemy możecie moglibyśmy mógłby mogłaby
    ofertę oferty ofercie cena ceny cenę cennik koszt koszty kosztuje kosztują kosztowałby budżet budżetu wycena
    wycenę wyceny termin terminy terminie spotkanie spotkania spotkać pomoc pomocy pomóc pomożecie potrzebujemy
    potrzebuję potrzebna potrzebne szukam szukamy współpraca współpracy współpracę zapytanie warsztat warsztaty
    warsztatu warsztatów warsztatach szkolenie szkolenia szkoleń audyt audytu przegląd przeglądu zainteresowani
    zainteresowany zainteresowana porozmawiać porozmawiam rozmowa rozmowy rozmowę zadzwonić zadzwoń zadzwonię odezwij
    odezwę skontaktować zapisać zapisy rezerwacja rezerwację zarezerwować miejsce miejsca skorzystać
    skorzystamy usług usługi umówić umówmy zadzwońcie znać
    wypisać wypisz wypiszcie wypisanie wypisuję wypis usunąć usuń usuńcie usunięcie wykreślić wykreśl wykreślenie
    rezygnuję rezygnujemy rezygnacja rezygnację rezygnować zrezygnować rodo danych subskrypcji subskrypcję
    odsubskrybować odwołuję sprzeciw
    orçamento orçamentos proposta propostas preço preços custa custam custaria custo custos cotação ajudar-nos
    ajudar-me ajuda ajudar apoio precisamos precisava precisaria precisaríamos procuramos procuro reunião agendar
    conversa conversar falar falarmos ligue ligue-me telefonar telefonema telefone-me contacte contacte-me contatar
    contacto contato alguém disponibilidade disponível disponivel vaga vagas inscrever inscrever-me inscrição inscrições
    formação formações consultoria auditoria diagnóstico serviço serviços interessada interessados interessadas
    interessado ligar ligue-nos liguem liguem-me liguem-nos telefonem-me parceria começamos projeto projetos
    esquecimento interessa-nos interessava-nos poderia poderiam poderíamos podem pode
    descadastrar descadastre descadastrem descadastro remover remova remova-me removam retire-me tire-me exclua
    exclua-me excluam apague apague-me apaguem cancelar cancelem cancelamento deixem-me ligar-me eliminem subscrição
    sair lgpd
"""
_UNSIGNED = str.maketrans("ąćęłńóśźżãç", "acelnoszzac")
"""Polish and Portuguese are often typed without their signs."""


def _either_way(words: str) -> frozenset[str]:
    return frozenset((*words.split(), *words.translate(_UNSIGNED).split()))


_WORDS = _either_way(_REQUESTS)
# Whoever wants no more letters may say so in words that nobody foresaw: "Bitte nichts mehr schicken".
_NOT = """
    not don't no never nicht nichts nie kein keine ikke ingen aldrig inte inget ne pas jamais niet niets geen nooit
    nunca inga aldri non n basta nüm nümm nümme nöd nid kei keni żadnych dość não chega
"""
_OF_LETTERS = """
    send sending signed want mail mails e-mail e-mails newsletter schick schicke schicken senden zusenden möchte
    anschreiben angemeldet zusendungen rundbrief werbung
    sende skriv skrive gider ønsker vil tilmeldt nyhedsbrev nyhedsbrevet skicka envoyer envoyez envoie écrire écrivez
    contacter contactez veux voulons souhaite souhaitons désire demandé lettre courriels intéresse stuur sturen hoef
    hoeven wil willen mandare mandate mandatemi inviare inviate inviatemi ricevere ricevo voglio vogliamo desidero
    desideriamo vorrei interessa
    ingeschreven nieuwsbrief enviar envíe envíen quiero queremos
    mejl mejla vill önskar nyhetsbrev nyhetsbrevet e-post e-poster
    chcę chcemy wysyłać wysyłajcie wysyłaj wysyłanie przysyłać przysyłajcie przysyłaj przesyłać pisz piszcie
    maili maile e-maili newslettera listów dostawać otrzymywać życzę życzymy interesuje zapisywałem zapisywałam
    escriba escriban escribas
    mande manden mandes receber enviem mandem quero desejo pretendo inscrevi subscrevi correio boletim mensagens
"""
# What follows a "no" where somebody is glad of them: "I never want to miss one", "Ich habe nie Besseres gelesen".
_GLAD = """
    miss missing missen misse verpassen verpasse undvære glip glipp manquer manque rater raté perder perderme missa
    missar
    better best great besser besseres bessere besseren bedre bättre mieux meilleur meilleure beter betere mejor meglio
    migliore perdere perderne vedo przegapić stracić lepszego lepszej lepiej melhor perco
    so such si aussi tan så zo
"""
_MANY = "many much often viele viel vielen oft mange meget ofte många souvent veel vaak"
_TOO_MANY = frozenset(_MANY.split())
_REFUSALS = tuple(map(_either_way, (_NOT, _OF_LETTERS)))
_GLADNESS, _STOPPED = frozenset(_GLAD.split()), frozenset(("stop", "stopp", "stoppe", "slutt", "sluta", "przestańcie"))
_WORD = re.compile(r"don't|[^\W\d_]+(?:-[^\W\d_]+)*")
_ADDRESS = re.compile(r"[^\s@]{1,64}@[^\s@]+|https?:\S+")
_PORTUGUESE = re.compile(r"[ãõç]|\b(?:obrigad[oa]|gostei|adorei|parabéns)\b", re.IGNORECASE)
"""What Spanish has not; where both may be meant, "no" is taken for a refusal."""
_LONG = 120
"""Words; nobody needs so many to say thanks."""

_SPOKEN = ("da", "de", "en", "es", "fr", "it", "nl", "no", "pl", "pt", "sv")
_THANKS = frozenset(
    ("thanks", "thank", "danke", "dank", "bedankt", "merci", "tak", "takk", "tack", "gracias", "grazie", "dziękuję",
     "dziękujemy", "dzięki", "dziekuje", "dzieki", "obrigado", "obrigada", "agradeço")
)  # fmt: skip
_PRAISE = """
    great good nice well best love loved lovely beautiful excellent fantastic brilliant enjoyed article issue reading
    written interesting always happy keep regards work useful clear sharp
    gut gute guter gutes toll toller super klasse gern gerne gelesen geschrieben interessant spannend schöne schöner
    genau frohe grüße grüsse gruß gruss
    bon bonne bel belle beau article bravo lecture texte analyse exemples intéressant cordialement salutations
    bella bello bellissimo ottimo articolo testo esempi interessante interessanti complimenti saluti
    god godt rigtig læsning skrevet spændende altid hilsen bra flott artikkel interessant läsning hälsningar
    goed goede mooi leuk geschreven altijd groet groeten
    buen bueno buena excelente artículo lectura interesante siempre saludos
    świetny świetna świetne świetnie dobry dobra dobre dobrze tekst artykuł wpis ciekawy ciekawe ciekawie czyta czytam
    pozdrawiam pozdrowienia przyjemnością lektura
    gostei adorei excelente ótimo ótima óptimo óptima parabéns leitura texto artigo reflexão interessante abraço abraços
    cumprimentos beijinhos continue continuação
"""
_PLEASED = frozenset(_PRAISE.split())
_SOME = 3
"""So many words of one of these languages, besides names, hardly ever go without one of its small words, unless they
are praise."""

_WISH = re.compile(
    r"\b(?:(?:write|read|hear|know|learn|something|a post|a letter) (?:\w+ ){0,3}?about|more (?:\w+ ){0,2}?(?:on|about)"
    r"|(?:schreib\w*|läse\w*|lesen|mehr|etwas|beitrag|brief) (?:\w+ ){0,3}?über|mehr zu[mr]?"
    r"|(?:skriv|læse|mere|flere|noget|et indlæg|läsa|(?<!tycker )mer|fler|något|ett inlägg|lese|noe|et innlegg)"
    r" (?:\w+ ){0,3}?om"
    r"|(?:écri\w*|lire|quelque chose|un article|une lettre) (?:\w+ ){0,3}?sur"
    r"|(?<!savoir )plus (?!rien)(?:(?:de |d['’])\w+ )?sur"
    r"|(?:schrij\w+|lezen|iets|een artikel|een brief) (?:\w+ ){0,3}?over|(?<!niets )(?<!niet )meer (?:\w+ ){0,2}?over"
    r"|(?:escrev\w+|ler|um artigo|uma carta) (?:\w+ ){0,3}?sobre|mais (?:\w+ ){0,2}?(?:sobre|acerca)"
    r"|(?:escrib\w+|leer|algo|un artículo) (?:\w+ ){0,3}?sobre|más (?:\w+ ){0,2}?sobre"
    r"|(?:(?:na)?pisz(?:cie)?|(?:na)?pisać|(?:prze|po)?czytać|(?:prze|po)?czytała?bym|coś) (?:\w+ ){0,3}?o"
    r"|(?:więcej|wiecej) (?:\w+ ){0,2}?(?:o|na temat)"
    r"|(?:scriv\w+|leggere|qualcosa|un articolo|una lettera|(?<!saperne )di più) (?:\w+ ){0,3}?su(?:i|gli|l|ll[aoe]?)?"
    r")(?:\s+|['’])[\"“„«]?\s?\w",
    re.IGNORECASE,
)
_YOURS_OR_OURS = re.compile(
    r"\b(?:your|ours?|us|ihre?[mnrs]?|eu(?:er|re[mnrs]?)|uns(?:er\w*)?|jeres|os|vores|vos|votre|nous|notre|nos|uw|jullie|onze?|ons"
    r"|sus?|nuestr[ao]s?|nosotr[ao]s|vostr[aeio]|nostr[aeio]|noi"
    r"|voss[ao]s?|nossos?|nossas?|d?a sua|suas|seus?|vocês|con?nosco"
    r"|wasz\w*|nasz\w*|(?:dla|od|przez|u|o) (?:nas|was)|nam|wam|państwa|pana|pani)\b",
    re.IGNORECASE,
)
"""Whoever asks for more about what the sender offers, or for their own firm, wants no letter."""
_SENTENCE = re.compile(r"[^.!?\n]+[.!?]*")
_LONGEST_WISH = 300


def wish(text: str) -> str:
    """The sentence that says what its writer wants to read about, empty where none does."""
    sentences = (found[0].strip() for found in _SENTENCE.finditer(text))
    return next((said for said in sentences if len(said) <= _LONGEST_WISH and _WISH.search(said)), "")


def _refuses(sentence: str, but_for: frozenset[str]) -> bool:
    words = [word for word in _words(sentence) if word not in but_for]
    negated, of_letters = (not some.isdisjoint(words) for some in _REFUSALS)
    if not negated:
        return not _STOPPED.isdisjoint(words)
    return of_letters and (_GLADNESS.isdisjoint(words) or not _TOO_MANY.isdisjoint(words))


def _is_foreign(text: str) -> bool:
    """Whether it speaks a language that the words above are not of: then nobody here can tell what it asks for."""
    plain = [word for word in _WORD.findall(text) if not word[0].isupper()]  # no names, as far as one can see
    found, _ = function_words.hits(_ADDRESS.sub(" ", text))
    others = max((times for lang, times in found.items() if lang not in _SPOKEN), default=0)
    spoken = _SPOKEN if found["pt"] > others else [lang for lang in _SPOKEN if lang != "pt"]
    ours = max(found[lang] for lang in spoken) + (not _THANKS.isdisjoint(_words(text)))
    has_other_letters = any(char > "\xff" and char != "œ" for word in plain for char in word)
    is_unknown = not ours and len(plain) >= _SOME and _PLEASED.isdisjoint(_words(text))
    return (others > max(ours, 1)) or (others >= ours and has_other_letters) or is_unknown


def _is_portuguese(text: str) -> bool:
    found, _ = function_words.hits(text)
    return bool(_PORTUGUESE.search(text)) and found["pt"] > max(found["es"], found["en"])


def _words(text: str) -> list[str]:
    return _WORD.findall(text.casefold().replace("’", "'"))


def asks(text: str, known: Mapping[str, Offer], wish: str = "") -> bool:
    """Whether `text`, a person's own words in an answer, asks for something; a question in its `wish` is none, unless
    that is about either side's own affairs.
    """
    words = _words(text)
    but_for = frozenset(("no",)) if _is_portuguese(text) else frozenset[str]()  # "in the"
    return (
        bool(_MARKS.search(text if _YOURS_OR_OURS.search(wish) else text.replace(wish, "")))
        or not _WORDS.isdisjoint(words)
        or bool(_IN_ENGLISH.search(text))
        or any(_refuses(sentence, but_for) for sentence in _SENTENCE.findall(text))
        or offers.recognised(text, known) is not None
        or len(words) > _LONG
        or leaving.speaks_of_it(text)
        or _is_foreign(text.replace(wish, ""))
    )
