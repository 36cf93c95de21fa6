"""Sums of money and whole numbers as people write them."""

from __future__ import annotations

import re
from collections.abc import Mapping

from pipeline.model.line import quoted
from pipeline.model.table import Record, RowError

# A sign, and the currencies that are written with it.
_SIGNS: Mapping[str, str] = {
    "€": "EUR", "euro": "EUR", "euros": "EUR", "r$": "BRL", "reais": "BRL",
    "$": "USD CAD AUD NZD SGD HKD", "us$": "USD", "£": "GBP", "¥": "JPY CNY", "fr": "CHF",
    "sfr": "CHF", "frs": "CHF", "franken": "CHF", "francs": "CHF", "franchi": "CHF",
    "kr": "DKK SEK NOK ISK", "zł": "PLN", "zl": "PLN", "złotych": "PLN", "kč": "CZK", "₴": "UAH",
    "грн": "UAH",
}  # fmt: skip
_SIGN = r"(?:euros?|reais|r\$|us\$|[A-Za-z]{3}|[€$£¥]|s?frs?\.?|franken|francs|franchi|kr\.?|z[łl]|złotych|kč|₴|грн\.?)"
_SUM = re.compile(rf"(?P<before>{_SIGN})?(?P<number>[0-9].*?)(?:[.,][-–—−]{{1,2}})?(?P<after>{_SIGN})?", re.IGNORECASE)
_CODE = re.compile(r"[A-Z]{3}")
_NUMBER = re.compile(r"[0-9]{1,15}(?:\.[0-9]{1,6})?")
_THOUSANDS = re.compile(r"[0-9]{1,3}([.,])[0-9]{3}(?:\1[0-9]{3})*")
_GAPS = re.compile(r"['’‘ʼ´`\s\u00a0\u202f]")
_WHOLE = re.compile(r"[0-9]{1,9}")
_CLASS = re.compile(
    r"([0-9.,]+)(?:[-–—−/]|to|bis|til|till|tot|à|al?|do)[0-9.,]+|([0-9.,]+)\+|(?:>|≥|>=|ab|from|dès|fra|od|over)([0-9.,]+)",
    re.IGNORECASE,
)
_STAFF = re.compile(r"(?<=[0-9+])(?:employees?|people|staff)$", re.IGNORECASE)
CURRENCY = (
    "currency", "währung", "devise", "valuta", "waluta", "moneda", "moeda", "divisa", "munt", "deal - currency",
    "deal - currency of value", "lead - currency", "lead - currency of value",
)  # fmt: skip
"""How the column is called that says of which currency a sum is."""
_IN_WORDS = re.compile(r"\b[A-Z]{3}\b")
_WITHOUT_SIGN = re.compile(r"[0-9.,'’‘ʼ´`\s–—−-]+")


def with_currency(record: Record, column: str) -> str:
    """The cell in `column`, with what a column of its own says of its currency."""
    text, said = record[column], record.first(*CURRENCY)
    if not said or not _WITHOUT_SIGN.fullmatch(text):
        return text
    code = _IN_WORDS.search(said)
    return f"{text} {code[0] if code else said}"


def money(record: Record, column: str, currency: str = "") -> float | None:
    """The sum in `column`; None where it is empty. Raises RowError where it is in another currency than `currency`.

    `6000`, `6,500.50`, `6.500,50`, `6'500.-`, `€ 6000`, `6.000,- kr.`. A single mark before exactly three digits parts
    thousands: no currency here has three decimals.
    """
    text = record[column]
    if not text:
        return None
    bare = _GAPS.sub("", text)
    found = _SUM.fullmatch(bare)
    bare = found["number"] if found else bare
    if _THOUSANDS.fullmatch(bare):
        bare = bare.replace(".", "").replace(",", "")
    elif bare.rfind(",") > bare.rfind("."):
        bare = bare.replace(".", "").replace(",", ".")
    else:
        bare = bare.replace(",", "")
    if not _NUMBER.fullmatch(bare):
        raise RowError(f'{quoted(text)} in "{column}" is no amount; write it as 6000 or 6500.50')
    for sign in (found["before"], found["after"]) if found else ():
        _refuse_foreign(text, column, sign, currency)
    return float(bare)


def people(record: Record, column: str) -> int | None:
    """How many people `column` says, marks between thousands allowed; None where it is empty.

    Of a class of sizes, as `10-49` or `250+`, the lower end.
    """
    text = record[column]
    if not text:
        return None
    bare = _STAFF.sub("", _GAPS.sub("", text))
    sized = _CLASS.fullmatch(bare)
    bare = next(filter(None, sized.groups())) if sized else bare
    if _THOUSANDS.fullmatch(bare):
        bare = bare.replace(".", "").replace(",", "")
    if not _WHOLE.fullmatch(bare):
        raise RowError(f'{quoted(text)} in "{column}" is no whole number; write it as 25 or leave it empty')
    return int(bare)


def _refuse_foreign(text: str, column: str, sign: str | None, currency: str) -> None:
    wanted = currency.upper()
    if not sign or not _CODE.fullmatch(wanted):
        return
    if wanted not in _SIGNS.get(sign.rstrip(".").casefold(), sign.upper()).split():
        mend = f"write what it is in {wanted}, the currency under [report] in leitmotiv.toml"
        raise RowError(f'{quoted(text)} in "{column}" is another currency; {mend}')
