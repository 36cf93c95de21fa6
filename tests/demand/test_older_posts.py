"""Posts that had done their work before the period, and go on drawing: nothing is held against next to no post."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from pipeline.demand import contract, report
from pipeline.demand.ledger import Ledger
from pipeline.demand.page import html
from pipeline.model.people import Lead
from tests.demand.ledgers import PRICED, START, as_of_then, catalogue, lead, ledger, offer, post, read, speech, theme
from tests.demand.test_report_view import shown

BUT = "before this period: without these it would not stand."


def two(older: date, of_older: int = 5, of_new: int = 5) -> Ledger:
    """Ten posts on each of two themes, those of one from `older` on; so many leads met each."""

    def met(key: str, number: int) -> Lead:
        day = START + timedelta(days=70 + 20 * number)
        return lead(day, {"qualified": day}, offer=key, channel="search", touches=(read(f"{key}-{number}", day),))

    return ledger(
        catalogue=catalogue(theme("old"), theme("new"), offers=(offer("old", "old"), offer("new", "new"))),
        settings=PRICED,
        pieces=tuple(
            post(f"{key}-{n}", first + timedelta(days=7 * n), key)
            for key, first in (("old", older), ("new", START))
            for n in range(10)
        ),
        leads=tuple(met(key, n) for key, of in (("old", of_older), ("new", of_new)) for n in range(of)),
    )


def verdicts(facts: Ledger) -> dict[str, dict[str, object]]:
    """The verdict on the posts of each theme, as the JSON has it."""
    return {row["theme"]: row["verdicts"]["content"] for row in contract.as_json(report.assemble(facts), "")["themes"]}


def test_as_many_leads_by_old_posts_do_not_make_them_better_ones() -> None:
    facts = two(date(2024, 1, 1))
    for text in (shown(facts), str(html.view(report.assemble(facts), speech(facts)))):
        assert "draw more" not in text
        assert "clear: " not in text
    for found in verdicts(facts).values():
        assert found["code"] == "clear"  # as the method counts it
        assert str(found["why"]).endswith(BUT)


def test_what_old_posts_draw_has_no_rate_but_in_the_json() -> None:
    """Five leads on a hundredth of a post would be five hundred a post."""
    found = report.assemble(two(date(2024, 1, 1)))
    assert contract.as_json(found, "")["themes"][0]["content"]["per_mature_post"]["median"] > 100
    old, new = (row.rates["content"] for row in found.themes)
    assert old is None
    assert new is not None
    assert new.high < 2
    assert "above break-even so far" not in shown(two(date(2024, 1, 1), 5, 0))


@pytest.mark.parametrize("older", [START, START - timedelta(days=40)], ids=["the same days", "shortly before"])
def test_posts_of_the_period_are_held_against_each_other_as_before(older: date) -> None:
    facts = two(older, 9, 0)
    assert verdicts(facts)["old"]["code"] == "leaning"
    assert "leaning: more" in shown(facts)


def test_old_posts_that_draw_nobody_change_nothing() -> None:
    facts = two(START, 9, 0)
    years_ago = tuple(post(f"o{n}", date(2020, 1, 1), "new") for n in range(20))
    found, before = verdicts(replace(facts, pieces=(*facts.pieces, *years_ago))), verdicts(facts)
    assert [one["why"] for one in found.values()] == [one["why"] for one in before.values()]


def test_old_posts_are_old_with_the_tags_of_then() -> None:
    found = report.assemble(as_of_then(two(date(2024, 1, 1)), "old"))
    assert [found.themes[0].rates["content"], found.themes[0].verdicts["content"].doubt] == [None, "older-posts"]
    assert "Rates leave out 10 posts" in str(html.view(found, speech(found.ledger)))
