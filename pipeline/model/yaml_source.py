"""The YAML of a head → Source, by events: scalars stay text, keys keep their place, what stands twice is named.

PyYAML's constructors read `lang: no` as False, `1.10` as 1.1 and `12:30` as 750, and keep the last of two equal keys.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import yaml

from pipeline.errors import LeitmotivError, Problem
from pipeline.model.source import KeyPath, Position, Source

_Loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_DEEPEST = 20
_MOST_PROBLEMS = 20


def parse(path: str, text: str, error: type[LeitmotivError], *, first_line: int = 1) -> Source:
    """The values of `text`, lists, mappings and text alone; raises `error` where it is no mapping in YAML.

    Keys that stand twice and aliases (bombs are made of them) are `problems` of the source, and do not end the reading.
    """
    reader = _Reader(path, error, first_line)
    try:
        values = reader.document(yaml.parse(text, Loader=_Loader))
    except yaml.MarkedYAMLError as refused:
        mark = refused.problem_mark or refused.context_mark
        line, column = (mark.line + first_line, mark.column + 1) if mark else (first_line, 1)
        message = f"not valid YAML: {refused.problem or refused.context}; put the value in quotes if it holds : or #"
        raise error(Problem(message, path, line, column)) from refused
    except yaml.reader.ReaderError as refused:
        message = f"a control character (U+{refused.character:04X}) stands in the front matter; delete it"
        raise error(Problem(message, path, first_line, 1)) from refused
    return Source(path, values, reader.positions, tuple(reader.problems))


class _Reader:
    def __init__(self, path: str, error: type[LeitmotivError], first_line: int) -> None:
        self._path = path
        self._error = error
        self._first_line = first_line
        self.positions: dict[KeyPath, Position] = {(): Position(first_line, 1)}
        self.problems: list[Problem] = []

    def document(self, events: Iterator[Any]) -> dict[str, Any]:
        for event in events:
            if isinstance(event, yaml.MappingStartEvent):
                return self._mapping(events, ())
            if isinstance(event, (yaml.ScalarEvent, yaml.SequenceStartEvent, yaml.AliasEvent)):
                raise self._error(
                    Problem("the front matter must be lines such as title: …", self._path, self._first_line, 1)
                )
        return {}

    def _mapping(self, events: Iterator[Any], keys: KeyPath) -> dict[str, Any]:
        values: dict[str, Any] = {}
        for event in events:
            if isinstance(event, yaml.MappingEndEvent):
                break
            place = self._place(event)
            if not isinstance(event, yaml.ScalarEvent):
                raise self._error(Problem("a key must be plain text", self._path, place.line, place.column))
            name = event.value
            if name in values:
                self._note(f'"{name[:60]}" stands twice; keep one', place)
                self._value(next(events), events, (*keys, name))
                continue
            self.positions[(*keys, name)] = place
            values[name] = self._value(next(events), events, (*keys, name))
        return values

    def _value(self, event: Any, events: Iterator[Any], keys: KeyPath) -> Any:
        if isinstance(event, yaml.ScalarEvent):
            plain_null = event.implicit[0] and event.value in ("", "~", "null")
            return None if plain_null else event.value
        place = self._place(event)
        if isinstance(event, yaml.AliasEvent):
            self._note("YAML aliases (*name) are not taken here; write the value out", place)
            return None
        if len(keys) > _DEEPEST:
            message = f"values nest deeper than {_DEEPEST}; nothing here needs that"
            raise self._error(Problem(message, self._path, place.line, place.column))
        if isinstance(event, yaml.MappingStartEvent):
            return self._mapping(events, keys)
        return self._list(events, keys)

    def _list(self, events: Iterator[Any], keys: KeyPath) -> list[Any]:
        items: list[Any] = []
        for event in events:
            if isinstance(event, yaml.SequenceEndEvent):
                break
            inside = (*keys, len(items))
            self.positions[inside] = self._place(event)
            items.append(self._value(event, events, inside))
        return items

    def _place(self, event: Any) -> Position:
        return Position(event.start_mark.line + self._first_line, event.start_mark.column + 1)

    def _note(self, message: str, place: Position) -> None:
        if len(self.problems) < _MOST_PROBLEMS:
            self.problems.append(Problem(message, self._path, place.line, place.column))
