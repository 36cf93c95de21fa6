"""When a post pays: the break-even rate, and the sequential test that content falls short of it.

λ* = cost per post / value per client, in clients per mature post; λ*_lead = λ* · leads per client.
The test (Wald's SPRT, α = 5 %, no upper bound) holds λ*_lead against a tenth of it.
"""

from __future__ import annotations

from dataclasses import dataclass
from math import ceil, log

LEADS_PER_CLIENT = 4.0
DECIDED_FOR_OWN_RATIO = 10
"""Leads that met a post, won or lost, from which on their own ratio is worth a word."""
BOUND = log(20.0)  # ln(1/α)
_DEAD = 0.1  # the rate that the test holds against break-even, as a part of it
_MATURE_AFTER_TWO_HALF_LIVES = 0.75


@dataclass(frozen=True, slots=True)
class Economics:
    """What the owner says a post costs and a client brings, in one currency; None is "not said".

    ValueError for an amount that is not more than 0.
    """

    cost_per_post: float | None = None
    value_per_client: float | None = None
    leads_per_client: float = LEADS_PER_CLIENT

    def __post_init__(self) -> None:
        amounts = (self.cost_per_post, self.value_per_client, self.leads_per_client)
        if any(amount is not None and not amount > 0.0 for amount in amounts):
            raise ValueError("cost_per_post, value_per_client and leads_per_client must be more than 0")


@dataclass(frozen=True, slots=True)
class Sprt:
    """How far the test has come: decided against the content where score reaches bound."""

    score: float
    bound: float

    @property
    def crossed(self) -> bool:
        """Whether break-even is ruled out."""
        return self.score >= self.bound


@dataclass(frozen=True, slots=True)
class Experiment:
    """A test that fails fairly: mature posts needed, posts to write, days to wait after the last."""

    mature_posts: float
    write: int
    judge_after_days: float


def missing_settings(economics: Economics) -> tuple[str, ...]:
    """The keys of [report] without which there is no break-even; empty where there is one."""
    given = {
        "cost_per_post": economics.cost_per_post,
        "value_per_client": economics.value_per_client,
    }
    return tuple(key for key, amount in given.items() if amount is None)


def client_break_even(economics: Economics) -> float | None:
    """λ*: the clients that a mature post must bring to pay for itself; None where unknown."""
    if economics.cost_per_post is None or economics.value_per_client is None:
        return None
    return economics.cost_per_post / economics.value_per_client


def lead_break_even(economics: Economics) -> float | None:
    """λ*_lead: the same in leads, λ* · leads per client; None where unknown."""
    clients = client_break_even(economics)
    return None if clients is None else clients * economics.leads_per_client


def sprt(mature_posts: float, leads: float, break_even: float) -> Sprt:
    """The test after so many mature posts and leads: .9·n·λ* − k·ln 10 against ln 20."""
    score = (1.0 - _DEAD) * mature_posts * break_even - leads * -log(_DEAD)
    return Sprt(score=score, bound=BOUND)


def posts_until_decided(leads: float, break_even: float) -> float:
    """The mature posts at which the test crosses if no further lead comes."""
    return (BOUND - leads * log(_DEAD)) / ((1.0 - _DEAD) * break_even)


def chance_above(mature_posts: float, leads: float, break_even: float) -> float:
    """P(λ > λ*) under the prior Gamma(1, rate 1/λ*): Gamma(1 + k, rate 1/λ* + n).

    Without a lead that is exp(−(1 + n·λ*)). Alone it condemns nobody: looked at monthly it falls
    under 5 % in a quarter of first years for content exactly at break-even.
    """
    from pipeline.demand import special  # leads are listed without it

    return float(special.gamma_above(1.0 + leads, 1.0 + mature_posts * break_even))


def experiment(break_even: float, half_life_days: float) -> Experiment:
    """The posts that decide about a theme never written about, if they draw nobody.

    After two half-lives a post is three quarters mature, so a third more must be written.
    """
    needed = posts_until_decided(0.0, break_even)
    return Experiment(
        mature_posts=needed,
        write=ceil(needed / _MATURE_AFTER_TWO_HALF_LIVES),
        judge_after_days=2.0 * half_life_days,
    )
