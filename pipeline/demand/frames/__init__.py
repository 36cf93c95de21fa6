"""Touches, leads and tags as Narwhals expressions: the same ones on DuckDB and on Spark, for any number of rows."""
