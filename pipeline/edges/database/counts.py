"""What saving came to."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Counts:
    """How many items were new, were changed, and stood there already."""

    added: int = 0
    updated: int = 0
    unchanged: int = 0

    def __add__(self, other: Counts) -> Counts:
        return Counts(self.added + other.added, self.updated + other.updated, self.unchanged + other.unchanged)


ADDED = Counts(added=1)
UPDATED = Counts(updated=1)
UNCHANGED = Counts(unchanged=1)
