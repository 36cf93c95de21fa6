"""The answer to "what next": no more than the verdicts say, and never more and less of the same."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest

from pipeline.demand import doing, report, stopping
from pipeline.demand.ledger import Ledger, Wished
from pipeline.demand.page import what_next
from pipeline.model.people import Lead
from pipeline.model.theme import Period
from tests.demand.ledgers import (
    PRICED,
    START,
    at,
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
PROMOTED = catalogue(
    *(theme(key, promoted=(Period(START),)) for key in KEYS), offers=tuple(offer(key, key) for key in KEYS)
)
EQUAL = catalogue(*map(theme, KEYS), offers=tuple(offer(key, key) for key in KEYS))


def answer(facts: Ledger, lang: str = "en") -> str:
    """The answer of a ledger."""
    return what_next.answer(report.assemble(facts), speech(facts, lang))


def sales(*sold: int, spent: tuple[float, ...] = (10, 10, 10), more: tuple[Lead, ...] = (), **changes: Any) -> Ledger:
    """Promoted themes without a post; each sold so often, in so many hours."""
    facts = ledger(
        catalogue=PROMOTED,
        settings=PRICED,
        leads=(*(won(DAY, offer=key, value=100.0) for key, n in zip(KEYS, sold, strict=True) for _ in range(n)), *more),
        efforts=tuple(hours(key, DAY, amount) for key, amount in zip(KEYS, spent, strict=True)),
    )
    return replace(facts, **changes)


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


@pytest.mark.parametrize(("ended_before", "told"), [(None, True), (0, True), (1, False)])
def test_only_what_is_still_promoted_is_told_to_stop(ended_before: int | None, told: bool) -> None:
    facts = story(6)
    until = None if ended_before is None else facts.until - timedelta(days=ended_before)
    promoted = replace(facts.catalogue.themes["performance"], promoted=(Period(START, until),))
    facts = replace(facts, catalogue=replace(facts.catalogue, themes={**facts.catalogue.themes, promoted.id: promoted}))
    steps = stopping.to_stop(report.assemble(facts), speech(facts))
    assert any("Stop promoting Performance" in step.text for step in steps) == told


def test_a_hint_is_called_one_with_what_would_make_it_clear() -> None:
    hint = replace(story(6), efforts=(), pieces=())
    assert answer(hint) == (
        "Nothing is clear yet. Architecture leans to more. 4 more leads for it would make this clear."
    )


def test_posts_that_do_not_pay_are_an_answer_even_where_demand_is_open() -> None:
    blog = tuple(post(f"alpha-{n}", START + timedelta(days=12 * n), "alpha") for n in range(12))
    seen = won(DAY, offer="bravo", touches=(read("bravo-0", DAY),))
    told = (replace(lead, self_report="A friend") for lead in equals(1).leads)
    facts = equals(1, pieces=(*equals(1).pieces, *blog), leads=(*told, seen, won(DAY, offer="alpha")))
    assert answer(facts) == "Write less about Alpha."


def test_the_one_theme_without_posts_that_sold_is_put_to_the_test() -> None:
    assert answer(replace(story(2), efforts=())) == (
        "Nothing is clear yet. 7 posts on Architecture would tell whether posts on it pay."
    )


def test_nothing_is_shown_or_written_of_a_theme_that_draws_less() -> None:
    many = tuple(won(DAY, offer="alpha") for _ in range(14))
    facts = equals(1, pieces=(), leads=(*many, won(DAY, offer="bravo"), lead(DAY, {"qualified": DAY}, offer="charlie")))
    made = report.assemble(facts)
    assert made.themes[1].verdicts["per_month"].direction == "less"
    said = " ".join(step.text for step in doing.to_do(made, speech(facts)))
    assert "on Alpha" in said
    assert "Bravo" not in said


@pytest.mark.parametrize(("asked", "told"), [(9, True), (6, False)], ids=["clear", "a hint"])
def test_a_theme_that_clearly_draws_without_a_sale_or_a_post_is_put_to_the_test(asked: int, told: bool) -> None:
    known = catalogue(theme("alpha"), theme("bravo"), offers=(offer("alpha", "alpha"), offer("bravo", "bravo")))
    leads = tuple(lead(DAY, {"qualified": DAY}, offer="bravo") for _ in range(asked))
    facts = ledger(catalogue=known, settings=PRICED, leads=leads)
    made = report.assemble(facts)
    assert made.themes[1].verdicts["per_month"].code == ("clear" if told else "leaning")
    said = " ".join(step.text for step in doing.to_do(made, speech(facts)))
    assert ("it draws more than your other themes without any" in said) == told


@pytest.mark.parametrize("promoted", [False, True])
def test_a_sale_together_with_what_was_promoted_may_be_due_to_that(promoted: bool) -> None:
    alpha = theme("alpha", promoted=(Period(START),) if promoted else ())
    known = catalogue(alpha, theme("bravo"), offers=(offer("both", "alpha", "bravo"),))
    facts = ledger(catalogue=known, settings=PRICED, leads=(won(DAY, offer="both"),))
    said = " ".join(step.text for step in doing.to_do(report.assemble(facts), speech(facts)))
    assert "posts on Alpha" in said
    assert ("posts on Bravo" in said) == (not promoted)


@pytest.mark.parametrize(("promoted", "shown"), [(False, False), (True, True)])
def test_where_no_theme_was_ever_promoted_none_is_told_to_be_shown(promoted: bool, shown: bool) -> None:
    facts = equals(1)
    if promoted:
        first, *others = facts.catalogue.themes.values()
        themes = (replace(first, promoted=(Period(START),)), *others)
        facts = replace(facts, catalogue=catalogue(*themes, offers=tuple(facts.catalogue.offers.values())))
    said = " ".join(step.text for step in doing.to_do(report.assemble(facts), speech(facts)))
    assert ("Show Bravo in public" in said) == shown


def test_what_may_be_done_follows_even_where_nothing_is_clear() -> None:
    met = tuple(won(DAY, offer="alpha", touches=(read(f"alpha-{n}", DAY),), received_at=at(DAY, 13)) for n in (0, 1))
    facts = equals(0, leads=met)
    first = doing.to_do(report.assemble(facts), speech(facts))[0]
    assert first.text.endswith("above break-even so far; no verdict yet.")
    assert answer(facts) == "Nothing is clear yet."


HINT = "Alpha leans to more. 5 more leads for it would make this clear."
ASKING = tuple(lead(DAY, theme="bravo") for _ in range(4))
LARGE = won(DAY, theme="bravo", value=50_000.0)
LESS_BY_THE_HOUR = "Bravo draws less than your other themes together: clear by the hour"


@pytest.mark.parametrize(
    ("facts", "said"),
    [
        (
            sales(8, 0, 8, catalogue=EQUAL),
            f"{LESS_BY_THE_HOUR} (98.8 %). It was not promoted: there is nothing to stop. {HINT}",
        ),
        (
            sales(8, 0, 8, more=ASKING),
            (
                f"{LESS_BY_THE_HOUR} (98.8 %). With 4 unqualified inquiries for it this would not stand: settle "
                f"that first. {HINT}"
            ),
        ),
        (
            sales(14, 0, 14, more=(LARGE,)),
            (
                f"{LESS_BY_THE_HOUR} (99.8 %). But it brought most of the revenue, 50,000 EUR of 52,800 EUR. "
                "Alpha leans to more. 4 more leads for it would make this clear."
            ),
        ),
        (
            sales(4, 4, 4, spent=(100, 10, 10)),
            (
                "Alpha draws less than your other themes together: clear by the hour (99.6 %). But by the calendar it "
                "drew no less: without these hours its leads may not come. Bravo leans to more. "
                "1 more lead for it would make this clear."
            ),
        ),
        (
            sales(12, 6, 1, spent=(190, 10, 10)),
            (
                "Alpha draws less by the hour, but more by the calendar: nothing follows from that alone. "
                "Charlie leans to less. 1 more lead for the strongest other theme would make this clear."
            ),
        ),
    ],
    ids=["not promoted", "open inquiries", "most of the revenue", "as many leads", "two questions disagree"],
)
def test_what_is_clear_but_should_wait_is_said_with_the_reason(facts: Ledger, said: str) -> None:
    assert answer(facts) == said
    assert "Nothing is clear" not in said
    assert all(len(answer(facts, lang)) > 0 and "clear" not in answer(facts, lang) for lang in ("de", "da"))


@pytest.mark.parametrize(
    ("sold", "but"), [((8, 4, 4), True), ((6, 6, 6), True), ((2, 8, 8), False)], ids=["more", "as many", "fewer"]
)
def test_advice_to_stop_by_the_hour_says_so_and_what_the_calendar_has_against_it(
    sold: tuple[int, ...], but: bool
) -> None:
    facts = sales(*sold, spent=(400, 10, 10))
    said = stopping.to_stop(report.assemble(facts), speech(facts))[0].text
    assert said.startswith("Stop promoting Alpha: it is clear that by the hour it draws less than your other themes")
    assert ("But by the calendar it drew no less" in said) == but
    assert "few leads" not in said
    assert answer(facts).endswith("less Alpha.") != but


def test_advice_to_stop_by_the_calendar_alone_says_so() -> None:
    facts = sales(9, 0, 9, efforts=())
    said = stopping.to_stop(report.assemble(facts), speech(facts))[0].text
    assert said.startswith("Stop promoting Bravo: it is clear that by the calendar it draws less")


@pytest.mark.parametrize(
    ("sold", "spent", "said"),
    [
        (
            (1, 4, 4),
            (20, 10, 10),
            "Put no further hours into promoting Alpha for now: by the hour it leans to less than ",
        ),
        ((3, 3, 3), (10, 10, 10), ""),
        ((9, 2, 2), (90, 5, 5), ""),
    ],
    ids=["a hint", "nothing", "two questions disagree"],
)
def test_a_hint_to_less_is_no_advice_to_stop(sold: tuple[int, ...], spent: tuple[float, ...], said: str) -> None:
    facts = sales(*sold, spent=spent)
    steps = [step.text for step in stopping.to_stop(report.assemble(facts), speech(facts))]
    assert "".join(step[: len(said)] for step in steps if "Alpha" in step) == said


def test_posts_that_bring_too_little_wait_for_open_inquiries_that_had_met_them() -> None:
    blog = tuple(post(f"alpha-{n}", START + timedelta(days=12 * n), "alpha") for n in range(12))
    asking = tuple(lead(DAY, theme="alpha", touches=(read("alpha-1", DAY),)) for _ in range(4))
    facts = sales(1, 1, 1, pieces=blog, more=asking)
    assert answer(facts) == (
        "It is clear that posts on Alpha bring too little. "
        "With 4 unqualified inquiries for it this would not stand: settle that first."
    )


def test_more_of_a_theme_whose_posts_fail_is_not_more_posts() -> None:
    blog = tuple(post(f"alpha-{n}", START + timedelta(days=12 * n), "alpha") for n in range(12))
    facts = sales(14, 1, 1, pieces=blog)
    assert answer(facts) == "Try more Alpha and less Bravo. But not by posts: those on Alpha bring too little."
    stop = [step.text for step in stopping.to_stop(report.assemble(facts), speech(facts))]
    assert any(said.startswith("Stop writing about Alpha") for said in stop)


@pytest.mark.parametrize(("sold", "named"), [((8, 1, 8), False), ((3, 3, 3), True)], ids=["draws less", "does not"])
def test_neither_wishes_nor_translations_ask_for_more_of_what_draws_less(sold: tuple[int, ...], named: bool) -> None:
    facts = sales(*sold, pieces=(post("b", date(2026, 6, 1), "bravo"),), wishes=(Wished(DAY, 3, {"bravo": 1.0}),))
    said = " ".join(step.text for step in doing.to_do(report.assemble(facts), speech(facts)))
    assert ("Write about Bravo: 3 readers and clients wished for it." in said) == named
    assert ("Translate what there is on Bravo" in said) == named
