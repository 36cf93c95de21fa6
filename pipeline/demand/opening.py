"""The facts that the headline begins with: what was put into the theme that took most, and what sold best.

`_` and `_n` mark msgids, as in `reasons`.
"""

from __future__ import annotations

from collections.abc import Collection

from pipeline.demand.msgids import _, _n
from pipeline.demand.reasons import Voice
from pipeline.demand.report import Report
from pipeline.demand.rows import ThemeRow

PUT_IN_FOR_NOBODY = _("You put {hours} h into {theme} and no inquiry came in")
WISHES_UNKNOWN = _n(
    "You put {hours} h into {theme} and nobody recorded what the only inquiry wanted",
    "You put {hours} h into {theme} and nobody recorded what the {n} inquiries wanted",
)
NONE_ASKED = _n(
    "You put {hours} h into {theme} and the only inquiry did not ask for it",
    "You put {hours} h into {theme} and none of {n} inquiries asked for it",
)
NONE_KNOWN_ASKED = _n(
    "You put {hours} h into {theme} and the only inquiry whose wish is known did not ask for it",
    "You put {hours} h into {theme} and none of the {n} inquiries whose wish is known asked for it",
)
SOME_KNOWN_ASKED = _n(
    "You put {hours} h into {theme} and the only inquiry whose wish is known asked for it",
    "You put {hours} h into {theme} and {asked} of the {n} inquiries whose wish is known asked for it",
)
SOME_ASKED = _n(
    "You put {hours} h into {theme} and the only inquiry asked for it",
    "You put {hours} h into {theme} and {asked} of {n} inquiries asked for it",
)
EARLIER = _n("{said}, but {n} earlier one went further", "{said}, but {n} earlier ones went further")
ALSO_SOLD = _n("{said}, and it sold once", "{said}, and it sold {n} times")
ALSO_SOLD_ALL = _n(
    "{said}, and it sold once, together with {other}", "{said}, and it sold {n} times, always together with {other}"
)
ALSO_SOLD_SOME = _("{said}, and it sold {n} times, {shared} of them together with {other}")
ALSO_SOLD_THEM = _n(
    "{said}; the only sale was of {theme} and {other} together",
    "{said}; all {n} sales were of {theme} and {other} together",
)
SOLD = _n("{theme} sold once", "{theme} sold {n} times")
DREW = _n("{theme} drew {n} lead", "{theme} drew {n} leads")
TOOK_MOST = _n(
    "{theme} took the most hours, {hours} h, and sold best: once",
    "{theme} took the most hours, {hours} h, and sold best: {n} times",
)
SHARED = _("A lead or sale of several themes is shared out: a part of it counts for each.")
IN_HOURS = _("{said} in {hours} h")
WITHOUT_POST = _("{said} without one post")
WITHOUT_CLIENT = _("{said}, but no client")
BOTH = _("{cost}; {gain}.")
ALONE = _("{said}.")


def opening(cost: ThemeRow | None, gain: ThemeRow | None, report: Report, voice: Voice) -> tuple[str, ...]:
    """What was put into `cost` and what came of `gain`, in one sentence; empty where there is neither."""
    if cost is not None and cost is gain:
        return (_sentence(_took_most(cost, report, voice), voice),)
    if cost is not None and gain is not None and _only_together(cost, gain, report):
        return (_sentence(_together(cost, gain, report, voice), voice),)
    said_cost = _also_sold(cost, gain, report, voice) if cost else ""
    said_gain = _gain(gain, report, voice) if gain else ""
    if said_cost and said_gain:
        return (voice.say(BOTH, cost=said_cost, gain=said_gain),)
    said = said_cost or said_gain
    return (_sentence(said, voice),) if said else ()


def in_vain(cost: ThemeRow, voice: Voice) -> str:
    """What was put into a theme where no inquiry came in."""
    return _sentence(_put_in(PUT_IN_FOR_NOBODY, cost, voice), voice)


def costly(report: Report) -> ThemeRow | None:
    """The theme that took the most hours."""
    worked = [row for row in report.themes if row.given.minutes > 0]
    return max(worked, key=lambda row: row.given.minutes, default=None)


def gaining(report: Report) -> ThemeRow | None:
    """The theme that sold best, or where none did drew most; of equals the one that took fewer hours."""
    drew = [row for row in report.themes if row.drawn.clients > 0 or row.drawn.qualified > 0]
    return max(drew, key=lambda row: (row.drawn.clients, row.drawn.qualified, -row.given.minutes), default=None)


def asked_for(report: Report, theme: str) -> int:
    """Inquiries of the period that want the theme, or one that is part of it; alone or with others."""
    wants = {theme, *report.ledger.catalogue.parts(theme)}
    return sum(report.ledger.holds(lead.received) and not wants.isdisjoint(lead.wanted) for lead in report.leads)


def sales(report: Report, theme: str, without: Collection[str] = ()) -> int:
    """Clients won in the period that want the theme, whole or in part, and none of the themes in `without`."""
    return sum(
        report.ledger.holds(lead.won) and lead.wanted.get(theme, 0.0) > 0 and not any(map(lead.wanted.get, without))
        for lead in report.leads
    )


