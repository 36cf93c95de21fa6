"""How long the report's aggregates take at scale: touches by theme, content credit, path table.

    python -m bench.touches [1e6 1e7] [--engine duckdb polars sqlite local[2] …] [--folder /tmp/leitmotiv-touches]

Generates synthetic touches as Parquet (the same numbers give the same files), then lets each engine compute the
product's own expressions in a process of its own, and prints seconds and peak memory side by side. Polars runs where
it is installed; SQLite is a floor with SQL of the same meaning, up to 1e6 touches. Goal: 1e7 under 5 s on DuckDB.
"""

from __future__ import annotations

import argparse
import importlib.util
import multiprocessing
import resource
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import duckdb

from bench import floors, synthetic
from pipeline.demand.frames import attention, content, paths
from pipeline.demand.frames.facts import Facts, Window
from pipeline.edges.database import arrow
from pipeline.edges.engines import opening
from pipeline.edges.engines.engine import Engine

WINDOW = Window(date(2026, 1, 1), date(2026, 12, 31), 90)
GOAL_S = 5.0
SQLITE_UP_TO = 1_000_000
_PARTS = ("touches by theme", "content credit", "path table")


@dataclass(frozen=True, slots=True)
class Run:
    """What one engine needed: seconds for each part (None: not computed), of all cores together for all parts, peak
    memory in MB; and the results.
    """

    seconds: tuple[float | None, ...]
    cpu_s: float
    memory_mb: int
    touches: Mapping[tuple[str, ...], float]
    content: Mapping[tuple[str, ...], float]
    paths: int

    @property
    def total(self) -> float:
        """Seconds in all."""
        return sum(second for second in self.seconds if second is not None)


def measured(engine: str, folder: str) -> Run:
    """One engine's run over the files in `folder`, in a process of its own."""
    with multiprocessing.get_context("spawn").Pool(1) as pool:
        return pool.apply(_sqlite if engine == "sqlite" else _expressions, (engine, folder))


def loaded(folder: str) -> tuple[float, int]:
    """Seconds from the product's SQLite database through ADBC and Arrow into DuckDB's memory, and the rows."""
    rows, url = 0, floors.database(folder)
    began = time.perf_counter()
    with arrow.reading(url, folder) as database, opening.opened(opening.EMBEDDED) as opened:
        for name, schema in arrow.SCHEMAS.items():
            with database.stream(name) as stream:
                rows += opened.materialised(opened.arrow(stream, schema))
    return time.perf_counter() - began, rows


def main() -> None:
    """Generates, measures, prints."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("sizes", nargs="*", default=["1e6", "1e7"], help="numbers of touches (default: 1e6 1e7)")
    parser.add_argument(
        "--engine", nargs="+", default=_there(), help="which (default: all that are installed but Spark)"
    )
    parser.add_argument("--folder", default="/tmp/leitmotiv-touches", help="where the files go")
    asked = parser.parse_args()
    for size in (int(float(text)) for text in asked.sizes):
        folder = str(Path(asked.folder, f"{size:.0e}"))
        began = time.perf_counter()
        synthetic.generate(folder, size)
        print(f"\n{size:.0e} touches, made in {time.perf_counter() - began:.1f} s; seconds by the clock")
        print(
            f"{'':<26}"
            + "".join(f"{part:>18}" for part in _PARTS)
            + f"{'all':>8}{'CPU s':>8}{'memory':>12}  the same to 4 decimals"
        )
        first: Run | None = None
        for engine in asked.engine:
            if engine == "sqlite" and size > SQLITE_UP_TO:
                continue
            run = measured(engine, folder)
            print(_line(engine, run, first), flush=True)
            if engine == opening.EMBEDDED and size >= 10_000_000:
                print(f"{'':<26}goal {GOAL_S:.0f} s: {'reached' if run.total < GOAL_S else 'missed'}")
            first = first or run
        if size <= SQLITE_UP_TO:
            seconds, rows = loaded(folder)
            print(f"SQLite → Arrow (ADBC) → DuckDB: {rows:,} rows in {seconds:.1f} s")


def _there() -> list[str]:
    return ["duckdb", *(["polars"] if importlib.util.find_spec("polars") else []), "sqlite"]


def _expressions(engine: str, folder: str) -> Run:
    with _opened(engine) as opened:
        facts = Facts(
            **{name: opened.parquet(str(Path(folder, f"{name}.parquet"))) for name in synthetic.TABLES},
            calendar=opened.rows(list(WINDOW.months().items()), {"day": "int", "month": "text"}),
        )
        names, began = sorted(synthetic.CHANNELS), _cpu_s()
        touches, of_touches = _timed(lambda: opened.fetched(attention.touches_by_theme(facts, WINDOW)))
        credit, of_credit = _timed(lambda: opened.fetched(content.content_by_theme(facts, WINDOW)))
        rows, of_paths = _timed(lambda: opened.materialised(paths.path_table(facts, WINDOW, names, opened.paths)))
    return Run(
        (of_touches, of_credit, of_paths), _cpu_s() - began, _memory_mb(), _keyed(touches, 4), _keyed(credit, 1), rows
    )


def _sqlite(_engine: str, folder: str) -> Run:
    with floors.sqlite(folder) as connection:
        began = _cpu_s()
        touches, of_touches = _timed(lambda: floors.touches(connection, WINDOW))
        credit, of_credit = _timed(lambda: floors.content(connection, WINDOW))
    return Run((of_touches, of_credit, None), _cpu_s() - began, _memory_mb(), _keyed(touches, 4), _keyed(credit, 1), 0)


@contextmanager
def _opened(engine: str) -> Iterator[Engine]:
    if engine == "polars":
        yield floors.Polars()
    else:
        with opening.opened(engine) as opened:
            yield opened


def _timed(compute: Callable[[], Any]) -> tuple[Any, float]:
    began = time.perf_counter()
    found = compute()
    return found, time.perf_counter() - began


def _cpu_s() -> float:
    spent = resource.getrusage(resource.RUSAGE_SELF)
    return spent.ru_utime + spent.ru_stime


def _memory_mb() -> int:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024


def _keyed(rows: Sequence[tuple[Any, ...]], keys: int) -> dict[tuple[str, ...], float]:
    """Every number of every row under the row's key and its place."""
    return {(*row[:keys], str(place)): float(row[place]) for row in rows for place in range(keys, len(row))}


def _line(engine: str, run: Run, first: Run | None) -> str:
    name = f"duckdb {duckdb.__version__}" if engine == opening.EMBEDDED else engine
    parts = "".join(f"{'–' if second is None else f'{second:.2f}':>18}" for second in run.seconds)
    same = "" if first is None else "yes" if _agree(run, first) else "NO"
    return f"{name:<26}{parts}{run.total:>8.2f}{run.cpu_s:>8.2f}{f'{run.memory_mb:,} MB':>12}  {same}"


def _agree(run: Run, first: Run) -> bool:
    return (
        _near(run.touches, first.touches)
        and _near(run.content, first.content)
        and (run.seconds[2] is None or run.paths == first.paths)
    )


def _near(one: Mapping[tuple[str, ...], float], other: Mapping[tuple[str, ...], float]) -> bool:
    return one.keys() == other.keys() and all(abs(one[key] - other[key]) < 5e-5 for key in one)


if __name__ == "__main__":
    main()
