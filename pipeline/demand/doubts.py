"""Verdicts that the record is too thin for: what is missing from it could reverse them, so they are withheld.

Each is given once more on what the record would hold if it were whole, as far as that can be told from what it holds. A
verdict that does not stand then is no verdict; the JSON still has it, as the method counts it, with the doubt among its
reasons.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from math import fsum
from statistics import median

from pipeline.demand import begun, leads, maturity
from pipeline.demand.leads import Counted
from pipeline.demand.ledger import Ledger, Piece
from pipeline.demand.pooled import Cases
from pipeline.demand.reasons import Reason
from pipeline.demand.verdicts import AS_A_HINT, MINUTES_IN_100_HOURS, Doubt, Question, Verdict
from pipeline.model.people import Effort
from pipeline.model.theme import Catalogue

Judge = Callable[[Cases], Mapping[str, Verdict]]

_OF_A_DAY, _MONTH = 24 * 60, timedelta(days=31)
_STRENGTH = {"clear": 2, "below-break-even": 2, "leaning": 1}


@dataclass(frozen=True, slots=True)
class Trace:
    """For how many of a period's leads it is known whether they came by a post: for `placed` out of `all`.

    `doubt` names what is missing; None where nothing is. `since` is the day from which on anything is known, None where
    it is from the beginning, and `share` the part of the leads since of which it is.
    """

    placed: int
    all: int
    doubt: Doubt | None
    since: date | None = None
    share: float = 0.0


def trace(ledger: Ledger, counted: Collection[Counted]) -> Trace:
    """Of the leads that were qualified in the period. Where there is none, an open inquiry may yet become one, and a
    book that holds no inquiry at all is no record of their absence."""
    qualified = [lead for lead in counted if ledger.holds(lead.qualified)]
    placed = sum(lead.placed for lead in qualified)
    if qualified:
        doubt: Doubt | None = None if placed == len(qualified) else "partly-traced" if placed else "untraced"
        return Trace(placed, len(qualified), doubt, *known_since((lead.received, lead.placed) for lead in qualified))
    if leads.open_in(ledger, counted):
        return Trace(0, 0, "unqualified")
    return Trace(0, 0, None if counted else "no-record")


def known_since(ways: Iterable[tuple[date, bool]]) -> tuple[date | None, float]:
    """`since` and `share` of a trace, for the days on which leads came, and whether their way is known: nobody may have
    taken it down before the first of which it is.
    """
    ways = tuple(ways)
    first = min((day for day, is_known in ways if is_known), default=None)
    if first is None:
        return None, 0.0
    later = [is_known for day, is_known in ways if day >= first]
    return first if len(later) < len(ways) else None, sum(later) / len(later)


def of_posts(judged: Mapping[str, Verdict], since: Cases, found: Trace, judge: Judge) -> dict[str, Verdict]:
    """The verdicts on posts, in doubt where the leads of unknown way could have come by them: of posts that drew as
    many as they must, only the share that is traced would show. `since` are the cases from the day of the trace on.
    """
    if found.doubt is None:
        return dict(judged)
    again = judge({theme: (drew, posts * found.share) for theme, (drew, posts) in since.items()})
    numbers = {"unknown": float(found.all - found.placed), "all": float(found.all)}
    return doubted(judged, again, Reason(found.doubt, numbers))


def of_older_posts(judged: Mapping[str, Verdict], again: Mapping[str, Verdict]) -> dict[str, Verdict]:
    """The verdicts on posts beside those of others, in doubt where without older posts they do not stand `again`."""
    compared = {theme: found for theme, found in judged.items() if found.against != "break-even"}
    return {**judged, **doubted(compared, again, Reason("older-posts", {}))}


def of_hours(
    judged: Mapping[str, Verdict], cases: Cases, ledger: Ledger, counted: Collection[Counted], judge: Judge
) -> dict[str, Verdict]:
    """The verdicts by the hour, in doubt where a whole record of hours would change them.

    Where nothing but posts has hours, all are: what sells by talks and calls would seem to take no time.
    """
    spent = [effort for effort in ledger.efforts if ledger.holds(effort.on) and not effort.billable]
    if not spent:
        return {theme: _with(found, Reason("hours-of-posts", {})) for theme, found in judged.items()}
    known = dict(judged)
    for whole, why in _whole_records(cases, ledger, counted, spent):
        known = doubted(known, judge(whole), why)
    return known


def _whole_records(
    cases: Cases, ledger: Ledger, counted: Collection[Counted], spent: Sequence[Effort]
) -> Iterator[tuple[Cases, Reason]]:
    """The cases once for each thing that the record of hours lacks, as if it were there, and what that is.

    Posts without minutes get the usual ones; hours without a theme are shared out as the leads are; and leads that came
    before any hour was noted are left out.
    """
    lacking = untimed(ledger)
    if lacking:
        usual = median(piece.minutes for piece in ledger.published if piece.minutes is not None)
        missing = {theme: usual * fsum(piece.themes.get(theme, 0.0) for piece in lacking) for theme in cases}
        yield _longer(cases, missing), Reason("hours-missing", {"posts": float(len(lacking))})
    unthemed = fsum(effort.minutes for effort in spent if effort.theme not in ledger.catalogue.themes)
    drawn = fsum(drew for drew, _ in cases.values())
    if unthemed and drawn:
        missing = {theme: unthemed * drew / drawn for theme, (drew, _) in cases.items()}
        why = Reason("hours-unthemed", {"question": "per_100_hours", "exposure": unthemed / 60})
        yield _longer(cases, missing), why
    before = before_hours(ledger, counted, cases)
    if before:
        begun_on = {theme: hours_begun(ledger, theme) for theme in cases}
        period = [lead for lead in counted if ledger.holds(lead.qualified)]
        since = {
            theme: (leads.independent(theme, [lead for lead in period if not _before(lead, begun_on[theme])]), hours)
            for theme, (_, hours) in cases.items()
        }
        yield since, Reason("hours-late", {"leads": float(len(before))})


def first_hour(ledger: Ledger, theme: str | None = None) -> date | None:
    """The day of the first hour of winning clients on record (for a theme, or for any where it has none), before the
    period or in it; of posts none counts.

    None where more was noted on it than a day has, or on another within the month: a sum of the time before, which
    began nobody knows when.
    """
    spent = [effort for effort in ledger.efforts if effort.on <= ledger.until and not effort.billable]
    own = [effort for effort in spent if theme and effort.theme == theme]
    first = min((effort.on for effort in own or spent), default=None)
    if first is None:
        return None
    minutes: dict[date, list[float]] = defaultdict(list)
    for effort in spent:
        if first <= effort.on <= first + _MONTH:
            minutes[effort.on].append(effort.minutes)
    return None if max(map(fsum, minutes.values())) > _OF_A_DAY else first


def hours_begun(ledger: Ledger, theme: str) -> date | None:
    """The day from which on hours may have brought leads for a theme: a month before the first of its own, or of any
    where it has none. Sums of a month bear its last day.
    """
    first = first_hour(ledger, theme)
    return first - _MONTH if first else None


def before_hours(ledger: Ledger, counted: Iterable[Counted], themes: Iterable[str]) -> list[Counted]:
    """Leads for any of the themes that were qualified in the period long before an hour for it was noted: none of the
    noted ones brought them.
    """
    begun_on = {theme: hours_begun(ledger, theme) for theme in themes}
    period = (lead for lead in counted if ledger.holds(lead.qualified))
    return [lead for lead in period if any(_before(lead, begun_on.get(theme)) for theme in lead.wanted)]


def _before(lead: Counted, day: date | None) -> bool:
    return day is not None and lead.qualified is not None and lead.qualified < day


def _longer(cases: Cases, minutes: Mapping[str, float]) -> Cases:
    """The cases with so many minutes more."""
    return {theme: (drew, spent + minutes[theme] / MINUTES_IN_100_HOURS) for theme, (drew, spent) in cases.items()}


def of_months(
    judged: Mapping[str, Verdict], cases: Cases, ledger: Ledger, counted: Iterable[Counted], judge: Judge
) -> dict[str, Verdict]:
    """The verdicts by the calendar: none on an idea that nothing was done for, and none that stands on ideas alone, or
    on the time before themes without an offer were begun.
    """
    late = begun.in_period(ledger, counted)
    since = {theme: (drew, _months_since(late.get(theme), ledger, months)) for theme, (drew, months) in cases.items()}
    known = doubted(judged, judge(since), Reason("begun-late", {})) if late else dict(judged)
    ideas = _ideas(ledger, counted)
    if not ideas:
        return known
    again = judge({theme: case for theme, case in cases.items() if theme not in ideas})
    others = {theme: found for theme, found in known.items() if theme not in ideas}
    ahead = {theme: _with(found, Reason("never-begun", {})) for theme, found in known.items() if theme in ideas}
    known = doubted(others, again, Reason("only-ideas", {})) | ahead
    return {theme: known[theme] for theme in judged}


def _months_since(day: date | None, ledger: Ledger, months: float) -> float:
    return maturity.months_on_offer(day, ledger.until) if day else months


def _ideas(ledger: Ledger, counted: Iterable[Counted]) -> set[str]:
    """Themes that nothing was done for up to now, and that nobody asked for."""
    known, until = ledger.catalogue, ledger.until
    offered = {theme for offer in known.offers.values() if (offer.since or until) <= until for theme in offer.themes}
    written = {theme for piece in ledger.published for theme in piece.themes}
    spent = {effort.theme for effort in ledger.efforts if effort.on <= until}
    promoted = {theme.id for theme in known.themes.values() if any(one.start <= until for one in theme.promoted)}
    wanted = {theme for lead in counted for theme in lead.wanted}
    return known.themes.keys() - offered - written - spent - promoted - wanted


def of_wholes(
    question: Question, judged: Mapping[str, Verdict], cases: Cases, catalogue: Catalogue, judge: Judge
) -> dict[str, Verdict]:
    """The verdicts, in doubt on a theme that draws less only without what its parts draw."""
    known = dict(judged)
    for whole in (theme for theme, found in judged.items() if found.direction == "less" and catalogue.parts(theme)):
        parts = catalogue.parts(whole)
        leads_of, given = zip(*(cases[theme] for theme in (whole, *parts)), strict=True)
        # The months of a whole are those of its parts: they pass but once.
        case = (fsum(leads_of), max(given) if question == "per_month" else fsum(given))
        again = judge({theme: one for theme, one in cases.items() if theme not in parts} | {whole: case})
        known |= doubted({whole: judged[whole]}, again, Reason("without-parts", {}))
    return known


def untimed(ledger: Ledger) -> list[Piece]:
    """Posts of the period on a theme whose minutes nobody noted, where those of others were."""
    if all(piece.minutes is None for piece in ledger.published):
        return []
    written = (piece for piece in ledger.published if piece.themes and ledger.holds(piece.published))
    return [piece for piece in written if piece.minutes is None]


def said(verdicts: Iterable[tuple[str, Verdict]]) -> dict[str, Verdict]:
    """What may be said: a verdict in doubt is none, and one that stands as a hint is that hint."""
    return {key: _unsaid(found) if found.doubt else _hinted(found) for key, found in verdicts}


def _unsaid(found: Verdict) -> Verdict:
    return replace(found, code="not-enough-data", direction=None, probability=None, against=None, next=None)


def _hinted(found: Verdict) -> Verdict:
    return replace(found.hint, why=found.why) if found.hint else found


def doubted(judged: Mapping[str, Verdict], again: Mapping[str, Verdict], why: Reason) -> dict[str, Verdict]:
    """The verdicts, in doubt where they do not stand by what was judged again.

    What is clear, and leans to the same side then, stands as a hint, of several as the weakest: else more evidence
    would take back what was said.
    """
    return {theme: _once_more(found, again[theme], why) for theme, found in judged.items()}


def _once_more(found: Verdict, again: Verdict, why: Reason) -> Verdict:
    if found.doubt or stands(found, again):
        return found
    if found.code != "clear" or again.code != "leaning" or again.direction != found.direction:
        return _with(found, why)
    if found.hint and _sure(found.hint) <= _sure(again):
        return found
    return replace(_with(found, why, Reason(AS_A_HINT, {"sure": _sure(again)})), hint=again)


def _sure(found: Verdict) -> float:
    return found.probability or 0.0


def stands(found: Verdict, again: Verdict) -> bool:
    """Whether it says no more than what is said again."""
    return found.direction is None or (
        again.direction == found.direction
        and _STRENGTH[again.code] >= _STRENGTH[found.code]
        and (again.code == "below-break-even") == (found.code == "below-break-even")
    )


def _with(found: Verdict, *why: Reason) -> Verdict:
    """The verdict in doubt, instead of the hint that a lesser doubt left of it."""
    if found.direction is None:
        return found
    counted = found.why[:-2] if found.hint else found.why
    return replace(found, why=(*counted, *why), hint=None)
