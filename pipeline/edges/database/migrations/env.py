"""Alembic runs this file when it upgrades; the connection, and its transaction, come from the caller."""

from __future__ import annotations

from alembic import context

from pipeline.edges.database.tables import METADATA

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=METADATA,
    render_as_batch=True,  # SQLite alters a table by building it anew
)
with context.begin_transaction():
    context.run_migrations()
