"""The head of a post: `---` YAML or `+++` TOML, checked whole, each mistake with its line and column."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import Annotated, Any, Literal

import yaml
from pydantic import AliasChoices, BeforeValidator, Field, field_validator

from pipeline.errors import ContentError, Problem
from pipeline.model import toml_source
from pipeline.model.config import Language, Section
from pipeline.model.post import Document
from pipeline.model.slug import is_slug, slugify
from pipeline.model.source import KeyPath, Position, Source, checked

_Loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


def _day(value: object) -> object:
    """The day of `2026-03-31`, `2026-03-31 08:00` or `2026-03-31T08:00:00Z`, in the zone it was written in."""
    if isinstance(value, datetime):
        return value.date()
    if isinstance(value, str) and len(value) > 10 and value[10] in "T ":
        datetime.fromisoformat(value)
        return value[:10]
    return value


def _words(value: object) -> object:
    """A list stays one; `tags: a, b` and Jekyll's `tags: a b` become lists; a missing value is an empty one."""
    if value is None or value == "":
        return ()
    if isinstance(value, str):
        parts = value.split(",") if "," in value else value.split()
        return tuple(part.strip() for part in parts if part.strip())
    return tuple(value) if isinstance(value, list) else value


Day = Annotated[date, BeforeValidator(_day)]
Words = Annotated[tuple[str, ...], BeforeValidator(_words)]


class FrontMatter(Section):
    """What the head of a post may say."""

    title: str = Field(min_length=1)
    date: Day | None = None
    lang: Language | None = None
    # Hugo writes translationKey; a folder that comes from there builds as it is.
    translation_key: str | None = Field(
        default=None, validation_alias=AliasChoices("translation_key", "translationKey")
    )
    slug: str | None = None
    themes: Words = ()
    tags: Words = ()
    minutes: float | None = Field(default=None, ge=0)
    newsletter: bool = False
    series: str | None = None
    part: int | None = Field(default=None, ge=1)
    status: Literal["draft", "published"] = "published"
    publish_on: Day | None = None
    expires_on: Day | None = None
    description: str = ""
    image: str | None = None
    aliases: Words = ()
    canonical: str | None = None
    source: str | None = None
    translated_from: str | None = None

    @field_validator("slug")
    @classmethod
    def _is_a_slug(cls, slug: str | None) -> str | None:
        if slug is not None and not is_slug(slug):
            raise ValueError(f'"{slug}" cannot stand in a web address; write "{slugify(slug)}"')
        return slug


@dataclass(frozen=True, slots=True)
class Headed:
    """A document taken apart: checked head, where its keys stand, body, and the line the body begins on."""

    head: FrontMatter
    source: Source
    body: str
    body_line: int


def parse(document: Document) -> Headed:
    """Takes `document` apart; raises ContentError with every mistake of its head."""
    fence = document.text[:3]
    if fence not in ("---", "+++"):
        message = "has no front matter; begin the file with a line ---, then title: and date:, then a line ---"
        raise ContentError(Problem(message, document.path, 1, 1))
    lines = document.text.split("\n")
    end = next((n for n, line in enumerate(lines[1:], 1) if line.rstrip() == fence), None)
    if end is None:
        message = f"the front matter has no end; did you forget a second line {fence}?"
        raise ContentError(Problem(message, document.path, 1, 1))
    head = "\n".join(lines[1:end])
    read = _yaml_source if fence == "---" else _toml_source
    source = read(document.path, head)
    return Headed(
        checked(FrontMatter, source, ContentError, strict=False), source, "\n".join(lines[end + 1 :]), end + 2
    )


def _toml_source(path: str, text: str) -> Source:
    return toml_source.parse(path, text, ContentError, first_line=2)


def _yaml_source(path: str, text: str) -> Source:
    """YAML events become values by our own hand, for three reasons: scalars stay text (`lang: no` is no False,
    `1.10` no number), keys keep their place, and a key that stands twice is refused.
    """
    positions: dict[KeyPath, Position] = {(): Position(2, 1)}
    try:
        events = yaml.parse(text, Loader=_Loader)
        values = _document(path, events, positions)
    except yaml.MarkedYAMLError as refused:
        mark = refused.problem_mark or refused.context_mark
        line, column = (mark.line + 2, mark.column + 1) if mark else (2, 1)
        message = f"not valid YAML: {refused.problem or refused.context}; put the value in quotes if it holds : or #"
        raise ContentError(Problem(message, path, line, column)) from refused
    except yaml.reader.ReaderError as refused:
        message = f"a control character (U+{refused.character:04X}) stands in the front matter; delete it"
        raise ContentError(Problem(message, path, 2, 1)) from refused
    return Source(path, values, positions)


def _document(path: str, events: Iterator[Any], positions: dict[KeyPath, Position]) -> dict[str, Any]:
    for event in events:
        if isinstance(event, yaml.MappingStartEvent):
            return _mapping(path, events, (), positions)
        if isinstance(event, (yaml.ScalarEvent, yaml.SequenceStartEvent, yaml.AliasEvent)):
            raise ContentError(Problem("the front matter must be lines such as title: …", path, 2, 1))
    return {}


def _mapping(path: str, events: Iterator[Any], keys: KeyPath, positions: dict[KeyPath, Position]) -> dict[str, Any]:
    values: dict[str, Any] = {}
    for event in events:
        if isinstance(event, yaml.MappingEndEvent):
            break
        place = Position(event.start_mark.line + 2, event.start_mark.column + 1)
        if not isinstance(event, yaml.ScalarEvent):
            raise ContentError(Problem("a key must be plain text", path, place.line, place.column))
        name = event.value
        if name in values:
            raise ContentError(Problem(f'"{name}" stands twice; keep one', path, place.line, place.column))
        positions[(*keys, name)] = place
        values[name] = _value(path, next(events), events, (*keys, name), positions)
    return values


def _value(path: str, event: Any, events: Iterator[Any], keys: KeyPath, positions: dict[KeyPath, Position]) -> Any:
    if isinstance(event, yaml.ScalarEvent):
        plain_null = event.implicit[0] and event.value in ("", "~", "null")
        return None if plain_null else event.value
    if isinstance(event, yaml.SequenceStartEvent):
        items: list[Any] = []
        for item in events:
            if isinstance(item, yaml.SequenceEndEvent):
                break
            positions[(*keys, len(items))] = Position(item.start_mark.line + 2, item.start_mark.column + 1)
            items.append(_value(path, item, events, (*keys, len(items)), positions))
        return items
    if isinstance(event, yaml.MappingStartEvent):
        return _mapping(path, events, keys, positions)
    mark = event.start_mark
    raise ContentError(
        Problem("YAML aliases (*name) are not taken here; write the value out", path, mark.line + 2, mark.column + 1)
    )
