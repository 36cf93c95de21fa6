"""Heads that no dashes open: Pelican's `Title: …`, Nikola's `.. title: …`, and YAML with a line of dashes below alone.

What Pelican and Nikola write there is text to the end of the line, with commas between tags.
"""

from __future__ import annotations

import re

from pipeline.errors import SourceRefused
from pipeline.model import yaml_source
from pipeline.model.source import Position
from pipeline.posts.incoming import head
from pipeline.posts.incoming.head import Head

# `Key: value`, whose further lines are indented (https://python-markdown.github.io/extensions/meta_data/).
_PELICAN = re.compile(r"\A\ufeff?((?: {0,3}[A-Za-z][\w-]{0,40}:[^\n]*\n(?: {4,}\S[^\n]*\n)*)+)(?:[ \t]*\n|\Z)")
_NIKOLA = re.compile(
    r"\A\ufeff?\s*(?P<comment><!--\s*)?(?:\.\. [\w-]{1,40}:[^\n]*\n)+(?(comment)[ \t]*-->)[ \t]*(?:\n|\Z)"
)
_HEXO = re.compile(r"\A\ufeff?((?:[ \t]*\S[^\n]*\n)+?)-{3,}[ \t]*(?:\n|\Z)")
_LINE = re.compile(r"[ \t]*(?:\.\. )?([A-Za-z][\w-]*):[ \t]*(.*)")
_TITLE = re.compile(r"^(?:\.\. )? {0,3}title[ \t]*:", re.IGNORECASE | re.MULTILINE)
_WORDS = ("tags", "keywords", "category", "categories")
_FOLLOWS = re.compile(r" {4,}\S")
# Among tags, Nikola takes these for what they say.
_HIDING = frozenset(("draft", "private"))


def split(name: str, text: str) -> tuple[Head, str] | None:
    """The head and the text of a file; None where it begins with no such head, which has a title at least.

    Raises SourceRefused with what is wrong with the YAML of such a head.
    """
    start = text[:20_000]
    if found := _NIKOLA.match(start):
        return (_lines(found[0]), text[found.end() :]) if _TITLE.search(found[0]) else None
    if not head.begins(start):
        return None
    if (found := _HEXO.match(start)) and _TITLE.search(found[1]):
        source = yaml_source.parse(name, found[1], SourceRefused)
        if source.problems:
            raise SourceRefused(source.problems)
        places = {str(keys[0]).lower(): place for keys, place in source.positions.items() if len(keys) == 1}
        return head.of_values(source.values, places), text[found.end() :]
    if (found := _PELICAN.match(start)) and _TITLE.search(found[1]):
        return _lines(found[1]), text[found.end() :]
    return None


def _lines(text: str) -> Head:
    """The head in lines of text. Pelican's texts of one slug are translations of each other."""
    values: dict[str, object] = {}
    places: dict[str, Position] = {}
    last = ""
    for number, line in enumerate(text.lstrip("\ufeff").split("\n"), 1):
        found = _LINE.match(line)
        if last and _FOLLOWS.match(line):
            values[last] = f"{values[last]} {line.strip()}".strip()
        elif found:
            last = found[1].lower()
            values.setdefault(last, found[2].strip())
            places.setdefault(last, Position(number, 1))
    for key in _WORDS:
        values |= {key: _listed(str(values[key]))} if key in values else {}
    tags = values.get("tags", [])
    if isinstance(tags, list) and not _HIDING.isdisjoint(tags):
        values |= {"tags": [tag for tag in tags if tag not in _HIDING], "draft": "true"}
    if values.get("slug") and values.get("lang"):
        values.setdefault("translation_key", values["slug"])
    return head.of_values(values, places)


def _listed(text: str) -> list[str]:
    return [part.strip() for part in text.split(",") if part.strip()]
