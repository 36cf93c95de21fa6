"""What templates see of what programs read: feeds, sitemap, old addresses."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from pipeline.site.views import Alternate


@dataclass(frozen=True, slots=True)
class RedirectView:
    """A page that leads on, to `href` as seen from here and `url` in full.

    It stands at an old address of a post; with the `name` of the site it is the entrance to a site of one language.
    """

    href: str
    url: str
    name: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class FeedEntry:
    """A post in a feed; addresses are absolute, texts hold no character that XML forbids, `html` is not escaped yet.

    Where `authors` are none, it is by the feed's.
    """

    id: str
    url: str
    title: str
    summary: str
    authors: tuple[str, ...]
    published: str
    updated: str
    categories: tuple[str, ...]
    html: str = field(repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class FeedView:
    """A feed; its address is its id. `lang` is the language of all entries."""

    url: str
    home: str
    lang: str
    title: str
    description: str
    author: str
    updated: str
    entries: tuple[FeedEntry, ...]


@dataclass(frozen=True, slots=True)
class Location:
    """A page in the sitemap."""

    url: str
    updated: date | None
    alternates: tuple[Alternate, ...]
