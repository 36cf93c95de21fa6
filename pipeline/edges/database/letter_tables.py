"""The tables of letters that go out: sendings, their outbox, consents, bounces."""

from __future__ import annotations

from sqlalchemy import (
    JSON,
    CheckConstraint,
    Column,
    Date,
    ForeignKey,
    Index,
    Integer,
    String,
    Table,
    Text,
    UniqueConstraint,
)

from pipeline.edges.database.tables import METADATA, Instant, row_id


def _of_issue(*, primary_key: bool = False) -> Column[str]:
    return Column(
        "issue", String(120), ForeignKey("sendings.issue", ondelete="CASCADE"), primary_key=primary_key, nullable=False
    )


def _of_subscriber() -> Column[int]:
    return Column("subscriber_id", Integer, ForeignKey("subscribers.id", ondelete="CASCADE"), nullable=False)


# An issue that is going out: from this moment on its recipients and its text stay as they are.
SENDINGS = Table(
    "sendings",
    METADATA,
    Column("issue", String(120), primary_key=True),
    Column("frozen_at", Instant, nullable=False),
    Column("recipients", Integer, nullable=False),
)

SENDING_EDITIONS = Table(
    "sending_editions",
    METADATA,
    _of_issue(primary_key=True),
    Column("name", String(120), primary_key=True),
    Column("langs", JSON, nullable=False),
    Column("sent_on", Date, nullable=False),
    Column("subject", Text, nullable=False),
    Column("preheader", Text, nullable=False),
    Column("html", Text, nullable=False),
    Column("text", Text, nullable=False),
)

# One row per issue and subscriber. No address: it is read at the moment of sending, when consent is looked at too.
# Without a reference to subscribers: somebody who is forgotten leaves a number here, so that the counts stay true.
# `claimed`: a sender has it in hand; `unknown`: its sender died, or the connection did, before the server answered.
OUTBOX = Table(
    "outbox",
    METADATA,
    row_id(),
    _of_issue(),
    Column("subscriber_id", Integer, nullable=False),
    Column("edition", String(120), nullable=False),
    Column("lang", String(35), nullable=False),
    Column("message_id", String(255), nullable=False),
    Column("state", String(16), nullable=False),
    Column("owner", String(120)),
    Column("claimed_at", Instant),
    Column("lease_until", Instant),
    Column("not_before", Instant),
    Column("attempts", Integer, nullable=False),
    Column("reply", String(16)),
    Column("changed_at", Instant, nullable=False),
    UniqueConstraint("issue", "subscriber_id"),
    UniqueConstraint("message_id"),
    CheckConstraint(
        "state IN ('queued', 'claimed', 'accepted', 'rejected', 'unknown', 'suppressed')",
        name="state",
    ),
    Index(None, "issue", "state"),
    sqlite_autoincrement=True,
)

# What somebody agreed to: when, where, to which words, and the mail that asked for confirmation.
CONSENTS = Table(
    "consents",
    METADATA,
    row_id(),
    _of_subscriber(),
    Column("requested_at", Instant),
    Column("confirmed_at", Instant),
    Column("page", Text, nullable=False),
    Column("wording", Text, nullable=False),
    Column("version", Text, nullable=False),
    Column("lang", String(35)),
    Column("mail", Text),
    Index(None, "subscriber_id"),
    sqlite_autoincrement=True,
)

# `external_id` is a hash of the notice, so that reading a mailbox again counts nothing twice.
BOUNCES = Table(
    "bounces",
    METADATA,
    row_id(),
    _of_subscriber(),
    Column("external_id", String(64), nullable=False),
    Column("kind", String(16), nullable=False),
    Column("status", String(16)),
    Column("at", Instant, nullable=False),
    UniqueConstraint("external_id", "subscriber_id"),
    CheckConstraint("kind IN ('hard', 'soft', 'complaint')", name="kind"),
    Index(None, "subscriber_id"),
    sqlite_autoincrement=True,
)
