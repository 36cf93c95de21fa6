"""Tables of labelled texts (`text, lang, theme`) and of translations (a column a language), checked row by row."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import TypeVar

from pipeline.errors import ImportRefused, Problem
from pipeline.model import table
from pipeline.model.language import recognised
from pipeline.model.source import suggestion
from pipeline.model.table import Record, RowError, Table
from pipeline.themes import subjects
from pipeline.themes.space import Pairs
from pipeline.themes.subjects import Subject

T = TypeVar("T")

_COLUMNS = ("text", "lang", "theme")
_MOST_SHOWN = 20


def labelled(found: Table, themes: Sequence[str]) -> list[Subject]:
    """Each row as a text with its theme; raises every row that cannot be taken."""
    missing = [column for column in _COLUMNS if column not in found.columns]
    if missing:
        has = ", ".join(found.headers)
        message = f"has no column {' and no column '.join(missing)}; it needs text, lang and theme, and has: {has}"
        raise ImportRefused(Problem(message, found.path, 1))
    return _taken(found, lambda record: _labelled(record, themes))


def translations(found: Table) -> Pairs:
    """Each row as the same text in several languages; an empty cell is a translation that is missing."""
    langs = {header.casefold(): recognised(header) for header in found.headers}
    odd = [header for header, lang in langs.items() if lang is None]
    if odd or len(set(langs.values())) < 2:
        what = f'"{odd[0]}" is no language' if odd else "only one language"
        message = f"{what}; pairs need a column a language, headed by its tag, as da and en"
        raise ImportRefused(Problem(message, found.path, 1))
    columns = [(header, lang) for header, lang in langs.items() if lang]
    return Pairs(tuple(_taken(found, lambda record: {lang: record[name] for name, lang in columns if record[name]})))


def _labelled(record: Record, themes: Sequence[str]) -> Subject:
    lang, theme = recognised(record["lang"]), record["theme"]
    if lang is None:
        raise RowError(f'"{record["lang"]}" is no language tag; write it as en, or as de-ch')
    if theme not in themes:
        raise RowError(f'no theme is called "{theme}"{suggestion(theme, themes)}')
    if not record["text"].strip():
        raise RowError("has no text; write one, or take the row out")
    return subjects.of_text(record["text"], lang, (theme,))


def _taken(found: Table, read: Callable[[Record], T]) -> list[T]:
    records, odd = table.records(found)
    rows, refused = table.taken(records, read)
    problems = [Problem(reject.reason, reject.path, reject.line) for reject in (*odd, *refused)]
    if problems:
        raise ImportRefused(_shown(sorted(problems, key=lambda one: one.line or 0)))
    if not rows:
        raise ImportRefused(Problem("holds headers and no row", found.path))
    return rows


def _shown(problems: Sequence[Problem]) -> Iterable[Problem]:
    yield from problems[:_MOST_SHOWN]
    if len(problems) > _MOST_SHOWN:
        yield Problem(f"{len(problems) - _MOST_SHOWN} more rows cannot be taken", problems[0].path)
