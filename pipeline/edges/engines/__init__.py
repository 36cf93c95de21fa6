"""Where frames are computed: DuckDB inside this process, or Spark on as many machines as there are."""
