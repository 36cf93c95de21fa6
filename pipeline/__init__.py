"""Leitmotiv: which topics draw clients, and which only take time."""

__version__ = "0.1.0"
