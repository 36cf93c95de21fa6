"""Posts of a theme that draw more, most of it by one of them."""

from __future__ import annotations

from datetime import timedelta

import pytest

from pipeline.demand import contract, doing, report
from pipeline.demand.ledger import Ledger
from tests.demand.ledgers import PRICED, START, as_of_then, catalogue, lead, ledger, offer, post, read, speech, theme

SAYS = "came by one post, good-0: it may be that post that draws, and not its theme."


def facts(met: list[int]) -> Ledger:
    """Eight posts on each of two themes; each lead met one of the good theme's, by its number."""
    return ledger(
        catalogue=catalogue(theme("good"), theme("poor"), offers=(offer("good", "good"), offer("poor", "poor"))),
        settings=PRICED,
        pieces=tuple(
            post(f"{key}-{n}", START + timedelta(days=7 * n), key) for key in ("good", "poor") for n in range(8)
        ),
        leads=tuple(
            lead(day, {"qualified": day}, offer="good", channel="search", touches=(read(f"good-{number}", day),))
            for day, number in ((START + timedelta(days=80 + 9 * place), number) for place, number in enumerate(met))
        ),
    )


@pytest.mark.parametrize(
    ("met", "says"),
    [([0] * 9, f"9 leads of 9 {SAYS}"), ([0] * 5 + [1, 2, 3, 4], f"5 leads of 9 {SAYS}"), ([0] * 4 + [1] * 4, "")],
)
def test_a_verdict_says_if_most_of_its_leads_came_by_one_post(met: list[int], says: str) -> None:
    found = {
        row["theme"]: row["verdicts"]["content"] for row in contract.as_json(report.assemble(facts(met)), "")["themes"]
    }
    assert found["good"]["direction"] == "more"
    assert str(found["good"]["why"]).endswith(says)
    assert ("one post" in str(found["good"]["why"])) == bool(says)
    assert "one post" not in str(found["poor"]["why"])


def test_the_advice_to_go_on_writing_says_it_too() -> None:
    one, several = (
        doing.to_do(report.assemble(facts(met)), speech(facts(met)))[0].text for met in ([0] * 9, [0] * 4 + [1] * 4)
    )
    assert one.startswith("Go on writing about Good: its posts draw more")
    assert one.endswith(f"9 leads of 9 {SAYS}")
    assert several.startswith("Go on writing about Good: its posts draw more")
    assert "one post" not in several


def test_a_post_has_its_name_with_the_tags_of_then() -> None:
    (good, _) = contract.as_json(report.assemble(as_of_then(facts([0] * 9), "good")), "")["themes"]
    assert str(good["verdicts"]["content"]["why"]).endswith(f"9 leads of 9 {SAYS}")
