"""What the charts are put together from: where a row stands, and layers of marks on it, as Altair draws them.

Data fields: x and x2 in the units of the axis, px, y and y2 in CSS pixels, `said` in words, fill and stroke as
`svg.colour` gives them.
"""

from __future__ import annotations

import textwrap
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from math import floor, log10
from typing import TYPE_CHECKING, Any, Literal, TypeVar

from pipeline.demand.svg import Size, colour

if TYPE_CHECKING:
    import altair

Datum = Mapping[str, object]
Layer = Any
"""A layer of an Altair chart, or None where there is nothing to draw."""

Side = Literal["left", "center", "right"]
Row = TypeVar("Row")

_LINE_HEIGHT = 15
_FOOT = 20


@dataclass(frozen=True, slots=True, kw_only=True)
class Layout:
    """Where things stand: the plot from `left` to `right`, a row every `pitch`, names `above` it or beside it.

    `letters` is how many of a name fit into a line.
    """

    width: int
    left: int
    right: int
    pitch: int
    above: bool
    letters: int


@dataclass(frozen=True, slots=True)
class Mark:
    """A place on the axis, and what stands there."""

    at: float
    said: str


@dataclass(frozen=True, slots=True)
class Plot:
    """A layout with its axis, from 0 to `reach`, and as many rows as it has; `head` keeps room above them."""

    layout: Layout
    reach: float
    rows: int
    head: int = 0

    @property
    def size(self) -> Size:
        """What it takes in all."""
        return Size(self.layout.width, self.bottom + _FOOT)

    @property
    def bottom(self) -> int:
        """Where the rows end and the words of the axis begin."""
        return self.head + self.rows * self.layout.pitch

    def placed(self, rows: Sequence[Row]) -> Iterator[tuple[Row, float]]:
        """Each row with the height at which its marks stand."""
        within = 34 if self.layout.above else self.layout.pitch / 2
        for place, row in enumerate(rows):
            yield row, self.head + place * self.layout.pitch + within

    def x(self) -> Any:
        """The axis as an encoding."""
        altair = _altair()
        scale = altair.Scale(domain=[0, self.reach], range=[self.layout.left, self.layout.right], nice=False)
        return altair.X("x", type="quantitative", scale=scale, axis=None)


def layered(layers: Iterable[Layer]) -> altair.LayerChart:
    """The layers as one chart, the first at the back."""
    chart: altair.LayerChart = _altair().LayerChart(layer=[layer for layer in layers if layer is not None])
    return chart


def rules(data: Sequence[Datum], plot: Plot, *, width: float, role: str = "", opacity: float = 1.0) -> Layer:
    """Lines across, from x to x2; without a role each has its own stroke."""
    altair = _altair()
    x2 = altair.X2("x2")
    return _layer(data, "rule", _stroked(role, strokeWidth=width, opacity=opacity), x=plot.x(), x2=x2, y=_y())


def strokes(data: Sequence[Datum], plot: Plot, *, width: float, role: str, dash: Sequence[int] = ()) -> Layer:
    """Lines down, from y to y2."""
    altair = _altair()
    style = _stroked(role, strokeWidth=width, **({"strokeDash": list(dash)} if dash else {}))
    return _layer(data, "rule", style, x=plot.x(), y=_y(), y2=altair.Y2("y2"))


def dots(data: Sequence[Datum], plot: Plot, *, size: float, role: str = "", hollow: bool = False) -> Layer:
    """Circles of so many square pixels; without a role each has its own fill and stroke."""
    style: dict[str, Any] = {"shape": "circle", "size": size, "strokeWidth": 1.5 if size < 50 else 2, "opacity": 1}
    if role:
        style |= {"fill": colour("ground" if hollow else role), "stroke": colour(role)}
    return _layer(data, "point", style, x=plot.x(), y=_y())


def words(data: Sequence[Datum], align: Side, *, size: float = 12, bold: bool = False) -> Layer:
    """Text at a pixel: `said` at px, in the datum's own fill."""
    altair = _altair()
    px = altair.X("px", type="quantitative", scale=None, axis=None)
    return _text(data, {"align": align, "fontSize": size, "fontWeight": 600 if bold else 400}, px)


def words_beside(data: Sequence[Datum], plot: Plot, align: Side, shift: float) -> Layer:
    """Text beside a place on the axis: `said` at x, so many pixels off."""
    return _text(data, {"align": align, "dx": shift, "fontSize": 12, "fontWeight": 600}, plot.x())


