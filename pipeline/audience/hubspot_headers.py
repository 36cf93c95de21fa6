"""HubSpot names its columns in the language of its user; this is how the German ones are called in English."""

from __future__ import annotations

from collections.abc import Mapping

from pipeline.audience import vocabulary

# Several spellings a column: HubSpot's translations changed over the years, and differ between contacts and deals.
_GERMAN: Mapping[str, str] = {
    "record id": "datensatz-id; datensatz id; eintrags-id",
    "first name": "vorname",
    "last name": "nachname",
    "email": "e-mail; e-mail-adresse; email-adresse",
    "company name": "unternehmensname; name des unternehmens; firmenname; unternehmen",
    "associated company": "zugehöriges unternehmen; zugeordnetes unternehmen; primäres zugehöriges unternehmen",
    "create date": "erstellungsdatum; erstelldatum; erstellt am; datum der erstellung",
    "close date": "abschlussdatum; datum des abschlusses; schließdatum",
    "original source": "ursprüngliche quelle; ursprüngliche traffic-quelle; original traffic source",
    "latest source": "letzte quelle; neueste quelle; letzte traffic-quelle; latest traffic source",
    "first page seen": "zuerst gesehene seite; erste angezeigte seite; erste gesehene seite",
    "time first seen": "zeitpunkt des ersten besuchs; erstmals gesehen; uhrzeit des ersten besuchs",
    "lifecycle stage": "lifecycle-phase; lebenszyklusphase; lifecycle phase",
    "message": "nachricht",
    "number of employees": "anzahl der mitarbeiter; anzahl mitarbeiter; mitarbeiterzahl; anzahl der beschäftigten",
    "preferred language": "bevorzugte sprache",
    "associated deal ids": "zugehörige deal-ids; zugeordnete deal-ids; ids zugehöriger deals; associated deal-ids",
    "deal name": "deal-name; dealname; name des deals",
    "deal stage": "deal-phase; dealphase; phase des deals",
    "last activity date": "letztes aktivitätsdatum; datum der letzten aktivität; letzte aktivität am",
    "amount": "betrag; betrag in unternehmenswährung",
}
_ENGLISH = {spelling: english for english, spellings in _GERMAN.items() for spelling in spellings.split("; ")}


def english(header: str) -> str:
    """How a header is called in English; a question how somebody heard of us gets one name, whatever its words."""
    if vocabulary.asks_how_it_heard(header):
        return "how did you hear about us?"
    return _ENGLISH.get(header.casefold(), header)
