"""How a reader unsubscribes by mail: in the subject, as our letters ask for it, or in a few words of a reply."""

from __future__ import annotations

import re

from pipeline.model.answers import ANSWERED, PASSED_ON

TEST, REHEARSAL = "test", "rehearsal"
"""The tokens of letters that went to no reader; whoever tries their links unsubscribes nobody."""

_WORDS = (
    "unsubscribe|abmelden|abmeldung|abbestellen|abbestellung|afmeld|afmelding|framelding|"
    "d[ée]sabonner|d[ée]sinscrire|d[ée]sinscription"
)
_OF_MORE = (
    "désabonnement|desabonnement|uitschrijven|uitschrijving|afmelden|(?:dar(?:me)? de )?baja"
    "|disiscri(?:zione|vetemi|vermi|vimi)|cancella(?:te)?mi"
)
"""Words that may also be about tenders, churn or demand: no token follows them, and in a reply they are not enough."""
_LETTER = (
    r"(?:newsletter|rundbrief|mailingliste|nyhedsbrev(?:et)?|mailing list|list|infolettre|lettre|nieuwsbrief"
    r"|mailinglijst|bolet[íi]n|lista)"
)
_FROM = (
    r"(?:(?:from|vom|von|aus|des|fra|af|de|à|der|dem|the|la|this|your|ihrem|deinem|van|voor|uit|het|uw|jullie|votre|vos"
    r"|del|su|dalla|dal|la|vostra|sua)\s+)*"
)
# Mail servers put `[EXTERN]` or `***SPAM***` before it: a mail without a text looks to them like one. Possessive: the
# stars between two such marks could be shared out in many ways. Stars alone: up to Python 3.11.4 a possessive group
# whose end may be missing matches nothing.
_SUBJECT = re.compile(
    rf"(?:(?:(?:{ANSWERED}|{PASSED_ON})\s*:|\[[^\]]{{1,20}}\]|\*++(?: ?spam ?\*++)+)\s*)*"
    rf"(?:(?:bitte|please|graag|gelieve|merci de|veuillez|por favor|per favore)\s+)?(?:(?:me|mij|se)\s+)?"
    rf"(?:{_FROM}{_LETTER}[\s-]+)?(?:(?:{_WORDS})(?:\s+(?:me|{_FROM}{_LETTER}|([A-Za-z0-9._~-]{{1,200}})))?"
    rf"|(?:{_OF_MORE})(?:\s+(?:mij|graag|aub|svp|merci|gracias|grazie|per favore|{_FROM}{_LETTER}))?)[\s.!]*",
    re.IGNORECASE,
)
_KINDLY = r"(?:a\.?u\.?b\.?|s\.?v\.?p\.?|graag|alstublieft|alsjeblieft|maar|even|nu|dan|hierbij)"
_SAYS = re.compile(
    rf"""\b(?:{_WORDS}
    |abzumelden|abzubestellen|auszutragen|austragen|afmeldes?|framelde?s?|avmelde|avregistrera
    |avprenumerera|avsluta\ (?:min\ )?prenumeration(?:en)?
    |(?:meld|schrijf)\ (?:mij|me|ons)\ (?:{_KINDLY}\ ){{0,3}}(?:(?:van|voor)\ (?:\w+\ )?{_LETTER}\ )?(?:af|uit)
        (?!\ (?!(?:voor|van)\ (?:\w+\ )?{_LETTER}|{_KINDLY}))
    |(?<!non\ )disiscri(?:zione|ver(?:e|mi|ci)|vetemi|vimi)
    |(?:mij|me|ons)\ (?:(?!niet\b|nooit\b)\w+\ ){{0,3}}(?:uit(?:\ te\ )?schrijven|af(?:\ te\ )?melden)
        (?!\ (?:voor|van|bij)\ (?!(?:\w+\ )?{_LETTER}))
    |désinscri(?:re|vez)|désabonne[rz]
    |(?:tag|fjern|slet|meld)\ (?:mig|min\ (?:(?:e-?)?mail)?(?:adresse)?)\ (?:fra|af|ud)
    |stop\ (?:sending|writing|mailing|(?:venligst\ )?(?:med\ )?at\ sende)
    )\b""",
    re.IGNORECASE | re.VERBOSE,
)
_END = r"\s*(?:$|[.,!\n])"
# To be put on a list, or on a list of participants, is no wish to leave.
_OUT_OF_LIST = (
    r"\b(?:aus|vo[mn])\s[^.!?\n]{0,30}?\b(?:[\w-]{0,20}verteiler|(?:[\w-]{0,9}mail(?:ing)?-?|newsletter-?)?liste)\b"
)
_MAIL = r"(?:(?:e-?)?mails?|nieuwsbrie(?:f|ven)|brieven|berichten|correos?|bolet[íi]n(?:es)?|newsletters?)"
_MY_LIST_NL = r"(?:(?:mail(?:ing)?|verzend|adressen)?lijst|nieuwsbrief|(?:mail|adressen)?bestand)\b(?!\s+(?:van|met)\b)"
_ANY_LETTER_FR = (
    r"(?:rien|(?:cette|vos|votre|la|les|de)\s+(?:(?:e-?)?mails?|courriels?|lettres?|newsletters?|messages?))"
)
_SAYS_AT_LENGTH = re.compile(
    rf"""\b(?:meld(?:e|et|en)\s+(?:sie\s+|ich\s+)?mich\b[^.!?\n]{{0,40}}\bab{_END}
    |trag(?:e|t|en)\s+(?:sie\s+|ich\s+)?mich\b[^.!?\n]{{0,40}}\baus{_END}
    |bestelle\b[^.!?\n]{{1,30}}(?:newsletter|rundbrief)\s+ab{_END}
    |(?:nehm(?:t|en)|nimm|streich(?:e|t|en)|entfern(?:e|t|en))\s+(?:sie\s+)?mich\b[^.!?\n]{{0,40}}?{_OUT_OF_LIST}
    |mich\b[^.!?\n]{{0,40}}?{_OUT_OF_LIST}\s+(?:zu\s+)?(?:nehmen|streichen|entfernen)
    |{_OUT_OF_LIST}\s+(?:gestrichen|entfernt|genommen|gelöscht)\s+werden
    |(?:newsletter|(?:rund)?brief\w*|mails?|post)\s+(?:nicht\s+(?:mehr|länger|weiter)\s+)(?:bekommen|erhalten|haben|lesen)
    |keine?n?\s+(?:weiteren?\s+)?(?:e-?)?(?:mails?|newsletter)\s+mehr|keine\s+weiteren\s+(?:e-?mails?|mails?|newsletter)
    |no\s+(?:more|further)\s+(?:e-?mails?|mails?|newsletters?)
    |(?<!\w\ )(?:ingen|nej\s+tak\s+til)\s+flere\s+(?:(?:e-?)?mails?|nyhedsbreve?|breve)
        (?:\s+(?:tak|fra\s+(?:jer|dig)))*{_END}
    |(?<!\w\ )plus\s+de\s+(?:e-?mails?|mails?|courriels?|newsletters?)(?:\s+(?:svp|merci))?{_END}
    |(?<!\w\W)stop(?:\s+(?:aux\s+(?:e-?)?mails|svp|merci|aub|tak|bitte|please))?[\s.!]*\Z
    |(?:take|remove)\s+(?:me|my\s+(?:e-?mail|address|name))\b[^.!?\n]{{0,30}}?\b(?:off\b|from\b[^.!?\n]{{0,30}}?\blist)
    |remove\s+(?:me|my\s+(?:e-?mail|address|name))\s+from\b
    |(?:don't|do\s+not|no\s+longer)\s+(?:want|wish)\s+to\s+(?:receive|get)\s+(?:this|these|your|any|mails?|e-?mails?)
    |(?:ne\s+plus|ne\s+(?:souhait|désir)(?:e|ons)\s+plus|ne\s+(?:veux|voulons)\s+plus|n'en\s+veux\s+plus)\s+recevoir\b
        (?!\s+(?:leurs?\b|(?:de\s+|d['’])(?!(?:vos|votre|tes|cette|ces|(?:e-?)?mails?|cou?rri\w+|lettres?|newsletters?))))
    |(?:retire|supprime|enlève|raye|radie)[rz]?[- ]moi(?:\s+\w+)?(?:\s+de\b|{_END})
    |(?:me|nous)\s+d[ée]s(?:abonner|inscrire)
    |(?:retire|supprime|enlève|enleve)[rz]?\s+(?:mon|notre)\s+(?:nom|(?:adresse\s+)?(?:e-?)?mail|adresse|courriel)\s+de\b
        [^.!?\n]{{0,30}}?\b(?:liste|diffusion|newsletter|lettre|envois|mailing)
    |(?:ne\s+plus\s+(?:m['’]|me\s+|nous\s+)(?:(?:envoyer|adresser)(?:\s+{_ANY_LETTER_FR})?|écrire|contacter)
        |ne\s+(?:m['’]|me\s+|nous\s+)(?:(?:envoyez|adressez)\s+plus(?:\s+{_ANY_LETTER_FR})?|(?:écrivez|contactez)\s+plus))
        (?:\s+(?:svp|merci))?{_END}
    |je\s+me\s+d[ée]s(?:inscris|abonne)(?:\s+de\s+(?:votre|cette|la)\s+{_LETTER})?(?:\s+(?:svp|merci))?{_END}
    |send\s+(?:mig|os)\s+(?:venligst\s+)?ikke\s+(?:flere|mere)(?:\s+(?:(?:e-?)?mails?|breve|nyhedsbreve))?{_END}
    |me\s+(?:retirer|supprimer|enlever|rayer|radier)\s+de\b[^.!?\n]{{0,30}}?
        \b(?:liste|diffusion|newsletter|lettre|envois|mailing)
    |(?<!non\ )(?:cancella(?:te)?mi|mi\s+cancelli|vorrei\s+cancellarmi|tog(?:lietemi|limi)|mi\s+tolga
        |rimuov(?:etemi|imi)|mi\s+rimuova)(?:\s+(?:per\s+favore|dall[ae]|vostr[ae]|su[ae]|mailing|lista|newsletter|grazie))*{_END}
    |non\s+(?:voglio|vogliamo|desidero|desideriamo|vorrei|vorremmo)\s+(?:più\s+)?ricevere(?:\s+più)?
        (?:\s+(?:niente|nulla|l[ae]|vostr[ae]|su[ae]|quest[ae]|altr[ae]|e-?mail|mail|newsletter|lettere?))*{_END}
    |non\s+(?:mandate|inviate|scrive)(?:te)?mi\s+più(?:\s+(?:niente|nulla|e-?mail|mail|newsletter|lettere))?{_END}
    |(?<!de\ )(?<!du\ )(?<!le\ )d[ée]sabonnement(?:\s+(?:svp|merci))?{_END}
    |d(?:ar|en|[ea])me\s+de\s+baja|darnos\s+de\s+baja
    |no\s+(?:quiero|queremos|deseo|deseamos)\s+(?:seguir\s+)?recib(?:ir|iendo)(?:los|las)?(?:\s+(?:más|mas|nada))*
        (?:\s+(?:(?:su|sus|tu|tus|el|los|este|estos|más)\s+){{0,2}}{_MAIL}(?:\s+(?:electrónicos?|suyos|más|mas))*)?{_END}
    |(?:b[óo]rr|elim[íi]n|qu[íi]t)(?:ar|en|[ea])me\s+de\b[^.!?\n]{{0,30}}?\b(?:listas?|bolet[íi]n|newsletter|correos|envíos)\b
    |(?:w(?:e|ij)\s+(?:willen|wensen|hoeven)|(?:willen|wensen|hoeven)\s+w(?:e|ij)|wil|wens|hoef)\b[^.!?\n]{{0,30}}?\b
        (?:{_MAIL}\s+niet\s+(?:meer|langer)|(?:deze|dit|die)\s+niet\s+(?:meer|langer)|geen\s+(?:\w+\s+)?{_MAIL}(?:\s+meer)?)
        \s+(?:van\s+\w+\s+)?(?:te\s+)?(?:ontvangen|krijgen){_END}
    |(?:uitschrijv(?:en|ing)|afmelden)(?:\s+{_KINDLY}|\s+(?:voor|van)\s+(?:\w+\s+)?{_LETTER})
    |(?:(?<!\w\ )|(?:graag|gelieve|{_LETTER})\s+)(?:uitschrijv(?:en|ing)|afmelden){_END}
    |stuur\s+(?:me|mij|ons)\b[^.!?\n]{{0,20}}?\b(?:geen\s+(?:\w+\s+)?{_MAIL}\s+meer|niets\s+meer){_END}
    |(?:haal|verwijder|schrap)\s+(?:me|mij|ons|mijn\s+(?:e-?mail)?adres)\b[^.,!?\n]{{0,30}}?\b(?:van|uit)\b
        [^.,!?\n]{{0,30}}?\b{_MY_LIST_NL}
    |(?:(?:jeg|vi)\s+(?:ønsker|vil)|(?<!\w\ )(?:ønsker|vil)|(?:ønsker|vil)\s+(?:jeg|vi))\s+ikke\s+
        (?:længere\s+)?(?:at\s+)?(?:have|modtage|få)\s+(?:(?:flere|jeres|din|dine|dit|dette|disse|de|det|her|nogen)\s+){{0,3}}
        (?:(?:e-?)?mails?|nyhedsbrev\w*|breve?)(?:\s+(?:mere|længere|fra\s+(?:jer|dig)))*{_END}
    )""",
    re.IGNORECASE | re.VERBOSE,
)
_BUT = re.compile(
    r"\?|\b(?:not|don't|never|nicht|nie|ikke|pas|but|aber|eigentlich|doch|men|mais|almost|fast|beinahe"
    r"|niet|nooit|maar|bijna|jamais|presque|nunca|pero|casi|non(?!\W+merci)|però)\b",
    re.IGNORECASE,
)
_MISSES = re.compile(
    r"\b(?:bekomme|erhalte|habe|kann|könne|get|got|receive)[nd]?\b(?:\s+(?!will|woll|möchte|bitte|please)\w+){0,4}?\s+"
    r"(?:keine?n?\s+(?:weiteren\s+)?(?:e-?)?(?:mails?|newsletter)|(?:newsletter|brief\w*|mails?|post)\s+nicht"
    r"|no\s+(?:more|further))\b",
    re.IGNORECASE,
)
"""Somebody who no longer gets any letters and wonders why."""
_ELSEWHERE = re.compile(
    r"\b(?:from|off|vom|von|aus|für|af|fra|til|de|du|des|del|voor|van|uit|dall?|dalla)(?:\s+|['’])"
    r"(?:\w+(?:\s+|['’])){0,2}?(?:workshop|atelier|taller|webinar|seminar|kurs|cursus|curso|corso|evento|riunione"
    r"|training|schulung|[ck]onf[eé]ren|[ck]ongres|meeting|r[eé]uni[oó]n\b|møde|salon\b"
    r"|warteliste|wachtlijst|venteliste|waiting list|liste d.attente|lista de espera|liste des participants)"
    r"(?![\w-]{0,20}\s?\w{0,20}(?:letter|brief|verteiler|mail|list))",
    re.IGNORECASE,
)
"""Somebody who leaves something else, such as a workshop that a letter invited to."""
_OTHER_LIST = re.compile(
    r"""\b(?:(?:unsubscribe|abmeldung|afmelde?|afmelding|framelde?|framelding|d[ée]sinscrire|de\s+baja)\s+(?:me\s+|mig\s+)?)?
    (?:(?:from|off|vo[mn]|aus|af|fra|de|du|des|del)\s+(?:\w+(?:\s+|['’])){0,2}?(?:
    (?:speakers?|guests?|attendees?|participants?)['’]?s?\s+list
    |(?<!mailing\ )list\s+of\s+(?:the\s+)?(?:speakers|guests|attendees|participants)
    |(?:redner|referent|sprecher|teilnehmer)(?:en|innen)*-?liste|gästeliste
    |liste\s+der\s+(?:redner|referent|sprecher|teilnehm|gäste)\w*
    |(?:taler|foredragsholder|oplægsholder|gæste|deltager)listen?
    |listen?\s+over\s+(?:talere|oplægsholdere|gæster|deltagere)
    |liste\s+des\s+(?:intervenant|orat|conférenci|invité|participant)\w*
    |lista\s+de\s+(?:ponentes|oradores|invitados|asistentes|participantes)
    |veranstaltung|vortrag|event|arrangement(?:et)?|év[éè]nement|evento)
    |(?:als|as\s+an?|som|comme|como)\s+(?:speaker|redner|sprecher|referent|taler|oplægsholder|intervenant|ponente)(?:in|e)?)\b
    (?!-|\s\w{0,20}(?:letter|brief|brev|verteiler|mail|list|update|notification|invit|announce|alert|info|news))
    (?!\W+(?:and|or|und|oder|sowie|og|et|ou|y|o)\b[^.!?\n]{0,40}(?:letter|brief|brev|verteiler|lettre|bolet|mail|list))
    (?:\s+(?:abmelden|austragen|abzumelden|auszutragen))?""",
    re.IGNORECASE | re.VERBOSE,
)
"""Of people, and no list of letters; where the same breath names letters too, these are meant as well."""
_A_FEW = 8
_SHORT = 20
"""How many words a reply has that says hardly anything else."""


