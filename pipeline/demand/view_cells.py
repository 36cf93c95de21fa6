"""Cells of analytics exports: counts, and paths of pages."""

from __future__ import annotations

import re
from urllib.parse import urlsplit

from pipeline.model.table import Record, RowError

_COUNT = re.compile(r"[0-9]{1,9}")
_THOUSANDS = re.compile(r"[0-9]{1,3}([.,'’ \u00a0\u202f])[0-9]{3}(?:\1[0-9]{3})*")
_MARKS = re.compile(r"[.,'’ \u00a0\u202f]")
_LONGEST = 2000


def count(record: Record, column: str) -> int:
    """The number in `column`, marks between thousands allowed."""
    text = record[column]
    bare = _MARKS.sub("", text) if _THOUSANDS.fullmatch(text) else text
    if not _COUNT.fullmatch(bare):
        raise RowError(f'"{text}" in "{column}" is no count; write it as 12')
    return int(bare)


def page(record: Record, column: str) -> str:
    """The path of the page in `column`."""
    found = path(record[column])
    if found is None:
        raise RowError(f'"{record[column]}" in "{column}" is no path of a page')
    return found


def path(text: str) -> str | None:
    """The path of a page without query and fragment, from a path or a whole address; None where it is neither."""
    try:
        found = urlsplit(text if not text.startswith("//") else f"/{text.lstrip('/')}")
    except ValueError:  # a broken address names no page
        return None
    if found.scheme in ("http", "https") and found.netloc:
        return (found.path or "/")[:_LONGEST]
    if found.scheme or found.netloc or not found.path.startswith("/"):
        return None
    return found.path[:_LONGEST]
