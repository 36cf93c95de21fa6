"""How far inquiries came, step by step, and what so few say of the next ones."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from pipeline.demand import contract, funnels, leads, report
from pipeline.demand.page import means
from pipeline.demand.page.views import Table
from pipeline.model.people import Lead, Stage
from pipeline.model.theme import Channel
from tests.demand.ledgers import UNTIL, catalogue, lead, ledger, speech, won

DAY = date(2026, 3, 1)
LATER = DAY + timedelta(days=9)


def came(*stages: Stage, channel: str = "network") -> Lead:
    """An inquiry that reached these stages."""
    return lead(DAY, dict.fromkeys(stages, LATER), channel=channel)


def steps(*inquiries: Lead) -> list[tuple[str, int, int, int]]:
    """Stage, those that are through, those that got there, and those that wait, of each step."""
    facts = ledger(leads=inquiries)
    counted = leads.counted(facts)
    found = funnels.funnel(counted, funnels.stages(facts, counted))
    return [(step.stage, step.of, step.passed, step.waiting) for step in found]


def table(*inquiries: Lead) -> dict[str, list[str]]:
    """The cells of the page's table by channel."""
    facts = ledger(leads=inquiries)
    blocks = means.channels(report.assemble(facts), speech(facts)).blocks
    found = [block for block in blocks if isinstance(block, Table)][-1]
    return {row.head: [cell.text for cell in row.cells] for row in found.rows}


@pytest.mark.parametrize(
    ("passed", "of", "median", "low", "high"),
    [
        pytest.param(0, 9, 0.067, 0.005, 0.259, id="none of nine"),
        pytest.param(9, 9, 0.933, 0.741, 0.995, id="all of nine"),
    ],
)
def test_a_step_has_the_conversion_of_its_beta_posterior(
    passed: int, of: int, median: float, low: float, high: float
) -> None:
    found = funnels.conversion(passed, of)
    assert (found.median, found.low, found.high) == pytest.approx((median, low, high), abs=0.0005)


def test_who_reached_a_later_stage_passed_the_steps_before_it() -> None:
    assert steps(came("won"), came("offered")) == [("qualified", 2, 2, 0), ("offered", 2, 2, 0), ("won", 1, 1, 1)]


def test_who_was_lost_did_not_pass_the_step_after_the_last_stage_that_it_reached() -> None:
    inquiries = (came("lost"), came("qualified", "lost"), came("offered", "lost"), came("won"))
    assert steps(*inquiries) == [("qualified", 4, 3, 0), ("offered", 3, 2, 0), ("won", 2, 1, 0)]


def test_what_is_open_is_counted_apart() -> None:
    assert steps(came(), came("qualified"), came("won")) == [("qualified", 2, 2, 1), ("won", 1, 1, 1)]


def test_a_stage_of_offers_that_nobody_keeps_is_no_step() -> None:
    assert [stage for stage, *_ in steps(came("won"), came("qualified"))] == ["qualified", "won"]


def test_what_happened_after_the_period_has_not_happened() -> None:
    after = lead(DAY, {"qualified": LATER, "lost": UNTIL + timedelta(days=1)})
    assert steps(after) == [("qualified", 1, 1, 0), ("won", 0, 0, 1)]


def test_the_page_has_counts_beside_each_interval_a_channel_and_all_together() -> None:
    assert table(*(came("won") for _ in range(4)), came("qualified"), came(channel="search")) == {
        "Network": ["5 of 5 (61–99 %)", "4 of 4 (55–99 %), 1 open"],
        "Search": ["1 open", "–"],
        "All channels": ["5 of 5 (61–99 %), 1 open", "4 of 4 (55–99 %), 1 open"],
    }


def test_an_interval_never_reaches_to_all_or_to_none() -> None:
    assert table(*(came("won") for _ in range(30)))["Network"][1] == "30 of 30 (91–99.8 %)"
    assert table(*(came("lost") for _ in range(30)))["Network"][0] == "0 of 30 (0.2–9 %)"


def test_the_json_has_the_steps_of_each_channel_with_their_shares() -> None:
    facts = ledger(leads=(won(DAY), came()))
    (channel,) = contract.as_json(report.assemble(facts), "")["channels"]
    assert [(step["stage"], step["of"], step["passed"], step["waiting"]) for step in channel["funnel"]] == [
        ("qualified", 1, 1, 1),
        ("won", 1, 1, 0),
    ]
    assert channel["funnel"][0]["share"]["low"] == pytest.approx(0.05**0.5)


def test_two_channels_of_one_name_have_a_row_each() -> None:
    two = tuple(Channel(id=key, name={"en": "Talks"}) for key in ("meetups", "keynotes"))
    facts = ledger(catalogue=catalogue(channels=two), leads=tuple(came("won", channel=one.id) for one in two))
    tables = [
        block for block in means.channels(report.assemble(facts), speech(facts)).blocks if isinstance(block, Table)
    ]
    assert [row.head for row in tables[-1].rows] == ["Talks", "Talks", "All channels"]
