"""Which mails nobody wrote to us: automatic answers, bounces, and what goes to many (RFC 3834)."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping

Header = Callable[[str], str]
"""The value of a header, empty where there is none."""

# Besides RFC 3834's own header: those that programs used before it, or beside it.
_ANSWERED: Mapping[str, re.Pattern[str]] = {
    "auto-submitted": re.compile(r"auto-(?:replied|notified)", re.IGNORECASE),
    "x-autoreply": re.compile(r"\S"),
    "x-autorespond": re.compile(r"\S"),
    "x-autoreply-from": re.compile(r"\S"),
    "x-auto-reply": re.compile(r"\S"),
    "x-mail-autoreply": re.compile(r"\S"),
    "precedence": re.compile(r"auto_reply", re.IGNORECASE),
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
    r"(?:auto|ooo):",
    r"away from (?:my|the) (?:office|mail|desk)",
    r"automatische (?:antwort|rückantwort|abwesenheit|nachricht|bestätigung)",
    r"abwesen(?:heit|d)",
    r"ich bin (?:derzeit )?(?:nicht im büro|abwesend|im urlaub)",
    r"eingangsbestätigung",
    r"réponse automatique",
    r"(?:message d.)?absence (?:du bureau|automatique)",
    r"risposta automatica",
    r"fuori (?:sede|ufficio)",
    r"respuesta automática",
    r"fuera de (?:la )?oficina",
    r"resposta automática",
    r"automatische? antwoord",
    r"afwezigheid",
    r"autosvar",
    r"automatisk (?:svar|besvarelse)",
    r"automaattinen vastaus",
    r"automatyczna odpowiedź",
    r"автоответ",
    r"自動(?:返信|応答)",
    r"不在(?:通知|のお知らせ)",
    r"自动(?:回复|答复)",
)
_SUBJECT = re.compile(
    rf"(?:(?:re|aw|sv|fwd?|wg)\s*:\s*)*\W{{0,2}}(?:{'|'.join(_BEGINNINGS)})",
    re.IGNORECASE,
)
_BOUNCED = re.compile(
    r"(?:mail delivery|undeliver|delivery status|delivery has failed|returned mail|unzustellbar|failure notice|"
    r"non remis|mail system error)",
    re.IGNORECASE,
)
_POSTMASTER = re.compile(r"(?:mailer-daemon|postmaster)@", re.IGNORECASE)


def is_answer(header: Header) -> bool:
    """Whether a program answered, by its headers or by its subject."""
    return _says(header, _ANSWERED) or bool(_SUBJECT.match(header("subject")))


def is_bounce(header: Header, content_type: str) -> bool:
    """Whether a mail says that another one did not arrive."""
    return (
        content_type == "multipart/report"
        or header("return-path").strip() == "<>"
        or bool(_POSTMASTER.search(header("from")))
        or bool(_BOUNCED.match(header("subject")))
    )


def goes_to_many(header: Header) -> bool:
    """Whether a mail was made by a program, or sent to a list."""
    return _says(header, _TO_MANY)


def _says(header: Header, signs: Mapping[str, re.Pattern[str]]) -> bool:
    return any(sign.match(header(name).strip()) for name, sign in signs.items())
