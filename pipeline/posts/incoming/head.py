"""The head of a foreign Markdown file: `---` YAML, `+++` TOML or JSON, every value as text, and what it means to us.

Keys of Jekyll, Hugo, Hexo, Eleventy, Astro, Pelican and Ghost are known by the names that they use; a key that means
nothing here is named and left out.
"""

from __future__ import annotations

import difflib
import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from pipeline.errors import Problem, SourceRefused
from pipeline.model import toml_source, yaml_source
from pipeline.model.source import Position, Source
from pipeline.posts.incoming import wiki_links

# Eleventy names behind the first dashes what stands below: `---json`.
_FENCED = re.compile(
    r"\A\ufeff?(---|\+\+\+)[ \t]*(yaml|toml|json|js|javascript)?[ \t]*\n(.*?)^\1[ \t]*$\n?",
    re.DOTALL | re.MULTILINE | re.IGNORECASE,
)
_KEY_FIRST = r"\ufeff?(?:title|date|layout|lang|slug|tags|draft|author|description)[ \t]*:"
_OPEN_END, _BEGINS = re.compile(rf"\ufeff?---[ \t]*\n{_KEY_FIRST}"), re.compile(_KEY_FIRST, re.IGNORECASE)
_FIRST_KEY = re.compile(r"\s*(?:#.*\n\s*)*[\w\"'-]+\s*[:=]|\s*\Z")

_NAMES = {
    "title": ("title",),
    "day": ("date", "pubdate", "pub_date", "publishdate", "published_at", "date_published", "created", "created_at"),
    "changed": ("lastmod", "updated", "modified", "last_modified_at", "updated_at", "date_modified"),
    "lang": ("lang", "language", "locale"),
    "slug": ("slug", "basename", "permalink", "url"),
    "address": ("permalink", "url"),
    "publish_on": ("publish_on", "publishdate"),
    "expires_on": ("expires_on", "expirydate", "unpublishdate"),
    "description": ("description", "summary", "excerpt", "subtitle", "abstract"),
    "canonical": ("canonical", "canonical_url", "canonicalurl"),
    "group": ("translation_key", "translationkey"),
}
_IMAGES = (
    "image", "cover", "featured_image", "featuredimage", "feature_image", "cover_image", "coverimage", "heroimage",
    "hero_image", "thumbnail", "images",
)  # fmt: skip
_TAGS = ("tags", "tag", "keywords", "categories", "category")
_AUTHORS = ("authors", "author")
# Ours alone: taken over as they are where they are right.
_OWN = ("themes", "minutes", "newsletter", "announce", "series", "part", "publish_on", "expires_on")
_HIDES, _SHOWS = ("draft", "isdraft", "is_draft", "private", "hidden", "unlisted"), ("published", "publish")
_FLAGS = (*_HIDES, *_SHOWS, "status", "aliases", "redirect_from")
# A key that comes as near as `titel` or `categorys` to one of these is a slip; `layout` is others' key.
_OFTEN_MEANT = (
    "title", "date", "lang", "slug", "description", "canonical", "translation_key", "tags", "categories", "themes",
    "newsletter", "draft", "published", "status", "aliases", "publish_on", "expires_on", "author",
)  # fmt: skip
_NEAR = 0.75
_DAY = re.compile(r"\d{4}-\d\d-\d\d")
KNOWN = frozenset((*(name for names in _NAMES.values() for name in names), *_IMAGES, *_TAGS, *_AUTHORS, *_OWN, *_FLAGS))


@dataclass(frozen=True, slots=True)
class Head:
    """What a head says; `unknown` are its keys that mean nothing here. `places` are where keys stand, in lower case."""

    values: Mapping[str, Any] = field(default_factory=dict)
    unknown: tuple[str, ...] = ()
    places: Mapping[str, Position] = field(default_factory=dict)

    def text(self, what: str) -> str:
        """The first key for `what` that holds text."""
        return next((found for name in _NAMES[what] if (found := _text(self.values.get(name)))), "")

    @property
    def day(self) -> str:
        """The date; `published` is one in some generators and a flag in others."""
        published = _text(self.values.get("published"))
        return self.text("day") or (published if published[:1].isdigit() else "")

    @property
    def day_place(self) -> Position | None:
        """Where the date stands."""
        return next((self.places.get(name) for name in (*_NAMES["day"], "published") if self.values.get(name)), None)

    @property
    def misspelt(self) -> Iterator[tuple[str, str, Position]]:
        """Unknown keys that come near to one of ours: the key, ours, and its place."""
        for key in self.unknown:
            near = difflib.get_close_matches(key, _OFTEN_MEANT, n=1, cutoff=_NEAR)
            if near and near[0] not in self.values:
                yield key, near[0], self.places.get(key, Position(2, 1))

    @property
    def tags(self) -> tuple[str, ...]:
        """Tags and categories; `a, b` and Jekyll's `a b` are two."""
        return tuple(dict.fromkeys(word for name in _TAGS for word in _words(self.values.get(name))))

    @property
    def categories(self) -> tuple[str, ...]:
        """Categories alone, which may be folders of an address."""
        return next((found for name in ("categories", "category") if (found := _words(self.values.get(name)))), ())

    @property
    def authors(self) -> tuple[str, ...]:
        """Who wrote it: `author: Jo`, `authors: [Jo, Anna]`, `Jo, Anna`, Pelican's `Jo; Anna`, tables with a `name`."""
        several = self.values.get("authors")
        parts = several.split(";" if ";" in several else ",") if isinstance(several, str) else several
        return next((found for value in (parts, self.values.get("author")) if (found := _people(value))), ())

    @property
    def aliases(self) -> tuple[str, ...]:
        """Former addresses."""
        return tuple(word for name in ("aliases", "redirect_from") for word in _words(self.values.get(name)))

    @property
    def is_unwritten(self) -> bool:
        """`permalink: false`: Eleventy makes no page of it."""
        return _text(self.values.get("permalink")).lower() == "false"

    @property
    def is_draft(self) -> bool:
        """`draft: true`, `published: false`, a status that is not public, or no page of its own."""
        status = _text(self.values.get("status")).lower()
        drafted = any(_text(self.values.get(name)).lower() in ("true", "yes", "on", "1") for name in _HIDES)
        hidden = any(_text(self.values.get(name)).lower() in ("false", "no", "off", "0") for name in _SHOWS)
        return drafted or hidden or self.is_unwritten or status in ("draft", "hidden", "private", "pending")

    @property
    def image(self) -> str:
        """The picture that stands for the post: `image: a.png`, `cover: {image: a.png}`, `images: [a.png]`, or both."""
        said = (_picture(self.values.get(name)) for name in _IMAGES)
        return next((found for found in said if "." in found), "")

    @property
    def own(self) -> dict[str, Any]:
        """The keys that only our own files have, and Hugo's days on which a text comes and goes."""
        found = {
            name: self.values[name] for name in _OWN if _text(self.values.get(name)) or _words(self.values.get(name))
        }
        if isinstance(series := found.get("series"), list):  # Hugo's is a list, as tags are
            found["series"] = _text(series[0])
        if "themes" in found:
            found["themes"] = list(_words(found["themes"]))
        comes, goes = (_DAY.match(self.text(what)) for what in ("publish_on", "expires_on"))
        if comes and comes[0] > self.day[:10]:
            found["publish_on"] = comes[0]
        if goes:
            found["expires_on"] = goes[0]
        found |= {"image": self.image} if self.image else {}
        return found | ({"aliases": list(self.aliases)} if self.aliases else {})


