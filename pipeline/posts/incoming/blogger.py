"""Blogger's posts as its programming interface gives them: a JSON list, or an object with `items`."""

from __future__ import annotations

from typing import Any

from pipeline.posts.incoming import decoding, json_text, plain
from pipeline.posts.incoming.cleaning import address
from pipeline.posts.incoming.feed import last_part
from pipeline.posts.incoming.item import Batch, File, Item
from pipeline.posts.incoming.json_text import rows, word

_POST = "blogger#post"


def recognises(value: object) -> bool:
    """Whether a JSON value is a list of Blogger's posts."""
    return any(word(post, "kind") == _POST for post in _posts(value))


def read(file: File) -> Batch:
    """The posts of a blog."""
    posts = [
        post for post in _posts(json_text.parse(file.name, decoding.text(file.content))) if word(post, "kind") == _POST
    ]
    blogs = {word(post.get("blog"), "id") for post in posts}
    return Batch(
        format="Blogger",
        origin=f"blogger:{' '.join(sorted(blogs))}",
        items=tuple(_item(file, number, post) for number, post in enumerate(posts, 1)),
    )


def _posts(value: object) -> Any:
    return value if isinstance(value, list) else rows(value, "items")


def _item(file: File, number: int, post: Any) -> Item:
    title = word(post, "title")
    link = address(word(post, "url")) or ""
    return Item(
        where=plain.entry(file.name, title, number),
        title=title,
        body=word(post, "content"),
        markup="html",
        key=word(post, "id"),
        link=link,
        base=link,
        day=word(post, "published"),
        changed=word(post, "updated"),
        slug=last_part(link),
        tags=json_text.words(post, "labels"),
        authors=(word(post.get("author"), "displayName"),),
        is_draft=word(post, "status") not in ("", "LIVE"),
    )
