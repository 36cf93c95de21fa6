"""HubSpot names its columns in the language of its user; this is how German, French, Danish, Dutch and Spanish ones are
called in English.
"""

from __future__ import annotations

from collections.abc import Mapping

from pipeline.audience import vocabulary
from pipeline.model.table import word

# Several spellings a column: HubSpot's translations changed over the years, and differ between contacts and deals.
_HEADERS: Mapping[str, str] = {
    "record id": "datensatz-id; datensatz id; eintrags-id; id de fiche d'informations; "
    "identifiant de fiche d'informations; id de l'enregistrement; id d'enregistrement; post-id; record-id; "
    "id de registro; id del registro",
    "first name": "vorname; prénom; fornavn; voornaam; nombre",
    "last name": "nachname; nom; nom de famille; efternavn; achternaam; apellidos; apellido",
    "email": "e-mail; e-mail-adresse; email-adresse; adresse e-mail; e-mailadresse; e-mailadres; correo; "
    "correo electrónico",
    "company name": "unternehmensname; name des unternehmens; firmenname; unternehmen; nom de l'entreprise; "
    "entreprise; virksomhedsnavn; virksomhedens navn; firmanavn; bedrijfsnaam; nombre de la empresa; "
    "nombre de empresa",
    "associated company": "zugehöriges unternehmen; zugeordnetes unternehmen; primäres zugehöriges unternehmen; "
    "entreprise associée; tilknyttet virksomhed; gekoppeld bedrijf; empresa asociada",
    "create date": "erstellungsdatum; erstelldatum; erstellt am; datum der erstellung; date de création; créé le; "
    "oprettelsesdato; oprettet den; aanmaakdatum; datum van aanmaak; fecha de creación",
    "close date": "abschlussdatum; datum des abschlusses; schließdatum; date de fermeture; date de clôture; "
    "lukkedato; lukningsdato; sluitingsdatum; sluitdatum; fecha de cierre",
    "original source": "ursprüngliche quelle; ursprüngliche traffic-quelle; original traffic source; "
    "source d'origine; source originale; source de trafic d'origine; oprindelig kilde; oprindelig trafikkilde; "
    "oorspronkelijke bron; oorspronkelijke verkeersbron; fuente original; fuente de tráfico original",
    "latest source": "letzte quelle; neueste quelle; letzte traffic-quelle; latest traffic source; dernière source; "
    "dernière source de trafic; seneste kilde; seneste trafikkilde; laatste bron; laatste verkeersbron; "
    "última fuente; última fuente de tráfico",
    "first page seen": "zuerst gesehene seite; erste angezeigte seite; erste gesehene seite; première page vue; "
    "første side set; først viste side; eerste bekeken pagina; primera página vista",
    "time first seen": "zeitpunkt des ersten besuchs; erstmals gesehen; uhrzeit des ersten besuchs; "
    "heure de première visite; tidspunkt for første besøg; tijdstip eerste bezoek; hora de la primera visita",
    "lifecycle stage": "lifecycle-phase; lebenszyklusphase; lifecycle phase; phase du cycle de vie; "
    "étape du cycle de vie; livscyklusfase; livscyklusstadie; levenscyclusfase; etapa del ciclo de vida",
    "message": "nachricht; besked; bericht; mensaje",
    "number of employees": "anzahl der mitarbeiter; anzahl mitarbeiter; mitarbeiterzahl; anzahl der beschäftigten; "
    "nombre d'employés; nombre de salariés; antal medarbejdere; antal ansatte; aantal werknemers; "
    "aantal medewerkers; número de empleados",
    "preferred language": "bevorzugte sprache; langue préférée; langue de préférence; foretrukket sprog; "
    "voorkeurstaal; idioma preferido",
    "associated deal ids": "zugehörige deal-ids; zugeordnete deal-ids; ids zugehöriger deals; associated deal-ids; "
    "id des transactions associées; ids de transactions associées; tilknyttede aftale-id'er; "
    "id's van gekoppelde deals; ids de negocios asociados",
    "associated contact ids": "zugehörige kontakt-ids; zugeordnete kontakt-ids; ids zugehöriger kontakte; "
    "associated contact-ids; id des contacts associés; ids de contacts associés; tilknyttede kontakt-id'er; "
    "id's van gekoppelde contacten; ids de contactos asociados",
    "deal name": "deal-name; dealname; name des deals; nom de la transaction; nom de transaction; aftalenavn; "
    "aftalens navn; dealnaam; nombre del negocio",
    "deal stage": "deal-phase; dealphase; phase des deals; phase de la transaction; étape de la transaction; "
    "aftalefase; aftalestadie; dealfase; etapa del negocio",
    "last activity date": "letztes aktivitätsdatum; datum der letzten aktivität; letzte aktivität am; "
    "date de dernière activité; date de la dernière activité; dato for seneste aktivitet; datum laatste activiteit; "
    "fecha de la última actividad; fecha de última actividad",
    "amount": "betrag; montant; beløb; bedrag; importe; valor",
    "amount in company currency": "betrag in unternehmenswährung; montant dans la devise de l'entreprise; "
    "beløb i virksomhedens valuta; bedrag in valuta van bedrijf; importe en la moneda de la empresa",
}
_ENGLISH = {spelling: english for english, spellings in _HEADERS.items() for spelling in spellings.split("; ")}


def english(header: str) -> str:
    """How a header is called in English; a question how somebody heard of us gets one name, whatever its words."""
    if vocabulary.asks_how_it_heard(header):
        return "how did you hear about us?"
    return _ENGLISH.get(word(header), header)
