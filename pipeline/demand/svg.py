"""An Altair chart as SVG text for a page: accessible, in the page's own colours, the same bytes every time.

Charts are laid out in pixels and colours are given as roles, so that no font of the machine moves anything and
light, dark and print each bring their own palette: `fill="var(--accent)"`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from html import escape
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import altair

ROLES = ("text", "muted", "line", "edge", "ground", "accent", "mark")
"""Design tokens that a chart may be drawn in; the page defines a custom property for each."""

_CODE = {role: f"#0000{place:02x}" for place, role in enumerate(ROLES, 1)}
_ROLE = {code: role for role, code in _CODE.items()}
_COLOUR = re.compile(r'"(#0000[0-9a-f]{2})"')
_ROOT = re.compile(r"<svg[^>]*>")
_NOISE = re.compile(r' (?:class|role|aria-[a-z]+|font-family|stroke-miterlimit)="[^"]*"')
_SCHEMA = "https://vega.github.io/schema/vega-lite/v6.json"
_EMPTY = re.compile(r'<path[^>]* d="(?:M0,0h[^"]*)?"[^>]*/>')


@dataclass(frozen=True, slots=True)
class Label:
    """What a chart is called and what it shows, for those who do not see it; `id` is unique on the page."""

    id: str
    name: str
    description: str


@dataclass(frozen=True, slots=True)
class Size:
    """Width and height in CSS pixels at which a text of 12 px is one of 12 px."""

    width: int
    height: int


def colour(role: str) -> str:
    """What to write for a role in a chart; KeyError for one that no page defines."""
    return _CODE[role]


def load() -> None:
    """Loads what draws, and starts its engine: most of a second, which the first chart would take otherwise."""
    import altair  # noqa: F401
    import vl_convert

    vl_convert.vegalite_to_svg({"$schema": _SCHEMA, "data": {"values": []}, "mark": "point"})


def drawn(chart: altair.LayerChart, size: Size, label: Label) -> str:
    """The chart as an `<svg>` element for an HTML page, without a network, a clock or a font of this machine."""
    import vl_convert

    specification: dict[str, Any] = chart.to_dict(validate=False)
    specification.update(
        width=size.width,
        height=size.height,
        padding=0,
        autosize={"type": "none"},
        config={"aria": False, "background": None, "view": {"stroke": None}},
    )
    return _for_page(vl_convert.vegalite_to_svg(specification), size, label)


def _for_page(text: str, size: Size, label: Label) -> str:
    inside = _ROOT.sub("", _EMPTY.sub("", text), count=1)
    inside = _COLOUR.sub(lambda found: f'"var(--{_ROLE[found[1]]})"', _NOISE.sub("", inside))
    title, description = f"{label.id}-name", f"{label.id}-description"
    return (
        f'<svg role="img" aria-labelledby="{title} {description}" viewBox="0 0 {size.width} {size.height}">'
        f'<title id="{title}">{escape(label.name)}</title>'
        f'<desc id="{description}">{escape(label.description)}</desc>'
        f"{inside.strip()}"
    )
