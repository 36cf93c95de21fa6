"""What a site is made of."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Protocol

from pipeline.errors import Problem
from pipeline.model.config import Config
from pipeline.model.plan import Plan
from pipeline.model.post import TranslationGroup
from pipeline.model.theme import Catalogue, Tag


@dataclass(frozen=True, slots=True)
class IssuePage:
    """An issue's web version in one language: `html` is its finished body, without inline styles."""

    title: str
    sent_on: date
    html: str = field(repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnPage:
    """A page that is no post, such as `about`: one text in one language. `key` is the same in all of them.

    Where `key` names a page that the site has anyway (offers, contact), the text opens that page. `idle` are the keys
    of its head that only a post heeds.
    """

    key: str
    lang: str
    path: str
    slug: str
    title: str
    description: str = ""
    body: str = field(default="", repr=False)
    body_line: int = 1
    idle: tuple[Problem, ...] = field(default=(), repr=False)


@dataclass(frozen=True, slots=True)
class Variant:
    """A picture in another size or format; `path` is where it stands on the site."""

    path: str
    width: int
    type: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Asset:
    """A file that is published as it is. Pictures have a size in pixels, and variants where these are smaller.

    `needs_paper`: its ground is transparent and what it shows is dark, so that a dark page has to put light behind it.
    """

    path: str
    width: int | None = None
    height: int | None = None
    variants: tuple[Variant, ...] = ()
    needs_paper: bool = False


@dataclass(frozen=True, slots=True)
class Card:
    """What the picture of a post shows where it is shared: its title, what it is about, who wrote it."""

    title: str
    above: str
    below: str
    lang: str


CARD_SIZE = 1200, 630
"""Width and height of a card in pixels."""

Draw = Callable[[Card], Callable[[], bytes] | None]
"""How to draw a card as a PNG, the same bytes each time; None where there are no letters for its title."""


@dataclass(frozen=True, slots=True)
class Findable:
    """What the search knows of a page: its path on the site, its title, and its plain text."""

    path: str
    title: str
    text: str = field(repr=False)


Index = Callable[[Mapping[str, Sequence[Findable]]], Plan]
"""The files of a search index of pages by language, by path below its folder; the same pages give the same bytes."""


@dataclass(frozen=True, slots=True)
class Outline:
    """What can be said of a text without its HTML.

    `targets` are those of its links and pictures. Where it `is_settled` none of them is a file of the workspace, and
    it shows no picture, so that nothing about it can be wrong; `summary` is final then.
    """

    targets: tuple[str, ...]
    summary: str
    is_settled: bool


class Drafts(Protocol):
    """Drafts by the path of the file. The HTML may lie on a disk, and is asked for only where it is shown."""

    def outline(self, path: str) -> Outline:
        """What can be said without it."""

    def html(self, path: str) -> str:
        """The HTML with its holes."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Content:
    """All that a site shows.

    `groups` may hold drafts and posts that are not live on the day `as_of`; the site leaves them out. `tags` is
    keyed by translation key, `issues` by language and issue. `outdated` leads from the id of a translation to that of
    its original, which was edited since. `assets` is keyed by path in the workspace, `files` by path on the site:
    fonts, pictures and all else that is published byte by byte; `fonts` names those of them that the style sheet loads.
    `drafts` are the posts' texts, made here where nobody kept them. `draw` and `index` are services: without them
    there are no cards, and a search page without an index.
    """

    config: Config
    catalogue: Catalogue
    groups: tuple[TranslationGroup, ...]
    tags: Mapping[str, tuple[Tag, ...]]
    issues: Mapping[tuple[str, str], IssuePage] = field(default_factory=dict)
    pages: tuple[OwnPage, ...] = ()
    outdated: Mapping[str, str] = field(default_factory=dict)
    assets: Mapping[str, Asset] = field(default_factory=dict)
    files: Plan = field(default_factory=dict, repr=False)
    fonts: Mapping[str, str] = field(default_factory=dict)
    drafts: Drafts | None = field(default=None, repr=False)
    draw: Draw | None = field(default=None, repr=False)
    index: Index | None = field(default=None, repr=False)
    as_of: date
