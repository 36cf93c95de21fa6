"""What several sections of the page need: an empty section that says why, tables, and the order of themes."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from pipeline.demand import advice
from pipeline.demand.advice import Advice
from pipeline.demand.msgids import _
from pipeline.demand.page.views import Block, Cell, Column, Row, Section, Steps, Table
from pipeline.demand.report import Report
from pipeline.demand.rows import ThemeRow
from pipeline.demand.wording import USUAL, Speech

THEME = _("Theme")
WHAT_FILLS_IT = _("What fills this section")
SEE_NUMBERS = _("The numbers behind it")
NOTHING = "–"


def empty(id_: str, title: str, gaps: Iterable[str], report: Report, speech: Speech) -> Section:
    """A section that has nothing to show: why, and which import fills it."""
    found = [advice.gap(name, report, speech) for name in gaps]
    blocks = filled_by([gap.command for gap in found if gap.command], speech)
    return Section(id_, speech.say(title), " ".join(gap.text for gap in found), blocks)


def filled_by(commands: Sequence[str], speech: Speech) -> tuple[Block, ...]:
    """The commands that bring what a section has nothing of; no block without one."""
    return (Steps(speech.say(WHAT_FILLS_IT), tuple(Advice("", command) for command in commands)),) if commands else ()


def missing(report: Report, names: Iterable[str], otherwise: str) -> list[str]:
    """Which of `names` are gaps of the report; where none is, `otherwise` says what is wrong."""
    return [name for name in names if name in report.gaps] or [otherwise]


def folded(names: Sequence[str], rows: Iterable[Sequence[str]], speech: Speech, *, numeric: bool = True) -> Table:
    """A table of what stands behind a chart; the first column holds the heads of the rows."""
    return Table(
        caption=speech.say(SEE_NUMBERS),
        columns=columns(names, speech, words=1 if numeric else len(names)),
        rows=tuple(row(head, cells) for head, *cells in rows),
    )


def unfolded(caption: str, names: Sequence[str], rows: Iterable[Row], speech: Speech, *, words: int = 1) -> Table:
    """A table that is seen at once; its first columns hold words, the others numbers."""
    return Table(
        caption=speech.say(caption), columns=columns(names, speech, words=words), rows=tuple(rows), folded=False
    )


def matrix(caption: str, corner: str, heads: Iterable[str], rows: Iterable[tuple[str, Iterable[Cell]]]) -> Table:
    """Counts by two things at once, all of whose words are said already; its cells are `shaded`."""
    return Table(
        caption=caption,
        columns=(Column(corner, numeric=False), *map(Column, heads)),
        rows=tuple(Row(head, tuple(cells)) for head, cells in rows),
        folded=False,
        kind="matrix",
    )


def shaded(leads: float, most: float, speech: Speech) -> Cell:
    """A number of leads: the darker, the more of `most` they are."""
    return Cell(speech.number(leads, 2) if leads else "·", round(45 * leads / most))


def columns(names: Iterable[str], speech: Speech, *, words: int = 1) -> tuple[Column, ...]:
    """The heads of columns: so many of words, then those of numbers."""
    return tuple(Column(speech.say(name), numeric=place >= words) for place, name in enumerate(names))


def row(head: str, cells: Iterable[str], remark: str = "", *, apart: bool = False) -> Row:
    """A row of plain texts."""
    return Row(head, tuple(Cell(text) for text in cells), remark, apart)


def channel(id_: str, speech: Speech) -> str:
    """A channel as the head of a row."""
    return begun(speech.channel(id_)) if id_ in USUAL else speech.channel(id_)


def begun(name: str) -> str:
    """With a capital, as where it begins a line: "dansk" → "Dansk"."""
    return name[:1].upper() + name[1:]


def by_demand(report: Report) -> tuple[ThemeRow, ...]:
    """The themes, the one that draws most first: by the calendar, then by the hour."""

    def order(row: ThemeRow) -> tuple[float, float]:
        month, hour = row.rates["per_month"], row.rates["per_100_hours"]
        return (-(month.median if month else 0.0), -(hour.median if hour else 0.0))

    return tuple(sorted(report.themes, key=order))
