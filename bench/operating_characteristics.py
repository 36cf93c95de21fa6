"""How often the verdicts are right and wrong: the method's table, simulated with the product's own functions.

    python -m bench.operating_characteristics [--runs 2000] [--seed 1] [--write docs/method.md]

Six themes unless said otherwise, twelve monthly looks. *Wrong*: `clear` in a direction that is not true, of any theme,
at any look of the year. Prints what was measured, the method's figure in brackets, and ✗ where a share p of N runs
differs from it by more than 3·√(p(1−p)/N) + .01. About three minutes on two cores.
"""

from __future__ import annotations

import argparse
import sys
import time
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from multiprocessing import Pool
from pathlib import Path

import numpy as np

from bench import cells, check_figures, figures, marked, said
from bench.cells import Measured
from bench.figures import Figure
from bench.said import Said

BEGIN, END = "<!-- figures: written by bench/operating_characteristics.py -->", "<!-- end of figures -->"
TABLES = (
    ("Percent of runs, by leads a month of a base theme; in brackets the method's figure", said.BY_BASE),
    ("Stress: percent of runs, the range over the cells", said.STRESS),
    ("90 % intervals: percent that hold the truth, the range over bases and looks (months 6 and 12)", said.INTERVALS),
    ("Content: break-even test crossed, percent of runs, two posts a month", said.CONTENT),
    ("Other rules that were weighed: wrong in a year, base 2, percent of runs", said.RULES),
)


def measure(runs: int, seed: int) -> list[Figure]:
    """All figures; every cell has its own stream of chance, so they are the same however many cores share the work."""
    with Pool(2) as pool:
        work = [(seed, number, runs) for number in range(len(cells.cells()))]
        measured = [one for some in pool.imap(_simulated, work, chunksize=1) for one in some]
    notes = {(row, column): x for _, table in TABLES for row, columns in table.items() for column, x in columns.items()}
    together: dict[tuple[str, str], list[Measured]] = {}
    for one in measured:
        together.setdefault((one.row, one.column), []).append(one)
    order = [row for _, table in TABLES for row in table]
    return [
        _figure(found, notes.get(place))
        for place, found in sorted(together.items(), key=lambda x: order.index(x[0][0]))
    ]


def report(found: Sequence[Figure], runs: int, seed: int) -> str:
    """The tables as Markdown."""
    command = f"python -m bench.operating_characteristics --runs {runs} --seed {seed}"
    often = f"{runs:,} runs a cell, {cells.OFTEN * runs:,} where exposure is equal and looks are at most weekly"
    parts = [f"Measured on {datetime.now(UTC).date()} by `{command}`: {often}."]
    for title, rows in TABLES:
        parts += [f"**{title}**", figures.table(figure for figure in found if figure.row in rows)]
    parts += ["**What must hold**", "\n".join(f"- {line}" for line in goals(found))]
    parts += ["**Small tables of counts, computed by the same model**", check_figures.table()]
    return "\n\n".join(parts)


def goals(found: Iterable[Figure]) -> list[str]:
    """What the product must hold, each with the measured figure."""
    by_cell = {(figure.row, figure.column): figure for figure in found}
    wrongs = [f for f in by_cell.values() if _counts_errors(f.row)]
    worst = max((value, f.row, f.column) for f in wrongs for value in f.measured)
    six = min(by_cell["one at 6×: … by month 8", "0.3"].measured)
    four = min(by_cell["one at 4×: … by month 8", "1"].measured)
    held = by_cell["truth drawn from the prior: mean over themes", ""].measured
    lines = (
        (worst[0] <= 0.05, f"wrong in at most 5 % of years, daily looks apart: {_percent(worst[0])} ({worst[1]})"),
        (six >= 0.8, f"6× at base .3 found by month 8 in at least 80 %: {_percent(six)}"),
        (four >= 0.8, f"4× at base 1 found by month 8 in at least 80 %: {_percent(four)}"),
        (
            min(held) >= 0.88 and max(held) <= 0.93,
            f"90 % intervals, truth from the prior, hold it in 88–93 %: {_percent(min(held))} … {_percent(max(held))}",
        ),
    )
    return [f"{'✓' if holds else '✗'} {line}" for holds, line in lines]


def main() -> None:
    """Measures, prints, and where asked writes the tables between their marks in a document."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--runs", type=int, default=2000, help="runs a cell (default: 2000)")
    parser.add_argument("--seed", type=int, default=1, help="of all chance (default: 1)")
    parser.add_argument(
        "--write", type=Path, metavar="FILE", help="put the tables into this document, between its marks"
    )
    asked = parser.parse_args()
    began = time.perf_counter()
    found = measure(asked.runs, asked.seed)
    text = report(found, asked.runs, asked.seed)
    print(text)
    off = figures.disagreeing(found)
    print(
        f"\n{len(found)} figures, {len(off)} outside of the tolerance, {time.perf_counter() - began:.0f} s",
        file=sys.stderr,
    )
    if asked.write:
        marked.write(asked.write, BEGIN, END, text)
    sys.exit("\n".join(off) or (1 if "✗" in text else 0))


def _counts_errors(row: str) -> bool:
    return row not in said.RULES and ("wrong" in row or "counted in" in row) and not row.startswith("daily")


def _percent(share: float) -> str:
    return f"{100 * share:.1f} %"


def _simulated(work: tuple[int, int, int]) -> list[Measured]:
    seed, number, runs = work
    cell = cells.cells()[number]
    found = cell.simulate(np.random.default_rng([seed, number]), cell.often * runs)
    return [replace(one, runs=cell.often * runs) for one in found]


def _figure(found: Sequence[Measured], note: Said | None) -> Figure:
    row, column = found[0].row, found[0].column
    months = "median month" in (row + column)
    scale = 1.0 if months else 0.01
    low, high = note if isinstance(note, tuple) else (note, note)
    ends = None if low is None or high is None else (scale * low, scale * high)
    values = tuple(float(one.value) for one in found)
    return Figure(row=row, column=column, measured=values, said=ends, runs=found[0].runs, months=months)


if __name__ == "__main__":
    main()
