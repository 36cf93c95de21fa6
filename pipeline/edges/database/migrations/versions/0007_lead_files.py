"""Which file held which rows of leads, so that a row that was corrected in it replaces what it said."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"


def upgrade() -> None:
    """Adds the table."""
    op.create_table(
        "lead_files",
        sa.Column("path", sa.Text, nullable=False),
        sa.Column("external_id", sa.Text, nullable=False),
        sa.PrimaryKeyConstraint("path", "external_id", name=op.f("pk_lead_files")),
    )
