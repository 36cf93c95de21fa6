"""Reads JSON that strangers send: whatever stands in a place, what comes out is text or a list of objects."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

MAX_LENGTH = 20_000
"""Letters of one value that are kept; a message that is longer tells its themes in these."""


def text(value: Any, *path: str) -> str:
    """The text at `path` inside `value`, lists joined by commas; empty where there is none."""
    found = _at(value, path)
    if isinstance(found, list):
        found = ", ".join(part for part in found if isinstance(part, str))
    if isinstance(found, bool) or not isinstance(found, str | int | float):
        return ""
    return str(found).replace("\0", "").strip()[:MAX_LENGTH]


def first(value: Any, *paths: str) -> str:
    """The first of several texts that is not empty; a dot leads one level down."""
    return next((found for path in paths if (found := text(value, *path.split(".")))), "")


def whole(value: Any, *path: str) -> str:
    """The whole number at `path`; empty where a form gives a range or a word instead."""
    found = text(value, *path)
    return found if found.isascii() and found.isdigit() and len(found) <= 9 else ""


def objects(value: Any, *path: str) -> list[Mapping[str, Any]]:
    """The objects of the list at `path` inside `value`."""
    found = _at(value, path)
    return [item for item in found if isinstance(item, dict)] if isinstance(found, list) else []


def members(value: Any, *path: str) -> Mapping[str, Any]:
    """The object at `path` inside `value`; empty where there is none."""
    found = _at(value, path)
    return found if isinstance(found, dict) else {}


def _at(value: Any, path: tuple[str, ...]) -> Any:
    for key in path:
        if not isinstance(value, dict):
            return None
        value = value.get(key)
    return value
