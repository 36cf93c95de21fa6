"""What content drew: qualified leads that met a theme, and their credit under the models of place."""

from __future__ import annotations

import narwhals as nw

from pipeline.demand.frames import facts as journeys_of
from pipeline.demand.frames.facts import Facts, Frame, Window
from pipeline.model.people import NETWORK

MODELS = ("first", "last", "linear", "position")


def content_by_theme(facts: Facts, window: Window) -> Frame:
    """theme, content_leads, first, last, linear, position: qualified leads of the period.

    content_leads is what the report calls leads that met content: each is 1, split equally over its content touches,
    then by their tags. The models share out the same leads but for those of the network, which no content earned. One
    visit recorded twice, as a page and as the post that its link was made for, is one touch.
    """
    qualified = journeys_of.journeys(facts, window).filter(nw.col("converts"))
    tagged = facts.addresses.join(facts.tags.select("post").unique(), on="post", how="semi").select("address", "post")
    met = (
        journeys_of.touches_before(facts, qualified, window)
        .join(tagged, on="address", how="inner")
        .group_by("lead_id", "lead_channel", "at_us", "channel", "post")
        .agg(nw.col("place").min())
        .with_columns(
            nth=nw.col("lead_id").cum_count().over("lead_id", order_by=["at_us", "place"]),
            of=nw.len().over("lead_id"),
        )
    )
    by_post = met.with_columns(*_shares()).group_by("post").agg(nw.col("content_leads", *MODELS).sum())
    return (
        by_post.join(facts.tags, on="post", how="inner")
        .with_columns(nw.col("content_leads", *MODELS) * nw.col("weight"))
        .group_by("theme")
        .agg(nw.col("content_leads", *MODELS).sum())
    )


def _shares() -> list[nw.Expr]:
    """The share of each touch under every model, from its place `nth` among `of` content touches of its lead."""
    nth, of, one = nw.col("nth"), nw.col("of"), nw.lit(1.0)
    at_an_end = (nth == 1) | (nth == of)
    position = (
        nw.when(of <= 2)
        .then(one / of)
        .otherwise(nw.when(at_an_end).then(nw.lit(0.4)).otherwise(nw.lit(0.2) / (of - 2)))
    )
    models = {
        "first": nw.when(nth == 1).then(one).otherwise(nw.lit(0.0)),
        "last": nw.when(nth == of).then(one).otherwise(nw.lit(0.0)),
        "linear": one / of,
        "position": position,
    }
    earned = nw.col("lead_channel") != NETWORK
    return [
        (one / of).alias("content_leads"),
        *(nw.when(earned).then(share).otherwise(nw.lit(0.0)).alias(name) for name, share in models.items()),
    ]
