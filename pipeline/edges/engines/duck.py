"""DuckDB, inside this process: nothing to install, nothing to start."""

from __future__ import annotations

import tempfile
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from itertools import count
from pathlib import Path
from typing import Any

import duckdb
import narwhals as nw
import numpy as np

from pipeline.edges.engines.engine import ArrowStream, Frame, Kind, Schema

_TYPES: dict[Kind, str] = {"int": "BIGINT", "float": "DOUBLE", "text": "VARCHAR", "bool": "BOOLEAN"}
_SETTINGS: dict[str, str | bool | int | float | list[str]] = {
    "autoinstall_known_extensions": False,  # it would ask a server
    "preserve_insertion_order": False,  # results are sorted where their order matters
}

# An ordered string_agg takes six times as long, a sorted list twice. So each touch becomes a few bits at its place in
# one number, and a repeated step none; a lead with more touches than fit has several numbers, joined at the end.
_CODE_BITS = 126
_PATHS = """
    WITH placed AS (
      SELECT lead_id, step, row_number() OVER lead - 1 AS place, lag(step) OVER lead AS before
      FROM steps WINDOW lead AS (PARTITION BY lead_id ORDER BY step)),
    coded AS (
      SELECT lead_id, place // {fit} AS part, max(place % {fit}) + 1 AS touches,
             sum(CASE WHEN step = before THEN 0::HUGEINT
                 ELSE (step % {channels} + 1)::HUGEINT << ({bits} * (place % {fit}))::HUGEINT END) AS code
      FROM placed GROUP BY 1, 2),
    named AS MATERIALIZED (
      SELECT lead_id, part, array_to_string(list_transform(
        range(touches), lambda n: [{listed}][((code >> ({bits} * n)::HUGEINT) & {mask})::INT]), ' > ') AS path
      FROM coded),
    long AS (SELECT DISTINCT lead_id FROM named WHERE part > 0)
    SELECT lead_id, path FROM named ANTI JOIN long USING (lead_id)
    UNION ALL
    SELECT lead_id, string_agg(path, ' > ' ORDER BY part) FILTER (path <> '') AS path
    FROM named SEMI JOIN long USING (lead_id) GROUP BY lead_id"""


class Duck:
    """An engine with tables in memory, spilling into a temporary folder where that is too small."""

    def __init__(self, connection: duckdb.DuckDBPyConnection) -> None:
        self._connection = connection
        self._numbers = count()

    def arrow(self, stream: ArrowStream, schema: Schema) -> Frame:
        """The rows of a stream, copied in: a stream can be read only once."""
        return self._copied(stream, schema)

    def rows(self, rows: Iterable[Sequence[object]], schema: Schema) -> Frame:
        """A small table from here."""
        rows = list(rows)
        columns = {}
        for place, name in enumerate(schema):
            columns[name] = np.empty(len(rows), dtype=object)
            columns[name][:] = [row[place] for row in rows]
        return self._copied(columns, schema)

    def parquet(self, path: str) -> Frame:
        """The rows of one Parquet file, or of all files in a folder; read anew by each computation."""
        files = str(Path(path, "*.parquet")) if Path(path).is_dir() else path
        return nw.from_native(self._connection.read_parquet(files))

    def paths(self, steps: Frame, names: Sequence[str]) -> Frame:
        """lead_id, step → lead_id, path."""
        bits = len(names).bit_length()
        said = {
            "channels": len(names),
            "bits": bits,
            "mask": 2**bits - 1,
            "fit": _CODE_BITS // bits,
            "listed": ", ".join("'" + name.replace("'", "''") + "'" for name in names),
        }
        # Names are quoted and everything else is a number: nothing that a user wrote becomes SQL.
        relation: duckdb.DuckDBPyRelation = steps.to_native()
        return nw.from_native(relation.query("steps", _PATHS.format(**said)))

    def fetched(self, frame: Frame) -> list[tuple[Any, ...]]:
        """All rows of a frame."""
        rows: list[tuple[Any, ...]] = frame.to_native().fetchall()
        return rows

    def materialised(self, frame: Frame) -> int:
        """Computes a frame into a table of its own."""
        relation: duckdb.DuckDBPyRelation = frame.to_native()
        name = self._name()
        relation.create(name)
        return len(self._connection.table(name))

    def parquet_bytes(self, rows: Iterable[Sequence[object]], schema: Schema) -> bytes:
        """A table as the bytes of a Parquet file."""
        with tempfile.TemporaryDirectory(prefix="leitmotiv-") as folder:
            path = Path(folder, "table.parquet")
            self.rows(rows, schema).to_native().write_parquet(str(path))
            return path.read_bytes()

    def _copied(self, source: object, schema: Schema) -> Frame:
        name = self._name()
        columns = ", ".join(f'CAST("{column}" AS {_TYPES[kind]}) AS "{column}"' for column, kind in schema.items())
        self._connection.register("arriving", source)
        try:
            self._connection.execute(f"CREATE TABLE {name} AS SELECT {columns} FROM arriving")  # noqa: S608  (our own names)
        finally:
            self._connection.unregister("arriving")
        return nw.from_native(self._connection.table(name))

    def _name(self) -> str:
        return f"table_{next(self._numbers)}"


@contextmanager
def opened() -> Iterator[Duck]:
    """DuckDB for the length of a run; it keeps nothing, and asks no server for extensions."""
    with tempfile.TemporaryDirectory(prefix="leitmotiv-") as folder:
        connection = duckdb.connect(config={**_SETTINGS, "temp_directory": folder})
        try:
            connection.execute("SET enable_progress_bar = false")  # it would stand between the lines of JSON
            yield Duck(connection)
        finally:
            connection.close()
