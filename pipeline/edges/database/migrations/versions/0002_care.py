"""Care of leads and what surrounds them: corrections, history, the forgotten; wishes, a stopwatch, views by day."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    """Adds columns to leads, and tables."""
    _leads()
    _corrections()
    _changes()
    _forgotten()
    _wishes()
    _stopwatch()
    _choices()
    _views_by_day()


def _leads() -> None:
    for question in ("knows", "solvable", "money", "decides"):
        op.add_column("leads", sa.Column(question, sa.Boolean))
    op.add_column("leads", sa.Column("set_aside", sa.Boolean, nullable=False, server_default=sa.false()))


def _corrections() -> None:
    op.create_table(
        "lead_corrections",
        sa.Column("id", sa.Integer, nullable=False),
        sa.Column("external_id", sa.Text, nullable=False),
        sa.Column("what", sa.String(16), nullable=False),
        sa.Column("value", sa.Text),
        sa.Column("on_day", sa.Date),
        sa.Column("seen", sa.JSON, nullable=False),
        sa.Column("made_on", sa.Date, nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_lead_corrections")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_lead_corrections_external_id"), "lead_corrections", ["external_id"])


def _changes() -> None:
    op.create_table(
        "lead_changes",
        sa.Column("id", sa.Integer, nullable=False),
        sa.Column("lead_id", sa.Integer, nullable=False),
        sa.Column("on_day", sa.Date, nullable=False),
        sa.Column("origin", sa.String(16), nullable=False),
        sa.Column("what", sa.String(32), nullable=False),
        sa.Column("before", sa.Text, nullable=False),
        sa.Column("after", sa.Text, nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_lead_changes")),
        sa.ForeignKeyConstraint(["lead_id"], ["leads.id"], name=op.f("fk_lead_changes_lead_id"), ondelete="CASCADE"),
        sa.CheckConstraint("origin IN ('import', 'hand')", name=op.f("ck_lead_changes_origin")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_lead_changes_lead_id"), "lead_changes", ["lead_id"])


def _forgotten() -> None:
    op.create_table(
        "forgotten",
        sa.Column("mark", sa.String(64), nullable=False),
        sa.Column("key_id", sa.String(16), nullable=False),
        sa.Column("on_day", sa.Date, nullable=False),
        sa.PrimaryKeyConstraint("mark", name=op.f("pk_forgotten")),
    )


def _wishes() -> None:
    op.create_table(
        "wishes",
        sa.Column("id", sa.Integer, nullable=False),
        sa.Column("text", sa.Text, nullable=False),
        sa.Column("lang", sa.String(35)),
        sa.Column("on_day", sa.Date, nullable=False),
        sa.Column("times", sa.Integer, nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_wishes")),
        sa.CheckConstraint("times > 0", name=op.f("ck_wishes_times")),
        sqlite_autoincrement=True,
    )


def _stopwatch() -> None:
    op.create_table(
        "stopwatch",
        sa.Column("id", sa.Integer, nullable=False, autoincrement=False),
        sa.Column("started_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("on_day", sa.Date, nullable=False),
        sa.Column("theme", sa.Text),
        sa.Column("channel", sa.Text),
        sa.Column("description", sa.Text, nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_stopwatch")),
        sa.CheckConstraint("id = 1", name=op.f("ck_stopwatch_only")),
    )


def _choices() -> None:
    op.create_table(
        "choices",
        sa.Column("name", sa.String(32), nullable=False),
        sa.Column("value", sa.Text, nullable=False),
        sa.PrimaryKeyConstraint("name", name=op.f("pk_choices")),
    )


def _views_by_day() -> None:
    op.create_table(
        "page_periods",
        sa.Column("source", sa.String(32), nullable=False),
        sa.Column("path", sa.Text, nullable=False),
        sa.Column("first_day", sa.Date, nullable=False),
        sa.Column("last_day", sa.Date, nullable=False),
        sa.Column("views", sa.Integer, nullable=False),
        sa.Column("visitors", sa.Integer, nullable=False),
        sa.PrimaryKeyConstraint("source", "path", "first_day", "last_day", name=op.f("pk_page_periods")),
    )
    op.create_table(
        "traffic_spans",
        sa.Column("source", sa.String(32), nullable=False),
        sa.Column("first_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("last_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("source", "first_at", name=op.f("pk_traffic_spans")),
    )
