"""The posts' own pages."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from urllib.parse import quote

from pipeline.model.post import Post, TranslationGroup
from pipeline.posts import bylines, links, words
from pipeline.site import cards, json_ld
from pipeline.site import shelf as shelves
from pipeline.site.bodies import Body
from pipeline.site.entries import Lister, theme_links
from pipeline.site.page import Later, Page, Picture, Site
from pipeline.site.related import Related
from pipeline.site.terms import topic_key
from pipeline.site.views import LanguageLink, Link, Part, PostView, Series, Share

SCRIPT = "journey"


@dataclass(frozen=True, slots=True)
class _Neighbours:
    """What a post's page leads on to."""

    newer: Post | None
    older: Post | None
    related: Related


def pages(site: Site, bodies: Mapping[str, Body], lister: Lister) -> Iterator[Page]:
    """A page a live post, language by language, newest first."""
    related = Related(site.shelf)
    for posts in site.shelf.posts.values():
        for position, post in enumerate(posts):
            newer = posts[position - 1] if position else None
            older = posts[position + 1] if position + 1 < len(posts) else None
            near = _Neighbours(newer, older, related)
            yield _page(site, post, bodies[post.id], near, lister)


def _page(site: Site, post: Post, body: Body, near: _Neighbours, lister: Lister) -> Page:
    path = links.post(post)
    group = site.shelf.groups[post.translation_key]
    elsewhere = _elsewhere(site, post)
    image = cards.image_of(site, post)
    ours = {lang: links.post(other) for lang, other in group.posts.items() if not _elsewhere(site, other)}
    return Page(
        path=path,
        lang=post.lang,
        template="site/post.html",
        source=post.path,
        view=Later(partial(_view, site, post, body, near, lister, image)),
        translations={lang: links.post(other) for lang, other in group.posts.items()},
        # A page that names another address as its own is no alternate of anything (Google: hreflang and canonical).
        alternates={} if elsewhere else ours,
        canonical=elsewhere,
        updated=post.comes_out,
        indexed=elsewhere is None,
        script=SCRIPT if site.config.receiver.url else "",
        image=image,
        shows=post.id,
        names=partial(_named, site, post, near),
    )


def _named(site: Site, post: Post, near: _Neighbours) -> Iterator[str]:
    """The translation keys of the posts that a post's page leads on to."""
    beside = (other for other in (near.newer, near.older) if other)
    parts = site.shelf.series[post.lang, post.series] if post.series else ()
    yield from shelves.keys((*beside, *parts, *near.related.posts(post)))


def _view(site: Site, post: Post, body: Body, near: _Neighbours, lister: Lister, image: Picture | None) -> PostView:
    path = links.post(post)
    group = site.shelf.groups[post.translation_key]
    themes = theme_links(site, path, post.lang, post)
    url = links.absolute(site.config, path)
    return PostView(
        id=post.id,
        title=post.title,
        summary=body.summary,
        standfirst=post.description,
        authors=bylines.named(post.authors, site.config.sender.name),
        published=post.comes_out,
        minutes=words.reading_minutes(post.words, post.lang),
        themes=themes,
        topics=_topic_links(site, path, post),
        translations=_translations(path, post, group),
        series=_series(site, path, post),
        older=_neighbour(path, near.older),
        newer=_neighbour(path, near.newer),
        related=lister.entries(path, post.lang, near.related.posts(post), themes=False),
        outdated=_outdated(site, path, post),
        share=Share(f"mailto:?subject={quote(post.title)}&body={quote(url)}", url),
        html=body.html,
        json_ld=json_ld.blog_posting(
            site.config,
            post,
            body.summary,
            themes=[theme.text for theme in themes],
            image=links.absolute(site.config, image.path) if image else None,
        ),
    )


def _elsewhere(site: Site, post: Post) -> str | None:
    if not post.canonical:
        return None
    return post.canonical if post.canonical != links.absolute(site.config, links.post(post)) else None


def _topic_links(site: Site, path: str, post: Post) -> tuple[Link, ...]:
    terms = [site.topics[key] for key in dict.fromkeys(topic_key(topic) for topic in post.topics)]
    return tuple(term.link(path, post.lang) for term in terms)


def _translations(path: str, post: Post, group: TranslationGroup) -> tuple[LanguageLink, ...]:
    return tuple(
        LanguageLink(lang, links.relative(path, links.post(other)))
        for lang, other in group.posts.items()
        if lang != post.lang
    )


def _outdated(site: Site, path: str, post: Post) -> LanguageLink | None:
    """The original of `post`, where it was edited since the translation was made and readers can see it."""
    named = site.content.outdated.get(post.id)
    group = site.shelf.groups[post.translation_key]
    original = next((other for other in group.posts.values() if other.id == named), None)
    if original is None:
        return None
    return LanguageLink(original.lang, links.relative(path, links.post(original)))


def _series(site: Site, path: str, post: Post) -> Series | None:
    """The series of `post`, if readers can see more than one part of it."""
    parts: Sequence[Post] = site.shelf.series[post.lang, post.series] if post.series else ()
    if len(parts) < 2:
        return None
    numbers = [part.part or place for place, part in enumerate(parts, 1)]
    return Series(
        name=post.series or "",
        number=numbers[parts.index(post)],
        total=max(*numbers, len(parts)),
        parts=tuple(_part(path, post, part) for part in parts),
    )


def _part(path: str, read: Post, part: Post) -> Part:
    if part is read:
        return Part(part.title, None)
    return Part(part.title, links.relative(path, links.post(part)), part.lang if part.lang != read.lang else "")


def _neighbour(path: str, post: Post | None) -> Link | None:
    return None if post is None else Link(post.title, links.relative(path, links.post(post)))
