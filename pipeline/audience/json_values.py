"""Reads JSON that strangers send: whatever stands in a place, what comes out is text or a list of objects."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from pipeline.model.people import LONGEST_MESSAGE
from pipeline.model.table import Record, RowError


def text(value: Any, *path: str) -> str:
    """The text at `path` inside `value`, lists joined by commas; empty where there is none."""
    found = _at(value, path)
    if isinstance(found, list):
        found = ", ".join(part for part in found if isinstance(part, str))
    if isinstance(found, bool) or not isinstance(found, str | int | float):
        return ""
    return str(found).replace("\0", "").strip()[:LONGEST_MESSAGE]


def of_cell(record: Record, column: str) -> Any:
    """The value in a cell, an empty object where nothing stands there; raises RowError where it is no JSON."""
    try:
        return json.loads(record[column] or "{}")
    except (ValueError, RecursionError) as refused:
        raise RowError(f'"{column}" is no valid JSON; export the file again') from refused


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
