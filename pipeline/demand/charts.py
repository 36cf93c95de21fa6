"""The report's charts, drawn with Altair: each row is a theme, each mark has its words beside it.

Sizes are CSS pixels: a text of 12 is read as 12 px. On a phone the name stands above its row, else beside it.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from pipeline.demand import marks
from pipeline.demand.interval import Interval
from pipeline.demand.marks import Datum, Layout, Mark, Plot
from pipeline.demand.svg import Label, colour, drawn

Tone = Literal["more", "less", "open"]
TONES: Mapping[Tone, str] = {"more": "accent", "less": "mark", "open": "muted"}

_SHARES = Layout(width=340, left=42, right=288, pitch=52, above=True, letters=28)
_SHARES_WIDE = Layout(width=720, left=250, right=540, pitch=40, above=False, letters=25)
_RATES = Layout(width=340, left=4, right=214, pitch=52, above=True, letters=24)
_DAYS = Layout(width=340, left=4, right=336, pitch=56, above=True, letters=26)
_DAYS_WIDE = Layout(width=720, left=200, right=570, pitch=40, above=False, letters=25)

_BELOW = 12  # views stand a little lower, where they hide no words
_ABOVE_MARKS, _BELOW_MARKS = 13, 17  # how far a line of reference reaches beyond the marks of a row
_WIDEST = 6.0  # an interval may reach so many times the greatest median; beyond it is cut off


@dataclass(frozen=True, slots=True, kw_only=True)
class Share:
    """The shares (0 … 1) of hours, views and leads, or clients, of a theme or a channel; None where nothing of the kind
    is known.
    """

    name: str
    note: str
    hours: float | None
    views: float | None
    leads: float | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Estimate:
    """A theme's rate with its interval, in words and numbers; None where there is no exposure."""

    name: str
    verdict: str
    tone: Tone
    solid: bool
    rate: Interval | None
    said: str


@dataclass(frozen=True, slots=True, kw_only=True)
class History:
    """What happened to a theme, in days from the start of the period; bands are its promoted periods, each up to the
    end of its last day.
    """

    name: str
    note: str
    bands: tuple[tuple[float, float], ...]
    posts: tuple[float, ...]
    qualified: tuple[float, ...]
    won: tuple[float, ...]


def shares(rows: Sequence[Share], label: Label, percent: Callable[[float], str], *, wide: bool) -> str:
    """What each row was given and what it drew as shares, joined by a line."""
    plot = Plot(_SHARES_WIDE if wide else _SHARES, 1.0, len(rows))
    links: list[Datum] = []
    dots: dict[str, list[Datum]] = {"hours": [], "views": [], "leads": []}
    before: list[Datum] = []
    after: list[Datum] = []
    for row, y in plot.placed(rows):
        ends = [(share, role) for share, role in ((row.hours, "mark"), (row.leads, "accent")) if share is not None]
        ends.sort(key=lambda end: end[0])
        said: list[Datum] = [{"x": share, "y": y, "said": percent(share), "fill": colour(role)} for share, role in ends]
        after += said[-1:]
        before += said[:-1]
        if len(ends) == 2:
            links.append({"x": ends[0][0], "x2": ends[1][0], "y": y})
        for kind, share, below in (("hours", row.hours, 0), ("views", row.views, _BELOW), ("leads", row.leads, 0)):
            if share is not None:
                dots[kind].append({"x": share, "y": y + below})
    layers = [
        *marks.axis([Mark(share, percent(share)) for share in (0.0, 0.5, 1.0)], plot),
        marks.rules(links, plot, width=2, role="edge"),
        marks.dots(dots["views"], plot, size=36, role="muted", hollow=True),
        marks.dots(dots["hours"], plot, size=120, role="mark"),
        marks.dots(dots["leads"], plot, size=120, role="accent"),
        marks.words_beside(before, plot, "right", -12),
        marks.words_beside(after, plot, "left", 12),
        *marks.names([(row.name, row.note, "muted") for row in rows], plot),
    ]
    return drawn(marks.layered(layers), plot.size, label)


