"""Mail addresses: one spelling each."""

from __future__ import annotations

import re

from pipeline.model.table import Record, RowError

_ADDRESS = re.compile(r"[^@\s<>\"(),:;\\\[\]\x00-\x1f\x7f]+@[^@\s<>\"(),:;\\\[\]\x00-\x1f\x7f]+")
_LABEL = re.compile(r"[^\W_]([\w-]*[^\W_])?")
MAX_LENGTH = 254  # RFC 5321, section 4.5.3.1.3, less the angle brackets


def normalised(text: str) -> str | None:
    """The address in small letters, or None where no mail could reach it.

    Local parts in capitals are other mailboxes by RFC 5321 only; no provider keeps them apart.
    """
    address = text.strip().lower()
    if len(address) > MAX_LENGTH or not _ADDRESS.fullmatch(address):
        return None
    local, _, domain = address.rpartition("@")
    if local.startswith(".") or local.endswith(".") or ".." in local:
        return None
    labels = domain.split(".")
    if len(labels) < 2 or not all(_LABEL.fullmatch(label) for label in labels):
        return None
    return address


def domain(address: str) -> str:
    """What stands behind the @."""
    return address.rpartition("@")[2]


def required(record: Record, column: str) -> str:
    """The address in `column`; raises RowError where there is none, with a reason that does not repeat it."""
    if not record[column]:
        raise RowError(f'no address in "{column}"; add it and import the file again')
    address = normalised(record[column])
    if address is None:
        raise RowError(f'what stands in "{column}" is no mail address; correct it and import the file again')
    return address
