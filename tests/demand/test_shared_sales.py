"""Sales of an offer of two themes, shares that make a whole, counts of one, seasons: what a page says adds up."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from pipeline.demand import advice, doing, headline, report
from pipeline.demand.ledger import Ledger
from pipeline.demand.page import html
from tests.demand.ledgers import catalogue, lead, ledger, offer, post, speech, story, theme, won
from tests.demand.test_report_view import shown

DAY = date(2026, 3, 1)


def sold(both: int, architecture: int, performance: int = 0) -> Ledger:
    """The story, where so many bought an offer of both themes, and so many an offer of one."""
    facts = story(6)
    offers = {**facts.catalogue.offers, "both": offer("both", "performance", "architecture")}
    bought = [*["both"] * both, *["workshop"] * architecture, *["audit"] * performance]
    leads = tuple(won(DAY, id=n, offer=one, self_report="") for n, one in enumerate(bought, 1))
    return replace(facts, catalogue=replace(facts.catalogue, offers=offers), leads=leads)


@pytest.mark.parametrize(
    ("facts", "says"),
    [
        (sold(3, 1), "and it sold 3 times, always together with Architecture; Architecture sold 4 times in 20 h"),
        (sold(1, 2), "and it sold once, together with Architecture; Architecture sold 3 times in 20 h"),
        (sold(2, 3, 1), "and it sold 3 times, 2 of them together with Architecture; Architecture sold 5 times"),
        (sold(0, 3, 1), "and it sold once; Architecture sold 3 times"),
    ],
)
def test_sales_of_both_are_not_counted_twice_without_a_word(facts: Ledger, says: str) -> None:
    assert says in headline.headline(report.assemble(facts), speech(facts).voice)


def test_advice_and_counts_say_what_of_a_sale_is_meant() -> None:
    facts = sold(3, 1)
    said = " ".join(step.text for step in doing.to_do(report.assemble(facts), speech(facts)))
    assert "it sold once by itself without any" in said
    assert "it sold once by itself without being promoted" in said
    assert "on Performance, which 3 leads wanted" in said
    note = "A lead or sale of several themes is shared out"
    assert note in " ".join(shown(facts).split())
    assert note in str(html.view(report.assemble(facts), speech(facts)))
    alone = sold(0, 4)
    assert note not in shown(alone)
    assert note not in str(html.view(report.assemble(alone), speech(alone)))


def test_what_is_clear_within_a_year_may_be_a_season() -> None:
    word = "Less than a year: where seasons differ"
    clear = sold(0, 4)
    assert word in " ".join(shown(clear).split())
    assert word in str(html.view(report.assemble(clear), speech(clear)))
    long = replace(clear, start=date(2025, 6, 30))
    assert any(row.verdicts["per_100_hours"].code == "clear" for row in report.assemble(long).themes)
    for facts in (long, sold(0, 1)):
        assert word not in " ".join(shown(facts).split())
        assert word not in str(html.view(report.assemble(facts), speech(facts)))


def test_halves_of_a_percent_are_kept() -> None:
    of = speech(sold(1, 1))
    assert [of.share(part / 8) for part in (1, 1, 2, 4)] == ["12.5 %", "12.5 %", "25 %", "50 %"]
    assert [of.share(part / 3) for part in (1, 2)] == ["33 %", "67 %"]


@pytest.mark.parametrize(
    ("lang", "says"),
    [
        ("en", "The only post of this period on your themes comes to 1 in mature posts."),
        ("de", "ergibt, in gereiften Beiträgen gerechnet, 1."),
        ("da", "giver 1, regnet i modne indlæg."),
    ],
)
def test_one_post_that_is_mature_makes_one(lang: str, says: str) -> None:
    facts = ledger(catalogue=catalogue(theme("alpha")), pieces=(post("p", DAY, "alpha"),), leads=(lead(DAY),))
    facts = replace(facts, until=DAY + timedelta(days=450), as_of=DAY + timedelta(days=450))
    assert says in str(html.view(report.assemble(facts), speech(facts, lang)))


def test_the_only_inquiry_is_not_one_of_one() -> None:
    facts = ledger(catalogue=catalogue(theme("alpha"), theme("beta")), leads=(lead(DAY),))
    said = " ".join(step.text for step in advice.to_find_out(report.assemble(facts), speech(facts)))
    assert "The only inquiry is not qualified" in said
    settings = story(6).settings.model_copy(update={"leads_per_client": 1})
    facts = replace(story(6), settings=settings)
    assert "1 lead makes a client" in str(html.view(report.assemble(facts), speech(facts)))
