"""Which themes draw clients: counts and exposures in, rates, verdicts and costs out. Pure."""
