"""What DuckDB is held against: Polars through the same expressions, SQLite through SQL of the same meaning."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

import narwhals as nw

from bench import synthetic
from pipeline.demand.frames.facts import DAY_US, Window
from pipeline.edges.database import engine, migrating
from pipeline.edges.engines.engine import ArrowStream, Frame, Schema
from pipeline.model.people import NETWORK


class Polars:
    """An engine of the same shape as the product's, for this comparison only."""

    def __init__(self) -> None:
        import polars

        self._polars = polars

    def arrow(self, stream: ArrowStream, schema: Schema) -> Frame:
        """Not needed here."""
        raise NotImplementedError(f"{stream} with {schema}")

    def rows(self, rows: Iterable[Sequence[object]], schema: Schema) -> Frame:
        """A small table from here."""
        return self._frame(self._polars.DataFrame(list(rows), schema=list(schema), orient="row").lazy())

    def parquet(self, path: str) -> Frame:
        """The rows of a Parquet file."""
        return self._frame(self._polars.scan_parquet(path))

    def paths(self, steps: Frame, names: Sequence[str]) -> Frame:
        """lead_id, step → lead_id, path."""
        pl = self._polars
        steps_of_lead = pl.col("step").unique().sort() % len(names)
        named = steps_of_lead.replace_strict(range(len(names)), list(names), return_dtype=pl.String)
        return self._frame(steps.to_native().group_by("lead_id").agg(named.str.join(" > ").alias("path")))

    def fetched(self, frame: Frame) -> list[tuple[Any, ...]]:
        """All rows of a frame."""
        rows: list[tuple[Any, ...]] = frame.to_native().collect().rows()
        return rows

    def materialised(self, frame: Frame) -> int:
        """Computes a frame."""
        return int(frame.to_native().collect().height)

    def _frame(self, native: Any) -> Frame:
        found: Frame = nw.from_native(native)
        return found


@contextmanager
def sqlite(folder: str) -> Iterator[sqlite3.Connection]:
    """The tables of `folder` in an SQLite database in memory, with the index that it needs."""
    connection = sqlite3.connect(":memory:")
    with synthetic.quiet() as source:
        for name in synthetic.TABLES:
            rows = source.execute("SELECT * FROM read_parquet(?)", [str(Path(folder, f"{name}.parquet"))])
            columns = [column[0] for column in rows.description or ()]
            connection.execute(f"CREATE TABLE {name} ({', '.join(columns)})")
            _insert(connection, name, len(columns), rows)
    connection.executescript(
        "CREATE INDEX a ON addresses (address); CREATE INDEX b ON tags (post); CREATE INDEX c ON stages (lead_id)"
    )
    yield connection
    connection.close()


def database(folder: str) -> str:
    """The touches of `folder` in a database of the product's own schema, made anew; answers its address."""
    file = Path(folder, "leitmotiv.db")
    for part in (file, Path(f"{file}-wal"), Path(f"{file}-shm")):
        part.unlink(missing_ok=True)
    url = f"sqlite:///{file}"
    opened = engine.opened(url, folder)
    migrating.migrate(opened)
    opened.dispose()
    with synthetic.quiet() as source, closing(sqlite3.connect(file)) as connection, connection:
        leads = source.execute(_LEADS_OF_SCHEMA, [str(Path(folder, "leads.parquet"))])
        _insert(connection, "leads (id, received_at, channel, external_id, name, email, company, company_key, message, "
                "self_report, offer, value)", 12, leads)  # fmt: skip
        stages = source.execute(_STAGES_OF_SCHEMA, [str(Path(folder, "stages.parquet"))])
        _insert(connection, "lead_stages (lead_id, place, stage, on_day)", 4, stages)
        touches = source.execute(_TOUCHES_OF_SCHEMA, [str(Path(folder, "touches.parquet"))])
        _insert(connection, "lead_touches (lead_id, place, at, channel, post)", 5, touches)
    return url


_MOMENT = "strftime(make_timestamp({}), '%Y-%m-%d %H:%M:%S.%f')"
_LEADS_OF_SCHEMA = f"""SELECT lead_id + 1, {_MOMENT.format("received_us")}, channel, lead_id::VARCHAR,
    '', '', '', '', '', '', nullif(offer, ''), CASE WHEN has_value = 1 THEN value END FROM read_parquet(?)"""
_STAGES_OF_SCHEMA = """SELECT lead_id + 1, row_number() OVER (PARTITION BY lead_id ORDER BY on_day), stage,
    (DATE '1970-01-01' + on_day::INT)::VARCHAR FROM read_parquet(?)"""
_TOUCHES_OF_SCHEMA = f"""SELECT lead_id + 1, place, {_MOMENT.format("at_us")}, channel, nullif(address, '')
    FROM read_parquet(?)"""


def _insert(connection: sqlite3.Connection, into: str, columns: int, rows: Any) -> None:
    places = ", ".join("?" * columns)
    while batch := rows.fetchmany(100_000):
        connection.executemany(f"INSERT INTO {into} VALUES ({places})", batch)


def touches(connection: sqlite3.Connection, window: Window) -> list[tuple[Any, ...]]:
    """theme, channel, lang, month, touches."""
    return connection.execute(
        f"""
        SELECT theme, channel, lang, month, SUM(times * weight)
        FROM (SELECT address, channel, strftime('%Y-%m', at_us / 1000000, 'unixepoch') AS month, COUNT(*) AS times
              FROM touches WHERE at_us >= {window.first_day * DAY_US} AND at_us < {(window.last_day + 1) * DAY_US}
              GROUP BY 1, 2, 3) JOIN addresses USING (address) JOIN tags USING (post)
        GROUP BY 1, 2, 3, 4"""
    ).fetchall()


def content(connection: sqlite3.Connection, window: Window) -> list[tuple[Any, ...]]:
    """theme, content_leads, first, last, linear, position."""
    return connection.execute(
        f"""
        WITH qualified AS (
          SELECT lead_id, received_us, channel AS lead_channel FROM leads JOIN (
            SELECT lead_id, MIN(CASE WHEN stage IN ('qualified', 'offered', 'won') THEN on_day END) AS day,
                   MIN(CASE WHEN stage = 'inquiry' THEN on_day END) AS noted FROM stages GROUP BY 1)
          USING (lead_id) WHERE day BETWEEN {window.first_day} AND {window.last_day}
            AND COALESCE(noted, received_us / {DAY_US}) <= {window.last_day}),
        met AS (
          SELECT post, lead_channel <> '{NETWORK}' AS earned, 1.0 * COUNT(*) OVER (PARTITION BY lead_id) AS n,
                 ROW_NUMBER() OVER (PARTITION BY lead_id ORDER BY at_us, place) AS nth
          FROM touches JOIN qualified USING (lead_id) JOIN addresses USING (address)
          WHERE post IN (SELECT post FROM tags)
            AND received_us - at_us BETWEEN 0 AND {window.look_back_days * DAY_US}),
        posts AS (
          SELECT post, SUM(1 / n) AS leads, SUM(earned * (nth = 1)) AS first, SUM(earned * (nth = n)) AS last,
                 SUM(earned / n) AS linear,
                 SUM(earned * CASE WHEN n <= 2 THEN 1 / n WHEN nth IN (1, n) THEN .4 ELSE .2 / (n - 2) END) AS position
          FROM met GROUP BY 1)
        SELECT theme, SUM(leads * weight), SUM(first * weight), SUM(last * weight), SUM(linear * weight),
               SUM(position * weight) FROM posts JOIN tags USING (post) GROUP BY 1"""
    ).fetchall()
