"""Ghost's export: one JSON file with posts, tags, and what joins them; posts that did not stand open on its site become
drafts.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from typing import Any

from pipeline.errors import Problem
from pipeline.posts.incoming import decoding, json_text, plain
from pipeline.posts.incoming.cleaning import address
from pipeline.posts.incoming.item import Batch, File, Item, not_public
from pipeline.posts.incoming.json_text import rows, word

# Stands in an export for the address of the site, which the export does not say.
_SITE = "__GHOST_URL__"


def recognises(value: object) -> bool:
    """Whether a JSON value has Ghost's `db[0].data.posts`, or only its `data`."""
    return bool(_data(value))


def read(file: File) -> Batch:
    """The posts of an export, without its pages."""
    data = _data(json_text.parse(file.name, decoding.text(file.content)))
    settings = {word(row, "key"): word(row, "value") for row in rows(data, "settings")}
    tags, authors = _tags(data), _authors(data)
    extras = {word(row, "post_id"): row for row in rows(data, "posts_meta")}
    left_out: Counter[str] = Counter()
    refused: list[Problem] = []
    items: list[Item] = []
    site = (address(settings.get("url", "")) or "").rstrip("/")
    for number, post in enumerate(rows(data, "posts"), 1):
        if word(post, "type") == "page" or (isinstance(post, dict) and post.get("page") in (1, True)):
            left_out["pages"] += 1
            continue
        where = plain.entry(file.name, word(post, "title"), number)
        key = word(post, "id")
        item = _item(where, post, tags.get(key, ()), authors.get(key, ()), extras.get(key, {}), site)
        if item.body or not (word(post, "lexical") or word(post, "mobiledoc")):
            items.append(item)
        else:
            refused.append(
                Problem("has no HTML in the export; open and save it in Ghost, then export again", item.where)
            )
    return Batch(
        format="Ghost",
        origin=f"ghost:{address(settings.get('url', '')) or settings.get('title') or file.name}",
        items=tuple(items),
        lang=settings.get("locale", "") or settings.get("lang", ""),
        refused=tuple(refused),
        left_out=left_out,
    )


def _data(value: object) -> Mapping[str, Any]:
    database = rows(value, "db")
    inside = database[0] if database else value
    data = inside.get("data") if isinstance(inside, dict) else None
    return data if isinstance(data, dict) and isinstance(data.get("posts"), list) else {}


def _tags(data: Mapping[str, Any]) -> Mapping[str, Sequence[str]]:
    """The tags of each post, by its id; Ghost's internal ones begin with `#`."""
    names = {word(tag, "id"): word(tag, "name") for tag in rows(data, "tags")}
    tags: dict[str, list[str]] = defaultdict(list)
    for row in rows(data, "posts_tags"):
        name = names.get(word(row, "tag_id"), "")
        if name and not name.startswith("#"):
            tags[word(row, "post_id")].append(name)
    return tags


def _authors(data: Mapping[str, Any]) -> Mapping[str, Sequence[str]]:
    """The names of each post's authors, by its id, in their order; older exports know one a post."""
    names = {word(user, "id"): word(user, "name") for user in rows(data, "users")}
    authors: dict[str, list[str]] = defaultdict(list)
    for row in sorted(rows(data, "posts_authors"), key=lambda row: word(row, "sort_order").zfill(9)):
        authors[word(row, "post_id")].append(names.get(word(row, "author_id"), ""))
    return authors or {word(post, "id"): [names.get(word(post, "author_id"), "")] for post in rows(data, "posts")}


def _item(
    where: str, post: Any, tags: Sequence[str], authors: Sequence[str], extra: Mapping[str, Any], site: str
) -> Item:
    kept_back = _kept_back(post)
    html = word(post, "html").replace(_SITE, site)
    slug, image = word(post, "slug"), word(post, "feature_image").replace(_SITE, site)
    is_draft = word(post, "status") not in ("published", "") or bool(kept_back)
    return Item(
        where=where,
        title=word(post, "title"),
        body=html or plain.paragraphs(word(post, "plaintext")),
        markup="html",
        key=word(post, "uuid", "id"),
        addresses=(f"{site}/{slug}/",) if slug else (),
        day=word(post, "published_at", "created_at"),
        changed=word(post, "updated_at"),
        declared_lang=word(post, "locale"),
        slug=slug,
        tags=tuple(tags),
        authors=tuple(authors),
        description=word(post, "custom_excerpt") or word(extra, "meta_description") or word(post, "meta_description"),
        canonical=word(post, "canonical_url"),
        is_draft=is_draft,
        own=({"aliases": [f"/{slug}/"]} if slug and not is_draft else {}) | ({"image": image} if image else {}),
        warnings=not_public(kept_back),
    )


def _kept_back(post: Any) -> str:
    """Why a finished post does not stand on the site; empty where it does."""
    if word(post, "visibility") not in ("", "public"):
        return "is for members only"
    return "was sent by mail only" if word(post, "status") == "sent" else ""
