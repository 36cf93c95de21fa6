"""A page saved as plain text → what of it is the post, as Markdown in which nothing becomes HTML."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from pipeline.posts import flattened, page_lines
from pipeline.posts.incoming.item import Item

_FENCE = "```"


@dataclass(frozen=True, slots=True, kw_only=True)
class Cut:
    """A page taken apart: the text, what it says of itself, and the lines that were left out."""

    markdown: str = field(repr=False)
    title: str = ""
    day: str = ""
    lines: tuple[str, ...] = ()


def repeated(items: Iterable[Item]) -> Mapping[str, float]:
    """The lines that the flat texts of one source share."""
    return page_lines.repeated_lines(item.body for item in items if item.markup == "flat")


def cut(text: str, shared: Mapping[str, float], *, keep_boilerplate: bool) -> Cut:
    """The post in `text`. Where nothing in it reads like one, all of it is the post."""
    found = flattened.clean(text, shared, keep_boilerplate=keep_boilerplate)
    if not found.markdown.strip():
        found = flattened.clean(text, shared, keep_boilerplate=True)
    return Cut(
        markdown=_visible(found.markdown),
        title=found.title or "",
        day=found.published.isoformat() if found.published else "",
        lines=tuple(line.text for line in found.cut),
    )


def _visible(markdown: str) -> str:
    """Tags that were text stay text; in code they are it anyway."""
    shown: list[str] = []
    is_code = False
    for line in markdown.split("\n"):
        is_code = is_code != line.startswith(_FENCE)
        shown.append(line if is_code else line.replace("<", "&lt;"))
    return "\n".join(shown)
