"""How often each theme was met: touches by theme, channel, language and month."""

from __future__ import annotations

import narwhals as nw

from pipeline.demand.frames.facts import DAY_US, Facts, Frame, Window


def touches_by_theme(facts: Facts, window: Window) -> Frame:
    """theme, channel, lang, month (as 2026-03), touches: of the period, split by the tags of what was met.

    Rows are counted per address before anything is joined to them, so the joins see thousands of rows, not millions.
    """
    counted = (
        facts.touches.filter(window.holds_moment("at_us") & (nw.col("address") != ""))
        .with_columns(day=(nw.col("at_us") // DAY_US).cast(nw.Int64))
        .join(facts.calendar, on="day", how="inner")
        .group_by("address", "channel", "month")
        .agg(nw.len().alias("times"))
    )
    return (
        counted.join(facts.addresses, on="address", how="inner")
        .join(facts.tags, on="post", how="inner")
        .with_columns(touches=nw.col("times") * nw.col("weight"))
        .group_by("theme", "channel", "lang", "month")
        .agg(nw.col("touches").sum())
    )
