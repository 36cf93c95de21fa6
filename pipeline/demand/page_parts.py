"""What several sections of the page need: an empty section that says why, tables, and the order of themes."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from pipeline.demand import advice
from pipeline.demand.advice import Advice
from pipeline.demand.page_views import Block, Cell, Column, Row, Section, Steps, Table
from pipeline.demand.report import Report
from pipeline.demand.rows import ThemeRow
from pipeline.demand.wording import Speech


def _(message: str) -> str:
    """Marks a msgid for the extraction."""
    return message


THEME = _("Theme")
WHAT_FILLS_IT = _("What fills this section")
SEE_NUMBERS = _("The numbers behind it")
NOTHING = "–"


def empty(id_: str, title: str, gaps: Iterable[str], speech: Speech) -> Section:
    """A section that has nothing to show: why, and which import fills it."""
    found = [advice.gap(name, speech) for name in gaps]
    commands = tuple(Advice("", gap.command) for gap in found if gap.command)
    blocks: tuple[Block, ...] = (Steps(speech.say(WHAT_FILLS_IT), commands),) if commands else ()
    return Section(id_, speech.say(title), " ".join(gap.text for gap in found), blocks)


def missing(report: Report, names: Iterable[str], otherwise: str) -> list[str]:
    """Which of `names` are gaps of the report; where none is, `otherwise` says what is wrong."""
    return [name for name in names if name in report.gaps] or [otherwise]


def table(columns: Sequence[str], rows: Iterable[Sequence[str]], speech: Speech, *, numeric: bool = True) -> Table:
    """A folded table of what stands behind a chart; the first column holds the names."""
    first, *rest = (speech.say(column) for column in columns)
    return Table(
        caption=speech.say(SEE_NUMBERS),
        columns=(Column(first, numeric=False), *(Column(name, numeric) for name in rest)),
        rows=tuple(Row(head, tuple(Cell(text) for text in cells)) for head, *cells in rows),
    )


def begun(name: str) -> str:
    """With a capital, as where it begins a line: "dansk" → "Dansk"."""
    return name[:1].upper() + name[1:]


def by_demand(report: Report) -> tuple[ThemeRow, ...]:
    """The themes, the one that draws most first: by the calendar, then by the hour."""

    def order(row: ThemeRow) -> tuple[float, float]:
        month, hour = row.rates["per_month"], row.rates["per_100_hours"]
        return (-(month.median if month else 0.0), -(hour.median if hour else 0.0))

    return tuple(sorted(report.themes, key=order))
