"""Section: what next. Its answer says no more than the verdicts: what is clear, else a hint, else a test to make."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from pipeline.demand import advice, choice, doing, judgements, pending, stopping, trials, waiting
from pipeline.demand.choice import Choice
from pipeline.demand.evidence import Direction
from pipeline.demand.msgids import _, _n
from pipeline.demand.page import wishes
from pipeline.demand.page.views import Block, Remarks, Section, Steps
from pipeline.demand.report import Report
from pipeline.demand.rows import ThemeRow
from pipeline.demand.verdicts import Question, Verdict
from pipeline.demand.wording import Speech

TITLE = _("What next")
DO = _("Do")
STOP = _("Stop")
FIND_OUT = _("Find out")
MORE_AND_LESS = _("Try more {more} and less {less}.")
MORE = _("Try more {more}.")
LESS = _("Try less {less}.")
WRITE_MORE = _("Write more about {theme}.")
WRITE_LESS = _("Write less about {theme}.")
NOT_BY_POSTS = _("But not by posts: those on {theme} bring too little.")
NOTHING_CLEAR = _("Nothing is clear yet.")
HINT_MORE = _("{theme} leans to more.")
HINT_LESS = _("{theme} leans to less.")
EXPERIMENT = _n(
    "{n} post on {theme} would tell whether posts on it pay.",
    "{n} posts on {theme} would tell whether posts on it pay.",
)
ONE_THEME: Mapping[Question, str] = {
    "per_month": _(
        "If it had to be one theme now, by the calendar it would be {theme}: as {other} may draw more, that choice "
        "loses {loss} leads a month on average."
    ),
    "per_100_hours": _(
        "If it had to be one theme now, by the hour it would be {theme}: as {other} may draw more, that choice loses "
        "{loss} leads in 100 hours on average."
    ),
}
NOTHING = _("Nothing follows from this yet; more data will tell.")


def section(report: Report, speech: Speech) -> Section:
    """What to do, to stop and to find out, and the wishes that came in."""
    lists = (
        (DO, doing.to_do(report, speech)),
        (STOP, stopping.to_stop(report, speech)),
        (FIND_OUT, advice.to_find_out(report, speech)),
    )
    blocks: tuple[Block, ...] = tuple(Steps(speech.say(heading), steps) for heading, steps in lists if steps)
    chosen = tuple(_chosen(one, speech) for one in choice.choices(report))
    blocks += ((Remarks(chosen),) if chosen else ()) + wishes.blocks(report, speech)
    return Section("next", speech.say(TITLE), answer(report, speech), blocks)


def _chosen(found: Choice, speech: Speech) -> str:
    loss = speech.rate(found.loss)
    return speech.say(
        ONE_THEME[found.question], theme=speech.theme(found.theme), other=speech.theme(found.other), loss=loss
    )


def answer(report: Report, speech: Speech) -> str:
    """What is clear of demand and of posts. Where nothing is, or should not be acted on, that is said, with the
    strongest hint about another theme, or the one test that is due.
    """
    clear = [*_clear(report, speech)]
    if clear:
        return " ".join(clear)
    wait = waiting.strongest(report, speech)
    further = _hint(report, speech) or _test(report, speech)
    if wait is None and not further and not doing.to_do(report, speech) and not stopping.to_stop(report, speech):
        return speech.say(NOTHING)
    return " ".join(filter(None, (wait.said if wait else speech.say(NOTHING_CLEAR), further)))


def _clear(report: Report, speech: Speech) -> Iterator[str]:
    """No theme is told to have both more and less."""
    more = _first(_decided(doing.best_sold(report), "clear", "more"))
    dearest = _decided(stopping.dearest(report), "clear", "less")
    less = _first(row for row in dearest if _may_be_left(row, report, speech))
    message = {(True, True): MORE_AND_LESS, (True, False): MORE, (False, True): LESS}.get((bool(more), bool(less)))
    if message is not None:
        yield speech.say(message, more=_name(more, speech), less=_name(less, speech))
    if more is not None and _posts(more, "less"):
        yield speech.say(NOT_BY_POSTS, theme=_name(more, speech))
    posts = sorted(report.themes, key=lambda row: -row.given.mature_posts)
    write = _first(row for row in posts if _posts(row, "more") and row is not less)
    leave = _first(row for row in posts if row not in (more, less) and _leaves_posts(row, report, speech))
    if write is not None and write is not more:
        yield speech.say(WRITE_MORE, theme=_name(write, speech))
    if leave is not None:
        yield speech.say(WRITE_LESS, theme=_name(leave, speech))


def _may_be_left(row: ThemeRow, report: Report, speech: Speech) -> bool:
    question = stopping.unpromoting(row, report)
    return question is not None and not any(stopping.objections(row, question, report, speech))


def _hint(report: Report, speech: Speech) -> str:
    """The surest hint about demand, and what would make it clear."""
    hints = [
        (verdict, row, question)
        for row in report.themes
        for question in pending.DEMAND
        if (verdict := row.verdicts[question]).code == "leaning" and len(_directions(row)) == 1 and not _is_clear(row)
    ]
    if not hints:
        return ""
    verdict, row, question = max(hints, key=_surest)
    said = speech.say(HINT_MORE if verdict.direction == "more" else HINT_LESS, theme=_name(row, speech))
    return f"{said} {judgements.judgement(question, verdict, speech).change}"


def _is_clear(row: ThemeRow) -> bool:
    return any(row.verdicts[question].code == "clear" for question in pending.DEMAND)


def _surest(hint: tuple[Verdict, ThemeRow, Question]) -> tuple[bool, float]:
    """A hint of what draws more comes first."""
    return hint[0].direction == "more", hint[0].probability or 0.0


def _test(report: Report, speech: Speech) -> str:
    """The posts that would tell, where a single theme deserves them; of several this would choose one by chance."""
    found = [row for row in report.themes if trials.deserves_posts(row, report)]
    posts = trials.posts_to_try(report)
    if len(found) != 1 or posts is None:
        return ""
    return speech.count(EXPERIMENT, posts, theme=_name(found[0], speech))


def _decided(rows: Iterable[ThemeRow], code: str, direction: Direction) -> Iterator[ThemeRow]:
    """Themes of which an answer about demand says so, and none the contrary."""
    for row in rows:
        codes = [
            row.verdicts[question].code for question in pending.DEMAND if row.verdicts[question].direction == direction
        ]
        if code in codes and _directions(row) == {direction}:
            yield row


def _directions(row: ThemeRow) -> set[Direction]:
    return {direction for question in pending.DEMAND if (direction := row.verdicts[question].direction) is not None}


def _posts(row: ThemeRow, direction: Direction) -> bool:
    verdict = row.verdicts["content"]
    return judgements.solid(verdict) and verdict.direction == direction


def _leaves_posts(row: ThemeRow, report: Report, speech: Speech) -> bool:
    return _posts(row, "less") and not any(stopping.objections(row, "content", report, speech))


def _first(rows: Iterable[ThemeRow]) -> ThemeRow | None:
    return next(iter(rows), None)


def _name(row: ThemeRow | None, speech: Speech) -> str:
    return speech.theme(row.theme.id) if row is not None else ""
