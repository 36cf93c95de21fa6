"""The report as one self-contained HTML page: the statement on top, then a section a question, each with its answer."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import fields, is_dataclass, replace
from typing import Any

from pipeline.demand import headline
from pipeline.demand.advice import Advice
from pipeline.demand.msgids import _, _n
from pipeline.demand.page import balance, credit, crowds, demand, leads, means, timeline, tongues, verdicts, what_next
from pipeline.demand.page.views import PageView, Section
from pipeline.demand.report import Report
from pipeline.demand.wording import Speech
from pipeline.model.rendering import Render

TEMPLATE = "report/report.html"
TITLE = _("Which topics draw clients")
AS_OF = _("as of {day}")
INQUIRIES = _n("{n} inquiry", "{n} inquiries")
QUALIFIED = _n("{n} qualified as a lead", "{n} qualified as leads")
BEFORE = _n("{n} inquiry before this period", "{n} inquiries before this period")
AFTER = _n("{n} inquiry after this period", "{n} inquiries after this period")
CLIENTS = _n("{n} client", "{n} clients")
SOLD_SINCE = _n("{n} of them a lead before this period", "{n} of them leads before this period")
TAGS_OF_THEN = _("each lead meets posts with the themes that they had when it wrote")
WORKED = _("{hours} spent on winning clients")
DELIVERED = _("{hours} of delivery, in no rate")
POSTS = _n("{n} post", "{n} posts")

NOTES = (
    _(
        "“Clear” means: we are 98.5 % sure that this theme draws more, or less, than your other themes together; sure "
        "enough to be wrong in less than one year in twenty although you look every month. “Leaning” is a hint."
    ),
    _(
        "This supposes that leads come one by one. Where one brings the next, and nobody noted it, “clear” is far less "
        "sure: if every third lead was brought by another, it is wrong in 16 to 30 of 100 years."
    ),
    _("This is association, not proof of cause: what came after a post need not have come because of it."),
    _(
        "Rates are estimated together, so that few leads do not weigh too much. A single theme far ahead of all others "
        "is pulled towards them: its interval shows it weaker than it is."
    ),
    _(
        "A lead is a qualified inquiry: it counts from the day on which it was qualified, an inquiry from the day on "
        "which it came in, a client from the day on which it was won. Hours are those of winning clients; delivery is "
        "not among them. All verdicts are as of the last day: a later lead can lift them."
    ),
)

_BEFORE_UNIT = re.compile(r"(?<=\d) (?=(?:%|h|t|min|Min\.|[A-Z]{3})(?!\w))")
_AFTER_NUMBER = re.compile(r"(?<=\d)-(?=\w|%)")  # "4-mal"
_INTERVAL = re.compile(r"(?<=\d)–(?=\d)")
_NO_BREAK_SPACE, _WORD_JOINER = "\u00a0", "\u2060"

SECTIONS: tuple[Callable[[Report, Speech], Section], ...] = (
    balance.section,
    demand.demand,
    demand.content,
    verdicts.section,
    leads.met_wanted,
    leads.journeys,
    credit.section,
    means.channels,
    tongues.section,
    crowds.section,
    means.offers,
    timeline.section,
    what_next.section,
)


def page(report: Report, speech: Speech, render: Render, fonts: Mapping[str, str] | None = None) -> str:
    """The page as HTML in the speech's language; the same report gives the same bytes. `fonts` are `data:` addresses
    by the names of their files.
    """
    return render(TEMPLATE, speech.lang, {"page": _unbroken(view(report, speech)), "fonts": fonts or {}})


def view(report: Report, speech: Speech) -> PageView:
    """What the page shows, in words and drawings."""
    ledger = report.ledger
    return PageView(
        title=speech.say(TITLE),
        direction=speech.locale.text_direction,
        period=speech.period(ledger.start, ledger.until),
        as_of=speech.say(AS_OF, day=speech.day(ledger.as_of)),
        statement=headline.sentences(report, speech.voice),
        facts=_facts(report, speech),
        sections=tuple(section(report, speech) for section in SECTIONS),
        notes=tuple(speech.say(note) for note in NOTES),
    )


def _facts(report: Report, speech: Speech) -> tuple[str, ...]:
    """Counts of the whole period; what is not known is left out."""
    ledger = report.ledger
    minutes = sum(row.given.minutes for row in report.themes)
    delivered = sum(effort.minutes for effort in ledger.efforts if effort.billable and ledger.holds(effort.on))
    posts = sum(ledger.holds(piece.published) for piece in ledger.pieces)
    facts = [
        speech.say(WORKED, hours=speech.hours(minutes)) if minutes else "",
        speech.say(DELIVERED, hours=speech.hours(delivered)) if delivered else "",
        speech.count(POSTS, posts) if posts else "",
        speech.count(INQUIRIES, report.inquiries),
        speech.count(QUALIFIED, report.qualified),
        speech.count(CLIENTS, sum(ledger.holds(lead.won) for lead in report.leads)),
        speech.count(SOLD_SINCE, report.outside.clients) if report.outside.clients else "",
        speech.count(BEFORE, report.outside.before) if report.outside.before else "",
        speech.count(AFTER, report.outside.after) if report.outside.after else "",
        speech.say(TAGS_OF_THEN) if ledger.tags_as_of == "lead" else "",
    ]
    return tuple(fact for fact in facts if fact)


def _unbroken(value: Any) -> Any:
    """The same view with numbers that keep their unit on the line; drawings and commands, which are copied, stay as
    they are.
    """
    if isinstance(value, str):
        if value.startswith("<svg"):
            return value
        joined = _INTERVAL.sub(f"{_WORD_JOINER}–{_WORD_JOINER}", value)
        return _AFTER_NUMBER.sub(f"-{_WORD_JOINER}", _BEFORE_UNIT.sub(_NO_BREAK_SPACE, joined))
    if isinstance(value, Advice):
        return replace(value, text=_unbroken(value.text))
    if isinstance(value, tuple):
        return tuple(_unbroken(part) for part in value)
    if is_dataclass(value) and not isinstance(value, type):
        return replace(value, **{field.name: _unbroken(getattr(value, field.name)) for field in fields(value)})
    return value
