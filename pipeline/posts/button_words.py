"""Words of buttons and menus on websites, in English, German, Danish and French. Data only; `boilerplate` reads it."""

from __future__ import annotations

# Words of buttons and of menus: a short line of nothing else is one, wherever it stands. Those of menus may be
# headings of a text, too.
_BUTTON_WORDS = """
    share tweet retweet pin print email e-mail mail copy save listen gift follow like restack repost login register
    subscribe imprint privacy sitemap permalink rss atom feed rss-feed
    teilen drucken kopieren merken anhören folgen empfehlen weiterempfehlen kommentieren zitieren anmelden abmelden
    einloggen registrieren abonnieren impressum datenschutz datenschutzerklärung agb nutzungsbedingungen mediadaten
    del dele udskriv kopiér gem lyt følg anbefal kommenter citér tilmeld abonner privatlivspolitik cookiepolitik
    handelsbetingelser
    twitter x facebook linkedin xing whatsapp mastodon bluesky threads reddit pinterest telegram pocket instagram
    partager imprimer copier enregistrer recommander commenter
    youtube flipboard tumblr messenger
"""
_MENU_WORDS = """
    home blog news about contact team job jobs careers services products portfolio cases shop faq help press events
    podcast talks publications resources search menu terms legal accessibility sections essays link status app insights
    start über kontakt karriere leistungen angebot referenzen vorträge hilfe presse termine suche suchen menü texte
    barrierefreiheit archiv ressorts abo e-paper newsletter bedingungen wissen
    forside hjem ydelser foredrag hjælp søg tekster tilbud vilkår privatliv betingelser tilgængelighed arkiv sektioner
    nyhedsbrev viden deutsch english dansk français
    accueil actualités équipe prestations produits références conférences aide recherche rechercher
"""
_LINKING_WORDS = """
    on via by to in with the this a an us me up your my our all open close show and & view page article of policy notice
    statement conditions use service settings
    auf per via mit bei in den die das diesen diese mich uns ihr und alle öffnen schließen zum zur von ein seite artikel
    aufnehmen
    sur par avec cet cette ce les moi nous et tout ouvrir fermer
    på via til med den det dette os mig og alle åbn luk ind dig her en et i af om side artiklen
    · | / , • ∙ – - » › > :
"""
BUTTONS, MENU, LINKING = (frozenset(words.split()) for words in (_BUTTON_WORDS, _MENU_WORDS, _LINKING_WORDS))
