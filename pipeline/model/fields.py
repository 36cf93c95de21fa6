"""Types of the values in files that people write, and the base of their tables, which refuses unknown keys."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Annotated
from urllib.parse import urlsplit

from pydantic import AfterValidator, BaseModel, ConfigDict

from pipeline.model.address import ascii_host, sendable
from pipeline.model.language import normalised
from pipeline.model.line import CONTROL
from pipeline.model.slug import is_slug, slugify

MOST_MINUTES = 100_000  # ten weeks without sleep, for a post or a step of a process: more is a slip of the pen
MOST_DAYS = 36_500  # a century
MOST_MONEY = 1e12
"""Above any real amount of money or time; keeps infinity out."""

_ADDRESS = re.compile(r"[^@\s<>\"\r\n]+@[^@\s<>\"\r\n]+\.[^@\s<>\"\r\n]+")


def _web_address(text: str) -> str:
    """With its host in ASCII: many programs end a link at the first umlaut, sitemaps and headers know ASCII alone."""
    parts = urlsplit(text)
    host = parts.hostname or ""
    plain = host if host.isascii() else ascii_host(host)
    if parts.scheme not in ("http", "https") or not plain:
        raise ValueError(f'"{text}" is no web address; write it as https://example.org')
    if parts.query or parts.fragment:
        raise ValueError(f'"{text}" must end with its path, without ? or #')
    if plain != host:
        parts = parts._replace(netloc=f"{plain}:{parts.port}" if parts.port else plain)
        return parts.geturl().rstrip("/")
    return text.rstrip("/")


def _mail_address(text: str) -> str:
    if not _ADDRESS.fullmatch(text) or sendable(text) is None:
        raise ValueError(f'"{text}" is no mail address; write it as name@example.org')
    return text


def _one_line(text: str) -> str:
    if CONTROL.search(text):
        raise ValueError("must stand on one line, without control characters")
    return text


def _not_blank(text: str) -> str:
    if not text.strip():
        raise ValueError("must not be empty; write a word, or leave it out")
    return text


def _named(text: str) -> str:
    if not text.strip():
        raise ValueError("must not be empty; write what it is called")
    return text


def _slug(text: str) -> str:
    if not is_slug(text):
        raise ValueError(f'"{text}" cannot stand in a web address; write "{slugify(text)}"')
    return text


def as_tuple(value: object) -> object:
    """A list as a tuple, for `BeforeValidator`."""
    return tuple(value) if isinstance(value, list) else value


WebAddress = Annotated[str, AfterValidator(_web_address)]
MailAddress = Annotated[str, AfterValidator(_mail_address)]
OneLine = Annotated[str, AfterValidator(_one_line)]
Name = Annotated[OneLine, AfterValidator(_named)]
"""What something is called that must have a name."""
Word = Annotated[OneLine, AfterValidator(_not_blank)]
Title = Annotated[str, AfterValidator(_named)]
Slug = Annotated[str, AfterValidator(_slug)]
Language = Annotated[str, AfterValidator(normalised)]
Localised = Mapping[Language, str]
"""A text per language, keyed by language tag."""


class Section(BaseModel):
    """A table of a configuration file: frozen, and closed to keys that it does not know."""

    # defer_build: nested models are compiled once, with the outermost one, when that is first used.
    model_config = ConfigDict(frozen=True, extra="forbid", populate_by_name=True, defer_build=True, allow_inf_nan=False)
