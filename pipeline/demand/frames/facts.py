"""The frames that everything here starts from, and which leads of them are journeys of the period."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

import narwhals as nw

from pipeline.model.people import QUALIFIED

Frame = nw.LazyFrame[Any]

DAY_US = 86_400_000_000
_EPOCH = date(1970, 1, 1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """What the database and the workspace know, as frames of one engine.

    Moments (`_us`) are microseconds and days are days since 1970-01-01, both UTC: numbers mean the same on every
    engine, where timestamps bring each engine's own zones.

    touches    lead_id, place (order of recording), at_us, channel, address (of a page or post, "" where it met none)
    leads      lead_id, received_us, channel, offer ("" for none), value, has_value (1 where a value was said, else 0)
    stages     lead_id, stage, on_day
    addresses  address, post (translation key), lang ("" where the address does not tell)
    tags       post, theme, weight
    offers     offer, price
    calendar   day, month (as 2026-03), of the period
    """

    touches: Frame
    leads: Frame
    stages: Frame
    addresses: Frame
    tags: Frame
    offers: Frame
    calendar: Frame


@dataclass(frozen=True, slots=True)
class Window:
    """The period, both ends counted, and how many days before a lead's first message its touches count."""

    start: date
    until: date
    look_back_days: int

    @property
    def first_day(self) -> int:
        """The first day, since 1970."""
        return (self.start - _EPOCH).days

    @property
    def last_day(self) -> int:
        """The last day, since 1970."""
        return (self.until - _EPOCH).days

    def months(self) -> dict[int, str]:
        """Every day of the period with its month: what the calendar frame is made of."""
        days = range(self.first_day, self.last_day + 1)
        return {day: (_EPOCH + timedelta(days=day)).strftime("%Y-%m") for day in days}

    def holds_day(self, column: str) -> nw.Expr:
        """Whether the day in the column lies in the period; false where there is none."""
        inside = (nw.col(column) >= self.first_day) & (nw.col(column) <= self.last_day)
        return nw.when(~nw.col(column).is_null()).then(inside).otherwise(nw.lit(False))

    def holds_moment(self, column: str) -> nw.Expr:
        """Whether the moment in the column lies on a day of the period."""
        return (nw.col(column) >= self.first_day * DAY_US) & (nw.col(column) < (self.last_day + 1) * DAY_US)


def journeys(facts: Facts, window: Window) -> Frame:
    """A row a lead of the period: lead_id, received_us, lead_channel, converts, value.

    It converts where it was qualified in the period; else it came in during the period and was not qualified by its
    end. What it brought counts where it was won in the period. It came in on the day that its stages name, which is
    that of whoever wrote it down, else on that of its first message.
    """
    qualifies, won = nw.col("stage").is_in(QUALIFIED), nw.col("stage") == "won"
    reached = facts.stages.group_by("lead_id").agg(
        nw.when(nw.col("stage") == "inquiry").then(nw.col("on_day")).min().alias("noted_on"),
        nw.when(qualifies).then(nw.col("on_day")).min().alias("qualified_on"),
        nw.when(won).then(nw.col("on_day")).min().alias("won_on"),
    )
    came_on = nw.coalesce(nw.col("noted_on"), (nw.col("received_us") // DAY_US).cast(nw.Int64))
    open_at_the_end = nw.col("qualified_on").is_null() | (nw.col("qualified_on") > window.last_day)
    priced = nw.coalesce(nw.col("price"), nw.lit(0.0))
    brought = nw.when(nw.col("has_value") == 1).then(nw.col("value")).otherwise(priced)
    return (
        facts.leads.join(reached, on="lead_id", how="left")
        .with_columns(came_on=came_on)
        .filter(nw.col("came_on") <= window.last_day)
        .join(facts.offers, on="offer", how="left")
        .with_columns(converts=window.holds_day("qualified_on"), pays=window.holds_day("won_on"))
        .filter(nw.col("converts") | (open_at_the_end & window.holds_day("came_on")))
        .select(
            "lead_id",
            "received_us",
            nw.col("channel").alias("lead_channel"),
            "converts",
            nw.when(nw.col("pays")).then(brought).otherwise(nw.lit(0.0)).alias("value"),
        )
    )


def touches_before(facts: Facts, of: Frame, window: Window) -> Frame:
    """The touches of these journeys up to their first message and no older than the look-back window, beside both's
    columns.
    """
    age_us = nw.col("received_us") - nw.col("at_us")
    return facts.touches.join(of, on="lead_id", how="inner").filter(
        (age_us >= 0) & (age_us <= window.look_back_days * DAY_US)
    )
