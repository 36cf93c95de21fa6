"""What the report's template sees: finished words, numbers and drawings, frozen. `kind` names a block's template."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

from pipeline.demand.advice import Advice
from pipeline.demand.judgements import Judgement

Shape = Literal["dot", "ring", "band", "tick", "dash", "bar"]


@dataclass(frozen=True, slots=True)
class Key:
    """An entry of a legend: how a thing looks in the chart, and what it is. `role` is a colour token."""

    shape: Shape
    role: str
    text: str


@dataclass(frozen=True, slots=True)
class Chart:
    """One drawing as SVG: for phones, and for wide screens where it has another form; `heading` may be empty."""

    narrow: str = field(repr=False)
    wide: str = field(default="", repr=False)
    heading: str = ""


@dataclass(frozen=True, slots=True)
class Figure:
    """Charts side by side, with the legend that they share."""

    charts: tuple[Chart, ...]
    legend: tuple[Key, ...]
    note: str = ""
    kind: str = "figure"


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a table."""

    name: str
    numeric: bool = True


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell; `heat` is how dark it stands, in percent."""

    text: str
    heat: int = 0


@dataclass(frozen=True, slots=True)
class Row:
    """A row of a table: its head, its cells, and a remark that makes it stand out; `apart` is beside the others."""

    head: str
    cells: tuple[Cell, ...]
    remark: str = ""
    apart: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """A table; a folded one opens under `caption`. The first column holds the heads of the rows."""

    caption: str
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    folded: bool = True
    kind: str = "table"


@dataclass(frozen=True, slots=True)
class Card:
    """A theme with its verdicts."""

    theme: str
    facts: tuple[str, ...]
    judgements: tuple[Judgement, ...]


@dataclass(frozen=True, slots=True)
class Cards:
    """Verdicts, theme by theme."""

    cards: tuple[Card, ...]
    kind: str = "cards"


@dataclass(frozen=True, slots=True)
class Crowd:
    """The number of leads or sales of one kind; each is drawn as a dot where there are not too many."""

    text: str
    count: int
    shape: Shape


@dataclass(frozen=True, slots=True)
class Crowds:
    """Leads or sales by kind, counted one by one; `name` is for those who do not see them."""

    name: str
    crowds: tuple[Crowd, ...]
    kind: str = "crowds"


@dataclass(frozen=True, slots=True)
class Steps:
    """Things to do, under a heading."""

    heading: str
    steps: tuple[Advice, ...]
    kind: str = "steps"


@dataclass(frozen=True, slots=True)
class Remarks:
    """Sentences below a chart."""

    texts: tuple[str, ...]
    kind: str = "remarks"


Block = Figure | Table | Cards | Crowds | Steps | Remarks


@dataclass(frozen=True, slots=True)
class Section:
    """A question of the report with its answer: one sentence, then what it rests on."""

    id: str
    title: str
    conclusion: str
    blocks: tuple[Block, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class PageView:
    """The whole page. `statement` is the headline sentence by sentence."""

    title: str
    direction: str
    period: str
    as_of: str
    statement: tuple[str, ...]
    facts: tuple[str, ...]
    sections: tuple[Section, ...]
    notes: tuple[str, ...]
