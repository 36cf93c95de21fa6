"""The database: SQLite beside the workspace, PostgreSQL when outgrown. One file a table group."""

# The metadata is whole only when every file of tables has been read.
from pipeline.edges.database import care_tables as care_tables
from pipeline.edges.database import letter_tables as letter_tables
from pipeline.edges.database import theme_tables as theme_tables
