"""What stands around a page: navigation, language switch, canonical address, alternates."""

from __future__ import annotations

import posixpath
from dataclasses import dataclass

from babel import Locale, UnknownLocaleError
from babel.core import get_global

from pipeline.model.language import chosen
from pipeline.posts import links
from pipeline.site import page as pages
from pipeline.site.page import Page, Site
from pipeline.site.views import Alternate, Frame, Head, LanguageLink

ENTRANCE = "index.html"
"""The page above all languages."""


@dataclass(frozen=True, slots=True)
class Assets:
    """Paths of the files that every page loads."""

    stylesheet: str
    icon: str


class Framing:
    """Frames and heads of one site; pages of one language in one folder share a frame."""

    def __init__(self, site: Site, assets: Assets) -> None:
        self._site = site
        self._assets = assets
        self._themes = pages.theme_overviews(site)
        self._topics = pages.topic_overviews(site)
        self._newsletter = pages.archives(site)
        self._frames: dict[tuple[str, str, bool], Frame] = {}

    def frame(self, page: Page) -> Frame:
        """The frame for `page`."""
        place = (page.lang, posixpath.dirname(page.path), page.rooted)
        if place not in self._frames:
            self._frames[place] = self._made(page)
        return self._frames[place]

    def head(self, page: Page) -> Head:
        """The head for `page`."""
        url = links.absolute(self._site.config, page.path)
        return Head(
            url=url,
            canonical=page.canonical or url,
            alternates=self._alternates(page),
            languages=tuple(self._language(page, lang) for lang in self._site.languages),
            section=page.section,
            indexed=page.indexed,
        )

    def _made(self, page: Page) -> Frame:
        config, lang = self._site.config, page.lang

        def to(path: str) -> str:
            return self._site.address(page.path, path, rooted=page.rooted)

        themes, topics, newsletter = (pages.get(lang) for pages in (self._themes, self._topics, self._newsletter))
        return Frame(
            name=config.workspace.name,
            lang=lang,
            direction=_direction(lang),
            locale=_locale(lang),
            author=config.sender.name,
            impressum=chosen(config.sender.impressum, lang, self._site.languages).strip(),
            stylesheet=to(self._assets.stylesheet),
            icon=to(self._assets.icon),
            entrance=to(ENTRANCE),
            home=to(links.home(lang)),
            themes=themes and to(themes),
            topics=topics and to(topics),
            newsletter=newsletter and to(newsletter),
            feed=to(links.feed(lang)) if self._site.shelf.posts[lang] else None,
        )

    def _alternates(self, page: Page) -> tuple[Alternate, ...]:
        config = self._site.config
        found = [Alternate(lang, links.absolute(config, path)) for lang, path in page.alternates.items()]
        if not found:
            return ()
        default = found[0].href if page.x_default is None else links.absolute(config, page.x_default)
        return (*found, Alternate("x-default", default))

    def _language(self, page: Page, lang: str) -> LanguageLink:
        path = page.translations.get(lang)
        href = self._site.address(page.path, path or links.home(lang), rooted=page.rooted)
        return LanguageLink(lang, href, same=path is not None, current=lang == page.lang)


def _direction(lang: str) -> str:
    try:
        return Locale.parse(lang.partition("-")[0]).text_direction
    except UnknownLocaleError:
        return "ltr"


def _locale(lang: str) -> str:
    """`de` → `de_DE`, as Open Graph wants it; the language alone where Unicode CLDR knows no likely territory."""
    language, *rest = lang.split("-")
    script = next((f"{language}_{part.title()}" for part in rest if len(part) == 4), language)
    likely = get_global("likely_subtags").get(script, "").split("_")
    territory = next((part.upper() for part in rest if len(part) == 2), likely[-1] if len(likely) == 3 else "")
    return f"{language}_{territory}" if territory else language
