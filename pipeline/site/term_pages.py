"""Themes and topics: an overview of each, and a page for every one."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from functools import partial

from pipeline.model.post import Post
from pipeline.posts import links
from pipeline.site import alphabet, feeds, offers
from pipeline.site import page as site_pages
from pipeline.site import shelf as shelves
from pipeline.site.entries import Lister
from pipeline.site.page import Later, Page, Site
from pipeline.site.section_views import Counted, OverviewView, TermView
from pipeline.site.terms import Term
from pipeline.site.views import Link


def themes(site: Site, lister: Lister) -> Iterator[Page]:
    """The themes. Their pages list posts that a language lacks in another one, as its home page does."""
    yield from _overviews("themes", site.themes, site_pages.theme_overviews(site))
    for term in site.themes.values():
        for lang in term.paths:
            posts = shelves.readable(site.shelf, term.keys[lang], lang)
            page = _page("themes", term, lang, posts, Later(partial(_theme, site, lister, term, lang, posts)))
            yield replace(page, names=partial(_named, site, term, lang, posts))


def topics(site: Site, lister: Lister) -> Iterator[Page]:
    """The topics: words of one language, so their pages list posts of that language only."""
    yield from _overviews("topics", site.topics, site_pages.topic_overviews(site))
    for term in site.topics.values():
        for lang, path in term.paths.items():
            posts = shelves.newest_first(site.shelf.groups[key].posts[lang] for key in term.keys[lang])
            yield _page(
                "topics", term, lang, posts, Later(partial(_topic, lister, term.names[lang], path, lang, posts))
            )


def _topic(lister: Lister, name: str, path: str, lang: str, posts: tuple[Post, ...]) -> TermView:
    return TermView(name=name, description="", entries=lister.entries(path, lang, posts))


def _theme(site: Site, lister: Lister, term: Term, lang: str, posts: tuple[Post, ...]) -> TermView:
    """A theme as a position: what is meant, what it is a part of, what can be bought, and what has been written."""
    path = term.paths[lang]
    catalogue = site.content.catalogue.themes
    above = catalogue[term.id].part_of
    below = [theme.id for theme in catalogue.values() if theme.part_of == term.id]
    return TermView(
        name=term.names[lang],
        lang=term.name_langs.get(lang, ""),
        description=term.descriptions.get(lang, ""),
        description_lang=term.description_langs.get(lang, ""),
        entries=lister.entries(path, lang, posts, themes=False),
        feed=links.relative(path, feeds.path_of(term, lang)) if feeds.own(site, term, lang) else None,
        part_of=next(_links(site, path, lang, [above]), None) if above else None,
        parts=tuple(_links(site, path, lang, below)),
        offers=offers.of_theme(site, term.id, path, lang),
    )


def _named(site: Site, term: Term, lang: str, posts: tuple[Post, ...]) -> Iterator[str]:
    """The translation keys of the posts that a theme's page lists, those beside its offers among them."""
    yield from shelves.keys(posts)
    for offer in offers.current(site):
        if term.id in offer.themes:
            yield from offers.named(site, offer, lang)


def _links(site: Site, path: str, lang: str, themes: list[str]) -> Iterator[Link]:
    for theme in themes:
        found = site.themes.get(theme)
        if found and lang in found.paths:
            yield found.link(path, lang)


def _overviews(section: str, terms: Mapping[str, Term], paths: Mapping[str, str]) -> Iterator[Page]:
    for lang, path in paths.items():
        counted = [
            Counted(
                name=term.names[lang],
                href=links.relative(path, term.paths[lang]),
                lang=term.name_langs.get(lang, ""),
                description=term.descriptions.get(lang, ""),
                description_lang=term.description_langs.get(lang, ""),
                posts=len(term.keys[lang]),
            )
            for term in terms.values()
            if lang in term.paths
        ]
        if section == "topics":  # themes stand as in themes.toml
            counted.sort(key=partial(_in_order, lang))
        yield Page(
            path=path,
            lang=lang,
            template=f"site/{section}.html",
            source=f"the overview of {section}",
            view=OverviewView(tuple(counted)),
            translations=paths,
            alternates=paths,
            section=section,
        )


def _in_order(lang: str, term: Counted) -> tuple[tuple[str, ...], str]:
    return alphabet.place(term.name, lang)


def _page(section: str, term: Term, lang: str, posts: tuple[Post, ...], view: Later) -> Page:
    return Page(
        path=term.paths[lang],
        lang=lang,
        template=f"site/{section.removesuffix('s')}.html",
        source=f'the {section.removesuffix("s")} "{term.id}"',
        view=view,
        translations=term.paths,
        alternates=term.paths,
        updated=max((post.comes_out for post in posts if post.comes_out), default=None),
        section=section,
        names=partial(shelves.keys, posts),
    )
