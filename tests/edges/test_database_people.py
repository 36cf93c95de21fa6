"""People in the database: what is saved comes back, and saving it again changes nothing."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta, timezone

import pytest
from sqlalchemy import Connection, func, select
from sqlalchemy.exc import IntegrityError, StatementError

from pipeline.edges.database import effort, leads, people, traffic
from pipeline.edges.database.counts import Counts
from pipeline.edges.database.tables import LEAD_SOURCES, LEAD_STAGES, LEAD_TOUCHES
from pipeline.model.people import Effort, Lead, LeadRow, PageViews, StageChange, Subscriber, SubscriberState, Touch

ANA = Subscriber(
    email="ana@example.org",
    name="Ana",
    state="confirmed",
    langs=("de", "en"),
    since=datetime(2026, 1, 1, 10, tzinfo=UTC),
    source="listmonk",
)
LEAD = Lead(
    external_id="hubspot-contact:51",
    received_at=datetime(2026, 2, 11, 9, 10, tzinfo=UTC),
    stages=(StageChange("inquiry", date(2026, 2, 11)), StageChange("won", date(2026, 4, 10))),
    channel="network",
    name="Ana",
    email="ana@nordlicht.ch",
    company="Nordlicht",
    company_key="nordlicht.ch",
    employees=25,
    message="Guten Tag 👋\n",
    lang="de",
    value=6500.5,
    offer="discovery",
    touches=(Touch(at=datetime(2026, 2, 1, tzinfo=UTC), channel="blog", post="/de/a/", campaign="x"),),
    merged=("hubspot-contact:52",),
)


def test_a_subscriber_comes_back_as_saved_with_an_id(connection: Connection) -> None:
    assert people.save_subscribers(connection, [ANA]) == Counts(added=1)
    assert people.subscribers(connection) == (replace(ANA, id=1),)


def test_the_same_subscriber_again_is_unchanged(connection: Connection) -> None:
    people.save_subscribers(connection, [ANA])
    assert people.save_subscribers(connection, [ANA, ANA]) == Counts(unchanged=1)


STATES: list[tuple[SubscriberState, SubscriberState, SubscriberState]] = [
    ("unconfirmed", "confirmed", "confirmed"),
    ("confirmed", "unconfirmed", "confirmed"),
    ("confirmed", "unsubscribed", "unsubscribed"),
    ("unsubscribed", "confirmed", "unsubscribed"),
    ("unsubscribed", "unconfirmed", "unsubscribed"),
]


@pytest.mark.parametrize(("before", "arriving", "after"), STATES)
def test_an_import_takes_a_consent_further_and_never_back(
    connection: Connection, before: SubscriberState, arriving: SubscriberState, after: SubscriberState
) -> None:
    people.save_subscribers(connection, [replace(ANA, state=before)])
    people.save_subscribers(connection, [replace(ANA, state=arriving)])
    assert [person.state for person in people.subscribers(connection)] == [after]


def test_what_an_import_does_not_say_is_not_lost(connection: Connection) -> None:
    people.save_subscribers(connection, [ANA])
    poorer = Subscriber(email=ANA.email, state="confirmed", langs=("fr",), source="csv")
    assert people.save_subscribers(connection, [poorer]) == Counts(updated=1)
    assert people.subscribers(connection) == (replace(ANA, id=1, langs=("fr",)),)


def test_what_an_import_knows_better_is_taken(connection: Connection) -> None:
    people.save_subscribers(connection, [ANA])
    better = replace(ANA, name="Ana Bo", themes=("data",), tier="inner", since=datetime(2025, 1, 1, tzinfo=UTC))
    people.save_subscribers(connection, [better])
    assert people.subscribers(connection) == (replace(better, id=1),)


def test_an_address_in_capitals_never_gets_in(connection: Connection) -> None:
    with pytest.raises(IntegrityError, match="lower_email"):
        people.save_subscribers(connection, [replace(ANA, email="ANA@example.org")])


def test_a_lead_comes_back_as_saved_with_an_id(connection: Connection) -> None:
    assert leads.Standing(connection).save([LEAD])[0] == Counts(added=1)
    assert leads.leads(connection) == (replace(LEAD, id=1),)
    assert leads.Standing(connection).save([LEAD])[0] == Counts(unchanged=1)


def test_a_corrected_lead_takes_the_place_of_its_predecessor(connection: Connection) -> None:
    leads.Standing(connection).save([LEAD])
    after = replace(LEAD, stages=LEAD.stages[:1], touches=(), value=None)
    assert leads.Standing(connection).save([after])[0] == Counts(updated=1)
    assert leads.leads(connection) == (replace(after, id=1),)


def test_an_earlier_contact_of_the_same_company_leaves_the_lead_its_id(connection: Connection) -> None:
    leads.Standing(connection).save([LEAD])
    earlier = replace(LEAD, external_id="hubspot-contact:40", merged=(LEAD.external_id, *LEAD.merged))
    assert leads.Standing(connection).save([earlier])[0] == Counts(updated=1)
    assert leads.leads(connection) == (replace(earlier, id=1),)


def test_leads_that_turn_out_to_be_one_company_become_the_oldest_of_them(connection: Connection) -> None:
    other = replace(LEAD, external_id="csv:7", merged=())
    leads.Standing(connection).save([other, LEAD])
    one = replace(LEAD, merged=("hubspot-contact:52", "csv:7"))
    assert leads.Standing(connection).save([one])[0] == Counts(updated=1)
    assert leads.leads(connection) == (replace(one, id=1),)
    for table in (LEAD_SOURCES, LEAD_STAGES, LEAD_TOUCHES):
        assert connection.execute(select(func.count()).where(table.c.lead_id != 1)).scalar() == 0


def test_a_contact_that_moves_to_another_company_leaves_the_rest_behind(connection: Connection) -> None:
    leads.Standing(connection).save([LEAD])
    moved = replace(LEAD, external_id="hubspot-contact:52", merged=(), company_key="y.ch", touches=())
    stayed = replace(LEAD, merged=())
    assert leads.Standing(connection).save([moved, stayed])[0] == Counts(added=1, updated=1)
    assert leads.leads(connection) == (replace(stayed, id=1), replace(moved, id=2))


def test_what_has_just_moved_away_is_not_missed_by_the_lead_that_had_it(connection: Connection) -> None:
    leads.Standing(connection).save([LEAD])
    moved = replace(LEAD, external_id="hubspot-contact:52", merged=(), company_key="y.ch", touches=())
    stayed = replace(LEAD, merged=())
    standing = leads.Standing(connection)
    assert standing.save([moved]) == (Counts(added=1), (replace(moved, id=2),))
    assert standing.save([stayed]) == (Counts(unchanged=1), (replace(stayed, id=1),))
    assert leads.leads(connection) == (replace(stayed, id=1), replace(moved, id=2))


def test_a_lead_is_found_by_its_number_and_by_each_of_its_rows(connection: Connection) -> None:
    other = replace(LEAD, external_id="csv:7", merged=(), touches=())
    leads.Standing(connection).save([LEAD, other])
    first, second = leads.leads(connection)
    assert [leads.lead(connection, number) for number in (1, 2, 3)] == [first, second, None]
    rows = ("hubspot-contact:51", "hubspot-contact:52", "csv:7", "csv:8")
    assert [leads.lead_of_row(connection, row) for row in rows] == [first, first, second, None]


def test_the_id_of_a_lead_that_is_gone_never_comes_back(connection: Connection) -> None:
    other = replace(LEAD, external_id="csv:7", merged=())
    leads.Standing(connection).save([LEAD, other])
    leads.Standing(connection).save([replace(LEAD, merged=("csv:7",))])
    leads.Standing(connection).save([replace(LEAD, external_id="csv:8", merged=())])
    assert [lead.id for lead in leads.leads(connection)] == [1, 3]


def test_a_moment_with_a_zone_comes_back_in_utc_and_one_without_is_refused(connection: Connection) -> None:
    summer = timezone(timedelta(hours=2))
    leads.Standing(connection).save([replace(LEAD, received_at=datetime(2026, 7, 1, 9, tzinfo=summer))])
    (lead,) = leads.leads(connection)
    assert (lead.received_at, lead.received_at.tzinfo) == (datetime(2026, 7, 1, 7, tzinfo=UTC), UTC)
    with pytest.raises(StatementError, match="without a zone"):
        leads.Standing(connection).save([replace(LEAD, external_id="x", received_at=datetime(2026, 7, 1))])  # noqa: DTZ001


def test_a_row_of_an_import_is_kept_as_last_seen(connection: Connection) -> None:
    rows = [LeadRow("csv", "csv:1", {"date": "2026-03-01"}), LeadRow("csv", "csv:2", {"date": "x"})]
    assert leads.save_lead_rows(connection, rows) == Counts(added=2)
    changed = LeadRow("csv", "csv:2", {"date": "2026-03-02"})
    assert leads.save_lead_rows(connection, [rows[0], changed]) == Counts(updated=1, unchanged=1)
    assert leads.lead_rows(connection) == (rows[0], changed)


def test_hours_come_back_as_saved_by_day(connection: Connection) -> None:
    late = Effort(external_id="toggl:1", on=date(2026, 3, 2), minutes=7.25, description="Write", theme="performance")
    early = Effort(external_id="toggl:2", on=date(2026, 3, 1), minutes=90, channel="blog", billable=True)
    assert effort.save_efforts(connection, [late, early], {}) == Counts(added=2)
    assert effort.efforts(connection) == (replace(early, id=2), replace(late, id=1))
    corrected = replace(late, theme=None)
    known = {entry.external_id: entry for entry in effort.efforts(connection)}
    assert effort.save_efforts(connection, [corrected, early], known) == Counts(updated=1, unchanged=1)
    assert effort.efforts(connection) == (replace(early, id=2), replace(corrected, id=1))


def test_the_larger_count_of_a_page_stays_in_whatever_order_the_exports_come(connection: Connection) -> None:
    small = PageViews(path="/a/", views=5, visitors=3, source="plausible", until=date(2026, 6, 30))
    large = PageViews(path="/a/", views=9, visitors=4, source="plausible", until=date(2026, 7, 31))
    assert traffic.save_page_views(connection, [small]) == Counts(added=1)
    assert traffic.save_page_views(connection, [large]) == Counts(updated=1)
    assert traffic.save_page_views(connection, [small, replace(large, until=date(2026, 8, 31))]) == Counts(unchanged=1)
    assert traffic.page_views(connection) == (large,)
