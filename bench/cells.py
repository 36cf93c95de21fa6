"""The cells of the table: each simulates one world and says what the verdicts made of it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import partial

import numpy as np

from bench import equal_exposure, rules, said, scenarios
from bench.equal_exposure import CLEAR_LESS, CLEAR_MORE, Codes, Counts, Floats
from bench.said import BASES
from pipeline.demand import breakeven, maturity
from pipeline.demand.breakeven import Economics
from pipeline.demand.maturity import DatedPost

SIX = 6
OFTEN = 5
"""Cells of equal exposure cost little, and run so many times as often as asked for."""


@dataclass(frozen=True, slots=True)
class Measured:
    """A share (or a median month) that belongs into one place of a table, and the runs that it rests on."""

    row: str
    column: str
    value: float
    runs: int = 0


@dataclass(frozen=True, slots=True)
class Cell:
    """A simulation, and how many times as often as the dearest ones it runs."""

    simulate: Callable[[np.random.Generator, int], Iterator[Measured]]
    often: int = 1


def cells() -> list[Cell]:
    """Everything that is simulated."""
    found: list[Cell] = []
    for base in BASES:
        alone = (equal, partial(leader, 4), partial(leader, 6), story, one_dead, two_leaders, prior)
        found += [Cell(partial(simulate, base), OFTEN) for simulate in alone]
        found += [
            Cell(partial(equals, "2 to 24 equal themes, any base: wrong", base, (themes, 12)), OFTEN)
            for themes in (2, 3, 4, 8, 12, 24)
        ]
        found.append(Cell(partial(equals, "weekly looks, any base: wrong", base, (SIX, 52)), OFTEN))
        found.append(Cell(partial(two_years, base), OFTEN))
        found += [Cell(partial(unequal, row, months, base)) for row, months in _unequal_months().items()]
    found.append(Cell(partial(equals, "six equal, base 5: wrong", 5.0, (SIX, 12)), OFTEN))
    found.append(Cell(partial(equals, "daily looks, base 2: wrong (over the goal of 5)", 2.0, (SIX, 365))))
    found += [
        Cell(partial(content, row, times, SIX if row.startswith("six") else 1), OFTEN)
        for row, times in zip(said.CONTENT, (0.0, 0.1, 0.5, 1.0, 2.0, 1.0, 1.0), strict=True)
    ]
    return found + [Cell(partial(_rule, rule)) for rule in said.RULES]


def equal(base: float, rng: np.random.Generator, runs: int) -> Iterator[Measured]:
    """Six equal themes: whatever is clear is wrong. Half of the leads met content, the same posts on every theme."""
    column, year = f"{base:g}", scenarios.year(rng, runs, [base] * SIX)
    calendar = scenarios.wrong(year.verdicts, year.rates)
    content = equal_exposure.judge(scenarios.thinned(rng, year.leads, 0.5))
    leaning = np.abs(year.verdicts[:, -1]) == equal_exposure.LEANING_MORE
    yield Measured("six equal: wrong", column, calendar.mean())
    either = calendar | scenarios.wrong(content, year.rates)
    yield Measured("… the content question counted in", column, either.mean())
    yield Measured("… some theme leans at month 12 (a hint, no error)", column, leaning.any(axis=1).mean())
    yield from _coverage("the cells above: mean over themes", year.rates, year.leads)


def leader(times: int, base: float, rng: np.random.Generator, runs: int) -> Iterator[Measured]:
    """One theme draws so many times as much as each of five."""
    column, year = f"{base:g}", scenarios.year(rng, runs, [times * base, *[base] * (SIX - 1)])
    yield from _found(f"one at {times}×", "clear more", column, _clear_more(year.verdicts[:, :, 0]))
    yield Measured(f"one at {times}×: wrong", column, scenarios.wrong(year.verdicts, year.rates).mean())
    yield from _coverage("the cells above: mean over themes", year.rates, year.leads)
    yield from _coverage("the theme at 4× or 6× alone (pulled to the pool)", year.rates, year.leads, theme=0)


def story(base: float, rng: np.random.Generator, runs: int) -> Iterator[Measured]:
    """Two promoted themes are dead, one that nobody promotes draws four times as much as the three others."""
    column, year = f"{base:g}", scenarios.year(rng, runs, [0.0, 0.0, 4 * base, base, base, base])
    yield from _found("story-like", "the 4× clear more", column, _clear_more(year.verdicts[:, :, 2]), "")
    dead = np.concatenate([year.verdicts[:, :, 0], year.verdicts[:, :, 1]])
    yield from _found("story-like", "each dead one clear less", column, _clear_less(dead), "dead … ")
    hint = scenarios.first_look(dead, lambda codes: codes < 0)
    for month, row in (
        (3, "story-like: each dead one leaning or clear less by month 3"),
        (4, "story-like: … dead, leaning or clear, by month 4"),
        (6, "story-like: … dead, leaning or clear, by month 6"),
    ):
        yield Measured(row, column, (hint <= month).mean())
    yield Measured("story-like: wrong", column, scenarios.wrong(year.verdicts, year.rates).mean())
    yield from _coverage("the cells above: mean over themes", year.rates, year.leads)


def one_dead(base: float, rng: np.random.Generator, runs: int) -> Iterator[Measured]:
    """One of six draws nobody, the others all the same."""
    column, year = f"{base:g}", scenarios.year(rng, runs, [0.0, *[base] * (SIX - 1)])
    first = _clear_less(year.verdicts[:, :, 0])
    yield from list(_found("one dead among equals", "clear less", column, first))[:-1]
    yield Measured("one dead among equals: wrong", column, scenarios.wrong(year.verdicts, year.rates).mean())
    yield from _coverage("the cells above: mean over themes", year.rates, year.leads)


def two_leaders(base: float, rng: np.random.Generator, runs: int) -> Iterator[Measured]:
    """Two of six at 4×."""
    year = scenarios.year(rng, runs, [4 * base, 4 * base, *[base] * (SIX - 2)])
    both = np.maximum(_clear_more(year.verdicts[:, :, 0]), _clear_more(year.verdicts[:, :, 1]))
    if base == 1.0:
        yield Measured("two at 4×, base 1: both clear more by month 8", "", (both <= 8).mean())
    yield Measured("two at 4×, any base: wrong", "", scenarios.wrong(year.verdicts, year.rates).mean())


def equals(row: str, base: float, shape: tuple[int, int], rng: np.random.Generator, runs: int) -> Iterator[Measured]:
    """So many equal themes, looked at so many times in a year."""
    themes, looks = shape
    year = scenarios.year(rng, runs, [base] * themes, looks)
    yield Measured(row, "", scenarios.wrong(year.verdicts, year.rates).mean())


def two_years(base: float, rng: np.random.Generator, runs: int) -> Iterator[Measured]:
    """Six equal themes, looked at every month for two years."""
    year = scenarios.year(rng, runs, [base] * SIX, 24, months=24)
    yield Measured("two years of monthly looks, any base: wrong", "", scenarios.wrong(year.verdicts, year.rates).mean())


def unequal(
    row: str, months_of: Sequence[Sequence[float]], base: float, rng: np.random.Generator, runs: int
) -> Iterator[Measured]:
    """Equal rates on unequal exposure."""
    year = scenarios.unequal_year(rng, runs, np.array(months_of, dtype=float), base)
    yield Measured(row, "", scenarios.wrong(year.verdicts, np.ones(len(year.rates))).mean())


def prior(base: float, rng: np.random.Generator, runs: int) -> Iterator[Measured]:
    """Truth as the prior has it: the intervals must hold it in 90 of 100 cases."""
    for months in (6, 12):
        expected = months * scenarios.from_the_prior(rng, runs, SIX, base)
        inside = equal_exposure.covered(rng.poisson(expected), expected)
        yield Measured("truth drawn from the prior: mean over themes", "", inside.mean())


def content(row: str, times: float, themes: int, rng: np.random.Generator, runs: int) -> Iterator[Measured]:
    """Two posts a month, leads at so many times break-even; a post costs 1,000, a client brings 6,000."""
    break_even = breakeven.lead_break_even(Economics(cost_per_post=1000, value_per_client=6000)) or 0.0
    start = date(2026, 1, 1)
    posts = [DatedPost(start + timedelta(days=15 * number)) for number in range(24)]
    mature = [maturity.mature_posts(posts, start, start + timedelta(days=30 * month)) for month in range(1, 13)]
    expected = times * break_even * np.diff(mature, prepend=0.0)
    leads = rng.poisson(expected, (runs, themes, 12)).cumsum(axis=2)
    holds = _falls_under_5_percent if row.startswith("P(") else _crosses
    decided = np.array([[holds(n, float(k), break_even) for k in range(int(leads.max()) + 1)] for n in mature])
    crossed = np.stack([decided[month][leads[:, :, month]] for month in range(12)], axis=2).any(axis=1)
    codes = np.asarray(crossed, dtype=np.int8)
    first = scenarios.first_look(codes, lambda found: found > 0)
    for column in said.CONTENT[row]:
        value = np.median(first) if column == "median month" else (first <= int(column.split()[-1])).mean()
        yield Measured(row, column, float(value))


def _crosses(mature_posts: float, leads: float, break_even: float) -> bool:
    return breakeven.sprt(mature_posts, leads, break_even).crossed


def _falls_under_5_percent(mature_posts: float, leads: float, break_even: float) -> bool:
    return breakeven.chance_above(mature_posts, leads, break_even) < 0.05


def _found(scene: str, what: str, column: str, first: Counts, mark: str = "") -> Iterator[Measured]:
    """By month 6, 8 and 12, and the median month, of a first look each run."""
    yield Measured(f"{scene}: {what} by month 6", column, (first <= 6).mean())
    yield Measured(f"{scene}: … {mark}by month 8", column, (first <= 8).mean())
    yield Measured(f"{scene}: … {mark}by month 12", column, (first <= 12).mean())
    yield Measured(f"{scene}: … {mark}median month", column, float(np.median(first)))


def _coverage(row: str, rates: Floats, leads: Counts, theme: int | None = None) -> Iterator[Measured]:
    for month in (6, 12):
        so_far = leads[:, month - 1]
        expected = np.broadcast_to(rates * month, so_far.shape)
        inside = equal_exposure.covered(so_far, expected)
        yield Measured(row, "", float((inside if theme is None else inside[:, theme]).mean()))


def _clear_more(codes: Codes) -> Counts:
    return scenarios.first_look(codes, lambda found: found == CLEAR_MORE)


def _clear_less(codes: Codes) -> Counts:
    return scenarios.first_look(codes, lambda found: found == CLEAR_LESS)


def _unequal_months() -> Mapping[str, list[list[float]]]:
    months = range(1, 13)
    return {
        "exposure 10:10:1:1:1:1, equal rates, any base: wrong": [[10.0 * m, 10.0 * m, *[1.0 * m] * 4] for m in months],
        "exposure 20:1, equal rates, any base: wrong": [[20.0 * m, 1.0 * m] for m in months],
        "two late starters, equal rates, any base: wrong": [[1.0 * m] * 4 + [max(0.0, m - 6.0)] * 2 for m in months],
    }


def _rule(rule: str, rng: np.random.Generator, runs: int) -> Iterator[Measured]:
    for column, wrong in rules.wrong_in_a_year(rule, rng, runs).items():
        yield Measured(rule, column, wrong)
