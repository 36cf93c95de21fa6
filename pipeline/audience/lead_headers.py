"""Our own list of leads under the names that people give columns in German, Danish, French, Dutch and Spanish."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from pipeline.audience import plain_leads, vocabulary
from pipeline.model.mappings import ColumnMapping
from pipeline.model.people import LEAD_FIELDS

NAME = "leads, their columns in another language"
_CALLED: Mapping[str, str] = {
    "id": "nr; nummer",
    "date": "datum; dato; fecha; eingang; eingangsdatum; modtaget; reçu le",
    "email": "e-mail; mail; e-mail-adresse; e-mailadresse; mailadresse; adresse e-mail; courriel; e-post; "
    "e-postadresse; correo",
    "name": "navn; naam; namn; nom; nombre; kontakt; ansprechpartner; kontaktperson; contact",
    "company": "firma; unternehmen; virksomhed; firmanavn; entreprise; société; bedrijf; empresa; bedrift; företag; "
    "kunde",
    "channel": "kanal; canal; kanaal; weg; quelle; kilde",
    "message": "nachricht; anfrage; text; besked; henvendelse; bericht; mensaje; melding; meddelande; demande",
    "offer": "angebot; leistung; tilbud; ydelse; offre; prestation; aanbod; oferta",
    "stage": "stufe; phase; stand; status; stadie; fase; étape; statut; etapa",
    "stage_date": "stand vom; status vom; datum status; status dato; date du statut",
    "value": "wert; auftragswert; betrag; værdi; beløb; valeur; montant; waarde; bedrag; importe",
    "employees": "mitarbeiter; mitarbeiterzahl; medarbejdere; ansatte; salariés; effectif; medewerkers; empleados",
    "lang": "sprache; sprog; langue; taal; idioma; språk; language",
    "theme": "thema; tema; thème",
    "wish": "wunsch; ønske; souhait",
    "pages": "seiten; sider; pages vues",
}
_OURS = {name: ours for ours, names in _CALLED.items() for name in names.split("; ")}
_TELLS = frozenset({"email", "channel", "message", "offer", "stage"})
"""What a list in another language must have besides a day and a name: many tables have those."""
_OTHERS = plain_leads.OTHERS | frozenset(
    ("minuten", "minutter", "dauer", "varighed", "durée", "duur", "stunden", "timer", "heures", "uren", "seitenaufrufe",
     "besucher", "rechnung", "rechnungsnummer", "faktura", "fakturanummer", "facture", "factuur")
)  # fmt: skip


def mapping(headers: Sequence[str]) -> ColumnMapping | None:
    """The columns of such a list, or None where it is none."""
    words = {header: " ".join(header.casefold().split()) for header in headers}
    if not _OTHERS.isdisjoint(words.values()):
        return None
    columns: dict[str, str] = {}
    for header, word in words.items():
        if ours := word if word in LEAD_FIELDS else _ours(word):
            columns.setdefault(ours, header)
    is_list = "date" in columns and columns.keys() & {"email", "company", "name"} and columns.keys() & _TELLS
    return ColumnMapping(name=NAME, columns=columns) if is_list else None


def unread(headers: Sequence[str]) -> tuple[str, ...]:
    """The columns of such a list that mean nothing here."""
    found = mapping(headers)
    read = found.columns.values() if found else headers
    return tuple(header for header in headers if header and header not in read and header.casefold() != "reason")


def _ours(word: str) -> str:
    return "how_did_you_hear" if vocabulary.asks_how_it_heard(word) else _OURS.get(word, "")
