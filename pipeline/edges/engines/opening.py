"""Which engine an address means."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager

from pipeline.edges.engines.engine import Engine
from pipeline.errors import EngineError, Problem

EMBEDDED = "duckdb"

_SPARK = re.compile(r"spark://\S+|local(-cluster)?(\[[^\]\s]*\])?|yarn|k8s://\S+")


@contextmanager
def opened(url: str) -> Iterator[Engine]:
    """The engine at `url`, for the length of a run: `duckdb`, or a Spark master such as spark://host:7077 or local[2].

    Raises EngineError where it is unknown, not installed, or does not start.
    """
    if url == EMBEDDED:
        from pipeline.edges.engines import duck

        with duck.opened() as embedded:
            yield embedded
    elif _SPARK.fullmatch(url):
        from pipeline.edges.engines import spark

        with spark.opened(url) as distributed:
            yield distributed
    else:
        raise EngineError(
            Problem(f'"{url}" is no engine; write duckdb, spark://HOST:PORT, local[2] or local-cluster[2,1,1024]')
        )
