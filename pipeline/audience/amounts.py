"""Sums of money and whole numbers as people write them."""

from __future__ import annotations

import re

from pipeline.model.table import Record, RowError

_CURRENCY = re.compile(r"^(?:[A-Z]{3}|[€$£¥]|CHF|Fr\.)\s*|\s*(?:[A-Z]{3}|[€$£¥]|Fr\.)$")
_NUMBER = re.compile(r"[0-9]{1,15}(?:\.[0-9]{1,6})?")
_THOUSANDS = re.compile(r"[0-9]{1,3}(?:([.,])[0-9]{3})(?:\1[0-9]{3})*")
_GAPS = re.compile(r"['’\s\u00a0\u202f]")
_WHOLE = re.compile(r"[0-9]{1,9}")


def money(record: Record, column: str) -> float | None:
    """The sum in `column`; None where it is empty.

    `6000`, `6,500.50`, `6.500,50`, `6'500.-`, `€ 6000`. A single mark before exactly three digits parts thousands: no
    currency here has three decimals.
    """
    text = record[column]
    if not text:
        return None
    bare = _GAPS.sub("", _CURRENCY.sub("", text)).removesuffix(".-").removesuffix(".–")
    if _THOUSANDS.fullmatch(bare):
        bare = bare.replace(".", "").replace(",", "")
    elif bare.rfind(",") > bare.rfind("."):
        bare = bare.replace(".", "").replace(",", ".")
    else:
        bare = bare.replace(",", "")
    if not _NUMBER.fullmatch(bare):
        raise RowError(f'"{text}" in "{column}" is no amount; write it as 6000 or 6500.50')
    return float(bare)


def whole(record: Record, column: str) -> int | None:
    """The whole number in `column`, marks between thousands allowed; None where it is empty."""
    text = record[column]
    if not text:
        return None
    bare = _GAPS.sub("", text)
    if _THOUSANDS.fullmatch(bare):
        bare = bare.replace(".", "").replace(",", "")
    if not _WHOLE.fullmatch(bare):
        raise RowError(f'"{text}" in "{column}" is no whole number; write it as 25 or leave it empty')
    return int(bare)
