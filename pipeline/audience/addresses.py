"""Mail addresses: one spelling each."""

from __future__ import annotations

import re

from pipeline.model.address import MAX_LENGTH, ascii_host, sendable
from pipeline.model.table import Record, RowError

_NEVER = r"@\s<>\"(),:;\\\[\]\x00-\x1f\x7f\ud800-\udfff"
_ADDRESS = re.compile(f"[^{_NEVER}]+@[^{_NEVER}]+")
_LABEL = re.compile(r"[^\W_]([\w-]*[^\W_])?")
UNSENDABLE = "only A-Z, 0-9 and !#$%&'*+/=?^_`{|}~.- may stand before the @, and a host name behind it"


def normalised(text: str) -> str | None:
    """The address by which somebody is known, or None where it is none: small letters, its domain in ASCII.

    Local parts in capitals are other mailboxes by RFC 5321 only; no provider keeps them apart. `müller.example` and
    `xn--mller-kva.example` are one domain on the wire, and so they are here.
    """
    address = text.strip().lower()
    if len(address) > MAX_LENGTH or not _ADDRESS.fullmatch(address):
        return None
    local, _, host = address.rpartition("@")
    host = ascii_host(host) or host
    if local.startswith(".") or local.endswith(".") or ".." in local:
        return None
    labels = host.split(".")
    if len(labels) < 2 or not all(_LABEL.fullmatch(label) for label in labels):
        return None
    return f"{local}@{host}"


def domain(address: str) -> str:
    """What stands behind the @."""
    return address.rpartition("@")[2]


def required(record: Record, column: str) -> str:
    """The address in `column` that letters can go to; raises RowError with a reason that does not repeat it."""
    if not record[column]:
        raise RowError(f'no address in "{column}"; add it and import the file again')
    address = normalised(record[column])
    if address is None:
        raise RowError(f'what stands in "{column}" is no mail address; correct it and import the file again')
    if sendable(address) is None:
        raise RowError(f'no mail can go to what stands in "{column}": {UNSENDABLE}')
    return address
