"""A page saved as plain text → the text itself as Markdown, its title, date and reading time, and what was cut.

Nothing is cut silently: every line that is left out comes back with the reason.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from pipeline.posts import datelines, page_lines, page_parts
from pipeline.posts.page_lines import Line

_REASONS = {
    "meta": "date, reading time or byline",
    "repeated": "stands in other posts of this source too",
    "signs": "no words",
    "navigation": "menu or button",
    "menu": "menu or button",
    "sharing": "share row",
    "comments": "comments",
    "newsletter": "newsletter form",
    "advertising": "advertising or sponsor",
    "cookies": "cookie notice",
    "loading": "loading notice",
    "caption": "caption",
    "contents": "table of contents",
    "related": "links to other posts",
    "tags": "tags",
    "author": "about the author",
    "footer": "footer",
}
_NEAR_TITLE, _NEAR_END = 8, 4
_SHORT_HEADING = 10
_GLYPH = re.compile(r"^[•·∙‣◦–—▪●*+-]\s+")
_NUMBERED = re.compile(r"^(\d{1,2})[.)]\s+")
_READ_AS_MARKUP = re.compile(r"^(?:#{1,6}(?=\s)|>|[-=_*]{3,}$|```|~~~)")


@dataclass(frozen=True, slots=True)
class Cut:
    """A line that was left out; `line` counts from 1."""

    line: int
    text: str
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Flattened:
    """What a flattened page holds; `markdown` does not repeat the title."""

    title: str | None
    published: date | None
    minutes: int | None
    markdown: str
    cut: tuple[Cut, ...]


def clean(text: str, repeated: Mapping[str, float] | None = None, *, keep_boilerplate: bool = False) -> Flattened:
    """The page `text` without what is not of its author; with `keep_boilerplate` nothing is left out.

    `repeated` are the lines that the pages of one source share (`page_lines.repeated_lines`). Title and dates are found
    either way.
    """
    lines = page_lines.read(text, repeated or {})
    title = page_parts.title(lines)
    inside = page_parts.text(lines, title)
    cuts = page_parts.cuts(lines, title, inside)
    kept = [line for place, line in enumerate(lines) if place != title and (keep_boilerplate or place not in cuts)]
    near = [*_near_title(lines, title, inside), *lines[inside.stop : inside.stop + _NEAR_END]]
    return Flattened(
        title=page_parts.without_site(lines[title].text, lines) if title is not None else None,
        published=next((found[0] for line in near if (found := datelines.find_date(line.text))), None),
        minutes=next((read[0] for line in near if (read := datelines.reading_minutes(line.text, alone=True))), None),
        markdown=_markdown(kept),
        cut=()
        if keep_boilerplate
        else tuple(
            Cut(lines[place].first, lines[place].text, _REASONS.get(reason, reason))
            for place, reason in sorted(cuts.items())
        ),
    )


def _near_title(lines: Sequence[Line], title: int | None, inside: range) -> list[Line]:
    """The lines where a date of the text itself stands: from the title to the text first, then above the title."""
    start = inside.start if title is None else title
    above = [line for line in lines[max(0, start - _NEAR_TITLE) : start] if line.kind is not None]
    below = [line for line in lines[start : max(inside.start, start + 1)] if line.kind is not None]
    return [*below, *reversed(above)]


def _markdown(lines: Sequence[Line]) -> str:
    """Paragraphs, lists, headings and code as they can be told from plain lines."""
    blocks: list[str] = []
    numbered = list(enumerate(lines))
    for shape, group in itertools.groupby(numbered, key=lambda item: _shape(lines, *item)):
        rows = [line for _, line in group]
        if shape == "code" and len(rows) > 1:
            blocks.append("\n".join(["```", *(row.text for row in rows), "```"]))
        elif shape == "list":
            blocks.append("\n".join(_item(row.text) for row in rows))
        elif shape == "heading":
            blocks += [f"## {_escaped(row.text)}" for row in rows]
        else:
            blocks += [_escaped(row.text) for row in rows]
    return "\n\n".join(blocks) + "\n" if blocks else ""


def _shape(lines: Sequence[Line], place: int, line: Line) -> str:
    if line.is_code:
        return "code"
    if line.is_bullet:
        return "list"
    follows = lines[place + 1] if place + 1 < len(lines) else None
    short = line.words <= _SHORT_HEADING and not line.is_sentence and not line.text.endswith((",", ";", "“", '"'))
    return "heading" if short and line.words and follows is not None and follows.is_prose else "paragraph"


def _item(text: str) -> str:
    numbered = _NUMBERED.match(text)
    if numbered:
        return f"{numbered[1]}. {text[numbered.end() :]}"
    return f"- {_GLYPH.sub('', text)}"


def _escaped(text: str) -> str:
    """A line that Markdown would take for a heading, a quotation, a rule or a fence, as the text that it is."""
    return f"\\{text}" if _READ_AS_MARKUP.match(text) else text
