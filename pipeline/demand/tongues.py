"""The same themes in each language: what was published, what was read and who asked; and all languages together."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import fsum

from pipeline.demand.leads import Counted
from pipeline.demand.ledger import Ledger, Piece, Weights
from pipeline.demand.rows import ThemeRow
from pipeline.model.people import PageViews

UNDETERMINED = "und"
"""The language of what names none (ISO 639-2)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class LanguageRow:
    """A theme (None: whatever the theme) in a language (None: in all of them) in the period.

    A post counts in each of its languages, from the day on which it came out in it, and once in the pooled row, from
    its first day: so only views, readers and leads add up. `leads` are qualified ones that want the theme.
    """

    theme: str | None
    lang: str | None
    posts: float
    views: int
    readers: int
    leads: float


def language_rows(ledger: Ledger, counted: Sequence[Counted]) -> tuple[LanguageRow, ...]:
    """The languages of each theme, in the order of themes.toml, each followed by its pooled row."""
    langs = (*languages(ledger, counted), None)
    return tuple(_row(theme, lang, ledger, counted) for theme in ledger.catalogue.themes for lang in langs)


def overall(ledger: Ledger, counted: Sequence[Counted]) -> tuple[LanguageRow, ...]:
    """The languages whatever the theme, and their pooled row."""
    return tuple(_row(None, lang, ledger, counted) for lang in (*languages(ledger, counted), None))


def languages(ledger: Ledger, counted: Sequence[Counted]) -> tuple[str, ...]:
    """Every language that was published, read or written in, by its tag; what names none last."""
    found = {lang for piece in ledger.pieces for lang, day in piece.langs.items() if day <= ledger.until}
    found |= {_lang_of(lead.lang) for lead in counted if ledger.holds(lead.qualified)}
    found |= {_lang_of(row.lang) for row in ledger.views if ledger.holds(row.until)}
    return tuple(sorted(found, key=lambda lang: (lang == UNDETERMINED, lang)))


def untranslated(ledger: Ledger, rows: Sequence[LanguageRow]) -> tuple[LanguageRow, ...]:
    """Rows of languages in which a theme draws, and has no post, though it has one in another; most leads first."""
    written = {(theme, lang) for piece in ledger.pieces for lang in _out(piece, ledger) for theme in piece.themes}
    anywhere = {theme for theme, _lang in written}
    found = [
        row
        for row in rows
        if row.leads > 0
        and row.theme in anywhere
        and row.lang not in (None, UNDETERMINED)
        and (row.theme, row.lang) not in written
    ]
    return tuple(sorted(found, key=lambda row: -row.leads))


@dataclass(frozen=True, slots=True)
class MissingTranslations:
    """How many posts that are mostly on a theme are not there in a language."""

    theme: str
    lang: str
    posts: int


def missing(ledger: Ledger, themes: Sequence[ThemeRow], wanted: Sequence[str]) -> tuple[MissingTranslations, ...]:
    """What themes that draw lack in the languages of the workspace, the theme that draws most first."""
    drawing = sorted((row for row in themes if row.drawn.qualified > 0), key=lambda row: -row.drawn.qualified)
    found = (
        MissingTranslations(row.theme.id, lang, _lacking(row.theme.id, lang, ledger))
        for row in drawing
        for lang in wanted
    )
    return tuple(row for row in found if row.posts)


def _lacking(theme: str, lang: str, ledger: Ledger) -> int:
    """How many posts that are mostly on a theme have come out, but not in this language."""
    written = (_out(piece, ledger) for piece in ledger.pieces if _is_about(piece, theme))
    return sum(bool(langs) and lang not in langs for langs in written)


def _is_about(piece: Piece, theme: str) -> bool:
    """Whether no other theme has a larger part in it."""
    return theme in piece.themes and piece.themes[theme] == max(piece.themes.values())


def _row(theme: str | None, lang: str | None, ledger: Ledger, counted: Sequence[Counted]) -> LanguageRow:
    weights = {piece.key: share for piece in ledger.pieces if (share := _share(piece.themes, theme)) > 0}
    read = [row for row in ledger.views if _seen(row, weights, ledger) and lang in (None, _lang_of(row.lang))]
    wrote = [lead for lead in counted if ledger.holds(lead.qualified) and lang in (None, _lang_of(lead.lang))]
    return LanguageRow(
        theme=theme,
        lang=lang,
        posts=fsum(weights.get(piece.key, 0.0) for piece in ledger.pieces if _came_out(piece, lang, ledger)),
        views=round(fsum(row.views * weights[row.path] for row in read)),
        readers=round(fsum(row.visitors * weights[row.path] for row in read)),
        leads=fsum(_share(lead.wanted, theme) for lead in wrote),
    )


def _share(weights: Weights, theme: str | None) -> float:
    return 1.0 if theme is None else weights.get(theme, 0.0)


def _seen(row: PageViews, weights: Weights, ledger: Ledger) -> bool:
    return ledger.holds(row.until) and row.path in weights


def _came_out(piece: Piece, lang: str | None, ledger: Ledger) -> bool:
    return ledger.holds(piece.published if lang is None else piece.langs.get(lang))


def _out(piece: Piece, ledger: Ledger) -> list[str]:
    return [lang for lang, day in piece.langs.items() if day <= ledger.until]


def _lang_of(lang: str | None) -> str:
    return lang or UNDETERMINED
