"""A post as a row of plain values, without its text, and back."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import fields
from datetime import date
from typing import Any

from pipeline.model.post import Post

_DAYS = ("published", "publish_on", "expires_on")
_LISTS = ("themes", "topics", "tagged", "authors", "aliases")
_NAMES = tuple(field.name for field in fields(Post) if field.name != "body")


def to_row(post: Post) -> list[Any]:
    """The values of `post` in the order of its fields, but for the body; all of them can stand in JSON."""
    values = {name: getattr(post, name) for name in _NAMES}
    for name in _DAYS:
        values[name] = values[name] and values[name].isoformat()
    return list(values.values())


def from_row(row: Sequence[Any], text: str) -> Post:
    """The post of a row; `text` is that of its file. Raises ValueError or TypeError where it is no such row."""
    values: dict[str, Any] = dict(zip(_NAMES, row, strict=True))
    for name in _DAYS:
        if values[name] is not None:
            values[name] = date.fromisoformat(values[name])
    for name in _LISTS:
        if values[name] is not None:
            values[name] = tuple(values[name])
    lines = text.split("\n", values["body_line"] - 1)
    return Post(**values, body=lines[-1] if len(lines) == values["body_line"] else "")
