"""JSON of strangers: parsed within bounds, and read as the types that we expect or as nothing."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import Any

from pipeline.errors import Problem, SourceRefused


def parse(name: str, text: str) -> Any:
    """The value in `text`; raises SourceRefused with the place of the mistake."""
    try:
        return json.loads(text)
    except json.JSONDecodeError as broken:
        message = f"is no valid JSON: {broken.msg}; export or fetch it again"
        raise SourceRefused(Problem(message, name, broken.lineno, broken.colno)) from broken
    except (RecursionError, ValueError) as beyond:
        raise SourceRefused(
            Problem("holds JSON beyond reason; nothing that is exported looks like that", name)
        ) from beyond


def peek(text: str) -> Any:
    """The value in `text`, or None where it is no JSON: for recognising what it might be."""
    if text.lstrip("\ufeff \t\n")[:1] not in ("{", "["):
        return None
    try:
        return parse("", text)
    except SourceRefused:
        return None


def word(values: object, *keys: str) -> str:
    """The first of `keys` that holds text or a number, as text."""
    if isinstance(values, Mapping):
        for key in keys:
            found = values.get(key)
            if isinstance(found, str) and found:
                return found
            if isinstance(found, int | float) and not isinstance(found, bool):
                return str(found)
    return ""


def words(values: object, key: str) -> tuple[str, ...]:
    """The texts in the list under `key`."""
    return tuple(found for found in rows(values, key) if isinstance(found, str))


def rows(values: object, key: str) -> Sequence[Any]:
    """The list under `key`; empty where there is none."""
    found = values.get(key) if isinstance(values, Mapping) else None
    return found if isinstance(found, list) else ()
