"""Words that people and programs write: stages of a lead, states and languages of readers, yes and no, questions."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from functools import cache

from pipeline.model import dates
from pipeline.model.language import normalised, primary
from pipeline.model.line import quoted
from pipeline.model.people import STAGES, Stage, SubscriberState
from pipeline.model.source import suggestion
from pipeline.model.table import Record, RowError
from pipeline.model.yes_no import NO, YES

_STAGES: Mapping[Stage, str] = {
    "inquiry": "inquiry lead new open anfrage neu offen interessent prospect contacted kontaktiert demande nuevo "
    "nouveau forespørgsel henvendelse ny nieuw aanvraag richiesta nuova nuovo förfrågan forespørsel "
    "zapytanie nowy nowa nowe novo "
    "enquiry newenquiry newlead notcontacted opennotcontacted attemptedtocontact "
    "working workingcontacted nurturing prospecting suspect",
    "qualified": "qualified qualifiziert sql opportunity chance qualifié qualifiée cualificado kvalificeret "
    "gekwalificeerd qualificato qualificata kvalificerad kvalifisert zakwalifikowany zakwalifikowana "
    "qualificado oportunidade "
    "qualification converted closedconverted needsanalysis valueproposition iddecisionmakers identifydecisionmakers "
    "perceptionanalysis appointmentscheduled meetingscheduled demoscheduled presentationscheduled qualifiedtobuy "
    "terminvereinbart qualifiziertzumkauf kaufbereit präsentationgeplant präsentationvereinbart",
    "offered": "offered offer proposal quote quoted negotiation angebot angeboten verhandlung offre devis tilbud "
    "offerte offreenvoyée devisenvoyé proposition tilbudsendt tilbudafgivet offerteverzonden offerteverstuurd voorstel "
    "offeriert offertegesendet offerta offertainviata preventivo preventivoinviato proposta "
    "offert offertskickad offererad oferta ofertawysłana wycena negocjacje "
    "propostaenviada orçamento orçamentoenviado negociação emnegociação "
    "propositionenvoyée voorstelverstuurd voorstelverzonden "
    "proposalsent proposalmade proposalpricequote quotesent estimate estimatesent contractsent negotiationreview "
    "innegotiation negotiationsstarted negotiating decisionmakerboughtin "
    "entscheidungsträgerüberzeugt entscheidungsträgereingebunden entscheidungsträgerzugestimmt vertraggesendet "
    "vertragzugesendet angebotgesendet angebotzugesendet",
    "won": "won closedwon customer client gewonnen kunde auftrag beauftragt gagné gagnée ganado vundet vinto "
    "vinta cliente vunnen vunnet kund wygrany wygrana wygrane klient zlecenie ganho ganha fechadoganho vendido "
    "signé signée getekend ondertekend "
    "booked signed proposalaccepted sold abgeschlossenundgewonnen",
    "lost": "lost closedlost verloren abgesagt abgelehnt perdu perdue perdido tabt absage perso persa förlorad tapt "
    "przegrany przegrana przegrane utracony utracona odrzucony odrzucona "
    "perdida fechadoperdido recusado recusada refusé refusée sanssuite afgewezen geweigerd "
    "disqualified unqualified notqualified closednotconverted closedlosttocompetition lostlead abandoned declined "
    "rejected notinterested noresponse abgeschlossenundverloren",
}
_STAGE_OF = {word: stage for stage, words in _STAGES.items() for word in words.split()}
_STATES: Mapping[SubscriberState, str] = {
    "confirmed": "confirmed subscribed opted_in opted-in active enabled "
    "bestätigt angemeldet aktiv abonniert confirmé confirmée abonné "
    "abonnée inscrit inscrite actif bekræftet tilmeldt bevestigd ingeschreven geabonneerd actief confirmado suscrito "
    "activo confermato confermata iscritto iscritta attivo attiva "
    "prenumerant prenumererar bekräftad påmeldt abonnent bekreftet "
    "aktywny aktywna zapisany zapisana potwierdzony potwierdzona subskrybent "
    "confirmada ativo ativa activa subscrito subscrita inscrito inscrita assinante",
    "unconfirmed": "unconfirmed pending unbestätigt ausstehend ubekræftet non_confirmé non_confirmée en_attente "
    "niet_bevestigd onbevestigd in_afwachting no_confirmado sin_confirmar pendiente non_confermato non_confermata "
    "in_attesa obekräftad ubekreftet niepotwierdzony niepotwierdzona oczekujący oczekująca do_aktywacji "
    "pendente não_confirmado não_confirmada por_confirmar aguardando_confirmação",
    "unsubscribed": "unsubscribed opted_out opted-out not_subscribed never_subscribed suppressed invalid junk "
    "hard_bounced soft_bounced unreachable "
    "inactive disabled bounced cleaned complained blocked blocklisted blacklisted "
    "cancelled canceled abgemeldet inaktiv gesperrt gekündigt désabonné désabonnée désinscrit désinscrite inactif "
    "bloqué afmeldt frameldt inaktiv uitgeschreven afgemeld inactief geblokkeerd baja inactivo bloqueado "
    "disiscritto disiscritta cancellato cancellata inattivo inattiva disattivato disattivata bloccato bloccata "
    "avregistrerad avprenumererad blockerad avmeldt sperret wypisany wypisana nieaktywny nieaktywna zablokowany "
    "zablokowana odbity odbita usunięty usunięta rezygnacja removed deleted cancelado cancelada "
    "descadastrado descadastrada desinscrito desinscrita dessubscrito dessubscrita removido removida "
    "inativo inativa bloqueada devolvido excluído excluída eliminado eliminada",
}
_STATE_OF = {word.replace("_", " "): state for state, words in _STATES.items() for word in words.split()}
_NOT_KNOWN = frozenset(("", "unknown", "unbekannt", "inconnu", "?", "-"))
_ANSWERS = YES | NO | _NOT_KNOWN

# What a form asks when it asks how somebody came here, and what they would like to read; as words, for the name of a
# field has underscores for spaces.
_HEARD = re.compile(
    r"how did you (?:hear|find|learn|come)|where did you (?:hear|find)|who (?:recommended|referred)|hear(?:d)? about"
    r"|referral source"
    r"|wie (?:haben|hast|sind|bist) (?:sie|du)\b.{1,100}\b(?:gehört|erfahren|gefunden|aufmerksam|gekommen)"
    r"|woher kenn|aufmerksam geworden|wer hat (?:mich|uns) empfohlen|entendu parler|comment (?:nous|m) avez vous"
    r"|comment avez vous (?:connu|découvert)|cómo (?:nos|me) (?:conoci|encontr)|cómo (?:supo|supiste) de\b"
    r"|come (?:ci|mi) hai|hvordan hørte|hvor har du hørt|^heard$"
    r"|hoe (?:heb|hebt|heeft|hoorde?|ken|kent|kwam) (?:je|jij|u|jullie)"
    r"|como\b.{0,40}\b(?:conheceu|conheceram|soube|souberam|ouviu|ouviram|encontrou|chegou)"
    r"|quem (?:nos |me )?(?:indicou|recomendou)"
    r"|sk[ąa]d\b.{0,40}\b(?:wie|zna|dowiedz|dowiedział)|jak\b.{0,30}\b(?:dowiedz|dowiedział|trafi)"
)
_WISH = re.compile(
    r"^(?:my |topic )?wish(?:es)?$|topic wish|(?:like|want) to read|should (?:i|we) write|topics? would you"
    r"|next (?:post|article|topic)|wunschthem|themenw[uü]nsch|(?:einmal|gerne?) (?:etwas )?lesen|soll ich schreiben"
    r"|welche themen (?:wünsch|interess)|aimeri\w+ lire|vil du gerne læse|o czym\b.{0,30}\b(?:prze|po)?czytać"
    r"|(?:gostaria|gostava|quer|queria) de ler|quer(?:ia)? ler|sugest(?:ão|ões) de temas?"
)
_WANTED = re.compile(
    r"^what .{0,30}\b(?:help (?:you |us )?with|looking for|working on|struggling)\b|^what (?:do|would) you need\b"
    r"|^what brings you |^how (?:can|may|could) (?:i|we) help\b|^tell (?:me|us) (?:\w+ ){0,3}about (?!your experience)"
    r"|^(?:wo(?:mit|bei)|wie) (?:können|kann|dürfen|darf) (?:wir|ich) (?:ihnen |dir |euch )?(?:\w+ )?"
    r"(?:helfen|unterstützen)"
    r"|^(?:comment|en quoi) (?:pouvons nous|puis je) (?:vous )?aider|^en qué (?:podemos|puedo) ayudar"
    r"|^come possiamo aiutar|^como podemos ajud|^w czym możemy|^hvad? kan (?:vi|jeg) hj[æe]lpe"
    r"|^(?:hoe|waarmee) kunnen (?:we|wij) (?:u |je |jullie )?helpen"
)
_NAMED_IN = ("pt", "pl", "sv", "nb", "it", "es", "nl", "fr", "da", "de", "en")
_USUAL = frozenset(("da", "de", "en", "es", "fr", "it", "nb", "nl", "no", "pl", "pt", "sv"))
_ENGLISH: Mapping[str, str] = {"au": "en", "gb": "en", "nz": "en", "us": "en"}
"""Countries whose language is not looked up: it is what everything else falls back on."""
_NOT_A_WORD = re.compile(r"[\W_]+")


def stage(text: str, column: str) -> Stage:
    """The stage that `text` names in one of the usual words; an inquiry where it is empty."""
    found = stage_of(text)
    if found is None:
        near = suggestion(text.casefold(), STAGES) or f"; known are {', '.join(STAGES)}"
        raise RowError(f'unknown stage {quoted(text)} in "{column}"{near}')
    return found


def stage_of(text: str) -> Stage | None:
    """The stage that `text` names in one of the usual words, an inquiry where it is empty; None where it names none."""
    return _STAGE_OF.get(_NOT_A_WORD.sub("", text.casefold()) or "inquiry")


def subscriber_state(text: str, column: str) -> SubscriberState:
    """The state that `text` names in one of the usual words; confirmed where it is empty."""
    found = _state_of(text) if text else "confirmed"
    if found is None:
        near = suggestion(text.casefold(), _STATES) or f"; known are {', '.join(_STATES)}"
        raise RowError(f'unknown state {quoted(text)} in "{column}"{near}')
    return found


def one_of(states: Mapping[str, SubscriberState], text: str, column: str) -> SubscriberState:
    """The state that a program calls `text`, of those that it knows; raises RowError where it is none of them."""
    found = states.get(text.casefold())
    if found is None:
        near = suggestion(text.casefold(), states) or f"; known are {', '.join(states)}"
        raise RowError(f'unknown state {quoted(text)} in "{column}"{near}')
    return found


def fewest_letters(states: Collection[SubscriberState]) -> SubscriberState:
    """That of several states which keeps most letters away."""
    return next(state for state in ("unsubscribed", "unconfirmed", "confirmed") if state in states)


def says_so(text: str) -> bool:
    """Whether a cell says anything but no: yes, or the day on which it was."""
    return text.casefold() not in NO | _NOT_KNOWN


def gets_letters(record: Record, column: str, otherwise: SubscriberState) -> SubscriberState:
    """What a column says that tells who gets letters: yes, or since which day; `otherwise` where it says no.

    Nobody is confirmed of whom it says nothing.
    """
    text = record[column]
    if text.casefold() in NO:
        return otherwise
    if text.casefold() in _NOT_KNOWN:
        return "unconfirmed"
    return "confirmed" if text.casefold() in YES or dates.is_one(text) else subscriber_state(text, column)


def is_state(text: str) -> bool:
    """Whether a cell holds nothing but yes, no or a state of subscribers."""
    return text.casefold() in _ANSWERS or _state_of(text) is not None


def _state_of(text: str) -> SubscriberState | None:
    return _STATE_OF.get(text.casefold().replace("_", " "))


def language(text: str, column: str) -> str:
    """The language that `text` names, as a tag or by its name in one of the languages that our texts are in.

    A country alone, as many write it (`dk`, `at`), is what is mostly spoken there; raises RowError where it is nothing.
    """
    try:
        tag = normalised(text)
    except ValueError as refused:
        found = _language_names().get(text.casefold())
        if found is None:
            raise RowError(f'{refused} (in "{column}")') from refused
        return found
    meant = tag if primary(tag) in _USUAL else _meant(tag)
    if meant is None:
        raise RowError(f'nobody speaks {quoted(text)} (in "{column}"); write for instance "de" or "pt-br"')
    return meant


@cache
def _meant(tag: str) -> str | None:
    """`ger` as `de`, `dk` as `da-dk`; None where it is neither a language nor a country."""
    from babel import Locale
    from babel.core import get_global

    base, mark, rest = tag.partition("-")
    if base in Locale("en").languages:
        return tag
    if same := get_global("language_aliases").get(base):
        return f"{same.lower().partition('_')[0]}{mark}{rest}"
    spoken = _ENGLISH.get(base) or get_global("likely_subtags").get(f"und_{base.upper()}")
    return f"{spoken.partition('_')[0]}-{base}" if spoken and not rest else None


@cache
def _language_names() -> Mapping[str, str]:
    from babel import Locale

    named = {name.casefold(): tag for lang in _NAMED_IN for tag, name in Locale(lang).languages.items()}
    return {name: tag.lower().replace("_", "-") for name, tag in named.items() if " " not in name}


def answer(record: Record, column: str) -> bool | None:
    """Yes, no, or None where it is not known."""
    text = record[column].casefold()
    if text not in _ANSWERS:
        raise RowError(f'{quoted(record[column])} in "{column}" is no answer; write yes, no or unknown')
    return None if text in _NOT_KNOWN else text in YES


def asks_how_it_heard(question: str) -> bool:
    """Whether a form asks with `question` how somebody heard of us."""
    return bool(_HEARD.search(_plain(question)))


def asks_what_is_wanted(question: str) -> bool:
    """Whether a form asks with `question` what somebody comes for."""
    return bool(_WANTED.search(_plain(question)))


def asks_for_a_wish(question: str) -> bool:
    """Whether a form asks with `question` what somebody would like to read next."""
    return bool(_WISH.search(_plain(question)))


def _plain(question: str) -> str:
    return _NOT_A_WORD.sub(" ", question.casefold()).strip()
