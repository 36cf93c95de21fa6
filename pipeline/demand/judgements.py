"""Verdicts in words: what may be said, how sure, against whom, why, and what would change it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from pipeline.demand import reasons, verdicts
from pipeline.demand.charts import Tone
from pipeline.demand.msgids import _, _n
from pipeline.demand.rows import ThemeRow
from pipeline.demand.verdicts import Code, Doubt, Question, Verdict
from pipeline.demand.wording import Speech

QUESTIONS: Mapping[Question, str] = {
    "per_month": _("By the calendar"),
    "per_100_hours": _("By the hour"),
    "content": _("By its posts"),
}
SHORT: Mapping[tuple[Code, str], str] = {
    ("untested", ""): _("untested"),
    ("not-enough-data", ""): _("not enough data"),
    ("leaning", "more"): _("leaning: more"),
    ("leaning", "less"): _("leaning: less"),
    ("clear", "more"): _("clear: more"),
    ("clear", "less"): _("clear: less"),
    ("below-break-even", "less"): _("does not pay"),
}
_NOT_RECORDED = _("not recorded")
IN_DOUBT: Mapping[Doubt, str] = {
    "no-record": _NOT_RECORDED,
    "unqualified": _NOT_RECORDED,
    "untraced": _NOT_RECORDED,
    "partly-traced": _NOT_RECORDED,
    "hours-missing": _NOT_RECORDED,
    "hours-late": _NOT_RECORDED,
    "hours-of-posts": _NOT_RECORDED,
    "hours-unthemed": _NOT_RECORDED,
    "never-begun": _("untested"),
    "only-ideas": _("not enough data"),
    "begun-late": _("not enough data"),
    "without-echoes": _("not enough data"),
    "without-parts": _("not enough data"),
    "older-posts": _("not enough data"),
}
LONG: Mapping[tuple[Code, str], str] = {
    ("untested", ""): _("Untested"),
    ("not-enough-data", ""): _("Not enough data"),
    ("leaning", "more"): _("Leaning: draws more"),
    ("leaning", "less"): _("Leaning: draws less"),
    ("clear", "more"): _("Clear: draws more"),
    ("clear", "less"): _("Clear: draws less"),
    ("below-break-even", "less"): _("Does not pay for itself"),
}
IN_DOUBT_LONG: Mapping[Doubt, str] = {
    "no-record": _("Not known: no inquiry was ever recorded"),
    "unqualified": _("Not known: no inquiry is qualified yet"),
    "untraced": _("Not known: nobody recorded if leads came by posts"),
    "partly-traced": _("Not known: of too many leads nobody recorded if they came by posts"),
    "hours-missing": _("Not known: hours of posts are not recorded"),
    "hours-late": _("Not known: leads came before the first hours on record"),
    "hours-of-posts": _("Not known: only hours of posts are recorded"),
    "hours-unthemed": _("Not known: too many hours have no theme"),
    "never-begun": _("Untested"),
    "only-ideas": _("Not enough data"),
    "begun-late": _("Not enough data"),
    "without-echoes": _("Not enough data"),
    "without-parts": _("Not enough data"),
    "older-posts": _("Not enough data"),
}
THAN: Mapping[tuple[Code, str], str] = {
    ("leaning", "more"): _("Leaning: draws more than {against}"),
    ("leaning", "less"): _("Leaning: draws less than {against}"),
    ("clear", "more"): _("Clear: draws more than {against}"),
    ("clear", "less"): _("Clear: draws less than {against}"),
}
COMPARED = _("{mark} compared with {theme}")
UNMARKED = _("no mark: with your other themes together")
WITH_CHANCE = _("{verdict}, {sure}")
NEXT_MORE = _n("{n} more lead for it would make this clear.", "{n} more leads for it would make this clear.")
NEXT_LESS = _n(
    "{n} more lead for the strongest other theme would make this clear.",
    "{n} more leads for the strongest other theme would make this clear.",
)
NOT_BY_LEADS = _("Not even {n} more leads would settle it: it takes time or hours, not leads alone.")
CAN_BE_LIFTED = _("Later leads can lift this verdict.")

NOTHING_MARKED: Mapping[str, str] = {}
_MARKS = "¹²³⁴⁵⁶⁷⁸⁹"
_MOST = 0.9994  # said as 99.9 %: "more than 99.9 %" is too long for a chart


@dataclass(frozen=True, slots=True, kw_only=True)
class Judgement:
    """A verdict as it stands on the page. `tone` and `solid` say how to draw it; an empty part says nothing."""

    question: str
    verdict: str
    tone: Tone
    solid: bool
    sure: str
    why: str
    change: str


def judgement(question: Question, verdict: Verdict, speech: Speech) -> Judgement:
    """The verdict in full."""
    return Judgement(
        question=speech.say(QUESTIONS[question]),
        verdict=long(verdict, speech),
        tone=tone(verdict),
        solid=solid(verdict),
        sure=sure(verdict, speech),
        why=" ".join(reasons.say(reason, speech.voice) for reason in verdict.why),
        change=_change(verdict, speech),
    )


def short(verdict: Verdict, speech: Speech, marks: Mapping[str, str] = NOTHING_MARKED) -> str:
    """`clear: more, 99.7 %`; only what is clear or leaning has its chance beside it.

    One that is held against a single theme bears that theme's mark, which `compared` resolves: `leaning: less¹, 80 %`.
    """
    if verdict.doubt:
        return speech.say(IN_DOUBT[verdict.doubt])
    said, chance = speech.say(SHORT[verdict.code, verdict.direction or ""]), sure(verdict, speech)
    said += marks.get(_single(verdict), "")
    return speech.say(WITH_CHANCE, verdict=said, sure=chance) if chance else said


def long(verdict: Verdict, speech: Speech) -> str:
    """`Leaning: draws less than Performance`: whom it is held against is named where that is a single theme."""
    if verdict.doubt:
        return speech.say(IN_DOUBT_LONG[verdict.doubt])
    against = _single(verdict)
    if against:
        return speech.say(THAN[verdict.code, verdict.direction or ""], against=speech.theme(against))
    return speech.say(LONG[verdict.code, verdict.direction or ""])


def marks(rows: Sequence[ThemeRow], *questions: Question) -> Mapping[str, str]:
    """A mark for each single theme that others are held against; none where there are but two."""
    if len(rows) <= 2:
        return NOTHING_MARKED
    single = (_single(row.verdicts[question]) for question in questions for row in rows)
    return dict(zip(dict.fromkeys(filter(None, single)), _MARKS, strict=False))


def compared(marks: Mapping[str, str], speech: Speech) -> str:
    """What the marks mean, and what none does; empty where there is none."""
    said = [speech.say(COMPARED, mark=mark, theme=speech.theme(theme)) for theme, mark in marks.items()]
    return "; ".join([*said, speech.say(UNMARKED)]) if said else ""


def sure(verdict: Verdict, speech: Speech) -> str:
    """The chance of what is clear or leaning, in few letters; beside any other verdict it means something else."""
    if verdict.code not in ("clear", "leaning") or verdict.probability is None:
        return ""
    return reasons.percent(min(verdict.probability, _MOST), speech.voice)


def tone(verdict: Verdict) -> Tone:
    """The side of a verdict that has one."""
    return verdict.direction or "open"


def solid(verdict: Verdict) -> bool:
    """Whether it is more than a hint."""
    return verdict.code in ("clear", "below-break-even")


def _single(verdict: Verdict) -> str:
    """The one theme that a clear or leaning verdict is held against; empty where it is several, or none."""
    return verdict.against or "" if verdict.code in ("clear", "leaning") and verdict.against != "others" else ""


def _change(verdict: Verdict, speech: Speech) -> str:
    if verdict.code in ("clear", "below-break-even"):
        return speech.say(CAN_BE_LIFTED)
    if verdict.probability is None:
        return ""
    if verdict.next is None and verdict.missing:
        return speech.say(CAN_BE_LIFTED)
    if verdict.next is None:
        return speech.say(NOT_BY_LEADS, n=speech.number(verdicts.FURTHER_LEADS))
    return speech.count(NEXT_LESS if _favours_less(verdict) else NEXT_MORE, verdict.next)


def _favours_less(verdict: Verdict) -> bool:
    """The direction, or the likelier side of a verdict without one, which its reason names."""
    if verdict.direction is not None:
        return verdict.direction == "less"
    return bool(verdict.why) and verdict.why[0].code.endswith(".less")
