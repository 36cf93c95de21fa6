"""Addresses that nobody confirms go, and no memory of anybody who left goes with them."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, time, timedelta
from pathlib import Path

from pipeline.edges import place
from pipeline.edges.database import people as stored_people
from pipeline.model.people import Consent, Subscriber, SubscriberState
from pipeline.model.workspace import Workspace
from pipeline.runs import store
from pipeline.runs.intake import imports_folder, subscribers
from pipeline.runs.readers import expiring
from tests.runs.folk import made

LONG_AGO, LATELY = datetime(2026, 5, 30, 9, tzinfo=UTC), datetime(2026, 5, 31, 9, tzinfo=UTC)


def _ask(
    where: Workspace, name: str, on: datetime, state: SubscriberState = "unconfirmed", *, again: bool = False
) -> None:
    person = Subscriber(email=f"{name}@example.org", state=state, source="form")
    confirmed = on if state == "confirmed" else None
    consent = Consent(requested_at=on, confirmed_at=confirmed, page="form", wording=f"{state} {on}")
    subscribers.add(where, person, consent, again=again)


def _states(where: Workspace) -> dict[str, str]:
    return {person.email.partition("@")[0]: person.state for person in subscribers.everyone(where)}


def test_who_has_not_confirmed_in_thirty_days_is_gone_and_nobody_else(tmp_path: Path) -> None:
    where = made(tmp_path, {"list.csv": "email,lang,state\ncy@example.org,de,unconfirmed\n"})
    imports_folder.take_in(where)
    _ask(where, "ana", LONG_AGO)
    _ask(where, "bo", LATELY)
    _ask(where, "dag", LONG_AGO, "confirmed")
    _ask(where, "eva", LONG_AGO)
    _ask(where, "eva", LATELY)
    assert expiring.expire(where) == 1
    assert _states(where) == {"cy": "unconfirmed", "bo": "unconfirmed", "dag": "confirmed", "eva": "unconfirmed"}
    assert expiring.expire(where) == 0


def test_who_has_left_and_does_not_confirm_that_he_comes_back_has_left(tmp_path: Path) -> None:
    where = made(tmp_path)
    _ask(where, "ana", LONG_AGO, "confirmed")
    with store.writing(where) as connection:  # long ago; `unsubscribe` would note the day of today
        stored_people.set_state(connection, 1, "unsubscribed")
    _ask(where, "ana", LONG_AGO, again=True)
    assert _states(where) == {"ana": "unconfirmed"}
    assert expiring.expire(where) == 1
    assert _states(where) == {"ana": "unsubscribed"}


def test_where_there_is_no_database_none_is_made(tmp_path: Path) -> None:
    assert expiring.expire(made(tmp_path)) == 0
    assert not list(tmp_path.glob("private/*.db"))


def test_a_day_to_come_takes_nobody_away_before_his_time(tmp_path: Path) -> None:
    where = replace(made(tmp_path), as_of=place.today() + timedelta(days=90))
    _ask(where, "new", datetime.combine(place.today(), time(), UTC))
    assert expiring.expire(where) == 0
