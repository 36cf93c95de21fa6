"""The same theme in several languages: its posts, views and leads in each, and pooled."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from math import isclose
from typing import Any

import pytest

from pipeline.demand import contract, report, tongues
from pipeline.demand.ledger import Ledger, Piece
from pipeline.demand.tongues import LanguageRow
from pipeline.model.people import PageViews
from tests.demand.ledgers import UNTIL, catalogue, full, lead, ledger, post, theme

DAY = date(2026, 3, 1)
BEFORE, AFTER = date(2025, 12, 20), date(2026, 7, 2)
THEMES = catalogue(theme("a"), theme("b"))


def written(key: str, *themes: str, **langs: date) -> Piece:
    """A post in some languages, each with its day."""
    return replace(post(key, min(langs.values()), *themes), langs=langs)


def views(key: str, lang: str | None, number: int) -> PageViews:
    """Views of a post in a language, by half as many readers."""
    return PageViews(path=key, views=number, visitors=number // 2, source="plausible", until=UNTIL, lang=lang)


def asked(theme_: str, lang: str | None) -> Any:
    """A qualified lead that wants a theme and speaks a language."""
    return lead(DAY, {"qualified": DAY}, theme=theme_, lang=lang)


def rows(**facts: Any) -> dict[tuple[str | None, str | None], LanguageRow]:
    """The rows of a ledger of two themes, by theme and language."""
    found = report.assemble(ledger(catalogue=THEMES, **facts))
    return {(row.theme, row.lang): row for row in found.languages}


def test_a_post_counts_in_each_of_its_languages_and_once_in_all_together() -> None:
    found = rows(pieces=(written("p", "a", de=DAY, en=DAY), written("q", "a", de=DAY)))
    assert {lang: row.posts for (key, lang), row in found.items() if key == "a"} == {"de": 2, "en": 1, None: 2}


def test_a_post_counts_with_the_weight_of_the_theme() -> None:
    found = rows(pieces=(written("p", "a", "b", de=DAY),))
    assert (found["a", "de"].posts, found["b", "de"].posts) == (0.5, 0.5)


@pytest.mark.parametrize(
    ("langs", "posts"),
    [
        ({"de": BEFORE, "en": DAY}, {"de": 0, "en": 1, None: 0}),
        ({"de": DAY, "en": AFTER}, {"de": 1, None: 1}),
    ],
    ids=["translated in the period", "not translated yet"],
)
def test_a_post_counts_from_the_day_it_came_out_in_the_language(
    langs: dict[str, date], posts: dict[str | None, float]
) -> None:
    found = rows(pieces=(written("p", "a", **langs),))
    assert {lang: row.posts for (key, lang), row in found.items() if key == "a"} == posts


def test_views_are_those_of_the_language_of_the_page() -> None:
    found = rows(
        pieces=(written("p", "a", de=DAY, en=DAY),),
        views=(views("p", "de", 100), views("p", "en", 40), views("p", None, 6)),
    )
    seen = {lang: (row.views, row.readers) for (key, lang), row in found.items() if key == "a"}
    assert seen == {"de": (100, 50), "en": (40, 20), "und": (6, 3), None: (146, 73)}


def test_leads_are_those_of_the_language_they_wrote_in() -> None:
    found = rows(leads=(asked("a", "de"), asked("a", "de"), asked("b", "da"), asked("a", None)))
    leads = {lang: row.leads for (key, lang), row in found.items() if key == "a"}
    assert leads == {"da": 0, "de": 2, "und": 1, None: 3}


def test_what_nobody_qualified_is_no_lead_of_a_language() -> None:
    assert rows(leads=(lead(DAY, theme="a", lang="de"),))["a", None].leads == 0


def several() -> Ledger:
    """Two themes, three languages, one lead and some views without one."""
    return ledger(
        catalogue=THEMES,
        pieces=(written("p", "a", "b", de=DAY, en=DAY), written("q", "b", da=DAY)),
        views=(views("p", "de", 101), views("p", "en", 33), views("q", "da", 10), views("q", None, 3)),
        leads=(asked("a", "de"), asked("b", "da"), asked("b", "de"), asked("a", None)),
    )


@pytest.mark.parametrize("facts", [several(), full()], ids=["several languages", "the full ledger"])
def test_the_languages_of_a_theme_sum_to_its_pooled_row(facts: Ledger) -> None:
    found = report.assemble(facts)
    for row in found.themes:
        of_theme = [one for one in found.languages if one.theme == row.theme.id]
        (pooled,) = [one for one in of_theme if one.lang is None]
        parts = [one for one in of_theme if one.lang is not None]
        assert isclose(sum(one.leads for one in parts), pooled.leads)
        assert abs(sum(one.views for one in parts) - pooled.views) <= len(parts), "each is rounded on its own"
        assert (pooled.leads, pooled.posts) == (row.drawn.qualified, row.given.posts)
        assert (pooled.views, pooled.readers) == (row.given.views, row.given.readers)


def test_the_languages_of_all_themes_sum_to_all_qualified_leads() -> None:
    found = report.assemble(full())
    *parts, pooled = tongues.overall(found.ledger, found.leads)
    assert sum(one.leads for one in parts) == pooled.leads == found.qualified


def test_a_theme_that_draws_where_it_has_no_post_wants_a_translation() -> None:
    facts = replace(several(), leads=(asked("b", "fr"), asked("a", "da"), asked("a", "de"), asked("a", None)))
    found = tongues.untranslated(facts, report.assemble(facts).languages)
    assert [(row.theme, row.lang) for row in found] == [("a", "da"), ("b", "fr")]


def test_a_theme_without_any_post_wants_none() -> None:
    facts = replace(several(), pieces=())
    assert tongues.untranslated(facts, report.assemble(facts).languages) == ()


def test_languages_in_json() -> None:
    data = contract.as_json(report.assemble(several()), "H")["languages"]
    assert [(row["theme"], row["lang"]) for row in data[:5]] == [
        ("a", "da"), ("a", "de"), ("a", "en"), ("a", "und"), ("a", None),
    ]  # fmt: skip
    assert set(data[0]) == {"theme", "lang", "posts", "views", "readers", "leads"}
