"""Bookings and forms: Calendly's export and webhooks, cal.com, Netlify."""

from __future__ import annotations

import json
from collections.abc import Mapping
from itertools import permutations
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.audience import bookings, leads, wishes
from pipeline.audience.leads import Rows
from pipeline.model import table
from pipeline.model.people import Lead, LeadRow
from tests.audience.cases import TERMS, rows_of, stages

EXPORT = (
    "Invitee Name,Invitee Email,Event Type Name,Start Date & Time,Event Created Date & Time,Canceled,Question 1,"
    "Response 1,Question 2,Response 2,UTM Campaign,UTM Source,UTM Medium,UTM Content,Event UUID,Invitee UUID\n"
)
ROW = (
    "Ana L,ana@nordlicht.ch,{type},2026-05-01 11:00 am,2026-04-20 01:40 pm,{canceled},How did you hear about me?,"
    "{heard},What is it about?,{about},issue-7,{source},{medium},{content},EV-1,IN-1\n"
)


def booked(**cells: str) -> str:
    """A row of the export with some of its cells filled."""
    empty = dict.fromkeys(("type", "heard", "about", "source", "medium", "content"), "")
    return EXPORT + ROW.format(**{**empty, "canceled": "false", **cells})


def calendly(event: str = "invitee.created", invitee: str = "IN-1", **more: Any) -> dict[str, Any]:
    """A payload of version 2."""
    return {
        "event": event,
        "created_at": "2026-06-01T00:00:00Z",
        "payload": {
            "uri": f"https://api.calendly.com/scheduled_events/EV/invitees/{invitee}",
            "email": "ana@nordlicht.ch",
            "name": "Ana L",
            "created_at": "2026-04-20T13:40:00.327602Z",
            "scheduled_event": {"name": "Architecture Discovery Workshop"},
            "questions_and_answers": [{"question": "How did you hear about me?", "answer": "a friend", "position": 0}],
            "tracking": {"utm_source": "newsletter", "utm_medium": "email", "utm_content": None},
            **more,
        },
    }


def calcom(event: str = "BOOKING_CREATED", uid: str = "U1", created: str = "2026-05-24", **more: Any) -> dict[str, Any]:
    """A payload of cal.com."""
    responses = {
        "name": {"label": "your_name", "value": "Eun-ji"},
        "email": {"label": "email_address", "value": "eunji@han.kr"},
        "notes": {"label": "additional_notes", "value": "Architektur?"},
        "wish": {"label": "What would you like to read next?", "value": "More on latency"},
        "location": {"label": "location", "value": {"value": "integrations:daily"}},
    }
    payload = {"uid": uid, "responses": responses, "attendees": [{"language": {"locale": "ko"}}], "additionalNotes": ""}
    return {"triggerEvent": event, "createdAt": f"{created}T09:30:00Z", "payload": {**payload, **more}}


NETLIFY: dict[str, Any] = {
    "number": 6, "id": "5f", "email": "farah@firma.ch", "name": "Farah", "company": None, "body": "We have slow pages.",
    "created_at": "2026-06-13T14:02:06.088Z", "human_fields": {},
    "data": {
        "email": "farah@firma.ch", "how_did_you_hear": "a friend", "comments": "We have slow pages.",
        "ip": "203.0.113.7", "user_agent": "Mozilla", "referrer": "https://x.org/en/contact.html",
        "journey": '["/de/a/", "/de/b/"]',
        "employees": "10-49", "lang": "English, please", "utm_source": "linkedin", "utm_medium": "social",
    },
}  # fmt: skip


def taken(*payloads: Mapping[str, Any]) -> Rows:
    """The rows of a file with these payloads."""
    return leads.payload_rows("x.json", list(payloads), TERMS)


def one(rows: Rows) -> Lead:
    """The one lead that rows amount to."""
    assert not rows.rejects
    (strand,) = leads.read(rows.rows, TERMS).strands
    return strand.lead


def test_a_booking_of_the_export_is_an_inquiry_of_the_day_on_which_it_was_made() -> None:
    text = booked(type="Architektur-Workshop", heard="a friend", about="Latenz", source="newsletter", medium="email")
    lead = one(rows_of([table.parse("x.csv", text)], TERMS))
    assert (lead.external_id, stages(lead), lead.offer) == ("calendly:IN-1", ["inquiry 2026-04-20"], "discovery")
    assert (lead.self_report, lead.message, lead.channel) == ("a friend", "Latenz", "newsletter")
    assert [(touch.campaign, touch.post) for touch in lead.touches] == [("issue-7", None)]


