"""TOML text → Source. tomllib checks and types the values; the positions come from a walk over the lines."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from typing import Any

from pipeline.errors import LeitmotivError, Problem
from pipeline.model.source import KeyPath, Position, Source

_NAME = r"""(?:[A-Za-z0-9_-]++|"(?:[^"\\]|\\.)*+"|'[^']*+')"""
_DOTTED = rf"{_NAME}(?:\s*+\.\s*+{_NAME})*+"
_HEADER = re.compile(rf"^\s*+(\[\[?)\s*+({_DOTTED})\s*+\]\]?\s*+(?:#.*)?$")
_KEY = re.compile(rf"^(\s*+)({_DOTTED})\s*+=")
_INLINE_KEY = re.compile(r"(?<![A-Za-z0-9_-])([A-Za-z0-9_-]++)\s*+=(?!=)")
_PART = re.compile(_NAME)
_DEEPEST = 20
_NESTED = re.compile(rf"(?:^|[{{,\[])[ \t]*+(?:{_NAME}[ \t]*+\.[ \t]*+){{{_DEEPEST}}}", re.MULTILINE)
"""A key of many parts: what one of thousands takes tomllib grows with their square."""
_TOO_DEEP = f"values nest deeper than {_DEEPEST}; nothing here needs that"
_DAY = re.compile(r"=\s*+\d{1,2}[./]\d{1,2}[./]\d{2,4}\b")  # 31.3.2026, 03/31/2026
_PLACE = re.compile(r"\s*\(at (?:line (\d+), column (\d+)|end of document)\)$")


def parse(path: str, text: str, error: type[LeitmotivError], *, first_line: int = 1) -> Source:
    """The values of `text` with their positions; raises `error` where it is no TOML.

    `first_line` is the line of `path` on which `text` begins (front matter begins on its second line).
    """
    if deep := _NESTED.search(text):
        raise error(Problem(_TOO_DEEP, path, text.count("\n", 0, deep.end()) + first_line))
    try:
        values = tomllib.loads(text)
    except tomllib.TOMLDecodeError as refused:
        message = str(refused)
        place = _PLACE.search(message)
        line = int(place[1]) if place and place[1] else text.count("\n") + 1
        column = int(place[2]) if place and place[2] else 1
        said = _PLACE.sub("", message)
        meant = "; a day is written 2026-03-31" if _DAY.search(text.split("\n")[line - 1]) else ""
        sentence = f"not valid TOML: {said[0].lower()}{said[1:]}{meant}"
        raise error(Problem(sentence, path, line + first_line - 1, column)) from refused
    except RecursionError as refused:
        raise error(Problem(_TOO_DEEP, path)) from refused
    return Source(path, values, dict(_positions(text, first_line)))


def _positions(text: str, first_line: int) -> Iterator[tuple[KeyPath, Position]]:
    table: KeyPath = ()
    seen_arrays: dict[KeyPath, int] = {}
    closing: str | None = None
    for number, line in enumerate(text.split("\n"), first_line):  # splitlines knows more line ends than TOML
        if closing is not None:
            if closing in line:
                closing = None
            continue
        header = _HEADER.match(line)
        if header and not _KEY.match(line):
            table = _parts(header[2])
            if header[1] == "[[":
                seen_arrays[table] = seen_arrays.get(table, -1) + 1
                yield table, Position(number, header.start(2) + 1)
                table = (*table, seen_arrays[table])
            yield table, Position(number, header.start(2) + 1)
            continue
        key = _KEY.match(line)
        if key:
            path = (*table, *_parts(key[2]))
            yield path, Position(number, key.start(2) + 1)
            yield from _inline(path, line, key.end(), number)
            closing = _left_open(line[key.end() :])


def _parts(dotted: str) -> KeyPath:
    return tuple(part.strip("\"'") for part in _PART.findall(dotted))


def _inline(path: KeyPath, line: str, start: int, number: int) -> Iterator[tuple[Any, Position]]:
    """Keys of an inline table one level down, on the same line."""
    if line[start:].lstrip()[:1] not in ("{", "["):
        return
    for found in _INLINE_KEY.finditer(line, start):
        position = Position(number, found.start(1) + 1)
        yield (*path, found[1]), position
        yield (*path, 0, found[1]), position


def _left_open(value: str) -> str | None:
    for quotes in ('"""', "'''"):
        if value.count(quotes) % 2:
            return quotes
    return None
