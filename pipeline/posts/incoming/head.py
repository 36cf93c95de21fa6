"""The head of a foreign Markdown file: `---` YAML or `+++` TOML, every value as text, and what it means to us.

Keys of Jekyll, Hugo, Hexo, Eleventy, Astro, Pelican and Ghost are known by the names that they use; a key that means
nothing here is named and left out.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

import yaml

from pipeline.errors import Problem, SourceRefused

_Loader = getattr(yaml, "CBaseLoader", yaml.BaseLoader)  # every scalar stays text: `lang: no` is no False
_DEEPEST = 10
_FENCED = re.compile(r"\A\ufeff?(---|\+\+\+)[ \t]*\n(.*?)^\1[ \t]*$\n?", re.DOTALL | re.MULTILINE)
_FIRST_KEY = re.compile(r"\s*(?:#.*\n\s*)*[\w\"'-]+\s*[:=]|\s*\Z")

_NAMES = {
    "title": ("title",),
    "day": ("date", "pubdate", "pub_date", "publishdate", "published_at", "date_published", "created", "created_at"),
    "changed": ("lastmod", "updated", "modified", "last_modified_at", "updated_at", "date_modified"),
    "lang": ("lang", "language", "locale"),
    "slug": ("slug", "basename", "permalink", "url"),
    "description": ("description", "summary", "excerpt", "subtitle", "abstract"),
    "canonical": ("canonical", "canonical_url", "canonicalurl"),
    "group": ("translation_key", "translationkey"),
}
_TAGS = ("tags", "tag", "keywords", "categories", "category")
# Ours alone: taken over as they are where they are right.
_OWN = ("themes", "minutes", "newsletter", "series", "part", "publish_on", "expires_on")
_FLAGS = ("draft", "published", "status", "aliases", "redirect_from")
KNOWN = frozenset((*(name for names in _NAMES.values() for name in names), *_TAGS, *_OWN, *_FLAGS))


@dataclass(frozen=True, slots=True)
class Head:
    """What a head says; `unknown` are its keys that mean nothing here."""

    values: Mapping[str, Any] = field(default_factory=dict)
    unknown: tuple[str, ...] = ()

    def text(self, what: str) -> str:
        """The first key for `what` that holds text."""
        return next((found for name in _NAMES[what] if (found := _text(self.values.get(name)))), "")

    @property
    def day(self) -> str:
        """The date; `published` is one in some generators and a flag in others."""
        published = _text(self.values.get("published"))
        return self.text("day") or (published if published[:1].isdigit() else "")

    @property
    def tags(self) -> tuple[str, ...]:
        """Tags and categories; `a, b` and Jekyll's `a b` are two."""
        return tuple(dict.fromkeys(word for name in _TAGS for word in _words(self.values.get(name))))

    @property
    def aliases(self) -> tuple[str, ...]:
        """Former addresses."""
        return tuple(word for name in ("aliases", "redirect_from") for word in _words(self.values.get(name)))

    @property
    def is_draft(self) -> bool:
        """`draft: true`, `published: false`, or a status that is not public."""
        status = _text(self.values.get("status")).lower()
        drafted = _text(self.values.get("draft")).lower() in ("true", "yes", "on", "1")
        hidden = _text(self.values.get("published")).lower() in ("false", "no", "off", "0")
        return drafted or hidden or status in ("draft", "hidden", "private", "pending")

    @property
    def own(self) -> dict[str, Any]:
        """The keys that only our own files have."""
        found = {
            name: self.values[name] for name in _OWN if _text(self.values.get(name)) or _words(self.values.get(name))
        }
        return found | ({"aliases": list(self.aliases)} if self.aliases else {})


def is_fenced(text: str) -> bool:
    """Whether `text` begins with a head that ends, and whose first line is a key."""
    fenced = _FENCED.match(text[:50_000])
    return fenced is not None and bool(_FIRST_KEY.match(fenced[2]))


def split(name: str, text: str) -> tuple[Head, str]:
    """The head and the text below it; a file without one has an empty head. Raises SourceRefused where it is broken."""
    fenced = _FENCED.match(text)
    if fenced is None:
        return Head(), text
    values = _toml(name, fenced[2]) if fenced[1] == "+++" else _yaml(name, fenced[2])
    lowered = {str(key).lower(): value for key, value in values.items()}
    return Head(lowered, tuple(key for key in lowered if key not in KNOWN)), text[fenced.end() :]


def _yaml(name: str, text: str) -> Mapping[str, Any]:
    try:
        depth = 0
        for event in yaml.parse(text, Loader=_Loader):
            depth += isinstance(event, yaml.CollectionStartEvent) - isinstance(event, yaml.CollectionEndEvent)
            if isinstance(event, yaml.AliasEvent) or depth > _DEEPEST:
                what = "aliases (*name)" if isinstance(event, yaml.AliasEvent) else "values within values without end"
                line = event.start_mark.line + 2 if event.start_mark else 2
                raise SourceRefused(Problem(f"the front matter has {what}; write them out", name, line))
        values = yaml.load(text, Loader=_Loader)  # noqa: S506  (BaseLoader makes nothing but text, lists and mappings)
    except yaml.MarkedYAMLError as refused:
        line = refused.problem_mark.line + 2 if refused.problem_mark else 2
        message = f"the front matter is not valid YAML: {refused.problem or refused.context}"
        raise SourceRefused(Problem(f"{message}; put the value in quotes if it holds : or #", name, line)) from refused
    except yaml.reader.ReaderError as refused:
        message = f"a control character (U+{refused.character:04X}) stands in the front matter; delete it"
        raise SourceRefused(Problem(message, name, 2)) from refused
    if not isinstance(values, dict):
        if not values:
            return {}
        raise SourceRefused(Problem("the front matter must be lines such as title: …", name, 2))
    return values


def _toml(name: str, text: str) -> Mapping[str, Any]:
    try:
        return tomllib.loads(text)
    except (tomllib.TOMLDecodeError, RecursionError) as refused:
        raise SourceRefused(Problem(f"the front matter is not valid TOML: {refused}", name)) from refused


def _text(value: object) -> str:
    """A scalar as text; TOML has types, YAML has been read without them."""
    if value is None or isinstance(value, (list, dict)):
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    return "" if value in ("~", "null") else str(value)


def _words(value: object) -> tuple[str, ...]:
    if isinstance(value, list):
        return tuple(_text(found) for found in value if _text(found))
    text = _text(value)
    return tuple(part.strip() for part in (text.split(",") if "," in text else text.split()) if part.strip())
