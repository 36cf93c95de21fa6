"""What templates see of the pages that are no posts: lists, sections, forms. See `views` for what they share."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from pipeline.site.views import Entry, LanguageLink, Link


@dataclass(frozen=True, slots=True, kw_only=True)
class HomeView:
    """A page of a language's list of posts. `own` counts the posts in that language, `standfirst` says who writes."""

    standfirst: str
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
    """A theme or topic in an overview; with `lang` and `description_lang` where these are not the page's language."""

    name: str
    href: str
    posts: int
    lang: str = ""
    description: str = ""
    description_lang: str = ""


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
    lang: str = ""
    description_lang: str = ""
    feed: str | None = None
    part_of: Link | None = None
    parts: tuple[Link, ...] = ()
    offers: tuple[OfferView, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class OfferView:
    """What can be bought: `price` as it is written, `about` from its themes, `posts` the newest on them.

    `lang` and `about_lang` where a text is in another language than the page.
    """

    id: str
    name: str
    price: str
    about: str
    themes: tuple[Link, ...]
    href: str
    posts: tuple[Link, ...]
    lang: str = ""
    about_lang: str = ""


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
    """The search page: where its index lies, and where to look without it; `html` is the author's opening text."""

    title: str
    standfirst: str
    html: str = field(repr=False)
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


@dataclass(frozen=True, slots=True, kw_only=True)
class ListedIssue:
    """An issue in the archive. `only_in` are its languages, with addresses, where the page's own is not among them."""

    title: str
    href: str
    lang: str
    only_in: tuple[LanguageLink, ...]
    sent_on: date


@dataclass(frozen=True, slots=True)
class ArchiveView:
    """A language's issues, newest first."""

    issues: tuple[ListedIssue, ...]
