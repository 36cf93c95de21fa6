"""How often posts are said not to pay that do, where only a part of the leads is traced.

    python -m bench.thin_records [--runs 1000] [--seed 1] [--write docs/method.md]

Six themes, a post each a month, twelve monthly looks. Each post brings a Poisson number of leads, so many times
break-even, each after an exponential time of the half-life by which posts mature; two leads a month come by people. Of
a share of them all it is recorded how they came, of the others nothing; or of all since a day. *Counted* is what the
method makes of the record, *said* what the report says, by the product's own functions. Two minutes.
"""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import numpy as np

from bench import marked
from bench.equal_exposure import Floats, Truths
from pipeline.demand import breakeven, doubts, maturity, pooled, verdicts
from pipeline.demand.breakeven import Economics
from pipeline.demand.doubts import Trace
from pipeline.demand.maturity import DatedPost

BEGIN, END = "<!-- thin records: written by bench/thin_records.py -->", "<!-- end of thin records -->"
ECONOMICS = Economics(cost_per_post=1000, value_per_client=6000, leads_per_client=4)
START = date(2026, 1, 1)
LOOKS = tuple(round(30.4375 * month) for month in range(1, 13))
THEMES, DAYS = 6, 365
Traced = tuple[float, int]
TRACED = ((1.0, 0), (0.5, 0), (0.25, 0), (0.1, 0), (1.0, 182))
"""Of such a share of the leads since such a day it is recorded how they came."""
WORTH = (2.0, 1.0, 0.0)
"""What posts bring, in break-evens."""
_BY_PEOPLE = 2.0
"""Leads a month."""


def main() -> None:
    """Prints the table, and writes it into the file that is named."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--runs", type=int, default=1000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--write", type=Path)
    given = parser.parse_args()
    table = _table(given.runs, given.seed)
    print(table)
    if given.write:
        marked.write(given.write, BEGIN, END, table)


def _table(runs: int, seed: int) -> str:
    rng = np.random.default_rng(seed)
    head = [f"{share:.0%} traced" if not since else "none for half a year, then all" for share, since in TRACED]
    lines = [
        f"Measured on {datetime.now(UTC):%Y-%m-%d} by `python -m bench.thin_records --runs {runs} --seed {seed}`:",
        "percent of themes of which it is counted → said at any monthly look of a year that their posts do not pay.",
        "",
        f"| posts bring | {' | '.join(head)} |",
        f"|---|{'---|' * len(head)}",
    ]
    for worth in WORTH:
        cells = (_condemned(runs, worth, traced, rng) for traced in TRACED)
        lines.append(
            f"| {worth:g} × break-even | {' | '.join(f'{counted:.1f} → {said:.1f}' for counted, said in cells)} |"
        )
    return "\n".join(lines)


def _condemned(runs: int, worth: float, traced: Traced, rng: np.random.Generator) -> tuple[float, float]:
    """Percent of themes, counted and said."""
    found = np.array([_year(worth, traced, rng) for _ in range(runs)])
    counted, said = 100 * found.mean(axis=(0, 1))
    return float(counted), float(said)


def _year(worth: float, by: Traced, rng: np.random.Generator) -> list[tuple[bool, bool]]:
    """Of each theme, whether it was counted and said at any look that its posts do not pay."""
    rate = breakeven.lead_break_even(ECONOMICS) or 0.0
    posts = [sorted(int(30.4375 * month + rng.integers(28)) for month in range(12)) for _ in range(THEMES)]
    days, traced = zip(*(_leads(out, worth * rate, by, rng) for out in posts), strict=True)
    people = rng.uniform(0, DAYS, rng.poisson(_BY_PEOPLE * 12))
    came, known = np.concatenate([*days, people]), np.concatenate([*traced, _traced(people, by, rng)])
    counted, said = [False] * THEMES, [False] * THEMES
    for look in LOOKS:
        by_posts = [int(np.sum((of <= look) & seen)) for of, seen in zip(days, traced, strict=True)]
        ways = [
            (START + timedelta(days=int(day)), bool(is_known))
            for day, is_known in zip(came, known, strict=True)
            if day <= look
        ]
        for theme, (is_counted, is_said) in enumerate(_look(posts, by_posts, ways, look)):
            counted[theme] |= is_counted
            said[theme] |= is_said
    return list(zip(counted, said, strict=True))


def _leads(out: Sequence[int], rate: float, by: Traced, rng: np.random.Generator) -> tuple[Floats, Truths]:
    """The days on which the leads of one theme came, and which of them are traced."""
    numbers = rng.poisson(rate, len(out))
    days = np.repeat(np.array(out, float), numbers)
    days += rng.exponential(maturity.HALF_LIFE_DAYS / np.log(2), len(days))
    return days, _traced(days, by, rng)


def _traced(days: Floats, by: Traced, rng: np.random.Generator) -> Truths:
    share, since = by
    return (rng.random(len(days)) < share) & (days >= since)


def _look(
    posts: Sequence[Sequence[int]], known: Sequence[int], ways: Sequence[tuple[date, bool]], look: int
) -> list[tuple[bool, bool]]:
    """`known` are the leads by posts of each theme, `ways` the days of all, and whether it is known how they came."""
    until = START + timedelta(days=look)
    dated = [[DatedPost(START + timedelta(days=day)) for day in out] for out in posts]

    def cases_of(start: date) -> pooled.Cases:
        mature = (maturity.mature_posts(out, start, until) for out in dated)
        return {str(theme): (float(known[theme]), given) for theme, given in enumerate(mature)}

    def judge(of: pooled.Cases) -> dict[str, verdicts.Verdict]:
        return verdicts.judge("content", of, ECONOMICS, look_ahead=False)

    cases = cases_of(START)
    placed, everyone = sum(is_known for _, is_known in ways), len(ways)
    lacking: verdicts.Doubt = "partly-traced" if placed else "untraced" if everyone else "no-record"
    since, share = doubts.known_since(ways)
    trace = Trace(placed, everyone, None if placed == everyone > 0 else lacking, since, share)
    found = [
        (one.code == "below-break-even", one.doubt)
        for one in doubts.of_posts(judge(cases), cases_of(since or START), trace, judge).values()
    ]
    return [(counted, counted and doubt is None) for counted, doubt in found]


if __name__ == "__main__":
    main()
