"""What websites say around a text, in English, German and Danish: share rows, menus, forms, counters, footers.

A line is boilerplate by its phrase, or because it is made of such words alone: `Auf LinkedIn teilen`, `Link kopieren`.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache
from typing import Literal

Kind = Literal[
    "navigation", "sharing", "loading", "comments", "newsletter", "advertising", "cookies", "footer", "related",
    "tags", "author", "caption", "contents", "reactions", "greeting",
]  # fmt: skip

# A line that begins one of these after the text ends the text: what follows is of others, or of the site.
ENDS_THE_TEXT: frozenset[Kind] = frozenset({"comments", "related", "author", "footer"})

_NETWORKS = (
    "twitter|facebook|linkedin|xing|whatsapp|mastodon|bluesky|threads|reddit|pinterest|telegram|pocket|instagram|"
    "youtube|flipboard|tumblr|hacker news|e-?mail|mail|messenger|signal"
)
_POST_DE = r"(?:beitrag|beiträge|beitrags|artikel|artikels|post|posts|text|texte|seite|story|blogbeitrag)"
_POST_EN = r"(?:posts?|articles?|stor(?:y|ies)|pages?|pieces?|issues?|essays?|entry|entries)"
_POST_DA = r"(?:indlæg|indlægget|artikler|artikel|artiklen|side|siden|tekst|teksten|historie|opslag)"

_PHRASES: Mapping[Kind, tuple[str, ...]] = {
    "loading": (r"(?:wird )?(?:ge)?laden?|loading|indlæser|lädt|einen moment bitte|please wait|vent venligst",),
    "cookies": (
        r".*\b(?:website|site|webseite|seite|hjemmeside|we|wir|vi)\b.*\bcookies?\b.*",
        r".*\bcookies?\b.*\b(?:zustimmen|akzeptieren|accept|consent|einstellungen|settings|preferences|accepter)\b.*",
        r"(?:we|wir|vi) (?:and our|und unsere|og vores) .*\b(?:partners?|partnere?)\b.*",
        r"(?:we use|wir (?:ver|be)nutzen|wir verwenden|vi bruger) cookies?.*",
        r".*\b(?:ihre|deine) (?:zustimmung|einwilligung)\b.*|your privacy(?: choices)?|dit samtykke.*",
        r"(?:alle |nur |only |kun )?(?:notwendige|nødvendige|necessary|essential)(?: cookies)?(?: (?:only|akzeptieren))?",
        r"(?:alle(?:s)? )?(?:akzeptieren|annehmen|ablehnen|zulassen)|(?:accept|reject|allow|decline|deny)(?: all| cookies)?",
        r"(?:accepter|afvis|tillad|godkend)(?: alle| alt)?|(?:manage|tilpas|cookie-?)\s?(?:cookies|preferences|einstellungen"
        r"(?: ändern)?|indstillinger|settings)|einstellungen verwalten",
    ),
    "sharing": (
        rf"(?:share|tweet|post|pin|save|send|print|copy|forward|email)(?: (?:this|it|that))?(?: {_POST_EN})?"
        rf"(?: (?:on|via|with|to|by|in|link|it|a friend|friends|{_NETWORKS}|pin))*",
        rf"(?:(?:diesen?|den|die|auf|per|via|mit|bei|in|link|{_POST_DE}|{_NETWORKS}) )*(?:weiter)?"
        r"(?:teilen|empfehlen|twittern|drucken|ausdrucken|kopieren|weiterleiten|merken|versenden|speichern)(?: mit| auf)?",
        rf"(?:del|dele|anbefal|udskriv|print|kopi[eé]r|gem|send)(?: (?:på|via|med|dette|denne|link|artiklen|en ven|{_POST_DA}|"
        rf"{_NETWORKS}))*",
        rf"(?:share|auf|på|on)? ?(?:{_NETWORKS})(?:(?: ?[|/,·•]? ?)(?:{_NETWORKS}))*",
        r"(?:click|klick|klicken|klik) .*\b(?:share|teilen|dele|email|e-?mail|send(?:en|e)?|print|drucken|tweet|udskrive)\b.*",
        r"pin it|tweet this|click to tweet|(?:link )?copied.*|gift this article|giv artiklen .*|recommend this .*",
        rf"(?:hat|did|kunne) (?:dir|ihnen|you|du) .*\b(?:gefallen|like|lide|enjoy)\b.*\b(?:teil|share|del)\w*\b.*",
        r"(?:.* )?(?:gern|gerne)? ?(?:weitergeben|weitersagen|erzähl(?:e|t)? (?:es|davon) weiter)",
        r"(?:if you )?enjoyed (?:this|the) .*|forward (?:it|this) to a friend|listen(?: to this article)?|artikel anhören|"
        r"lyt til (?:artiklen|indlægget)",
    ),
    "reactions": (
        r"(?:gefällt mir|like(?: this)?|synes godt om|clap|applaus)(?: .*)?|\d+ (?:likes?|claps?|reaktion(?:en)?|reactions?|"
        r"gefällt mir|reaktioner?|followers?|follower|følgere)|report this (?:ad|post)|rapporter .*|melden|restack(?:s)?",
        r"(?:war|hat|was|var) (?:ihnen |dir )?(?:der|dieser|this|the|artiklen|indlægget)\b.{0,30}\b(?:hilfreich|helpful|useful|"
        r"nyttig|gefallen|nützlich)",
        r"(?:ja|nein|yes|no|nej)(?: \(?\d+\)?)?|\+? ?(?:folgen|follow|følg|following|gefolgt)",
    ),
    "comments": (
        r"(?:\d+|keine?|ein|no|one|ingen|et|én) (?:kommentare?|comments?|kommentarer?|antworten|repl(?:y|ies)|svar|gedanken? zu .*|"
        r"thoughts? on .*|kommentarer? til .*|responses?|reaktionen? auf .*)",
        r"(?:kommentare?|comments?|kommentarer|responses|diskussion|discussion)(?: ?[:(]? ?\d+ ?\)?)?",
        r"(?:einen? |a |en )?(?:kommentare?|comments?|kommentar) (?:schreiben|hinterlassen|abgeben|anzeigen|verfassen|skriv|\*)",
        r"(?:schreibe?n?|hinterlasse?n?|verfasse?n?) (?:sie )?(?:hier )?(?:einen |deinen |ihren )?(?:kommentar|antwort).*",
        r"(?:leave|write|post|add|submit|join|show|hide|view|read|see) (?:a |an |your |the |all |more )?(?:comments?|repl(?:y|ies)|"
        r"response|conversation|discussion)(?: .*)?",
        r"(?:skriv|efterlad|vis|se|tilføj)(?: en| et| flere| alle)? (?:kommentarer?|svar)(?: .*)?|kommentare anzeigen|kommentieren",
        r"(?:log in|sign in|anmelden|einloggen|melde dich an|log ind)\b.*\b(?:comment|kommentieren|kommentere|kommentar)\b.*",
        r"(?:deine|ihre|your|din) e-?mail-?\s?(?:adresse?|address)\b.*\b(?:veröffentlicht|published|publiceret|offentliggjort)\b.*",
        r"(?:meinen? namen?|save my name|gem mit navn)\b.*",
        r"(?:antworten|reply|svar|auf diesen kommentar antworten)(?: (?:to|auf|til) .*)?",
        r"[^.!?]{2,40} (?:sagte?|schrieb|says|said|wrote|siger|skrev|skriver)(?: am .*| on .*| den .*)?",
        r"(?:diskussion|discussion|kommentarer) (?:über|about|about|om) .*",
    ),
    "newsletter": (
        r".*\b(?:subscrib(?:e|ed|ers?)|unsubscribe|abonnier(?:en|e|t)|abonnement|abonner|abmelden|abmeldung|afmeld(?:ing)?|"
        r"tilmeld|sign(?:ed)? up|signup)\b.*",
        r".*\b(?:newsletter|nyhedsbrev(?:et)?|mailing ?list|inbox|indbakke|posteingang)\b.*",
        r"(?:kein|no|ingen) spam\b.*|(?:deine|ihre|your|din) e-?mail-?\s?(?:adresse?|address)|(?:name|navn|e-?mail|website|"
        r"websted|webseite|kommentar|comment)(?: ?\*)?",
        r".*\b(?:erfolgreich angemeldet|successfully (?:signed|subscribed)|check your (?:inbox|email))\b.*",
        r"(?:im|in) (?:browser|webbrowser) (?:ansehen|anzeigen|öffnen)|view (?:this email )?in (?:your )?browser|se i browser.*",
        r"nichts verpassen\b.*|never miss\b.*|gå ikke glip\b.*|(?:bereit für mehr|ready for more|klar til mere)",
        r"(?:du|sie) (?:erhältst|erhalten|bekommst|bekommen) diese (?:e-?mail|nachricht)\b.*|you (?:are )?receiv\w+ this email\b.*|"
        r"du modtager denne mail\b.*|(?:update|manage) (?:your )?preferences|(?:.{0,40}\b)?(?:kostenlos|for free|gratis) (?:anmelden|"
        r"testen)|app (?:holen|laden)|get the app|open in app|hent appen",
    ),
    "advertising": (
        r"(?:anzeige|werbung|advertisements?|annonce|reklame|sponsored|gesponsert|sponsoreret|advertorial|ad)",
        r".*\b(?:sponsor(?:ed|s)?|gesponsert|sponsoreret|unterstützt von|unterstützung von|supported by|powered by|in (?:kooperation|"
        r"partnership) mit|brought to you by|støttet af|i samarbejde med|affiliate)\b.*",
        r"(?:try|teste?n?|prøv|get) .{0,60}\b(?:free|kostenlos|gratis|% off|% rabatt?)\b.*",
    ),
    "related": (
        rf"(?:ähnliche|weitere|verwandte|mehr|passende|neueste|letzte|beliebte|meistgelesene|andere|ältere|neuere|alle) "
        rf"(?:\w+ )?{_POST_DE}(?: .*)?",
        rf"(?:related|similar|more|further|recent|latest|popular|other|older|newer|recommended|previous|next|all) (?:\w+ )?{_POST_EN}"
        r"(?: .*)?",
        rf"(?:relaterede|lignende|flere|seneste|nyeste|populære|andre|ældre|nyere|forrige|næste|alle) (?:\w+ )?{_POST_DA}(?: .*)?",
        rf"(?:vorherige[rs]?|nächste[rs]?) {_POST_DE}|{_POST_DE}s?-?navigation|post navigation|indlægsnavigation",
        r"das könnte (?:sie|dich|ihnen|dir) auch .*|you (?:may|might) also (?:like|enjoy).*|måske er du (?:også )?interesseret.*",
        r"(?:mehr|more) (?:zum|zu|von|aus|from|on|about|like) .*|mere (?:om|fra) .*|recommended(?: (?:from|for) .*)?|andre læser",
        r"meistgelesen|most (?:read|popular|viewed)|mest læste|beliebt|popular|neueste|latest|nyeste|read next|what to read next|"
        r"weiterlesen|læs videre|keep reading|continue reading|vorherige|nächste|previous|next|forrige|næste|zurück|weiter",
        r"(?:letzte|recent|seneste|neueste) (?:kommentare|comments|kommentarer)|archive?|archives|arkiv(?:er)?|see all .*",
    ),
    "tags": (
        r"(?:tags?|kategorien?|categor(?:y|ies)|schlagw(?:ort|orte|örter)|themen|topics?|emner?|kategorier?|stichwörter|labels?)"
        r"(?: ?: .*)?",
        r"(?:veröffentlicht|abgelegt|posted|filed|published|udgivet|gemt) (?:in|unter|under|i) .{2,60}",
        r"(?:verschlagwortet|getaggt|tagged|tagget)(?: (?:mit|with|as|under|med))? .{2,80}",
        r"(?:#\w[\w-]*[ ,]*)+",
    ),
    "author": (
        r"über (?:den|die|das) autor(?:in|en)?(?: .*)?|about (?:the )?authors?(?: .*)?|om forfatteren(?: .*)?",
        r"written by .{2,60}|geschrieben von .{2,60}|skrevet af .{2,60}|(?:autor(?:in)?|author|forfatter|text|tekst)\s*: .{2,60}",
        r"(?:datum|date|dato|stand|updated|aktualisiert|opdateret)\s*: .{4,40}|se profil for .*|view profile.*|profil anzeigen.*",
    ),
    "caption": (
        r"(?:foto|photo|bild|image|billede|illustration|picture|titelbild|header image|quelle|source|kilde)s?\s*(?:credits?|:|von|by|"
        r"af|©|courtesy of)\s?.{2,80}|.{2,60}\b(?:on|auf|auf|på|via) (?:unsplash|pexels|pixabay|flickr)",
    ),
    "contents": (
        r"inhalt(?:sverzeichnis|sübersicht)?|table of contents|contents|on this page|in this (?:article|post)|"
        r"indhold(?:sfortegnelse)?|auf dieser seite|in diesem (?:artikel|beitrag)|på denne side",
    ),
    "greeting": (
        r"(?:thanks|thank you|danke|vielen dank|tak)(?: \w+){0,3} (?:for reading|fürs lesen|für das lesen|for at læse med|fordi du læste"
        r"(?: med)?)\b.{0,160}",
    ),
    "navigation": (
        r"(?:zum|direkt zum|springe? zum|skip to|jump to|gå til|spring til|zur) (?:\w+ )?(?:inhalt|content|indhold|navigation|menu|"
        r"startseite|übersicht|anfang|main|hovedindhold)",
        r"(?:nach|ganz nach|zurück nach|seite nach) oben(?: scrollen)?|(?:back )?to (?:the )?top|top|til toppen|tilbage til toppen|"
        r"scroll to top|zurück zur .{3,25}|back to .{3,25}|tilbage til .{3,25}",
        r"(?:start|start ?seite|home|forside|hjem)(?: ?[»›>/|·•]+ ?.{1,80})?|(?:sie sind|du bist|you are|du er) (?:hier|here|her)\b.*",
        r"(?:menü|menu|navigation|suchen?|search|søg|hauptmenü|main menu)(?: (?:öffnen|schließen|umschalten|toggle|åbn|luk))?|"
        r"(?:open|close|toggle|åbn|luk|show|hide) (?:the )?(?:menu|search|navigation|søgning)",
        r"(?:blog|news|about|about (?:us|me)|über (?:uns|mich)|über|om(?: (?:os|mig))?|kontakt|contact(?: us)?|kontakt os|team|jobs?|"
        r"karriere|careers?|leistungen|angebote?|services?|ydelser|produkte|products|referenzen|portfolio|case ?studies|cases|"
        r"vorträge|talks|foredrag|publikationen|publications|shop|faq|hilfe|help|hjælp|presse|press|events?|termine|podcast|rss|"
        r"rss-feed|feed|abo|e-paper|downloads?|resources|insights|wissen|viden|texte|essays|tekster|projekte|projects|sections|"
        r"ressorts|sektioner)",
        r"(?:anmelden|einloggen|login|log ?in|sign ?in|log ?out|logout|abmelden|log ind|log ud|registrieren|register|create account|"
        r"konto|account|write|write a story|mein konto)",
        r"(?:seite )?drucken|permalink|deutsch|english|dansk|de|en|da|language|sprache|sprog|vor|erste|letzte|seite \d+(?: von \d+)?|"
        r"page \d+(?: of \d+)?|side \d+(?: af \d+)?",
        r"(?:get in touch|contact us|rufen sie uns an|call us|ring til os|termin vereinbaren|book a (?:meeting|call)|book et møde|"
        r"kontakt aufnehmen|jetzt anfragen)\b.{0,40}",
        r"(?:mehr erfahren|learn more|read more|læs mere|mehr lesen|weitere informationen|lesen sie auch|lies auch|read also|"
        r"see also|siehe auch|læs også|se også)(?: ?: .*)?",
        r"(?:januar|februar|märz|april|mai|juni|juli|august|september|oktober|november|dezember|january|february|march|may|june|"
        r"july|october|december|marts|maj|december) \d{4}(?: \(\d+\))?",
    ),
    "footer": (
        r"(?:copyright|©|\(c\))\s?.*|.*\b(?:alle rechte vorbehalten|all rights reserved|alle rettigheder forbeholdes)\b.*",
        r"(?:impressum|imprint|legal(?: notice)?|datenschutz(?:erklärung|hinweise?)?|privacy(?: policy| notice)?|privatlivs?"
        r"(?:politik)?|agb|terms(?: (?:of (?:use|service)|and conditions))?|nutzungsbedingungen|bedingungen|vilkår|"
        r"handelsbetingelser|betingelser|barrierefreiheit|accessibility(?: statement)?|tilgængelighed(?:serklæring)?|"
        r"cookie-?(?:politik|policy|richtlinie|einstellungen)|sitemap|mediadaten|disclaimer|advertise(?: with us)?|"
        r"(?:an)?noncér hos os|status|haftungsausschluss|modern slavery statement)"
        r"(?: ?[|·•∙/,-] ?.{2,40})*",
        r"(?:powered|proudly powered|stolz präsentiert|betrieben|drevet|made|erstellt) (?:by|von|mit|af|with) .{2,40}",
        r"(?:tel(?:efon|\.)?|phone|fon|fax|tlf\.?|mobil|e-?mail)\s*[:.]? ?[+(]?\d[\d ()/.-]{5,}|[\w.+-]+@[\w-]+\.[\w.-]+",
        r".{0,60}\b(?:registered in|handelsregister|ust-?id|cvr|hrb \d|vat no)\b.*|do not sell .*",
    ),
}
_COMPILED: tuple[tuple[Kind, re.Pattern[str]], ...] = tuple(
    (kind, re.compile("|".join(f"(?:{phrase})" for phrase in phrases))) for kind, phrases in _PHRASES.items()
)
_EDGES = " \t\u00a0*•·∙‣◦–—|»«›‹→←↑↓▲▼►[](){}#:…._✓✔★☆❤♥👍👏🔗📌+-"
_LONGEST = 40
"""Words beyond which a line is read as text, whatever it says."""


@lru_cache(maxsize=4096)
def kind(line: str) -> Kind | None:
    """What boilerplate `line` is; None where it may be text."""
    plain = re.sub(r"\s+", " ", line).strip(_EDGES).lower().replace("’", "'").rstrip("?!")
    if not plain or plain.count(" ") >= _LONGEST:
        return None
    return next((name for name, pattern in _COMPILED if pattern.fullmatch(plain)), None)
