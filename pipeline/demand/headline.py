"""The one statement above everything: what was put in, what came out, how sure we are, what to try.

It says facts, then no more than the verdicts say. `_` and `_n` mark msgids, as in `reasons`.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping

from pipeline.demand import breakeven, reasons
from pipeline.demand.msgids import _, _n
from pipeline.demand.reasons import Voice
from pipeline.demand.report import Report
from pipeline.demand.rows import ThemeRow
from pipeline.demand.verdicts import Question, Verdict

NO_LEAD_YET = _(
    "There is nothing to say yet: no inquiry has been recorded. Take yours in: leitmotiv leads import FILE."
)
NOBODY_ASKED = _("No inquiry came in this period.")
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
ALSO_SOLD = _n("{said}, and it sold once", "{said}, and it sold {n} times")
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
IN_HOURS = _("{said} in {hours} h")
WITHOUT_POST = _("{said} without one post")
WITHOUT_CLIENT = _("{said}, but no client")
BOTH = _("{cost}; {gain}.")
ALONE = _("{said}.")

ONLY_ONE_THEME = _("With one theme there is nothing to compare it with.")
OPEN = _("Too early to call: no theme stands out yet.")
DRAWS_MORE: Mapping[tuple[str, str], str] = {
    ("clear", "clear"): _("Clear by the hour ({hour}) and by the calendar ({month})."),
    ("clear", "leaning"): _("Clear by the hour ({hour}), leaning by the calendar ({month})."),
    ("clear", ""): _("Clear by the hour ({hour}), not yet by the calendar."),
    ("leaning", "clear"): _("Clear by the calendar ({month}), leaning by the hour ({hour})."),
    ("leaning", "leaning"): _("Leaning by the hour ({hour}) and by the calendar ({month}): a hint, not yet clear."),
    ("leaning", ""): _("Leaning by the hour ({hour}): a hint, not yet clear."),
    ("", "clear"): _("Clear by the calendar ({month}), not yet by the hour."),
    ("", "leaning"): _("Leaning by the calendar ({month}): a hint, not yet clear."),
}
IN_FULL: Mapping[tuple[Question, str, str], str] = {
    ("per_100_hours", "clear", "more"): _("{theme} draws more than {against}: clear by the hour ({sure})."),
    ("per_100_hours", "clear", "less"): _("{theme} draws less than {against}: clear by the hour ({sure})."),
    ("per_100_hours", "leaning", "more"): _("{theme} draws more than {against}: leaning by the hour ({sure})."),
    ("per_100_hours", "leaning", "less"): _("{theme} draws less than {against}: leaning by the hour ({sure})."),
    ("per_month", "clear", "more"): _("{theme} draws more than {against}: clear by the calendar ({sure})."),
    ("per_month", "clear", "less"): _("{theme} draws less than {against}: clear by the calendar ({sure})."),
    ("per_month", "leaning", "more"): _("{theme} draws more than {against}: leaning by the calendar ({sure})."),
    ("per_month", "leaning", "less"): _("{theme} draws less than {against}: leaning by the calendar ({sure})."),
}
TRY_POSTS = _n("Content on {theme} is untested: try {n} post.", "Content on {theme} is untested: try {n} posts.")
UNTESTED = _("Content on {theme} is untested.")
DO_NOT_PAY = _("Posts on {theme} do not pay for themselves.")
UNTRACED = _("Whether posts on {theme} pay is not known: nothing is recorded of how your leads came.")


def headline(report: Report, voice: Voice) -> str:
    """The statement in the voice's language."""
    return " ".join(sentences(report, voice))


def sentences(report: Report, voice: Voice) -> tuple[str, ...]:
    """The statement sentence by sentence: the facts come first."""
    if report.inquiries == 0 and report.qualified == 0:
        return tuple(_without_leads(report, voice))
    gain = _gaining(report)
    cost = _costly(report)
    opening = _opening(cost, gain, report, voice)
    said = (*opening, *_certainty(gain, cost, report, voice), *_content(gain, cost, report, voice))
    return said or (voice.gettext(OPEN),)


def certainty(row: ThemeRow, voice: Voice) -> tuple[str, ...]:
    """What is clear or leaning about a theme's demand, a sentence a question; empty where nothing is."""
    return tuple(
        voice.gettext(IN_FULL[question, verdict.code, verdict.direction]).format(
            theme=voice.theme(row.theme.id), against=reasons.rivals(verdict.against, voice), sure=_sure(verdict, voice)
        )
        for question, verdict in demand(row)
        if verdict.direction is not None
    )


