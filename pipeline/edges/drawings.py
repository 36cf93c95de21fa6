"""How large a drawing (SVG) says it is, in CSS pixels; and whether it is nothing but a drawing."""

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


_SVG, _XHTML = "http://www.w3.org/2000/svg", "http://www.w3.org/1999/xhtml"
_RUNNING = frozenset(("script", "foreignobject", "handler"))
_UNSEEN = re.compile(r"[\x00-\x20]+")


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


def is_harmless(content: bytes) -> bool:
    """Whether it is a drawing whose file nobody need fear to open by itself: nothing in it runs, or is another page.

    What is no whole XML is not known to be harmless, nor is a document type with declarations of its own.
    """
    parser = expat.ParserCreate(namespace_separator=" ")
    root = True

    def start(tag: str, attributes: Mapping[str, str]) -> None:
        nonlocal root
        space, _, name = tag.rpartition(" ")
        is_strange = root and (space, name) != (_SVG, "svg")
        root = False
        if (
            is_strange
            or space == _XHTML
            or name.lower() in _RUNNING
            or any(map(_runs, attributes, attributes.values()))
        ):
            raise _Met

    def declare(_name: str, _system: str | None, _public: str | None, has_subset: int) -> None:
        if has_subset:
            raise _Met

    def instruct(target: str, _said: str) -> None:
        if target.lower() == "xml-stylesheet":
            raise _Met

    parser.StartElementHandler, parser.StartDoctypeDeclHandler = start, declare
    parser.ProcessingInstructionHandler = instruct
    try:
        parser.Parse(content, True)
    except (_Met, expat.ExpatError, ValueError, LookupError):
        return False
    return True


def _runs(attribute: str, value: str) -> bool:
    """Whether an attribute is a program, or leads to one."""
    return attribute.lower().startswith("on") or "javascript:" in _UNSEEN.sub("", value).lower()


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
