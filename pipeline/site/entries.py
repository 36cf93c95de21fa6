"""Posts as the entries of a list, seen from one page."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from pipeline.model.post import Post
from pipeline.posts import links, words
from pipeline.site.bodies import Body
from pipeline.site.page import Site
from pipeline.site.views import Entry, LanguageLink, Link


class Lister:
    """Turns posts into the entries of a list, each linked from the page that the list stands on."""

    def __init__(self, site: Site, bodies: Mapping[str, Body]) -> None:
        self._site = site
        self._bodies = bodies

    def entries(self, path: str, lang: str, posts: Iterable[Post], *, themes: bool = True) -> tuple[Entry, ...]:
        """`posts` for the page at `path`, in the order given; without their themes where all have the same."""
        return tuple(
            Entry(
                title=post.title,
                href=links.relative(path, links.post(post)),
                lang=post.lang,
                only_in=self._only_in(path, post) if post.lang != lang else (),
                published=post.comes_out,
                minutes=words.reading_minutes(post.words, post.lang),
                summary=self._bodies[post.id].summary,
                themes=theme_links(self._site, path, lang, post) if themes else (),
            )
            for post in posts
        )

    def _only_in(self, path: str, post: Post) -> tuple[LanguageLink, ...]:
        group = self._site.shelf.groups[post.translation_key]
        return tuple(LanguageLink(lang, links.relative(path, links.post(other))) for lang, other in group.posts.items())


def theme_links(site: Site, path: str, lang: str, post: Post) -> tuple[Link, ...]:
    """The themes of `post` in the words of `lang`, for the page at `path`."""
    terms = (site.themes[theme] for theme in site.shelf.themes[post.translation_key])
    return tuple(term.link(path, lang) for term in terms if lang in term.paths)
