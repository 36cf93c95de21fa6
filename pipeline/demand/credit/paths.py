"""The path table: which channels people met, in which order, and how many of them became a conversion."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from math import fsum

SEPARATOR = " > "
"""What stands between the channels of a written path."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Path:
    """One row: journeys that met these channels in this order, the oldest touch first.

    `conversions` and `nulls` count the journeys that converted and that did not; `value` is what all conversions
    brought. `ages_days`: days from each touch to the end of the journey, negative for a touch after it; None where
    they are not known.
    """

    channels: tuple[str, ...]
    conversions: float
    value: float = 0.0
    nulls: float = 0.0
    ages_days: tuple[float, ...] | None = None

    def __post_init__(self) -> None:
        if self.ages_days is not None and len(self.ages_days) != len(self.channels):
            raise ValueError("a path has one age a touch, or none at all")


PathTable = tuple[Path, ...]


def within(table: Iterable[Path], look_back_days: float | None) -> PathTable:
    """The table without touches after the conversion or older than the look-back window (None: as old as they like).

    A touch exactly as old as the window stays. Paths without ages stay as they are.
    """
    return tuple(_within(path, look_back_days) for path in table)


def channels(table: Iterable[Path]) -> tuple[str, ...]:
    """All channels of the table, by name."""
    return tuple(sorted({channel for path in table for channel in path.channels}))


def conversions(table: Iterable[Path]) -> float:
    """All conversions of the table."""
    return fsum(path.conversions for path in table)


def have_ages(table: Iterable[Path]) -> bool:
    """Whether the age of every touch is known."""
    return all(path.ages_days is not None for path in table)


def _within(path: Path, look_back_days: float | None) -> Path:
    if path.ages_days is None:
        return path
    kept = [
        (channel, age)
        for channel, age in zip(path.channels, path.ages_days, strict=True)
        if age >= 0.0 and (look_back_days is None or age <= look_back_days)
    ]
    return replace(path, channels=tuple(channel for channel, _ in kept), ages_days=tuple(age for _, age in kept))