def demand(row: ThemeRow) -> Iterator[tuple[Question, Verdict]]:
    """The questions about demand that are clear or leaning, the sharper one first."""
    questions: tuple[Question, ...] = ("per_100_hours", "per_month")
    for question in questions:
        verdict = row.verdicts[question]
        if verdict.code in ("clear", "leaning"):
            yield question, verdict


def posts_to_try(report: Report) -> int | None:
    """How many posts decide about a theme without one; None where break-even is not known."""
    if report.break_even is None:
        return None
    return breakeven.experiment(report.break_even, report.ledger.settings.maturity_half_life_days).write


def asked_for(report: Report, theme: str) -> int:
    """Inquiries of the period that want the theme, whole or in part."""
    return sum(report.ledger.holds(lead.received) and lead.wanted.get(theme, 0.0) > 0 for lead in report.leads)


def sales(report: Report, theme: str, without: Collection[str] = ()) -> int:
    """Clients won in the period that want the theme, whole or in part, and none of the themes in `without`."""
    return sum(
        report.ledger.holds(lead.won) and lead.wanted.get(theme, 0.0) > 0 and not any(map(lead.wanted.get, without))
        for lead in report.leads
    )


def without_post(report: Report, row: ThemeRow) -> bool:
    """Whether posts are known, and none of them, of this period or before, is on the theme."""
    return "posts" not in report.gaps and row.given.posts == 0 and row.given.mature_posts == 0


def _without_leads(report: Report, voice: Voice) -> Iterator[str]:
    if not report.leads and not report.outside.after:
        yield voice.gettext(NO_LEAD_YET)
        return
    cost = _costly(report)
    if cost is None:
        yield voice.gettext(NOBODY_ASKED)
        return
    yield _sentence(_put_in(PUT_IN_FOR_NOBODY, cost, voice), voice)
    yield from _content(None, cost, report, voice)


def _costly(report: Report) -> ThemeRow | None:
    """The theme that took the most hours."""
    worked = [row for row in report.themes if row.given.minutes > 0]
    return max(worked, key=lambda row: row.given.minutes, default=None)


def _gaining(report: Report) -> ThemeRow | None:
    """The theme that sold best, or where none did drew most; of equals the one that took fewer hours."""
    drew = [row for row in report.themes if row.drawn.clients > 0 or row.drawn.qualified > 0]
    return max(drew, key=lambda row: (row.drawn.clients, row.drawn.qualified, -row.given.minutes), default=None)


def _opening(cost: ThemeRow | None, gain: ThemeRow | None, report: Report, voice: Voice) -> tuple[str, ...]:
    if cost is not None and cost is gain:
        return (_sentence(_took_most(cost, report, voice), voice),)
    if cost is not None and gain is not None and _only_together(cost, gain, report):
        return (_sentence(_together(cost, gain, report, voice), voice),)
    said_cost = _also_sold(cost, report, voice) if cost else ""
    said_gain = _gain(gain, report, voice) if gain else ""
    if said_cost and said_gain:
        return (voice.gettext(BOTH).format(cost=said_cost, gain=said_gain),)
    said = said_cost or said_gain
    return (_sentence(said, voice),) if said else ()


def _only_together(cost: ThemeRow, gain: ThemeRow, report: Report) -> bool:
    """Whether whoever bought the one bought the other with it: then neither stands against the other."""
    sold = sales(report, gain.theme.id)
    return sold > 0 and sales(report, gain.theme.id, (cost.theme.id,)) == 0 and sold == sales(report, cost.theme.id)


def _together(cost: ThemeRow, gain: ThemeRow, report: Report, voice: Voice) -> str:
    sold = sales(report, gain.theme.id)
    return voice.ngettext(*ALSO_SOLD_THEM, sold).format(
        said=_cost(cost, report, voice),
        n=voice.number(sold, 0),
        theme=voice.theme(cost.theme.id),
        other=voice.theme(gain.theme.id),
    )


def _also_sold(row: ThemeRow, report: Report, voice: Voice) -> str:
    """What was put in, and what it sold, where it sold anything."""
    said, sold = _cost(row, report, voice), sales(report, row.theme.id)
    return voice.ngettext(*ALSO_SOLD, sold).format(said=said, n=voice.number(sold, 0)) if sold else said


def _sentence(said: str, voice: Voice) -> str:
    return voice.gettext(ALONE).format(said=said)


