"""Which file held which hours, so that a row that was corrected in it replaces what it said."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"


def upgrade() -> None:
    """Adds the table."""
    op.create_table(
        "effort_files",
        sa.Column("path", sa.Text, nullable=False),
        sa.Column("external_id", sa.Text, nullable=False),
        sa.PrimaryKeyConstraint("path", "external_id", name=op.f("pk_effort_files")),
    )
