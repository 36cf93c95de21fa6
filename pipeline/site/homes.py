"""The entrance above the languages, each language's list of all posts, and the page for a wrong address."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial
from itertools import islice

from pipeline.model.post import Post
from pipeline.model.rendering import Render
from pipeline.posts import links
from pipeline.site import shelf as shelves
from pipeline.site.entries import Lister
from pipeline.site.framing import ENTRANCE
from pipeline.site.page import Later, Page, Site
from pipeline.site.section_views import EntranceView, HomeView
from pipeline.site.views import Link

PER_PAGE = 20
_NEWEST = 4


def homes(site: Site, lister: Lister) -> Iterator[Page]:
    """Each language's posts, 20 a page; posts that it lacks stand there in another language, and say so."""
    posts = {lang: shelves.readable(site.shelf, site.shelf.groups, lang) for lang in site.languages}
    counts = {lang: max(1, -(-len(posts[lang]) // PER_PAGE)) for lang in site.languages}
    for lang, count in counts.items():
        for number in range(1, count + 1):
            shown = posts[lang][(number - 1) * PER_PAGE : number * PER_PAGE]
            same = {other: links.home(other, number) for other in site.languages if number <= counts[other]}
            yield Page(
                path=same[lang],
                lang=lang,
                template="site/home.html",
                source=f'the home page of "{lang}"',
                view=Later(partial(_home, site, lister, (lang, number, count), shown)),
                translations=same,
                alternates=same,
                x_default=ENTRANCE if number == 1 else None,
                updated=max((post.published for post in shown if post.published), default=None),
            )


def _home(site: Site, lister: Lister, place: tuple[str, int, int], shown: Sequence[Post]) -> HomeView:
    """`place` is the language, the number of the page, and how many there are."""
    lang, number, count = place
    path = links.home(lang, number)
    return HomeView(
        page=number,
        pages=count,
        entries=lister.entries(path, lang, shown),
        themes=_themes(site, path, lang),
        own=len(site.shelf.posts[lang]),
        newer=links.relative(path, links.home(lang, number - 1)) if number > 1 else None,
        older=links.relative(path, links.home(lang, number + 1)) if number < count else None,
    )


def entrance(site: Site, lister: Lister, render: Render) -> Page:
    """The page above the languages: each with its newest posts, in its own words."""
    homes = {lang: links.home(lang) for lang in site.languages}
    parts = []
    for lang in site.languages:
        newest = islice(site.shelf.posts[lang], _NEWEST)
        values = {
            "home": links.relative(ENTRANCE, homes[lang]),
            "entries": lister.entries(ENTRANCE, lang, newest, themes=False),
            "more": len(site.shelf.posts[lang]) > _NEWEST,
        }
        parts.append(render("site/entrance_part.html", lang, values))
    return _above(site, ENTRANCE, "site/entrance.html", parts)


def not_found(site: Site, render: Render) -> Page:
    """The page that a server shows for a wrong address of any depth; so its links begin at the server's root."""
    homes = {lang: site.address("404.html", links.home(lang), rooted=True) for lang in site.languages}
    parts = [render("site/not_found_part.html", lang, {"home": homes[lang]}) for lang in site.languages]
    return _above(site, "404.html", "site/not_found.html", parts)


def _above(site: Site, path: str, template: str, parts: list[str]) -> Page:
    is_entrance = path == ENTRANCE
    homes = {lang: links.home(lang) for lang in site.languages}
    return Page(
        path=path,
        lang=site.languages[0],
        template=template,
        source="the site itself",
        view=EntranceView(languages=site.languages, parts=tuple(parts)),
        translations=homes,
        alternates=homes if is_entrance else {},
        x_default=ENTRANCE,
        indexed=is_entrance,
        rooted=not is_entrance,
    )


def _themes(site: Site, path: str, lang: str) -> tuple[Link, ...]:
    terms = (term for term in site.themes.values() if lang in term.paths)
    return tuple(Link(term.names[lang], links.relative(path, term.paths[lang])) for term in terms)
