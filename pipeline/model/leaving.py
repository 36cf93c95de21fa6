"""How a reader unsubscribes by mail: in the subject, as our letters ask for it, or in a few words of a reply."""

from __future__ import annotations

import re

from pipeline.model import leaving_words as words
from pipeline.model.answers import ANSWERED, PASSED_ON

TEST, REHEARSAL = "test", "rehearsal"
"""The tokens of letters that went to no reader; whoever tries their links unsubscribes nobody."""

_OF_WHOM = (
    r"(?:from|vom|von|aus|des|fra|af|de|à|der|dem|the|la|this|your|ihrem|deinem|van|voor|uit|het|uw|jullie|votre|vos"
    r"|del|su|dalla|dal|vostra|sua|z|ze|tego|tej|pa[ńn]stwa|pani|pana|da|na|a|d?esta|d?essa|minha)"
)
# Each word once: a subject of many would be shared out in many ways.
_LETTER = rf"(?:{_OF_WHOM}\s+)*{words.LETTER}"
# Mail servers put `[EXTERN]` or `***SPAM***` before it: a mail without a text looks to them like one. Possessive: the
# stars between two such marks could be shared out in many ways. Stars alone: up to Python 3.11.4 a possessive group
# whose end may be missing matches nothing.
_SUBJECT = re.compile(
    rf"(?:(?:(?:{ANSWERED}|{PASSED_ON})\s*:|\[[^\]]{{1,20}}\]|\*++(?: ?spam ?\*++)+)\s*)*"
    rf"(?:(?:bitte|please|graag|gelieve|merci de|veuillez|por favor,?|per favore,?|favor|quero|queria"
    rf"|gostaria de|(?:prosz[ęe]|pro[śs]ba)(?: o)?)"
    rf"\s+)?(?:(?:me|mij|se|mnie)\s+)?"
    rf"(?:{_LETTER}[\s-]+)?(?:(?:{words.COMMANDS})(?:\s+(?:me|{_LETTER}|([A-Za-z0-9._~-]{{1,200}})))?"
    rf"|(?:{words.OF_MORE})(?:\s+(?:mij|graag|aub|svp|merci|gracias|grazie|per favore|por favor|obrigad[oa]"
    rf"|{_LETTER}))?)[\s.!]*",
    re.IGNORECASE,
)
_SAYS = re.compile(rf"\b(?:{'|'.join(words.IN_A_WORD.values())})\b", re.IGNORECASE | re.VERBOSE)
_SAYS_AT_LENGTH = re.compile(rf"\b(?:{'|'.join(words.AT_LENGTH.values())})", re.IGNORECASE | re.VERBOSE)
_BUT = re.compile(
    r"\?|\b(?:not|don['’]t|never|nicht|nie|ikke|pas|but|aber|eigentlich|doch|men|mais|almost|fast|beinahe"
    r"|niet|nooit|maar|bijna|inte|aldrig|nästan|aldri|nesten|jamais|presque|nunca|pero|casi|ale|nigdy|prawie|chyba"
    r"|non(?!-|\s*[,.!]|\W+merci)|però|quase|(?<=, )mas(?!\s*[,.!]|\s*$)"
    r"|n[ãa]o(?!\s*[,.!;]|\s+(?:(?:me|nos)\s+(?:interess|inscrev)|inscrevi|subscrevi|solicit|pedi\b|conheç"
    r"|tenho\s+(?:mais\s+)?(?:tempo|interesse(?!\s+em))|trabalho)))\b",
    re.IGNORECASE,
)
_ME = r"(?:\w+(?:rmi|rme|rnos)|me|us|mich|uns|mij|ons|mig|meg|oss|os|mnie|nas|nous|nos|moi|mi|prosić)"
_HOW = (
    r"\b(?:how|help|tell|show|wie|h[ei]lf|sag|zeig|hoe|h[ej]+[aäæ]?lp|zeg|hvordan|forteller?|fort[æä]l|hur|comment|aide|dire"
    r"|ayud|dec|cómo|aiut|come\b|spieg|como\b|ajud|diz|jak\b|pom[oó]|powie)"
)
_POLITELY = re.compile(
    r"\b(?:(?:could|can|would|will)\s+you|(?:könn(?:t?en|te?t)|würden|würdet)\s+(?:sie|ihr)|(?:kannst|könntest|würdest)\s+du"
    r"|(?:kun|kunt|kan|wil|wilt|zou|zoudt)\s+(?:u|je|jij|jullie)|(?:pouvez|pourriez)[- ]vous|(?:peux|pourrais)[- ]tu"
    r"|(?:kan|kunne|vil|gider)\s+(?:du|i|dere)|(?:kan|skulle)\s+(?:du|ni)|(?:può|puo'|puoi|potete|potreste|potrebbe)"
    r"|(?:puede|podr[íi]a)[ns]?|podéis|(?:pode|poderia|podia)[ms]?|czy\s+(?:mog\w+|może)(?:\s+(?:pan|pani|państwo))?)"
    rf"\b(?=[^?]*(?:\b|-){_ME}\b)(?![^?]*{_HOW})([^?]*)\?",
    re.IGNORECASE,
)
"""A request that looks like a question, and is about who writes it."""
_KINDLY = (
    r"(?:please|thanks|thank you|bitte|danke|graag|alstublieft|alsjeblieft|s\.?v\.?p|aub|merci|gracias|por favor"
    r"|per favore|grazie|obrigad[oa]|takk?|tack|proszę)"
)
_THESE = (
    r"(?:these|those|all|any|more|diese[nmrs]?|ihre[nmr]?|eure[nmr]?|deine[nmr]?|den|deze|alle|cette|ces|tes|ta|este|esa"
    r"|sus|tu|tus|los|questa|le|vostre|jeres|dine|dit|det|din|deres|denne|era|ert|er|från)"
)
_NO_MORE = re.compile(
    rf"(?:[\s,]*-?\b(?:{_ME}|{_KINDLY}|(?:(?:{_OF_WHOM}|{_THESE})\s+)*(?:{words.LETTER}|{words.MAILS}))\b)*[\s.!]*",
    re.IGNORECASE,
)
"""What may stand after the wish in such a request; else it is about something else that one can leave, or cancel."""
_MISSES = re.compile(
    r"\b(?:bekomme|erhalte|habe|kann|könne|get|got|receive)[nd]?\b(?:\s+(?!will|woll|möchte|bitte|please)\w+){0,4}?\s+"
    r"(?:keine?n?\s+(?:weiteren\s+)?(?:e-?)?(?:mails?|newsletter)|(?:newsletter|(?:rund)?brief\w*|mails?|post)\s+nicht"
    r"|no\s+(?:more|further))\b",
    re.IGNORECASE,
)
"""Somebody who no longer gets any letters and wonders why."""
_ELSEWHERE = re.compile(
    r"\b(?:from|off|vom|von|aus|für|af|av|fra|från|til|till|de|du|des|del|voor|van|uit|dall?|dalla|z|ze(?=\s+s))(?:\s+|['’])"
    r"(?:\w+(?:\s+|['’])){0,2}?(?:workshop|atelier|taller|webbinar|webinar|seminar|kurs|cursus|curso|corso|evento|riunione|warsztat|szkoleni|spotkani|wydarzeni"
    r"|training|schulung|[ck]onf[eé]ren|[ck]ongres|meeting|r[eé]uni[oó]n\b|møde|salon\b"
    r"|warteliste|wachtlijst|venteliste|väntelista|waiting list|liste d.attente|lista de espera|liste des participants)"
    r"(?![\w-]{0,20}\s?\w{0,20}(?:letter|brief|verteiler|mail|list))",
    re.IGNORECASE,
)
"""Somebody who leaves something else, such as a workshop that a letter invited to."""
_THEIRS = re.compile(rf"\b{words.OTHERS}\b[^.,!?\n]*\Z", re.IGNORECASE)
"""What stands before a wish that is not the writer's: their own readers, or customers, want to leave."""
_OTHER_LIST = re.compile(
    r"""\b(?:(?:unsubscribe|abmeldung|afmelde?|afmelding|framelde?|framelding|avmelde?|avregistrera|d[ée]sinscrire|de\s+baja)
        \s+(?:me\s+|mig\s+|meg\s+)?)?
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
    text = _POLITELY.sub(lambda asked: _plainly(wish, asked), text)
    here = _OTHER_LIST.sub("?", text)
    found = wish.search(here)
    if not found or _THEIRS.search(here, 0, found.start()):
        return False
    if _MISSES.search(text) or _ELSEWHERE.search(text):
        return False
    return not _BUT.search(wish.sub("", text))


def _plainly(wish: re.Pattern[str], asked: re.Match[str]) -> str:
    """A polite question as a sentence, where it asks to leave, and for nothing else; else as it is."""
    found = wish.search(asked[1])
    return f"{asked[1]}." if found and _NO_MORE.fullmatch(asked[1], found.end()) else asked[0]