def is_fenced(text: str) -> bool:
    """Whether `text` begins with a head that ends, and whose first line is a key."""
    fenced = _FENCED.match(text[:50_000])
    return fenced is not None and bool(fenced[2] or _FIRST_KEY.match(fenced[3]))


def begins(text: str) -> bool:
    """Whether `text` begins with a key that heads have."""
    return bool(_BEGINS.match(text))


def split(name: str, text: str) -> tuple[Head, str]:
    """The head and the text below it; a file without one has an empty head.

    Raises SourceRefused with all that is wrong with the form of the head: keys that stand twice, aliases, no YAML.
    """
    fenced = _FENCED.match(text)
    if fenced is None:
        if _OPEN_END.match(text):
            raise SourceRefused(
                Problem("its head has no end; write --- on a line of its own below the last key", name, 1)
            )
        return _in_braces(text)
    source = _source(name, fenced)
    if source.problems:
        raise SourceRefused(source.problems)
    places = {str(keys[0]).lower(): place for keys, place in source.positions.items() if len(keys) == 1}
    return of_values(source.values, places), text[fenced.end() :]


def _in_braces(text: str) -> tuple[Head, str]:
    """The head that is a JSON object, as Hugo takes it; none where the text only begins with a brace."""
    bare = text.removeprefix("\ufeff")
    try:
        values, end = json.JSONDecoder().raw_decode(bare) if bare.startswith("{") else ({}, 0)
    except (ValueError, RecursionError):
        return Head(), text
    is_head = bool(values) and bare[end:].lstrip(" \t")[:1] in ("", "\n")
    return (of_values(values), bare[end:]) if is_head else (Head(), text)


def of_values(values: Mapping[str, Any], places: Mapping[str, Position] | None = None) -> Head:
    """The head that says this, in whatever letters its keys are; `places` are where they stand."""
    lowered = {str(key).lower(): value for key, value in values.items()}
    return Head(lowered, tuple(key for key in lowered if key not in KNOWN), places or {})


def _source(name: str, fenced: re.Match[str]) -> Source:
    form = (fenced[2] or ("yaml" if fenced[1] == "---" else "toml")).lower()
    if form in ("js", "javascript"):
        raise SourceRefused(Problem("its head is a program; write it as YAML, without the word behind ---", name, 1))
    if form in ("yaml", "json"):  # what is JSON is YAML
        return yaml_source.parse(name, fenced[3], SourceRefused, first_line=2)
    try:
        return toml_source.parse(name, fenced[3], SourceRefused, first_line=2)
    except RecursionError as refused:
        raise SourceRefused(Problem("the front matter has values within values without end", name, 2)) from refused


def _text(value: object) -> str:
    """A scalar as text; TOML has types, YAML has been read without them."""
    if value is None or isinstance(value, (list, dict)):
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    return "" if value in ("~", "null") else str(value)


def _picture(value: object) -> str:
    if isinstance(value, list):
        value = value[0] if value else None
    if isinstance(value, dict):
        value = next((value[name] for name in ("image", "path", "src", "url") if value.get(name)), None)
    return wiki_links.picture(_text(value))


def _people(value: object) -> tuple[str, ...]:
    if isinstance(value, list):
        return tuple(name for each in value for name in _people(each))
    name = _text(value.get("name") if isinstance(value, dict) else value)
    return (name,) if name else ()


def _words(value: object) -> tuple[str, ...]:
    if isinstance(value, list):
        return tuple(
            word for found in value for word in (_words(found) if isinstance(found, list) else [_text(found)]) if word
        )
    text = _text(value)
    return tuple(part.strip() for part in (text.split(",") if "," in text else text.split()) if part.strip())