def test_answers_of_the_export_stand_in_the_order_of_its_questions() -> None:
    text = booked(heard="Soon", about="Latenz").replace("How did you hear about me?", "When?")
    assert one(rows_of([table.parse("x.csv", text)], TERMS)).message == "Soon\nLatenz"


def test_two_who_come_to_one_event_are_two_where_the_export_numbers_events_alone() -> None:
    text = booked().replace(",Invitee UUID", "").replace(",IN-1", "")
    other = text.split("\n")[1].replace("ana@nordlicht.ch", "bo@hafen.de")
    assert len({row.external_id for row in rows_of([table.parse("x.csv", f"{text}{other}\n")], TERMS).rows}) == 2


def test_a_utm_content_is_a_post_that_was_touched() -> None:
    lead = one(rows_of([table.parse("x.csv", booked(source="newsletter", content="tail-latency"))], TERMS))
    assert [touch.post for touch in lead.touches] == ["tail-latency"]


def test_a_booking_that_was_cancelled_stays_what_it_was() -> None:
    kept = rows_of([table.parse("x.csv", booked())], TERMS).rows
    cancelled = rows_of([table.parse("x.csv", booked(canceled="true"))], TERMS).rows
    assert kept == cancelled
    assert taken(calendly()).rows == taken(calendly("invitee.canceled", status="canceled", rescheduled=False)).rows


def test_a_payload_says_what_the_export_says_under_the_same_id() -> None:
    lead = one(taken(calendly()))
    assert (lead.external_id, stages(lead), lead.offer) == ("calendly:IN-1", ["inquiry 2026-04-20"], "discovery")
    assert (lead.name, lead.email, lead.self_report, lead.channel) == (
        "Ana L",
        "ana@nordlicht.ch",
        "a friend",
        "newsletter",
    )


def test_a_payload_of_old_code_is_read_too() -> None:
    old = {
        "event": "invitee.created",
        "time": "2018-03-14T19:16:01Z",
        "payload": {
            "event_type": {"name": "15 Minute Meeting"},
            "invitee": {"uuid": "AAAA", "first_name": "Joe", "last_name": "S", "email": "joe@firma.ch",
                        "created_at": "2018-03-14T00:00:00Z", "is_reschedule": False},
            "questions_and_answers": [{"question": "What is it about?", "answer": "slow pages"}],
            "tracking": {"utm_campaign": None, "utm_source": None},
        },
    }  # fmt: skip
    lead = one(taken(old))
    assert (lead.external_id, lead.name, lead.message) == ("calendly:AAAA", "Joe S", "slow pages")
    assert stages(lead) == ["inquiry 2018-03-14"]


@pytest.mark.parametrize("order", list(permutations(range(3))))
def test_a_booking_that_is_moved_is_no_second_booking_in_whatever_order_its_events_come(order: list[int]) -> None:
    moved = calendly(invitee="IN-2", created_at="2026-04-25T08:00:00Z", old_invitee="https://c.com/invitees/IN-1")
    events = [
        calendly(),
        calendly("invitee.canceled", rescheduled=True, new_invitee="https://c.com/invitees/IN-2"),
        moved,
    ]
    lead = one(taken(*(events[place] for place in order)))
    assert (lead.external_id, lead.merged) == ("calendly:IN-1", ("calendly:IN-2",))
    assert stages(lead) == ["inquiry 2026-04-20"]
    assert len(lead.touches) == 1


@pytest.mark.parametrize("order", list(permutations(range(3))))
def test_the_events_of_one_booking_at_cal_com_are_one_inquiry(order: list[int]) -> None:
    events = [
        calcom(),
        calcom("BOOKING_RESCHEDULED", "U2", "2026-05-26", rescheduleUid="U1"),
        calcom("BOOKING_CANCELLED", "U2", "2026-05-28"),
    ]
    lead = one(taken(*(events[place] for place in order)))
    assert (lead.external_id, len(lead.merged), stages(lead)) == ("calcom:U1", 2, ["inquiry 2026-05-24"])
    assert (lead.name, lead.lang, lead.message) == ("Eun-ji", "ko", "Architektur?")


def test_a_form_keeps_self_report_journey_and_campaign_apart_and_no_address_of_the_net() -> None:
    rows = taken(NETLIFY)
    lead = one(rows)
    assert (lead.self_report, lead.channel, lead.message) == ("a friend", "social", "We have slow pages.")
    assert [touch.post for touch in lead.touches] == [None, "/de/a/", "/de/b/", "/en/contact.html"]
    assert (lead.employees, lead.lang) == (None, None)
    assert "203.0.113.7" not in json.dumps(dict(rows.rows[0].values))


