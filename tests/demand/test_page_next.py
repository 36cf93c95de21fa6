"""The answer to "what next": no more than the verdicts say, and never more and less of the same."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest

from pipeline.demand import doing, page_next, report
from pipeline.demand.ledger import Ledger
from pipeline.model.theme import Period
from tests.demand.ledgers import (
    PRICED,
    START,
    catalogue,
    full,
    hours,
    lead,
    ledger,
    offer,
    post,
    read,
    speech,
    story,
    theme,
    won,
)

DAY = date(2026, 3, 1)
KEYS = ("alpha", "bravo", "charlie")
EQUAL = catalogue(*map(theme, KEYS), offers=tuple(offer(key, key) for key in KEYS))


def answer(facts: Ledger, lang: str = "en") -> str:
    """The answer of a ledger."""
    return page_next.answer(report.assemble(facts), speech(facts, lang))


def equals(sold: int, promoted: bool = False, **changes: Any) -> Ledger:
    """Themes of which each had as many posts and hours, and sold as often."""
    known = catalogue(
        *(theme(key, promoted=(Period(START),) if promoted else ()) for key in KEYS),
        offers=tuple(EQUAL.offers.values()),
    )
    facts = ledger(
        catalogue=known,
        settings=PRICED,
        pieces=tuple(post(f"{key}-{n}", START + timedelta(days=15 * n), key) for key in KEYS for n in range(3)),
        leads=tuple(won(DAY, offer=key, self_report="") for key in KEYS for _ in range(sold)),
        efforts=tuple(hours(key, DAY, 10) for key in KEYS),
    )
    return replace(facts, **changes)


@pytest.mark.parametrize("facts", [equals(0), equals(6), equals(6, promoted=True), equals(6, pieces=())])
@pytest.mark.parametrize("lang", ["en", "de", "da"])
def test_of_equal_themes_none_is_named(facts: Ledger, lang: str) -> None:
    said = answer(facts, lang)
    assert said
    assert not any(key in said.casefold() for key in KEYS)


def test_what_is_clear_is_said() -> None:
    assert answer(story(6)) == "Try more Architecture and less Performance."
    assert answer(full()).startswith("Try more Architecture discovery")


def test_a_hint_is_called_one_with_what_would_make_it_clear() -> None:
    hint = replace(story(6), efforts=(), pieces=())
    assert answer(hint) == (
        "Nothing is clear yet; Architecture leans to more. 4 more leads for it would make this clear."
    )


def test_posts_that_do_not_pay_are_an_answer_even_where_demand_is_open() -> None:
    blog = tuple(post(f"alpha-{n}", START + timedelta(days=12 * n), "alpha") for n in range(12))
    seen = won(DAY, offer="bravo", touches=(read("bravo-0", DAY),))
    told = (replace(lead, self_report="A friend") for lead in equals(1).leads)
    facts = equals(1, pieces=(*equals(1).pieces, *blog), leads=(*told, seen, won(DAY, offer="alpha")))
    assert answer(facts) == "Write less about Alpha."


def test_the_one_theme_without_posts_that_sold_is_put_to_the_test() -> None:
    assert answer(replace(story(2), efforts=())) == (
        "Nothing is clear yet; 7 posts on Architecture would tell whether posts on it pay."
    )


def test_nothing_is_shown_or_written_of_a_theme_that_draws_less() -> None:
    many = tuple(won(DAY, offer="alpha") for _ in range(14))
    facts = equals(1, pieces=(), leads=(*many, won(DAY, offer="bravo"), lead(DAY, {"qualified": DAY}, offer="charlie")))
    made = report.assemble(facts)
    assert made.themes[1].verdicts["per_month"].direction == "less"
    said = " ".join(step.text for step in doing.to_do(made, speech(facts)))
    assert "on Alpha" in said
    assert "Bravo" not in said
