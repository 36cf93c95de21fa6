"""Sections: demand by the calendar and by the hour, and what posts bring, each as rates with their intervals."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from pipeline.demand import bursts, charts, echoes, headline, judgements, reasons, seasons, shared_leads
from pipeline.demand.charts import Estimate
from pipeline.demand.marks import Mark
from pipeline.demand.msgids import _, _n
from pipeline.demand.page import earning, parts
from pipeline.demand.page.parts import NOTHING, THEME, by_demand, empty, missing
from pipeline.demand.page.views import Chart, Figure, Key, Remarks, Section
from pipeline.demand.report import Report
from pipeline.demand.rows import ThemeRow
from pipeline.demand.svg import Label
from pipeline.demand.verdicts import Question
from pipeline.demand.wording import Speech

DEMAND = _("Demand")
CONTENT = _("What posts bring")
RATES = {
    "per_month": _("Leads a month on offer"),
    "per_100_hours": _("Leads in 100 hours spent on winning clients"),
    "content": _("Leads that met a post, for each mature post"),
}
CHART = _("{rate}, by theme")
ROW = _("{theme}: {rate}, {verdict}.")
KEY_DOT = _("median; filled when clear")
KEY_BAR = _("90 % interval")
KEY_LINE = _("break-even")
LEADS = _("Leads")
BY_MAIN_THEME = _("by main theme alone")
MONTHS = _("Months on offer")
HOURS = _("Hours")
MATURE = _("Mature posts")
RATE_MONTH = _("a month")
RATE_HOURS = _("in 100 hours")
RATE_POST = _("for each post")
NOT_PAYING = _n(
    "Posts on {theme} do not pay for themselves: {n} lead from {posts} mature posts, "
    "where break-even asks for {expected}.",
    "Posts on {theme} do not pay for themselves: {n} leads from {posts} mature posts, "
    "where break-even asks for {expected}.",
)
POSTS_DRAW: Mapping[str, str] = {
    "more": _("Posts on {theme} draw more than those on {against} ({verdict})."),
    "less": _("Posts on {theme} draw less than those on {against} ({verdict})."),
}
POSTS_OPEN = _n(
    "{n} lead had met a post, which tells no theme from another yet.",
    "{n} leads had met a post, which tells no theme from another yet.",
)
NOBODY_MET = _("No post is recorded for any lead yet, so posts tell no theme from another.")
BREAK_EVEN = _("break-even {rate}")


def demand(report: Report, speech: Speech) -> Section:
    """Both questions about demand, theme by theme."""
    if "themes" in report.gaps or not any(row.drawn.qualified for row in report.themes):
        return empty("demand", DEMAND, missing(report, ("themes", "leads", "offers"), "qualified"), report, speech)
    rows = by_demand(report)
    questions: tuple[Question, ...] = ("per_month", "per_100_hours")
    marks = judgements.marks(rows, *questions)
    figure = Figure(
        tuple(_chart(question, rows, marks, speech) for question in questions),
        (Key("dot", "text", speech.say(KEY_DOT)), Key("bar", "muted", speech.say(KEY_BAR))),
        judgements.compared(marks, speech),
    )
    numbers = parts.folded(
        (THEME, LEADS, BY_MAIN_THEME, MONTHS, RATE_MONTH, HOURS, RATE_HOURS),
        [
            (
                speech.theme(row.theme.id),
                speech.number(row.drawn.qualified, 2),
                speech.number(report.primary[row.theme.id].drawn.qualified, 2),
                speech.number(row.given.months_on_offer, 1),
                _rate(row, "per_month", speech),
                speech.number(row.given.minutes / 60, 1),
                _rate(row, "per_100_hours", speech),
            )
            for row in rows
        ],
        speech,
    )
    words = (
        echoes.word(report, speech),
        shared_leads.word(report, speech, *questions),
        bursts.word(report, speech),
        seasons.word(report, speech),
    )
    remarks = tuple(filter(None, words))
    blocks = (figure, Remarks(remarks), numbers) if remarks else (figure, numbers)
    return Section("demand", speech.say(DEMAND), _demand_says(report, speech), blocks)


def content(report: Report, speech: Speech) -> Section:
    """Leads that met a post, against what a post must bring."""
    if not any(row.given.mature_posts > 0 for row in report.themes):
        return empty("content", CONTENT, missing(report, ("themes", "posts"), "mature"), report, speech)
    rows = sorted(report.themes, key=lambda row: (-_median(row), -row.given.mature_posts))
    break_even = report.break_even
    reference = Mark(break_even, speech.say(BREAK_EVEN, rate=speech.rate(break_even))) if break_even else None
    keys = [Key("dot", "text", speech.say(KEY_DOT)), Key("bar", "muted", speech.say(KEY_BAR))]
    keys += [Key("dash", "text", speech.say(KEY_LINE))] if reference else []
    numbers = parts.folded(
        (THEME, LEADS, BY_MAIN_THEME, MATURE, RATE_POST),
        [
            (
                speech.theme(row.theme.id),
                speech.number(row.drawn.met_leads, 2),
                speech.number(report.primary[row.theme.id].drawn.met_leads, 2),
                speech.number(row.given.mature_posts, 2),
                _rate(row, "content", speech),
            )
            for row in rows
        ],
        speech,
    )
    marks = judgements.marks(rows, "content")
    chart = _chart("content", rows, marks, speech, reference)
    figure = Figure((chart,), tuple(keys), judgements.compared(marks, speech))
    remarks = Remarks(
        (*earning.remarks(report, speech), *filter(None, (shared_leads.word(report, speech, "content"),)))
    )
    return Section("content", speech.say(CONTENT), _content_says(report, speech), (figure, remarks, numbers))


def _chart(
    question: Question,
    rows: Sequence[ThemeRow],
    marks: Mapping[str, str],
    speech: Speech,
    reference: Mark | None = None,
) -> Chart:
    estimates = [
        Estimate(
            name=speech.theme(row.theme.id),
            verdict=judgements.short(row.verdicts[question], speech, marks),
            tone=judgements.tone(row.verdicts[question]),
            solid=judgements.solid(row.verdicts[question]),
            rate=row.rates[question],
            said=_rate(row, question, speech),
        )
        for row in rows
    ]
    described = " ".join(
        speech.say(ROW, theme=one.name, rate=one.said, verdict=judgements.short(row.verdicts[question], speech))
        for one, row in zip(estimates, rows, strict=True)
    )
    heading = speech.say(RATES[question])
    label = Label(question.replace("_", "-"), speech.say(CHART, rate=heading), described)
    return Chart(charts.rates(estimates, label, speech.rate, reference), heading=heading)


def _rate(row: ThemeRow, question: Question, speech: Speech) -> str:
    rate = row.rates[question]
    return speech.interval(rate) if rate else NOTHING


def _median(row: ThemeRow) -> float:
    rate = row.rates["content"]
    return rate.median if rate else -1.0


def _demand_says(report: Report, speech: Speech) -> str:
    """The sharpest sentence on each side; of two themes that of one, since the other only mirrors it."""
    said: dict[str, str] = {}
    for code in ("clear", "leaning"):
        for row in by_demand(report):
            for question, verdict in headline.demand(row):
                if verdict.code == code and verdict.direction is not None:
                    said.setdefault(verdict.direction, headline.in_full(row, question, speech.voice))
    sides = [said[side] for side in ("more", "less") if side in said]
    return " ".join(sides[: 1 if len(report.themes) == 2 else 2]) or speech.say(headline.OPEN)


def _content_says(report: Report, speech: Speech) -> str:
    break_even = report.break_even
    dearest = sorted(report.themes, key=lambda row: -row.given.mature_posts)
    for row in dearest:
        doubt = row.verdicts["content"].doubt
        if doubt and doubt in headline.PAY_UNKNOWN:
            return speech.say(headline.PAY_UNKNOWN[doubt], theme=speech.theme(row.theme.id))
        if row.verdicts["content"].code == "below-break-even" and break_even is not None:
            return speech.count(
                NOT_PAYING,
                row.drawn.met_leads,
                theme=speech.theme(row.theme.id),
                posts=speech.number(row.given.mature_posts, 2),
                expected=speech.number(row.given.mature_posts * break_even, 2),
            )
    for direction, message in POSTS_DRAW.items():
        for row in dearest:
            verdict = row.verdicts["content"]
            if verdict.direction == direction:
                against = reasons.rivals(verdict.against, speech.voice)
                short = judgements.short(verdict, speech)
                return speech.say(message, theme=speech.theme(row.theme.id), against=against, verdict=short)
    met = sum(row.drawn.met_leads for row in report.themes)
    return speech.count(POSTS_OPEN, met) if met else speech.say(NOBODY_MET)
