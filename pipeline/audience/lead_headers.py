"""Our own list of leads under the names that people give columns in eleven languages.

These are everyday words: statements of account, invoices, hours and lists of readers use them, too. So a table is taken
unasked only where nothing but an inquiry can have its columns; what merely looks like leads waits for a person's word.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from pipeline.audience import amounts, leavers, other_tables, plain_leads, plain_subscribers, vocabulary
from pipeline.model.mappings import ColumnMapping
from pipeline.model.people import LEAD_FIELDS
from pipeline.model.table import Table, word

NAME = "leads, their columns in other words"
_CALLED: Mapping[str, str] = {
    "id": "nr; nummer",
    "date": "datum; dato; fecha; eingang; eingangsdatum; modtaget; reçu le; data; data kontaktu; data zapytania; "
    "data zgłoszenia; data do pedido; data do contacto; data do contato; data de entrada; recebido em; "
    "created at; created on; created date; create date; created time; date created; date added; timestamp; "
    "submitted at; submitted on; submit date (utc); date submitted; date received; inquiry date; enquiry date; "
    "submission date; entry date; zeitstempel; horodateur; marca temporal; tijdstempel; tidsstempel; tidsmerke; "
    "tidstämpel; informazioni cronologiche; sygnatura czasowa; carimbo de data/hora",
    "email": "contact email; work email; business email; your email; your-email; what's your email?; "
    "what is your email?; ihre e-mail; ihre e-mail-adresse; votre e-mail; votre adresse e-mail; "
    "what's your email address?; what is your email address?",
    "name": "nombre; kontakt; ansprechpartner; kontaktperson; contact; nome; contatto; referente; osoba kontaktowa; "
    "pessoa de contacto; pessoa de contato; "
    "ihr name; votre nom; contact name; primary contact; your name; your-name; what's your name?; what is your name?; "
    "what's your full name?",
    "company": "firma; unternehmen; virksomhed; firmanavn; entreprise; société; bedrijf; empresa; bedrift; företag; "
    "kunde; azienda; ditta; società; nazwa firmy; klient; nome da empresa; "
    "company name; company / account; account name; organization; organization name; organisation; "
    "organisation name; business; business name; client; your company; "
    "what company do you work for?",
    "channel": "kanal; canal; kanaal; weg; quelle; kilde; source; bron; canale; fonte; "
    "kanał; źródło; zrodlo; źródło kontaktu; origem; origem do lead; origem do contacto; origem do contato; "
    "lead source; source of lead; marketing channel",
    "message": "nachricht; anfrage; text; besked; henvendelse; bericht; mensaje; melding; meddelande; demande; "
    "messaggio; richiesta; förfrågan; forespørsel; wiadomość; wiadomosc; zapytanie; treść; treść wiadomości; "
    "mensagem; "
    "inquiry; enquiry; your message; your-message; ihre nachricht; votre message; comment or message",
    "offer": "angebot; leistung; erbjudande; tilbud; ydelse; offre; prestation; aanbod; oferta; offerta; "
    "prestazione; usługa; serviço; serviço pretendido",
    "deal": "deal name; deal title; opportunity; opportunity name",
    "stage": "stufe; phase; stand; status; stadie; fase; étape; statut; etapa; stato; etap; estágio; situação; "
    "etapa do funil; fase do funil; "
    "lead status; deal stage; lead stage; sales stage; pipeline stage; milestone",
    "stage_date": "stand vom; status vom; stand seit; status seit; datum status; status datum; statusdatum; "
    "status dato; statusdato; "
    "date du statut; date de l'étape; fasedatum; datum fase; fecha de etapa; data stato; "
    "data dello stato; data etapu; data statusu; status od; etap od; data da etapa; data da fase; "
    "data do estado; data do status; data da situação; data do estágio; "
    "stage date; status date; date of stage; stage since; status since; stage changed; status changed",
    "qualified_date": "qualifiziert am; qualifiziert seit; kvalificeret den; qualifié le; gekwalificeerd op; "
    "qualificato il; data kwalifikacji; qualificado em; data de qualificação; "
    "qualified date; date qualified; qualified on; qualified since",
    "value": "wert; auftragswert; betrag; værdi; beløb; valeur; montant; waarde; bedrag; importe; valore; importo; "
    "värde; belopp; verdi; beløp; wartość; wartosc; kwota; valor; montante; valor do negócio; "
    "valor da proposta; valor estimado; "
    "amount; deal value; deal amount; deal size; project value; total project value; contract value; estimated value",
    "employees": "mitarbeiter; mitarbeiterzahl; medarbejdere; ansatte; anställda; salariés; effectif; medewerkers; "
    "werknemers; empleados; dipendenti; collaboratori; pracownicy; liczba pracowników; funcionários; "
    "número de colaboradores; número de funcionários; n.º de colaboradores; nº de funcionários; "
    "company size; number of employees; no. of employees; no of employees; # of employees; "
    "team size; headcount",
    "lang": "preferred language",
    "theme": "thema; tema; thème",
    "referred_by": "referred by; empfohlen von; empfehlung von; vermittelt von; anbefalet af; anbefalt av; "
    "rekommenderad av; recommandé par; référé par; aanbevolen door; doorverwezen door; recomendado por; "
    "raccomandato da; z polecenia; indicado por; indicação de; "
    "introduced by",
    "wish": "wunsch; ønske; önskemål; souhait; desiderio; życzenie",
    "pages": "seiten; sider; pages vues",
}
_WHO = ("email", "name", "first_name", "last_name", "lang")
"""What lists of readers say as well, by the same names."""
_OURS = {
    **{name: ours for ours in _WHO for name in (ours, *plain_subscribers.CALLED[ours])},
    **{name: ours for ours, names in _CALLED.items() for name in names.split("; ")},
}
_UNSURE = frozenset(("text", "phase", "language", "contact", "client", "business"))
"""Names that may say something else in a list with our own columns, which are English words; `status` where it holds no
stages, and `source` beside utm_source, do too.
"""
_EVERYDAY = frozenset(
    ("text", "bericht", "leistung", "ydelse", "prestation", "prestazione", "quelle", "kilde", "source", "bron", "weg",
     "fonte", "źródło", "zrodlo", "treść", "usługa", "origem", "serviço")
)  # fmt: skip
"""Names that are understood, and tell no inquiry from a posting, an invoice or a reader."""
_WHO_AND_WHEN = frozenset({"id", "date", "company", "employees", "value", *_WHO})
"""Columns of ours that accounts, guest lists and lists of readers have as well."""
_ASKS = frozenset({"message", "offer", "how_did_you_hear"})
_OF_LEADS_ALONE = frozenset({"stage", "stage_date", "qualified_date", "how_did_you_hear", "referred_by"})
"""Columns of ours that no account has, which has messages and themes as well."""
_TELLS = _ASKS | {"channel"}
"""What nothing but an inquiry has, unless it goes by an everyday name."""
_SELDOM = re.compile(
    r"\b(?:time|task|cost)\b|\b(?:proje[ck]?t\w*|prosjekt\w*|projet|proyecto|\w*zeit|tid|tijd|temps|hora|czas\w*|tickets?)\b"
)
"""Columns that hours have, and now and then a list of leads."""
_AMOUNT = re.compile(r"\b(?:amount|\w*betrag|beløb|montant|bedrag|importe|importo|summe|belopp|beløp|kwota)\b")
_VALUE = "valor"
"""In Spanish lists it was left unread for long, and those came in unasked."""


def mapping(found: Table) -> ColumnMapping | None:
    """The columns of a table that can hardly be anything but such a list, or None."""
    columns = _columns(found)
    tells = any(ours in _TELLS and word(header) not in _EVERYDAY for ours, header in columns.items())
    if "email" not in columns or not tells or _is_of_subscribers(found, columns):
        return None
    if other_tables.says(_SELDOM, unread(found)) or (_has_amounts(found.headers, columns) and "offer" not in columns):
        return None
    return likely(found)


def likely(found: Table) -> ColumnMapping | None:
    """The columns of a table that looks like such a list, or None."""
    columns = _columns(found)
    is_list = "date" in columns and columns.keys() & {"email", "company", "name", "last_name"}
    if not is_list or not columns.keys() & (_TELLS | {"email", "stage"}) or _is_another(found.headers):
        return None
    if not columns.keys() & _ASKS and _is_of_subscribers(found, columns):
        return None
    strange = other_tables.says(_SELDOM, unread(found)) or _has_amounts(found.headers, columns)
    if strange and not columns.keys() & {"email", "offer", "channel", "how_did_you_hear"}:
        return None
    return ColumnMapping(name=NAME, columns=columns)


def is_sure(found: Table) -> bool:
    """Whether a list that has columns of ours is one of leads: a statement of account or a list of readers has a date
    and a name, too.
    """
    columns = _columns(found)
    said = {word(header) for ours, header in columns.items() if ours not in _WHO_AND_WHEN}
    is_of_accounts = other_tables.of_accounts(found.headers) or other_tables.of_accounts_in_english(found.headers)
    if not said.isdisjoint(LEAD_FIELDS):
        return "email" in columns or not is_of_accounts or not said.isdisjoint(_OF_LEADS_ALONE)
    if is_of_accounts or (not said and _is_of_guests(found)):
        return False
    has_sums = "email" not in columns and (
        other_tables.says(_SELDOM, unread(found)) or other_tables.says(_AMOUNT, found.headers)
    )
    is_plain = not has_sums and not leavers.columns(found.headers)
    return is_plain or len(said) > 1 or bool(said - _EVERYDAY - {"status"})


def besides(found: Table) -> ColumnMapping | None:
    """The columns of a list that has some of ours and others that are understood; None where it has none of these."""
    columns = _columns(found)
    has_others = any(word(header) not in LEAD_FIELDS for header in columns.values())
    return ColumnMapping(name=NAME, columns=columns) if has_others else None


def unread(found: Table) -> tuple[str, ...]:
    """The columns of such a list that mean nothing here."""
    columns = _columns(found)
    others = {"", "reason", *(amounts.CURRENCY if "value" in columns else ())}
    return tuple(header for header in found.headers if header not in columns.values() and word(header) not in others)


def _columns(found: Table) -> Mapping[str, str]:
    """Ours → theirs, by their names: our own first, and of `Quelle` and `Kanal` that which tells more."""
    columns: dict[str, str] = {}
    unsure = _unsure(found)
    sure = [header for header in found.headers if word(header) not in unsure]
    for header in sorted(sure, key=lambda one: (word(one) not in LEAD_FIELDS, word(one) in _EVERYDAY)):
        name = word(header)
        if ours := name if name in LEAD_FIELDS else _ours(name):
            columns.setdefault(ours, header)
    return columns


def _unsure(found: Table) -> frozenset[str]:
    words = frozenset(map(word, found.headers))
    if not plain_leads.is_ours(words):
        return frozenset()
    said = {vocabulary.stage_of(cell) for cell in _cells(found, "status")}
    return (
        _UNSURE | ({"source"} if "utm_source" in words else set()) | (set() if said - {None, "inquiry"} else {"status"})
    )


def _ours(name: str) -> str:
    if vocabulary.asks_how_it_heard(name):
        return "how_did_you_hear"
    return _OURS.get(name) or ("message" if vocabulary.asks_what_is_wanted(name) else "")


def _is_another(headers: Sequence[str]) -> bool:
    return (
        other_tables.of_accounts(headers)
        or other_tables.of_accounts_in_english(headers)
        or not plain_leads.OTHERS.isdisjoint(map(word, headers))
    )


def _has_amounts(headers: Sequence[str], columns: Mapping[str, str]) -> bool:
    return word(columns.get("value", _VALUE)) != _VALUE or other_tables.says(_AMOUNT, headers)


def _is_of_subscribers(found: Table, columns: Mapping[str, str]) -> bool:
    """Whether a column says who gets letters, by its name or by the states that stand in it."""
    stages = _cells(found, word(columns["stage"])) if "stage" in columns else ()
    return bool(leavers.columns(found.headers)) or any(map(vocabulary.is_state, stages))


def _is_of_guests(found: Table) -> bool:
    """Whether it has columns of orders or tickets, or says who comes, and who has cancelled."""
    return other_tables.of_customers(found.headers) or any(map(vocabulary.is_state, _cells(found, "status")))


def _cells(found: Table, name: str) -> Iterator[str]:
    """What stands in the column of this name."""
    place = next((place for place, header in enumerate(found.headers) if word(header) == name), len(found.headers))
    yield from filter(None, (row.cells[place].strip() for row in found.rows if place < len(row.cells)))
