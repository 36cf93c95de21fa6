"""Links from one place of a text to another: a heading has another address here than where the text comes from."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from html import unescape
from urllib.parse import unquote

from markdown_it.token import Token

from pipeline.model.slug import slugify
from pipeline.posts import headings
from pipeline.posts.incoming.cleaning import Resolve

Places = Mapping[str, str]
"""What a link may call a heading → the address that it has in a post, both without `#`."""

_HEADING = re.compile(r"<h([1-6])\b([^<>]*)>((?:(?!</?h[1-6]\b).){1,1000})</h\1>", re.DOTALL)
_ID = re.compile(r'\bid="([^"]{1,200})"')
_TAG = re.compile(r"<[^<>]*>")
_BETWEEN = re.compile(r"[\W_]+")
_NUMBER = re.compile(r"^\d+(?=\D)")


def in_markdown(tokens: Sequence[Token]) -> Places:
    """The headings of a text."""
    return _named([(said, ()) for said in headings.words(tokens)])


def in_html(html: str, title: str) -> Places:
    """The headings of a text as nh3 leaves it, with their own ids; a first one that repeats `title` is none."""
    if 'href="#' not in html:
        return {}
    found = [(unescape(_TAG.sub("", said)), _ID.findall(f"{head}>{said}")) for _, head, said in _HEADING.findall(html)]
    return _named(found[1:] if found and title and _bare(found[0][0]) == _bare(title) else found)


def resolving(resolve: Resolve, places: Places) -> Resolve:
    """As `resolve`, but that links to a heading of the same text lead there."""

    def resolved(target: str) -> str | None:
        return _address(places, target[1:]) if target.startswith("#") else resolve(target)

    return resolved


def _address(places: Places, fragment: str) -> str | None:
    name = unquote(fragment)
    found = (places.get(name) or places.get(_bare(name))) if name else None
    return f"#{found}" if found else None


def _named(found: Sequence[tuple[str, Sequence[str]]]) -> Places:
    places: dict[str, str] = {}
    addresses = headings.addresses(said for said, _ in found)
    for address, (_, ids) in zip(addresses, found, strict=True):
        for name in (*ids, _bare(address), _NUMBER.sub("", _bare(address))):
            places.setdefault(name, address)
    return places


def _bare(name: str) -> str:
    """Letters and digits alone: what stands between words, and for an apostrophe, differs between generators."""
    return _BETWEEN.sub("", slugify(name)) if _BETWEEN.sub("", name) else ""
