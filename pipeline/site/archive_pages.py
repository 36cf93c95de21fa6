"""The archive: the years with what they were about, and a page for the posts of each."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from functools import partial

from pipeline.model.post import Post
from pipeline.posts import links
from pipeline.site import shelf as shelves
from pipeline.site.entries import Lister
from pipeline.site.page import Later, Page, Site
from pipeline.site.section_views import ArchiveYear, Counted, YearsView, YearView
from pipeline.site.views import Link

_SECTION = "archive"


def pages(site: Site, lister: Lister) -> Iterator[Page]:
    """The archives of the languages that have something to list."""
    years = {lang: _years(site, lang) for lang in site.languages}
    overviews = {lang: links.archive(lang) for lang in site.languages if years[lang]}
    for lang, path in overviews.items():
        yield Page(
            path=path,
            lang=lang,
            template="site/archive.html",
            source="the archive",
            view=YearsView(tuple(_overview(site, path, lang, year, posts) for year, posts in years[lang].items())),
            translations=overviews,
            alternates=overviews,
            section=_SECTION,
        )
        for year, posts in years[lang].items():
            same = {other: links.archive(other, year) for other in overviews if year in years[other]}
            yield _page(lister, lang, year, posts, same)


def _page(lister: Lister, lang: str, year: int, posts: Sequence[Post], same: dict[str, str]) -> Page:
    path = same[lang]
    return Page(
        path=path,
        lang=lang,
        template="site/year.html",
        source=f"the archive of {year}",
        view=Later(partial(_year, lister, path, lang, year, posts)),
        translations=same,
        alternates=same,
        updated=shelves.day(posts[0]),
        section=_SECTION,
        names=partial(shelves.keys, posts),
    )


def _year(lister: Lister, path: str, lang: str, year: int, posts: Sequence[Post]) -> YearView:
    return YearView(
        year=year,
        archive=links.relative(path, links.archive(lang)),
        entries=lister.entries(path, lang, posts, themes=False),
    )


def _years(site: Site, lang: str) -> dict[int, list[Post]]:
    found: dict[int, list[Post]] = defaultdict(list)
    for post in shelves.readable(site.shelf, site.shelf.groups, lang):
        found[shelves.day(post).year].append(post)
    return found


def _overview(site: Site, path: str, lang: str, year: int, posts: Sequence[Post]) -> ArchiveYear:
    """A year with its themes, the most frequent first."""
    counts = Counter(theme for post in posts for theme in site.shelf.themes[post.translation_key])
    themes = [(site.themes[theme], count) for theme, count in counts.most_common() if lang in site.themes[theme].paths]
    return ArchiveYear(
        year=Link(str(year), links.relative(path, links.archive(lang, year))),
        posts=len(posts),
        themes=tuple(
            Counted(
                name=term.names[lang],
                href=links.relative(path, term.paths[lang]),
                lang=term.name_langs.get(lang, ""),
                posts=count,
            )
            for term, count in themes
        ),
    )
