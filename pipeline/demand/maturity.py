"""How much of a period counts: posts that have had time to work, months on which one could buy."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

DAYS_PER_MONTH = 30.4375
HALF_LIFE_DAYS = 45.0


@dataclass(frozen=True, slots=True)
class DatedPost:
    """A published post, and the part of it (0 … 1) that its tags give to one theme."""

    published: date
    weight: float = 1.0


def share_matured(age_days: float, half_life_days: float = HALF_LIFE_DAYS) -> float:
    """F(a) = 1 − 2^(−a/h): how much of its effect a post of this age has had; 0 before it is out."""
    if half_life_days <= 0.0:
        raise ValueError("the half-life of a post must be more than 0 days")
    if age_days <= 0.0:
        return 0.0
    return float(1.0 - 2.0 ** (-age_days / half_life_days))


def mature_posts(
    posts: Iterable[DatedPost],
    start: date,
    until: date,
    half_life_days: float = HALF_LIFE_DAYS,
) -> float:
    """The mature posts of a period: Σ w·[F(until − p) − F(start − p)].

    A post from before the period counts with what it still had to give; one after `until` is 0.
    """
    if until < start:
        return 0.0
    shares = (
        post.weight
        * (
            share_matured((until - post.published).days, half_life_days)
            - share_matured((start - post.published).days, half_life_days)
        )
        for post in posts
    )
    return sum(shares, 0.0)


def months_on_offer(start: date, until: date, offered: Iterable[tuple[date | None, date | None]] = ()) -> float:
    """The months in [start, until], both ends counted, on which an offer of the theme exists.

    offered: first and last day of each offer, None where it has always existed, or still does; a theme without an
    offer has the whole period. Days / 30.4375.
    """
    ends = tuple(offered) or ((None, None),)
    days, free = 0, start
    for first, last in sorted((max(first or start, start), min(last or until, until)) for first, last in ends):
        days += max((last - max(first, free)).days + 1, 0)
        free = max(free, last + timedelta(days=1))
    return days / DAYS_PER_MONTH
