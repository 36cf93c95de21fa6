"""A theme that others are part of is not said to draw less because its leads ask for its parts."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from pipeline.demand import headline, report
from pipeline.demand.ledger import Ledger
from pipeline.model.theme import Catalogue, Period
from tests.demand.ledgers import PRICED, START, catalogue, hours, ledger, offer, post, speech, theme, won
from tests.demand.test_report_view import shown


def promoted(part_of: str | None) -> Ledger:
    """Software is promoted for 165 hours and sells nothing; discovery sells eight times, reviews twice, testing once.

    Nobody met a post.
    """
    themes = (
        theme("software", promoted=(Period(START),)),
        *(replace(theme(key), part_of=part_of) for key in ("discovery", "reviews")),
        theme("testing"),
    )
    sold = ["discovery"] * 8 + ["reviews"] * 2 + ["testing"]
    spent = {"software": 165, "discovery": 22, "reviews": 22, "testing": 22}
    return ledger(
        catalogue=catalogue(*themes, offers=tuple(offer(key, key) for key in spent)),
        settings=PRICED,
        pieces=tuple(post(f"p{n}", START, "software") for n in range(12)),
        leads=tuple(won(START + timedelta(days=15 * n + 5), offer=key) for n, key in enumerate(sold)),
        efforts=tuple(hours(key, START, amount, channel="network") for key, amount in spent.items()),
    )


def test_what_its_parts_drew_speaks_for_it() -> None:
    alone, whole = shown(promoted(None)), shown(promoted("software"))
    assert "Stop promoting Software" in alone
    assert "Stop promoting Software" not in whole
    (row, *_) = report.assemble(promoted("software")).themes
    assert [row.verdicts[question].code for question in ("per_month", "per_100_hours")] == ["not-enough-data"] * 2
    assert row.verdicts["content"].code == "below-break-even"
    assert row.counted["per_100_hours"].code == "clear"  # as the method counts it


def test_who_asks_for_a_part_asks_for_the_whole() -> None:
    facts = promoted("software")
    said = headline.headline(report.assemble(facts), speech(facts).voice)
    assert said.startswith("You put 165 h into Software and 10 of 11 inquiries asked for it; Discovery sold 8 times")


def test_a_whole_draws_less_where_its_parts_do_too() -> None:
    facts = promoted("software")
    themes = {**facts.catalogue.themes, "discovery": theme("discovery")}
    (row, *_) = report.assemble(replace(facts, catalogue=replace(facts.catalogue, themes=themes))).themes
    assert row.verdicts["per_100_hours"].direction == "less"


def test_parts_of_parts_are_parts() -> None:
    inner = {
        "a": theme("a"),
        "b": replace(theme("b"), part_of="a"),
        "c": replace(theme("c"), part_of="b"),
        "d": theme("d"),
    }
    assert Catalogue(inner, {}, {}).parts("a") == {"b", "c"}
