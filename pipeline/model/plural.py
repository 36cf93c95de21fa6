"""How many of a thing, in words: 1 file, 2 files, 12,000 files."""

from __future__ import annotations


def of(number: float, one: str, many: str = "") -> str:
    """The number with its noun; `many` where it is not `one` and an s. Fractions are many, with two digits at most."""
    said = figure(number)
    noun = one if said == "1" else many or f"{one}s"
    return f"{said} {noun}"


def figure(number: float) -> str:
    """12,000 and 1.5: thousands apart, two digits after the point at most, none that says nothing."""
    text = f"{number:,.2f}"
    return text.rstrip("0").rstrip(".")
