"""The database: SQLite beside the workspace, PostgreSQL when outgrown. One file a table group."""

# Each adds its tables to METADATA, which is whole only when all of them have been imported.
from pipeline.edges.database import care_tables as care_tables
from pipeline.edges.database import letter_tables as letter_tables
from pipeline.edges.database import theme_tables as theme_tables
