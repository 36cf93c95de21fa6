"""The path table of all leads: what `leitmotiv credit` and every attribution model read."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import narwhals as nw

from pipeline.demand.frames import facts as journeys_of
from pipeline.demand.frames.facts import Facts, Frame, Window
from pipeline.model.people import NETWORK

Joined = Callable[[Frame, Sequence[str]], Frame]
"""lead_id, step → lead_id, path: the distinct steps of each lead in order, as the names of their channels, joined by
` > `. A step is a moment times the number of names, plus the channel's place among the names.

Narwhals has no ordered joining of texts, so the engine lends its own; one number a touch makes it four times as fast.
"""


def path_table(facts: Facts, window: Window, names: Sequence[str], joined: Joined) -> Frame:
    """path, total_conversions, total_conversion_value, total_null, of the period's leads that touched something.

    `names` are all channels of the touches, sorted. Leads of the network stand apart and are not in it. One visit
    recorded twice, as a page and as the post that its link was made for, is one touch.
    """
    names = list(names) or [""]  # an engine takes no list of nothing
    leads = journeys_of.journeys(facts, window).filter(nw.col("lead_channel") != NETWORK)
    place = nw.col("channel").replace_strict(names, list(range(len(names))), default=0, return_dtype=nw.Int64)
    touches = journeys_of.touches_before(facts, leads, window).select(
        "lead_id", (nw.col("at_us") * len(names) + place).alias("step")
    )
    converted, missed = (nw.when(nw.col("converts")).then(nw.lit(x)).otherwise(nw.lit(1 - x)) for x in (1, 0))
    return (
        joined(touches, names)
        .join(leads.select("lead_id", "converts", "value"), on="lead_id", how="inner")
        .with_columns(converted=converted, missed=missed)
        .group_by("path")
        .agg(
            nw.col("converted").sum().alias("total_conversions"),
            nw.col("value").sum().alias("total_conversion_value"),
            nw.col("missed").sum().alias("total_null"),
        )
    )
