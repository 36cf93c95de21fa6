"""What stands around a page: navigation, language switch, canonical address, alternates."""

from __future__ import annotations

import posixpath
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field

from babel.core import get_global

from pipeline.model import locales
from pipeline.model.language import chosen, fallbacks
from pipeline.posts import links
from pipeline.site import contact, offers, own_pages, search
from pipeline.site import page as pages
from pipeline.site import shelf as shelves
from pipeline.site.content import OwnPage
from pipeline.site.page import Page, Picture, Site
from pipeline.site.views import Alternate, Frame, Head, LanguageLink, Link

ENTRANCE = "index.html"
"""The page above all languages."""


@dataclass(frozen=True, slots=True)
class Assets:
    """Paths of the files that pages load; `scripts` by name. `font` is the one that every text needs."""

    stylesheet: str
    icon: str
    scripts: Mapping[str, str] = field(default_factory=dict)
    font: str | None = None


class Framing:
    """Frames and heads of one site; pages of one language in one folder share a frame."""

    def __init__(self, site: Site, assets: Assets) -> None:
        self._site = site
        self._assets = assets
        self._themes = pages.theme_overviews(site)
        self._topics = pages.topic_overviews(site)
        self._newsletter = pages.archives(site)
        self._offers = offers.paths(site)
        self._own = own_pages.by_key(site.content.pages)
        self._frames: dict[tuple[str, str, bool], Frame] = {}

    def frame(self, page: Page) -> Frame:
        """The frame for `page`."""
        place = (page.lang, posixpath.dirname(page.path), page.rooted)
        if place not in self._frames:
            self._frames[place] = self._made(page)
        return self._frames[place]

    def head(self, page: Page) -> Head:
        """The head for `page`."""
        url = self.address(page)
        return Head(
            url=url,
            canonical=page.canonical or url,
            alternates=self.alternates(page),
            languages=tuple(self._language(page, lang) for lang in self._site.languages),
            section=page.section,
            indexed=page.indexed,
            policy=self._policy(page),
            script=self._script(page),
            image=links.absolute(self._site.config, page.image.path) if page.image else None,
            image_size=_size(page.image),
        )

    def address(self, page: Page) -> str:
        """The full web address of `page`."""
        return links.absolute(self._site.config, page.path)

    def alternates(self, page: Page) -> tuple[Alternate, ...]:
        """`page` in other languages, for machines; nothing where it is alone."""
        config = self._site.config
        found = [Alternate(lang, links.absolute(config, path)) for lang, path in page.alternates.items()]
        if not found:
            return ()
        default = found[0].href if page.x_default is None else links.absolute(config, page.x_default)
        return (*found, Alternate("x-default", default))

    def _script(self, page: Page) -> str | None:
        path = self._assets.scripts.get(page.script)
        return path and self._site.address(page.path, path, rooted=page.rooted)

    def _policy(self, page: Page) -> str:
        """The Content-Security-Policy: nothing but what this page needs, and nothing from elsewhere.

        `connect-src 'self'` lets checkers that load robots.txt through the page (Lighthouse) find it; pages without a
        script connect to nothing anyway.
        """
        forms = " ".join(filter(None, ("'self'", contact.origin(self._site.config))))
        own = "style-src 'self'; img-src 'self' data:; font-src 'self'; connect-src 'self'"
        scripts = "; script-src 'self'" if page.script else ""
        if page.script == search.KEY:
            scripts = "; script-src 'self' 'wasm-unsafe-eval'; worker-src 'self'"
        return f"default-src 'none'; {own}; form-action {forms}; base-uri 'none'{scripts}"

    def _made(self, page: Page) -> Frame:
        config, lang = self._site.config, page.lang

        def to(path: str) -> str:
            return self._site.address(page.path, path, rooted=page.rooted)

        def or_none(path: str | None) -> str | None:
            return to(path) if path else None

        feed = links.feed(lang) if self._site.shelf.posts[lang] else None
        about, *others = self._own_pages(to, lang)
        return Frame(
            name=config.workspace.name,
            lang=lang,
            direction=locales.direction(lang),
            locale=_locale(lang),
            author=config.sender.name,
            impressum=chosen(config.sender.impressum, lang, self._site.languages).strip(),
            stylesheet=to(self._assets.stylesheet),
            icon=to(self._assets.icon),
            font=or_none(self._assets.font),
            entrance=to(ENTRANCE if len(self._site.languages) > 1 else links.home(lang)),
            home=to(links.home(lang)),
            themes=or_none(self._themes.get(lang)),
            topics=or_none(self._topics.get(lang)),
            newsletter=or_none(self._newsletter.get(lang)),
            archive=to(links.archive(lang)) if shelves.has_any(self._site.shelf, lang) else None,
            offers=or_none(self._offers.get(lang)),
            contact=to(links.own(lang, contact.KEY)),
            search=to(links.own(lang, search.KEY)) if config.site.search else None,
            about=about,
            pages=tuple(link for link in others if link),
            feed=or_none(feed),
            json_feed=or_none(feed and links.json_feed(feed)),
            subscribe=contact.subscribe(config),
            mailto=contact.mailto(config),
            mailbox=config.sender.mailbox,
        )

    def _own_pages(self, to: Callable[[str], str], lang: str) -> Iterator[Link | None]:
        """The page about the author, if there is one, then the others; in another language where one may be listed."""
        order = fallbacks(lang, self._site.languages) if self._site.shelf.foreign else (lang,)

        def link(by_lang: Mapping[str, OwnPage]) -> Link | None:
            own = next((by_lang[each] for each in order if each in by_lang), None)
            if own is None:
                return None
            return Link(own.title, to(links.own(own.lang, own.slug)), own.lang if own.lang != lang else "")

        yield link(self._own.get(own_pages.ABOUT, {}))
        for key, by_lang in self._own.items():
            if key not in (own_pages.ABOUT, *own_pages.BUILT_IN):
                yield link(by_lang)

    def _language(self, page: Page, lang: str) -> LanguageLink:
        path = page.translations.get(lang)
        href = self._site.address(page.path, path or links.home(lang), rooted=page.rooted)
        return LanguageLink(lang, href, same=path is not None, current=lang == page.lang)


def _size(picture: Picture | None) -> tuple[int, int] | None:
    return (picture.width, picture.height) if picture and picture.width and picture.height else None


def _locale(lang: str) -> str:
    """`de` → `de_DE`, as Open Graph wants it; the language alone where Unicode CLDR knows no likely territory."""
    language, *rest = lang.split("-")
    script = next((f"{language}_{part.title()}" for part in rest if len(part) == 4), language)
    likely = get_global("likely_subtags").get(script, "").split("_")
    territory = next((part.upper() for part in rest if len(part) == 2), likely[-1] if len(likely) == 3 else "")
    return f"{language}_{territory}" if territory else language
