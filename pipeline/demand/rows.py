"""The report's rows: what each theme was given, what it drew, and the verdict on each question."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial

from pipeline.demand import chains, costs, doubts, leads, one_post, pooled, referrals, tally, verdicts
from pipeline.demand.breakeven import Economics
from pipeline.demand.costs import AtLeast
from pipeline.demand.interval import Interval
from pipeline.demand.leads import Counted
from pipeline.demand.ledger import Ledger, Piece
from pipeline.demand.pooled import Cases
from pipeline.demand.reasons import Reason
from pipeline.demand.tally import Drawn, Given
from pipeline.demand.verdicts import Question, Verdict
from pipeline.model.theme import Theme

QUESTIONS: tuple[Question, ...] = ("per_month", "per_100_hours", "content")


@dataclass(frozen=True, slots=True, kw_only=True)
class ThemeRow:
    """A theme of the report. A rate is None where there is no exposure.

    `rates` and `verdicts` are those that may be said, `counted_rates` and `counted` what the method makes of the
    record, be it ever so thin.
    """

    theme: Theme
    given: Given
    drawn: Drawn
    rates: Mapping[Question, Interval | None]
    counted_rates: Mapping[Question, Interval | None]
    cost_per_client: Interval | AtLeast | None
    verdicts: Mapping[Question, Verdict]
    counted: Mapping[Question, Verdict]


def theme_rows(ledger: Ledger, counted: Sequence[Counted]) -> tuple[ThemeRow, ...]:
    """A row a theme, in the order of themes.toml."""
    themes = ledger.catalogue.themes
    given = {key: tally.given(theme, ledger) for key, theme in themes.items()}
    drawn = {key: tally.drawn(key, ledger, counted) for key in themes}
    cases = {question: {key: case(question, given[key], drawn[key]) for key in themes} for question in QUESTIONS}
    fresh, drew = _of_fresh_posts(ledger, cases["content"], drawn)
    rates = {question: estimates(question, cases[question], drawn) for question in QUESTIONS}
    said = rates | {"content": estimates("content", fresh, drew)}
    judged = _judged(cases, fresh, drawn, ledger, counted)
    of_client = chains.brought({key: (one.clients, one.independent_clients) for key, one in drawn.items()})
    sayable = {question: doubts.said(judged[question].items()) for question in QUESTIONS}
    return tuple(
        ThemeRow(
            theme=theme,
            given=given[key],
            drawn=drawn[key],
            rates={question: said[question].get(key) for question in QUESTIONS},
            counted_rates={question: rates[question].get(key) for question in QUESTIONS},
            cost_per_client=_cost(given[key], drawn[key], of_client[key], ledger.settings.hourly_rate),
            verdicts={question: sayable[question][key] for question in QUESTIONS},
            counted={question: judged[question][key] for question in QUESTIONS},
        )
        for key, theme in themes.items()
    )


def unpromoted_demand(rows: Iterable[ThemeRow]) -> tuple[str, ...]:
    """Themes with a client in the period and no promoted day in it. A fact, no verdict."""
    return tuple(row.theme.id for row in rows if row.drawn.clients > 0 and row.given.promoted_days == 0)


def case(question: Question, given: Given, drawn: Drawn) -> tuple[float, float]:
    """(leads, exposure) of a theme, by which a question is judged: leads that sent one another are one."""
    _, independent = _drew(question, drawn)
    match question:
        case "per_month":
            return independent, given.months_on_offer
        case "per_100_hours":
            return independent, given.minutes / verdicts.MINUTES_IN_100_HOURS
        case "content":
            return independent, given.mature_posts


def economics(ledger: Ledger, drawn: Iterable[Drawn]) -> Economics:
    """What posts must bring, in independent leads: where one of them brings others, a client takes fewer."""
    said, length = ledger.economics, chains.length([_drew("content", one) for one in drawn])
    return replace(said, leads_per_client=said.leads_per_client / length)


def is_older(piece: Piece, ledger: Ledger) -> bool:
    """Whether a post had done more than half of its work before the period."""
    return (ledger.start - piece.itself.published).days > ledger.settings.maturity_half_life_days


def _of_fresh_posts(ledger: Ledger, cases: Cases, drawn: Mapping[str, Drawn]) -> tuple[Cases, Mapping[str, Drawn]]:
    """The question of posts without those that had most of their effect before the period, where any of these drew:
    what next to no posts go on drawing has no rate.
    """
    themes = ledger.catalogue.themes
    pieces = tuple(piece for piece in ledger.pieces if not is_older(piece, ledger))
    if len(pieces) == len(ledger.pieces):
        return cases, drawn
    fresh = replace(ledger, pieces=pieces)
    counted = leads.counted(fresh)
    drew = {key: tally.drawn(key, fresh, counted) for key in themes}
    if all(drew[key].met_leads == drawn[key].met_leads for key in themes):
        return cases, drawn
    return {key: (drew[key].met_independent, tally.mature_posts(key, fresh)) for key in themes}, drew


def _posts_of(ledger: Ledger, cases: Cases) -> Cases:
    """The leads of the cases, held against the posts of another period."""
    return {theme: (drew, tally.mature_posts(theme, ledger)) for theme, (drew, _) in cases.items()}


def _drew(question: Question, drawn: Drawn) -> chains.Drew:
    if question == "content":
        return drawn.met_leads, drawn.met_independent
    return drawn.qualified, drawn.independent


def estimates(question: Question, cases: Cases, drawn: Mapping[str, Drawn]) -> dict[str, Interval]:
    """How fast leads come: those that count, times the leads that one of them stands for (compound Poisson)."""
    if not any(exposure > 0 for _, exposure in cases.values()):
        return {}
    of_one = chains.brought({theme: _drew(question, one) for theme, one in drawn.items()})
    return {theme: rate.times(of_one[theme]) for theme, rate in pooled.intervals(pooled.posterior(cases)).items()}


def _judged(
    cases: Mapping[Question, Cases],
    fresh: Cases,
    drawn: Mapping[str, Drawn],
    ledger: Ledger,
    counted: Sequence[Counted],
) -> dict[Question, dict[str, Verdict]]:
    """The verdicts on each question, with what is in doubt about them."""
    half_life, must = ledger.settings.maturity_half_life_days, economics(ledger, drawn.values())
    judged: dict[Question, dict[str, Verdict]] = {}
    for question in QUESTIONS:
        first = verdicts.judge(question, cases[question], must, half_life_days=half_life)
        every = {theme: (_drew(question, drawn[theme])[0], given) for theme, (_, given) in cases[question].items()}
        found = doubts.doubted(first, _again(first, question, ledger.economics, every), Reason("without-echoes", {}))
        once_more = partial(_again, found, question, must)
        judged[question] = doubts.of_wholes(question, found, cases[question], ledger.catalogue, once_more)
    months, hours, posts = (partial(_again, judged[question], question, must) for question in QUESTIONS)
    by_month = doubts.of_months(judged["per_month"], cases["per_month"], ledger, counted, months)
    by_hour = doubts.of_hours(judged["per_100_hours"], cases["per_100_hours"], ledger, counted, hours)
    trace = doubts.trace(ledger, counted)
    since = replace(ledger, start=max(trace.since or ledger.start, ledger.start))
    by_posts = doubts.of_posts(judged["content"], _posts_of(since, cases["content"]), trace, posts)
    by_posts = doubts.of_older_posts(by_posts, posts(fresh))
    qualified = [lead for lead in counted if ledger.holds(lead.qualified)]
    return {
        "per_month": referrals.explained(by_month, cases["per_month"], qualified, months),
        "per_100_hours": referrals.explained(by_hour, cases["per_100_hours"], qualified, hours),
        "content": one_post.remarked(
            referrals.explained(by_posts, cases["content"], qualified, posts, leads.by_posts), ledger
        ),
    }


def _again(found: Mapping[str, Verdict], question: Question, must: Economics, cases: Cases) -> dict[str, Verdict]:
    """The verdicts on other cases, each held against what the one that was found is: break-even, or other themes."""
    paying = verdicts.judge(question, cases, must, look_ahead=False)
    beside = verdicts.judge(question, cases, look_ahead=False)
    return {theme: (paying if found[theme].against == "break-even" else beside)[theme] for theme in cases}


def _cost(given: Given, drawn: Drawn, brought: float, hourly_rate: float | None) -> Interval | AtLeast | None:
    """Hours at their price, and cash; None where nothing was spent, or hours have no price."""
    if given.minutes > 0 and hourly_rate is None:
        return None
    cost = given.minutes / 60 * (hourly_rate or 0.0) + given.cash
    return costs.per_client(cost, drawn.clients, drawn.independent_clients, brought) if cost > 0 else None
