"""Care in the database: corrections, history, the forgotten, wishes, the stopwatch, views by day."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from sqlalchemy import Connection, func, select
from sqlalchemy.exc import IntegrityError

from pipeline.edges.database import (
    choices,
    corrections,
    effort,
    engine,
    forgotten,
    leads,
    migrating,
    people,
    stopwatch,
    traffic,
    wishes,
)
from pipeline.edges.database.care_tables import FORGOTTEN, LEAD_CHANGES
from pipeline.edges.database.counts import Counts
from pipeline.edges.database.leads import Log
from pipeline.edges.database.tables import LEAD_SOURCES
from pipeline.errors import StoreError
from pipeline.model.people import (
    Change,
    Correction,
    Effort,
    Fit,
    Lead,
    LeadRow,
    PageViews,
    StageChange,
    Stopwatch,
    Subscriber,
    Wish,
)

DAY = date(2026, 6, 30)
LEAD = Lead(
    external_id="csv:1",
    received_at=datetime(2026, 2, 11, tzinfo=UTC),
    stages=(StageChange("inquiry", date(2026, 2, 11)),),
    channel="direct",
    email="ana@nordlicht.ch",
    message="secret words",
    fit=Fit(knows=True, money=False),
)
KEY = b"a secret of the workspace"


def test_answers_come_back_as_yes_no_or_not_known(connection: Connection) -> None:
    leads.Standing(connection).save([LEAD])
    assert leads.leads(connection) == (replace(LEAD, id=1),)


def test_what_was_set_aside_is_kept_but_is_no_lead(connection: Connection) -> None:
    leads.Standing(connection).save([replace(LEAD, set_aside=True)])
    assert leads.leads(connection) == ()
    assert [lead.id for lead in leads.every_lead(connection)] == [1]
    assert leads.Standing(connection).save([replace(LEAD, set_aside=True)])[0] == Counts(unchanged=1)


def test_a_change_is_added_to_the_history_and_no_message_is_repeated_in_it(connection: Connection) -> None:
    leads.Standing(connection).save([LEAD], Log(DAY, "import"))
    won = (*LEAD.stages, StageChange("won", date(2026, 4, 1)))
    after = replace(LEAD, stages=won, value=6000.0, message="other words", fit=Fit())
    leads.Standing(connection).save([after], Log(DAY, "hand"))
    leads.Standing(connection).save([after], Log(DAY, "import"))
    found = corrections.changes(connection, 1)
    assert {(change.by, change.what, change.before, change.after) for change in found} == {
        ("hand", "stage", "inquiry 2026-02-11", "inquiry 2026-02-11, won 2026-04-01"),
        ("hand", "value", "", "6000"),
        ("hand", "knows", "yes", ""),
        ("hand", "money", "no", ""),
        ("hand", "message", "", ""),
    }


def test_leads_that_become_one_keep_the_history_of_both_and_the_number_that_was_asked_for(
    connection: Connection,
) -> None:
    other = replace(LEAD, external_id="csv:2", channel="network")
    leads.Standing(connection).save([LEAD, other], Log(DAY, "import"))
    leads.Standing(connection).save([LEAD, replace(other, channel="events")], Log(DAY, "hand"))
    one = replace(LEAD, merged=("csv:2",))
    leads.Standing(connection).save([one], Log(DAY, "hand", keep=2))
    assert leads.leads(connection) == (replace(one, id=2),)
    assert next(change.what for change in corrections.changes(connection, 2)) == "channel"
    assert connection.execute(select(func.count()).where(LEAD_CHANGES.c.lead_id == 1)).scalar() == 0


def test_corrections_come_back_in_their_order(connection: Connection) -> None:
    said = (
        Correction(row="csv:1", what="stage", value="won", on=DAY, seen=("inquiry", "qualified")),
        Correction(row="csv:2", what="value", value=None),
    )
    corrections.save_corrections(connection, said, DAY)
    assert corrections.corrections(connection) == said
    corrections.move_corrections(connection, ["csv:1"], "csv:3")
    assert [one.row for one in corrections.corrections(connection)] == ["csv:3", "csv:2"]
    corrections.move_corrections(connection, ["csv:2", "csv:3"], None)
    assert corrections.corrections(connection) == ()


def test_a_history_goes_with_its_lead(connection: Connection) -> None:
    leads.Standing(connection).save([LEAD])
    corrections.save_changes(connection, 1, [Change(on=DAY, by="hand", what="value", before="", after="1")])
    forgotten.remove(connection, 1, [], [])
    for table in (LEAD_CHANGES, LEAD_SOURCES):
        assert connection.execute(select(func.count()).select_from(table)).scalar() == 0


def test_who_is_forgotten_is_known_by_a_hash_only(connection: Connection) -> None:
    assert not forgotten.any_forgotten(connection)
    forgotten.remember(connection, ["address ana@nordlicht.ch"], KEY, DAY)
    forgotten.remember(connection, ["address ana@nordlicht.ch"], KEY, DAY)
    assert forgotten.any_forgotten(connection)
    marks = ["address ana@nordlicht.ch", "address bela@firma.ch"]
    assert forgotten.recognised(connection, marks, KEY) == {"address ana@nordlicht.ch"}
    (row,) = connection.execute(select(FORGOTTEN)).all()
    assert "nordlicht" not in str(row)


def test_another_key_would_recognise_nobody_and_is_refused(connection: Connection) -> None:
    forgotten.remember(connection, ["address ana@nordlicht.ch"], KEY, DAY)
    with pytest.raises(StoreError, match="the secret is not the one with which the marks"):
        forgotten.recognised(connection, [], b"another secret")
    with pytest.raises(StoreError, match="the secret is not the one with which the marks"):
        forgotten.remember(connection, ["address bela@firma.ch"], b"another secret", DAY)
    assert forgotten.recognised(connection, ["address ana@nordlicht.ch"], KEY), "nothing was mixed"


def test_rows_and_subscribers_of_a_person_are_taken_away(connection: Connection) -> None:
    leads.save_lead_rows(connection, [LeadRow("csv", "csv:1", {}), LeadRow("csv", "csv:2", {})])
    people.save_subscribers(
        connection, [Subscriber(email=f"{name}@x.ch", state="confirmed", source="csv") for name in "ab"]
    )
    assert forgotten.remove(connection, None, ["csv:1"], ["a@x.ch", "z@x.ch"]) == 1
    assert [row.external_id for row in leads.lead_rows(connection)] == ["csv:2"]
    assert [person.email for person in people.subscribers(connection)] == ["b@x.ch"]


def test_nothing_of_who_is_forgotten_stays_in_the_file(tmp_path: Path) -> None:
    database = engine.opened("sqlite:///x.db", str(tmp_path))
    migrating.migrate(database)
    with engine.writing(database) as connection:
        leads.Standing(connection).save([replace(LEAD, email="zzzyxw@nordlicht.ch")])
    with engine.writing(database) as connection:
        forgotten.remove(connection, 1, [], [])
    database.dispose()
    assert not any(b"zzzyxw" in file.read_bytes() for file in tmp_path.iterdir())


def test_wishes_come_back_and_need_somebody(connection: Connection) -> None:
    wish = Wish(text="More on latency", on=DAY, count=3, lang="en")
    assert wishes.add_wish(connection, wish) == 1
    assert wishes.wishes(connection) == (replace(wish, id=1),)
    with pytest.raises(IntegrityError, match="times"):
        wishes.add_wish(connection, replace(wish, count=0))


def test_a_wish_that_is_taken_away_leaves_its_number_to_nobody(connection: Connection) -> None:
    wish = Wish(text="More on latency", on=DAY)
    wishes.remove_wish(connection, wishes.add_wish(connection, wish))
    assert wishes.add_wish(connection, wish) == 2
    assert [one.id for one in wishes.wishes(connection)] == [2]


def test_there_is_one_stopwatch_and_it_waits_for_whoever_stops_it(connection: Connection) -> None:
    watch = Stopwatch(started_at=datetime(2026, 6, 30, 9, tzinfo=UTC), on=DAY, theme="performance")
    assert stopwatch.running(connection) is None
    stopwatch.start(connection, watch)
    assert stopwatch.running(connection) == watch
    stopwatch.stop(connection)
    stopwatch.start(connection, watch)
    with pytest.raises(IntegrityError):
        stopwatch.start(connection, watch)


def test_a_choice_is_the_last_one(connection: Connection) -> None:
    assert choices.choice(connection, "dates") is None
    for value in ("dmy", "mdy"):
        choices.choose(connection, "dates", value)
    assert choices.choice(connection, "dates") == "mdy"


def test_hours_by_hand_are_numbered_and_can_be_taken_away(connection: Connection) -> None:
    assert effort.next_number(connection) == 1
    entry = Effort(external_id="hand:7", on=DAY, minutes=5)
    effort.save_efforts(connection, [entry, replace(entry, external_id="toggl:9")], {})
    assert effort.next_number(connection) == 8
    effort.remove_efforts(connection, ["hand:7"])
    assert [one.external_id for one in effort.efforts(connection)] == ["toggl:9"]


def test_views_of_known_days_stand_beside_those_of_all_time(connection: Connection) -> None:
    total = PageViews(path="/a", views=9, visitors=3, source="ga4", until=DAY)
    may = replace(total, views=4, start=date(2026, 5, 1), until=date(2026, 5, 31))
    assert traffic.save_page_views(connection, [total, may]) == Counts(added=2)
    assert traffic.save_page_views(connection, [replace(may, views=3), replace(may, views=5)]) == Counts(updated=1)
    assert traffic.page_views(connection) == (total, replace(may, views=5))


def test_views_that_were_never_counted_are_added(connection: Connection) -> None:
    hits = PageViews(path="/a", views=2, visitors=1, source="log", start=DAY, until=DAY)
    assert traffic.add_page_views(connection, [hits, hits]) == Counts(added=1)
    assert traffic.add_page_views(connection, [hits]) == Counts(updated=1)
    assert traffic.page_views(connection) == (replace(hits, views=6, visitors=3),)


def test_what_of_a_log_was_counted_comes_back(connection: Connection) -> None:
    spans = ((datetime(2026, 6, 1, tzinfo=UTC), datetime(2026, 6, 1, 9, tzinfo=UTC)),)
    traffic.save_spans(connection, "log", spans)
    traffic.save_spans(connection, "other", ())
    assert traffic.spans(connection, "log") == spans
    assert traffic.spans(connection, "other") == ()