READ = [{"post": "tail.de", "at": "2026-06-10T08:00:00.000Z"}, {"post": "p99.de", "at": "2026-06-01T08:00:00.000Z"}]


def ours(journey: Any, **more: str) -> dict[str, Any]:
    """What the contact form of the site sends, as Netlify passes it on."""
    data = {
        "name": "Wim", "email": "wim@firma.ch", "company": "Firma", "offer": "discovery", "message": "Slow pages.",
        "heard": "LinkedIn", "wish": "Caching", "journey": journey if isinstance(journey, str) else json.dumps(journey),
        "lang": "de", "page": "https://x.example.org/de/contact.html", "opened": "1782000000000", "website": "",
        "referrer": "https://x.example.org/de/contact.html", **more,
    }  # fmt: skip
    return {"id": "7a", "created_at": "2026-06-20T10:00:00Z", "human_fields": {}, "data": data}


def met(lead: Lead) -> list[tuple[str, str, str | None, str | None]]:
    """Day, channel, post and source of each touch."""
    return [(str(touch.at.date()), touch.channel, touch.post, touch.source) for touch in lead.touches]


def test_our_own_form_tells_each_visit_on_its_day_and_the_link_of_one() -> None:
    lead = one(taken(ours({"read": READ, "utm": {"source": "newsletter", "medium": "email", "content": "tail.de"}})))
    assert met(lead) == [
        ("2026-06-01", "direct", "p99.de", None),
        ("2026-06-10", "newsletter", "tail.de", "newsletter"),
    ]
    assert (lead.channel, lead.self_report, lead.message) == ("newsletter", "LinkedIn", "Slow pages.")
    assert (lead.offer, lead.lang, lead.company) == ("discovery", "de", "Firma")
    assert [wish.text for wish in wishes.of_rows(taken(ours({})).rows)] == ["Caching"]


@pytest.mark.parametrize(
    ("journey", "expected"),
    [
        pytest.param(
            {"read": READ, "utm": {"source": "linkedin"}},
            [("2026-06-01", "linkedin", "p99.de", "linkedin"), ("2026-06-10", "direct", "tail.de", None)],
            id="a link that names no post brought the first visit",
        ),
        pytest.param(
            {"read": [{"post": "a.de", "at": "soon"}, {"post": "b.de", "at": "2031-01-01"}, {"post": {}}, "y", {}]},
            [("2026-06-20", "direct", "a.de", None), ("2026-06-20", "direct", "b.de", None)],
            id="no visit is later than the inquiry",
        ),
        pytest.param(
            {"read": [], "utm": {"source": "newsletter"}},
            [("2026-06-20", "newsletter", None, "newsletter")],
            id="a link alone",
        ),
        pytest.param('{"read": [{"post": "a.d', [], id="cut off"),
        pytest.param("{" * 5000, [], id="made to break programs"),
        pytest.param('{"read": 7, "utm": [1]}', [], id="another shape"),
        pytest.param("", [], id="the visitor chose to send none"),
    ],
)
def test_a_journey_is_read_for_what_it_says(journey: Any, expected: list[tuple[str, ...]]) -> None:
    assert met(one(taken(ours(journey)))) == expected


def test_a_visit_told_where_the_next_day_has_begun_keeps_its_hour() -> None:
    read = [{"post": "tail.de", "at": "2026-06-21T08:46:00+13:00"}]
    lead = one(taken({**ours({"read": read}), "created_at": "2026-06-20T21:00:00Z"}))
    assert [touch.at.isoformat() for touch in lead.touches] == ["2026-06-20T19:46:00+00:00"]


def test_who_fills_the_field_for_robots_is_no_lead() -> None:
    found = taken(ours({}, website="https://pills.example"), ours({}))
    assert (len(found.rows), found.rejects, [left.reason for left in found.left_out]) == (1, (), ["spam"])


def test_a_website_in_a_form_of_others_is_an_answer() -> None:
    lead = one(taken({**NETLIFY, "data": {**NETLIFY["data"], "website": "firma.ch"}}))
    assert "firma.ch" in lead.message


