"""Columns of a list of addresses that say who has left, or may say it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence

from pipeline.audience import vocabulary
from pipeline.model import dates
from pipeline.model.table import Table, word

_CALLED: Mapping[str, re.Pattern[str]] = {
    "bounced": re.compile(r"bounce|undeliver|unzustellbar|onbestelbaar|rebot|odbit[yae]\b|niedostarcz|devolvid[oa]\b"),
    "complained": re.compile(r"complain|complaint|spam|beschwer|plainte|\bdenúncia"),
    "unsubscribed": re.compile(
        r"unsub|opt(?:ed)?[ _-]?out|block(?:ed|list)|blacklist|suppress|abgemeldet|abmelde|abmeldung|abbestell|"
        r"gesperrt|gekündigt|désabonn|désinscri|afmeld|frameld|uitgeschreven|uitschrij|afgemeld|geblokkeerd|\bbaja\b|"
        r"disiscri|cancellat[oa]\b|bloccat[oa]\b|avregistr|avprenumer|avmeld|blockerad|sperret|"
        r"wypisan|wypisu|rezygnac|zrezygnow|zablokowan|"
        r"descadastr|desinscri|dessubscri|cancelad[oa] em\b|cancelamento|removid[oa]\b|\bsaiu\b"
    ),
    "confirmed": re.compile(
        r"(?:is )?(?:confirmed|verified)|double ?opt ?in|doi|bestätigt|confirmée?|bekræftet|bevestigd"
        r"|confirmad[oa]|confermat[oa]|bekräftad|bekreftet|potwierdzon[yae]"
    ),
    "subscribed": re.compile(
        r"(?:is )?(?:subscribed|active|enabled)|opt(?:ed)? ?in|newsletter|(?:marketing )?(?:consent|permission)"
        r"|aktiv|abonniert|angemeldet|einwilligung|actif|abonnée?|inscrite?|tilmeldt|actief|geabonneerd"
        r"|ingeschreven|toestemming|nieuwsbrief|nyhedsbrev|samtykke|consentement|suscrit[oa]|activ[oa]|boletín|iscritt[oa]|attiv[oa]|consenso"
        r"|prenumererar|påmeldt|nyhetsbrev|samtycke|zapisan[yae]|aktywn[yae]|subskrypcja|biuletyn"
        r"|zgoda(?: marketingowa| na (?:newsletter|e-?maile))?"
        r"|consentimento(?: de marketing)?|ativ[oa]|subscrit[oa]|inscrit[oa]|assinante|boletim"
        r"|(?:aceita|autoriza)(?: (?:newsletter|marketing|e-?mails|receber e-?mails))?"
    ),
}
"""Ours → how it is called: the first three anywhere in a header, the others as all of it (blanks for `_` and `-`)."""
_WHOLE = ("confirmed", "subscribed")
_GONE = _CALLED.keys() - set(_WHOLE)
_SOUNDS_LIKE = re.compile(
    r"subscri|abonn|opt[ _-]?in|activ|aktiv|actif|enabled|newsletter|consent|einwillig|permission|confirm|bestätig"
    r"|disabled|delet|remov|gelöscht|austritt|ausgetreten|gekündigt|status|state|cancel|revok|widerruf|do[ _-]?not"
    r"|inschrij|toestemming|actie[fv]|bevestig|verwijder|opgezegd|supprim|suscri|estado|tilmeld|samtykke|slettet|stato|iscri|attiv|consenso|prenumer|påmeld|samtyck|borttagen|avslut"
    r"|wypis|rezygn|aktywn|zgod|potwierdz|subskry|zapisan|usuni[eę]t|odwołan"
    r"|assinan|aceit|autoriz|descadastr|exclu[íi]|eliminad|situação"
)
_COUNTS = re.compile(r"\b(?:opens?|opened|clicks?|clicked|sends?|sent)\b")
"""Of letters that somebody got, often none: a 0 is no word on leaving there."""
_MARKS = re.compile(r"[\s_-]+")


def columns(headers: Iterable[str]) -> Mapping[str, list[str]]:
    """Ours → the columns of theirs that say so by their name; more than one is a question for who made the list."""
    found: dict[str, list[str]] = {}
    for header in headers:
        ours = _ours(word(header))
        if ours:
            found.setdefault(ours, []).append(header)
    return found


def doubtful(found: Table, unread: Sequence[str]) -> tuple[str, ...]:
    """Those of the `unread` columns that may say who has left: by their name, or by what stands in them."""
    return tuple(header for header in unread if _may_say(word(header), found.cells(header)))


def _ours(header: str) -> str | None:
    plain = _MARKS.sub(" ", header).strip()
    for ours, called in _CALLED.items():
        if called.fullmatch(plain) if ours in _WHOLE else called.search(header):
            return ours
    return None


def _may_say(header: str, cells: Sequence[str]) -> bool:
    """Yes and no, states, days that only some have, a word on leaving; or a name that sounds like it."""
    said = [cell for cell in cells if cell]
    if not said or _COUNTS.search(header):
        return False
    if all(dates.is_one(cell) for cell in said):  # a file of nothing but leavers has a day in each row
        return len(said) < len(cells) or _ours(header) in _GONE
    return (
        bool(_SOUNDS_LIKE.search(header))
        or all(vocabulary.is_state(cell) for cell in said)
        or any(_CALLED["unsubscribed"].search(cell.casefold()) for cell in said)
    )
