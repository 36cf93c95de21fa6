"""Raised and lowered digits, which Markdown has no markup for."""

from __future__ import annotations

import re

_SIGNS = {
    "sup": str.maketrans("0123456789+-−=()ni", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻⁼⁽⁾ⁿⁱ"),
    "sub": str.maketrans("0123456789+-−=()", "₀₁₂₃₄₅₆₇₈₉₊₋₋₌₍₎"),
}
TAGS = _SIGNS.keys()


def shifted(text: str, tag: str, before: str) -> str:
    """Raised or lowered digits as the signs that Unicode has for them: of 10<sup>6</sup> must not become 106."""
    if not tag:
        return text
    signs = text.translate(_SIGNS[tag])
    if any(char.isascii() and not char.isspace() for char in signs) and re.search(r"\d", text):
        return f"^({text})" if tag == "sup" and before[-1:].isalnum() else text
    return signs if re.search(r"\d", text) or text.strip() == "n" else text
