"""The tables, as SQLAlchemy Core sees them; only types that SQLite and PostgreSQL both have."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from sqlalchemy import (
    JSON,
    Boolean,
    CheckConstraint,
    Column,
    Date,
    DateTime,
    Dialect,
    Double,
    ForeignKey,
    Index,
    Integer,
    MetaData,
    String,
    Table,
    Text,
    TypeDecorator,
    UniqueConstraint,
    false,
)

from pipeline.model import dates


class Instant(TypeDecorator[datetime]):
    """A moment in UTC. SQLite keeps no zone, so it goes in without one and comes out with it."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """The moment as the driver wants it."""
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("an instant without a zone")
        moment = value.astimezone(UTC)
        return moment.replace(tzinfo=None) if dialect.name == "sqlite" else moment

    def process_result_value(self, value: Any, dialect: Dialect) -> datetime | None:  # noqa: ARG002  (SQLAlchemy's)
        """The moment with its zone."""
        return None if value is None else dates.utc(value)


# Names of constraints are part of the schema: a later migration must be able to say which one it drops.
METADATA = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "ck": "ck_%(table_name)s_%(constraint_name)s",
        "fk": "fk_%(table_name)s_%(column_0_N_name)s",
        "pk": "pk_%(table_name)s",
    }
)


def row_id() -> Column[int]:
    """The number of a row."""
    return Column("id", Integer, primary_key=True)


def _of_lead(*, primary_key: bool = False) -> Column[int]:
    return Column(
        "lead_id", Integer, ForeignKey("leads.id", ondelete="CASCADE"), primary_key=primary_key, nullable=False
    )


# sqlite_autoincrement: the id of someone who was forgotten never comes back as somebody else's.
SUBSCRIBERS = Table(
    "subscribers",
    METADATA,
    row_id(),
    Column("email", String(254), nullable=False),
    Column("name", Text, nullable=False),
    Column("state", String(16), nullable=False),
    Column("langs", JSON, nullable=False),
    Column("themes", JSON, nullable=False),
    Column("tier", Text),
    Column("since", Instant),
    Column("source", Text, nullable=False),
    UniqueConstraint("email"),
    CheckConstraint("email = lower(email)", name="lower_email"),
    CheckConstraint("state IN ('unconfirmed', 'confirmed', 'unsubscribed')", name="state"),
    sqlite_autoincrement=True,
)

LEADS = Table(
    "leads",
    METADATA,
    row_id(),
    Column("external_id", Text, nullable=False),
    Column("received_at", Instant, nullable=False),
    Column("channel", Text, nullable=False),
    Column("name", Text, nullable=False),
    Column("email", Text, nullable=False),
    Column("company", Text, nullable=False),
    Column("company_key", Text, nullable=False),
    Column("employees", Integer),
    Column("message", Text, nullable=False),
    Column("lang", Text),
    Column("self_report", Text, nullable=False),
    Column("referred_by", Text, nullable=False, server_default=""),
    Column("offer", Text),
    Column("value", Double),
    Column("theme", Text),
    Column("knows", Boolean),
    Column("solvable", Boolean),
    Column("money", Boolean),
    Column("decides", Boolean),
    Column("set_aside", Boolean, nullable=False, server_default=false()),
    Index(None, "company_key"),
    sqlite_autoincrement=True,
)

# Which rows of imports a lead is made of; `place` 0 is the row of its first contact.
LEAD_SOURCES = Table(
    "lead_sources",
    METADATA,
    Column("external_id", Text, primary_key=True),
    _of_lead(),
    Column("place", Integer, nullable=False),
    Index(None, "lead_id"),
)

LEAD_STAGES = Table(
    "lead_stages",
    METADATA,
    _of_lead(primary_key=True),
    Column("place", Integer, primary_key=True),
    Column("stage", String(16), nullable=False),
    Column("on_day", Date, nullable=False),
    CheckConstraint("stage IN ('inquiry', 'qualified', 'offered', 'won', 'lost')", name="stage"),
)

LEAD_TOUCHES = Table(
    "lead_touches",
    METADATA,
    _of_lead(primary_key=True),
    Column("place", Integer, primary_key=True),
    Column("at", Instant, nullable=False),
    Column("channel", Text, nullable=False),
    Column("post", Text),
    Column("source", Text),
    Column("medium", Text),
    Column("campaign", Text),
)

# What was imported, column by column, so that a CRM's contacts and deals may come in any order.
LEAD_ROWS = Table(
    "lead_rows",
    METADATA,
    row_id(),
    Column("external_id", Text, nullable=False),
    Column("kind", String(32), nullable=False),
    Column("cells", JSON, nullable=False),
    UniqueConstraint("external_id"),
    sqlite_autoincrement=True,
)

EFFORTS = Table(
    "efforts",
    METADATA,
    row_id(),
    Column("external_id", Text, nullable=False),
    Column("on_day", Date, nullable=False),
    Column("minutes", Double, nullable=False),
    Column("description", Text, nullable=False),
    Column("theme", Text),
    Column("channel", Text),
    Column("billable", Boolean, nullable=False),
    UniqueConstraint("external_id"),
    sqlite_autoincrement=True,
)

PAGE_VIEWS = Table(
    "page_views",
    METADATA,
    Column("source", String(32), primary_key=True),
    Column("path", Text, primary_key=True),
    Column("views", Integer, nullable=False),
    Column("visitors", Integer, nullable=False),
    Column("until", Date, nullable=False),
)
