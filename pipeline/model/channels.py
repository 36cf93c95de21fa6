"""Channels: CRMs and link parameters have many words for them; each is mapped to one name."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache

from pipeline.model import plural
from pipeline.model.people import DIRECT, NETWORK
from pipeline.model.source import suggestion
from pipeline.model.table import RowError
from pipeline.model.theme import Channel

_NAMES = {
    "referrals": "network",
    "referral": "network",
    "organic-search": "search",
    "organic": "search",
    "direct-traffic": DIRECT,
    "none": DIRECT,
    "email-marketing": "newsletter",
    "e-mail-marketing": "newsletter",
    "email": "newsletter",
    "e-mail": "newsletter",
    "social-media": "social",
    "organic-social": "social",
    "verweise": "network",
    "recommendation": "network",
    "recommendations": "network",
    "word-of-mouth": "network",
    "partner-referral": "network",
    "client-referral": "network",
    "customer-referral": "network",
    "employee-referral": "network",
    "external-referral": "network",
    "google-search": "search",
    "web-search": "search",
    "trade-show": "events",
    "conference": "events",
    "mundpropaganda": "network",
    "empfehlung": "network",
    "empfehlungen": "network",
    "suche": "search",
    "organische-suche": "search",
    "bezahlte-suche": "paid-search",
    "direkter-traffic": DIRECT,
    "organische-social-media": "social",
    "bezahlte-social-media": "paid-social",
    "offline-quellen": "events",
    "offline": "events",
    "event": "events",
    "offline-sources": "events",
    "recherche-organique": "search",
    "recherche-naturelle": "search",
    "organisk-søgning": "search",
    "organisch-zoeken": "search",
    "búsqueda-orgánica": "search",
    "søgning": "search",
    "recherche": "search",
    "ricerca": "search",
    "zoeken": "search",
    "búsqueda": "search",
    "sökning": "search",
    "søk": "search",
    "références": "network",
    "henvisninger": "network",
    "verwijzingen": "network",
    "referencias": "network",
    "trafic-direct": DIRECT,
    "direkte-trafik": DIRECT,
    "direct-verkeer": DIRECT,
    "tráfico-directo": DIRECT,
    "réseaux-sociaux": "social",
    "sociale-medier": "social",
    "sosiale-medier": "social",
    "sociala-medier": "social",
    "sociale-media": "social",
    "redes-sociales": "social",
    "netzwerk": "network",
    "netværk": "network",
    "netwerk": "network",
    "réseau": "network",
    "bouche-à-oreille": "network",
    "mond-tot-mondreclame": "network",
    "mond-aan-mondreclame": "network",
    "via-via": "network",
    "aanbeveling": "network",
    "recommandation": "network",
    "recommandations": "network",
    "aanbevelingen": "network",
    "anbefaling": "network",
    "recomendación": "network",
    "weiterempfehlung": "network",
    "rete": "network",
    "rete-di-contatti": "network",
    "passaparola": "network",
    "raccomandazione": "network",
    "nätverk": "network",
    "nettverk": "network",
    "rekommendation": "network",
    "polecenie": "network",
    "z-polecenia": "network",
    "polecenia": "network",
    "rekomendacja": "network",
    "sieć-kontaktów": "network",
    "wyszukiwarka": "search",
    "media-społecznościowe": "social",
    "indicação": "network",
    "indicações": "network",
    "recomendação": "network",
    "recomendações": "network",
    "referência": "network",
    "referências": "network",
    "boca-a-boca": "network",
    "passa-palavra": "network",
    "rede-de-contactos": "network",
    "rede-de-contatos": "network",
    "pesquisa": "search",
    "pesquisa-orgânica": "search",
    "busca-orgânica": "search",
    "pesquisa-paga": "paid-search",
    "busca-paga": "paid-search",
    "tráfego-direto": DIRECT,
    "redes-sociais": "social",
    "mídias-sociais": "social",
    "rundbrief": "newsletter",
    "nyhedsbrev": "newsletter",
    "nyhetsbrev": "newsletter",
    "nieuwsbrief": "newsletter",
    "infolettre": "newsletter",
    "boletín": "newsletter",
    "boletim": "newsletter",
    "veranstaltungen": "events",
    "arrangementer": "events",
    "evenemang": "events",
    "evenementen": "events",
    "événements": "events",
    "événement": "events",
    "évènements": "events",
    "évènement": "events",
    "evenement": "events",
    "eventos": "events",
    "eventi": "events",
    "wydarzenia": "events",
    "conférence": "events",
    "conférences": "events",
    "konferencja": "events",
    "konferencje": "events",
    "evento": "events",
    "conferência": "events",
    "conferências": "events",
    "palestra": "events",
    "palestras": "events",
    **{ours: ours for ours in ("network", "search", "newsletter", "social", "events", DIRECT)},
}
USUAL = tuple(dict.fromkeys(_NAMES.values()))
"""Channels that are understood without being defined."""
OTHER = "other"
"""Stands for text that is no name of a channel, such as an address or a sentence: strangers fill links and forms."""
PERSONAL = (NETWORK, "events")
"""Channels through which people come by meeting somebody."""
_READING = re.compile(
    r"\b(?:blog|articl|artikel|artikl|posts?\b|beitr[aä]g|indlæg|inlägg|innlegg|essay|aufs[aä]tz|texte?\b|read(?:s|ers?|ing)?\b|"
    r"gelesen|lese[nr]?\b|l[aä]s(?:t|er|e)?\b|læs|lu\b|web(?:sites?|seiten?|pages?|log|sted|plats)?\b|homepage|hjemmesid|"
    r"hemsid|(?:internet)?seiten?\b|sites?\b|internet|online|net(?:z|tet)\b|google|bing\b|chatgpt|search|such(?:e|en|maschine)\b|"
    r"søg|sök|newsletter|rundbrief|nyhedsbrev|nyhetsbrev|feeds?\b|rss\b|linkedin|xing\b|mastodon|bluesky|twitter|facebook|"
    r"instagram|youtube|reddit|podcast|"
    r"nieuwsbrief|infolettre|bolet[ií]n|artícul|gelezen|le[íi]do\b|zoekmachine|opgezocht|"
    r"artyku[łl]|wpis|przeczyta|czyta[łm]|stron(?:a|y|ie|ę)\b|wyszukiwar|internec|biuletyn|"
    r"artigo|pesquis|boletim|li (?:[ao]s?|uma?|n[ao]|seus?|sua|vosso|teus?)\b)"
)
_LONGEST = 40
_NOT_A_WORD = re.compile(r"[\W_]+")


def named(text: str, known: Mapping[str, Channel]) -> str:
    """The channel that `text` names: one of `known` by id or name, else the usual word for it, else itself in
    kebab-case; DIRECT where `text` is empty, and OTHER where it names a person's address or is no name at all.
    """
    kebab = _kebab(text)
    if not kebab:
        return DIRECT
    if defined := _defined(kebab, known):
        return defined
    return OTHER if "@" in text or len(kebab) > _LONGEST else _NAMES.get(kebab, kebab)


def of_link(source: str | None, medium: str | None, known: Mapping[str, Channel]) -> str | None:
    """The channel of a link with UTM parameters; None where they are absent.

    The medium says it where it is a word of the trade (`email`, `social`) or one of `known`, else the source
    (`newsletter`).
    """
    for text in (medium, source):
        if text and (_kebab(text) in _NAMES or _defined(_kebab(text), known)):
            return named(text, known)
    return named(source or medium or "", known) if source or medium else None


def checked(text: str, known: Mapping[str, Channel]) -> str | None:
    """The channel that `text` names, as a person types it; None where that is neither of `known` nor a usual word."""
    found = named(text, known)
    return found if found in known or found in USUAL else None


def typed(text: str, known: Mapping[str, Channel]) -> str:
    """The channel as `checked` finds it; raises RowError, whose message says what to do, where there is none."""
    found = checked(text, known)
    if found is None:
        raise RowError(
            f'unknown channel "{text}"{_mend(text.casefold(), known) or "; add it to content/channels.toml"}'
        )
    return found


def strange(found: Iterable[str], known: Mapping[str, Channel], one: str, many: str = "") -> Iterator[str]:
    """A warning for each channel that is neither in `known` nor usual, and may be a typo; it was taken as it stands.

    `one` and `many` name what has the channel, such as "lead" and "leads".
    """
    for channel, number in sorted(Counter(name for name in found if checked(name, known) is None).items()):
        near = _mend(channel, known) or "; describe it in content/channels.toml"
        yield f'the channel "{channel}" of {plural.of(number, one, many)} is not known{near}'


def _defined(kebab: str, known: Mapping[str, Channel]) -> str | None:
    """The id of the channel that is called so, by its id, its block or in any language."""
    return next(
        (one.id for one in known.values() if kebab and kebab in map(_kebab, (one.id, one.block, *one.name.values()))),
        None,
    )


def _mend(text: str, known: Mapping[str, Channel]) -> str:
    return suggestion(text, (*known, *USUAL))


@lru_cache(maxsize=1024)  # each row is held against the names of all channels
def _kebab(text: str) -> str:
    return _NOT_A_WORD.sub("-", text.casefold()).strip("-")


def is_personal(channel: str, known: Mapping[str, Channel]) -> bool:
    """Whether people come through `channel` by meeting somebody: as its name says, or the steps of its process."""
    found = known.get(channel)
    return channel in PERSONAL or (found is not None and bool(found.steps))


def says_network(channel: Channel) -> bool:
    """Whether its id or a name of it is a word for people who know one another."""
    return any(_NAMES.get(_kebab(text)) == NETWORK for text in (channel.id, *channel.name.values()))


def names_reading(answer: str) -> bool:
    """Whether somebody's answer to "how did you hear of us" speaks of something read, or found on the net."""
    return _READING.search(answer.casefold()) is not None
