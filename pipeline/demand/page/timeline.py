"""Section: the time line. What was promoted when, what was published, and what came."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date

from pipeline.demand import charts, opening
from pipeline.demand.charts import History
from pipeline.demand.leads import Counted
from pipeline.demand.marks import Mark
from pipeline.demand.msgids import _, _n
from pipeline.demand.page import parts, stretches
from pipeline.demand.page.parts import NOTHING, THEME, empty
from pipeline.demand.page.views import Chart, Figure, Key, Section
from pipeline.demand.report import Report
from pipeline.demand.rows import ThemeRow
from pipeline.demand.svg import Label
from pipeline.demand.wording import Speech
from pipeline.model.theme import Theme

TITLE = _("Time line")
NOTHING_PROMOTED = _("No theme was promoted in this period: themes.toml names no promoted days in it.")
PROMOTED = _n(
    "On the {days} days on which {theme} was promoted, {n} lead wanted it.",
    "On the {days} days on which {theme} was promoted, {n} leads wanted it.",
)
PROMOTED_IN_VAIN = _("On the {days} days on which {theme} was promoted, no lead wanted it.")
NOT_PROMOTED = _n(
    "{theme} was promoted on no day and sold once.",
    "{theme} was promoted on no day and sold {n} times.",
)
CHART = _("Promoted periods, posts, leads and clients by theme")
ROW = _("{theme}: promoted {promoted}; posts on {posts}; leads on {qualified}; clients on {won}.")
NOTE = _n("{posts}, {n} client", "{posts}, {n} clients")
POSTS = _n("{n} post", "{n} posts")
KEY_BAND = _("promoted")
KEY_POST = _("post")
KEY_LEAD = _("lead")
KEY_CLIENT = _("client")
PROMOTE = "leitmotiv themes promote THEME --from DAY"
WHEN_PROMOTED = _("Promoted")
WHEN_POSTS = _("Posts published")
WHEN_LEADS = _("Lead on")
WHEN_CLIENTS = _("Client on")

_MONTHS = 7  # more words than these collide on a phone


def section(report: Report, speech: Speech) -> Section:
    """Conclusion, time line and dates."""
    if not report.themes:
        return empty("time", TITLE, ["themes"], report, speech)
    ledger = report.ledger
    days = (ledger.until - ledger.start).days + 1
    rows = [_history(row, report, speech) for row in report.themes]
    dates = [_dates(row.theme, report, speech) for row in report.themes]
    described = " ".join(
        speech.say(ROW, theme=theme, promoted=promoted, posts=posts, qualified=qualified, won=won)
        for theme, promoted, posts, qualified, won in dates
    )

    def drawn(id_: str, *, wide: bool) -> str:
        marks = _months(ledger.start, ledger.until, 2 * _MONTHS if wide else _MONTHS, speech)
        return charts.timeline(rows, marks, days, Label(id_, speech.say(CHART), described), wide=wide)

    keys = (
        Key("band", "mark", speech.say(KEY_BAND)),
        Key("tick", "mark", speech.say(KEY_POST)),
        Key("ring", "accent", speech.say(KEY_LEAD)),
        Key("dot", "accent", speech.say(KEY_CLIENT)),
    )
    figure = Figure((Chart(drawn("time", wide=False), drawn("time-wide", wide=True)),), keys)
    numbers = parts.folded((THEME, WHEN_PROMOTED, WHEN_POSTS, WHEN_LEADS, WHEN_CLIENTS), dates, speech, numeric=False)
    fills = () if report.stretches else parts.filled_by([PROMOTE], speech)
    blocks = (figure, *stretches.blocks(report, speech), numbers, *fills)
    return Section("time", speech.say(TITLE), _says(report, speech), blocks)


def _says(report: Report, speech: Speech) -> str:
    promoted = [row for row in report.themes if row.given.promoted_days]
    if not promoted:
        return speech.say(NOTHING_PROMOTED)
    most = max(promoted, key=lambda row: row.given.promoted_days)
    within = [day for day in _days(most.theme, report, lambda lead: lead.qualified) if most.theme.is_promoted(day)]
    days = speech.number(most.given.promoted_days)
    gaps = {"days": days, "theme": speech.theme(most.theme.id)}
    said = [speech.count(PROMOTED, len(within), **gaps) if within else speech.say(PROMOTED_IN_VAIN, **gaps)]
    unpromoted = [row for row in report.themes if row.theme.id in report.unpromoted_demand]
    if unpromoted:
        best = max(unpromoted, key=lambda row: row.drawn.clients)
        sold = opening.sales(report, best.theme.id)
        said.append(speech.count(NOT_PROMOTED, sold, theme=speech.theme(best.theme.id)))
    return " ".join(said)


def _history(row: ThemeRow, report: Report, speech: Speech) -> History:
    start, until = report.ledger.start, report.ledger.until

    def since(days: Sequence[date]) -> tuple[float, ...]:
        return tuple(float((day - start).days) for day in days)

    bands = [
        ((max(period.start, start) - start).days, (min(period.until or until, until) - start).days + 1)
        for period in row.theme.promoted
        if period.days_within(start, until)
    ]
    published = _published(row.theme, report)
    sold = opening.sales(report, row.theme.id)
    return History(
        name=speech.theme(row.theme.id),
        note=speech.count(NOTE, sold, posts=speech.count(POSTS, len(published))),
        bands=tuple((float(first), float(last)) for first, last in bands),
        posts=since(published),
        qualified=since(_days(row.theme, report, lambda lead: lead.qualified)),
        won=since(_days(row.theme, report, lambda lead: lead.won)),
    )


def _dates(theme: Theme, report: Report, speech: Speech) -> tuple[str, str, str, str, str]:
    """The days of a theme in words, for the table and for those who do not see the chart."""
    start, until = report.ledger.start, report.ledger.until
    promoted = [
        speech.period(max(period.start, start), min(period.until or until, until))
        for period in theme.promoted
        if period.days_within(start, until)
    ]

    def said(days: Sequence[date]) -> str:
        return ", ".join(speech.short_day(day) for day in days) or NOTHING

    return (
        speech.theme(theme.id),
        ", ".join(promoted) or NOTHING,
        said(_published(theme, report)),
        said(_days(theme, report, lambda lead: lead.qualified)),
        said(_days(theme, report, lambda lead: lead.won)),
    )


def _published(theme: Theme, report: Report) -> list[date]:
    return sorted(
        piece.published
        for piece in report.ledger.pieces
        if theme.id in piece.themes and report.ledger.holds(piece.published)
    )


def _days(theme: Theme, report: Report, reached: Callable[[Counted], date | None]) -> list[date]:
    """The days of the period on which leads that want the theme got so far."""
    days = [reached(lead) for lead in report.leads if theme.id in lead.wanted]
    return sorted(day for day in days if day is not None and report.ledger.holds(day))


def _months(start: date, until: date, most: int, speech: Speech) -> list[Mark]:
    """The first days of months, as many as fit; the first of a year says the year where the period is longer."""
    months = [
        date(year, month, 1)
        for year in range(start.year, until.year + 1)
        for month in range(1, 13)
        if start <= date(year, month, 1) <= until
    ]
    fitting = (step for step in (1, 2, 3, 4, 6, 12, 24, 60, 120, 600, 1200, 6000) if len(months) <= most * step)
    step = next(fitting, 12_000)
    shown = [month for month in months if (12 * month.year + month.month - 1) % step == 0]
    several = start.year != until.year
    return [
        Mark((month - start).days, str(month.year) if several and month.month == 1 else speech.month(month))
        for month in shown
    ]
