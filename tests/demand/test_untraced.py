"""What is not recorded is not held against anybody: how leads came, since when they count, what a sale brought."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from pipeline.demand import advice, contract, headline, judgements, marks, page, report
from pipeline.demand.ledger import Ledger
from pipeline.demand.report import Report
from pipeline.model.people import Lead, Touch
from tests.demand.ledgers import (
    PRICED,
    START,
    at,
    catalogue,
    hours,
    lead,
    ledger,
    offer,
    post,
    speech,
    theme,
    won,
)

DAY = date(2026, 3, 1)
OFFERS = (offer("a", "alpha"), offer("b", "beta", price=500), offer("both", "alpha", "beta"))
KNOWN = catalogue(theme("alpha"), theme("beta"), offers=OFFERS)


def _blog(*leads: Lead) -> Ledger:
    """Twelve posts on alpha, which nobody is known to have met."""
    pieces = tuple(post(f"alpha-{n}", START + timedelta(days=15 * n), "alpha") for n in range(12))
    efforts = (hours("alpha", DAY, 190), hours("beta", DAY, 20))
    return ledger(catalogue=KNOWN, settings=PRICED, pieces=pieces, leads=leads, efforts=efforts)


def _said(made: Report, lang: str = "en") -> str:
    of = speech(made.ledger, lang)
    steps = (*advice.to_do(made, of), *advice.to_stop(made, of), *advice.to_find_out(made, of))
    return " ".join((headline.headline(made, of.voice), *(f"{step.text} {step.command}" for step in steps)))


def test_posts_are_not_said_to_fail_where_nothing_is_recorded_of_how_leads_came() -> None:
    made = report.assemble(_blog(*(won(DAY, offer="a", self_report="") for _ in range(5))))
    said = _said(made)
    assert "Whether posts on Alpha pay is not known" in said
    assert "Nothing is recorded of how 5 leads came" in said
    assert "leitmotiv leads update ID --heard TEXT" in said
    assert "do not pay" not in said
    assert "Stop writing" not in said
    verdict = made.themes[0].verdicts["content"]
    assert verdict.code == "below-break-even", "the method counts what is recorded"
    found = contract.as_json(made, "")
    assert found["themes"][0]["verdicts"]["content"]["why"].endswith("posts may have worked unseen.")
    assert found["journeys"]["traced"] == 0
    of = speech(made.ledger)
    shown = [judgements.short(row.verdicts["content"], of) for row in made.themes]
    assert shown == ["not recorded", "untested"]
    assert judgements.judgement("content", verdict, of).tone == "open"
    conclusions = {section.id: section.conclusion for section in page.view(made, speech(made.ledger)).sections}
    assert "is not known" in conclusions["content"]


def test_one_answer_or_one_visit_is_enough_to_say_that_posts_fail() -> None:
    silent = [won(DAY, offer="a", self_report="") for _ in range(4)]
    seen = won(DAY, offer="a", self_report="", touches=(Touch(at=at(DAY), channel="referral"),))
    for told in (won(DAY, offer="a", self_report="A friend"), seen):
        said = _said(report.assemble(_blog(*silent, told)))
        assert "Stop writing about Alpha" in said
        assert "Nothing is recorded" not in said


def test_inquiries_that_nobody_qualified_are_asked_for() -> None:
    raw = [lead(DAY, offer="a") for _ in range(3)]
    said = _said(report.assemble(_blog(*raw, lead(DAY, {"qualified": DAY}, offer="a"))))
    assert "3 of 4 inquiries are not qualified" in said
    assert "leitmotiv leads update ID --stage qualified --on DAY" in said
    enough = [lead(DAY, {"qualified": DAY}, offer="a") for _ in range(3)]
    assert "not qualified" not in _said(report.assemble(_blog(*raw, *enough)))


def test_what_the_costly_theme_sold_is_not_passed_over() -> None:
    leads = [won(DAY, offer="a") for _ in range(2)] + [won(DAY, offer="b") for _ in range(3)]
    assert _said(report.assemble(_blog(*leads))).startswith(
        "You put 190 h into Alpha and 2 of 5 inquiries asked for it, and it sold 2 times; "
        "Beta sold 3 times in 20 h without one post."
    )


def test_inquiries_of_which_nobody_knows_the_wish_are_not_counted_as_not_asking() -> None:
    facts = _blog(won(DAY, offer="b"), *(lead(DAY, {"qualified": DAY}) for _ in range(8)))
    assert _said(report.assemble(facts)).startswith(
        "You put 190 h into Alpha and the only inquiry whose wish is known did not ask for it; "
    )
    facts = _blog(*(won(DAY, offer=key) for key in "abb"), *(lead(DAY, {"qualified": DAY}) for _ in range(8)))
    assert "1 of the 3 inquiries whose wish is known asked for it" in _said(report.assemble(facts))


def test_a_sale_of_two_themes_sets_neither_against_the_other() -> None:
    said = _said(report.assemble(_blog(*(won(DAY, offer="both") for _ in range(3)))))
    assert said.startswith(
        "You put 190 h into Alpha and 3 of 3 inquiries asked for it; all 3 sales were of Alpha and Beta together."
    )


def test_a_sale_without_a_noted_value_is_not_one_for_nothing() -> None:
    leads = (won(DAY, offer="a"), won(DAY, offer="a", value=700.0), won(DAY, offer="b"), won(DAY, offer="both"))
    made = report.assemble(_blog(*leads))
    assert [(row.offer.id, row.sold, row.valued, row.revenue) for row in made.offers] == [
        ("a", 2, 1, 700.0),
        ("b", 1, 1, 500.0),
        ("both", 1, 0, 0.0),
    ]
    (section,) = [one for one in page.view(made, speech(made.ledger)).sections if one.id == "offers"]
    said = str(section)
    assert "noted for 1 of 2" in said
    assert "not noted" in said
    assert section.conclusion.endswith("EUR (noted for 2 of 4).")


@pytest.mark.parametrize("lang", ["en", "de", "da"])
def test_a_period_that_begins_long_before_the_first_inquiry_says_so(lang: str) -> None:
    facts = replace(_blog(won(DAY, offer="a")), start=date(2019, 1, 1))
    made = report.assemble(facts)
    of = speech(facts, lang)
    said = advice.late_record(made, of)
    assert said is not None
    assert said.command == "leitmotiv report --period 2026-03-01.."
    assert said in advice.to_find_out(made, of)
    assert advice.late_record(report.assemble(_blog(won(DAY, offer="a"))), of) is None
    assert advice.late_record(report.assemble(replace(facts, leads=())), of) is None


def test_long_names_that_begin_alike_are_told_apart_in_charts() -> None:
    names = [f"A rather long name of theme number {n}" for n in range(3)]
    short = marks._told_apart([*names, "Testing"], 24)
    assert len(set(short.values())) == 4
    assert all(len(said) <= 24 for said in short.values())
    assert short["Testing"] == "Testing"
