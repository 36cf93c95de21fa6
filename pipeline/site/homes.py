"""The entrance above the languages, each language's list of all posts, and the page for a wrong address."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from functools import partial

from pipeline.model.post import Post
from pipeline.model.rendering import Render
from pipeline.posts import links
from pipeline.site import contact, own_pages, search
from pipeline.site import shelf as shelves
from pipeline.site.entries import Lister
from pipeline.site.framing import ENTRANCE
from pipeline.site.page import Later, Page, Site
from pipeline.site.section_views import EntranceView, HomeView
from pipeline.site.views import Link

PER_PAGE = 20
_NEWEST = 4
NOT_FOUND = "404.html"


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
                x_default=ENTRANCE if number == 1 and len(site.languages) > 1 else None,
                updated=max((post.comes_out for post in shown if post.comes_out), default=None),
                names=partial(shelves.keys, shown),
            )


def _home(site: Site, lister: Lister, place: tuple[str, int, int], shown: Sequence[Post]) -> HomeView:
    """`place` is the language, the number of the page, and how many there are."""
    lang, number, count = place
    path = links.home(lang, number)
    return HomeView(
        standfirst=own_pages.introduction(site, lang) if number == 1 else "",
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
    shown = {lang: site.shelf.posts[lang][:_NEWEST] for lang in site.languages}

    def part(lang: str) -> str:
        values = {
            "home": links.relative(ENTRANCE, links.home(lang)),
            "standfirst": own_pages.introduction(site, lang),
            "entries": lister.entries(ENTRANCE, lang, shown[lang], themes=False),
            "more": len(site.shelf.posts[lang]) > _NEWEST,
        }
        return render("site/entrance_part.html", lang, values)

    page = _above(site, ENTRANCE, "site/entrance.html", part)
    return replace(page, names=partial(shelves.keys, [post for posts in shown.values() for post in posts]))


def not_found(site: Site, render: Render) -> Page:
    """The page that a server shows for a wrong address of any depth; so its links begin at the server's root."""

    def part(lang: str) -> str:
        paths = {"home": links.home(lang), "contact": links.own(lang, contact.KEY)}
        if site.config.site.search:
            paths["search"] = links.own(lang, search.KEY)
        ways = {name: site.address(NOT_FOUND, path, rooted=True) for name, path in paths.items()}
        return render("site/not_found_part.html", lang, {"search": None, **ways})

    return _above(site, NOT_FOUND, "site/not_found.html", part)


def _above(site: Site, path: str, template: str, part: Callable[[str], str]) -> Page:
    is_entrance = path == ENTRANCE
    homes = {lang: links.home(lang) for lang in site.languages}
    return Page(
        path=path,
        lang=site.languages[0],
        template=template,
        source="the site itself",
        view=Later(lambda: EntranceView(languages=site.languages, parts=tuple(map(part, site.languages)))),
        translations=homes,
        alternates=homes if is_entrance else {},
        x_default=ENTRANCE,
        indexed=is_entrance,
        rooted=not is_entrance,
    )


def _themes(site: Site, path: str, lang: str) -> tuple[Link, ...]:
    terms = (term for term in site.themes.values() if lang in term.paths)
    return tuple(term.link(path, lang) for term in terms)
