"""What templates see of a page's frame, of lists and of posts: finished values, frozen.

Addresses are ready to be written into an attribute. The other pages: `section_views`.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date


@dataclass(frozen=True, slots=True)
class Link:
    """A name and where it leads; `lang` where it is in another language than the page."""

    text: str
    href: str
    lang: str = ""


@dataclass(frozen=True, slots=True)
class LanguageLink:
    """A language of the site. `same` is False where this page does not exist in it and `href` is its home page."""

    lang: str
    href: str
    same: bool = True
    current: bool = False


@dataclass(frozen=True, slots=True)
class Alternate:
    """This page in another language, for machines: `lang` may be `x-default`, `href` is absolute."""

    lang: str
    href: str


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Frame:
    """What surrounds the pages of one language in one folder. What the site does not have is None.

    Told apart by identity: a page looks up by its frame what was made for others with the same one.
    """

    name: str
    lang: str
    direction: str
    locale: str
    author: str
    impressum: str
    stylesheet: str
    icon: str
    font: str | None
    entrance: str
    home: str
    themes: str | None
    topics: str | None
    newsletter: str | None
    archive: str | None
    offers: str | None
    contact: str
    search: str | None
    about: Link | None
    pages: tuple[Link, ...]
    feed: str | None
    json_feed: str | None
    subscribe: str | None
    mailto: str
    mailbox: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Head:
    """What the head of one page and its language switch say. `indexed` is whether search engines may list it.

    `image` is the full address of the picture that stands for it elsewhere, `image_size` its width and height.
    """

    url: str
    canonical: str
    alternates: tuple[Alternate, ...]
    languages: tuple[LanguageLink, ...]
    section: str
    indexed: bool
    policy: str
    script: str | None
    image: str | None
    image_size: tuple[int, int] | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """A post in a list. `only_in` names the languages that have it where that of the list does not."""

    title: str
    href: str
    lang: str
    only_in: tuple[LanguageLink, ...]
    published: date | None
    minutes: int
    summary: str
    themes: tuple[Link, ...] = ()


@dataclass(frozen=True, slots=True)
class Part:
    """A post of a series; `href` is None for the one that is being read, `lang` is given where it is in another one."""

    title: str
    href: str | None
    lang: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Series:
    """Where a post stands in its series. `total` counts parts that are announced by their number too."""

    name: str
    number: int
    total: int
    parts: tuple[Part, ...]


@dataclass(frozen=True, slots=True)
class Share:
    """Ways to pass a page on that tell nobody: a mail, and the address itself to copy."""

    mailto: str
    url: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PostView:
    """A post's page. `html` and `json_ld` are finished: they are written as they are.

    `authors` are those that a byline names. `outdated` leads to the original, where that was edited since this
    translation was made.
    """

    title: str
    summary: str
    standfirst: str
    authors: Sequence[str]
    published: date | None
    minutes: int
    themes: tuple[Link, ...]
    topics: tuple[Link, ...]
    translations: tuple[LanguageLink, ...]
    series: Series | None
    older: Link | None
    newer: Link | None
    related: tuple[Entry, ...]
    outdated: LanguageLink | None
    share: Share
    id: str
    html: str = field(repr=False)
    json_ld: str = field(repr=False)
