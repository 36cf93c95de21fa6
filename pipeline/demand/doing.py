"""What to do more of: what to write about, to show, to translate. No more than the verdicts say."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from pipeline.demand import opening, reasons, stopping, tongues, trials
from pipeline.demand.advice import Advice
from pipeline.demand.msgids import _, _n
from pipeline.demand.report import Report
from pipeline.demand.rows import ThemeRow
from pipeline.demand.wording import Speech

TRY_POSTS = _n(
    "Write {n} post on {theme} and judge {days} days later; {because}.",
    "Write {n} posts on {theme} and judge {days} days after the last; {because}.",
)
TRY_SOME = _("Write posts on {theme}; {because}.")
SOLD_WITHOUT = _n("it sold once without any", "it sold {n} times without any")
SOLD_ALONE_WITHOUT = _n("it sold once by itself without any", "it sold {n} times by itself without any")
DRAWS_WITHOUT = _("it draws more than your other themes without any")
SHOW = _n(
    "Show {theme} in public: it sold once without being promoted on any day.",
    "Show {theme} in public: it sold {n} times without being promoted on any day.",
)
SHOW_ALONE = _n(
    "Show {theme} in public: it sold once by itself without being promoted on any day.",
    "Show {theme} in public: it sold {n} times by itself without being promoted on any day.",
)
POSTS_DRAW = _("Go on writing about {theme}: its posts draw more than {against} ({sure}).")
ABOVE_SO_FAR = _n(
    "Go on writing about {theme}: {n} lead from {posts} mature posts, above break-even so far; no verdict yet.",
    "Go on writing about {theme}: {n} leads from {posts} mature posts, above break-even so far; no verdict yet.",
)

WISHED_FOR = _n(
    "Write about {theme}: {n} reader or client wished for it.",
    "Write about {theme}: {n} readers and clients wished for it.",
)
TRANSLATE = _n(
    "Translate what there is on {theme}, which {n} lead wanted: {missing}.",
    "Translate what there is on {theme}, which {n} leads wanted: {missing}.",
)
NOT_IN = _n("{n} post is not there in {lang}", "{n} posts are not there in {lang}")


def to_do(report: Report, speech: Speech) -> tuple[Advice, ...]:
    """What to write and show, the theme that sold best first."""
    first = [Advice(said) for row in best_sold(report) for said in _more_of(row, report, speech)]
    return (*first, *_wished(report, speech), *_translations(report, speech))


def best_sold(report: Report) -> list[ThemeRow]:
    """The themes, the one that sold best first."""
    return sorted(report.themes, key=lambda row: (-row.drawn.clients, -row.drawn.qualified))


def _more_of(row: ThemeRow, report: Report, speech: Speech) -> Iterator[str]:
    theme, content = row.theme.id, row.verdicts["content"]
    sold = trials.sold_alone(row, report)
    alone = sold < opening.sales(report, theme)
    if trials.deserves_posts(row, report):
        without = SOLD_ALONE_WITHOUT if alone else SOLD_WITHOUT
        because = speech.count(without, sold) if sold else speech.say(DRAWS_WITHOUT)
        posts = trials.posts_to_try(report)
        if posts is None:
            yield speech.say(TRY_SOME, theme=speech.theme(theme), because=because)
        else:
            days = speech.number(2 * report.ledger.settings.maturity_half_life_days)
            yield speech.count(TRY_POSTS, posts, theme=speech.theme(theme), days=days, because=because)
    elif content.direction == "more":
        said = speech.say(POSTS_DRAW, theme=speech.theme(theme), **stopping.held_against(content, speech))
        by_one = (reasons.say(reason, speech.voice) for reason in content.why if reason.code == "one-post")
        yield " ".join((said, *by_one))
    elif content.code == "not-enough-data" and not trials.draws_less(row) and _above_break_even(row, report):
        posts_so_far = speech.number(row.given.mature_posts, 2)
        yield speech.count(ABOVE_SO_FAR, row.drawn.met_leads, theme=speech.theme(theme), posts=posts_so_far)
    if sold and _was_not_shown(row, report) and not trials.draws_less(row):
        yield speech.count(SHOW_ALONE if alone else SHOW, sold, theme=speech.theme(theme))


def _was_not_shown(row: ThemeRow, report: Report) -> bool:
    """Whether it was not promoted. Where no theme was, nobody keeps the diary, and its posts show it."""
    kept = any(other.given.promoted_days for other in report.themes)
    return row.theme.id in report.unpromoted_demand and (kept or opening.without_post(report, row))


def _wished(report: Report, speech: Speech) -> Iterator[Advice]:
    """Wishes for themes that deserve more work."""
    left = _left(report)
    for row in report.wishes:
        if row.theme is not None and row.wishes and row.theme not in left:
            theme = speech.theme(row.theme)
            yield Advice(speech.count(WISHED_FOR, row.wishes, theme=theme))


def _left(report: Report) -> set[str]:
    """Themes that deserve no more work: their posts do not pay, or what is known of their demand says less."""
    return {
        row.theme.id
        for row in report.themes
        if row.verdicts["content"].code == "below-break-even" or trials.draws_less(row)
    }


def _translations(report: Report, speech: Speech) -> Iterator[Advice]:
    """A line a theme that draws, deserves more work and is not there in all languages."""
    left = _left(report)
    lacking = [row for row in tongues.missing(report.ledger, report.themes, speech.languages) if row.theme not in left]
    drawn = Counter(theme for lead in report.qualified_leads for theme in lead.wanted)
    for theme in dict.fromkeys(row.theme for row in lacking):
        said = [
            speech.count(NOT_IN, row.posts, lang=speech.language(row.lang)) for row in lacking if row.theme == theme
        ]
        text = speech.count(TRANSLATE, drawn[theme], theme=speech.theme(theme), missing=", ".join(said))
        yield Advice(text, "leitmotiv translations")


def _above_break_even(row: ThemeRow, report: Report) -> bool:
    drew = row.drawn.met_leads
    if report.break_even is None or row.rates["content"] is None:
        return False
    return drew > 0 and drew >= row.given.mature_posts * report.break_even
