"""Who asked to be forgotten, as keyed hashes: enough to know them again, too little to know who they are."""

from __future__ import annotations

import hashlib
import hmac
from collections.abc import Collection, Iterable
from datetime import date

from sqlalchemy import Connection, delete, func, insert, select

from pipeline.edges.database.care_tables import FORGOTTEN, LEAD_FILES
from pipeline.edges.database.tables import LEAD_ROWS, LEADS, SUBSCRIBERS
from pipeline.errors import Problem, StoreError


def any_forgotten(connection: Connection) -> bool:
    """Whether there is anybody; as long as there is none, nobody needs a key."""
    return connection.execute(select(func.count()).select_from(FORGOTTEN)).scalar_one() > 0


def remember(connection: Connection, marks: Iterable[str], key: bytes, on: date) -> None:
    """Keeps marks as hashes under a key; raises StoreError as `recognised`: under two keys nobody would be known."""
    known = _hashes(connection, key)
    new = dict.fromkeys(hashed for mark in marks if (hashed := _hashed(mark, key)) not in known)
    if new:
        connection.execute(insert(FORGOTTEN), [{"mark": one, "key_id": _key_id(key), "on_day": on} for one in new])


def recognised(connection: Connection, marks: Collection[str], key: bytes) -> frozenset[str]:
    """Those of `marks` that belong to somebody who was forgotten.

    Raises StoreError where the key is not the one that the hashes were made with: nobody would be recognised.
    """
    hashes = _hashes(connection, key)
    return frozenset(mark for mark in marks if _hashed(mark, key) in hashes)


def remove(connection: Connection, lead_id: int | None, rows: Collection[str], addresses: Collection[str]) -> int:
    """Takes away a lead (with its stages, touches and history), rows of imports, and subscribers by their address.

    Answers how many subscribers there were.
    """
    if lead_id is not None:
        connection.execute(delete(LEADS).where(LEADS.c.id == lead_id))
    for table in (LEAD_ROWS, LEAD_FILES):
        connection.execute(delete(table).where(table.c.external_id.in_(rows)))
    return connection.execute(delete(SUBSCRIBERS).where(SUBSCRIBERS.c.email.in_(addresses))).rowcount


def _hashes(connection: Connection, key: bytes) -> set[str]:
    rows = connection.execute(select(FORGOTTEN.c.mark, FORGOTTEN.c.key_id)).all()
    if any(row.key_id != _key_id(key) for row in rows):
        message = (
            "the secret is not the one with which the marks of the forgotten were made, so an import could bring "
            "them back; put the old LEITMOTIV_SECRET or private/secret in its place, and if it is lost for good, see "
            "docs/operations.md, A lost secret"
        )
        raise StoreError(Problem(message))
    return {row.mark for row in rows}


def _hashed(mark: str, key: bytes) -> str:
    return hmac.new(key, f"leitmotiv forgotten {mark}".encode(errors="surrogatepass"), hashlib.sha256).hexdigest()


def _key_id(key: bytes) -> str:
    return hmac.new(key, b"leitmotiv forgotten key", hashlib.sha256).hexdigest()[:16]
