"""Charts: accessible, in the page's colours, legible on a phone, the same bytes every time."""

from __future__ import annotations

import re
from collections.abc import Callable
from xml.etree import ElementTree

import pytest
from altair.utils.schemapi import SchemaValidationError, debug_mode

from pipeline.demand import charts, marks, svg
from pipeline.demand.charts import Estimate, History, Share
from pipeline.demand.interval import Interval
from pipeline.demand.marks import Mark
from pipeline.demand.svg import Label

LABEL = Label("chart", "Shares <of> hours & leads", "Performance: 73 %, 0 leads.")
SHARES = (
    Share(name="Performance", note="190 h, 0 leads", hours=0.73, views=0.85, leads=0.0),
    Share(name="A theme with a name that is far too long for its line", note="20 h", hours=0.08, views=None, leads=0.5),
    Share(name="Unknown", note="", hours=None, views=None, leads=None),
)
ESTIMATES = (
    Estimate(
        name="Architecture", verdict="clear: more", tone="more", solid=True, rate=Interval(12.9, 4.7, 28.8), said="12.9"
    ),
    Estimate(
        name="Performance", verdict="leaning: less", tone="less", solid=False, rate=Interval(0.3, 0, 1.8), said="0.3"
    ),
    Estimate(name="<b>&amp;", verdict="untested", tone="open", solid=False, rate=None, said="–"),
)
HISTORY = (
    History(name="Performance", note="7 posts", bands=((0, 180),), posts=(7, 19), qualified=(), won=()),
    History(name="Architecture", note="4 clients", bands=(), posts=(), qualified=(30, 60), won=(47.0, 77.0)),
)
BRIEF = (History(name="Now", note="", bands=((0, 0),), posts=(1,), qualified=(0,), won=(1,)),)
MONTHS = (Mark(0, "Jan"), Mark(31, "Feb"))


def percent(share: float) -> str:
    """A share in words."""
    return f"{100 * share:.0f} %"


DRAWINGS: dict[str, Callable[[], str]] = {
    "shares on a phone": lambda: charts.shares(SHARES, LABEL, percent, wide=False),
    "shares on a desk": lambda: charts.shares(SHARES, LABEL, percent, wide=True),
    "rates": lambda: charts.rates(ESTIMATES, LABEL, str),
    "rates with break-even": lambda: charts.rates(ESTIMATES, LABEL, str, Mark(20.0, "break-even")),
    "rates of nothing": lambda: charts.rates((), LABEL, str),
    "time line on a phone": lambda: charts.timeline(HISTORY, MONTHS, 180, LABEL, wide=False),
    "time line on a desk": lambda: charts.timeline(HISTORY, MONTHS, 180, LABEL, wide=True),
    "time line of a day": lambda: charts.timeline(BRIEF, (), 1, LABEL, wide=False),
}
drawings = pytest.mark.parametrize("draw", DRAWINGS.values(), ids=DRAWINGS)


@drawings
def test_a_chart_is_an_image_with_a_name_and_a_description(draw: Callable[[], str]) -> None:
    root = ElementTree.fromstring(draw())
    title, description = root.find("title"), root.find("desc")
    assert title is not None
    assert description is not None
    assert root.get("role") == "img"
    assert root.get("aria-labelledby") == f"{title.get('id')} {description.get('id')}"
    assert (title.text, description.text) == (LABEL.name, LABEL.description)


@drawings
def test_a_chart_takes_all_colours_from_the_page(draw: Callable[[], str]) -> None:
    colours = {
        found
        for name in ("fill", "stroke")
        for found in re.findall(rf' {name}="([^"]*)"', draw())
        if found not in ("none", "transparent")
    }
    assert all(re.fullmatch(r"var\(--[a-z]+\)", found) for found in colours), colours
    assert {found[6:-1] for found in colours} <= set(svg.ROLES)


@drawings
def test_a_chart_is_drawn_the_same_every_time(draw: Callable[[], str]) -> None:
    assert draw() == draw()


@drawings
def test_a_chart_asks_for_nothing_and_names_no_font(draw: Callable[[], str]) -> None:
    found = draw()
    assert "http" not in found
    assert "font-family" not in found
    assert "NaN" not in found


@drawings
def test_words_are_at_least_eleven_pixels_high_on_a_phone_360_wide(draw: Callable[[], str]) -> None:
    """Margins leave 319 px; a wide drawing is never shown below 46rem."""
    root = ElementTree.fromstring(draw())
    width = float(root.get("viewBox", "").split()[2])
    scale = 319 / width if width < 500 else 1.0
    sizes = [float(text.get("font-size", "0").removesuffix("px")) for text in root.iter("text")]
    assert all(size * scale >= 11 for size in sizes), (sizes, scale)


@drawings
def test_no_mark_leaves_the_drawing(draw: Callable[[], str]) -> None:
    root = ElementTree.fromstring(draw())
    width, height = (float(part) for part in root.get("viewBox", "").split()[2:])
    for element in root.iter():
        for x, y in re.findall(r"translate\((-?[\d.]+),(-?[\d.]+)\)", element.get("transform", "")):
            assert -1 <= float(x) <= width + 1
            assert -1 <= float(y) <= height + 1


