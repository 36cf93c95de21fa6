"""What may be said of a theme: the decision table, whose first row that holds is the verdict.

Rows stand in ROWS in the order of the method note. The thresholds hold the chance of a wrong "clear"
in a year of monthly looks under 5 % (bench/ shows it).
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import partial
from typing import Literal, get_args

from pipeline.demand import breakeven, evidence, maturity, pooled
from pipeline.demand.breakeven import Economics
from pipeline.demand.evidence import Direction, Evidence
from pipeline.demand.pooled import Cases
from pipeline.demand.reasons import BOUNDS, Param, Reason

Question = Literal["per_month", "per_100_hours", "content"]
Code = Literal["untested", "not-enough-data", "leaning", "clear", "below-break-even"]

LEANING, CLEAR = BOUNDS
FURTHER_LEADS = 24
MINUTES_IN_100_HOURS = 6000
NOT_SAID = Economics()
Doubt = Literal[
    "no-record",
    "unqualified",
    "untraced",
    "partly-traced",
    "hours-missing",
    "hours-late",
    "hours-of-posts",
    "hours-unthemed",
    "never-begun",
    "only-ideas",
    "begun-late",
    "without-echoes",
    "without-parts",
    "older-posts",
]
"""The reason that a verdict is not said, however it was counted (see `doubts`)."""
DOUBTS: tuple[Doubt, ...] = get_args(Doubt)
AS_A_HINT = "as-a-hint"
"""The reason behind a doubt that leaves of what is clear a hint."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """The answer to one question about one theme.

    probability: of the direction, or of the likelier side; against: "others", a theme's id or
    "break-even"; next: the fewest further leads that would make it clear, None where no number up
    to 24 does, where it is clear already, and where leads alone could not. hint: what is left of a
    clear one on a record that is whole; None where all of it is.
    """

    code: Code
    direction: Direction | None = None
    probability: float | None = None
    against: str | None = None
    why: tuple[Reason, ...] = ()
    next: int | None = None
    hint: Verdict | None = None

    @property
    def missing(self) -> Doubt | None:
        """What is missing from the record, so that it would not stand, or as a hint at most; None where nothing is."""
        return next((doubt for doubt in DOUBTS if any(reason.code == doubt for reason in self.why)), None)

    @property
    def doubt(self) -> Doubt | None:
        """What is missing from the record and could turn it round; None where nothing is, or it stands as a hint."""
        return None if any(reason.code == AS_A_HINT for reason in self.why) else self.missing


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Case:
    """A question with its evidence, and what a post must earn."""

    question: Question
    known: Evidence
    economics: Economics
    half_life_days: float


def judge(
    question: Question,
    themes: Cases,
    economics: Economics = NOT_SAID,
    *,
    half_life_days: float = maturity.HALF_LIFE_DAYS,
    look_ahead: bool = True,
) -> dict[str, Verdict]:
    """The verdict on every theme.

    Exposure is in months, in 100 hours or in mature posts, as the question says. Without look_ahead
    `next` stays None, which saves a simulation most of its time. ValueError for negative numbers.
    """
    case = Case(
        question=question,
        known=evidence.gather(themes),
        economics=economics,
        half_life_days=half_life_days,
    )
    verdicts = {theme: _first(ROWS, case, theme) for theme in themes}
    if look_ahead:
        verdicts = {
            theme: replace(verdict, next=_further_leads(case, theme, verdict)) for theme, verdict in verdicts.items()
        }
    if question == "content":
        verdicts = {
            theme: replace(verdict, why=verdict.why + _about_break_even(case, theme, verdict))
            for theme, verdict in verdicts.items()
        }
    return verdicts


Row = Callable[[Case, str], Verdict | None]


def _first(rows: tuple[Row, ...], case: Case, theme: str) -> Verdict:
    """The first row's verdict; without any, the theme stays undecided."""
    for row in rows:
        verdict = row(case, theme)
        if verdict is not None:
            return verdict
    return _undecided(case, theme)


def _untested(case: Case, theme: str) -> Verdict | None:
    """Row 1: neither exposure nor a lead."""
    leads, exposure = case.known.themes[theme]
    if leads > 0.0 or exposure > 0.0:
        return None
    return Verdict(code="untested", why=(Reason(f"untested.{case.question}", {}),))


def _below_break_even(case: Case, theme: str) -> Verdict | None:
    """Row 2: the sequential test rules out that posts on the theme pay."""
    break_even = breakeven.lead_break_even(case.economics)
    if case.question != "content" or break_even is None:
        return None
    leads, posts = case.known.themes[theme]
    test = breakeven.sprt(posts, leads, break_even)
    if not test.crossed:
        return None
    chance = breakeven.chance_above(posts, leads, break_even)
    why = Reason(
        "below-break-even",
        {
            **_own(case, theme),
            "expected": posts * break_even,
            "score": test.score,
            "bound": test.bound,
            "sure": chance,
        },
    )
    return Verdict(code="below-break-even", direction="less", probability=chance, against="break-even", why=(why,))


def _not_comparable(case: Case, theme: str) -> Verdict | None:
    """Row 3: leads without exposure, or nobody else in the pool."""
    if theme in case.known.above:
        return None
    kind = "alone" if case.known.themes[theme][1] > 0.0 else "no-exposure"
    why = Reason(f"{kind}.{case.question}", _own(case, theme))
    return Verdict(code="not-enough-data", why=(why,))


