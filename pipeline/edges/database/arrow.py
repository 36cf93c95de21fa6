"""Touches, leads and stages as Arrow, straight from the driver (ADBC): no row becomes a Python object on the way.

ADBC knows the columns of SQLite only by what stands in them, so no text may be null, and numbers are cast.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from sqlalchemy import make_url

from pipeline.edges.database.engine import address_to_read
from pipeline.edges.engines.engine import ArrowStream, Schema
from pipeline.edges.place import CONFIG
from pipeline.errors import Problem, StoreError

SCHEMAS: Mapping[str, Schema] = {
    "touches": {"lead_id": "int", "place": "int", "at_us": "int", "channel": "text", "address": "text"},
    "leads": {
        "lead_id": "int", "received_us": "int", "channel": "text", "offer": "text", "value": "float",
        "has_value": "int",
    },
    "stages": {"lead_id": "int", "stage": "text", "on_day": "int"},
}  # fmt: skip
"""What each stream holds. Moments are microseconds and days are days since 1970-01-01, UTC."""

# Leads that were set aside do not count, and neither do their touches; stages are joined to leads anyway.
_QUERIES = {
    "touches": "SELECT lead_id, place, {at_us} AS at_us, channel, COALESCE(post, '') AS address FROM lead_touches "
    "WHERE lead_id NOT IN (SELECT id FROM leads WHERE set_aside)",
    "leads": "SELECT id AS lead_id, {received_us} AS received_us, channel, COALESCE(offer, '') AS offer, "
    "COALESCE(value, 0.0) AS value, CASE WHEN value IS NULL THEN 0 ELSE 1 END AS has_value FROM leads "
    "WHERE NOT set_aside",
    "stages": "SELECT lead_id, stage, {on_day} AS on_day FROM lead_stages",
}
_MOMENT = {
    "sqlite": "CAST(strftime('%s', {0}) AS INTEGER) * 1000000 + CAST(substr({0}, 21, 6) AS INTEGER)",
    "postgresql": "CAST(EXTRACT(EPOCH FROM {0}) * 1000000 AS BIGINT)",
}
_DAY = {
    "sqlite": "CAST(strftime('%s', on_day) AS INTEGER) / 86400",
    "postgresql": "CAST(on_day - DATE '1970-01-01' AS BIGINT)",
}
_AT_ONCE = "65536"  # rows; SQLite's driver otherwise makes batches of 1,024


class Reader:
    """An open database that hands out its tables as Arrow."""

    def __init__(self, connection: Any, dialect: str) -> None:
        self._connection, self._dialect = connection, dialect

    @contextmanager
    def stream(self, name: str) -> Iterator[ArrowStream]:
        """The rows of one of SCHEMAS, to be read once."""
        moment, day = _MOMENT[self._dialect], _DAY[self._dialect]
        said = {"at_us": moment.format("at"), "received_us": moment.format("received_at"), "on_day": day}
        with self._connection.cursor() as cursor:
            if self._dialect == "sqlite":
                cursor.adbc_statement.set_options(**{"adbc.sqlite.query.batch_rows": _AT_ONCE})
            cursor.execute(_QUERIES[name].format(**said))
            yield cursor.fetch_arrow()


@contextmanager
def reading(url: str, root: str) -> Iterator[Reader]:
    """The database at `url` (the path of an SQLite file is relative to `root`); raises StoreError."""
    parsed = make_url(url)
    dialect = parsed.get_backend_name()
    if dialect == "sqlite":
        from adbc_driver_sqlite import dbapi

        place = address_to_read(Path(root, parsed.database or ""))
    else:
        dbapi = _postgresql()
        place = parsed.set(drivername="postgresql").render_as_string(hide_password=False)
    try:
        with dbapi.connect(place) as connection:
            yield Reader(connection, dialect)
    except dbapi.Error as refused:
        said = str(refused).strip().splitlines()[0]
        raise StoreError(Problem(f"the database refused: {said}", parsed.render_as_string())) from refused


def _postgresql() -> Any:
    try:
        from adbc_driver_postgresql import dbapi
    except ModuleNotFoundError as refused:
        message = "PostgreSQL's Arrow driver is not installed; pip install 'leitmotiv[postgres]'"
        raise StoreError(Problem(message, CONFIG)) from refused
    return dbapi
