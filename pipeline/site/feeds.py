"""Atom feeds (RFC 4287): the newest posts of a language in full. Dates come from the posts, never from a clock."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from urllib.parse import quote, urljoin, urlsplit

from pipeline.model.config import Config
from pipeline.model.post import Post
from pipeline.posts import links
from pipeline.site.bodies import Body
from pipeline.site.page import Site
from pipeline.site.views import FeedEntry, FeedView

ENTRIES = 20
# Relative addresses. markdown-it escapes every quote in texts and attributes, so nothing else is found.
_ADDRESS = re.compile(r'(?<= )(href|src)="(?!//|[A-Za-z][A-Za-z0-9+.-]*:)([^"]*)"')
_NOT_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def feed(site: Site, lang: str, bodies: Mapping[str, Body]) -> FeedView:
    """The feed of a language that has posts."""
    config, posts = site.config, site.shelf.posts[lang][:ENTRIES]
    return FeedView(
        url=links.absolute(config, links.feed(lang)),
        home=links.absolute(config, links.home(lang)),
        title=_clean(config.workspace.name),
        author=_clean(config.sender.name),
        updated=max(_updated(post) for post in posts),
        entries=tuple(_entry(site, post, bodies[post.id]) for post in posts),
    )


def _entry(site: Site, post: Post, body: Body) -> FeedEntry:
    url = links.absolute(site.config, links.post(post))
    themes = [site.themes[theme].names[post.lang] for theme in site.shelf.themes[post.translation_key]]
    return FeedEntry(
        id=_tag(site.config, post.id, _day(post)),
        url=url,
        title=_clean(post.title),
        summary=_clean(body.summary),
        published=_instant(_day(post)),
        updated=_updated(post),
        categories=tuple(_clean(name) for name in dict.fromkeys([*themes, *post.topics])),
        html=_clean(_ADDRESS.sub(lambda found: f'{found[1]}="{urljoin(url, found[2])}"', body.html)),
    )


def _tag(config: Config, name: str, day: date) -> str:
    """A tag URI (RFC 4151): it names the post, not its address, so a new slug makes no new entry."""
    return f"tag:{urlsplit(config.workspace.url).hostname},{day.year}:{quote(name)}"


def _updated(post: Post) -> str:
    """A post that was held back changes the feed on the day it comes out."""
    return _instant(max(_day(post), post.publish_on or date.min))


def _day(post: Post) -> date:
    return post.published or post.publish_on or date.min


def _instant(day: date) -> str:
    return f"{day.isoformat()}T00:00:00Z"


def _clean(text: str) -> str:
    """`text` without the control characters that no XML document may hold (XML 1.0, 2.2)."""
    return _NOT_XML.sub("", text)
