"""The one sentence above everything: what was put in, what came out, how sure we are, what to try."""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.demand import breakeven
from pipeline.demand.breakeven import Economics
from pipeline.demand.reasons import Voice, percent
from pipeline.demand.report import Report
from pipeline.demand.rows import ThemeRow
from pipeline.demand.verdicts import Verdict


def _(message: str) -> str:
    """Marks a msgid for the extraction."""
    return message


def _n(one: str, many: str) -> tuple[str, str]:
    """Marks a msgid and its plural for the extraction."""
    return one, many


NOTHING = _("There is nothing to say yet: no lead has been recorded. Import your leads: leitmotiv leads import FILE.")
NONE_ASKED = _n(
    "You put {hours} h into {theme}, and the {n} inquiry did not ask for it",
    "You put {hours} h into {theme}, and none of {n} inquiries asked for it",
)
FEW_ASKED = _n(
    "You put {hours} h into {theme}, and {asked} of {n} inquiry asked for it",
    "You put {hours} h into {theme}, and {asked} of {n} inquiries asked for it",
)
SOLD = _n("{theme} sold once in {hours} h", "{theme} sold {n} times in {hours} h")
WITHOUT_POST = _("{sold} without one post")
BOTH = _("{cost}; {gain}.")
ALONE = _("{sentence}.")
CLEAR_CLEAR = _("Clear by the hour ({hour}), clear by the calendar ({month}).")
CLEAR_LEANING = _("Clear by the hour ({hour}), leaning by the calendar ({month}).")
CLEAR_HOUR = _("Clear by the hour ({hour}), not yet by the calendar.")
CLEAR_MONTH = _("Clear by the calendar ({month}), not yet by the hour.")
LEANING = _("Leaning, not yet clear ({sure}).")
OPEN = _("Not enough data yet to call any theme better than the others.")
UNTESTED = _n("Content on {theme} is untested: try {n} post.", "Content on {theme} is untested: try {n} posts.")
BELOW = _("Posts on {theme} do not pay for themselves.")


def headline(report: Report, voice: Voice) -> str:
    """The sentence in the voice's language."""
    if report.inquiries == 0 and report.qualified == 0:
        return voice.gettext(NOTHING)
    costly, sold = _costliest(report.themes), _best_selling(report.themes)
    parts = [_opening(costly, sold, report, voice), _certainty(sold or costly, voice)]
    if sold is not None and sold.verdicts["content"].code == "untested":
        parts.append(_experiment(report, sold, voice))
    elif costly is not None and costly.verdicts["content"].code == "below-break-even":
        parts.append(voice.gettext(BELOW).format(theme=voice.theme(costly.theme.id)))
    return " ".join(part for part in parts if part)


def _costliest(rows: Sequence[ThemeRow]) -> ThemeRow | None:
    """The theme that took most hours, if it is not the one that sells best."""
    worked = [row for row in rows if row.given.minutes > 0]
    most = max(worked, key=lambda row: row.given.minutes, default=None)
    return None if most is _best_selling(rows) else most


def _best_selling(rows: Sequence[ThemeRow]) -> ThemeRow | None:
    sold = [row for row in rows if row.drawn.clients > 0]
    return max(sold, key=lambda row: (row.drawn.clients, row.drawn.qualified), default=None)


def _opening(costly: ThemeRow | None, sold: ThemeRow | None, report: Report, voice: Voice) -> str:
    cost = _cost(costly, report, voice) if costly else ""
    gain = _gain(sold, voice) if sold else ""
    if cost and gain:
        return voice.gettext(BOTH).format(cost=cost, gain=gain)
    return voice.gettext(ALONE).format(sentence=cost or gain) if cost or gain else ""


def _cost(row: ThemeRow, report: Report, voice: Voice) -> str:
    asked = row.drawn.leads
    forms = FEW_ASKED if asked else NONE_ASKED
    return voice.ngettext(*forms, report.inquiries).format(
        hours=voice.number(row.given.minutes / 60, 0),
        theme=voice.theme(row.theme.id),
        asked=voice.number(asked, 1),
        n=voice.number(report.inquiries, 0),
    )


def _gain(row: ThemeRow, voice: Voice) -> str:
    clients = row.drawn.clients
    sentence = voice.ngettext(*SOLD, max(1, round(clients))).format(
        theme=voice.theme(row.theme.id),
        n=voice.number(clients, 1),
        hours=voice.number(row.given.minutes / 60, 0),
    )
    return sentence if row.given.posts else voice.gettext(WITHOUT_POST).format(sold=sentence)


def _certainty(row: ThemeRow | None, voice: Voice) -> str:
    if row is None:
        return voice.gettext(OPEN)
    hour, month = row.verdicts["per_100_hours"], row.verdicts["per_month"]
    sure = {"hour": _sure(hour, voice), "month": _sure(month, voice)}
    match (hour.code, month.code):
        case ("clear", "clear"):
            return voice.gettext(CLEAR_CLEAR).format(**sure)
        case ("clear", "leaning"):
            return voice.gettext(CLEAR_LEANING).format(**sure)
        case ("clear", _):
            return voice.gettext(CLEAR_HOUR).format(**sure)
        case (_, "clear"):
            return voice.gettext(CLEAR_MONTH).format(**sure)
        case ("leaning", _):
            return voice.gettext(LEANING).format(sure=sure["hour"])
        case (_, "leaning"):
            return voice.gettext(LEANING).format(sure=sure["month"])
        case _:
            return voice.gettext(OPEN)


def _sure(verdict: Verdict, voice: Voice) -> str:
    return percent(verdict.probability, voice) if verdict.probability is not None else ""


def _experiment(report: Report, row: ThemeRow, voice: Voice) -> str:
    settings = report.ledger.settings
    economics = Economics(settings.cost_per_post, settings.value_per_client, settings.leads_per_client)
    break_even = breakeven.lead_break_even(economics)
    if break_even is None:
        return ""
    posts = breakeven.experiment(break_even, settings.maturity_half_life_days).write
    return voice.ngettext(*UNTESTED, posts).format(theme=voice.theme(row.theme.id), n=voice.number(posts, 0))
