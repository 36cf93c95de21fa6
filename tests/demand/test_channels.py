"""What each way to clients costs and brings, and what sells."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from pipeline.demand import channels, leads, report
from pipeline.demand.channels import ChannelRow
from pipeline.demand.costs import AtLeast
from pipeline.demand.interval import Interval
from pipeline.demand.ledger import Ledger
from pipeline.demand.page import means
from pipeline.demand.page.views import Figure
from pipeline.model.config import ReportSection
from pipeline.model.people import DIRECT
from pipeline.model.theme import Cash, Channel, Step
from tests.demand.ledgers import PRICED, START, catalogue, full, hours, lead, ledger, offer, speech, theme, won

DAY = date(2026, 3, 1)
BEFORE = START - timedelta(days=1)
NETWORK = Channel(
    id="network",
    name={},
    cash=(Cash(DAY, 200), Cash(BEFORE, 999)),
    steps=(
        Step(name={"en": "Message"}, minutes=21, conversion=0.5),
        Step(name={"en": "Call"}, minutes=30, conversion=0.5),
        Step(name={"en": "Proposal"}, minutes=63, conversion=0.6),
    ),
)


def by_id(facts: Ledger) -> dict[str, ChannelRow]:
    """The rows of a ledger by channel."""
    return {row.id: row for row in channels.channel_rows(facts, leads.counted(facts))}


def test_defined_channels_come_first_then_those_that_were_used_and_nobody_last() -> None:
    facts = ledger(
        catalogue=catalogue(channels=(NETWORK, Channel(id="fairs", name={}))),
        efforts=(hours("a", DAY, 1, channel="zoo"), hours("a", DAY, 1, channel=DIRECT)),
        leads=(lead(DAY, channel="blog"),),
    )
    assert list(by_id(facts)) == ["network", "fairs", "blog", "zoo", DIRECT]


def test_a_channel_of_delivery_or_of_another_time_has_no_row() -> None:
    facts = ledger(
        efforts=(hours("a", DAY, 1, channel="client", billable=True), hours("a", BEFORE, 1, channel="old")),
        leads=(lead(BEFORE, channel="earlier"),),
    )
    assert by_id(facts) == {}


def test_a_client_won_in_the_period_counts_though_the_lead_came_before_it() -> None:
    row = by_id(ledger(leads=(lead(BEFORE, {"won": DAY}, channel="blog"),)))["blog"]
    assert (row.leads, row.clients) == (0, 1)


def test_a_channel_costs_its_hours_at_their_price_and_its_cash_of_the_period() -> None:
    facts = ledger(
        catalogue=catalogue(channels=(NETWORK,)),
        settings=PRICED,
        efforts=(hours("a", DAY, 18, channel="network"), hours("a", DAY, 5, channel="fairs")),
        leads=(*(won(DAY) for _ in range(4)), won(DAY, channel="word")),
    )
    row, fairs, free = (by_id(facts)[channel] for channel in ("network", "fairs", "word"))
    assert (fairs.minutes, fairs.clients) == (5 * 60, 0)
    assert (free.clients, free.cost_per_client) == (1, None), (
        "of a way that took neither hours nor cash nothing is said"
    )
    assert (row.minutes, row.cash, row.clients) == (18 * 60, 200, 4)
    assert isinstance(row.cost_per_client, Interval)
    cost = row.cost_per_client
    assert (cost.median, cost.low, cost.high) == pytest.approx((500, 218, 1464), abs=1)


def test_a_channel_without_a_client_has_a_bound_instead() -> None:
    facts = ledger(settings=PRICED, efforts=(hours("a", DAY, 190, channel="events"),))
    cost = by_id(facts)["events"].cost_per_client
    assert isinstance(cost, AtLeast)
    assert cost.at_least == pytest.approx(6342, abs=1)


@pytest.mark.parametrize(
    ("effort", "settings", "known"),
    [(18, ReportSection(), False), (0, ReportSection(), True), (18, PRICED, True)],
    ids=["not where hours have no price", "where it took cash only", "where hours have a price"],
)
def test_a_channel_has_a_cost(effort: float, settings: ReportSection, known: bool) -> None:
    facts = ledger(
        catalogue=catalogue(channels=(NETWORK,)),
        settings=settings,
        efforts=(hours("a", DAY, effort, channel="network"),),
        leads=(won(DAY),),
    )
    assert (by_id(facts)["network"].cost_per_client is not None) == known


def test_hours_per_client_are_told_though_hours_have_no_price() -> None:
    facts = ledger(
        efforts=(hours("a", DAY, 20, channel="network"), hours("a", DAY, 190, channel="events")),
        leads=(*(won(DAY) for _ in range(4)), won(DAY, channel="word")),
    )
    network, events, word = (by_id(facts)[channel].minutes_per_client for channel in ("network", "events", "word"))
    assert isinstance(network, Interval)
    assert (network.median, network.low, network.high) == pytest.approx((5 * 60, 131, 878), abs=1)
    assert isinstance(events, AtLeast)
    assert events.at_least == pytest.approx(63.42 * 60, abs=1)
    assert word is None


def test_the_steps_of_a_process_give_the_minutes_behind_one_client() -> None:
    facts = ledger(catalogue=catalogue(channels=(NETWORK, Channel(id="fairs", name={}))))
    assert by_id(facts)["network"].process_minutes == pytest.approx(345)
    assert by_id(facts)["fairs"].process_minutes is None


def test_an_offer_shows_how_often_it_sold_and_for_how_much() -> None:
    facts = ledger(
        catalogue=catalogue(theme("a"), offers=(offer("x", "a", price=100), offer("y", "a"))),
        leads=(won(DAY, offer="x"), won(DAY, offer="x", value=50.0), won(BEFORE, offer="x"), lead(DAY, offer="x")),
    )
    rows = channels.offer_rows(facts, leads.counted(facts))
    assert [(row.offer.id, row.sold, row.revenue) for row in rows] == [("x", 2, 150.0), ("y", 0, 0)]


def test_leads_and_clients_of_the_channels_add_up_to_all_of_them() -> None:
    rows = by_id(full()).values()
    assert (sum(row.leads for row in rows), sum(row.clients for row in rows)) == (7, 5)


def test_the_chart_of_channels_says_no_hours_where_none_are_recorded() -> None:
    facts = ledger(efforts=(hours("a", DAY, 20, channel="network"),), leads=(won(DAY), won(DAY, channel="word")))
    (figure, *_) = means.channels(report.assemble(facts), speech(facts)).blocks
    assert isinstance(figure, Figure)
    drawn = figure.charts[0].narrow
    assert "Network: 100 % of the hours, 50 % of the clients. word: – of the hours, 50 % of the clients." in drawn
    assert "0 h" not in drawn.replace("20 h", "")
