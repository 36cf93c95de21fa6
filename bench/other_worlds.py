"""How often the verdicts are wrong where leads do not come as the model has it: in company, in seasons, late.

    python -m bench.other_worlds [--runs 2000] [--seed 1] [--write docs/method.md]

Six themes that draw as many leads in the long run, twelve monthly looks, months or hours the same for all; then posts
whose leads come later than the setting says. By the product's own functions. Three minutes.
"""

from __future__ import annotations

import argparse
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import numpy as np

from bench import equal_exposure, marked
from bench.equal_exposure import CLEAR_LESS, Counts, Floats
from pipeline.demand import breakeven, maturity, pooled
from pipeline.demand.interval import Interval
from pipeline.demand.maturity import DatedPost

BEGIN, END = "<!-- other worlds: written by bench/other_worlds.py -->", "<!-- end of other worlds -->"
BASES = (0.3, 0.5, 1.0, 2.0)
THEMES, MONTHS, DAYS_A_MONTH = 6, 12, 30.4375
START = date(2026, 1, 1)
BREAK_EVEN = 2 / 3
"""Leads a post: 1,000 EUR a post, 6,000 a client, four leads a client."""

World = Callable[[np.random.Generator, int, float], Floats]
"""When the leads of so many themes come, in months: rows of theme, month, and 1 where it is noted who sent it."""


@dataclass(frozen=True, slots=True)
class Came:
    """A row of the first table: what the world is like, the months in which leads come, and who starts late."""

    said: str
    world: World
    late_months: int = 0


def alone(rng: np.random.Generator, themes: int, base: float) -> Floats:
    """Leads that come one by one."""
    return _at(rng, rng.poisson(base * MONTHS, themes))


def in_company(size: float, noted: float = 0.0) -> World:
    """Leads of which each brings further ones within two months, `size` with it on the mean; as many leads in all.

    Of so many of the further ones it is noted who sent them, so that they count with the one that did.
    """

    def world(rng: np.random.Generator, themes: int, base: float) -> Floats:
        first = _at(rng, rng.poisson(base * MONTHS / size, themes))
        bring = rng.geometric(1 / size, len(first)) - 1
        later = np.repeat(first, bring, axis=0)
        later[:, 1] += rng.uniform(0, 2, len(later))
        later[:, 2] = rng.uniform(0, 1, len(later)) < noted
        return np.concatenate([first, later])

    return world


def in_season(swing: float) -> World:
    """Leads by the season of their theme: its rate goes up and down by `swing`, and is highest in any month."""

    def world(rng: np.random.Generator, themes: int, base: float) -> Floats:
        found = _at(rng, rng.poisson(2 * base * MONTHS, themes))
        peak = rng.uniform(0, 1, themes)[found[:, 0].astype(int)]
        rate = 1 + swing * np.cos(2 * np.pi * (found[:, 1] / MONTHS - peak))
        kept: Floats = found[rng.uniform(0, 2, len(found)) < rate]
        return kept

    return world


ROWS = (
    Came("leads come one by one", alone),
    Came("every third lead was brought by another", in_company(1.5)),
    Came("every second lead was brought by another", in_company(2.0)),
    Came("two of three leads were brought by another", in_company(3.0)),
    Came("every second lead was brought by another, and of half of these it is noted", in_company(2.0, 0.5)),
    Came("… of all of these", in_company(2.0, 1.0)),
    Came("two of three leads were brought by another, and of all of these it is noted", in_company(3.0, 1.0)),
    Came("seasons, ± 50 %", in_season(0.5)),
    Came("seasons, ± 90 %", in_season(0.9)),
    Came("a new theme, none of whose leads comes in its first 3 months: clear less", alone, 3),
    Came("… in its first 6 months", alone, 6),
    Came("… in its first 9 months", alone, 9),
)


