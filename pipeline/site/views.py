"""What templates see: finished values, frozen. Addresses are ready to be written into an attribute."""

from __future__ import annotations

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
    same: bool
    current: bool


@dataclass(frozen=True, slots=True)
class Alternate:
    """This page in another language, for machines: `lang` may be `x-default`, `href` is absolute."""

    lang: str
    href: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Frame:
    """What surrounds the pages of one language in one folder. What the site does not have is None."""

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
    """What the head of one page and its language switch say. `indexed` is whether search engines may list it."""

    url: str
    canonical: str
    alternates: tuple[Alternate, ...]
    languages: tuple[LanguageLink, ...]
    section: str
    indexed: bool
    policy: str
    script: str | None
    image: str | None


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
    """A post of a series; `href` is None for the one that is being read."""

    title: str
    href: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Series:
    """Where a post stands in its series. `total` counts parts that are announced by their number too."""

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

    `outdated` leads to the original, where that was edited since this translation was made.
    """

    title: str
    summary: str
    standfirst: str
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


@dataclass(frozen=True, slots=True, kw_only=True)
class HomeView:
    """A page of a language's list of posts. `own` counts the posts in that language."""

    page: int
    pages: int
    entries: tuple[Entry, ...]
    themes: tuple[Link, ...]
    own: int
    newer: str | None
    older: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class EntranceView:
    """The page above the languages: each part is finished HTML in its language."""

    languages: tuple[str, ...]
    parts: tuple[str, ...] = field(repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Counted:
    """A theme or topic in an overview."""

    name: str
    href: str
    description: str
    posts: int


@dataclass(frozen=True, slots=True)
class OverviewView:
    """All themes, or all topics, of a language."""

    terms: tuple[Counted, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class TermView:
    """A theme or topic with its posts; a theme also with what it is part of, what is part of it, and its offers."""

    name: str
    description: str
    entries: tuple[Entry, ...]
    feed: str | None = None
    part_of: Link | None = None
    parts: tuple[Link, ...] = ()
    offers: tuple[OfferView, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class OfferView:
    """What can be bought: `price` as it is written, `about` from its themes, `posts` the newest on them."""

    id: str
    name: str
    price: str
    about: str
    themes: tuple[Link, ...]
    href: str
    posts: tuple[Link, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class OffersView:
    """The page of offers: those that are advertised, then the others. `html` is the author's own opening."""

    title: str
    standfirst: str
    offers: tuple[OfferView, ...]
    others: tuple[OfferView, ...]
    html: str = field(repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class ArticleView:
    """A page of the author's own; `html` is finished."""

    title: str
    standfirst: str
    html: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class Choice:
    """An entry of a list to choose from."""

    value: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ContactView:
    """The contact page; without `action` there is nobody to answer a form."""

    title: str
    standfirst: str
    action: str | None
    offers: tuple[Choice, ...]
    html: str = field(repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class SearchView:
    """The search page: where its index lies, and where to look without it."""

    title: str
    bundle: str
    archive: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class ArchiveYear:
    """A year of the archive."""

    year: Link
    posts: int
    themes: tuple[Counted, ...]


@dataclass(frozen=True, slots=True)
class YearsView:
    """All years of a language, the newest first."""

    years: tuple[ArchiveYear, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class YearView:
    """The posts of a year."""

    year: int
    archive: str
    entries: tuple[Entry, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class IssueView:
    """An issue's web version; `html` is finished."""

    title: str
    sent_on: date
    html: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class ListedIssue:
    """An issue in the archive."""

    title: str
    href: str
    sent_on: date


@dataclass(frozen=True, slots=True)
class ArchiveView:
    """A language's issues, newest first."""

    issues: tuple[ListedIssue, ...]
