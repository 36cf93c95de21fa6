"""content/mappings.toml: which columns of a table in an unknown format hold what we import."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Annotated, Literal

from pydantic import AfterValidator, ValidationInfo

from pipeline.errors import ConfigError, Problem
from pipeline.model.dates import Order
from pipeline.model.fields import Section
from pipeline.model.line import literal
from pipeline.model.people import LEAD_FIELDS, SUBSCRIBER_FIELDS
from pipeline.model.slug import is_slug, slugify
from pipeline.model.source import Source, checked, suggestion

PATH = "content/mappings.toml"
_BETWEEN = re.compile(r",(?=\s*[a-z_]+\s*=)", re.IGNORECASE)
_QUOTED = re.compile(r'"([a-z_]+)"')

MappedAbout = Literal["leads", "subscribers"]
_FIELDS: Mapping[MappedAbout, tuple[str, ...]] = {"leads": LEAD_FIELDS, "subscribers": SUBSCRIBER_FIELDS}


@dataclass(frozen=True, slots=True, kw_only=True)
class ColumnMapping:
    """Our columns → theirs, whom the rows are about, and how the file means 03/04/2026."""

    name: str
    columns: Mapping[str, str]
    dates: Order | None = None
    about: MappedAbout = "leads"


def pairs(text: str) -> list[str]:
    """The parts of `date=Created,email=Mail`; a comma inside a foreign column's name does not separate."""
    return [part for part in _BETWEEN.split(text) if part.strip()]


def problem_of(columns: Mapping[str, str], about: MappedAbout = "leads") -> str | None:
    """What is wrong with a mapping, or None: a subscriber has an address, a lead a date and is somebody, and neither
    has a column that we do not have.
    """
    fields = _FIELDS[about]
    for ours in columns:
        if ours not in fields:
            near = suggestion(ours, fields) or f"; known are {', '.join(fields)}"
            return f'"{ours}" is no column of ours{near}'
    if about == "subscribers":
        return None if "email" in columns else 'no column is mapped to "email"; a subscriber has an address'
    if "date" not in columns:
        return 'no column is mapped to "date"; a lead has a day on which it came'
    if not columns.keys() & {"email", "company", "name"}:
        return 'no column is mapped to "email", "company" or "name"; a lead is somebody'
    return None


def _mapped(columns: Mapping[str, str], info: ValidationInfo) -> Mapping[str, str]:
    if said := problem_of(columns, info.data.get("about", "leads")):
        raise ValueError(said)
    return columns


class _Mapping(Section):
    about: MappedAbout = "leads"  # before the columns, which are judged by it
    columns: Annotated[Mapping[str, str], AfterValidator(_mapped)]
    dates: Order | None = None


def read(source: Source) -> tuple[ColumnMapping, ...]:
    """The mappings of the file, in its order; raises ConfigError with all that is wrong in it."""
    found: list[ColumnMapping] = []
    problems: list[Problem] = []
    for name, values in source.values.items():
        if not is_slug(name):
            problems.append(source.problem((name,), f'"{name}" cannot be a name; write [{slugify(name)}]'))
        elif not isinstance(values, Mapping):
            problems.append(source.problem((name,), f'"{name}" must be a table; write [{name}] on a line of its own'))
        else:
            try:
                one = checked(_Mapping, source.table(name), ConfigError, strict=True)
                found.append(ColumnMapping(name=name, columns=dict(one.columns), dates=one.dates, about=one.about))
            except ConfigError as refused:
                problems.extend(refused.problems)
    if problems:
        raise ConfigError(problems)
    return tuple(found)


def written(mapping: ColumnMapping) -> str:
    """The mapping as the file holds it."""
    about = [f"about = {literal(mapping.about)}"] if mapping.about != "leads" else []
    dates = [f"dates = {literal(mapping.dates)}"] if mapping.dates else []
    columns = [f"{ours} = {literal(theirs)}" for ours, theirs in mapping.columns.items()]
    return "\n".join([f"[{mapping.name}]", *about, *dates, "", f"[{mapping.name}.columns]", *columns, ""])


def fitting(mappings: Iterable[ColumnMapping], headers: Iterable[str]) -> ColumnMapping | None:
    """The mapping whose columns a table has; where several fit, the one that says most.

    One that renames no column is passed over: it could not tell a foreign table from one of our own.
    """
    there = {header.casefold() for header in headers}
    fits = [
        one for one in mappings if _renames(one) and {theirs.casefold() for theirs in one.columns.values()} <= there
    ]
    return max(fits, key=lambda one: len(one.columns), default=None)


def in_their_words(reason: str, mapping: ColumnMapping) -> str:
    """`reason` with each of our columns, in quotes, as the file calls it."""
    return _QUOTED.sub(lambda found: f'"{mapping.columns.get(found[1], found[1])}"', reason)


def _renames(mapping: ColumnMapping) -> bool:
    return any(theirs.casefold() != ours for ours, theirs in mapping.columns.items())
