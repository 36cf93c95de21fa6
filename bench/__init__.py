"""Programs that measure: the operating characteristics of the verdicts, and speed at scale."""
