"""What sources hold, before anything of it is trusted: files, and the texts in them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

from pipeline.errors import Problem
from pipeline.model.post import PostWarning

Markup = Literal["html", "markdown", "flat"]
"""How a text is written: as HTML, as Markdown, or without any markup (a page saved as plain text)."""


def not_public(why: str) -> tuple[PostWarning, ...]:
    """The warning on a text that became a draft since not everybody could read it there; none where `why` is empty."""
    return (PostWarning("not-public", f"{why} there; it is a draft here"),) if why else ()


@dataclass(frozen=True, slots=True, kw_only=True)
class File:
    """A file of a source. `name` is for messages; the rest is what was said of it where it came from."""

    name: str
    content: bytes = field(repr=False)
    url: str = ""
    charset: str = ""
    media_type: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Bundle:
    """A folder or an archive: the names of its files, sorted, and how one of them is read."""

    name: str
    names: tuple[str, ...]
    read: Callable[[str], File] = field(repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """One text with what its source says of it, all of it as written there.

    `where` names it in messages. `key` identifies it within its source (a feed's guid); `link` is its address on the
    web, `addresses` are further ones that links of its source use, `base` is what its relative links start from.
    `day_place` is the line and the column of `day` in its file, where known. `lang` is its author's word,
    `declared_lang` that of its mark-up; `named_lang` is what a file's name has in the place of a language. Texts with
    one `group` are translations of each other; `may_join` is that of files of its name. `own` holds front matter that
    only our own files have.
    """

    where: str
    title: str
    body: str = field(repr=False)
    markup: Markup
    key: str = ""
    link: str = ""
    base: str = ""
    addresses: tuple[str, ...] = ()
    day: str = ""
    day_place: tuple[int, int] | None = None
    changed: str = ""
    lang: str = ""
    declared_lang: str = ""
    named_lang: str = ""
    slug: str = ""
    tags: tuple[str, ...] = ()
    authors: tuple[str, ...] = ()
    description: str = ""
    canonical: str = ""
    group: str = ""
    may_join: str = ""
    is_draft: bool = False
    is_excerpt: bool = False
    own: Mapping[str, Any] = field(default_factory=dict)
    warnings: tuple[PostWarning, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Batch:
    """The items of one file or bundle.

    `origin` is what their keys are unique in. `lang` is what the source says of itself as a whole: a setting, which a
    text may belie. `refused` are items that were not taken for cause, `left_out` counts what is no post, by its kind.
    """

    format: str
    origin: str
    items: tuple[Item, ...]
    lang: str = ""
    is_feed: bool = False
    refused: tuple[Problem, ...] = ()
    left_out: Mapping[str, int] = field(default_factory=dict)
    remarks: tuple[str, ...] = ()
