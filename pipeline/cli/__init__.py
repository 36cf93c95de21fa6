"""Click: one file a command group; parse, call one run, say one sentence; the only error boundary."""
