"""Whether text can be told from its ground (WCAG 2.2, 1.4.3), and a field from what is around it (1.4.11)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import product

_TEXT, _EDGE = 4.5, 3.0
_PAIRS = (
    *((pair, _TEXT) for pair in product(("text", "muted", "accent", "mark"), ("ground", "surface", "code"))),
    (("accent_text", "accent"), _TEXT),
    *((pair, _EDGE) for pair in product(("edge",), ("ground", "surface"))),
)


def weak(colours: Mapping[str, str]) -> Iterator[tuple[str, str, float, float]]:
    """Names of two colours that stand on each other, their contrast, and the one that they need."""
    for (one, other), needed in _PAIRS:
        found = ratio(colours[one], colours[other])
        if found < needed:
            yield one, other, found, needed


def ratio(one: str, other: str) -> float:
    """WCAG 2.2, "contrast ratio", of two colours as `#a82f1d`: from 1 to 21."""
    darker, lighter = sorted((_luminance(one), _luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


def _luminance(colour: str) -> float:
    """WCAG 2.2, "relative luminance"."""
    channels = (int(colour[start : start + 2], 16) / 255 for start in (1, 3, 5))
    linear = [value / 12.92 if value <= 0.04045 else ((value + 0.055) / 1.055) ** 2.4 for value in channels]
    return sum(weight * value for weight, value in zip((0.2126, 0.7152, 0.0722), linear, strict=True))
