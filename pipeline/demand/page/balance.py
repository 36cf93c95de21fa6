"""Section: promoted against wanted. Each theme's share of hours, of page views and of qualified leads."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from pipeline.demand import charts, evidence, opening, outside
from pipeline.demand.charts import Share
from pipeline.demand.msgids import _, _n
from pipeline.demand.page import parts
from pipeline.demand.page.parts import NOTHING, THEME, empty, missing
from pipeline.demand.page.views import Chart, Figure, Key, Remarks, Section, Table
from pipeline.demand.report import Report
from pipeline.demand.rows import ThemeRow
from pipeline.demand.svg import Label
from pipeline.demand.wording import Speech

TITLE = _("Promoted against wanted")
APART = _(
    "{most} took {hours} of your hours ({some} of {all}) and drew {leads}; {least} took {less} ({few}) and drew {more}."
)
TOGETHER = _("Your hours go where the demand is: no theme's two shares are further apart than {points} points.")
ALIKE = _("Your hours go where the demand is: each theme has the same share of both.")
FEW = _("{most} took {hours} of your hours ({some} of {all}) and drew {leads}; so few leads say little of shares.")
NO_LEADS = _("{most} took {hours} of your hours ({some} of {all}); no lead says yet what is wanted.")
NO_HOURS = _("{most} drew {leads}; no hours say what that took.")
VIEWS_ONLY = _("{most} drew {share} of the page views; neither hours nor leads are known.")
LEADS_OF = _n("{part} of {n} lead", "{part} of {n} leads")
READ_ONLY = _(
    "Read a lot, never bought: {theme} has {share} of the page views ({views} of {all}), and none of {clients} clients."
)
CHART = _("Shares of hours, page views and leads by theme")
ROW = _("{theme}: {hours} of the hours, {views} of the page views, {leads} of the leads.")
NOTE = _n("{hours}, {n} lead", "{hours}, {n} leads")
KEY_HOURS = _("hours you put in")
KEY_VIEWS = _("page views")
KEY_LEADS = _("leads that want it")
HOURS = _("Hours")
VIEWS = _("Page views")
LEADS = _("Leads")
WITH_SHARE = _("{count} ({share})")

_POINTS = 0.05  # closer shares are called equal
_EQUAL = 0.0005  # they read as the same


@dataclass(frozen=True, slots=True)
class Totals:
    """What all themes together were given and drew; 0 where nothing is known."""

    minutes: float
    views: float
    leads: float


@dataclass(frozen=True, slots=True)
class Weighed:
    """A theme with its shares; None where there is no total."""

    row: ThemeRow
    hours: float | None
    views: float | None
    leads: float | None

    @property
    def apart(self) -> float:
        """How much more it was given than it drew."""
        return (self.hours or 0.0) - (self.leads or 0.0)


def section(report: Report, speech: Speech) -> Section:
    """Conclusion, dumbbell chart and table."""
    totals = Totals(
        minutes=sum(row.given.minutes for row in report.themes),
        views=sum(row.given.views for row in report.themes),
        leads=sum(row.drawn.qualified for row in report.themes),
    )
    if not (totals.minutes or totals.views or totals.leads):
        lacking = missing(report, ("themes", "effort", "traffic", "leads"), "qualified")
        return empty("balance", TITLE, lacking, report, speech)
    weighed = sorted((_weighed(row, totals) for row in report.themes), key=lambda one: (-one.apart, one.row.theme.id))
    conclusion = _conclusion(weighed, totals, speech)
    return Section(
        "balance",
        speech.say(TITLE),
        conclusion,
        (_figure(weighed, speech), *_remarks(weighed, report, speech), _table(weighed, speech)),
    )


def _remarks(weighed: Sequence[Weighed], report: Report, speech: Speech) -> tuple[Remarks, ...]:
    said = [*_read_only(weighed, report, speech), *([speech.say(opening.SHARED)] if opening.is_shared(report) else [])]
    if outside.holds_views_of_before(report.ledger):
        said.append(speech.say(outside.VIEWS_OF_BEFORE))
    return (Remarks(tuple(said)),) if said else ()


def _read_only(weighed: Sequence[Weighed], report: Report, speech: Speech) -> Iterator[str]:
    """The theme that is read most, where by that enough clients would have wanted it, and none did."""
    clients = sum(report.ledger.holds(lead.won) and bool(lead.wanted) for lead in report.leads)
    most = max(weighed, key=lambda one: one.views or 0.0)
    if most.views and not most.row.drawn.clients and evidence.reaches(most.views * clients):
        yield speech.say(
            READ_ONLY,
            theme=_name(most, speech),
            share=_percent(most.views, speech),
            views=speech.number(most.row.given.views),
            all=speech.number(sum(one.row.given.views for one in weighed)),
            clients=speech.number(clients),
        )


def _weighed(row: ThemeRow, totals: Totals) -> Weighed:
    return Weighed(
        row,
        row.given.minutes / totals.minutes if totals.minutes else None,
        row.given.views / totals.views if totals.views else None,
        row.drawn.qualified / totals.leads if totals.leads else None,
    )


def _conclusion(weighed: Sequence[Weighed], totals: Totals, speech: Speech) -> str:
    if not totals.minutes and not totals.leads:
        most = max(weighed, key=lambda one: one.views or 0.0)
        return speech.say(VIEWS_ONLY, most=_name(most, speech), share=_percent(most.views, speech))
    if not totals.minutes:
        most = max(weighed, key=lambda one: one.leads or 0.0)
        return speech.say(NO_HOURS, most=_name(most, speech), leads=_leads(most, totals, speech))
    few = not evidence.reaches(totals.leads)
    most = max(weighed, key=lambda one: one.hours or 0.0) if few else weighed[0]
    took = {
        "most": _name(most, speech),
        "hours": _percent(most.hours, speech),
        "some": speech.hours(most.row.given.minutes),
        "all": speech.hours(totals.minutes),
    }
    if not totals.leads:
        return speech.say(NO_LEADS, **took)
    if few:
        return speech.say(FEW, **took, leads=_leads(most, totals, speech))
    widest = max(abs(one.apart) for one in weighed)
    if widest < _EQUAL:
        return speech.say(ALIKE)
    if widest < _POINTS:
        return speech.say(TOGETHER, points=speech.number(100 * widest, 1))
    least = weighed[-1]
    return speech.say(
        APART,
        **took,
        leads=_leads(most, totals, speech),
        least=_name(least, speech),
        less=_percent(least.hours, speech),
        few=speech.hours(least.row.given.minutes),
        more=speech.number(least.row.drawn.qualified, 2),
    )


def _figure(weighed: Sequence[Weighed], speech: Speech) -> Figure:
    rows = [
        Share(name=_name(one, speech), note=_note(one, speech), hours=one.hours, views=one.views, leads=one.leads)
        for one in weighed
    ]
    described = " ".join(
        speech.say(
            ROW,
            theme=_name(one, speech),
            hours=_percent(one.hours, speech),
            views=_percent(one.views, speech),
            leads=_percent(one.leads, speech),
        )
        for one in weighed
    )

    def drawn(id_: str, *, wide: bool) -> str:
        label = Label(id_, speech.say(CHART), described)
        return charts.shares(rows, label, lambda share: _percent(share, speech), wide=wide)

    keys = (
        Key("dot", "mark", speech.say(KEY_HOURS)),
        Key("ring", "muted", speech.say(KEY_VIEWS)),
        Key("dot", "accent", speech.say(KEY_LEADS)),
    )
    return Figure((Chart(drawn("shares", wide=False), drawn("shares-wide", wide=True)),), keys)


def _table(weighed: Sequence[Weighed], speech: Speech) -> Table:
    rows = [
        (
            _name(one, speech),
            _with_share(speech.hours(one.row.given.minutes), one.hours, speech),
            _with_share(speech.number(one.row.given.views), one.views, speech),
            _with_share(speech.number(one.row.drawn.qualified, 2), one.leads, speech),
        )
        for one in weighed
    ]
    return parts.folded((THEME, HOURS, VIEWS, LEADS), rows, speech)


def _name(one: Weighed, speech: Speech) -> str:
    return speech.theme(one.row.theme.id)


def _note(one: Weighed, speech: Speech) -> str:
    hours = speech.hours(one.row.given.minutes)
    return speech.count(NOTE, one.row.drawn.qualified, hours=hours)


def _leads(one: Weighed, totals: Totals, speech: Speech) -> str:
    return speech.count(LEADS_OF, totals.leads, part=speech.number(one.row.drawn.qualified, 2))


def _percent(share: float | None, speech: Speech) -> str:
    return NOTHING if share is None else speech.share(share)


def _with_share(count: str, share: float | None, speech: Speech) -> str:
    return NOTHING if share is None else speech.say(WITH_SHARE, count=count, share=_percent(share, speech))
