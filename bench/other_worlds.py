"""How often the verdicts are wrong where leads do not come as the model has it: in company, in seasons, late, by luck.

    python -m bench.other_worlds [--runs 2000] [--seed 1] [--write docs/method.md]

Six themes that draw as many leads in the long run, twelve monthly looks, months, hours or posts the same for all; then
posts whose leads come later than the setting says, together, or by few of them. By the product's own functions. Five
minutes.
"""

from __future__ import annotations

import argparse
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import cast

import numpy as np

from bench import equal_exposure, marked, worlds
from bench.equal_exposure import CLEAR_LESS, Codes, Counts, Floats
from bench.worlds import DAYS_A_MONTH, MONTHS, THEMES, World
from pipeline.demand import breakeven, bursts, chains, costs, maturity, pooled
from pipeline.demand.costs import AtLeast
from pipeline.demand.interval import Interval
from pipeline.demand.leads import Counted
from pipeline.demand.maturity import DatedPost

BEGIN, END = "<!-- other worlds: written by bench/other_worlds.py -->", "<!-- end of other worlds -->"
BASES = (0.3, 0.5, 1.0, 2.0)
START = date(2026, 1, 1)
BREAK_EVEN = 2 / 3
"""Leads a post: 1,000 EUR a post, 6,000 a client, four leads a client."""

WEEK = 7 / DAYS_A_MONTH
CLIENTS = 0.25
"""Of so many leads becomes a client."""


@dataclass(frozen=True, slots=True)
class Came:
    """A row of the first tables: what the world is like, the months in which leads come, who starts late, and whether
    only what is said without a word on leads that came together counts.
    """

    said: str
    world: World
    late_months: int = 0
    quiet: bool = False