def axis(marks: Sequence[Mark], plot: Plot) -> list[Layer]:
    """Hair lines at the marks, and their words below."""
    lines: list[Datum] = [{"x": mark.at, "y": plot.head, "y2": plot.bottom} for mark in marks]
    said: list[Datum] = [
        {"x": mark.at, "y": plot.bottom + 12, "said": mark.said, "fill": colour("muted")} for mark in marks
    ]
    at_edge = plot.layout.left < 10  # no room before the plot: the first words begin at its edge
    style = {"fontSize": 12, "fontWeight": 400}
    return [
        strokes(lines, plot, width=1, role="line"),
        _text(said[:1], {**style, "align": "left" if at_edge else "center"}, plot.x()),
        _text(said[1:], {**style, "align": "center"}, plot.x()),
    ]


def names(rows: Sequence[tuple[str, str, str]], plot: Plot) -> list[Layer]:
    """The names of the rows, and a note to each, given with its colour's role: (name, note, role)."""
    layout = plot.layout
    short = _told_apart([name for name, _, _ in rows], layout.letters)
    heads: list[Datum] = []
    notes: list[Datum] = []
    for (name, note, role), y in plot.placed(rows):
        lines = textwrap.wrap(name, layout.letters) or [""]
        if layout.above or len(lines) > 2:
            lines = [short[name]]
        top = y - 22 if layout.above else y - (len(lines) - 1) * _LINE_HEIGHT / 2
        heads += [
            {"px": 0, "y": top + place * _LINE_HEIGHT, "said": line, "fill": colour("text")}
            for place, line in enumerate(lines)
        ]
        notes.append({"px": layout.width, "y": top if layout.above else y, "said": note, "fill": colour(role)})
    return [words(heads, "left", size=13, bold=True), words(notes, "right")]


def _told_apart(names: Sequence[str], letters: int) -> Mapping[str, str]:
    """Each name as it fits into a line: its beginning, but where two begin alike, their ends as well."""
    short = {name: _shortened(name, letters) for name in names}
    counted = Counter(short.values())
    head = letters // 2
    return {
        name: said if counted[said] == 1 else f"{name[:head].rstrip()}…{name[head + 1 - letters :].lstrip()}"
        for name, said in short.items()
    }


def _shortened(name: str, letters: int) -> str:
    """As many whole words as fit, or the beginning of the first one."""
    if len(name) <= letters:
        return name
    whole = textwrap.shorten(name, letters, placeholder="…")
    return whole if len(whole) > letters / 2 else f"{name[: letters - 1].rstrip()}…"


def ticks(reach: float) -> list[float]:
    """Round numbers from 0 up to `reach`, four or five of them."""
    rough = reach / 4
    power = 10.0 ** floor(log10(rough))
    step = next(power * factor for factor in (1, 2, 2.5, 5, 10) if power * factor >= rough * 0.999)
    return [step * place for place in range(int(reach / step * 1.001) + 1)]


@cache
def _altair() -> Any:
    """The library, without the check of each piece against Vega-Lite's schema: half of the time of drawing a page.

    The tests check whole charts against it.
    """
    import altair
    from altair.utils import schemapi

    schemapi.disable_debug_mode()
    return altair


def _y() -> Any:
    altair = _altair()
    return altair.Y("y", type="quantitative", scale=None, axis=None)


def _stroked(role: str, **style: Any) -> dict[str, Any]:
    return {**style, **({"color": colour(role)} if role else {})}


def _text(data: Sequence[Datum], style: Mapping[str, Any], x: Any) -> Layer:
    altair = _altair()
    said = altair.Text("said", type="nominal")
    return _layer(data, "text", {**style, "baseline": "middle", "limit": 0}, x=x, y=_y(), text=said)


def _layer(data: Sequence[Datum], kind: str, style: Mapping[str, Any], **encoding: Any) -> Layer:
    """Marks of one kind on their own data; colours that stand in the data are taken as they are."""
    altair = _altair()
    if not data:
        return None
    if "fill" in data[0]:
        encoding["fill"] = altair.Fill("fill", type="nominal", scale=None)
    if "stroke" in data[0]:
        encoding["stroke"] = altair.Stroke("stroke", type="nominal", scale=None)
    chart = altair.Chart(altair.InlineData(values=[dict(datum) for datum in data]))
    return getattr(chart, f"mark_{kind}")(**style).encode(**encoding)