def is_shared(report: Report) -> bool:
    """Whether a lead or a sale of the period is of several themes, so that a part of it counts for each."""
    holds = report.ledger.holds
    return any(len(lead.wanted) > 1 and (holds(lead.qualified) or holds(lead.won)) for lead in report.leads)


def without_post(report: Report, row: ThemeRow) -> bool:
    """Whether posts are known, and none of them, of this period or before, is on the theme."""
    return "posts" not in report.gaps and not any(piece.themes.get(row.theme.id) for piece in report.ledger.published)


def _only_together(cost: ThemeRow, gain: ThemeRow, report: Report) -> bool:
    """Whether whoever bought the one bought the other with it: then neither stands against the other."""
    sold = sales(report, gain.theme.id)
    return sold > 0 and sales(report, gain.theme.id, (cost.theme.id,)) == 0 and sold == sales(report, cost.theme.id)


def _together(cost: ThemeRow, gain: ThemeRow, report: Report, voice: Voice) -> str:
    sold = sales(report, gain.theme.id)
    theme, other = voice.theme(cost.theme.id), voice.theme(gain.theme.id)
    return voice.count(ALSO_SOLD_THEM, sold, said=_cost(cost, report, voice), theme=theme, other=other)


def _also_sold(row: ThemeRow, gain: ThemeRow | None, report: Report, voice: Voice) -> str:
    """What was put in, and what it sold, where it sold anything: with the other theme of the sentence, or without."""
    said, sold = _cost(row, report, voice), sales(report, row.theme.id)
    if not sold:
        return said
    shared = sold - sales(report, row.theme.id, (gain.theme.id,)) if gain else 0
    if gain is None or not shared:
        return voice.count(ALSO_SOLD, sold, said=said)
    other = voice.theme(gain.theme.id)
    if shared == sold:
        return voice.count(ALSO_SOLD_ALL, sold, said=said, other=other)
    n, some = voice.number(sold, 0), voice.number(shared, 0)
    return voice.say(ALSO_SOLD_SOME, said=said, n=n, shared=some, other=other)


def _took_most(row: ThemeRow, report: Report, voice: Voice) -> str:
    """The theme that costs most and draws most: "most" and "best" are said only where no other comes up to it."""
    sold = sales(report, row.theme.id)
    others = [other for other in report.themes if other is not row]
    if not others or any(
        other.given.minutes >= row.given.minutes or sales(report, other.theme.id) >= sold for other in others
    ):
        return _gain(row, report, voice)
    return voice.count(TOOK_MOST, sold, theme=voice.theme(row.theme.id), hours=_hours(row, voice))


def _cost(row: ThemeRow, report: Report, voice: Voice) -> str:
    """What was put in and who asked: where nobody did, also who had asked before, and counts in this period."""
    said = _who_asked(row, report, voice)
    holds = report.ledger.holds
    earlier = sum(
        lead.wanted.get(row.theme.id, 0.0) > 0
        and not holds(lead.received)
        and (holds(lead.qualified) or holds(lead.won))
        for lead in report.leads
    )
    return voice.count(EARLIER, earlier, said=said) if earlier and not asked_for(report, row.theme.id) else said


def _who_asked(row: ThemeRow, report: Report, voice: Voice) -> str:
    if report.inquiries == 0:
        return _put_in(PUT_IN_FOR_NOBODY, row, voice)
    asked, n = asked_for(report, row.theme.id), report.inquiries
    known = sum(report.ledger.holds(lead.received) and bool(lead.wanted) for lead in report.leads)
    if not known:
        forms = WISHES_UNKNOWN
    elif known < n:
        forms, n = SOME_KNOWN_ASKED if asked else NONE_KNOWN_ASKED, known
    else:
        forms = SOME_ASKED if asked else NONE_ASKED
    return voice.count(
        forms, n, hours=_hours(row, voice), theme=voice.theme(row.theme.id), asked=voice.number(asked, 0)
    )


def _put_in(message: str, row: ThemeRow, voice: Voice) -> str:
    return voice.say(message, hours=_hours(row, voice), theme=voice.theme(row.theme.id))


def _gain(row: ThemeRow, report: Report, voice: Voice) -> str:
    theme = row.theme.id
    sold = sales(report, theme)
    qualified = sum(theme in lead.wanted for lead in report.qualified_leads)
    forms, count = (SOLD, sold) if sold else (DREW, qualified)
    said = voice.count(forms, count, theme=voice.theme(theme))
    if row.given.minutes > 0 and not row.verdicts["per_100_hours"].doubt:
        said = voice.say(IN_HOURS, said=said, hours=_hours(row, voice))
    if not sold:
        said = voice.say(WITHOUT_CLIENT, said=said)
    elif without_post(report, row):
        said = voice.say(WITHOUT_POST, said=said)
    return said


def _sentence(said: str, voice: Voice) -> str:
    return voice.say(ALONE, said=said)


def _hours(row: ThemeRow, voice: Voice) -> str:
    hours = row.given.minutes / 60
    return voice.number(hours, 0 if hours >= 100 else 1)