ROWS = (
    Came("leads come one by one", worlds.alone),
    Came("every third lead was brought by another", worlds.in_company(1.5)),
    Came("every second lead was brought by another", worlds.in_company(2.0)),
    Came("two of three leads were brought by another", worlds.in_company(3.0)),
    Came("every second lead was brought by another, and of half of these it is noted", worlds.in_company(2.0, 0.5)),
    Came("… of all of these", worlds.in_company(2.0, 1.0)),
    Came("two of three leads were brought by another, and of all of these it is noted", worlds.in_company(3.0, 1.0)),
    Came("… in every second theme, in the others none", worlds.in_company(1.0, 1.0, 3.0)),
    Came("three leads to a success within a week, by one of three channels", worlds.in_company(3.0, within=WEEK)),
    Came("… and the report does not say so", worlds.in_company(3.0, 1.0, within=WEEK), quiet=True),
    Came("of every fifth lead the wish is read wrong", worlds.misread(False)),
    Came("… always as that of the same theme", worlds.misread(True)),
    Came("seasons, ± 50 %", worlds.in_season(0.5)),
    Came("seasons, ± 90 %", worlds.in_season(0.9)),
    Came("leads by posts, of which the best tenth brings a third", worlds.by_posts(1.0)),
    Came("leads by posts, of which the best tenth brings more than half", worlds.by_posts(2.0)),
    Came("a new theme, none of whose leads comes in its first 3 months: clear less", worlds.alone, 3),
    Came("… in its first 6 months", worlds.alone, 6),
    Came("… in its first 9 months", worlds.alone, 9),
)
IN_COMPANY = ROWS[:8]


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
    held = [_row(row.said, [_held(row, runs // 10, base, rng) for base in BASES]) for row in IN_COMPANY]
    cost = [_row(row.said, [_cost_held(row, runs // 10, base, rng) for base in BASES]) for row in IN_COMPANY]
    half_lives = (45, 90, 180)
    late = [
        _row(said, [f"{_condemned(posts, days, runs, rng):.1f}" for days in half_lives])
        for said, posts in (
            ("2 × break-even", Posts(2.0)),
            ("1 × break-even", Posts(1.0)),
            ("… the best tenth of them a third", Posts(1.0, cv=1.0)),
            ("… the best tenth of them more than half", Posts(1.0, cv=2.0)),
            ("… every second lead by way of another that came by them", Posts(1.0, size=2.0)),
            ("… which is noted", Posts(1.0, size=2.0, noted=True)),
        )
    ]
    bases = [f"{base:g}" for base in BASES]
    return [
        f"Measured on {datetime.now(UTC):%Y-%m-%d} by `python -m bench.other_worlds --runs {runs} --seed {seed}`.",
        "",
        "**Six themes that draw alike in the long run: percent of years with a wrong “clear”, by leads a month**",
        "",
        *_table(["", *bases], demand),
        "",
        "**The same: percent of 90 % intervals that hold the truth after twelve months**",
        "",
        *_table(["", *bases], held),
        "",
        "**… of what a client costs, where every fourth lead becomes one**",
        "",
        *_table(["", *bases], cost),
        "",
        "**Two posts a month that are thought to mature by half in 45 days: percent said within a year not to pay**",
        "",
        *_table(["posts bring", *(f"by half in {days} days" for days in half_lives)], late),
    ]


def _wrong(row: Came, runs: int, rng: np.random.Generator) -> list[float]:
    """Percent of years, by base; of a late theme, those in which it is clear that it draws less."""
    found = []
    for base in BASES:
        every, independent = _years(row, runs, base, rng)
        codes = _said(independent, every) if row.quiet else _said(every, independent)
        theirs = codes[..., :1] == CLEAR_LESS if row.late_months else np.abs(codes) == abs(CLEAR_LESS)
        found.append(100 * float(theirs.any(axis=(1, 2)).mean()))
    return found


def _said(every: Counts, independent: Counts) -> Codes:
    """The verdicts by the independent leads that stand by all of them, too."""
    judged, again = equal_exposure.judge(independent), equal_exposure.judge(every)
    stands = (np.sign(judged) == np.sign(again)) & (np.abs(judged) <= np.abs(again))
    return np.where(stands, judged, equal_exposure.OPEN).astype(np.int8)


def _held(row: Came, runs: int, base: float, rng: np.random.Generator) -> str:
    """Percent of intervals after the year that hold the rate of the long run."""
    hits = [rate.low <= base <= rate.high for drew in _drawn(row, runs, base, rng) for rate in _rates(drew)]
    return f"{100 * np.mean(hits):.0f}"


def _rates(drew: Mapping[str, chains.Drew]) -> list[Interval]:
    """The rates of themes, as `demand.rows` gives them."""
    brought = chains.brought(drew)
    rates = pooled.intervals(pooled.posterior({theme: (alone, float(MONTHS)) for theme, (_, alone) in drew.items()}))
    return [rate.times(brought[theme]) for theme, rate in rates.items()]


def _cost_held(row: Came, runs: int, base: float, rng: np.random.Generator) -> str:
    """Percent of intervals and bounds that hold what a client costs in the long run, where as much is spent as leads
    come."""
    cost = 1 / CLIENTS
    hits = []
    for drew in _drawn(row, runs, base, rng, CLIENTS):
        brought = chains.brought(drew)
        for theme, (clients, independent) in drew.items():
            found = costs.per_client(base * MONTHS, clients, independent, brought[theme])
            low, high = (found.at_least, np.inf) if isinstance(found, AtLeast) else (found.low, found.high)
            hits.append(low <= cost <= high)
    return f"{100 * np.mean(hits):.0f}"


def _drawn(
    row: Came, runs: int, base: float, rng: np.random.Generator, share: float = 1.0
) -> Iterator[Mapping[str, chains.Drew]]:
    """What themes drew in each year; only so many of the leads count."""
    every, independent = (leads[:, -1, :].tolist() for leads in _years(row, runs, base, rng, share))
    for of_all, of_alone in zip(every, independent, strict=True):
        yield {str(n): (float(one), float(alone)) for n, (one, alone) in enumerate(zip(of_all, of_alone, strict=True))}


def _years(row: Came, runs: int, base: float, rng: np.random.Generator, share: float = 1.0) -> tuple[Counts, Counts]:
    """Leads so far (runs, looks, themes), all and independent ones; of what comes after the year, or too early for a
    late theme, none, and of the others only such a share.
    """
    came = row.world(rng, runs * THEMES, base)
    seen = came[came[:, 1].argsort(kind="stable")]
    seen = seen[(seen[:, 1] < MONTHS) & ((seen[:, 0] % THEMES > 0) | (seen[:, 1] >= row.late_months))]
    seen = seen[rng.uniform(0, 1, len(seen)) < share]
    seen = _by_bursts(seen) if row.quiet else seen
    _, first = np.unique(seen[:, 2], return_index=True)
    every, independent = (np.zeros((runs * THEMES, MONTHS), dtype=np.int64) for _ in range(2))
    for counts, leads in ((every, seen), (independent, seen[first])):
        np.add.at(counts, (leads[:, 0].astype(int), leads[:, 1].astype(int)), 1)
    return _so_far(every, runs), _so_far(independent, runs)


@dataclass(frozen=True, slots=True)
class _One:
    """What tells bursts of leads; each success has a channel of its own."""

    channel: int
    received: date
    place: int


def _by_bursts(seen: Floats) -> Floats:
    """The leads, by the bursts that the report sees in place of successes."""
    by_theme = defaultdict(list)
    for place, (theme, month, success) in enumerate(seen.tolist()):
        came = _One(int(success) % 3, START + timedelta(days=month * DAYS_A_MONTH), place)
        by_theme[theme].append(came)
    chain = np.arange(len(seen))
    for came_to in by_theme.values():
        for run in bursts.bursts(cast("list[Counted]", came_to)):
            chain[[one.place for one in cast("list[_One]", run)]] = cast("_One", run[0]).place
    return np.column_stack([seen[:, :2], chain])


def _so_far(leads: Counts, runs: int) -> Counts:
    found: Counts = leads.reshape(runs, THEMES, MONTHS).cumsum(axis=2).transpose(0, 2, 1)
    return found


@dataclass(frozen=True, slots=True)
class Posts:
    """So many times break-even, by how many leads to a success; how many a post brings varies from post to post."""

    worth: float
    cv: float = 0.0
    size: float = 1.0
    noted: bool = False


def _condemned(of: Posts, half_life: float, runs: int, rng: np.random.Generator) -> float:
    """Percent of themes, six with as many posts, whose posts are said not to pay at any monthly look."""
    out = np.tile(np.arange(2 * MONTHS) * DAYS_A_MONTH / 2, THEMES)
    posts = [DatedPost(START + timedelta(days=int(day))) for day in out[: 2 * MONTHS]]
    looks = [round(DAYS_A_MONTH * month) for month in range(1, MONTHS + 1)]
    mature = np.array([maturity.mature_posts(posts, START, START + timedelta(days=look)) for look in looks])
    mean = of.worth * BREAK_EVEN / of.size
    condemned = 0
    for _ in range(runs // THEMES):
        brings = rng.gamma(of.cv**-2, mean * of.cv**2, len(out)) if of.cv else np.full(len(out), mean)
        first = np.repeat(np.arange(len(out)), rng.poisson(brings))
        day = out[first] + rng.exponential(half_life / np.log(2), len(first))
        bring = rng.geometric(1 / of.size, len(first)) - 1
        later = np.repeat(day, bring) + rng.uniform(0, 2 * DAYS_A_MONTH, bring.sum())
        alone = _by(looks, first // len(posts), day)
        every = alone + _by(looks, np.repeat(first // len(posts), bring), later)
        condemned += sum(_decided(mature, theme, alone if of.noted else every, every) for theme in range(THEMES))
    return 100 * condemned / (runs // THEMES * THEMES)


def _by(looks: Sequence[int], theme: Counts, day: Floats) -> Counts:
    """How many had come to each theme by each look."""
    return np.array([np.bincount(theme[day <= look], minlength=THEMES) for look in looks])


def _decided(mature: Floats, theme: int, independent: Counts, every: Counts) -> bool:
    """Whether the test of break-even is at any look, by the independent leads of a theme and by all of them."""
    return any(
        breakeven.sprt(posts, float(drew[theme]), BREAK_EVEN).crossed
        and breakeven.sprt(
            posts,
            float(alone[theme]),
            BREAK_EVEN / chains.length(list(zip(drew.tolist(), alone.tolist(), strict=True))),
        ).crossed
        for posts, alone, drew in zip(mature.tolist(), independent, every, strict=True)
    )


def _table(head: Sequence[str], rows: Sequence[str]) -> list[str]:
    return [_row(head[0], head[1:]), f"|{'---|' * len(head)}", *rows]


def _row(said: str, cells: Sequence[str]) -> str:
    return f"| {said} | {' | '.join(cells)} |"


if __name__ == "__main__":
    main()