def rates(rows: Sequence[Estimate], label: Label, number: Callable[[float], str], reference: Mark | None = None) -> str:
    """Rates: the median as a dot on its 90 % interval, the verdict in words; `reference` is a dashed line."""
    known = [row.rate for row in rows if row.rate]
    plot = Plot(_RATES, _reach(known, reference), len(rows), head=18 if reference else 0)
    bars: list[Datum] = []
    dots: list[Datum] = []
    said: list[Datum] = []
    for row, y in plot.placed(rows):
        role = TONES[row.tone]
        said.append({"px": plot.layout.width, "y": y, "said": row.said, "fill": colour("text")})
        if row.rate:
            bars.append({"x": row.rate.low, "x2": min(row.rate.high, plot.reach), "y": y, "stroke": colour(role)})
            dots.append(
                {"x": row.rate.median, "y": y, "fill": colour(role if row.solid else "ground"), "stroke": colour(role)}
            )
    layers = [
        *marks.axis([Mark(at, number(at)) for at in marks.ticks(plot.reach)], plot),
        *(_reference(reference, plot) if reference else ()),
        marks.rules(bars, plot, width=7, opacity=0.4),
        marks.dots(dots, plot, size=80),
        marks.words(said, "right"),
        *marks.names([(row.name, row.verdict, TONES[row.tone]) for row in rows], plot),
    ]
    return drawn(marks.layered(layers), plot.size, label)


def timeline(rows: Sequence[History], months: Sequence[Mark], days: float, label: Label, *, wide: bool) -> str:
    """What was promoted when, and what came: bands, posts as ticks, qualified leads open, clients filled."""
    plot = Plot(_DAYS_WIDE if wide else _DAYS, days, len(rows))
    placed = list(plot.placed(rows))
    bands: list[Datum] = [{"x": start, "x2": end, "y": y} for row, y in placed for start, end in row.bands]
    lines: list[Datum] = [{"x": 0.0, "x2": days, "y": y} for _row, y in placed]
    posts: list[Datum] = [{"x": day, "y": y - 9, "y2": y + 9} for row, y in placed for day in row.posts]
    qualified: list[Datum] = [{"x": day, "y": y} for row, y in placed for day in row.qualified]
    won: list[Datum] = [{"x": day, "y": y} for row, y in placed for day in row.won]
    layers = [
        *marks.axis(months, plot),
        marks.rules(lines, plot, width=1, role="edge"),
        marks.rules(bands, plot, width=22, role="mark", opacity=0.2),
        marks.strokes(posts, plot, width=2, role="mark"),
        marks.dots(qualified, plot, size=70, role="accent", hollow=True),
        marks.dots(won, plot, size=110, role="accent"),
        *marks.names([(row.name, row.note, "muted") for row in rows], plot),
    ]
    return drawn(marks.layered(layers), plot.size, label)


def _reach(rates: Sequence[Interval], reference: Mark | None) -> float:
    """How far the axis goes: to the widest interval, unless that would squeeze all others together."""
    longest = max((rate.high for rate in rates), default=0.0)
    middle = max((rate.median for rate in rates), default=0.0)
    reach = min(longest, _WIDEST * middle) if middle else longest
    return max(reach, reference.at * 1.15 if reference else 0.0) or 1.0


def _reference(reference: Mark, plot: Plot) -> list[marks.Layer]:
    # Beside the marks alone, never through a name above them.
    line: list[Datum] = [
        {"x": reference.at, "y": y - _ABOVE_MARKS, "y2": y + _BELOW_MARKS} for _row, y in plot.placed(range(plot.rows))
    ]
    said: list[Datum] = [{"x": reference.at, "y": 7, "said": reference.said, "fill": colour("text")}]
    align: marks.Side = "left" if reference.at < plot.reach / 2 else "right"
    shift = -3 if align == "left" else 3
    return [
        marks.strokes(line, plot, width=1.5, role="text", dash=(4, 3)),
        marks.words_beside(said, plot, align, shift),
    ]
