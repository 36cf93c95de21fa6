"""The picture that stands for a post where it is shared: its own, that of its original, or a card with its title."""

from __future__ import annotations

import hashlib
import posixpath
from collections.abc import Callable, Iterator
from functools import partial

from pipeline.errors import ContentError, Problem
from pipeline.model.post import Post
from pipeline.site import assets
from pipeline.site.content import Card
from pipeline.site.page import Site


def image_of(site: Site, post: Post) -> str | None:
    """The path of the picture on the site; None where there is none."""
    named = picture(site, post)
    if named:
        return named
    return path_of(card(site, post)) if site.content.draw else None


def picture(site: Site, post: Post) -> str | None:
    """The picture that the head of `post` names, or that of another language of it."""
    group = site.shelf.groups[post.translation_key]
    for other in (post, *group.posts.values()):
        if other.image:
            asset = assets.find(site.content.assets, posixpath.dirname(other.path), other.image)
            if asset is None:
                message = f'there is no picture "{other.image}"; put it beside the post or into content/static'
                raise ContentError(Problem(message, other.path, 1))
            return asset.path
    return None


def card(site: Site, post: Post) -> Card:
    """What the card of `post` says."""
    themes = [site.themes[theme].names[post.lang] for theme in site.shelf.themes[post.translation_key]]
    return Card(title=post.title, above=" · ".join(themes[:2]), below=site.config.workspace.name, lang=post.lang)


def path_of(card: Card) -> str:
    """Where a card stands: the address changes with what it says."""
    said = repr((card.title, card.above, card.below, card.lang))
    return f"assets/cards/{hashlib.sha256(said.encode()).hexdigest()[:16]}.png"


def files(site: Site) -> Iterator[tuple[str, str, Callable[[], bytes]]]:
    """(path, source, how to draw it) of every card that a page names."""
    draw = site.content.draw
    drawn: set[str] = set()
    for posts in site.shelf.posts.values() if draw else ():
        for post in posts:
            said = card(site, post)
            path = path_of(said)
            if draw and path not in drawn and not picture(site, post):
                drawn.add(path)
                yield path, post.path, partial(draw, said)
