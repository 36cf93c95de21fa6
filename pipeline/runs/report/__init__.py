"""The report of a workspace: its facts, the engine that joins them, what it would say without hindsight."""
