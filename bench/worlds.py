"""Worlds in which leads do not come as the model has it: in company, in seasons, by few posts."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from bench.equal_exposure import Counts, Floats

THEMES, MONTHS, DAYS_A_MONTH = 6, 12, 30.4375

World = Callable[[np.random.Generator, int, float], Floats]
"""When the leads of so many themes come, in months: rows of theme, month, and the number of its chain, as noted."""


def alone(rng: np.random.Generator, themes: int, base: float) -> Floats:
    """Leads that come one by one."""
    return _at(rng, rng.poisson(base * MONTHS, themes))


def in_company(size: float, noted: float = 0.0, of_others: float | None = None, within: float = 2.0) -> World:
    """Leads of which each brings further ones within two months, `size` with it on the mean; as many leads in all.

    Of so many of the further ones it is noted who sent them. Every second theme may have another size, `of_others`, and
    further ones may come within other months.
    """

    def world(rng: np.random.Generator, themes: int, base: float) -> Floats:
        sizes = np.where(np.arange(themes) % 2, size if of_others is None else of_others, size)
        first = _at(rng, rng.poisson(base * MONTHS / sizes))
        bring = rng.geometric(1 / sizes[first[:, 0].astype(int)]) - 1
        later = np.repeat(first, bring, axis=0)
        later[:, 1] += rng.uniform(0, within, len(later))
        unknown = rng.uniform(0, 1, len(later)) >= noted
        later[unknown, 2] = len(first) + np.arange(unknown.sum())
        return np.concatenate([first, later])

    return world


def by_posts(cv: float) -> World:
    """Leads by two posts a month, each half after 45 days; how many a post brings varies so much from post to post."""

    def world(rng: np.random.Generator, themes: int, base: float) -> Floats:
        brings = rng.gamma(cv**-2, base / 2 * cv**2, (themes, 2 * MONTHS))
        place, post = np.nonzero(np.ones_like(brings))
        each = rng.poisson(brings).ravel()
        found = np.repeat(np.column_stack([place, post / 2, np.zeros(len(place))]), each, axis=0)
        found[:, 1] += rng.exponential(45 / DAYS_A_MONTH / np.log(2), len(found))
        found[:, 2] = np.arange(len(found))
        return found

    return world


def misread(always_as_first: bool) -> World:
    """Leads that come one by one; of every fifth the wish is read wrong, as any theme of its six or as the first."""

    def world(rng: np.random.Generator, themes: int, base: float) -> Floats:
        found = alone(rng, themes, base)
        wrong = rng.uniform(0, 1, len(found)) < 0.2
        read_as = 0 if always_as_first else rng.integers(0, THEMES, wrong.sum())
        found[wrong, 0] = found[wrong, 0] // THEMES * THEMES + read_as
        return found

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


def _at(rng: np.random.Generator, numbers: Counts) -> Floats:
    """So many leads of each theme at any time of the year, each of its own."""
    place = np.repeat(np.arange(len(numbers)), numbers)
    return np.column_stack([place, rng.uniform(0, MONTHS, len(place)), np.arange(len(place))])
