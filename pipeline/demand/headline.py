"""The one statement above everything: what was put in, what came out, how sure we are, what to try.

It says facts, then no more than the verdicts say. `_` and `_n` mark msgids, as in `reasons`.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from pipeline.demand import opening, pending, reasons, trials
from pipeline.demand.msgids import _, _n
from pipeline.demand.reasons import Voice
from pipeline.demand.report import Report
from pipeline.demand.rows import ThemeRow
from pipeline.demand.verdicts import Doubt, Question, Verdict

NO_LEAD_YET = _(
    "There is nothing to say yet: no inquiry has been recorded. Take yours in: leitmotiv leads import FILE."
)
NOBODY_ASKED = _("No inquiry came in this period.")
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
_UNTRACED = _("Whether posts on {theme} pay is not known: it is recorded of too few leads if they came by a post.")
PAY_UNKNOWN: Mapping[Doubt, str] = {
    "no-record": _("Whether posts on {theme} pay is not known: no inquiry has been recorded."),
    "unqualified": _("Whether posts on {theme} pay is not known: no inquiry of this period is qualified yet."),
    "untraced": _UNTRACED,
    "partly-traced": _UNTRACED,
}


def headline(report: Report, voice: Voice) -> str:
    """The statement in the voice's language."""
    return " ".join(sentences(report, voice))


def sentences(report: Report, voice: Voice) -> tuple[str, ...]:
    """The statement sentence by sentence: the facts come first."""
    if report.inquiries == 0 and report.qualified == 0 and not any(row.drawn.clients for row in report.themes):
        return tuple(_without_leads(report, voice))
    gain, cost = opening.gaining(report), opening.costly(report)
    said = (
        *opening.opening(cost, gain, report, voice),
        *_certainty(gain, cost, report, voice),
        *_content(gain, cost, report, voice),
    )
    return said or (voice.say(OPEN),)


def certainty(row: ThemeRow, voice: Voice) -> tuple[str, ...]:
    """What is clear or leaning about a theme's demand, a sentence a question; empty where nothing is."""
    return tuple(in_full(row, question, voice) for question, _verdict in demand(row))


def in_full(row: ThemeRow, question: Question, voice: Voice) -> str:
    """What is clear or leaning about a theme's demand, as one question has it."""
    verdict = row.verdicts[question]
    return voice.say(
        IN_FULL[question, verdict.code, verdict.direction or ""],
        theme=voice.theme(row.theme.id),
        against=reasons.rivals(verdict.against, voice),
        sure=_sure(verdict, voice),
    )


def demand(row: ThemeRow) -> Iterator[tuple[Question, Verdict]]:
    """The questions about demand that are clear or leaning, the sharper one first."""
    for question in pending.DEMAND:
        verdict = row.verdicts[question]
        if verdict.code in ("clear", "leaning"):
            yield question, verdict


def _without_leads(report: Report, voice: Voice) -> Iterator[str]:
    if not report.leads and not report.outside.after:
        yield voice.say(NO_LEAD_YET)
        return
    cost = opening.costly(report)
    if cost is None:
        yield voice.say(NOBODY_ASKED)
        return
    yield opening.in_vain(cost, voice)
    yield from _content(None, cost, report, voice)


def _certainty(gain: ThemeRow | None, cost: ThemeRow | None, report: Report, voice: Voice) -> tuple[str, ...]:
    """In short for the theme just named, where it draws more; in full, with its name, for any other verdict."""
    if len(report.themes) == 1:
        return (voice.say(ONLY_ONE_THEME),)
    if gain is not None:
        decided = dict(demand(gain))
        if decided and all(verdict.direction == "more" for verdict in decided.values()):
            return (_draws_more(decided, voice),)
    others = [row for row in (gain, cost, *report.themes) if row is not None and any(demand(row))]
    if not others:
        return (voice.say(OPEN),)
    return certainty(max(others, key=_strength), voice)


def _draws_more(decided: Mapping[Question, Verdict], voice: Voice) -> str:
    hour, month = decided.get("per_100_hours"), decided.get("per_month")
    codes = (hour.code if hour else "", month.code if month else "")
    sure_by_hour, sure_by_month = (_sure(verdict, voice) if verdict else "" for verdict in (hour, month))
    return voice.say(DRAWS_MORE[codes], hour=sure_by_hour, month=sure_by_month)


def _strength(row: ThemeRow) -> int:
    """Two clear answers come before one, clear before leaning."""
    return sum(10 if verdict.code == "clear" else 1 for _question, verdict in demand(row))


def _sure(verdict: Verdict, voice: Voice) -> str:
    return reasons.percent(verdict.probability or 0.0, voice)


def _content(gain: ThemeRow | None, cost: ThemeRow | None, report: Report, voice: Voice) -> tuple[str, ...]:
    """The experiment that the theme just named deserves, else what its test has shown of the costly one."""
    if gain is not None and gain.verdicts["content"].code == "untested":
        name, posts = voice.theme(gain.theme.id), trials.posts_to_try(report)
        if posts is None or not trials.deserves_posts(gain, report):
            return (voice.say(UNTESTED, theme=name),)
        return (voice.count(TRY_POSTS, posts, theme=name),)
    if cost is not None and cost.verdicts["content"].code == "below-break-even":
        return (voice.say(DO_NOT_PAY, theme=voice.theme(cost.theme.id)),)
    doubt = cost.verdicts["content"].doubt if cost is not None else None
    if cost is not None and doubt and doubt in PAY_UNKNOWN:
        return (voice.say(PAY_UNKNOWN[doubt], theme=voice.theme(cost.theme.id)),)
    return ()
