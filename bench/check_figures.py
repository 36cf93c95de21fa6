"""Figures that anyone can compute again: what the model says of small tables of counts.

tests/demand holds each of them against the method note; here they are written out for the documentation.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from math import log

import numpy as np

from pipeline.demand import breakeven, costs, pooled, special
from pipeline.demand.costs import AtLeast
from pipeline.demand.pooled import Prior

Counts = Sequence[float]


def rows() -> Iterator[tuple[str, str, str]]:
    """What is asked, what comes out, what the method note says."""
    pair = [0.0, 4.0]
    yield "0 against 4 leads in 6 months: P(the first draws less), by our model", _less(pair, [6, 6]), ".88"
    yield "… with independent flat priors / Jeffreys", f"{_flat(1.0)} / {_flat(0.5)}", ".969 / .985"
    yield "… with between-theme CV half as wide / twice as wide", f"{_scaled(0.5)} / {_scaled(2)}", ".81 / .92"
    yield (
        "0 against 2 in 3 months / 0 against 1 in 2",
        f"{_less([0, 2], [3, 3])} / {_less([0, 1], [2, 2])}",
        ".74 / .64",
    )
    yield "by hour, 0 leads in 190 h against 4 in 20 h", _less(pair, [1.9, 0.2], 4), ".9987"
    yield "0 against 7 / 8 in 6 months", f"{_less([0, 7], [6, 6], 3)} / {_less([0, 8], [6, 6], 3)}", ".976 / .987"
    yield "0, 4, 1, 0, 1 in 6 months: P_k", _above([0, 4, 1, 0, 1], [6] * 5), ".22 .87 .41 .22 .41"
    yield "1, 2, 0, 9, 3, 2 in 12 months: P_k", _above([1, 2, 0, 9, 3, 2], [12] * 6), ".15 .30 .06 .982 .49 .30"
    yield "… rate of the fourth: median (90 % interval)", _interval([1, 2, 0, 9, 3, 2], [12] * 6, 3), ".50 (.24–.92)"
    yield "0, 1, 6, 2 leads in 190, 40, 30, 80 h: P_k", _above([0, 1, 6, 2], [1.9, 0.4, 0.3, 0.8]), ".001 .53 .999 .54"
    yield "0 leads in 12 mature posts against a theme without a post: P(the first draws less)", _untried(12), ".58"
    yield "P(λ > 1/6) after 6 / 8 / 12 / 18 mature posts without a client", _dead_posts(), ".135 / .097 / .050 / .018"
    yield "mature posts without a lead until the break-even test decides, λ*_lead = 2/3", _posts(2 / 3), "4.99"
    yield (
        "19,000 EUR and no client / 2,000 EUR and 4",
        f"{_cost(19000, 0)} / {_cost(2000, 4)}",
        ("at least 6,342 / 500 (218–1,464)"),
    )
    yield "21, 30, 63 minutes passing ½, ½, .6: minutes a client", f"{_minutes():.0f}", "345"


def table() -> str:
    """The figures as Markdown."""
    lines = ["| counts | computed | method note |", "| --- | --- | --- |"]
    return "\n".join([*lines, *(f"| {asked} | {found} | {note} |" for asked, found, note in rows())])


def _post(leads: Counts, exposure: Counts, prior: Prior = pooled.METHOD) -> pooled.Posterior:
    themes = {f"t{place}": pair for place, pair in enumerate(zip(leads, exposure, strict=True))}
    return pooled.posterior(themes, prior)


def _less(leads: Counts, exposure: Counts, digits: int = 2) -> str:
    return _number(pooled.chance_less(_post(leads, exposure), "t0", "t1"), digits)


def _untried(posts: float) -> str:
    """A theme without exposure is not in the pool: all that is known of it is the prior of each cell."""
    post = _post([0, 0], [posts, 0])
    shape, rate = post.shape[:, 0], post.rate[:, 0]
    prior = rate - posts  # the shape is that of the prior, since no lead came
    return _number(float(post.weight @ special.beta_below(shape, shape, rate / (rate + prior))), 2)


def _flat(shape: float) -> str:
    prior = Prior(shape=np.array([shape]), log_mean=np.array([log(1e12)]), log_weight=np.zeros(1), relative=False)
    return _number(pooled.chance_less(_post([0, 4], [6, 6], prior), "t0", "t1"), 3)


def _scaled(cv_scale: float) -> str:
    return _number(pooled.chance_less(_post([0, 4], [6, 6], pooled.half_normal(cv_scale)), "t0", "t1"), 2)


def _above(leads: Counts, exposure: Counts) -> str:
    chances = pooled.chances_above_others(_post(leads, exposure)).values()
    return " ".join(_number(chance, 3 if min(chance, 1 - chance) < 0.02 else 2) for chance in chances)


def _interval(leads: Counts, exposure: Counts, place: int) -> str:
    found = pooled.intervals(_post(leads, exposure))[f"t{place}"]
    return f"{_number(found.median, 2)} ({_number(found.low, 2)}–{_number(found.high, 2)})"


def _dead_posts() -> str:
    return " / ".join(_number(breakeven.chance_above(posts, 0, 1 / 6), 3) for posts in (6, 8, 12, 18))


def _posts(break_even: float) -> str:
    return f"{breakeven.posts_until_decided(0.0, break_even):.2f}"


def _cost(cost: float, clients: float) -> str:
    found = costs.per_client(cost, clients)
    if isinstance(found, AtLeast):
        return f"at least {found.at_least:,.0f}"
    return f"{found.median:,.0f} ({found.low:,.0f}–{found.high:,.0f})"


def _minutes() -> float:
    return costs.minutes_per_client([(21, 0.5), (30, 0.5), (63, 0.6)]) or 0.0


def _number(value: float, digits: int) -> str:
    return f"{value:.{digits}f}".removeprefix("0")
