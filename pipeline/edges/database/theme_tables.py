"""Tables of tags: what was given on which day. Nobody's name is in them."""

from __future__ import annotations

from sqlalchemy import (
    JSON,
    CheckConstraint,
    Column,
    Date,
    Double,
    ForeignKey,
    Integer,
    String,
    Table,
    Text,
    UniqueConstraint,
)

from pipeline.edges.database.tables import METADATA

# A post in all its languages got other tags on a day; a tagging without a tag says that it belonged to no theme.
TAGGINGS = Table(
    "taggings",
    METADATA,
    Column("id", Integer, primary_key=True),
    Column("translation_key", Text, nullable=False),
    Column("on_day", Date, nullable=False),
    UniqueConstraint("translation_key", "on_day"),
)

TAGS = Table(
    "tags",
    METADATA,
    Column("tagging_id", Integer, ForeignKey("taggings.id", ondelete="CASCADE"), primary_key=True, nullable=False),
    Column("place", Integer, primary_key=True),
    Column("theme", Text, nullable=False),
    Column("weight", Double, nullable=False),
    Column("origin", String(16), nullable=False),
    Column("probability", Double),
    Column("via", String(16)),
    Column("definition", String(64), nullable=False),
    Column("evidence", JSON, nullable=False),
    CheckConstraint("origin IN ('human', 'machine')", name="origin"),
)
