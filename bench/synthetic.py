"""Synthetic leads and touches as Parquet: ten touches a lead, six channels, 600 posts, eight themes."""

from __future__ import annotations

from pathlib import Path

import duckdb

TABLES = ("touches", "leads", "stages", "addresses", "tags", "offers")
CHANNELS = ("blog", "direct", "events", "newsletter", "search", "social")

# hash() spreads whatever number it is given evenly, so the same size gives the same files everywhere.
_DAY_US, _2026_US = 86_400_000_000, 1_767_225_600_000_000
_LEADS = f"""
    SELECT i AS lead_id, {_2026_US} + (hash(i) % (365 * {_DAY_US}))::BIGINT AS received_us,
           {["network", *CHANNELS[2:]]}[(1 + hash(i + 7) % 5)::INT] AS channel,
           CASE WHEN hash(i + 1) % 2 = 0 THEN 'review' ELSE '' END AS offer,
           (1000 + hash(i + 2) % 9000)::DOUBLE AS value, (hash(i + 4) % 2)::BIGINT AS has_value
    FROM range({{leads}}) t(i)"""
_STAGES = f"""
    SELECT lead_id, 'inquiry' AS stage, received_us // {_DAY_US} AS on_day FROM leads
    UNION ALL SELECT lead_id, 'qualified', received_us // {_DAY_US} + (hash(lead_id + 3) % 30)::BIGINT FROM leads
    WHERE hash(lead_id + 5) % 3 = 0
    UNION ALL SELECT lead_id, 'won', received_us // {_DAY_US} + 40 FROM leads WHERE hash(lead_id + 5) % 9 = 0"""
_TOUCHES = f"""
    SELECT lead_id, i AS place, received_us - (hash(i + 11) % (120 * {_DAY_US}))::BIGINT AS at_us,
           {list(CHANNELS)}[(1 + hash(i + 13) % 6)::INT] AS channel,
           CASE WHEN hash(i + 19) % 10 = 0 THEN '' ELSE '/en/posts/p' || hash(i + 17) % 700 || '.html' END AS address
    FROM (SELECT i, (hash(i) % {{leads}})::BIGINT AS lead_id FROM range({{touches}}) t(i)) JOIN leads USING (lead_id)"""
_ADDRESSES = """
    SELECT '/en/posts/p' || i || '.html' AS address, 'p' || i // 2 AS post, ['de', 'en'][(1 + i % 2)::INT] AS lang
    FROM range(600) t(i)"""
_TAGS = """
    SELECT 'p' || i AS post, 'theme' || i % 8 AS theme, .7::DOUBLE AS weight FROM range(280) t(i)
    UNION ALL SELECT 'p' || i, 'theme' || (i + 3) % 8, .3::DOUBLE FROM range(280) t(i)"""
_OFFERS = "SELECT 'review' AS offer, 3500::DOUBLE AS price"


def generate(folder: str, touches: int) -> None:
    """Writes the tables of so many touches into `folder`, unless they stand there already."""
    base = Path(folder)
    if all((base / f"{name}.parquet").is_file() for name in TABLES):
        return
    base.mkdir(parents=True, exist_ok=True)
    leads = max(touches // 10, 1)
    with quiet() as connection:
        for name, query in zip(
            ("leads", "stages", "touches", "addresses", "tags", "offers"),
            (_LEADS, _STAGES, _TOUCHES, _ADDRESSES, _TAGS, _OFFERS),
            strict=True,
        ):
            connection.execute(f"CREATE TABLE {name} AS {query.format(leads=leads, touches=touches)}")
            connection.table(name).write_parquet(str(base / f"{name}.parquet"))


def quiet() -> duckdb.DuckDBPyConnection:
    """A connection that draws no progress bar between the figures."""
    connection = duckdb.connect()
    connection.execute("SET enable_progress_bar = false")
    return connection
