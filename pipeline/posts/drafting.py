"""A new post, empty or as the translation of another: front matter filled in, the original's text as scaffold."""

from __future__ import annotations

import posixpath
from datetime import date

from pipeline.model.line import literal
from pipeline.model.post import Document, Post
from pipeline.model.slug import slugify
from pipeline.posts import fingerprints


def post(title: str, lang: str, folder: str, today: date) -> Document:
    """An empty post in `folder`, a draft. It names no themes: an empty list would say that it is about none."""
    head: dict[str, object] = {"title": title, "date": today, "lang": lang, "status": "draft"}
    return Document(f"{folder}/{slugify(title, lang)}.{lang}.md", _written(head, ""))


def translation(title: str, lang: str, original: Post, today: date) -> Document:
    """`original` to be translated, beside it: what holds in every language is filled in, the text is still its own.

    It is out for as long as its original is: not before that one comes out.
    """
    name = posixpath.basename(original.path)
    stem = name.removesuffix(f".{original.lang}.md")
    stem = stem if stem != name else slugify(title, lang)
    head = {
        "title": title,
        "date": today,
        "lang": lang,
        "slug": slugify(title, lang),
        "translation_key": original.translation_key,
        "translated_from": fingerprints.of(original),
        "status": "draft",
        "publish_on": _ahead(original.comes_out, today),
        "expires_on": _ahead(original.expires_on, today),
        "themes": [] if original.tagged else list(original.themes or ()),
        "tags": [*original.topics, *original.tagged],
        "series": original.series,
        "part": original.part,
        "description": original.description,
        "image": original.image,
    }
    kept = {key: value for key, value in head.items() if value not in (None, "", [])}
    return Document(f"{posixpath.dirname(original.path)}/{stem}.{lang}.md", _written(kept, original.body))


def _ahead(day: date | None, today: date) -> date | None:
    return day if day and day > today else None


def _written(head: dict[str, object], body: str) -> str:
    lines = [f"{key}: {_yaml(value)}" for key, value in head.items()]
    return "---\n" + "\n".join(lines) + f"\n---\n{body.lstrip(chr(10))}"


def _yaml(value: object) -> str:
    """A date or a number as it is, texts in quotes."""
    if isinstance(value, list):
        return f"[{', '.join(map(literal, value))}]"
    return literal(value) if isinstance(value, str) else str(value)
