"""A plan is a value: what would be written. A run carries it out, or only shows it."""

from __future__ import annotations

from collections.abc import Mapping

Plan = Mapping[str, bytes]
"""Path below the output folder, with forward slashes → content of the file."""
