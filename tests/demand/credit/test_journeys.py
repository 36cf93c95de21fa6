"""One's own leads as a path table: what counts as a journey, and who is never credited."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from pipeline.demand import report
from pipeline.demand.credit import journeys
from pipeline.demand.ledger import Ledger
from pipeline.model.config import ReportSection
from pipeline.model.people import Lead, Stage, StageChange, Touch
from pipeline.model.theme import Catalogue

START, UNTIL = date(2026, 1, 1), date(2026, 6, 30)
RECEIVED = datetime(2026, 3, 1, 12, tzinfo=UTC)


def lead(channel: str = "search", *touches: tuple[str, float], reached: Stage = "qualified", **more: object) -> Lead:
    """A lead of 2026-03-01 that reached a stage on the same day; touches are (channel, days before)."""
    stages: tuple[StageChange, ...] = (StageChange("inquiry", RECEIVED.date()),)
    if reached != "inquiry":
        stages += (StageChange(reached, RECEIVED.date()),)
    met = tuple(Touch(at=RECEIVED - timedelta(days=age), channel=name) for name, age in touches)
    return Lead(
        external_id="x",
        received_at=RECEIVED,
        stages=stages,
        channel=channel,
        touches=met,
        **more,  # type: ignore[arg-type]
    )


def ledger(*leads: Lead, start: date = START, until: date = UNTIL) -> Ledger:
    """A ledger with nothing but leads in it."""
    return Ledger(
        start=start,
        until=until,
        as_of=until,
        catalogue=Catalogue({}, {}, {}),
        settings=ReportSection(),
        pieces=(),
        leads=leads,
        asked={},
        efforts=(),
        views=(),
    )


def test_a_qualified_lead_is_a_conversion_of_the_channels_it_touched() -> None:
    found = journeys.attribution(ledger(lead("search", ("blog", 20), ("newsletter", 3))))
    assert found.credit.models["linear"] == {"blog": 0.5, "newsletter": 0.5}
    assert (found.credit.conversions, found.network, found.unattributed) == (1.0, 0, {})


def test_touches_are_taken_in_their_order_however_they_are_stored() -> None:
    found = journeys.attribution(ledger(lead("search", ("newsletter", 3), ("blog", 20))))
    assert found.credit.models["first"] == {"blog": 1.0, "newsletter": 0.0}


def test_sales_of_the_network_stand_apart_and_credit_nothing_even_with_touches() -> None:
    found = journeys.attribution(ledger(*[lead("network", reached="won")] * 3, lead("network", ("blog", 2))))
    assert found.network == 4
    assert found.credit.conversions == 0.0
    assert all(not any(earned.values()) for earned in found.credit.models.values())


def test_a_lead_without_a_touch_in_the_window_is_unattributed_under_its_own_channel() -> None:
    found = journeys.attribution(ledger(lead("events"), lead("search", ("blog", 91)), lead("search", ("blog", 90))))
    assert found.unattributed == {"events": 1, "search": 1}
    assert found.credit.unattributed == 2.0
    assert found.credit.models["last"] == {"blog": 1.0}


def test_touches_after_the_first_message_earn_nothing() -> None:
    found = journeys.attribution(ledger(lead("search", ("blog", 1), ("newsletter", -5))))
    assert found.credit.models["last"] == {"blog": 1.0, "newsletter": 0.0}


def test_an_inquiry_that_was_never_qualified_is_a_journey_without_conversion() -> None:
    path = journeys.path(lead("search", ("blog", 1), reached="inquiry"), ledger())
    assert (path.conversions, path.nulls) == (0.0, 1.0)
    found = journeys.attribution(ledger(lead("search", ("blog", 1), reached="lost")))
    assert found.credit.conversions == 0.0


@pytest.mark.parametrize(
    ("start", "until", "conversions"),
    [
        pytest.param(date(2026, 3, 2), UNTIL, 0.0, id="qualified before the period"),
        pytest.param(START, date(2026, 2, 28), 0.0, id="after it"),
        pytest.param(date(2026, 3, 1), date(2026, 3, 1), 1.0, id="on its only day"),
    ],
)
def test_only_leads_that_were_qualified_in_the_period_convert(start: date, until: date, conversions: float) -> None:
    one = lead("search", ("blog", 1))
    assert journeys.attribution(ledger(one, start=start, until=until)).credit.conversions == conversions


def test_a_visit_recorded_as_a_page_and_as_a_post_is_one_touch() -> None:
    path = journeys.path(lead("search", ("blog", 1), ("blog", 1), ("blog", 0.5)), ledger())
    assert path.channels == ("blog", "blog")


def test_the_value_is_what_won_leads_brought() -> None:
    sold = lead("search", ("blog", 1), reached="won", value=6000.0)
    offered = lead("search", ("blog", 1), reached="offered", value=9000.0)
    assert journeys.attribution(ledger(sold, offered)).credit.value == 6000.0


@pytest.mark.parametrize(("leads", "shown"), [(29, False), (30, True)])
def test_markov_and_shapley_are_shown_from_30_conversions_on(leads: int, shown: bool) -> None:
    untouched = [lead("events")] * 5
    found = journeys.attribution(ledger(*[lead("search", ("blog", 1), ("talk", 0))] * leads, *untouched))
    said = journeys.as_json(found)
    always = ("first", "last", "last_non_direct", "linear", "position", "decay")
    assert all(said["models"][model] is not None for model in always)
    assert all((said["models"][model] is not None) == shown for model in ("markov", "shapley"))
    assert set(said["why"]) == (set() if shown else {"markov", "shapley"})


def test_without_a_lead_there_is_nothing_to_credit() -> None:
    said = journeys.as_json(journeys.attribution(ledger()))
    assert (said["conversions"], said["value"], said["unattributed"], said["network"]) == (0, 0, 0, 0)
    assert said["models"]["linear"] == {}


def test_a_lead_that_came_in_after_the_period_is_no_journey_whatever_its_stages_say() -> None:
    late = lead("search", ("blog", 1))
    qualified_before = replace(late, stages=(late.stages[0], StageChange("qualified", START)))
    assert journeys.attribution(ledger(qualified_before, until=date(2026, 2, 1))).credit.conversions == 0.0


def test_a_lead_came_in_on_the_day_that_was_written_down_as_everywhere_in_the_report() -> None:
    """Half past one in the night in UTC is the evening before for whoever wrote it down in New York."""
    noted = date(2026, 6, 30)
    late = replace(
        lead("search", ("blog", 1)),
        received_at=datetime(2026, 7, 1, 1, 30, tzinfo=UTC),
        stages=(StageChange("inquiry", noted), StageChange("qualified", noted)),
    )
    found = report.assemble(ledger(late, until=noted))
    assert found.models.credit.conversions == found.journeys.leads == 1
