"""Notion's Markdown: the properties of a page are lines below its title, and its head."""

from __future__ import annotations

import re

from pipeline.posts.incoming import dating, head
from pipeline.posts.incoming.head import Head

ID = re.compile(r"(?<=\S) [0-9a-f]{32}$")
"""What Notion puts behind each name of a file."""
_PROPERTIES = re.compile(r"\A\ufeff?(#[ \t][^\n]*\n\n)((?:[^\W\d_][^:\n]{0,60}:[ \t][^\n]*\n)+)(?:\n|\Z)")
_CALLED = {
    "created time": "created", "publish date": "date", "published on": "date", "last edited time": "updated",
    "datum": "date", "erstellt": "created", "erstellt am": "created", "veröffentlicht am": "date", "sprache": "lang",
    "schlagwörter": "tags",
}  # fmt: skip
_TAG = re.compile(r"[a-z]{2,3}(?:[-_]\w+)*", re.IGNORECASE)
_FROM_ON = re.compile(r" → .*| \((?:GMT|UTC)[^)]*\)")
_PUBLIC = ("published", "live", "online", "done", "veröffentlicht", "fertig")


def split(name: str, text: str) -> tuple[Head, str] | None:
    """The head and the text of a page; None where `name` is none of Notion's, or its text begins at once.

    Its states are its owner's own words: what is not said to be public is a draft, and `Language: English` is no tag
    of a language. Of a span of days the first counts.
    """
    lines = _PROPERTIES.match(text) if ID.search(name.rpartition(".")[0]) else None
    if lines is None:
        return None
    values: dict[str, str] = {}
    for line in lines[2].splitlines():
        key, _, value = line.partition(":")
        key, value = key.strip().lower(), value.strip()
        first = _FROM_ON.sub("", value)
        values.setdefault(_CALLED.get(key, key), first if dating.moment(first) else value)
    if not values.keys() & head.KNOWN:
        return None
    for key in ("lang", "language", "locale"):
        if not _TAG.fullmatch(values.get(key, "")):
            values.pop(key, None)
    if values.get("status", "done").lower() not in _PUBLIC:
        values["draft"] = "true"
    return head.of_values(values), lines[1] + text[lines.end() :]
