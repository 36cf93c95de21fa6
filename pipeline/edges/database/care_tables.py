"""Tables of care: corrections of leads, their history, who was forgotten; wishes, the stopwatch, views by day."""

from __future__ import annotations

from sqlalchemy import JSON, CheckConstraint, Column, Date, ForeignKey, Index, Integer, String, Table, Text

from pipeline.edges.database.tables import METADATA, Instant, row_id

# Corrections hang on rows of imports and not on leads: leads are made anew from their rows, and these stay.
LEAD_CORRECTIONS = Table(
    "lead_corrections",
    METADATA,
    row_id(),
    Column("external_id", Text, nullable=False),
    Column("what", String(16), nullable=False),
    Column("value", Text),
    Column("on_day", Date),
    Column("seen", JSON, nullable=False),
    Column("made_on", Date, nullable=False),
    Index(None, "external_id"),
    sqlite_autoincrement=True,
)

LEAD_CHANGES = Table(
    "lead_changes",
    METADATA,
    row_id(),
    Column("lead_id", Integer, ForeignKey("leads.id", ondelete="CASCADE"), nullable=False),
    Column("on_day", Date, nullable=False),
    Column("origin", String(16), nullable=False),
    Column("what", String(32), nullable=False),
    Column("before", Text, nullable=False),
    Column("after", Text, nullable=False),
    CheckConstraint("origin IN ('import', 'hand')", name="origin"),
    Index(None, "lead_id"),
    sqlite_autoincrement=True,
)

# Keyed hashes only: with the database alone nobody can try addresses against them. `key_id` tells which key made them.
FORGOTTEN = Table(
    "forgotten",
    METADATA,
    Column("mark", String(64), primary_key=True),
    Column("key_id", String(16), nullable=False),
    Column("on_day", Date, nullable=False),
)

WISHES = Table(
    "wishes",
    METADATA,
    row_id(),
    Column("text", Text, nullable=False),
    Column("lang", String(35)),
    Column("on_day", Date, nullable=False),
    Column("times", Integer, nullable=False),
    CheckConstraint("times > 0", name="times"),
    sqlite_autoincrement=True,
)

# One row or none: there is one pair of hands.
STOPWATCH = Table(
    "stopwatch",
    METADATA,
    Column("id", Integer, primary_key=True, autoincrement=False),
    Column("started_at", Instant, nullable=False),
    Column("on_day", Date, nullable=False),
    Column("theme", Text),
    Column("channel", Text),
    Column("description", Text, nullable=False),
    CheckConstraint("id = 1", name="only"),
)

# The entries of a file of hours when it was last imported: neither lists nor time trackers give them an id that stays.
# Each with a hash of what it said: said again, it is no news.
EFFORT_FILES = Table(
    "effort_files",
    METADATA,
    Column("path", Text, primary_key=True),
    Column("external_id", Text, primary_key=True),
    Column("said", String(16)),
)

# The rows of a table of leads when it was last imported, each with a hash of what it said: said again, it is no news.
# A corrected one without an id is known by what it replaced.
LEAD_FILES = Table(
    "lead_files",
    METADATA,
    Column("path", Text, primary_key=True),
    Column("external_id", Text, primary_key=True),
    Column("said", String(16)),
)

# What a file said of a subscriber when it was last imported, by field, as hashes: said again, it is no news. The higher
# the `turn`, the later it said something new.
SUBSCRIBER_FILES = Table(
    "subscriber_files",
    METADATA,
    Column("subscriber_id", Integer, ForeignKey("subscribers.id", ondelete="CASCADE"), primary_key=True),
    Column("path", Text, primary_key=True),
    Column("said", JSON, nullable=False),
    Column("turn", Integer, nullable=False, server_default="0"),
)

# What somebody was asked once, such as how 03/04/2026 is meant.
CHOICES = Table(
    "choices",
    METADATA,
    Column("name", String(32), primary_key=True),
    Column("value", Text, nullable=False),
)

# Views of days that are known, where page_views holds counts that go back to the beginning.
PAGE_PERIODS = Table(
    "page_periods",
    METADATA,
    Column("source", String(32), primary_key=True),
    Column("path", Text, primary_key=True),
    Column("first_day", Date, primary_key=True),
    Column("last_day", Date, primary_key=True),
    Column("views", Integer, nullable=False),
    Column("visitors", Integer, nullable=False),
)

# From when to when a day's hits of a source have been counted: the same log again, or a longer one, counts the rest.
TRAFFIC_SPANS = Table(
    "traffic_spans",
    METADATA,
    Column("source", String(32), primary_key=True),
    Column("first_at", Instant, primary_key=True),
    Column("last_at", Instant, nullable=False),
)
