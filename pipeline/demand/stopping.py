"""What to leave, as the verdicts on a theme say, and what speaks against leaving it all the same."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from math import fsum

from pipeline.demand import beginnings, evidence, pending, reasons
from pipeline.demand.advice import Advice
from pipeline.demand.msgids import _, _n
from pipeline.demand.report import Report
from pipeline.demand.rows import ThemeRow
from pipeline.demand.verdicts import Question, Verdict
from pipeline.demand.wording import Speech

STOP_POSTS = _n(
    "Stop writing about {theme}: {n} lead from {posts} mature posts, where break-even asks for {expected}.",
    "Stop writing about {theme}: {n} leads from {posts} mature posts, where break-even asks for {expected}.",
)
STOP_PROMOTING: Mapping[Question, str] = {
    "per_100_hours": _("Stop promoting {theme}: it is clear that by the hour it draws less than {against} ({sure})."),
    "per_month": _("Stop promoting {theme}: it is clear that by the calendar it draws less than {against} ({sure})."),
}
HOLD_BACK: Mapping[Question, str] = {
    "per_100_hours": _(
        "Put no further hours into promoting {theme} for now: by the hour it leans to less than {against} ({sure})."
    ),
    "per_month": _(
        "Put no further hours into promoting {theme} for now: by the calendar it leans to less than {against} ({sure})."
    ),
}
BUT_AS_MANY = _("But by the calendar it drew no less: without these hours its leads may not come.")
BUT_REVENUE = _("But it brought most of the revenue, {part} of {all}.")
BUT_CLIENTS = _("But it won most of the clients, {part} of {all}.")


def to_stop(report: Report, speech: Speech) -> tuple[Advice, ...]:
    """What to leave, the theme that costs most first."""
    return tuple(Advice(said) for row in dearest(report) for said in _less_of(row, report, speech))


def dearest(report: Report) -> list[ThemeRow]:
    """The themes, the one that took most hours first."""
    return sorted(report.themes, key=lambda row: -row.given.minutes)


def _less_of(row: ThemeRow, report: Report, speech: Speech) -> Iterator[str]:
    """What to leave of a theme, a sentence or two each; nothing where no verdict says so."""
    if row.verdicts["content"].code == "below-break-even" and report.break_even is not None:
        expected = speech.number(row.given.mature_posts * report.break_even, 2)
        posts = speech.number(row.given.mature_posts, 2)
        theme = speech.theme(row.theme.id)
        said = speech.count(STOP_POSTS, row.drawn.met_leads, theme=theme, posts=posts, expected=expected)
        yield " ".join((said, *objections(row, "content", report, speech)))
    question = unpromoting(row, report)
    if question is not None:
        messages = STOP_PROMOTING if row.verdicts[question].code == "clear" else HOLD_BACK
        said = speech.say(
            messages[question], theme=speech.theme(row.theme.id), **held_against(row.verdicts[question], speech)
        )
        yield " ".join((said, *objections(row, question, report, speech)))


def unpromoting(row: ThemeRow, report: Report) -> Question | None:
    """The sharpest question by which a theme that is still promoted draws less; None where another says more."""
    less = [question for question in pending.DEMAND if row.verdicts[question].direction == "less"]
    if (
        not row.theme.is_promoted(report.ledger.until)
        or not less
        or any(row.verdicts[q].direction == "more" for q in pending.DEMAND)
    ):
        return None
    return min(less, key=lambda question: row.verdicts[question].code != "clear")


def objections(row: ThemeRow, question: Question, report: Report, speech: Speech) -> Iterator[str]:
    """What speaks against acting on a verdict of "less", a sentence each; nothing where it may be acted on."""
    if question == "per_100_hours" and _draws_as_many(row, report):
        yield speech.say(BUT_AS_MANY)
    if question != "content" and _earns_most(row, report):
        yield _revenue(row, report, speech)
    elif question != "content" and 2 * row.drawn.clients > _clients(report):
        part, whole = (speech.number(n, 2) for n in (row.drawn.clients, _clients(report)))
        yield speech.say(BUT_CLIENTS, part=part, all=whole)
    if question != "content" and (younger := beginnings.word(row, report, speech)):
        yield younger
    falls = pending.would_fall(row, question, report)
    if falls is not None:
        yield pending.said(falls, speech)


def held_against(verdict: Verdict, speech: Speech) -> dict[str, str]:
    """The gaps `against` and `sure` of a sentence on a verdict."""
    return {
        "against": reasons.rivals(verdict.against, speech.voice),
        "sure": reasons.percent(verdict.probability or 0.0, speech.voice),
    }


def _draws_as_many(row: ThemeRow, report: Report) -> bool:
    """Whether by the calendar it drew as much as the others together, or more: its leads may be those of its hours."""
    cases = report.cases("per_month")
    drew, months = cases[row.theme.id]
    rest = [case for theme, case in cases.items() if theme != row.theme.id and case[1] > 0]
    leads, exposure = fsum(case[0] for case in rest), fsum(case[1] for case in rest)
    return months > 0 and exposure > 0 and drew * exposure >= leads * months * (1 - evidence.ROUNDING)


def _earns_most(row: ThemeRow, report: Report) -> bool:
    return 2 * row.drawn.revenue > _earned(report)


def _revenue(row: ThemeRow, report: Report, speech: Speech) -> str:
    currency = report.ledger.settings.currency
    part, whole = speech.money(row.drawn.revenue, currency), speech.money(_earned(report), currency)
    return speech.say(BUT_REVENUE, part=part, all=whole)


def _clients(report: Report) -> int:
    return sum(report.ledger.holds(lead.won) for lead in report.leads)


def _earned(report: Report) -> float:
    """The revenue of the period, of whatever theme."""
    return fsum(lead.revenue for lead in report.leads if report.ledger.holds(lead.won))
