"""Frozen nouns and the config: what every other floor speaks in."""
