"""The database: SQLite beside the workspace, PostgreSQL when outgrown. One file a table group."""
