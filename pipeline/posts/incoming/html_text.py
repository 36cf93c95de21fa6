"""HTML → Markdown by html-to-markdown, with every sign of the text that Markdown would read as markup escaped.

The converter turns `&lt;script&gt;` back into a tag and leaves `*` as it is. So the signs travel through it as private
characters, and come out with a backslash before them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from html_to_markdown import ConversionOptions, convert

from pipeline.posts.incoming import cleaning, in_page, layout_tables, notes
from pipeline.posts.incoming.cleaning import NO_PICTURE, NOTHING, Left, Resolve
from pipeline.posts.incoming.escaping import revealed, scrubbed
from pipeline.posts.incoming.html_walk import Walk

_QUOTED = re.compile(r"\s*>")
_FENCE = re.compile(r"[\s>]*(`{3,})")
_EMPTY = ("", "---")

_OPTIONS = ConversionOptions(
    heading_style="atx",
    bullets="-",
    newline_style="backslash",
    autolinks=False,
    compact_tables=True,
    expand_abbreviations=False,
    extract_metadata=False,
    skip_images=True,
    include_blockquote_citations=False,
)


@dataclass(frozen=True, slots=True)
class Converted:
    """Markdown, and what it does not carry. `is_plain` where markup had to go so that no word was lost."""

    markdown: str = field(repr=False)
    left: Left = NOTHING
    is_plain: bool = False


def convert_html(
    html: str, resolve: Resolve, title: str = "", show: Resolve = NO_PICTURE, *, in_order: bool = True
) -> Converted:
    """The text of `html` as Markdown that holds no live HTML; of its pictures those that `show` knows.

    A first heading that repeats `title` is left out; with `in_order` the highest heading becomes one of level two.
    """
    clean = cleaning.clean(scrubbed(html), resolve, show)
    text = layout_tables.unwrapped(clean.html)
    text = notes.anchored(text) if in_order else text
    numbers = notes.numbered(text) if in_order else {}
    within = in_page.resolving(resolve, in_page.in_html(text, title)) if in_order else resolve
    walk = Walk(text, title, in_order=in_order, numbers=numbers, within=within, shown=clean.shown)
    left = Left(tuple(walk.pictures), tuple(walk.pixels), clean.embeds, tuple(clean.links))
    markdown = _markdown(walk.html)
    is_plain = not _holds(markdown, walk.words)
    found = {number: _markdown(note) for number, note in walk.notes.items()}
    whole = notes.with_notes(walk.paragraphs if is_plain else markdown, found)
    return Converted(revealed(walk.with_pictures(whole)), left, is_plain)


def _markdown(html: str) -> str:
    return "\n".join(_trimmed(list(_spaced(convert(html, _OPTIONS).content or ""))))


def _spaced(markdown: str) -> Iterator[str]:
    """Lines with one blank line around a quotation, which would swallow the next; never two outside of code."""
    before, fence = "", ""
    for line in markdown.split("\n"):
        mark = _FENCE.match(line)
        changes_side = bool(before.strip()) and bool(line.strip()) and _is_quoted(before) != _is_quoted(line)
        if changes_side and not fence:
            yield ""
        if line.strip() or before.strip() or fence:
            yield line
        if mark and (not fence or mark[1] == fence):
            fence = "" if fence else mark[1]
        before = line


def _trimmed(lines: list[str]) -> list[str]:
    """Without blank lines and rules around the text."""
    start, end = 0, len(lines)
    while start < end and lines[start].strip() in _EMPTY:
        start += 1
    while end > start and lines[end - 1].strip() in _EMPTY:
        end -= 1
    return lines[start:end]


def _is_quoted(line: str) -> bool:
    return bool(_QUOTED.match(line))


def _holds(markdown: str, words: list[str]) -> bool:
    """Whether `words` stand in `markdown` in their order, others between them."""
    place = 0
    for word in words:
        place = markdown.find(word, place)
        if place < 0:
            return False
        place += len(word)
    return True
