"""A measured share beside the one that the method gives, and whether they agree."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from math import sqrt

NEVER_BY = 12


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """One number of the table, or several of which the method gives the range.

    `measured` and the ends of `said` are shares; `runs` is what each share rests on. `months` marks a median month.
    """

    row: str
    column: str
    measured: tuple[float, ...]
    said: tuple[float, float] | None
    runs: int
    months: bool = False

    @property
    def agrees(self) -> bool:
        """Within 3·√(p(1−p)/N) + .01 of what the method says; a median within one month."""
        if self.said is None:
            return True
        low, high = self.said
        return all(low - self._slack(p) <= p <= high + self._slack(p) for p in self.measured)

    @property
    def shown(self) -> str:
        """What was measured."""
        return self._text(min(self.measured), max(self.measured))

    @property
    def shown_said(self) -> str:
        """What the method says."""
        if self.said is None:
            return ""
        if self.said[0] == 0.0 < self.said[1] and len(self.measured) > 1:
            return f"≤ {self._number(self.said[1])}"
        return self._text(*self.said)

    def _slack(self, p: float) -> float:
        return 1.0 if self.months else 3.0 * sqrt(p * (1.0 - p) / self.runs) + 0.01

    def _text(self, low: float, high: float) -> str:
        return self._number(low) if low == high else f"{self._number(low)}–{self._number(high)}"

    def _number(self, value: float) -> str:
        if self.months:
            return "–" if value > NEVER_BY else f"{value:.0f}"
        percent = 100.0 * value
        return f"{percent:.1f}" if percent < 20.0 and percent != round(percent) else f"{percent:.0f}"


def table(figures: Iterable[Figure]) -> str:
    """Rows × columns as Markdown: measured, the method's figure in brackets, ✗ where they do not agree."""
    cells = {(figure.row, figure.column): figure for figure in figures}
    columns = list(dict.fromkeys(column for _, column in cells))
    rows = list(dict.fromkeys(row for row, _ in cells))
    lines = [["", *columns], *([row, *(_cell(cells.get((row, column))) for column in columns)] for row in rows)]
    return _aligned(lines)


def disagreeing(figures: Iterable[Figure]) -> list[str]:
    """The figures that lie outside of the tolerance, a line each."""
    return [f"{f.row} ({f.column}): {f.shown}, not {f.shown_said}" for f in figures if not f.agrees]


def _cell(figure: Figure | None) -> str:
    if figure is None:
        return ""
    said = f" ({figure.shown_said})" if figure.said else ""
    return f"{figure.shown}{said}{'' if figure.agrees else ' ✗'}"


def _aligned(lines: Sequence[Sequence[str]]) -> str:
    widths = [max(len(line[place]) for line in lines) for place in range(len(lines[0]))]
    rule = ["-" * width for width in widths]
    return "\n".join(
        "| " + " | ".join(cell.ljust(width) for cell, width in zip(line, widths, strict=True)) + " |"
        for line in (lines[0], rule, *lines[1:])
    )
