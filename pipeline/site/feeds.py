"""Feeds of a language and of each theme: the newest posts in full, as Atom (RFC 4287) and as JSON Feed 1.1.

Dates come from the posts, never from a clock.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from itertools import islice
from urllib.parse import urljoin, urlsplit
from uuid import NAMESPACE_URL, uuid5

from pipeline.model.config import Config
from pipeline.model.post import Post
from pipeline.posts import bylines, links
from pipeline.site import shelf as shelves
from pipeline.site.bodies import Body
from pipeline.site.machine_views import FeedEntry, FeedView
from pipeline.site.page import Site
from pipeline.site.terms import Term

ENTRIES = 20
_JSON_FEED = "https://jsonfeed.org/version/1.1"
# Relative addresses. markdown-it escapes every quote in texts and attributes, so nothing else is found.
_ADDRESS = re.compile(r'(?<= )(href|src)="(?!//|[A-Za-z][A-Za-z0-9+.-]*:)([^"]*)"')
_SOURCES = re.compile(r"<source [^>]*>|</?picture>")
_NOT_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


@dataclass(frozen=True, slots=True)
class Feed:
    """A feed to be: the path of its Atom form, and the ids of the posts that it holds, text and all."""

    path: str
    shows: tuple[str, ...]
    view: Callable[[], FeedView] = field(repr=False)


def feeds(site: Site, bodies: Mapping[str, Body]) -> Iterator[Feed]:
    """A feed a language that has posts, and one a theme in each of these."""
    posts_by_id = {post.id: post for posts in site.shelf.posts.values() for post in posts}

    @cache
    def entry(post_id: str) -> FeedEntry:
        return _entry(site, posts_by_id[post_id], bodies[post_id])

    for lang in site.languages:
        newest = site.shelf.posts[lang][:ENTRIES]
        if not newest:
            continue
        name = site.config.workspace.name
        yield _later(site, (links.feed(lang), links.home(lang)), (name, ""), newest, entry)
        for term in site.themes.values():
            on_it = own(site, term, lang)
            if on_it:
                titles = (f"{name}: {term.names[lang]}", term.descriptions.get(lang, ""))
                yield _later(site, (path_of(term, lang), term.paths[lang]), titles, on_it, entry)


def path_of(term: Term, lang: str) -> str:
    """The path of a theme's Atom feed."""
    return term.paths[lang].removesuffix(".html") + ".xml"


def own(site: Site, term: Term, lang: str) -> tuple[Post, ...]:
    """The newest posts on a theme that are written in `lang`: a feed has one language."""
    if lang not in term.paths:
        return ()
    posts = (site.shelf.groups[key].posts.get(lang) for key in term.keys[lang])
    return tuple(islice(shelves.newest_first(post for post in posts if post is not None), ENTRIES))


def as_json(feed: FeedView) -> str:
    """The same feed as JSON Feed 1.1; its own address ends in .json."""
    said = {
        "version": _JSON_FEED,
        "title": feed.title,
        "home_page_url": feed.home,
        "feed_url": links.json_feed(feed.url),
        "description": feed.description,
        "language": feed.lang,
        "authors": [{"name": feed.author}],
        "items": [
            {
                "id": entry.id,
                "url": entry.url,
                "title": entry.title,
                "summary": entry.summary,
                **({"authors": [{"name": name} for name in entry.authors]} if entry.authors else {}),
                "content_html": entry.html,
                "date_published": entry.published,
                "date_modified": entry.updated,
                "tags": list(entry.categories),
            }
            for entry in feed.entries
        ],
    }
    return json.dumps({key: value for key, value in said.items() if value}, ensure_ascii=False, indent=1) + "\n"


def _later(
    site: Site,
    paths: tuple[str, str],
    titles: tuple[str, str],
    posts: Sequence[Post],
    entry: Callable[[str], FeedEntry],
) -> Feed:
    """`paths` are those of the feed and of its page, `titles` a title and a description."""

    def view() -> FeedView:
        return FeedView(
            url=links.absolute(site.config, paths[0]),
            home=links.absolute(site.config, paths[1]),
            lang=posts[0].lang,
            title=_clean(titles[0]),
            description=_clean(titles[1]),
            author=_clean(site.config.sender.name),
            updated=max(_instant(shelves.day(post)) for post in posts),
            entries=tuple(entry(post.id) for post in posts),
        )

    return Feed(paths[0], tuple(post.id for post in posts), view)


def _entry(site: Site, post: Post, body: Body) -> FeedEntry:
    url = links.absolute(site.config, links.post(post))
    terms = (site.themes[theme] for theme in site.shelf.themes[post.translation_key])
    themes = [term.names[post.lang] for term in terms]
    plain = _SOURCES.sub("", body.html)
    return FeedEntry(
        id=_urn(site.config, post.id),
        url=url,
        title=_clean(post.title),
        summary=_clean(body.summary),
        authors=tuple(map(_clean, bylines.named(post.authors, site.config.sender.name))),
        published=_instant(shelves.day(post)),
        updated=_instant(shelves.day(post)),
        categories=tuple(_clean(name) for name in dict.fromkeys([*themes, *post.topics])),
        html=_clean(_ADDRESS.sub(lambda found: f'{found[1]}="{urljoin(url, found[2])}"', plain)),
    )


def _urn(config: Config, name: str) -> str:
    """A UUID by name (RFC 9562, 5.5): it follows from the host and the post's id alone, so that neither a new slug nor
    another day makes a new entry. A tag (RFC 4151) would hold a day.
    """
    return uuid5(NAMESPACE_URL, f"//{urlsplit(config.workspace.url).hostname}/{name}").urn


def _instant(day: date) -> str:
    return f"{day.isoformat()}T00:00:00Z"


def _clean(text: str) -> str:
    """`text` without the control characters that no XML document may hold (XML 1.0, 2.2)."""
    return _NOT_XML.sub("", text)