def main() -> None:
    """Prints the tables, and writes them into the file that is named."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--runs", type=int, default=2000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--write", type=Path)
    given = parser.parse_args()
    text = "\n".join(_tables(given.runs, given.seed))
    print(text)
    if given.write:
        marked.write(given.write, BEGIN, END, text)


def _tables(runs: int, seed: int) -> list[str]:
    rng = np.random.default_rng(seed)
    demand = [_row(row.said, [f"{wrong:.1f}" for wrong in _wrong(row, runs, rng)]) for row in ROWS]
    held = [_row(row.said, [_held(row, runs // 10, base, rng) for base in BASES]) for row in ROWS[:7]]
    half_lives = (45, 90, 180)
    late = [
        _row(f"{worth:g} × break-even", [f"{_condemned(worth, days, runs, rng):.1f}" for days in half_lives])
        for worth in (2.0, 1.0)
    ]
    return [
        f"Measured on {datetime.now(UTC):%Y-%m-%d} by `python -m bench.other_worlds --runs {runs} --seed {seed}`.",
        "",
        "**Six themes that draw alike in the long run: percent of years with a wrong “clear”, by leads a month**",
        "",
        *_table(["", *(f"{base:g}" for base in BASES)], demand),
        "",
        "**The same: percent of 90 % intervals that hold the truth after twelve months**",
        "",
        *_table(["", *(f"{base:g}" for base in BASES)], held),
        "",
        "**Two posts a month that are thought to mature by half in 45 days: percent said within a year not to pay**",
        "",
        *_table(["posts bring", *(f"by half in {days} days" for days in half_lives)], late),
    ]


def _wrong(row: Came, runs: int, rng: np.random.Generator) -> list[float]:
    """Percent of years, by base; of a late theme, those in which it is clear that it draws less."""
    found = []
    for base in BASES:
        codes = equal_exposure.judge(_years(row, runs, base, rng)[1])
        theirs = codes[..., :1] == CLEAR_LESS if row.late_months else np.abs(codes) == abs(CLEAR_LESS)
        found.append(100 * float(theirs.any(axis=(1, 2)).mean()))
    return found


def _held(row: Came, runs: int, base: float, rng: np.random.Generator) -> str:
    """Percent of intervals after the year that hold the rate of the long run."""
    every, independent = (leads[:, -1, :] for leads in _years(row, runs, base, rng))
    hits = [
        one.low <= base <= one.high
        for total, counts in zip(every.sum(axis=1), independent, strict=True)
        for one in _rates(counts, int(total))
    ]
    return f"{100 * np.mean(hits):.0f}"


def _rates(counts: Counts, total: int) -> list[Interval]:
    """The rates of themes with these independent leads, `total` leads in all, as `demand.rows` gives them."""
    of_one = total / counts.sum() if counts.any() else 1.0
    cases = {str(n): (float(drew), float(MONTHS)) for n, drew in enumerate(counts)}
    return [rate.times(of_one) for rate in pooled.intervals(pooled.posterior(cases)).values()]


def _years(row: Came, runs: int, base: float, rng: np.random.Generator) -> tuple[Counts, Counts]:
    """Leads so far (runs, looks, themes), all and independent ones; of what comes after the year, or too early for a
    late theme, none.
    """
    came = row.world(rng, runs * THEMES, base)
    place, month = came[:, 0].astype(int), came[:, 1]
    seen = (month < MONTHS) & ((place % THEMES > 0) | (month >= row.late_months))
    every, independent = (np.zeros((runs * THEMES, MONTHS), dtype=np.int64) for _ in range(2))
    np.add.at(every, (place[seen], month[seen].astype(int)), 1)
    alone = seen & (came[:, 2] == 0)
    np.add.at(independent, (place[alone], month[alone].astype(int)), 1)
    return _so_far(every, runs), _so_far(independent, runs)


def _so_far(leads: Counts, runs: int) -> Counts:
    found: Counts = leads.reshape(runs, THEMES, MONTHS).cumsum(axis=2).transpose(0, 2, 1)
    return found


def _at(rng: np.random.Generator, numbers: Counts) -> Floats:
    """So many leads of each theme at any time of the year, of none of which it is noted who sent it."""
    place = np.repeat(np.arange(len(numbers)), numbers)
    return np.column_stack([place, rng.uniform(0, MONTHS, len(place)), np.zeros(len(place))])


def _condemned(worth: float, half_life: float, runs: int, rng: np.random.Generator) -> float:
    """Percent of themes whose posts, each with so many times break-even, are said not to pay at any monthly look."""
    out = np.arange(24) * DAYS_A_MONTH / 2
    posts = [DatedPost(START + timedelta(days=int(day))) for day in out]
    looks = [round(DAYS_A_MONTH * month) for month in range(1, MONTHS + 1)]
    mature = [maturity.mature_posts(posts, START, START + timedelta(days=look)) for look in looks]
    condemned = 0
    for _ in range(runs):
        days = np.repeat(out, rng.poisson(worth * BREAK_EVEN, len(out)))
        days = days + rng.exponential(half_life / np.log(2), len(days))
        condemned += any(
            breakeven.sprt(of, float(np.sum(days <= look)), BREAK_EVEN).crossed
            for of, look in zip(mature, looks, strict=True)
        )
    return 100 * condemned / runs


def _table(head: Sequence[str], rows: Sequence[str]) -> list[str]:
    return [_row(head[0], head[1:]), f"|{'---|' * len(head)}", *rows]


def _row(said: str, cells: Sequence[str]) -> str:
    return f"| {said} | {' | '.join(cells)} |"


if __name__ == "__main__":
    main()
