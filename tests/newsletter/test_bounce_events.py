"""Webhook events of mail providers, in the shapes that they document: whom they are about, and how sure they are."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.newsletter.bounces import events
from pipeline.newsletter.bounces.notice import Notice

SES_BOUNCE: dict[str, Any] = {
    "notificationType": "Bounce",
    "bounce": {
        "bounceType": "Permanent",
        "bounceSubType": "General",
        "bouncedRecipients": [
            {
                "emailAddress": "Ana@example.org",
                "status": "5.1.1",
                "action": "failed",
                "diagnosticCode": "smtp; 550 no",
            },
            {"emailAddress": "bela@example.org", "status": "5.1.1"},
        ],
    },
    "mail": {"messageId": "0100", "commonHeaders": {"messageId": "<letter-7@practice.example.org>"}},
}
MAILGUN = {
    "event": "failed", "severity": "temporary", "recipient": "ana@example.org", "id": "x",
    "delivery-status": {"code": 452, "enhanced-code": "4.2.2", "message": "mailbox full"},
    "message": {"headers": {"message-id": "letter-7@practice.example.org"}},
}  # fmt: skip
LETTER = ("<letter-7@practice.example.org>",)


def notices(value: Any) -> list[Notice]:
    found = events.read(json.dumps(value).encode())
    assert found is not None
    return [one.notice for one in found]


def test_an_address_whose_domain_has_letters_beyond_ascii_is_whom_it_is_kept_as() -> None:
    (found,) = notices([{"event": "unsubscribe", "email": "Jo@Müller.example", "timestamp": 1}])
    assert found.recipients == ("jo@xn--mller-kva.example",)


@pytest.mark.parametrize(
    ("event", "kind", "reason", "status", "letters"),
    [
        (SES_BOUNCE, "hard", "unknown-user", "5.1.1", LETTER),
        ({**SES_BOUNCE, "bounce": {**SES_BOUNCE["bounce"], "bounceType": "Transient"}},
         "soft", "unknown-user", "5.1.1", LETTER),
        ({"Type": "Notification", "Message": json.dumps(SES_BOUNCE)}, "hard", "unknown-user", "5.1.1", LETTER),
        (
            {
                "eventType": "Complaint",
                "complaint": {"complainedRecipients": [{"emailAddress": "ana@example.org"}]},
                "mail": {},
            },
            "complaint", "abuse", None, (),
        ),
        ({"signature": {}, "event-data": MAILGUN}, "soft", "delayed", "4.2.2", LETTER),
        ({"event-data": {**MAILGUN, "severity": "permanent"}}, "hard", "mailbox-full", "4.2.2", LETTER),
        ({"event": "failed", "severity": "permanent", "recipient": "ana@example.org",
          "delivery-status": {"message": "", "description": "Mailbox is full"}}, "hard", "mailbox-full", None, ()),
        ({"event": "complained", "recipient": "ana@example.org"}, "complaint", "abuse", None, ()),
        ({"RecordType": "Bounce", "Type": "HardBounce", "Email": "ana@example.org", "Details": "smtp;550 user unknown"},
         "hard", "unknown-user", None, ()),
        ({"RecordType": "Bounce", "Type": "AutoResponder", "Email": "ana@example.org"},
         "autoreply", "autoreply", None, ()),
        ({"RecordType": "SpamComplaint", "Email": "ana@example.org"}, "complaint", "abuse", None, ()),
        ([{"event": "bounce", "type": "bounce", "email": "ana@example.org", "status": "5.1.1", "sg_event_id": "1",
           "smtp-id": "<letter-7@practice.example.org>", "reason": "550 unknown"}],
         "hard", "unknown-user", "5.1.1", LETTER),
        ([{"event": "bounce", "type": "blocked", "email": "ana@example.org", "status": "5.7.1", "sg_event_id": "1"}],
         "soft", "blocked", "5.7.1", ()),
        ([{"event": "deferred", "email": "ana@example.org", "response": "400 try again later", "sg_event_id": "1"}],
         "soft", "delayed", None, ()),
        ({"event": "soft_bounce", "email": "ana@example.org", "reason": "mailbox full",
          "message-id": "<letter-7@practice.example.org>"}, "soft", "mailbox-full", None, LETTER),
        ({"event": "spam", "email": "ana@example.org"}, "complaint", "abuse", None, ()),
        ({"email": "ana@example.org", "type": "hard", "campaign_uuid": "u"}, "hard", "other", None, ()),
    ],
)  # fmt: skip
def test_each_provider_is_told_by_its_fields(
    event: Any, kind: str, reason: str, status: str | None, letters: tuple[str, ...]
) -> None:
    (found,) = notices(event)
    assert (found.kind, found.reason, found.status, found.letters) == (kind, reason, status, letters)
    assert found.recipients[0] == "ana@example.org"


def _chosen(new: dict[str, Any], old: dict[str, Any] | None = None) -> dict[str, Any]:
    return {
        "eventType": "Subscription",
        "mail": {"destination": ["ana@example.org"], "commonHeaders": {"messageId": "letter-7@practice.example.org"}},
        "subscription": {"contactList": "l", "newTopicPreferences": new, "oldTopicPreferences": old or {}},
    }


def _topics(**statuses: str) -> dict[str, Any]:
    topics = [{"topicName": name, "subscriptionStatus": status} for name, status in statuses.items()]
    return {"unsubscribeAll": False, "topicSubscriptionStatus": topics}


SUPPRESSED = {"RecordType": "SubscriptionChange", "Recipient": "ana@example.org", "SuppressSending": True}
DROPPED = {"event": "dropped", "email": "ana@example.org", "sg_event_id": "1"}


@pytest.mark.parametrize(
    ("provider", "event"),
    [
        ("Amazon SES", _chosen({"unsubscribeAll": True, "topicSubscriptionStatus": []})),
        ("Amazon SES", _chosen(_topics(a="OptOut", b="OptIn"), _topics(a="OptIn", b="OptIn"))),
        ("Amazon SES", _chosen(_topics(a="OPT_OUT"))),
        ("Mailgun", {"signature": {}, "event-data": {"event": "unsubscribed", "recipient": "ana@example.org"}}),
        ("Mailgun", {"event-data": {**MAILGUN, "severity": "permanent", "reason": "suppress-unsubscribe"}}),
        ("Postmark", {**SUPPRESSED, "SuppressionReason": "ManualSuppression", "Origin": "Recipient"}),
        ("Postmark", {**SUPPRESSED, "SuppressionReason": None, "Origin": "Customer"}),
        ("Postmark", {"RecordType": "Bounce", "Type": "Unsubscribe", "Email": "ana@example.org"}),
        ("SendGrid", [{"event": "unsubscribe", "email": "ana@example.org", "sg_event_id": "1"}]),
        ("SendGrid", [{"event": "group_unsubscribe", "email": "ana@example.org", "sg_message_id": "1"}]),
        ("SendGrid", {**DROPPED, "reason": "Unsubscribed Address"}),
        ("Brevo", {"event": "unsubscribed", "email": "ana@example.org"}),
        ("Brevo", {"event": "unsubscribe", "email": "Ana@example.org", "camp_id": 7, "list_id": [1]}),
    ],
)
def test_who_left_at_the_provider_wishes_to_leave(provider: str, event: Any) -> None:
    found = events.read(json.dumps(event).encode())
    assert found is not None
    assert [one.provider for one in found] == [provider]
    notice = found[0].notice
    assert (notice.kind, notice.reason, notice.recipients) == ("none", "unsubscribe", ("ana@example.org",))


@pytest.mark.parametrize(
    ("event", "kind", "reason"),
    [
        ({"RecordType": "Bounce", "Type": "SpamComplaint", "Email": "ana@example.org"}, "complaint", "abuse"),
        ({**SUPPRESSED, "SuppressionReason": "SpamComplaint"}, "complaint", "abuse"),
        ({**SUPPRESSED, "SuppressionReason": "HardBounce"}, "hard", "other"),
        ({"RecordType": "Bounce", "Type": "AddressChange", "Email": "ana@example.org"}, "autoreply", "autoreply"),
        ({"event-data": {**MAILGUN, "severity": "permanent", "reason": "suppress-complaint"}}, "complaint", "abuse"),
        ({**DROPPED, "reason": "Bounced Address"}, "hard", "other"),
        ({**DROPPED, "reason": "Spam Reporting Address"}, "complaint", "abuse"),
        ({"eventType": "DeliveryDelay", "deliveryDelay": {"delayedRecipients": [{"emailAddress": "ana@example.org"}]}},
         "soft", "delayed"),
        ({"eventType": "Complaint", "complaint": {"complainedRecipients": [{"emailAddress": "ana@example.org"}],
          "complaintFeedbackType": "fraud"}}, "complaint", "fraud"),
        ({"eventType": "Complaint", "complaint": {"complainedRecipients": [{"emailAddress": "ana@example.org"}],
          "complaintFeedbackType": "not-spam"}}, "none", "not-spam"),
    ],
)  # fmt: skip
def test_what_a_provider_suppresses_counts_by_its_reason(event: Any, kind: str, reason: str) -> None:
    (found,) = notices(event)
    assert (found.kind, found.reason, found.recipients) == (kind, reason, ("ana@example.org",))


@pytest.mark.parametrize(
    "event",
    [
        {},
        {"bounce": {"bouncedRecipients": "ana@example.org"}},
        {"bounce": 7, "complaint": None},
        {"type": "subscribe", "email": "ana@example.org"},
        {"type": "email.bounced", "data": {"to": ["ana@example.org"]}},
        {"event": "unsub", "email": "ana@example.org", "MessageID": 1},
        {"event": "rejected", "recipient": "ana@example.org"},
        {"eventType": "Reject", "reject": {"reason": "Bad content"}, "mail": {}},
        {"eventType": "Bounce", "bounce": {}},
        {**_chosen({"unsubscribeAll": True}), "mail": {"destination": ["ana@example.org", "bela@example.org"]}},
        {**_chosen({}), "subscription": {"newTopicPreferences": "all"}},
        {"RecordType": "Inbound", "From": "ana@example.org"},
        {"RecordType": "Bounce", "Type": "TemplateRenderingFailed", "Email": "ana@example.org"},
        {"RecordType": "SubscriptionChange", "Recipient": "ana@example.org", "SuppressSending": "yes"},
        {**DROPPED, "reason": "Recipient List over Package Quota"},
    ],
)
def test_an_event_that_nobody_here_understands_says_so(event: Any) -> None:
    assert [(one.kind, one.reason) for one in notices(event)] == [("none", events.UNKNOWN)]


@pytest.mark.parametrize(
    "event",
    [
        {"event": "open", "email": "ana@example.org", "sg_event_id": "1"},
        {"event": "delivered", "recipient": "ana@example.org"},
        {"RecordType": "Delivery", "Recipient": "ana@example.org"},
        {"event": "group_resubscribe", "email": "ana@example.org", "sg_event_id": "1"},
        {"event": "unique_opened", "email": "ana@example.org"},
        {"eventType": "Delivery", "delivery": {"recipients": ["ana@example.org"]}, "mail": {}},
        {"notificationType": "Delivery", "delivery": {"recipients": ["ana@example.org"]}, "mail": {}},
        {"Type": "SubscriptionConfirmation", "TopicArn": "arn:aws:sns:x", "Message": "Confirm"},
        _chosen(_topics(a="OptIn"), _topics(a="OptOut")),
        _chosen(_topics(a="OptOut", b="OptIn"), _topics(a="OptOut")),
        {"RecordType": "SubscriptionChange", "Recipient": "ana@example.org", "SuppressSending": False},
        {"RecordType": "Bounce", "Type": "Subscribe", "Email": "ana@example.org"},
    ],
)
def test_other_events_are_of_no_concern(event: Any) -> None:
    assert notices(event) == [Notice(kind="none")]


def test_events_come_in_lists_and_line_by_line_and_the_same_one_has_the_same_id() -> None:
    other = {"RecordType": "SpamComplaint", "Email": "bela@example.org"}
    lines = f"{json.dumps(MAILGUN)}\n\n{json.dumps(other)}\n".encode()
    one_by_one, together = (
        events.read(lines),
        events.read(json.dumps([MAILGUN, dict(reversed(other.items()))]).encode()),
    )
    assert one_by_one == together
    assert one_by_one is not None
    assert [one.notice.kind for one in one_by_one] == ["soft", "complaint"]
    assert len({one.id for one in one_by_one}) == 2


def test_what_smuggles_in_other_things_is_left_out() -> None:
    (found,) = notices({"event-data": {
        **MAILGUN, "delivery-status": {"enhanced-code": "5.1.1; ana@example.org", "message": "\ud800"},
        "message": {"headers": {"message-id": "a b@c>, <x@y"}},
    }})  # fmt: skip
    assert (found.status, found.letters) == (None, ())


@pytest.mark.parametrize("content", [b"{", b"[1, 2]", b'{"a": 1}\n{', b"[" * 100_000, b'[{"Type": "Notification"}]'])
def test_what_only_looks_like_events_says_so(content: bytes) -> None:
    found = events.read(content)
    assert found is not None
    assert [one.notice.reason for one in found] == [events.UNREADABLE]


def test_a_mail_is_none() -> None:
    assert events.read(b"From: ana@example.org\n\n{}\n") is None


NAMES = (
    "event", "type", "email", "bounce", "bouncedRecipients", "event-data", "mail", "Type", "Message", "RecordType",
    "recipient", "commonHeaders", "x", "eventType", "subscription", "newTopicPreferences", "topicSubscriptionStatus",
    "complaint", "complainedRecipients", "SuppressSending",
)  # fmt: skip
LEAVES = (
    st.none()
    | st.booleans()
    | st.integers()
    | st.text()
    | st.sampled_from(["Bounce", "failed", "hard", "Subscription"])
)


@given(
    st.recursive(LEAVES, lambda inner: st.lists(inner) | st.dictionaries(st.sampled_from(NAMES), inner), max_leaves=30)
)
def test_whatever_is_posted_nothing_breaks(value: Any) -> None:
    found = events.read(json.dumps(value).encode())
    assert found is None or all(one.notice.kind in ("hard", "soft", "complaint", "autoreply", "none") for one in found)


MOMENT = "2024-05-03T10:00"


@pytest.mark.parametrize(
    ("event", "moment"),
    [
        ({**SES_BOUNCE, "bounce": {**SES_BOUNCE["bounce"], "timestamp": "2024-05-03T10:00:00.000Z"}}, MOMENT),
        ({"event-data": {**MAILGUN, "timestamp": 1714730400.5}}, MOMENT),
        ({"RecordType": "Bounce", "Type": "SoftBounce", "Email": "a@b.example",
          "BouncedAt": "2024-05-03T06:00:00.3037500-04:00"}, MOMENT),
        ({"event": "deferred", "email": "a@b.example", "sg_event_id": "1", "timestamp": 1714730400}, MOMENT),
        ({"event": "soft_bounce", "email": "a@b.example", "ts_event": 1714730400}, MOMENT),
        ({"event": "soft_bounce", "email": "a@b.example", "ts": "long ago", "timestamp": 1e300}, None),
        ({"event": "soft_bounce", "email": "a@b.example"}, None),
    ],
)  # fmt: skip
def test_an_event_happened_when_its_provider_says(event: Any, moment: str | None) -> None:
    found = events.read(json.dumps(event).encode())
    assert found is not None
    at = found[0].at
    assert (at and f"{at:%Y-%m-%dT%H:%M}") == moment
