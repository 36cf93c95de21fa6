"""Whether somebody who answers a letter asks for something, or only says thanks: the one is a lead, the other a touch;
and what they would like to read.

In doubt it asks: a lead too many is set aside by hand, one that nobody sees is lost.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from operator import attrgetter

from pipeline.audience import offers
from pipeline.audience.asking_words import WORDS, Words
from pipeline.model import function_words, leaving
from pipeline.model.theme import Offer

# A question mark of any script, and Portuguese requests in words of which Italian has "preciso" and "pare", too.
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
"""What asks in English without a word of requests, or refuses what nobody offered."""
_UNSIGNED = str.maketrans("ąćęłńóśźżãç", "acelnoszzac")
"""Polish and Portuguese are often typed without their signs."""


def _any_of(kind: Callable[[Words], str]) -> frozenset[str]:
    """The words of that kind in all languages."""
    words = " ".join(map(kind, WORDS.values()))
    return frozenset((*words.split(), *words.translate(_UNSIGNED).split()))


_ASKED = _any_of(lambda its: f"{its.requests} {its.leaving}")
# Whoever wants no more letters may say so in words that nobody foresaw: "Bitte nichts mehr schicken".
_REFUSALS = (_any_of(attrgetter("negations")), _any_of(attrgetter("of_letters")))
_GLADNESS, _TOO_MANY = _any_of(attrgetter("glad")), _any_of(attrgetter("many"))
_STOPPED = _any_of(attrgetter("stops"))
_WORD = re.compile(r"don't|[^\W\d_]+(?:-[^\W\d_]+)*")
_ADDRESS = re.compile(r"[^\s@]{1,64}@[^\s@]+|https?:\S+")
_PORTUGUESE = re.compile(r"[ãõç]|\b(?:obrigad[oa]|gostei|adorei|parabéns)\b", re.IGNORECASE)
"""What Spanish has not; where both may be meant, "no" is taken for a refusal."""
_LONG = 120
"""Words; nobody needs so many to say thanks."""

_THANKS, _PLEASED = _any_of(attrgetter("thanks")), _any_of(attrgetter("praise"))
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
    """Whether it speaks a language that no words are known of: then nobody here can tell what it asks for."""
    plain = [word for word in _WORD.findall(text) if not word[0].isupper()]  # no names, as far as one can see
    found, _ = function_words.hits(_ADDRESS.sub(" ", text))
    others = max((times for lang, times in found.items() if lang not in WORDS), default=0)
    spoken = [lang for lang in WORDS if lang != "pt" or found["pt"] > others]
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
        or not _ASKED.isdisjoint(words)
        or bool(_IN_ENGLISH.search(text))
        or any(_refuses(sentence, but_for) for sentence in _SENTENCE.findall(text))
        or offers.recognised(text, known) is not None
        or len(words) > _LONG
        or leaving.speaks_of_it(text)
        or _is_foreign(text.replace(wish, ""))
    )
