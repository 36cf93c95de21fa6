"""An estimate with its uncertainty, as the report prints it."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Interval:
    """The 50 %, 5 % and 95 % quantiles: the middle and the two ends of a 90 % interval."""

    median: float
    low: float
    high: float

    def times(self, factor: float) -> Interval:
        """So many times as much."""
        return Interval(self.median * factor, self.low * factor, self.high * factor)
