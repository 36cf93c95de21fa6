"""Each lead and post put down to its primary theme alone, beside the figures by shares."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from pipeline.demand import contract, primary, report, shared_leads
from pipeline.demand.ledger import Ledger, Weights
from tests.demand.ledgers import PRICED, START, catalogue, lead, ledger, offer, post, read, speech, theme

THEMES = ("a", "b", "c")


def facts() -> Ledger:
    """Nine leads met a post on a and b, by thirds, and ask for an offer of both; one asks for b."""
    days = [START + timedelta(days=60 + 9 * place) for place in range(10)]
    both, other = post("both", START, "a"), post("other", START, "c")
    return ledger(
        catalogue=catalogue(*map(theme, THEMES), offers=(offer("twins", "a", "b"), offer("b", "b"), offer("c", "c"))),
        settings=PRICED,
        pieces=(replace(both, themes={"b": 1 / 3, "a": 2 / 3}), other),
        leads=tuple(
            lead(
                day, {"qualified": day}, offer="twins" if place else "b", touches=(read("both", day),) if place else ()
            )
            for place, day in enumerate(days)
        ),
    )


@pytest.mark.parametrize(
    ("shares", "whole"),
    [({"a": 0.3, "b": 0.7}, {"b": 1.0}), ({"b": 0.5, "a": 0.5}, {"b": 1.0}), ({}, {}), ({"a": 0.25}, {"a": 0.25})],
)
def test_the_largest_share_has_all_and_of_equal_ones_that_named_first(shares: Weights, whole: Weights) -> None:
    assert primary.primary(shares) == whole


def test_the_json_has_whole_leads_and_posts_beside_those_by_shares() -> None:
    rows = {row["theme"]: row for row in contract.as_json(report.assemble(facts()), "")["themes"]}
    assert [rows[key]["demand"]["qualified"] for key in THEMES] == [4.5, 5.5, 0]
    assert [rows[key]["primary"]["demand"]["qualified"] for key in THEMES] == [9, 1, 0]
    assert [rows[key]["primary"]["content"]["leads"] for key in THEMES] == [9, 0, 0]
    assert [rows[key]["primary"]["effort"]["posts"] for key in THEMES] == [1, 0, 1]
    assert rows["b"]["primary"]["content"]["per_mature_post"] is None, "no post is on it first of all"
    assert rows["a"]["primary"]["verdicts"]["per_month"]["code"] == "clear"


def test_the_page_says_which_words_rest_on_shares() -> None:
    found = report.assemble(facts())
    said = {row.theme.id: row.verdicts["per_month"].direction for row in found.themes}
    assert said["b"] == "more"
    words = shared_leads.word(found, speech(facts()), "per_month")
    assert words.startswith("What is said of B rests on how several themes share a lead")


def test_where_no_theme_shares_anything_the_figures_are_the_same() -> None:
    whole = replace(facts(), catalogue=catalogue(*map(theme, THEMES), offers=(offer("twins", "a"), offer("b", "b"))))
    whole = replace(whole, pieces=(post("both", START, "a"), post("other", START, "c")))
    found = report.assemble(whole)
    for row in found.themes:
        alone = found.primary[row.theme.id]
        assert (alone.given, alone.drawn, alone.rates) == (row.given, row.drawn, row.counted_rates)
    assert shared_leads.word(found, speech(whole), "per_month", "per_100_hours", "content") == ""
