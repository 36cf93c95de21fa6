"""One set of expressions, two engines, and the report's own way of counting: all say the same.

The part on Spark needs the extra `spark` and Java; LEITMOTIV_SPARK names the master (local[2] unless set).
"""

from __future__ import annotations

import importlib.util
import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from pipeline.demand.frames import content
from pipeline.edges.engines import duck, opening
from pipeline.edges.engines.engine import Engine
from pipeline.errors import EngineError
from pipeline.runs.report import analytics
from pipeline.runs.report.analytics import Aggregates
from tests.demand.frames import plainly

MASTER = os.environ.get("LEITMOTIV_SPARK", "local[2]")
KNOWN = plainly.ledger(400)


@pytest.fixture(
    scope="module",
    params=[
        pytest.param("duckdb", id="duckdb"),
        pytest.param(MASTER, id="spark", marks=[pytest.mark.slow, pytest.mark.filterwarnings("ignore")]),
    ],
)
def engine(request: pytest.FixtureRequest) -> Iterator[Engine]:
    """Each engine in turn; Spark only where it is installed."""
    if request.param != opening.EMBEDDED:
        if importlib.util.find_spec("pyspark") is None:
            pytest.skip("no pyspark: pip install 'leitmotiv[spark]' to hold Spark against DuckDB")
        if shutil.which("java") is None and "JAVA_HOME" not in os.environ:
            pytest.skip("no Java: apt install openjdk-17-jre-headless to hold Spark against DuckDB")
    with opening.opened(request.param) as opened:
        yield opened


@pytest.fixture(scope="module")
def found(engine: Engine) -> Aggregates:
    """What the engine counts of leads of every kind."""
    return analytics.computed(engine, plainly.frames(engine, KNOWN), plainly.WINDOW)


def test_touches_by_theme_channel_language_and_month_are_those_counted_one_by_one(found: Aggregates) -> None:
    counted = {row[:4]: row[4] for row in found.touches}
    assert counted == pytest.approx(plainly.touches(KNOWN), abs=5e-5)
    assert len(counted) > 100


def test_leads_that_met_content_are_those_of_the_report(found: Aggregates) -> None:
    counted = {row[0]: row[1] for row in found.content}
    assert counted == pytest.approx(plainly.content_leads(KNOWN), abs=5e-5)


@pytest.mark.parametrize("model", content.MODELS)
def test_credit_of_themes_is_that_of_the_attribution_models(found: Aggregates, model: str) -> None:
    place = list(analytics.CONTENT).index(model)
    counted = {row[0]: row[place] for row in found.content}
    assert counted == pytest.approx(plainly.content_credit(KNOWN, model), abs=5e-5)


def test_the_path_table_is_that_of_the_report(found: Aggregates) -> None:
    counted = {row[0]: row[1:] for row in found.paths}
    expected = plainly.path_rows(KNOWN)
    assert counted.keys() == expected.keys()
    for path, numbers in expected.items():
        assert counted[path] == pytest.approx(numbers, abs=5e-5), path
    assert sum(row[1] for row in found.paths) > 50


def test_a_period_without_a_lead_gives_empty_tables(engine: Engine) -> None:
    nobody = analytics.computed(engine, plainly.frames(engine, plainly.ledger(0)), plainly.WINDOW)
    assert nobody == Aggregates((), (), ())


def test_parquet_files_are_read_as_they_were_written(engine: Engine, tmp_path: Path) -> None:
    rows = [(1, "a", 0.5), (2, "ü > b", 1.5)]
    path = tmp_path / "x.parquet"
    with duck.opened() as writer:
        path.write_bytes(writer.parquet_bytes(rows, {"n": "int", "s": "text", "x": "float"}))
    assert sorted(engine.fetched(engine.parquet(str(path)))) == rows
    assert engine.materialised(engine.parquet(str(tmp_path))) == 2


@pytest.mark.parametrize("url", ["", "mysql://x", "local[2", "spark:/x", "duckdb;drop"])
def test_an_unknown_engine_is_refused_with_the_ones_there_are(url: str) -> None:
    with pytest.raises(EngineError, match=r"is no engine; write duckdb, spark://HOST:PORT, local\[2\]"):
        opening.opened(url).__enter__()


@pytest.mark.skipif(importlib.util.find_spec("pyspark") is not None, reason="pyspark is installed here")
def test_without_spark_the_message_says_what_to_install() -> None:
    with pytest.raises(EngineError, match=r"Spark is not installed; pip install 'leitmotiv\[spark\]'"):
        opening.opened("local[2]").__enter__()
