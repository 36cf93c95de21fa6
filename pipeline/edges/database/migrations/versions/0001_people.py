"""People and what they did: subscribers, leads, hours, page views."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None


def upgrade() -> None:
    """Makes the first tables."""
    _subscribers()
    _leads()
    _parts_of_leads()
    _lead_rows()
    _efforts()
    _page_views()


def _subscribers() -> None:
    op.create_table(
        "subscribers",
        sa.Column("id", sa.Integer, nullable=False),
        sa.Column("email", sa.String(254), nullable=False),
        sa.Column("name", sa.Text, nullable=False),
        sa.Column("state", sa.String(16), nullable=False),
        sa.Column("langs", sa.JSON, nullable=False),
        sa.Column("themes", sa.JSON, nullable=False),
        sa.Column("tier", sa.Text),
        sa.Column("since", sa.DateTime(timezone=True)),
        sa.Column("source", sa.Text, nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_subscribers")),
        sa.UniqueConstraint("email", name=op.f("uq_subscribers_email")),
        sa.CheckConstraint("email = lower(email)", name=op.f("ck_subscribers_lower_email")),
        sa.CheckConstraint("state IN ('unconfirmed', 'confirmed', 'unsubscribed')", name=op.f("ck_subscribers_state")),
        sqlite_autoincrement=True,
    )


def _leads() -> None:
    op.create_table(
        "leads",
        sa.Column("id", sa.Integer, nullable=False),
        sa.Column("external_id", sa.Text, nullable=False),
        sa.Column("received_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("channel", sa.Text, nullable=False),
        sa.Column("name", sa.Text, nullable=False),
        sa.Column("email", sa.Text, nullable=False),
        sa.Column("company", sa.Text, nullable=False),
        sa.Column("company_key", sa.Text, nullable=False),
        sa.Column("employees", sa.Integer),
        sa.Column("message", sa.Text, nullable=False),
        sa.Column("lang", sa.Text),
        sa.Column("self_report", sa.Text, nullable=False),
        sa.Column("offer", sa.Text),
        sa.Column("value", sa.Double),
        sa.Column("theme", sa.Text),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_leads")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_leads_company_key"), "leads", ["company_key"])


def _parts_of_leads() -> None:
    op.create_table(
        "lead_sources",
        sa.Column("external_id", sa.Text, nullable=False),
        sa.Column("lead_id", sa.Integer, nullable=False),
        sa.Column("place", sa.Integer, nullable=False),
        sa.PrimaryKeyConstraint("external_id", name=op.f("pk_lead_sources")),
        _of_lead("lead_sources"),
    )
    op.create_index(op.f("ix_lead_sources_lead_id"), "lead_sources", ["lead_id"])
    op.create_table(
        "lead_stages",
        sa.Column("lead_id", sa.Integer, nullable=False),
        sa.Column("place", sa.Integer, nullable=False),
        sa.Column("stage", sa.String(16), nullable=False),
        sa.Column("on_day", sa.Date, nullable=False),
        sa.PrimaryKeyConstraint("lead_id", "place", name=op.f("pk_lead_stages")),
        sa.CheckConstraint(
            "stage IN ('inquiry', 'qualified', 'offered', 'won', 'lost')", name=op.f("ck_lead_stages_stage")
        ),
        _of_lead("lead_stages"),
    )
    op.create_table(
        "lead_touches",
        sa.Column("lead_id", sa.Integer, nullable=False),
        sa.Column("place", sa.Integer, nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("channel", sa.Text, nullable=False),
        sa.Column("post", sa.Text),
        sa.Column("source", sa.Text),
        sa.Column("medium", sa.Text),
        sa.Column("campaign", sa.Text),
        sa.PrimaryKeyConstraint("lead_id", "place", name=op.f("pk_lead_touches")),
        _of_lead("lead_touches"),
    )


def _lead_rows() -> None:
    op.create_table(
        "lead_rows",
        sa.Column("id", sa.Integer, nullable=False),
        sa.Column("external_id", sa.Text, nullable=False),
        sa.Column("kind", sa.String(32), nullable=False),
        sa.Column("cells", sa.JSON, nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_lead_rows")),
        sa.UniqueConstraint("external_id", name=op.f("uq_lead_rows_external_id")),
        sqlite_autoincrement=True,
    )


def _of_lead(table: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint(["lead_id"], ["leads.id"], name=op.f(f"fk_{table}_lead_id"), ondelete="CASCADE")


def _efforts() -> None:
    op.create_table(
        "efforts",
        sa.Column("id", sa.Integer, nullable=False),
        sa.Column("external_id", sa.Text, nullable=False),
        sa.Column("on_day", sa.Date, nullable=False),
        sa.Column("minutes", sa.Double, nullable=False),
        sa.Column("description", sa.Text, nullable=False),
        sa.Column("theme", sa.Text),
        sa.Column("channel", sa.Text),
        sa.Column("billable", sa.Boolean, nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_efforts")),
        sa.UniqueConstraint("external_id", name=op.f("uq_efforts_external_id")),
        sqlite_autoincrement=True,
    )


def _page_views() -> None:
    op.create_table(
        "page_views",
        sa.Column("source", sa.String(32), nullable=False),
        sa.Column("path", sa.Text, nullable=False),
        sa.Column("views", sa.Integer, nullable=False),
        sa.Column("visitors", sa.Integer, nullable=False),
        sa.Column("until", sa.Date, nullable=False),
        sa.PrimaryKeyConstraint("source", "path", name=op.f("pk_page_views")),
    )
