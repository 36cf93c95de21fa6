"""The picture that stands for a post where it is shared: its own, that of its original, or a card with its title."""

from __future__ import annotations

import hashlib
import posixpath
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from pipeline.model.post import Post
from pipeline.site import assets
from pipeline.site.content import CARD_SIZE, Asset, Card
from pipeline.site.page import Picture, Site

_SHOWN = (".png", ".jpg", ".jpeg", ".gif", ".webp")
"""What networks show of a page: no SVG, no AVIF, no BMP."""
_HEAVY = 600_000
"""Bytes from which a smaller version is passed on, where there is one."""


@dataclass(frozen=True, slots=True)
class _Drawing:
    """A card that can be drawn, and where it stands."""

    path: str
    draw: Callable[[], bytes]


def image_of(site: Site, post: Post) -> Picture | None:
    """The picture that networks show; None where there is none."""
    named = picture(site, post)
    shown = _shown(site, named) if named else None
    if shown:
        return shown
    drawing = _drawing(site, post)
    return Picture(drawing.path, *CARD_SIZE) if drawing else None


def _shown(site: Site, asset: Asset) -> Picture | None:
    """`asset` as networks show it: itself, or its largest version in WebP where that is lighter or they cannot."""
    can = posixpath.splitext(asset.path)[1] in _SHOWN
    if not can or len(site.content.files.get(asset.path, b"")) > _HEAVY:
        webp = [variant for variant in asset.variants if variant.type == "image/webp"]
        largest = max(webp, key=lambda variant: variant.width, default=None)
        if largest and asset.width and asset.height:
            return Picture(largest.path, largest.width, round(asset.height * largest.width / asset.width))
    return Picture(asset.path, asset.width, asset.height) if can else None


def _drawing(site: Site, post: Post) -> _Drawing | None:
    if site.content.draw is None:
        return None
    said = card(site, post)
    draw = site.content.draw(said)
    return _Drawing(path_of(said), draw) if draw else None


def picture(site: Site, post: Post) -> Asset | None:
    """The picture that the head of `post` names, or that of another language of it."""
    group = site.shelf.groups[post.translation_key]
    named = next((other for other in (post, *group.posts.values()) if other.image), None)
    if named is None or named.image is None:
        return None
    return assets.find(site.content.assets, posixpath.dirname(named.path), named.image)


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
    drawn: set[str] = set()
    for posts in site.shelf.posts.values() if site.content.draw else ():
        for post in posts:
            named = picture(site, post)
            drawing = None if named and _shown(site, named) else _drawing(site, post)
            if drawing and drawing.path not in drawn:
                drawn.add(drawing.path)
                yield drawing.path, post.path, drawing.draw
