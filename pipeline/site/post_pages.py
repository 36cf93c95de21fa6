"""The posts' own pages."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from pipeline.model.post import Post
from pipeline.posts import links, words
from pipeline.site import json_ld
from pipeline.site.bodies import Body
from pipeline.site.entries import theme_links
from pipeline.site.page import Page, Site
from pipeline.site.terms import topic_key
from pipeline.site.views import LanguageLink, Link, Part, PostView, Series


def pages(site: Site, bodies: Mapping[str, Body]) -> Iterator[Page]:
    """A page a live post, language by language, newest first."""
    for posts in site.shelf.posts.values():
        for position, post in enumerate(posts):
            newer = posts[position - 1] if position else None
            older = posts[position + 1] if position + 1 < len(posts) else None
            yield _page(site, post, bodies[post.id], newer, older)


def _page(site: Site, post: Post, body: Body, newer: Post | None, older: Post | None) -> Page:
    path = links.post(post)
    group = site.shelf.groups[post.translation_key]
    translations = {lang: links.post(other) for lang, other in group.posts.items()}
    elsewhere = _elsewhere(site, post)
    ours = {lang: links.post(other) for lang, other in group.posts.items() if not _elsewhere(site, other)}
    themes = theme_links(site, path, post.lang, post)
    return Page(
        path=path,
        lang=post.lang,
        template="site/post.html",
        source=post.path,
        view=PostView(
            title=post.title,
            summary=body.summary,
            standfirst=post.description,
            published=post.published,
            minutes=words.reading_minutes(post.words, post.lang),
            themes=themes,
            topics=_topic_links(site, path, post),
            translations=_translations(path, post, translations),
            series=_series(site, path, post),
            older=_neighbour(path, older),
            newer=_neighbour(path, newer),
            html=body.html,
            json_ld=json_ld.blog_posting(site.config, post, body.summary, [theme.text for theme in themes]),
        ),
        translations=translations,
        # A page that names another address as its own is no alternate of anything (Google: hreflang and canonical).
        alternates={} if elsewhere else ours,
        canonical=elsewhere,
        updated=post.published,
        indexed=elsewhere is None,
    )


def _elsewhere(site: Site, post: Post) -> str | None:
    own = links.absolute(site.config, links.post(post))
    return post.canonical if post.canonical and post.canonical != own else None


def _topic_links(site: Site, path: str, post: Post) -> tuple[Link, ...]:
    terms = [site.topics[key] for key in dict.fromkeys(topic_key(topic) for topic in post.topics)]
    return tuple(Link(term.names[post.lang], links.relative(path, term.paths[post.lang])) for term in terms)


def _translations(path: str, post: Post, all_of_it: Mapping[str, str]) -> tuple[LanguageLink, ...]:
    return tuple(
        LanguageLink(lang, links.relative(path, other), same=True, current=False)
        for lang, other in all_of_it.items()
        if lang != post.lang
    )


def _series(site: Site, path: str, post: Post) -> Series | None:
    """The series of `post`, if readers can see more than one part of it."""
    parts: Sequence[Post] = site.shelf.series[post.lang, post.series] if post.series else ()
    if len(parts) < 2:
        return None
    numbers = [part.part or place for place, part in enumerate(parts, 1)]
    return Series(
        number=numbers[parts.index(post)],
        total=max(*numbers, len(parts)),
        parts=tuple(
            Part(part.title, None if part is post else links.relative(path, links.post(part))) for part in parts
        ),
    )


def _neighbour(path: str, post: Post | None) -> Link | None:
    return None if post is None else Link(post.title, links.relative(path, links.post(post)))
