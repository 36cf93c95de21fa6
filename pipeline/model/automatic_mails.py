"""Mails that no person wrote to us: automatic answers, bounces, and mail to lists (RFC 3834)."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from email.utils import parseaddr

from pipeline.model.answers import ANSWERED, PASSED_ON

Header = Callable[[str], str]
"""The value of a header as its reader sees it, empty where there is none."""

# `Auto-Submitted` is RFC 3834's own header; programs used the others before it, and still do.
_ANSWERED: Mapping[str, re.Pattern[str]] = {
    "auto-submitted": re.compile(r"auto-(?:replied|notified)", re.IGNORECASE),
    "x-autoreply": re.compile(r"\S"),
    "x-autorespond": re.compile(r"\S"),
    "x-autoresponder": re.compile(r"\S"),
    "x-autoreply-from": re.compile(r"\S"),
    "x-auto-reply": re.compile(r"\S"),
    "x-mail-autoreply": re.compile(r"\S"),
    "precedence": re.compile(r"auto[_-]reply", re.IGNORECASE),
}
_TO_MANY: Mapping[str, re.Pattern[str]] = {
    "auto-submitted": re.compile(r"(?!no\b)\S", re.IGNORECASE),
    "precedence": re.compile(r"bulk|junk|list", re.IGNORECASE),
    "list-id": re.compile(r"\S"),
    "list-unsubscribe": re.compile(r"\S"),
}
# How mail programs begin the subject of an automatic answer, in the languages of their users.
_BEGINNINGS = (
    r"out[ -]of[ -](?:the[ -])?office",
    r"auto(?:matic|mated)?[ -]?(?:reply|response|answer)",
    r"vacation (?:reply|response|message|notice)",
    r"(?:auto|ooo):",
    r"away from (?:my|the) (?:office|mail|desk)",
    r"automatische (?:antwort|rückantwort|abwesenheit|nachricht|bestätigung)",
    r"abwesen(?:heit|d)",
    r"(?:ich )?bin (?:derzeit )?(?:nicht im büro|(?:ferienhalber )?abwesend|im urlaub)",
    r"ferien(?:halber abwesend|abwesenheit)",
    r"eingangsbestätigung",
    r"réponse auto(?:matique)?\b(?!-)",
    r"(?:message d.)?absence (?:du bureau|automatique)",
    r"message d.absence",
    r"(?:je suis )?absente? (?:jusqu|du bureau\s*(?::|$|jusqu|d[ue]\b|le\b))",
    r"risposta automatica",
    r"fuori (?:sede|ufficio)",
    r"(?:(?:sono )?assente|assenza) (?:dall.ufficio|fino al|per ferie)",
    r"respuesta automática",
    r"fuera de (?:la )?oficina",
    r"resposta autom[áa]tica",
    r"mensagem (?:autom[áa]tica|de aus[êe]ncia)",
    r"aus[êe]ncia (?:d[oe] escrit[óo]rio|tempor[áa]ria|at[ée]\b|de \d)",
    r"(?:estou )?(?:fora do escrit[óo]rio|de f[ée]rias|ausente)\s*(?::|$|at[ée]\b|de \d|entre\b)",
    r"automatische? antwoord",
    r"afwezigheid",
    r"(?:ik ben )?(?:afwezig (?:tot|van)\b|niet op kantoor\s*(?::|$|tot\b|van\b))",
    r"autosvar",
    r"automatiskt? (?:svar|besvarelse)",
    r"(?:fraværende|frånvarande)\b",
    r"(?:fraværsbesked|frånvaromeddelande)",
    r"(?:jeg er |jag är )?(?:ikke|inte) på kontoret\s*(?::|$|før\b|til\b|fra\b|förrän\b|till\b)",
    r"automaattinen vastaus",
    r"automatyczna odpowied[zź]",
    r"odpowied[zź] automatyczna",
    r"autoodpowied[zź]",
    r"nieobecno[śs][ćc] (?:w (?:biurze|pracy)|do\b|od\b)",
    r"(?:jestem )?(?:poza biurem|na urlopie|nieobecn[ya])\s*(?::|$|do\b|od\b)",
    r"автоответ",
    r"автоматический ответ",
    r"automatick[áýe]\w* (?:odpověď|odpoveď)",
    r"automatikus válasz",
    r"automatski odgovor|samodejni odgovor",
    r"automatinis atsakymas",
    r"răspuns automat",
    r"otomatik yanıt",
    r"αυτόματη απάντηση",
    r"자동 회신",
    r"(?:außer haus|nicht im büro|urlaub|fravær|frånvaro|afwezig|nieobecność|vacation|on leave)\s?:",
    r"自動(?:返信|応答)",
    r"不在(?:通知|のお知らせ)",
    r"自动(?:回复|答复)",
)
_SUBJECT = re.compile(
    rf"(?:(?:{ANSWERED}|{PASSED_ON})\s*:\s*)*\W{{0,2}}(?:{'|'.join(_BEGINNINGS)})",
    re.IGNORECASE,
)
_FAILED = re.compile(
    r"(?:permanent |mail |message |e-?mail )*(?:delivery|transport) (?:failure|failed|error|problem)"
    r"|delivery status notification|delivery has failed|undeliver(?:ed|able)|returned mail|failure notice"
    r"|mail could not be delivered|mail system error|non ?delivery|nondeliverable|unzustellbar|non remis"
    r"|não entregue|não é possível entregar"
    r"|warning: (?:could not|message .*delay|.*user unknown)",
    re.IGNORECASE,
)
_POSTMASTER = re.compile(r"(?:mailer-daemon|postmaster|microsoftexchange[0-9a-f]{1,40})@", re.IGNORECASE)


def is_answer(header: Header) -> bool:
    """Whether a program answered, by its headers or by its subject."""
    return _says(header, _ANSWERED) or begins_as_an_answer(header("subject"))


def begins_as_an_answer(subject: str) -> bool:
    """Whether a subject begins like that of an out-of-office reply."""
    return bool(_SUBJECT.match(subject))


def begins_as_a_notice(subject: str) -> bool:
    """Whether a subject begins as servers begin theirs where a mail did not arrive. People write such subjects, too."""
    return bool(_FAILED.match(subject))


def is_nameless(header: Header) -> bool:
    """Whether its sender is an address alone; the mail programs of people write a name before it."""
    return not parseaddr(header("from"))[0]


def is_bounce(header: Header, content_type: str) -> bool:
    """Whether a mail says that another one did not arrive."""
    return (
        content_type == "multipart/report"
        or header("return-path").strip() == "<>"
        or bool(_POSTMASTER.search(header("from")))
        or (begins_as_a_notice(header("subject")) and is_nameless(header))
    )


def goes_to_many(header: Header) -> bool:
    """Whether a mail was made by a program, or sent to a list."""
    return _says(header, _TO_MANY)


def _says(header: Header, signs: Mapping[str, re.Pattern[str]]) -> bool:
    return any(sign.match(header(name).strip()) for name, sign in signs.items())
