"""The section on languages: the same themes in each of them, and in all together."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from math import inf

from babel.lists import format_list

from pipeline.demand import tongues
from pipeline.demand.msgids import _, _n
from pipeline.demand.page import parts
from pipeline.demand.page.parts import THEME, begun, empty, missing
from pipeline.demand.page.views import Block, Remarks, Section, Table
from pipeline.demand.report import Report
from pipeline.demand.tongues import UNDETERMINED, LanguageRow
from pipeline.demand.wording import Speech

LANGUAGES = _("Languages")
CAME_IN = _n("The only lead came in {lang}.", "{some} of {n} leads came in {lang}.")
NOBODY = _("No inquiry is qualified yet.")
NOT_SAID = _n(
    "The language of the only lead is not known.",
    "The language of none of {n} leads is known.",
)
CAME_OUT = _n("The only post came out in {langs}.", "{n} posts came out, of these {langs}.")
IN_LANGUAGE = _("{n} in {lang}")
UNTRANSLATED = _n(
    "{n} lead in {lang} wanted {theme}, which has posts, but none in {lang}.",
    "{n} leads in {lang} wanted {theme}, which has posts, but none in {lang}.",
)
LANGUAGE = _("Language")
POSTS = _("Posts")
VIEWS = _("Views")
READERS = _("Readers")
LEADS = _("Leads")
ALL = _("All languages")
NOT_KNOWN = _("not known")
CORNER = _("Leads: theme ↓ language →")
MATRIX = _("Leads by the theme that they wanted and the language in which they came")
ADDING_UP = _(
    "A post counts in each of its languages, and once in all together. A lead counts in the language that it names, "
    "else in that of its message. Counts only: association, not proof of cause."
)

_MORE = 3  # further translations that are named


def section(report: Report, speech: Speech) -> Section:
    """What came out, was read and asked for in each language; which translations are missing where a theme draws."""
    rows = tongues.overall(report.ledger, report.leads)
    if len(rows) == 1:
        return empty("languages", LANGUAGES, missing(report, ("posts", "leads"), "qualified"), report, speech)
    wanted = [_translation(row, speech) for row in tongues.untranslated(report.ledger, report.languages)]
    said = (*_says(rows, speech), *wanted[:1])
    blocks: list[Block] = [_overall(_in_order(rows, speech), speech)]
    of_themes = _in_order(report.languages, speech)
    if len({row.lang for row in of_themes if row.leads}) > 2:  # two languages, and all of them
        blocks.append(_matrix(of_themes, speech))
    blocks.append(Remarks((*wanted[1 : 1 + _MORE], speech.say(ADDING_UP))))
    if of_themes:
        numbers = [(speech.theme(str(row.theme)), _named(row.lang, speech), *_cells(row, speech)) for row in of_themes]
        blocks.append(parts.folded((THEME, LANGUAGE, POSTS, VIEWS, READERS, LEADS), numbers, speech))
    return Section("languages", speech.say(LANGUAGES), " ".join(said), tuple(blocks))


def _says(rows: Sequence[LanguageRow], speech: Speech) -> Iterable[str]:
    """The language in which most leads came, and how many posts came out in each."""
    *parts, pooled = rows
    named = [row for row in parts if row.lang != UNDETERMINED]
    most = max(named, key=lambda row: row.leads, default=None)
    if not pooled.leads:
        yield speech.say(NOBODY)
    elif most is None or not most.leads:
        yield speech.count(NOT_SAID, pooled.leads)
    else:
        lang = speech.language(str(most.lang))
        yield speech.count(CAME_IN, pooled.leads, some=speech.number(most.leads), lang=lang)
    out = sorted((row for row in named if row.posts), key=lambda row: -row.posts)
    if out:
        langs = [_came_out(row, speech, alone=pooled.posts == 1) for row in out]
        yield speech.count(CAME_OUT, pooled.posts, langs=format_list(langs, locale=speech.locale))


def _came_out(row: LanguageRow, speech: Speech, *, alone: bool) -> str:
    """A language, and how many posts came out in it where there is more than one."""
    lang = speech.language(str(row.lang))
    return lang if alone else speech.say(IN_LANGUAGE, n=speech.number(row.posts), lang=lang)


def _translation(row: LanguageRow, speech: Speech) -> str:
    return speech.count(
        UNTRANSLATED, row.leads, lang=speech.language(str(row.lang)), theme=speech.theme(str(row.theme))
    )


def _overall(rows: Sequence[LanguageRow], speech: Speech) -> Table:
    found = (parts.row(_named(one.lang, speech), _cells(one, speech)) for one in rows)
    return parts.unfolded(LANGUAGES, (LANGUAGE, POSTS, VIEWS, READERS, LEADS), found, speech)


def _matrix(rows: Sequence[LanguageRow], speech: Speech) -> Table:
    """Themes and languages that hold a lead; the darker, the more leads."""
    leads = {(row.theme, row.lang): row.leads for row in rows if row.leads}
    themes = list(dict.fromkeys(theme for theme, _lang in leads))
    heard = {lang for _theme, lang in leads}
    langs = [lang for lang in dict.fromkeys(row.lang for row in rows) if lang in heard]
    most = max(number for (_theme, lang), number in leads.items() if lang is not None)
    shown = (
        (
            speech.theme(str(theme)),
            [parts.shaded(leads.get((theme, lang), 0.0), most if lang else inf, speech) for lang in langs],
        )
        for theme in themes
    )
    return parts.matrix(speech.say(MATRIX), speech.say(CORNER), (_named(lang, speech) for lang in langs), shown)


def _cells(row: LanguageRow, speech: Speech) -> tuple[str, ...]:
    """A row's numbers."""
    return (
        speech.number(row.posts, 1),
        speech.number(row.views),
        speech.number(row.readers),
        speech.number(row.leads, 2),
    )


def _named(lang: str | None, speech: Speech) -> str:
    """A language as the head of a row or a column."""
    if lang is None:
        return speech.say(ALL)
    return begun(speech.say(NOT_KNOWN) if lang == UNDETERMINED else speech.language(lang))


def _in_order(rows: Iterable[LanguageRow], speech: Speech) -> list[LanguageRow]:
    """The languages of each theme in the workspace's order; others, what names none, and the pooled row last."""
    place = {lang: n for n, lang in enumerate(speech.languages)}
    by_theme: dict[str | None, list[LanguageRow]] = defaultdict(list)
    for row in rows:
        by_theme[row.theme].append(row)
    return [
        row
        for found in by_theme.values()
        for row in sorted(found, key=lambda row: place.get(row.lang or "", len(place)))
    ]
