"""What stands below the rates of posts: the own ratio of leads to clients, and the posts that rates leave out."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from pipeline.demand import report
from pipeline.demand.ledger import Ledger
from pipeline.demand.page import demand
from pipeline.demand.page.views import Remarks
from pipeline.model.people import Lead, Stage
from tests.demand.ledgers import PRICED, START, catalogue, lead, ledger, post, read, speech, theme

DAY = date(2026, 3, 1)
FACTS = ledger(
    catalogue=catalogue(theme("a"), theme("b")),
    settings=PRICED,
    pieces=(post("p", START, "a"), post("old", START - timedelta(days=90), "b")),
)


def met(key: str, *stages: Stage) -> Lead:
    """A lead that had read a post."""
    return lead(DAY, dict.fromkeys(("qualified", *stages), DAY), theme="a", touches=(read(key, DAY),))


def remarks(facts: Ledger) -> str:
    """What the section says below its chart."""
    blocks = demand.content(report.assemble(facts), speech(facts)).blocks
    return " ".join(text for block in blocks if isinstance(block, Remarks) for text in block.texts)


@pytest.mark.parametrize(
    ("won", "lost", "said"),
    [
        pytest.param(4, 8, "By your own record 3 leads make a client: of 12 that met", id="four of twelve"),
        pytest.param(0, 10, "By your own record none does yet: of 10 leads", id="none of ten"),
    ],
)
def test_the_own_ratio_is_printed_beside_the_one_that_is_set_from_ten_decided_leads_on(
    won: int, lost: int, said: str
) -> None:
    leads = (*(met("p", "won") for _ in range(won)), *(met("p", "lost") for _ in range(lost)), met("p"))
    assert said in remarks(replace(FACTS, leads=leads))
    assert "By your own record" not in remarks(replace(FACTS, leads=leads[won + lost - 9 :]))


def test_leads_that_met_no_post_are_not_in_the_own_ratio() -> None:
    leads = tuple(lead(DAY, {"qualified": DAY, "won": DAY}, theme="a") for _ in range(12))
    assert "By your own record" not in remarks(replace(FACTS, leads=leads))


def test_rates_that_leave_out_older_posts_say_so() -> None:
    assert "Rates leave out 1 post" in remarks(replace(FACTS, leads=(met("old"),)))
    assert "Rates leave out" not in remarks(replace(FACTS, leads=(met("p"),)))
