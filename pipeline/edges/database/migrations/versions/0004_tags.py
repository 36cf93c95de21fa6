"""The history of tags."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"


def upgrade() -> None:
    """Adds the tables."""
    op.create_table(
        "taggings",
        sa.Column("id", sa.Integer, nullable=False),
        sa.Column("translation_key", sa.Text, nullable=False),
        sa.Column("on_day", sa.Date, nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_taggings")),
        sa.UniqueConstraint("translation_key", "on_day", name=op.f("uq_taggings_translation_key_on_day")),
    )
    op.create_table(
        "tags",
        sa.Column("tagging_id", sa.Integer, nullable=False),
        sa.Column("place", sa.Integer, nullable=False),
        sa.Column("theme", sa.Text, nullable=False),
        sa.Column("weight", sa.Double, nullable=False),
        sa.Column("origin", sa.String(16), nullable=False),
        sa.Column("probability", sa.Double),
        sa.Column("via", sa.String(16)),
        sa.Column("definition", sa.String(64), nullable=False),
        sa.Column("evidence", sa.JSON, nullable=False),
        sa.PrimaryKeyConstraint("tagging_id", "place", name=op.f("pk_tags")),
        sa.ForeignKeyConstraint(["tagging_id"], ["taggings.id"], name=op.f("fk_tags_tagging_id"), ondelete="CASCADE"),
        sa.CheckConstraint("origin IN ('human', 'machine')", name=op.f("ck_tags_origin")),
    )