def _took_most(row: ThemeRow, report: Report, voice: Voice) -> str:
    """The theme that costs most and draws most: "most" and "best" are said only where no other comes up to it."""
    sold = sales(report, row.theme.id)
    others = [other for other in report.themes if other is not row]
    if not others or any(
        other.given.minutes >= row.given.minutes or sales(report, other.theme.id) >= sold for other in others
    ):
        return _gain(row, report, voice)
    return voice.ngettext(*TOOK_MOST, sold).format(
        theme=voice.theme(row.theme.id), hours=_hours(row, voice), n=voice.number(sold, 0)
    )


def _cost(row: ThemeRow, report: Report, voice: Voice) -> str:
    if report.inquiries == 0:
        return _put_in(PUT_IN_FOR_NOBODY, row, voice)
    asked, n = asked_for(report, row.theme.id), report.inquiries
    known = sum(report.ledger.holds(lead.received) and bool(lead.wanted) for lead in report.leads)
    if not known:
        forms = WISHES_UNKNOWN
    elif 2 * known < n:
        forms, n = SOME_KNOWN_ASKED if asked else NONE_KNOWN_ASKED, known
    else:
        forms = SOME_ASKED if asked else NONE_ASKED
    return voice.ngettext(*forms, n).format(
        hours=_hours(row, voice),
        theme=voice.theme(row.theme.id),
        asked=voice.number(asked, 0),
        n=voice.number(n, 0),
    )


def _put_in(message: str, row: ThemeRow, voice: Voice) -> str:
    return voice.gettext(message).format(hours=_hours(row, voice), theme=voice.theme(row.theme.id))


def _gain(row: ThemeRow, report: Report, voice: Voice) -> str:
    theme = row.theme.id
    sold = sales(report, theme)
    qualified = sum(theme in lead.wanted for lead in report.qualified_leads)
    forms, count = (SOLD, sold) if sold else (DREW, qualified)
    said = voice.ngettext(*forms, count).format(theme=voice.theme(theme), n=voice.number(count, 0))
    if row.given.minutes > 0:
        said = voice.gettext(IN_HOURS).format(said=said, hours=_hours(row, voice))
    if not sold:
        said = voice.gettext(WITHOUT_CLIENT).format(said=said)
    elif without_post(report, row):
        said = voice.gettext(WITHOUT_POST).format(said=said)
    return said


def _hours(row: ThemeRow, voice: Voice) -> str:
    hours = row.given.minutes / 60
    return voice.number(hours, 0 if hours >= 100 else 1)


def _certainty(gain: ThemeRow | None, cost: ThemeRow | None, report: Report, voice: Voice) -> tuple[str, ...]:
    """In short for the theme just named, where it draws more; in full, with its name, for any other verdict."""
    if len(report.themes) == 1:
        return (voice.gettext(ONLY_ONE_THEME),)
    if gain is not None:
        decided = dict(demand(gain))
        if decided and all(verdict.direction == "more" for verdict in decided.values()):
            return (_draws_more(decided, voice),)
    others = [row for row in (gain, cost, *report.themes) if row is not None and any(demand(row))]
    if not others:
        return (voice.gettext(OPEN),)
    return certainty(max(others, key=_strength), voice)


def _draws_more(decided: Mapping[Question, Verdict], voice: Voice) -> str:
    hour, month = decided.get("per_100_hours"), decided.get("per_month")
    codes = (hour.code if hour else "", month.code if month else "")
    return voice.gettext(DRAWS_MORE[codes]).format(
        hour=_sure(hour, voice) if hour else "", month=_sure(month, voice) if month else ""
    )


def _strength(row: ThemeRow) -> int:
    """Two clear answers come before one, clear before leaning."""
    return sum(10 if verdict.code == "clear" else 1 for _question, verdict in demand(row))


def _sure(verdict: Verdict, voice: Voice) -> str:
    return reasons.percent(verdict.probability or 0.0, voice)


def _content(gain: ThemeRow | None, cost: ThemeRow | None, report: Report, voice: Voice) -> tuple[str, ...]:
    """The experiment that the theme just named deserves, else what its test has shown of the costly one."""
    if gain is not None and gain.verdicts["content"].code == "untested":
        name, posts = voice.theme(gain.theme.id), posts_to_try(report)
        if posts is None:
            return (voice.gettext(UNTESTED).format(theme=name),)
        return (voice.ngettext(*TRY_POSTS, posts).format(theme=name, n=voice.number(posts, 0)),)
    if cost is not None and cost.verdicts["content"].code == "below-break-even":
        message = UNTRACED if report.is_untraced else DO_NOT_PAY
        return (voice.gettext(message).format(theme=voice.theme(cost.theme.id)),)
    return ()
