"""The design tokens that site, letter and report share: the workspace's own, and ours for what it leaves out."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from math import inf
from pathlib import Path
from typing import Any

from pipeline.edges import files
from pipeline.errors import Problem, TemplateError
from pipeline.model import toml_source
from pipeline.model.source import KeyPath, Source, suggestion

NAME = "templates/tokens.toml"
_COLOUR = re.compile(r"#[0-9A-Fa-f]{6}")


def read(own: Path, packaged: Path) -> Mapping[str, Any]:
    """The tokens of two folders of templates; raises TemplateError with every mistake of the workspace's own."""
    ours = _source(packaged).values
    if not (own.parent / NAME).is_file():
        return ours
    said = _source(own)
    problems = list(_mistakes(said, said.values, ours, ()))
    if problems:
        raise TemplateError(problems)
    return _filled(said.values, ours)


def _source(templates: Path) -> Source:
    return toml_source.parse(NAME, files.read_text(str(templates.parent), NAME), TemplateError)


def _filled(said: Mapping[str, Any], ours: Mapping[str, Any]) -> Mapping[str, Any]:
    return {
        key: _filled(said.get(key, {}), value) if isinstance(value, Mapping) else said.get(key, value)
        for key, value in ours.items()
    }


def _mistakes(source: Source, said: Mapping[str, Any], ours: Mapping[str, Any], above: KeyPath) -> Iterator[Problem]:
    for key, value in said.items():
        place = (*above, key)
        if key not in ours:
            near = suggestion(key, ours) or f"; there are {', '.join(ours)}"
            yield source.problem(place, f'unknown {"table" if isinstance(value, dict) else "key"} "{key}"{near}')
        elif isinstance(ours[key], Mapping) and isinstance(value, Mapping):
            yield from _mistakes(source, value, ours[key], place)
        elif fault := _fault(value, ours[key]):
            yield source.problem(place, f'"{key}" must be {fault}')


def _fault(value: object, ours: object) -> str | None:
    """What `value` should be, where it is not of the kind of our own value."""
    if isinstance(ours, Mapping):
        return "a table"
    if isinstance(ours, str) and _COLOUR.fullmatch(ours):
        return None if isinstance(value, str) and _COLOUR.fullmatch(value) else 'a colour such as "#a82f1d"'
    if isinstance(ours, str):
        return None if isinstance(value, str) and value.strip() else "text in quotes"
    if isinstance(value, (int, float)) and not isinstance(value, bool) and 0 < value < inf:
        return None
    return "a number above 0"
