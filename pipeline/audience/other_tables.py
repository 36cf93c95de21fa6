"""Columns by which accounts, orders, time sheets and address books are told from lists of leads and of readers.

They share their everyday columns: a day, somebody, an address, a language.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from pipeline.model.table import word

_ACCOUNTS = re.compile(
    r"\b(?:nett?o|brutt?o|iban|bic|saldo|solde|konto\w*|konti|compte|cuenta|rekening|mwst|ust|umsatzsteuer|moms|tva|iva"
    r"|btw|ttc|verwendungszweck|buchung\w*|valuta|wertstellung|zahlung\w*|beleg\w*|rechnung\w*|faktur\w*|factur\w*"
    r"|factuur\w*|fattur\w*|minut\w*|\w*stunden\w*|timer|timmar|heures|uren|horas|ore|dauer|varighed|durée|duur|durata"
    r"|godzin\w*|rachun\w*|przelew\w*|odsłon\w*|vat|fatura\w*|recibo|débito|crédito|visualizações"
    r"|seitenaufrufe|besucher)\b"
)
_ACCOUNTS_IN_ENGLISH = re.compile(
    r"\b(?:balance|debit|credit|invoice\w*|transaction\w*|gross|net|fees?|tax|memo|payments?|payee|receipts?|expenses?"
    r"|hours?|hrs|miles|mileage)\b"
)
_CUSTOMERS = re.compile(
    r"\b(?:kunden\w*|kunde\w*nr|client number|(?:customer|client|klient|cliente|klant|kunde) ?(?:id|no\.?|nr\.?|number)"
    r"|orders?|bestell\w*|commandes?|pedidos?|ordini|ordine|ordre\w*|zamówieni\w*|products?|produkte?|sku|lineitem\w*"
    r"|quantity|menge|price|prices|preis\w*|prix|precio|prezzo|cena|preço|(?:sub)?total|summe|betrag|amount|revenue|umsatz"
    r"|\w*umsatz|spent|spend|ticket\w*|attend\w*|teilnahme\w*|vertrag\w*"
    r"|applicant\w*|bewerb\w*|lebenslauf|resume|stelle)\b"
)
_CRM = re.compile(
    r"\b(?:account name|\w*owner|lead (?:source|status)|lifecycle\w*|opportunit\w*|deals?|pipeline|salesperson|industry"
    r"|branche|e-?mail opt[ -]?out|has ?opted ?out\w*)\b"
)
_ADDRESS_BOOK = re.compile(
    r"\b(?:\w*phones?|\w*telef[oó]n\w*|téléphone|mobil\w*|handy\w*|fax|street|straße|strasse|rue|zip|postal"
    r"|post ?code|plz|postleitzahl|birthday|geburtstag|geburtsdatum|anniversary|job|position|abteilung|department"
    r"|middle name|e-mail type)\b"
)
_WORDS_OF_A_NAME = 3
"""A header of more words is a question of a form, whatever it asks for."""


def of_accounts(headers: Iterable[str]) -> bool:
    """Whether a column is one of accounts, invoices, hours or page views: no list of leads has them."""
    return says(_ACCOUNTS, headers)


def of_accounts_in_english(headers: Iterable[str]) -> bool:
    """The same in English, whose words stand in lists of leads with our own columns now and then."""
    return says(_ACCOUNTS_IN_ENGLISH, headers)


def of_customers(headers: Iterable[str]) -> bool:
    """Whether a column is one of customers, orders, guests or applicants."""
    return says(_CUSTOMERS, headers)


def of_strangers(headers: Iterable[str]) -> tuple[str, ...]:
    """The columns of customers, orders, applicants, CRMs and address books: none of these asked for letters by that."""
    known = (_ACCOUNTS, _ACCOUNTS_IN_ENGLISH, _CUSTOMERS, _CRM, _ADDRESS_BOOK)
    return tuple(header for header in headers for name in _names([header]) if any(one.search(name) for one in known))


def says(what: re.Pattern[str], headers: Iterable[str]) -> bool:
    """Whether a header that is a name, and no question, says `what`."""
    return any(map(what.search, _names(headers)))


def _names(headers: Iterable[str]) -> Iterator[str]:
    for header in headers:
        words = word(header).replace("_", " ").split()
        if len(words) <= _WORDS_OF_A_NAME:
            yield " ".join(words)
