"""Sections about leads: what they met against what they wanted, and whether they met anything at all."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

from pipeline.demand import evidence
from pipeline.demand.leads import Counted
from pipeline.demand.msgids import _, _n
from pipeline.demand.page import parts
from pipeline.demand.page.parts import by_demand, empty, missing
from pipeline.demand.page.views import Crowd, Crowds, Remarks, Section, Table
from pipeline.demand.report import Report
from pipeline.demand.wording import Speech
from pipeline.model.people import DIRECT

MET_WANTED = _("Met against wanted")
NOBODY_MET = _n(
    "No post is recorded for the only lead.",
    "For none of {n} leads a post is recorded.",
)
SYMPTOM = _n(
    "{n} lead met {met} and wanted {wanted}: what draws is not what sells.",
    "{n} leads met {met} and wanted {wanted}: what draws is not what sells.",
)
CROSSED = _n("{n} lead met {met} and wanted {wanted}.", "{n} leads met {met} and wanted {wanted}.")
ALL_ALIKE = _n(
    "Of {all} leads {n} had met a post, and it wanted what the post was about.",
    "Of {all} leads {n} had met a post, and all of them wanted what it was about.",
)
KNOWN_ALIKE = _("Of {all} leads {n} had met a post; as far as it is known, they wanted what it was about.")
WISHES_UNKNOWN = _n(
    "Of {all} leads {n} had met a post; what it wanted is not known.",
    "Of {all} leads {n} had met a post; what they wanted is not known.",
)
CORNER = _("Met ↓ wanted →")
NO_POST = _("no post")
NOT_KNOWN = _("not known")
TABLE = _("Leads by the theme that they met and the one that they wanted")

JOURNEYS = _("Journeys")
UNTOUCHED = _n(
    "No post is recorded for the only lead; it came through {channel}.",
    "For {some} of {n} leads no post is recorded; {most} of them came through {channel}.",
)
ONE_WAY = _n(
    "For {n} of {all} leads no post is recorded; it came through {channel}.",
    "For {n} of {all} leads no post is recorded; all of these came through {channel}.",
)
NO_WAY = _n(
    "No post is recorded for the only lead, and no channel.",
    "For {some} of {n} leads no post is recorded, for {most} no channel either.",
)
ALL_TOUCHED = _n("The only lead had met a post.", "Each of {n} leads had met a post.")
CROWDS = _("Leads that met a post, and leads that met none")
CROWD_MET = _n("{n} met a post first", "{n} met a post first")
CROWD_NOT = _n("{n} met none that is recorded", "{n} met none that is recorded")
TOLD = _n(
    "{n} lead said how it had heard of you.",
    "{n} leads said how they had heard of you.",
)
AGREE = _("Where they named a channel, the records agree in {same} of {n}.")
NOT_CREDITED = _("Only recorded touches are seen. A lead without one is credited to no post: it stays in its own row.")
CHANNEL = _("Channel")
MET = _("Met a post")
NOT_MET = _("Met none")


def met_wanted(report: Report, speech: Speech) -> Section:
    """The matrix: a symptom draws in one row and sells in another column."""
    if not report.met_wanted:
        return empty("met-wanted", MET_WANTED, missing(report, ("themes", "leads"), "qualified"), report, speech)
    return Section("met-wanted", speech.say(MET_WANTED), _met_says(report, speech), (_matrix(report, speech),))


def journeys(report: Report, speech: Speech) -> Section:
    """How many leads a post had touched, and through which channels the others came."""
    if not report.journeys.leads:
        return empty("journeys", JOURNEYS, missing(report, ("leads",), "qualified"), report, speech)
    counted = report.journeys
    crowds = Crowds(
        speech.say(CROWDS),
        (
            Crowd(speech.count(CROWD_MET, counted.touched_by_content), counted.touched_by_content, "dot"),
            Crowd(speech.count(CROWD_NOT, counted.untouched), counted.untouched, "ring"),
        ),
    )
    qualified = report.qualified_leads
    channels = Counter(lead.channel for lead in qualified)
    rows = [
        (
            parts.channel(channel, speech),
            speech.number(sum(bool(lead.met) for lead in qualified if lead.channel == channel)),
            speech.number(sum(not lead.met for lead in qualified if lead.channel == channel)),
        )
        for channel, _count in channels.most_common()
    ]
    numbers = parts.folded((CHANNEL, MET, NOT_MET), rows, speech)
    says = _journeys_say(qualified, speech)
    remarks = Remarks(tuple(_remarks(report, speech)))
    return Section("journeys", speech.say(JOURNEYS), says, (crowds, remarks, numbers))


def _met_says(report: Report, speech: Speech) -> str:
    """The greatest crossing from one theme to another; else how many met what they wanted.

    A symptom is what half as many want as something else, of those who met it, and that of leads enough to judge by.
    """
    everyone, met = report.journeys.leads, report.journeys.touched_by_content
    if not met:
        return speech.count(NOBODY_MET, everyone)
    crossed = {
        (had, wish): leads
        for (had, wish), leads in report.met_wanted.items()
        if had is not None and wish is not None and had != wish
    }
    if crossed:
        (had, wish), leads = max(crossed.items(), key=lambda item: item[1])
        is_symptom = evidence.reaches(leads) and leads >= 2 * report.met_wanted.get((had, had), 0.0)
        return speech.count(SYMPTOM if is_symptom else CROSSED, leads, met=speech.theme(had), wanted=speech.theme(wish))
    known = sum(bool(lead.met) and bool(lead.wanted) for lead in report.qualified_leads)
    if 0 < known < met:
        return speech.say(KNOWN_ALIKE, all=speech.number(everyone), n=speech.number(met))
    return speech.count(ALL_ALIKE if known else WISHES_UNKNOWN, met, all=speech.number(everyone))


def _matrix(report: Report, speech: Speech) -> Table:
    """Rows and columns that hold a lead, in the order of demand; the darker, the more leads."""
    order = [row.theme.id for row in by_demand(report)]
    had = _in_order((met for met, _wanted in report.met_wanted), order)
    wishes = _in_order((wanted for _met, wanted in report.met_wanted), order)
    most = max(report.met_wanted.values())
    heads = (_named(wish, NOT_KNOWN, speech) for wish in wishes)
    rows = (
        (
            _named(met, NO_POST, speech),
            [parts.shaded(report.met_wanted.get((met, wish), 0.0), most, speech) for wish in wishes],
        )
        for met in had
    )
    return parts.matrix(speech.say(TABLE), speech.say(CORNER), heads, rows)


def _in_order(found: Iterable[str | None], order: Sequence[str]) -> list[str | None]:
    """Themes in order, and None last."""
    present = set(found)
    themes: list[str | None] = [theme for theme in order if theme in present]
    return [*themes, *([None] if None in present else [])]


def _named(theme: str | None, otherwise: str, speech: Speech) -> str:
    return speech.say(otherwise) if theme is None else speech.theme(theme)


def _journeys_say(qualified: Sequence[Counted], speech: Speech) -> str:
    untouched = [lead for lead in qualified if not lead.met]
    if not untouched:
        return speech.count(ALL_TOUCHED, len(qualified))
    channel, most = Counter(lead.channel for lead in untouched).most_common(1)[0]
    all_, some, name = speech.number(len(qualified)), speech.number(len(untouched)), speech.channel(channel)
    if channel == DIRECT:
        return speech.count(NO_WAY, len(qualified), some=some, most=speech.number(most))
    if most == len(untouched) and len(qualified) > 1:
        return speech.count(ONE_WAY, most, all=all_, channel=name)
    return speech.count(UNTOUCHED, len(qualified), some=some, most=speech.number(most), channel=name)


def _remarks(report: Report, speech: Speech) -> Iterable[str]:
    if report.journeys.untouched:
        yield speech.say(NOT_CREDITED)
    if report.journeys.self_reported:
        yield speech.count(TOLD, report.journeys.self_reported)
    named = [lead for lead in report.qualified_leads if lead.told is not None]
    if named:
        same = sum(lead.told == lead.channel for lead in named)
        yield speech.say(AGREE, same=speech.number(same), n=speech.number(len(named)))
