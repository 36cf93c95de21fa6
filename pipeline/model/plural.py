"""How many of a thing, in words: 1 file, 2 files, 12,000 files."""

from __future__ import annotations

from collections.abc import Sequence


def of(number: float, one: str, many: str = "") -> str:
    """The number with its noun; `many` where it is not `one` and an s. Fractions are many, with two digits at most."""
    said = figure(number)
    noun = one if said == "1" else many or f"{one}s"
    return f"{said} {noun}"


def some(names: Sequence[object], most: int) -> str:
    """`a, b and 3 more`: the first of several."""
    others = len(names) - most
    return ", ".join(map(str, names[:most])) + (f" and {others:,} more" if others > 0 else "")


def figure(number: float, digits: int = 2) -> str:
    """12,000 and 1.5: thousands apart, so many digits after the point at most, none that says nothing."""
    text = f"{number:,.{digits}f}"
    return text.rstrip("0").rstrip(".") if "." in text else text
