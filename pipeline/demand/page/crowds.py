"""The section on who asks: the sizes of their companies, and the four questions of fit. Counts, no rates."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from pipeline.demand.advice import Advice
from pipeline.demand.crowds import UNKNOWN, FitCount
from pipeline.demand.msgids import _, _n
from pipeline.demand.page import parts
from pipeline.demand.page.parts import WHAT_FILLS_IT, begun, empty, missing
from pipeline.demand.page.views import Block, Crowd, Crowds, Remarks, Section, Steps, Table
from pipeline.demand.report import Report
from pipeline.demand.wording import Speech

WHO_ASKS = _("Who asks, and who can pay")
MOST = _n(
    "The only inquiry came from a company with {size}.",
    "{some} of {n} inquiries came from companies with {size}.",
)
NO_SIZE = _n(
    "How large the company behind the only inquiry is, nobody has said.",
    "How large the companies behind {n} inquiries are, nobody has said.",
)
MONEY = _n(
    "Does the only lead have the money? {answers}.",
    "Do {n} leads have the money? {answers}.",
)
ANSWERED = _("{n} {answer}")
NO_FIT = _n(
    "Whether the only lead fits, nobody has noted.",
    "Whether the {n} leads fit, nobody has noted.",
)
BY_SIZE = _("Inquiries by the size of the company")
OF_SIZE = _n("{size}: {n} inquiry", "{size}: {n} inquiries")
SEGMENT = _("Company")
INQUIRIES = _("Inquiries")
LEADS = _("Leads")
CLIENTS = _("Clients")
NOT_KNOWN = _("not known")
SIZE = _("{first}–{last} employees")
SIZE_FROM = _("{first} employees and more")
NAMED_SIZE = _("{name}, {size}")
SEGMENTS: Mapping[str, str] = {"rabbit": _("Rabbits"), "deer": _("Deer"), "elephant": _("Elephants")}
FITTING = _("Whether leads fit")
QUESTION = _("Lead")
QUESTIONS: Mapping[str, str] = {
    "knows": _("knows its problem"),
    "solvable": _("has one that you can solve"),
    "money": _("has the money"),
    "decides": _("can decide"),
}
YES = _("yes")
NO = _("no")
COUNTS_ONLY = _("Counts only, of what is known of each lead; no rate follows from so few.")
FILL_SIZES = _("The size: a column “employees” in a list of inquiries, or by hand:")
FILL_FIT = _("The fit: columns “knows”, “solvable”, “money” and “decides” in a list of inquiries, or by hand:")
SAY_SIZE = "leitmotiv leads update ID --employees N"
SAY_FIT = "leitmotiv leads update ID --money yes"


def section(report: Report, speech: Speech) -> Section:
    """Two tables of counts; where nothing is known, what would bring it."""
    if not any(count.leads or count.qualified or count.clients for count in report.segments.values()):
        return empty("segments", WHO_ASKS, missing(report, ("leads",), "qualified"), report, speech)
    sized, fitting = _sizes_known(report), _fit_known(report)
    tables = [*([_segments(report, speech)] if sized else []), *([_fit(report, speech)] if fitting else [])]
    drawn = [_inquirers(report, speech)] if sized and report.inquiries else []
    blocks: list[Block] = [*drawn, *tables, *([Remarks((speech.say(COUNTS_ONLY),))] if tables else [])]
    steps = [
        *([] if sized else [Advice(speech.say(FILL_SIZES), SAY_SIZE)]),
        *([] if fitting or not report.qualified else [Advice(speech.say(FILL_FIT), SAY_FIT)]),
    ]
    if steps:
        blocks.append(Steps(speech.say(WHAT_FILLS_IT), tuple(steps)))
    return Section("segments", speech.say(WHO_ASKS), " ".join(_says(report, speech)), tuple(blocks))


def _sizes_known(report: Report) -> bool:
    return any(
        count.leads or count.qualified or count.clients for name, count in report.segments.items() if name != UNKNOWN
    )


def _fit_known(report: Report) -> bool:
    return any(count.yes or count.no for count in report.fit.values())


def _says(report: Report, speech: Speech) -> Iterable[str]:
    """Where most inquiries come from, and who can pay."""
    if report.inquiries:
        sized = {name: count.leads for name, count in report.segments.items() if name != UNKNOWN}
        most = max(sized, key=lambda name: sized[name])
        if sized[most]:
            some = speech.number(sized[most])
            yield speech.count(MOST, report.inquiries, some=some, size=_size(most, report, speech))
        else:
            yield speech.count(NO_SIZE, report.inquiries)
    if report.qualified:
        if _fit_known(report):
            yield speech.count(MONEY, report.qualified, answers=_answers(report.fit["money"], speech))
        else:
            yield speech.count(NO_FIT, report.qualified)


def _answers(count: FitCount, speech: Speech) -> str:
    """3 yes, 1 no: answers that nobody gave are left out."""
    given = ((YES, count.yes), (NO, count.no), (NOT_KNOWN, count.unknown))
    return ", ".join(
        speech.say(ANSWERED, n=speech.number(leads), answer=speech.say(answer)) for answer, leads in given if leads
    )


def _inquirers(report: Report, speech: Speech) -> Crowds:
    found = {_named(name, report, speech): count.leads for name, count in report.segments.items() if count.leads}
    crowds = (Crowd(speech.count(OF_SIZE, leads, size=name), leads, "dot") for name, leads in found.items())
    return Crowds(speech.say(BY_SIZE), tuple(crowds))


def _segments(report: Report, speech: Speech) -> Table:
    rows = (
        parts.row(_named(name, report, speech), map(speech.number, (count.leads, count.qualified, count.clients)))
        for name, count in report.segments.items()
    )
    return parts.unfolded(WHO_ASKS, (SEGMENT, INQUIRIES, LEADS, CLIENTS), rows, speech)


def _fit(report: Report, speech: Speech) -> Table:
    rows = (
        parts.row(begun(speech.say(QUESTIONS[question])), map(speech.number, (count.yes, count.no, count.unknown)))
        for question, count in report.fit.items()
    )
    return parts.unfolded(FITTING, (QUESTION, YES, NO, NOT_KNOWN), rows, speech)


def _named(segment: str, report: Report, speech: Speech) -> str:
    """A segment with the sizes that it spans."""
    if segment == UNKNOWN:
        return begun(speech.say(NOT_KNOWN))
    return speech.say(NAMED_SIZE, name=speech.say(SEGMENTS[segment]), size=_size(segment, report, speech))


def _size(segment: str, report: Report, speech: Speech) -> str:
    first, last = report.ledger.segments.named[segment]
    if last is None:
        return speech.say(SIZE_FROM, first=speech.number(first))
    return speech.say(SIZE, first=speech.number(first), last=speech.number(last))
