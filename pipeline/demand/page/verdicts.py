"""Section: the verdicts, theme by theme, each question with its reason and with what would change it."""

from __future__ import annotations

from pipeline.demand import judgements, pending
from pipeline.demand.msgids import _, _n
from pipeline.demand.page.parts import by_demand, empty
from pipeline.demand.page.views import Card, Cards, Section
from pipeline.demand.report import Report
from pipeline.demand.rows import QUESTIONS, ThemeRow
from pipeline.demand.wording import Speech

TITLE = _("The verdicts, theme by theme")
NOTHING_CLEAR = _("None of {n} answers is clear yet.")
CLEAR = _n(
    "{n} of {all} answers is clear, {hints} more are hints; the rest is open.",
    "{n} of {all} answers are clear, {hints} more are hints; the rest is open.",
)
PENDING = _n(
    "{n} answer of “less” would fall if unqualified inquiries and leads of unknown wish were for its theme.",
    "{n} answers of “less” would fall if unqualified inquiries and leads of unknown wish were for their themes.",
)
POSTS = _n("{n} post", "{n} posts")
LEADS = _n("{n} lead", "{n} leads")
CLIENTS = _n("{n} client", "{n} clients")
DELIVERED = _("{hours} of delivery")
COST = _("{cost} a client")


def section(report: Report, speech: Speech) -> Section:
    """A card a theme, the one that draws most first."""
    if "themes" in report.gaps:
        return empty("verdicts", TITLE, ["themes"], report, speech)
    currency = report.ledger.settings.currency
    cards = Cards(tuple(_card(row, currency, speech) for row in by_demand(report)))
    return Section("verdicts", speech.say(TITLE), _says(report, speech), (cards,))


def _says(report: Report, speech: Speech) -> str:
    answers = [row.verdicts[question] for row in report.themes for question in QUESTIONS]
    codes = [answer.code for answer in answers]
    clear = sum(judgements.solid(answer) for answer in answers)
    if not clear:
        return speech.say(NOTHING_CLEAR, n=speech.number(len(answers)))
    hints = speech.number(codes.count("leaning"))
    said = speech.count(CLEAR, clear, all=speech.number(len(answers)), hints=hints)
    falling = len(pending.falling(report))
    return f"{said} {speech.count(PENDING, falling)}" if falling else said


def _card(row: ThemeRow, currency: str, speech: Speech) -> Card:
    delivered, cost = row.given.delivery_minutes, row.cost_per_client
    facts = (
        speech.hours(row.given.minutes),
        *((speech.say(DELIVERED, hours=speech.hours(delivered)),) if delivered else ()),
        speech.count(POSTS, row.given.posts),
        speech.count(LEADS, row.drawn.qualified),
        speech.count(CLIENTS, row.drawn.clients),
        *((speech.say(COST, cost=speech.cost(cost, currency)),) if cost else ()),
    )
    answers = tuple(judgements.judgement(question, row.verdicts[question], speech) for question in QUESTIONS)
    return Card(speech.theme(row.theme.id), facts, answers)
