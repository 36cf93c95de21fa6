"""A parsed file that remembers where each value stood, and the check that turns it into a type."""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, TypeVar, get_args

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from pipeline.errors import LeitmotivError, Problem

M = TypeVar("M", bound=BaseModel)
KeyPath = tuple[str | int, ...]


@dataclass(frozen=True, slots=True)
class Position:
    """A place in a file; both count from 1."""

    line: int
    column: int


@dataclass(frozen=True, slots=True)
class Source:
    """The plain values of one file, with the position of each key, and what is wrong with its form."""

    path: str
    values: Mapping[str, Any]
    positions: Mapping[KeyPath, Position]
    problems: tuple[Problem, ...] = ()

    def problem(self, keys: KeyPath, message: str) -> Problem:
        """`message` at the innermost of `keys` whose position is known."""
        for length in range(len(keys), -1, -1):
            position = self.positions.get(keys[:length])
            if position is not None:
                return Problem(message, self.path, position.line, position.column)
        return Problem(message, self.path, 1, 1)

    def table(self, key: str) -> Source:
        """The table under a top-level `key`, as a source of its own."""
        inside = {keys[1:]: position for keys, position in self.positions.items() if keys[:1] == (key,)}
        return Source(self.path, self.values[key], inside)


def checked(kind: type[M], source: Source, error: type[LeitmotivError], *, strict: bool) -> M:
    """`source` as a `kind`; raises `error` with all problems at once.

    `strict` for TOML, whose values have types; front matter arrives as strings and is read leniently.
    """
    try:
        found = kind.model_validate(dict(source.values), strict=strict)
    except ValidationError as refused:
        named = {problem.line for problem in source.problems}
        errors = refused.errors(include_url=False)
        meant = {_meant(kind, detail) for detail in errors if detail["type"] == "extra_forbidden"}
        # A key that stands there misspelt is not missing too.
        errors = [detail for detail in errors if detail["type"] != "missing" or detail["loc"] not in meant]
        details = (_problem(kind, source, detail) for detail in errors)
        problems = (*source.problems, *(problem for problem in details if problem.line not in named))
        raise error(sorted(problems, key=_place)) from refused
    if source.problems:
        raise error(source.problems)
    return found


def _place(problem: Problem) -> tuple[int, int]:
    return problem.line or 0, problem.column or 0


def misnamed(path: str) -> Problem | None:
    """What to say of a file whose name is no UTF-8 (PEP 383): no page and no database can hold it. None where it is."""
    try:
        path.encode()
    except UnicodeEncodeError:
        return Problem("its name is no UTF-8; give it another one", path)
    return None


def suggestion(word: str, known: Iterable[str]) -> str:
    """`; did you mean "title"?` where a known word is near, else nothing."""
    near = _nearest(word, known)
    return f'; did you mean "{near}"?' if near else ""


def _nearest(word: str, known: Iterable[str]) -> str | None:
    return next(iter(difflib.get_close_matches(word, list(known), n=1, cutoff=0.6)), None)


_SENTENCES = {
    "missing": 'the key "{key}" is missing; add it',
    "string_type": '"{key}" must be text in quotes, not {given}',
    "int_type": '"{key}" must be a whole number, not {given}',
    "int_parsing": '"{key}" must be a whole number, not {given}',
    "int_from_float": '"{key}" must be a whole number, not {given}',
    "float_type": '"{key}" must be a number, not {given}',
    "float_parsing": '"{key}" must be a number, not {given}',
    "finite_number": '"{key}" must be a number with an end, not {given}',
    "bool_type": '"{key}" must be true or false, not {given}',
    "bool_parsing": '"{key}" must be true or false, not {given}',
    "list_type": '"{key}" must be a list such as {example}, not {given}',
    "tuple_type": '"{key}" must be a list such as {example}, not {given}',
    "dict_type": '"{key}" must be a table such as {{de = "…", en = "…"}}, not {given}',
    "mapping_type": '"{key}" must be a table such as {{de = "…", en = "…"}}, not {given}',
    "model_type": '"{key}" must be a table, not {given}',
    "date_type": '"{key}" must be a date such as 2026-03-31, not {given}',
    "date_parsing": '"{key}" must be a date such as 2026-03-31, not {given}',
    "date_from_datetime_parsing": '"{key}" must be a date such as 2026-03-31, not {given}',
    "date_from_datetime_inexact": '"{key}" must be a date such as 2026-03-31, not {given}',
}
_EXAMPLES = {"languages": '["de", "en"]', "themes": '["my-theme"]', "tags": '["one", "two"]'}
"""Lists to show in a message, by key."""


def _problem(kind: type[BaseModel], source: Source, detail: ErrorDetails) -> Problem:
    keys = tuple(key for key in detail["loc"] if key != "[key]")
    last = next((str(key) for key in reversed(keys) if isinstance(key, str)), "this file")
    if detail["type"] == "extra_forbidden":
        near = suggestion(last, _known_keys(kind, keys[:-1]))
        return source.problem(keys, f'unknown key "{last}"{near or "; remove it"}')
    sentence = _SENTENCES.get(detail["type"])
    if sentence is None:
        said = detail["msg"].removeprefix("Value error, ")
        message = said if detail["type"] == "value_error" else f'"{last}": {said[0].lower()}{said[1:]}'
    else:
        message = sentence.format(key=last, example=_EXAMPLES.get(last, "[…, …]"), given=_shown(detail["input"]))
    return source.problem(keys, message)


def _meant(kind: type[BaseModel], detail: ErrorDetails) -> KeyPath:
    """The place of the key that an unknown one was most likely meant to be; its own where none is near."""
    *above, last = detail["loc"]
    return (*above, _nearest(str(last), _known_keys(kind, above)) or last)


def _shown(value: object) -> str:
    text = f'"{value}"' if isinstance(value, str) else str(value)
    return text if len(text) <= 60 else f"{text[:57]}…"


def _known_keys(kind: type[BaseModel], keys: Sequence[str | int]) -> list[str]:
    """The keys that the model at `keys` inside `kind` knows, by the names that users write."""
    model: type[BaseModel] | None = kind
    for key in keys:
        if model is None:
            return []
        by_name = {field.alias or name: field for name, field in model.model_fields.items()}
        if isinstance(key, str) and key in by_name:
            model = _model_inside(by_name[key].annotation)
        elif "root" in model.model_fields:
            model = _model_inside(model.model_fields["root"].annotation)
    if model is None:
        return []
    return [field.alias or name for name, field in model.model_fields.items()]


def _model_inside(annotation: object) -> type[BaseModel] | None:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return annotation
    return next(filter(None, map(_model_inside, get_args(annotation))), None)
