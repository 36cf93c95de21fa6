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

_CALLED = {
    NETWORK: """
        referrals referral verweise recommendation recommendations word-of-mouth partner-referral client-referral
        customer-referral employee-referral external-referral mundpropaganda empfehlung empfehlungen références
        henvisninger verwijzingen referencias netzwerk netværk netwerk réseau bouche-à-oreille mond-tot-mondreclame
        mond-aan-mondreclame via-via aanbeveling recommandation recommandations aanbevelingen anbefaling recomendación
        weiterempfehlung rete rete-di-contatti passaparola raccomandazione nätverk nettverk rekommendation polecenie
        z-polecenia polecenia rekomendacja sieć-kontaktów indicação indicações recomendação recomendações referência
        referências boca-a-boca passa-palavra rede-de-contactos rede-de-contatos
    """,
    "search": """
        organic-search organic google-search web-search suche organische-suche recherche-organique recherche-naturelle
        organisk-søgning organisch-zoeken búsqueda-orgánica søgning recherche ricerca zoeken búsqueda sökning søk
        wyszukiwarka pesquisa pesquisa-orgânica busca-orgânica
    """,
    DIRECT: """
        direct-traffic none direkter-traffic trafic-direct direkte-trafik direct-verkeer tráfico-directo tráfego-direto
    """,
    "newsletter": """
        email-marketing e-mail-marketing email e-mail rundbrief nyhedsbrev nyhetsbrev nieuwsbrief infolettre boletín
        boletim
    """,
    "social": """
        social-media organic-social organische-social-media réseaux-sociaux sociale-medier sosiale-medier sociala-medier
        sociale-media redes-sociales media-społecznościowe redes-sociais mídias-sociais
    """,
    "events": """
        trade-show conference offline-quellen offline event offline-sources veranstaltungen arrangementer evenemang
        evenementen événements événement évènements évènement evenement eventos eventi wydarzenia conférence conférences
        konferencja konferencje evento conferência conferências palestra palestras
    """,
    "paid-search": "bezahlte-suche pesquisa-paga busca-paga",
    "paid-social": "bezahlte-social-media",
}
_NAMES = {word: channel for channel, words in _CALLED.items() for word in (channel, *words.split())}
USUAL = tuple(_CALLED)
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
