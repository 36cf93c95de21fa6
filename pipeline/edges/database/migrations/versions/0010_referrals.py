"""Who sent a lead: another one, or somebody who is none."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"


def upgrade() -> None:
    """Adds the column; of the leads that are there it is not known."""
    op.add_column("leads", sa.Column("referred_by", sa.Text, nullable=False, server_default=""))
