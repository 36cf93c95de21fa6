"""What each file last said of a subscriber, so that what has changed since stays when the file is read again."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"


def upgrade() -> None:
    """Adds the table."""
    op.create_table(
        "subscriber_files",
        sa.Column("subscriber_id", sa.Integer, nullable=False),
        sa.Column("path", sa.Text, nullable=False),
        sa.Column("said", sa.JSON, nullable=False),
        sa.PrimaryKeyConstraint("subscriber_id", "path", name=op.f("pk_subscriber_files")),
        sa.ForeignKeyConstraint(
            ["subscriber_id"],
            ["subscribers.id"],
            name=op.f("fk_subscriber_files_subscriber_id"),
            ondelete="CASCADE",
        ),
    )
