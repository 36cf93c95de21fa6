"""How large a drawing (SVG) says it is, in CSS pixels."""

from __future__ import annotations

import math
import re
from collections.abc import Mapping
from xml.parsers import expat

_LENGTH = re.compile(
    r"\s*\+?((?:[0-9]+(?:\.[0-9]+)?|\.[0-9]+)(?:e[+-]?[0-9]+)?)(px|in|cm|mm|q|pt|pc|em|rem|ex)?\s*", re.IGNORECASE
)
_PIXELS = {
    "px": 1.0,
    "in": 96.0,
    "cm": 96 / 2.54,
    "mm": 96 / 25.4,
    "q": 96 / 101.6,
    "pt": 96 / 72,
    "pc": 16.0,
    "em": 16.0,
    "rem": 16.0,
    "ex": 8.0,
}
"""CSS pixels a unit (CSS Values 3, 6.2); in a picture, a letter is as browsers set it: 16 pixels."""
_SIZE_OF_NONE = 300, 150
"""CSS pixels that browsers give a drawing that names none (CSS 2.2, 10.3.2)."""


class _Met(Exception):
    """Ends the reading: all is said in the first tag."""


def size(content: bytes) -> tuple[int, int] | None:
    """Width and height; None for what begins with no drawing, or with one whose size is no number."""
    said = _root(content)
    if said is None:
        return None
    try:
        return _size(said)
    except (ValueError, OverflowError):
        return None


def _size(said: Mapping[str, str]) -> tuple[int, int]:
    width, height = (_pixels(said.get(name, "")) for name in ("width", "height"))
    box = [float(part) for part in said.get("viewBox", "").replace(",", " ").split()]
    if not all(map(math.isfinite, box)):
        raise ValueError(box)
    wide, high = box[2:] if len(box) == 4 and min(box[2:]) > 0 else _SIZE_OF_NONE
    if width is None and height is None:
        return round(wide), round(high)
    if len(box) == 4:  # one side follows from the other
        width, height = width or (height or 0) * wide / high, height or (width or 0) * high / wide
    return round(wide if width is None else width), round(high if height is None else height)


def _pixels(written: str) -> float | None:
    """None for what is none or depends on the page, like a share of it."""
    found = _LENGTH.fullmatch(written)
    return float(found[1]) * _PIXELS[(found[2] or "px").lower()] if found else None


def _root(content: bytes) -> Mapping[str, str] | None:
    """The attributes of the first tag, where that is a drawing's."""
    try:
        return _first(expat.ParserCreate(), content)
    except (ValueError, LookupError):  # an encoding that expat does not know; numbers are the same in nearly all
        return _first(expat.ParserCreate("iso-8859-1"), content)


def _first(parser: expat.XMLParserType, content: bytes) -> Mapping[str, str] | None:
    met: dict[str, Mapping[str, str]] = {}

    def start(tag: str, attributes: Mapping[str, str]) -> None:
        met[tag.rpartition(":")[2]] = attributes
        raise _Met

    parser.StartElementHandler = start
    try:
        parser.Parse(content, True)
    except (_Met, expat.ExpatError):
        return met.get("svg")
    return None
