"""Links, pictures and remarks as Obsidian writes them: `[[Note|words]]`, `![[picture.png]]`, `%%remark%%`."""

from __future__ import annotations

import re
from collections.abc import Iterator
from urllib.parse import quote

from pipeline.model.slug import slugify

ANYWHERE = "{wiki}"
"""Stands before the name of a picture, which may lie in any folder."""
LINK = (
    r"(?P<wiki>(?<![\w\]\\])(?P<wiki_shows>!?)\[\[(?![\s.$@^-]|\d{1,3}(?:[\s,;.][\d\s,;.]*)?\])(?P<wiki_to>[^\[\]|#\n\\]{0,300})"
    r"(?:#(?P<wiki_at>[^\[\]|\n\\]{0,300}))?(?:\\?\|(?P<wiki_says>[^\[\]\n]{0,300}))?\]\](?![\[(]))"
)
REMARK = r"(?P<remark>(?<!\S)%%[^%\n]{1,1000}%%(?![\w%])|^%%[ \t]*\n(?:(?!%%).){0,9999}\n%%[ \t]*$)"
_PICTURE = re.compile(r"\.(?:png|jpe?g|gif|webp|avif|svg|bmp)$", re.IGNORECASE)
_OTHER = re.compile(r"\.(?:pdf|mp[34]|m4a|wav|ogg|flac|3gp|mov|mkv|webm|ogv|canvas|base|excalidraw)$", re.IGNORECASE)
_NAMED = re.compile(r"!?\[\[([^\[\]|#]{1,300})(?:[|#][^\[\]]*)?\]\]")
_SIZE = re.compile(r"\d+(?:x\d+)?")


def in_markdown(mark: re.Match[str]) -> str | None:
    """What a match of LINK is in Markdown; None where it shows what no post can, such as a recording."""
    target, words = mark["wiki_to"].strip().removesuffix(".md"), mark["wiki_says"] or ""
    if target.strip("_").lower() == "toc":
        return ""  # other programs put the table of contents there
    if mark["wiki_shows"] and _PICTURE.search(target):
        return f"![{next(_said(words), '')}]({ANYWHERE}{quote(target)})"
    if mark["wiki_shows"] and _OTHER.search(target):
        return None
    heading = (mark["wiki_at"] or "").rpartition("#")[2].strip()
    shown = words.strip() or " › ".join(filter(None, (target.rpartition("/")[2], heading.partition("^")[0])))
    place = f"#{slugify(heading)}" if heading and not heading.startswith("^") else ""
    address = f"/{quote(target)}.md{place}" if target else place
    return f"[{shown}]({address})" if address else shown


def picture(said: str) -> str:
    """The picture that the head of a note names: `[[cover.png]]`, or as everybody writes it."""
    found = _NAMED.fullmatch(said)
    return f"{ANYWHERE}{quote(found[1].strip())}" if found else said


def _said(words: str) -> Iterator[str]:
    """What is no size: `![[picture.png|A cloud|300]]`."""
    return (part.strip() for part in words.replace("\\", "").split("|") if not _SIZE.fullmatch(part.strip()))
