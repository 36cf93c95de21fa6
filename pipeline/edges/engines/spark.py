"""Spark, for when one machine is no longer enough (extra `spark`; needs Java 17).

No Python runs on the executors: the expressions become Spark's own, so nothing of leitmotiv is installed there.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from typing import Any

import narwhals as nw

from pipeline.edges.engines.engine import ArrowStream, Frame, Kind, Schema
from pipeline.errors import EngineError, Problem

_TYPES: dict[Kind, str] = {"int": "BIGINT", "float": "DOUBLE", "text": "STRING", "bool": "BOOLEAN"}
_SETTINGS = {
    "spark.log.level": "ERROR",
    "spark.sql.session.timeZone": "UTC",
    "spark.ui.enabled": "false",
    "spark.ui.showConsoleProgress": "false",
    # Partitions are joined as their sizes show; otherwise even the smallest table would go through 200 of them.
    "spark.sql.adaptive.enabled": "true",
    "spark.sql.adaptive.coalescePartitions.initialPartitionNum": "16",
}


class Spark:
    """An engine whose frames live on a Spark master and its executors."""

    def __init__(self, session: Any) -> None:
        self._session = session

    def arrow(self, stream: ArrowStream, schema: Schema) -> Frame:
        """The rows of a stream, read here and handed to the executors: they need no way to the database."""
        import pyarrow

        table = pyarrow.RecordBatchReader.from_stream(stream).read_all()
        arriving = self._session.createDataFrame(table)
        cast = [f"CAST(`{name}` AS {_TYPES[kind]}) AS `{name}`" for name, kind in schema.items()]
        return _frame(arriving.selectExpr(*cast).persist())

    def rows(self, rows: Iterable[Sequence[object]], schema: Schema) -> Frame:
        """A small table from here."""
        columns = ", ".join(f"`{name}` {_TYPES[kind]}" for name, kind in schema.items())
        return _frame(self._session.createDataFrame([tuple(row) for row in rows], schema=columns))

    def parquet(self, path: str) -> Frame:
        """The rows of Parquet files at a place that all executors can read."""
        return _frame(self._session.read.parquet(path))

    def paths(self, steps: Frame, names: Sequence[str]) -> Frame:
        """lead_id, step → lead_id, path."""
        from pyspark.sql import functions as f

        listed = f.array(*[f.lit(name) for name in names])
        ordered = f.array_sort(f.collect_set("step"))
        named = f.transform(ordered, lambda step: f.element_at(listed, (step % f.lit(len(names)) + 1).cast("int")))
        return _frame(steps.to_native().groupBy("lead_id").agg(f.array_join(named, " > ").alias("path")))

    def fetched(self, frame: Frame) -> list[tuple[Any, ...]]:
        """All rows of a frame."""
        return [tuple(row) for row in frame.to_native().collect()]

    def materialised(self, frame: Frame) -> int:
        """Computes a frame on the executors."""
        return int(frame.to_native().persist().count())


def _frame(native: Any) -> Frame:
    found: Frame = nw.from_native(native)
    return found


@contextmanager
def opened(master: str) -> Iterator[Spark]:
    """A session on the master for the length of a run."""
    try:
        from pyspark.errors import PySparkException
        from pyspark.sql import SparkSession
    except ModuleNotFoundError as refused:
        mend = "pip install 'leitmotiv[spark]', and Java 17 beside it (Debian: openjdk-17-jre-headless)"
        raise EngineError(Problem(f"Spark is not installed; {mend}")) from refused
    builder = SparkSession.builder.master(master).appName("leitmotiv")
    for key, value in _SETTINGS.items():
        builder = builder.config(key, value)
    try:
        session = builder.getOrCreate()
    except (PySparkException, OSError) as refused:
        message = f"Spark does not start at {master}; is Java 17 there, and does the master answer?"
        raise EngineError(Problem(message)) from refused
    try:
        yield Spark(session)
    finally:
        session.stop()
