"""Letters that go out: sendings, their outbox, consents, bounces."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    """Adds the tables."""
    _sendings()
    _outbox()
    _consents()
    _bounces()


def _sendings() -> None:
    op.create_table(
        "sendings",
        sa.Column("issue", sa.String(120), nullable=False),
        sa.Column("frozen_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("recipients", sa.Integer, nullable=False),
        sa.PrimaryKeyConstraint("issue", name=op.f("pk_sendings")),
    )
    op.create_table(
        "sending_editions",
        sa.Column("issue", sa.String(120), nullable=False),
        sa.Column("name", sa.String(120), nullable=False),
        sa.Column("langs", sa.JSON, nullable=False),
        sa.Column("sent_on", sa.Date, nullable=False),
        sa.Column("subject", sa.Text, nullable=False),
        sa.Column("preheader", sa.Text, nullable=False),
        sa.Column("html", sa.Text, nullable=False),
        sa.Column("text", sa.Text, nullable=False),
        sa.PrimaryKeyConstraint("issue", "name", name=op.f("pk_sending_editions")),
        _of_issue("sending_editions"),
    )


def _outbox() -> None:
    op.create_table(
        "outbox",
        sa.Column("id", sa.Integer, nullable=False),
        sa.Column("issue", sa.String(120), nullable=False),
        sa.Column("subscriber_id", sa.Integer, nullable=False),
        sa.Column("edition", sa.String(120), nullable=False),
        sa.Column("lang", sa.String(35), nullable=False),
        sa.Column("message_id", sa.String(255), nullable=False),
        sa.Column("state", sa.String(16), nullable=False),
        sa.Column("owner", sa.String(120)),
        sa.Column("claimed_at", sa.DateTime(timezone=True)),
        sa.Column("lease_until", sa.DateTime(timezone=True)),
        sa.Column("not_before", sa.DateTime(timezone=True)),
        sa.Column("attempts", sa.Integer, nullable=False),
        sa.Column("reply", sa.String(16)),
        sa.Column("changed_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_outbox")),
        sa.UniqueConstraint("issue", "subscriber_id", name=op.f("uq_outbox_issue_subscriber_id")),
        sa.UniqueConstraint("message_id", name=op.f("uq_outbox_message_id")),
        sa.CheckConstraint(
            "state IN ('queued', 'claimed', 'accepted', 'rejected', 'unknown', 'suppressed')",
            name=op.f("ck_outbox_state"),
        ),
        _of_issue("outbox"),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_outbox_issue_state"), "outbox", ["issue", "state"])


def _consents() -> None:
    op.create_table(
        "consents",
        sa.Column("id", sa.Integer, nullable=False),
        sa.Column("subscriber_id", sa.Integer, nullable=False),
        sa.Column("requested_at", sa.DateTime(timezone=True)),
        sa.Column("confirmed_at", sa.DateTime(timezone=True)),
        sa.Column("page", sa.Text, nullable=False),
        sa.Column("wording", sa.Text, nullable=False),
        sa.Column("version", sa.Text, nullable=False),
        sa.Column("lang", sa.String(35)),
        sa.Column("mail", sa.Text),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_consents")),
        _of_subscriber("consents"),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_consents_subscriber_id"), "consents", ["subscriber_id"])


def _bounces() -> None:
    op.create_table(
        "bounces",
        sa.Column("id", sa.Integer, nullable=False),
        sa.Column("subscriber_id", sa.Integer, nullable=False),
        sa.Column("external_id", sa.String(64), nullable=False),
        sa.Column("kind", sa.String(16), nullable=False),
        sa.Column("status", sa.String(16)),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_bounces")),
        sa.UniqueConstraint("external_id", "subscriber_id", name=op.f("uq_bounces_external_id_subscriber_id")),
        sa.CheckConstraint("kind IN ('hard', 'soft', 'complaint')", name=op.f("ck_bounces_kind")),
        _of_subscriber("bounces"),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_bounces_subscriber_id"), "bounces", ["subscriber_id"])


def _of_issue(table: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint(["issue"], ["sendings.issue"], name=op.f(f"fk_{table}_issue"), ondelete="CASCADE")


def _of_subscriber(table: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint(
        ["subscriber_id"], ["subscribers.id"], name=op.f(f"fk_{table}_subscriber_id"), ondelete="CASCADE"
    )
