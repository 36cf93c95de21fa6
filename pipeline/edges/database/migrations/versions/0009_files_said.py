"""What each file last said of its leads and hours, so that what is known by now stays when it is read again."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"


def upgrade() -> None:
    """Adds the columns; what they do not know of yet is news once more."""
    for table in ("lead_files", "effort_files"):
        op.add_column(table, sa.Column("said", sa.String(16)))
