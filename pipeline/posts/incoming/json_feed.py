"""JSON Feed 1.0 and 1.1 (jsonfeed.org), which feedparser does not know."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from pipeline.errors import Problem
from pipeline.posts.incoming import decoding, json_text, plain
from pipeline.posts.incoming.cleaning import address
from pipeline.posts.incoming.feed import further_pages, last_part
from pipeline.posts.incoming.item import Batch, File, Item
from pipeline.posts.incoming.json_text import word

_VERSION = "https://jsonfeed.org/version/"


def recognises(value: object) -> bool:
    """Whether a JSON value says that it is a feed."""
    return word(value, "version").startswith(_VERSION)


def read(file: File) -> Batch:
    """The items of a JSON feed."""
    value = json_text.parse(file.name, decoding.text(file.content, file.charset))
    home = address(word(value, "home_page_url"), file.url) or ""
    found = json_text.rows(value, "items")
    items = tuple(_items(file, found, home or file.url))
    lost = len(found) - len(items)
    return Batch(
        format="JSON Feed",
        origin=file.url or address(word(value, "feed_url")) or home or file.name,
        items=items,
        lang=word(value, "language"),
        is_feed=True,
        remarks=further_pages(address(word(value, "next_url"), file.url) or ""),
        refused=(Problem(f"{lost} of its items are no objects; they are left out", file.name),) if lost else (),
    )


def _items(file: File, found: Any, home: str) -> Iterator[Item]:
    for number, item in enumerate(found, 1):
        if not isinstance(item, dict):
            continue
        link = address(word(item, "url", "external_url"), home) or ""
        title = word(item, "title")
        html, text, summary = word(item, "content_html"), word(item, "content_text"), word(item, "summary")
        is_excerpt = not html and not text
        yield Item(
            where=plain.entry(file.name, title, number),
            title=title,
            body=html or plain.paragraphs(text or summary),
            markup="html",
            key=word(item, "id"),
            link=link,
            base=link or home,
            day=word(item, "date_published", "date_modified"),
            changed=word(item, "date_modified"),
            declared_lang=word(item, "language"),
            slug=last_part(link),
            tags=json_text.words(item, "tags"),
            authors=tuple(word(author, "name") for author in (item.get("author"), *json_text.rows(item, "authors"))),
            description="" if is_excerpt else summary,
            canonical=link if is_excerpt else "",
            is_excerpt=is_excerpt,
        )
