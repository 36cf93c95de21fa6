"""A word on posts that draw more where most of it is one post's doing: it may be that post, and not its theme.

How often such a post makes a theme look better than it is, is shown by bench/other_worlds.py.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import replace
from math import fsum

from pipeline.demand import leads
from pipeline.demand.ledger import Ledger
from pipeline.demand.reasons import Reason
from pipeline.demand.verdicts import Verdict

_MOST = 0.5


def remarked(judged: Mapping[str, Verdict], ledger: Ledger) -> dict[str, Verdict]:
    """The verdicts on posts, with the post by which more than half of a theme's leads came."""
    draws_more = {theme for theme, found in judged.items() if found.direction == "more" and not found.missing}
    if not draws_more:
        return dict(judged)
    drew = _drew(ledger)
    return {
        theme: replace(found, why=(*found.why, *_reasons(drew[theme]))) if theme in draws_more else found
        for theme, found in judged.items()
    }


def _reasons(drew: Mapping[str, float]) -> tuple[Reason, ...]:
    every = fsum(drew.values())
    post = max(sorted(drew), key=drew.__getitem__, default="")
    if not post or drew[post] <= _MOST * every:
        return ()
    return (Reason("one-post", {"leads": drew[post], "all": every, "post": post}),)


def _drew(ledger: Ledger) -> Mapping[str, Mapping[str, float]]:
    """Theme → post → qualified leads of the period that met it."""
    pieces = {piece.key: piece for piece in ledger.pieces}
    drew: dict[str, dict[str, float]] = defaultdict(lambda: defaultdict(float))
    for lead in ledger.leads:
        if ledger.holds(leads.qualified_on(lead)):
            met = leads.met_posts(lead, pieces, ledger.settings.look_back_days)
            for piece in met:
                for theme, weight in piece.themes.items():
                    drew[theme][piece.itself.key] += weight / len(met)
    return drew
