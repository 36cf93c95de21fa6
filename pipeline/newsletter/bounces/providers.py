"""What each mail provider writes in its webhook events, and what it means: Amazon SES, Brevo, listmonk, Mailgun,
Postmark, SendGrid.

Whether mail to an address will never arrive is for the provider to say, who saw the server's answer. Who left there has
left, be it one group or topic of several: what they were reading are letters from here.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any, Literal

from pipeline.model import dates

Fields = Mapping[str, Any]
Meaning = Literal["hard", "soft", "complaint", "autoreply", "leaves", "no concern", "unknown"]
"""`unknown` is an event that its provider's own words do not explain."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """What an event says of one recipient, in the provider's words; `feedback` is the type of a complaint."""

    meaning: Meaning
    recipient: str = field(default="", repr=False)
    status: str = ""
    diagnosis: str = field(default="", repr=False)
    letter: str = ""
    delayed: bool = False
    feedback: str = ""


def told(fields: Fields) -> tuple[str, tuple[Told, ...]]:
    """(provider, what its event says); empty where no provider is known that writes so."""
    for provider, reader in _PROVIDERS.items():
        found = tuple(reader(fields))
        if found:
            return provider, found
    return "", ()


def text(fields: Fields, *names: str) -> str:
    """The text at the end of `names`, each inside the one before; empty where there is none."""
    value = _at(fields, names)
    return value.strip() if isinstance(value, str) else ""


_MOMENTS = (
    *((part, "timestamp") for part in ("bounce", "deliveryDelay", "complaint")),  # Amazon SES
    ("timestamp",),  # Mailgun, SendGrid
    ("BouncedAt",),  # Postmark
    *(("ts_event",), ("ts",)),  # Brevo
    ("created_at",),  # listmonk
)


def moment(fields: Fields) -> datetime | None:
    """When it happened (UTC): of seconds since 1970, or as ISO 8601; None where that is not told, or is no time."""
    for names in _MOMENTS:
        value = _at(fields, names)
        try:
            if isinstance(value, str):
                return dates.utc(datetime.fromisoformat(value))
            if isinstance(value, int | float):
                return datetime.fromtimestamp(value, UTC)
        except (ValueError, OverflowError, OSError):
            continue
    return None


_SES_NO_CONCERN = ("Send", "Delivery", "Open", "Click", "AmazonSnsSubscriptionSucceeded")


def _ses(fields: Fields) -> Iterator[Told]:
    letter = _letter(fields, "mail", "commonHeaders", "messageId")
    lost: Meaning = "hard" if text(fields, "bounce", "bounceType") == "Permanent" else "soft"
    lists: tuple[tuple[str, str, Meaning], ...] = (
        ("bounce", "bouncedRecipients", lost),
        ("deliveryDelay", "delayedRecipients", "soft"),
        ("complaint", "complainedRecipients", "complaint"),
    )
    is_told = False
    for part, recipients, meaning in lists:
        for one in _each(fields, part, recipients):
            is_told = True
            yield Told(
                meaning=meaning,
                recipient=text(one, "emailAddress"),
                status=text(one, "status"),
                diagnosis=text(one, "diagnosticCode"),
                letter=letter,
                delayed=part == "deliveryDelay",
                feedback=text(fields, part, "complaintFeedbackType"),
            )
    kind = text(fields, "eventType") or text(fields, "notificationType")
    if kind == "Subscription":
        yield Told(meaning=_ses_choice(fields), recipient=_only(fields, "mail", "destination"), letter=letter)
    elif kind and not is_told:
        yield Told(meaning="no concern" if kind in _SES_NO_CONCERN else "unknown")
    elif text(fields, "Type") in ("SubscriptionConfirmation", "UnsubscribeConfirmation"):  # of Amazon SNS itself
        yield Told(meaning="no concern")


def _ses_choice(fields: Fields) -> Meaning:
    """What a reader chose on the page of SES, or by its header: all topics, or some."""
    chosen = _at(fields, ("subscription", "newTopicPreferences"))
    if not isinstance(chosen, dict) or not _only(fields, "mail", "destination"):
        return "unknown"
    if chosen.get("unsubscribeAll") is True or _left(fields, "new") - _left(fields, "old"):
        return "leaves"
    return "no concern"


def _left(fields: Fields, when: Literal["new", "old"]) -> frozenset[str]:
    topics = _each(fields, "subscription", f"{when}TopicPreferences", "topicSubscriptionStatus")
    said = ((text(one, "topicName"), text(one, "subscriptionStatus").replace("_", "").lower()) for one in topics)
    return frozenset(topic for topic, status in said if status == "optout")


def _mailgun(fields: Fields) -> Iterator[Told]:
    late = text(fields, "severity") == "temporary"
    suppressed: Mapping[str, Meaning] = {"suppress-unsubscribe": "leaves", "suppress-complaint": "complaint"}
    failed: Meaning = "soft" if late else suppressed.get(text(fields, "reason"), "hard")
    meanings: Mapping[str, Meaning] = {
        "failed": failed, "complained": "complaint", "unsubscribed": "leaves",
        **dict.fromkeys(("accepted", "delivered", "opened", "clicked", "stored"), "no concern"),
    }  # fmt: skip
    if text(fields, "event") and "recipient" in fields:
        yield Told(
            meaning=meanings.get(text(fields, "event"), "unknown"),
            recipient=text(fields, "recipient"),
            status=text(fields, "delivery-status", "enhanced-code"),
            diagnosis=text(fields, "delivery-status", "message") or text(fields, "delivery-status", "description"),
            letter=_letter(fields, "message", "headers", "message-id"),
            delayed=late,
        )


_POSTMARK: Mapping[str, Meaning] = {
    "HardBounce": "hard", "BadEmailAddress": "hard",
    "SpamComplaint": "complaint",
    "Unsubscribe": "leaves", "ManualSuppression": "leaves", "ManuallyDeactivated": "leaves",
    "AutoResponder": "autoreply", "AddressChange": "autoreply", "ChallengeVerification": "autoreply",
    "Transient": "soft", "SoftBounce": "soft", "DnsError": "soft", "Blocked": "soft", "DMARCPolicy": "soft",
    "SpamNotification": "soft", "VirusNotification": "soft", "Unconfirmed": "soft", "Unknown": "soft",
    "Subscribe": "no concern",
}  # fmt: skip


def _postmark(fields: Fields) -> Iterator[Told]:
    record = text(fields, "RecordType")
    address = text(fields, "Email") or text(fields, "Recipient")
    if record == "Bounce":
        meaning = _POSTMARK.get(text(fields, "Type"), "unknown")
        yield Told(meaning=meaning, recipient=address, diagnosis=text(fields, "Details"))
    elif record == "SpamComplaint":
        yield Told(meaning="complaint", recipient=address)
    elif record == "SubscriptionChange":
        yield Told(meaning=_postmark_change(fields), recipient=address)
    elif record:
        yield Told(meaning="no concern" if record in ("Delivery", "Open", "Click") else "unknown")


def _postmark_change(fields: Fields) -> Meaning:
    """Coming back there is no consent here."""
    match fields.get("SuppressSending"):
        case True:
            return _POSTMARK.get(text(fields, "SuppressionReason"), "leaves")
        case False:
            return "no concern"
    return "unknown"


_SENDGRID: Mapping[str, Meaning] = {
    "bounce": "hard", "deferred": "soft", "spamreport": "complaint",
    "unsubscribe": "leaves", "group_unsubscribe": "leaves",
    **dict.fromkeys(("processed", "delivered", "open", "click", "group_resubscribe"), "no concern"),
}  # fmt: skip
_SENDGRID_DROPS: Mapping[str, Meaning] = {
    "bounced address": "hard", "invalid": "hard", "spam reporting address": "complaint",
    "unsubscribed address": "leaves",
}  # fmt: skip


def _sendgrid(fields: Fields) -> Iterator[Told]:
    dropped = _SENDGRID_DROPS.get(text(fields, "reason").lower(), "unknown")
    bounced: Meaning = "soft" if text(fields, "type") == "blocked" else "hard"
    if _is_sendgrids(fields):
        yield from _by_event(fields, {**_SENDGRID, "bounce": bounced, "dropped": dropped}, "smtp-id")


def _is_sendgrids(fields: Fields) -> bool:
    return "sg_event_id" in fields or "sg_message_id" in fields


_BREVO: Mapping[str, Meaning] = {
    "hard_bounce": "hard", "invalid_email": "hard", "soft_bounce": "soft", "deferred": "soft", "blocked": "soft",
    "spam": "complaint", "complaint": "complaint", "unsubscribed": "leaves", "unsubscribe": "leaves",
    **dict.fromkeys(
        ("request", "sent", "delivered", "opened", "unique_opened", "proxy_open", "unique_proxy_open", "click"),
        "no concern",
    ),
}  # fmt: skip


def _brevo(fields: Fields) -> Iterator[Told]:
    if not _is_sendgrids(fields):
        yield from _by_event(fields, _BREVO, "message-id")


def _by_event(fields: Fields, meanings: Mapping[str, Meaning], letter: str) -> Iterator[Told]:
    event = text(fields, "event")
    if event and "email" in fields:
        yield Told(
            meaning=meanings.get(event, "unknown"),
            recipient=text(fields, "email"),
            status=text(fields, "status"),
            diagnosis=text(fields, "reason"),
            letter=_letter(fields, letter),
            delayed=event == "deferred",
        )


def _listmonk(fields: Fields) -> Iterator[Told]:
    kinds: Mapping[str, Meaning] = {"hard": "hard", "soft": "soft", "complaint": "complaint"}
    kind = kinds.get(text(fields, "type"))
    if kind and "event" not in fields and "email" in fields:
        yield Told(meaning=kind, recipient=text(fields, "email"))


_PROVIDERS: Mapping[str, Callable[[Fields], Iterator[Told]]] = {
    "Amazon SES": _ses,
    "Mailgun": _mailgun,
    "Postmark": _postmark,
    "SendGrid": _sendgrid,
    "Brevo": _brevo,
    "listmonk": _listmonk,
}


def _at(fields: Fields, names: tuple[str, ...]) -> Any:
    """What stands at the end of `names`, each inside the one before; None where it does not."""
    value: Any = fields
    for name in names:
        value = value.get(name) if isinstance(value, dict) else None
    return value


def _letter(fields: Fields, *names: str) -> str:
    """A Message-ID without its brackets, with which some providers write it."""
    return text(fields, *names).strip("<>")


def _each(fields: Fields, *names: str) -> Iterator[Fields]:
    value = _at(fields, names)
    return (one for one in value if isinstance(one, dict)) if isinstance(value, list) else iter(())


def _only(fields: Fields, *names: str) -> str:
    """The one text of a list; empty where there are more, or none."""
    value = _at(fields, names)
    return value[0].strip() if isinstance(value, list) and len(value) == 1 and isinstance(value[0], str) else ""