def subject(token: str) -> str:
    """What the `mailto:` address of a letter writes."""
    return f"unsubscribe {token}"


def asked(subject: str) -> str | None:
    """The token in the subject of a wish to leave, empty where it names none; None where it is no such wish."""
    found = _SUBJECT.fullmatch(" ".join(subject.split()))
    return (found[1] or "") if found else None


def asked_in_a_reply(body: str) -> bool:
    """Whether a short reply, or one of the first paragraphs of any, in a few words without a question, asks for no
    more letters.
    """
    few = [one for one in re.split(r"\n\s*\n", body.strip())[:2] if len(one.split()) <= _A_FEW]
    if any(_is_wish(_SAYS, one) or _is_wish(_SAYS_AT_LENGTH, one) for one in few):
        return True
    return len(body.split()) <= _SHORT and _is_wish(_SAYS_AT_LENGTH, body)


def speaks_of_it(body: str) -> bool:
    """Whether it says something of leaving, be it something else than the letters: then a person has to read it."""
    return bool(_SAYS.search(body) or _SAYS_AT_LENGTH.search(body))


def _is_wish(wish: re.Pattern[str], text: str) -> bool:
    if not wish.search(_OTHER_LIST.sub("?", text)) or _MISSES.search(text) or _ELSEWHERE.search(text):
        return False
    return not _BUT.search(wish.sub("", text))