def test_the_words_of_the_smaller_share_stand_before_it_and_of_the_greater_after_it() -> None:
    root = ElementTree.fromstring(charts.shares(SHARES[:1], LABEL, percent, wide=False))
    anchors = {text.text: text.get("text-anchor") for text in root.iter("text")}
    assert anchors["73 %"] == "start"
    assert [text.get("text-anchor") for text in root.iter("text") if text.text == "0 %"] == ["middle", "end"]


def test_what_is_clear_is_filled_and_what_leans_is_hollow() -> None:
    drawn = charts.rates(ESTIMATES[:2], LABEL, str)
    fills = re.findall(r'<path[^>]* fill="([^"]*)" stroke="([^"]*)"', drawn)
    assert fills == [("var(--accent)", "var(--accent)"), ("var(--ground)", "var(--mark)")]


def test_one_interval_without_end_does_not_squeeze_the_others() -> None:
    wild = Estimate(name="wild", verdict="", tone="open", solid=False, rate=Interval(1, 0, 1000), said="")
    root = ElementTree.fromstring(charts.rates((wild,), LABEL, str))
    words = [text.text for text in root.iter("text")]
    assert "6.0" in words or "5.0" in words
    assert "1000.0" not in words


@pytest.mark.parametrize(
    ("reach", "expected"),
    [(28.8, [0, 10, 20]), (0.76, [0, 0.2, 0.4, 0.6]), (1, [0, 0.25, 0.5, 0.75, 1]), (0.016, [0, 0.005, 0.01, 0.015])],
)
def test_ticks_are_round_numbers(reach: float, expected: list[float]) -> None:
    assert marks.ticks(reach) == pytest.approx(expected)


def test_a_colour_that_no_page_defines_is_refused() -> None:
    with pytest.raises(KeyError):
        svg.colour("pink")


def test_every_kind_of_mark_is_as_the_schema_of_vega_lite_has_it() -> None:
    """Charts are drawn without this check: it takes as long as the rest."""
    plot = marks.Plot(marks.Layout(width=340, left=42, right=298, pitch=52, above=True, letters=30), 1.0, 1)
    line: list[marks.Datum] = [{"x": 0.1, "x2": 0.4, "y": 3, "y2": 9, "stroke": svg.colour("mark")}]
    said: list[marks.Datum] = [{"x": 0.1, "px": 3, "y": 3, "said": "7 %", "fill": svg.colour("text")}]
    chart = marks.layered(
        [
            *marks.axis([Mark(0, "0"), Mark(1, "1")], plot),
            *marks.names([("Performance", "190 h", "muted")], plot),
            marks.rules(line, plot, width=2, opacity=0.4),
            marks.strokes(line, plot, width=1.5, role="text", dash=(4, 3)),
            marks.dots(line, plot, size=80),
            marks.dots(line, plot, size=36, role="muted", hollow=True),
            marks.words_beside(said, plot, "right", -12),
            marks.words([], "left"),
        ]
    )
    with debug_mode(True):
        assert len(chart.to_dict(validate=True)["layer"]) == 10
    chart.layer[0].mark.type = "line of no kind"
    with debug_mode(True), pytest.raises(SchemaValidationError):
        chart.to_dict(validate=True)


def test_the_line_of_break_even_runs_through_no_name() -> None:
    """Names stand above their marks; the line is drawn beside the marks alone."""
    drawn = charts.rates(ESTIMATES, LABEL, str, Mark(20.0, "break-even"))
    root = ElementTree.fromstring(drawn)
    texts = {text.text: _height(text) for text in root.iter("text") if text.text}
    names = [texts[name] for name in ("Architecture", "Performance")]
    dashes = [line for line in root.iter("line") if line.get("stroke-dasharray")]
    assert len(dashes) == len(ESTIMATES)
    for line in dashes:
        top, length = _height(line), float(line.get("y2", "0"))
        low, high = sorted((top, top + length))
        assert not any(low <= name + 4 and name - 11 <= high for name in names)  # from its feet to its capitals


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("Softwarearchitekturberatung für Banken", "Softwarearchitekturberatu…"),
        ("A theme with a name that is far too long", "A theme with a name that…"),
        ("Performance", "Performance"),
    ],
)
def test_a_name_that_is_too_long_keeps_its_beginning(name: str, shown: str) -> None:
    row = History(name=name, note="0 posts, 0 clients", bands=(), posts=(), qualified=(), won=())
    assert f">{shown}<" in charts.timeline((row,), MONTHS, 180, LABEL, wide=False)


def test_what_stands_beside_the_last_share_stays_on_a_phone() -> None:
    """12 px of Arial: a digit and a sign of percent take 6.7 and 10.7 px, and bold a little more."""
    row = Share(name="All", note="", hours=1.0, views=None, leads=None)
    root = ElementTree.fromstring(charts.shares((row,), LABEL, percent, wide=False))
    (said,) = [text for text in root.iter("text") if text.text == "100 %" and text.get("font-weight") == "600"]
    at = re.search(r"translate\(([-0-9.]+),", said.get("transform", ""))
    assert at
    assert float(at[1]) + 38 <= 340


def _height(element: ElementTree.Element) -> float:
    found = re.search(r"translate\([-0-9.]+,([-0-9.]+)\)", element.get("transform", ""))
    assert found
    return float(found[1])
