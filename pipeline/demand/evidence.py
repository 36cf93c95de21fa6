"""What one question knows of its themes: counts, chances, and whether there is enough to judge by."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from pipeline.demand import pooled
from pipeline.demand.pooled import Cases, Posterior

Direction = Literal["more", "less"]

LEADS_TO_JUDGE = 3.0
ROUNDING = 1e-9
"""Sums of shares of leads miss what they should come to by less than this: what differs by less is the same."""


@dataclass(frozen=True, slots=True, eq=False)
class Evidence:
    """The themes of one question, and the posterior of its pool.

    post is None where no theme has exposure; above is P_k, empty where nobody can be compared.
    """

    themes: Cases
    post: Posterior | None
    above: Mapping[str, float]


def gather(themes: Cases) -> Evidence:
    """The evidence of a question; ValueError for negative or infinite numbers."""
    if not any(exposure > 0.0 for _, exposure in themes.values()):
        return Evidence(themes, None, {})
    post = pooled.posterior(themes)
    return Evidence(themes, post, pooled.chances_above_others(post))


def others(evidence: Evidence, theme: str) -> tuple[float, float]:
    """Leads and exposure of the rest of the pool together."""
    rest = [(y, e) for key, (y, e) in evidence.themes.items() if key != theme and e > 0.0]
    return sum(y for y, _ in rest), sum(e for _, e in rest)


def expected(evidence: Evidence, theme: str, leads: float, exposure: float) -> float:
    """The leads that the theme would have had at somebody else's rate, leads / exposure."""
    return evidence.themes[theme][1] * leads / exposure


def reaches(leads: float) -> bool:
    """Whether so many leads are enough to judge by."""
    return leads >= LEADS_TO_JUDGE - ROUNDING


def suffices(evidence: Evidence, theme: str, direction: Direction) -> bool:
    """Whether the leads allow a verdict in this direction.

    More: the theme has 3. Less: the others have 3, and the theme would have had 3 at their rate.
    """
    if direction == "more":
        return reaches(evidence.themes[theme][0])
    leads, exposure = others(evidence, theme)
    return reaches(leads) and reaches(expected(evidence, theme, leads, exposure))


def chance(evidence: Evidence, theme: str, direction: Direction) -> float:
    """P that the theme draws more, or less, than the others together."""
    above = evidence.above[theme]
    return above if direction == "more" else 1.0 - above


def likelier(evidence: Evidence, theme: str) -> Direction:
    """The side that the chances favour; "more" where they are even."""
    return "more" if evidence.above[theme] >= 0.5 - ROUNDING else "less"


def strongest(evidence: Evidence, besides: str | None = None) -> str:
    """The theme with the highest P_k; of equals the first by id, whatever the order they came in."""
    rivals = sorted(theme for theme in evidence.above if theme != besides)
    return max(rivals, key=lambda theme: round(evidence.above[theme], 9))
