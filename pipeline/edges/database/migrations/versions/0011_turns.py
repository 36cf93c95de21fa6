"""In which turn lists said something new of subscribers, so that a newer one that says it again brings no news."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0011"
down_revision = "0010"


def upgrade() -> None:
    """Adds the column; of what was imported by now the turns are not known."""
    op.add_column("subscriber_files", sa.Column("turn", sa.Integer, nullable=False, server_default="0"))