def _against_others(case: Case, theme: str, *, code: Code, direction: Direction, beyond: float) -> Verdict | None:
    """Rows 4 to 7: enough leads, and P against the others together beyond the threshold."""
    chance = evidence.chance(case.known, theme, direction)
    if chance <= beyond or not evidence.suffices(case.known, theme, direction):
        return None
    why = Reason(f"{code}.{direction}", _compared(case, theme, chance))
    return Verdict(code=code, direction=direction, probability=chance, against=_rivals(case, theme), why=(why,))


def _less_than_strongest(case: Case, theme: str) -> Verdict | None:
    """Row 8: behind the strongest theme, where that one stands out itself. Never clear."""
    post, leader = case.known.post, evidence.strongest(case.known)
    if post is None or leader == theme:
        return None
    of_leader = _first(ROWS[:_FIRST_OF_COMPARISONS], case, leader)
    if of_leader.code not in ("clear", "leaning") or of_leader.direction != "more":
        return None
    would_be = evidence.expected(case.known, theme, *case.known.themes[leader])
    if not evidence.reaches(would_be):
        return None
    chance = pooled.chance_less(post, theme, leader)
    if chance <= LEANING:
        return None
    params = {**_own(case, theme), "against": leader, "expected": would_be, "sure": chance}
    return Verdict(
        code="leaning",
        direction="less",
        probability=chance,
        against=leader,
        why=(Reason("less-than-strongest", params),),
    )


def _undecided(case: Case, theme: str) -> Verdict:
    """Row 9: too few leads, or no difference shown."""
    direction = evidence.likelier(case.known, theme)
    chance = evidence.chance(case.known, theme, direction)
    params = _compared(case, theme, chance)
    if evidence.suffices(case.known, theme, direction):
        kind = "no-difference"
    elif direction == "less" and evidence.reaches(evidence.others(case.known, theme)[0]):
        kind = "too-short"
    else:
        kind = "too-few"
    why = Reason(f"{kind}.{direction}", params)
    return Verdict(code="not-enough-data", probability=chance, why=(why,))


ROWS: tuple[Row, ...] = (
    _untested,
    _below_break_even,
    _not_comparable,
    partial(_against_others, code="clear", direction="more", beyond=CLEAR),
    partial(_against_others, code="clear", direction="less", beyond=CLEAR),
    partial(_against_others, code="leaning", direction="more", beyond=LEANING),
    partial(_against_others, code="leaning", direction="less", beyond=LEANING),
    _less_than_strongest,
)
_FIRST_OF_COMPARISONS = ROWS.index(_less_than_strongest)


def _further_leads(case: Case, theme: str, verdict: Verdict) -> int | None:
    """The fewest leads more, of the favoured side, that make it clear; exposures held.

    Of the theme itself for "more", of the strongest other theme for "less".
    """
    if verdict.code not in ("leaning", "not-enough-data") or theme not in case.known.above:
        return None
    direction = verdict.direction or evidence.likelier(case.known, theme)
    gaining = theme if direction == "more" else evidence.strongest(case.known, besides=theme)
    leads, exposure = case.known.themes[gaining]
    for more in range(1, FURTHER_LEADS + 1):
        themes = {**case.known.themes, gaining: (leads + more, exposure)}
        post = pooled.posterior(themes)
        then = Evidence(themes, post, {theme: pooled.chance_above_others(post, theme)})
        if evidence.chance(then, theme, direction) > CLEAR and evidence.suffices(then, theme, direction):
            return more
    return None


def _rivals(case: Case, theme: str) -> str:
    """ "others", or the one other theme's id."""
    rest = [other for other in case.known.above if other != theme]
    return rest[0] if len(rest) == 1 else "others"


def _own(case: Case, theme: str) -> dict[str, Param]:
    """Leads and exposure of the theme, the latter in the unit that people read."""
    leads, exposure = case.known.themes[theme]
    return {"question": case.question, "leads": leads, "exposure": _readable(case.question, exposure)}


def _compared(case: Case, theme: str, chance: float) -> dict[str, Param]:
    """The theme's own numbers beside those of the others together."""
    leads, exposure = evidence.others(case.known, theme)
    return {
        **_own(case, theme),
        "other_leads": leads,
        "other_exposure": _readable(case.question, exposure),
        "expected": evidence.expected(case.known, theme, leads, exposure),
        "against": _rivals(case, theme),
        "sure": chance,
    }


def _readable(question: Question, exposure: float) -> float:
    """Hours instead of hundreds of hours."""
    return 100.0 * exposure if question == "per_100_hours" else exposure


def _about_break_even(case: Case, theme: str, verdict: Verdict) -> tuple[Reason, ...]:
    """How far the break-even test is, which posts would start it, or which setting it lacks."""
    break_even = breakeven.lead_break_even(case.economics)
    leads, posts = case.known.themes[theme]
    if verdict.code == "below-break-even":
        return ()
    if break_even is None:
        settings = ", ".join(breakeven.missing_settings(case.economics))
        return (Reason("no-break-even", {"settings": settings}),)
    if posts == 0.0:
        plan = breakeven.experiment(break_even, case.half_life_days)
        params = {"write": plan.write, "days": plan.judge_after_days, "mature": plan.mature_posts}
        return (Reason("try-posts", params),)
    test = breakeven.sprt(posts, leads, break_even)
    lacking = breakeven.posts_until_decided(leads, break_even) - posts
    code = "break-even-open" if test.score > 0.0 else "break-even-ahead"
    chance = breakeven.chance_above(posts, leads, break_even)
    return (Reason(code, {"score": test.score, "bound": test.bound, "sure": chance, "mature": lacking}),)
