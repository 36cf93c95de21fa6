"""A text and its place → the file: front matter by a YAML dumper, then the Markdown."""

from __future__ import annotations

import re
from datetime import date
from typing import Any

import yaml

from pipeline.errors import ContentError
from pipeline.model.post import Document
from pipeline.posts import front_matter, head_edit
from pipeline.posts.incoming.placing import Place
from pipeline.posts.incoming.understanding import Understood

_Dumper = getattr(yaml, "CSafeDumper", yaml.SafeDumper)
_ONE_LINE = 1_000_000
_OURS = ("translation_key", "translated_from")
_DAY = re.compile(r"^date: (\d{4}-\d\d-\d\d)$", re.MULTILINE)
_OLD = re.compile(r"^announce: *false *$", re.MULTILINE)
_END = "...\n"  # what YAML puts behind a document that is one plain word


def compose(text: Understood, place: Place, source: str, *, is_draft: bool, is_old: bool = False) -> str:
    """The whole file. A key of a foreign head that ours would refuse is left out.

    An old post is marked, so that no issue announces it.
    """
    head = _head(text, place, source, is_draft=is_draft) | ({"announce": False} if is_old else {})
    if text.own:
        headed, _ = front_matter.parse_leniently(Document(place.path, _written(head, "")))
        right = headed.head.model_fields_set
        head = {key: value for key, value in head.items() if key in right or key not in text.own}
    return _written(head, text.markdown)


def _head(text: Understood, place: Place, source: str, *, is_draft: bool) -> dict[str, Any]:
    head: dict[str, Any] = {"title": text.title}
    if text.day is not None:
        head["date"] = text.day
    head["lang"] = text.lang
    if place.slug != place.stem:
        head["slug"] = place.slug
    if is_draft:
        head["status"] = "draft"
    names = list(text.authors) if len(text.authors) != 1 else text.authors[0]
    optional = {
        "author": names,
        "tags": list(text.tags),
        "description": text.description,
        "canonical": text.canonical,
        **text.own,
    }
    return head | {key: value for key, value in optional.items() if value or key == "announce"} | {"source": source}


def _written(head: dict[str, Any], markdown: str) -> str:
    """Each key on its line, lists in brackets."""
    return f"---\n{''.join(map(_line, head.items()))}---\n\n{markdown}"


def _line(pair: tuple[str, Any]) -> str:
    key, value = pair
    written: str = yaml.dump(
        value, Dumper=_Dumper, allow_unicode=True, default_flow_style=isinstance(value, list), width=_ONE_LINE
    )
    return f"{key}: {written.removesuffix(_END)}".rstrip() + "\n"


def day(content: str) -> date | None:
    """The day in the head of a file as we write it."""
    found = _DAY.search(content.partition("\n---\n")[0])
    return date.fromisoformat(found[1]) if found else None


def is_old(content: str) -> bool:
    """Whether the head of a file says that no issue is to announce it."""
    return bool(_OLD.search(content.partition("\n---\n")[0]))


def with_ours(path: str, content: str, standing: str, *, is_reviewed: bool = False) -> str:
    """`content` with the keys that our own commands wrote into the file that stands there.

    Its themes are among them where it `is_reviewed`: else they came from the source, as those of `content` do.
    """
    ours = (*_OURS, "themes") if is_reviewed else _OURS
    if not any(f"\n{key}:" in standing for key in ours):
        return content
    try:
        head = front_matter.parse_leniently(Document(path, standing))[0].head
    except ContentError:
        return content
    kept = {key: getattr(head, key) for key in ours}
    return head_edit.with_keys(path, content, {key: said for key, said in kept.items() if said or said == ()})


def has_themes(content: str) -> bool:
    """Whether the head of a file as we write it chooses themes, or none."""
    return "\nthemes:" in content.partition("\n---\n")[0]
