"""The head of a post: `---` YAML or `+++` TOML, checked whole, each mistake with its line and column."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, datetime
from typing import Annotated, Literal
from urllib.parse import urlsplit

from pydantic import AliasChoices, BeforeValidator, Field, ValidationError, ValidationInfo, field_validator

from pipeline.errors import ContentError, Problem
from pipeline.model import toml_source, yaml_source
from pipeline.model.fields import MOST_MINUTES, Language, Section, Slug, Title
from pipeline.model.line import one_line
from pipeline.model.post import Document
from pipeline.model.slug import slugify
from pipeline.model.source import Source, checked


def _day(value: object) -> object:
    """The day of `2026-03-31`, `2026-03-31 08:00` or `2026-03-31T08:00:00Z`, in the zone it was written in."""
    if isinstance(value, datetime):
        return value.date()
    if isinstance(value, str) and len(value) > 10 and value[10] in "T ":
        try:
            datetime.fromisoformat(value.rstrip())
        except ValueError:
            return value  # which is then refused as no date
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


def _names(value: object) -> object:
    """One name or a list of names; a name may hold commas (`Jo Muster, Ph.D.`)."""
    said = value if isinstance(value, list) else ["" if value is None else value]
    names = [one_line(name) if isinstance(name, str) else name for name in said]
    return tuple(name for name in names if name != "")


def _line(value: object) -> object:
    """A text on one line: YAML's `>` and `|` end theirs with a break, and no subject of a letter may hold one."""
    return _BLANKS.sub(" ", value).strip() if isinstance(value, str) else value


_BLANKS = re.compile(r"[ \t\n\r\v\f]+")  # but for those that part no words, as before a French question mark
_WEB_ADDRESS = re.compile(r"https?://[^\s/?#]+([/?#]\S*)?$", re.IGNORECASE)
_MAIL_ADDRESS = re.compile(r"[^\s@]@[^\s@]")

Day = Annotated[date, BeforeValidator(_day)]
Line = Annotated[str, BeforeValidator(_line)]
Words = Annotated[tuple[str, ...], BeforeValidator(_words)]
Names = Annotated[tuple[str, ...], BeforeValidator(_names)]


class FrontMatter(Section):
    """What the head of a post may say."""

    title: Annotated[Title, BeforeValidator(_line)]
    date: Day | None = None
    lang: Language | None = None
    # Hugo writes translationKey; a folder that comes from there builds as it is.
    translation_key: str | None = Field(
        default=None, validation_alias=AliasChoices("translation_key", "translationKey")
    )
    slug: Slug | None = None
    themes: Words = ()
    tags: Words = ()
    minutes: float | None = Field(default=None, ge=0, le=MOST_MINUTES)
    newsletter: bool = False
    announce: bool = True
    series: Line | None = None
    part: int | None = Field(default=None, ge=1)
    status: Literal["draft", "published"] = "published"
    publish_on: Day | None = None
    expires_on: Day | None = None
    description: Line = ""
    author: Names = ()
    image: str | None = None
    aliases: Words = ()
    canonical: Line | None = None
    source: str | None = None
    translated_from: str | None = None

    @field_validator("translation_key")
    @classmethod
    def _names_no_place(cls, key: str | None) -> str | None:
        """Pages and folders are called by it."""
        if key and (not key.isprintable() or "\\" in key or not {"", ".", ".."}.isdisjoint(key.split("/"))):
            mend = slugify(key.replace("\\", "/").rpartition("/")[2])
            raise ValueError(f'the translation_key must be a name, no path; write "{mend}"')
        return key

    @field_validator("tags")
    @classmethod
    def _are_words(cls, tags: tuple[str, ...]) -> tuple[str, ...]:
        """Each is a page of the site: one without a word is none."""
        return tuple(tag for tag in tags if tag.strip())

    @field_validator("author")
    @classmethod
    def _are_names(cls, names: tuple[str, ...]) -> tuple[str, ...]:
        """Each is published, on the page and in feeds."""
        if any(map(_MAIL_ADDRESS.search, names)):
            raise ValueError("an author is a name, which is published; take the mail address out")
        return tuple(dict.fromkeys(names))

    @field_validator("aliases")
    @classmethod
    def _are_addresses(cls, aliases: tuple[str, ...]) -> tuple[str, ...]:
        """Each becomes a page that leads on."""
        for alias in aliases:
            try:
                urlsplit(alias)
            except ValueError as refused:
                raise ValueError(f'"{alias}" is no address; write its path, as /2019/old-name/') from refused
        return aliases

    @field_validator("canonical")
    @classmethod
    def _is_on_the_web(cls, address: str | None) -> str | None:
        """Search engines drop the page for what stands there."""
        if address and not _WEB_ADDRESS.match(address):
            raise ValueError(
                f'"{address}" is no address on the web; write the whole of it, as https://example.org/post'
            )
        return address

    @field_validator("expires_on")
    @classmethod
    def _is_shown_before(cls, day: Day | None, info: ValidationInfo) -> Day | None:
        begins = info.data.get("publish_on") or info.data.get("date")
        if day and begins and day <= begins:
            message = f"it expires on {day} and comes out on {begins}, so nobody ever sees it"
            raise ValueError(f"{message}; write a later day, or status: draft")
        return day


@dataclass(frozen=True, slots=True)
class Headed:
    """A document taken apart: checked head, where its keys stand, body, and the line the body begins on."""

    head: FrontMatter
    source: Source
    body: str
    body_line: int


def parse(document: Document) -> Headed:
    """Takes `document` apart; raises ContentError with every mistake of its head."""
    headed, problems = parse_leniently(document)
    if problems:
        raise ContentError(problems)
    return headed


def parse_leniently(document: Document) -> tuple[Headed, tuple[Problem, ...]]:
    """`document` taken apart, and every mistake of its head, which then holds the keys that are right.

    Raises ContentError where there is no telling what is head and what is body.
    """
    fence = document.text[:3]
    if fence not in ("---", "+++"):
        message = "has no front matter; begin the file with a line ---, then title: and date:, then a line ---"
        raise ContentError(Problem(message, document.path, 1, 1))
    lines = document.text.split("\n")
    end = next((n for n, line in enumerate(lines[1:], 1) if line.rstrip() == fence), None)
    if end is None:
        message = f"the front matter has no end; did you forget a second line {fence}?"
        raise ContentError(Problem(message, document.path, 1, 1))
    parse_head = yaml_source.parse if fence == "---" else toml_source.parse
    source = parse_head(document.path, "\n".join(lines[1:end]), ContentError, first_line=2)
    body = "\n".join(lines[end + 1 :])
    try:
        return Headed(checked(FrontMatter, source, ContentError, strict=False), source, body, end + 2), ()
    except ContentError as refused:
        return Headed(_sound(source), source, body, end + 2), refused.problems


def _sound(source: Source) -> FrontMatter:
    """The keys of a refused head that are right, below a title of no meaning where its own is none of them."""
    stand_in = {"title": "?"}
    try:
        return FrontMatter.model_validate(stand_in | dict(source.values), strict=False)
    except ValidationError as refused:
        wrong = {detail["loc"][0] for detail in refused.errors(include_url=False)}
    right = {key: value for key, value in source.values.items() if key not in wrong}
    return FrontMatter.model_validate(stand_in | right, strict=False)
