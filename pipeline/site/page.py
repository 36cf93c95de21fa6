"""A page before it is rendered: where it goes, what it shows, and what it is in the other languages."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date

from pipeline.model.config import Config
from pipeline.posts import links
from pipeline.site.content import Content
from pipeline.site.shelf import Shelf
from pipeline.site.terms import Term, theme_terms, topic_terms


@dataclass(frozen=True, slots=True)
class Later:
    """A view that is made when its page is rendered."""

    make: Callable[[], object]


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture on the site; its size in pixels where it is known."""

    path: str
    width: int | None = None
    height: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """One file of HTML to be.

    `source` says in a message where it comes from. `translations` (language → path) leads readers to the same thing,
    this page included; `alternates` are those of them that search engines are told of. `x_default` is the path for
    readers of no language of the site, the first alternate where it is None. `canonical` is the address that this text
    has elsewhere; the sitemap leaves it out then. `rooted` pages are shown at any depth: their links begin at the
    server's root. `script` names the one that the page loads, `image` is the picture that stands for it elsewhere.
    `shows` is the id of the post whose text stands on it, `names` gives the translation keys of the posts whose title,
    summary or reading time may.
    """

    path: str
    lang: str
    template: str
    source: str
    view: object
    translations: Mapping[str, str]
    alternates: Mapping[str, str]
    x_default: str | None = None
    canonical: str | None = None
    updated: date | None = None
    section: str = ""
    indexed: bool = True
    rooted: bool = False
    script: str = ""
    image: Picture | None = None
    shows: str | None = None
    names: Callable[[], Iterable[str]] = field(default=tuple, repr=False)

    def shown(self) -> object:
        """The finished view."""
        return self.view.make() if isinstance(self.view, Later) else self.view


@dataclass(frozen=True, slots=True, kw_only=True)
class Site:
    """What every page is made from: the live posts, and the addresses of themes and topics."""

    content: Content
    shelf: Shelf
    themes: Mapping[str, Term]
    topics: Mapping[str, Term]

    @property
    def config(self) -> Config:
        """The workspace's configuration."""
        return self.content.config

    @property
    def languages(self) -> tuple[str, ...]:
        """The site's languages, in the workspace's order."""
        return self.shelf.languages

    def address(self, page: str, target: str, *, rooted: bool = False) -> str:
        """The path `target` as a link on the page at the path `page`."""
        if rooted:
            return links.base(self.config.workspace.url) + "/" + links.relative("", target)
        return links.relative(page, target)


def survey(content: Content, shelf: Shelf) -> Site:
    """The site of `content`, with the addresses of its themes and topics."""
    themes, topics = theme_terms(content, shelf), topic_terms(content, shelf)
    return Site(content=content, shelf=shelf, themes=themes, topics=topics)


def topic_overviews(site: Site) -> dict[str, str]:
    """The overview of topics in each language that has any."""
    used = {lang for term in site.topics.values() for lang in term.paths}
    return {lang: links.topics(lang) for lang in site.languages if lang in used}


def theme_overviews(site: Site) -> dict[str, str]:
    """The overview of themes in each language; none where no post speaks of one."""
    used = {lang for term in site.themes.values() for lang in term.paths}
    return {lang: links.themes(lang) for lang in site.languages if lang in used}


def archives(site: Site) -> dict[str, str]:
    """The newsletter archive in each language that has issues, or lists those of others."""
    written = {lang for lang, _ in site.content.issues if lang in site.languages}
    shown = site.languages if site.shelf.foreign and written else written
    return {lang: links.newsletter(lang) for lang in site.languages if lang in shown}