@pytest.mark.parametrize(
    ("payload", "reason"),
    [
        ({"fruit": "apple"}, "JSON of no known kind. Known are: Calendly webhook"),
        (["no object"], "JSON of no known kind"),
        (calendly("routing_form_submission.created"), 'the event "routing_form_submission.created" is no booking'),
        (calcom("MEETING_ENDED"), 'the event "MEETING_ENDED" is no booking; taken are BOOKING_CREATED'),
        (calendly(email=None, name=None), '"email", "company" and "name" are empty'),
        (calendly(email="nobody"), 'what stands in "email" is no mail address'),
        ({**calendly(created_at="soon"), "created_at": None}, '"soon" in "date" is no date of the calendar'),
        ({**NETLIFY, "created_at": "2031-01-01"}, '"2031-01-01" in "date" lies too far ahead'),
    ],
)
def test_a_payload_that_cannot_be_taken_says_why(payload: Any, reason: str) -> None:
    found = taken(payload, calendly())
    assert len(found.rows) == 1
    assert found.rejects[0].reason.startswith(f"payload 1: {reason}")


def test_one_payload_is_a_file_too() -> None:
    assert leads.payload_rows("x.json", calendly(), TERMS) == taken(calendly())


@given(st.lists(st.frozensets(st.sampled_from("abcdef"), max_size=3), max_size=8))
def test_rows_that_share_a_booking_are_together_and_each_is_in_one_group(ids: list[frozenset[str]]) -> None:
    groups = bookings.joined({str(row): own for row, own in enumerate(ids)})
    assert sorted(row for group in groups for row in group) == sorted(map(str, range(len(ids))))
    for one_row, own in enumerate(ids):
        for other, others in enumerate(ids):
            if own & others:
                assert any(str(one_row) in group and str(other) in group for group in groups)
    known = [frozenset[str]().union(*(ids[int(row)] for row in group)) for group in groups]
    assert sum(map(len, known)) == len(frozenset[str]().union(*known))


_LEAVES = st.one_of(
    st.none(), st.booleans(), st.integers(), st.floats(allow_nan=True), st.text(max_size=8),
    st.sampled_from(["2026-04-20T13:40:00Z", "a@x.ch", "invitee.created", "BOOKING_CREATED", "\ud800", "\x00"]),
)  # fmt: skip
_KEYS = st.sampled_from(
    ["event", "payload", "triggerEvent", "data", "created_at", "createdAt", "number", "email", "name", "uid", "uri",
     "questions_and_answers", "question", "answer", "responses", "attendees", "tracking", "old_invitee", "value",
     "invitee"]
)  # fmt: skip
_JSON = st.recursive(
    _LEAVES, lambda inner: st.one_of(st.lists(inner, max_size=3), st.dictionaries(_KEYS, inner, max_size=6))
)


@given(_JSON)
def test_any_json_is_taken_or_rejected(value: Any) -> None:
    found = leads.payload_rows("x.json", value, TERMS)
    number = len(value) if isinstance(value, list) else 1
    assert len(found.rows) + len(found.rejects) == number
    assert all(_is_storable(row) for row in found.rows)


def _is_storable(row: LeadRow) -> bool:
    return not any(
        "\0" in cell or cell.encode("utf-8", "surrogatepass") != cell.encode("utf-8", "replace")
        for cell in row.values.values()
    )


def test_the_samples_are_three_people(shared: Path) -> None:
    folder = shared / "samples/leads"
    names = ("calendly_webhook_created_network", "calendly_webhook_created_newsletter", "calendly_webhook_canceled",
             "calcom_booking_created", "netlify_form_submission")  # fmt: skip
    rows = taken(*(json.loads((folder / f"{name}.json").read_text("utf-8")) for name in names))
    export = rows_of([table.parse("x.csv", (folder / "calendly_events.csv").read_text("utf-8"))], TERMS)
    assert not rows.rejects + export.rejects
    found = [strand.lead for strand in leads.read((*rows.rows, *export.rows), TERMS).strands]
    assert [(lead.name, lead.stage, lead.channel, lead.self_report) for lead in found] == [
        ("Ana Lindqvist", "inquiry", "direct", "A former colleague told me"),
        ("Béla Ōta", "inquiry", "newsletter", "Your newsletter, the issue on profiling"),
        ("Chiara D'Amico", "inquiry", "direct", "ChatGPT"),
        ("Dmitri Weiß", "inquiry", "direct", "I don't remember"),
        ("Eun-ji Park", "inquiry", "direct", ""),
        ("Farah O'Neil", "inquiry", "direct", "a friend (Ana)"),
    ]
    assert found[5].touches[0].post == "/en/performance/post-3/"
