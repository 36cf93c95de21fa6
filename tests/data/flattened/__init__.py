"""Pages saved as plain text, made from layouts and our own prose, every line labelled.

A layout is a file in `dev/` or `heldout/`: what stands in it is boilerplate, `{body:1/2}` is the first half of a post.
"""

from __future__ import annotations

import re
import textwrap
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path

from babel.dates import format_date

HERE = Path(__file__).parent
POSTS = HERE.parents[2] / "content" / "posts"


_SLOT = re.compile(r"\{([a-z]+)(\d)?(?:[.:]([a-z0-9/]+))?\}")
_FORMATS = {
    "long": {"de": "d. MMMM y", "en": "d MMMM y", "da": "d. MMMM y"},
    "short": {"de": "d. MMM y", "en": "MMM d, y", "da": "d. MMM y"},
    "us": {"en": "MMM d, y"},
    "dotted": {"de": "dd.MM.y", "da": "dd.MM.y"},
    "iso": {"de": "y-MM-dd", "en": "y-MM-dd", "da": "y-MM-dd"},
    "day": {"de": "EEEE, d. MMMM y"},
}


@dataclass(frozen=True, slots=True)
class Body:
    """A post as a browser would flatten it; a paragraph, a heading, a list item and a line of code are a line each."""

    title: str
    lang: str
    lines: tuple[str, ...]

    @property
    def headings(self) -> tuple[str, ...]:
        """Lines that were headings."""
        return tuple(line[3:] for line in self.lines if line.startswith("## "))


@dataclass(frozen=True, slots=True)
class Page:
    """A flattened page: each line with whether it belongs to the body. `source` is the layout: a site, as it were."""

    name: str
    source: str
    title: str
    lang: str
    minutes: int | None
    is_dated: bool
    lines: tuple[tuple[str, bool], ...]

    @property
    def text(self) -> str:
        """What `leitmotiv ingest` gets."""
        return "\n".join(line for line, _ in self.lines) + "\n"


def pages(part: str) -> tuple[Page, ...]:
    """The pages of `dev` or `heldout`. The two share neither layouts nor posts."""
    found = []
    for number, layout in enumerate(sorted((HERE / part).glob("*.txt"))):
        texts = bodies(layout.name[:2], part)
        for offset in range(3):
            body = texts[(number + offset) % len(texts)]
            found.append(_page(layout, body, texts, number + offset))
    return tuple(found)


@cache
def bodies(lang: str, part: str) -> tuple[Body, ...]:
    """Our own posts in `lang` that the pages of `part` are made of."""
    files = sorted([*POSTS.glob(f"*.{lang}.md"), *(HERE / "bodies").glob(f"*.{lang}.md")])
    mine = files[0::2] if part == "dev" else files[1::2]
    return tuple(_body(file, lang) for file in mine)


def _body(file: Path, lang: str) -> Body:
    text = file.read_text("utf-8")
    title = ""
    if text.startswith("---"):
        head, text = text.split("\n---\n", 1)
        title = re.search(r"^title: (.*)$", head, re.MULTILINE)[1].strip("\"'")  # type: ignore[index]
    blocks: list[str] = []
    for block in re.split(r"\n\s*\n", text.strip()):
        if block.startswith("# "):
            title = block[2:]
        elif block.startswith("```"):
            blocks += block.split("\n")[1:-1]
        elif re.match(r"([-*]|\d+\.) ", block):
            blocks += block.split("\n")
        else:
            blocks.append(" ".join(line.removeprefix("> ").removeprefix(">") for line in block.split("\n")))
    return Body(title, lang, tuple(_flat(line) for line in blocks if line.strip()))


def _flat(line: str) -> str:
    line = re.sub(r"!?\[([^\]]*)\]\([^)]*\)", r"\1", line)
    return re.sub(r"(?<![\w*])[*_`]{1,2}(?=\S)|(?<=\S)[*_`]{1,2}(?![\w*])", "", line).strip()


def _page(layout: Path, body: Body, texts: tuple[Body, ...], seed: int) -> Page:
    settings, lines = {}, []
    for line in layout.read_text("utf-8").splitlines():
        if line.startswith("# "):
            key, value = line[2:].split(": ")
            settings[key] = value
        else:
            lines.append(line)
    others = [other for other in texts if other is not body]
    filled = [row for line in lines for row in _filled(line, body, others, seed)]
    raw = "\n".join(lines)
    laid = tuple(_laid(filled, settings))
    is_dated = re.search(r"\{date", raw.split("{body")[0]) is not None
    minutes = 4 + seed % 7 if "{minutes}" in raw else None
    name = f"{layout.stem}-{seed}"
    return Page(name, layout.stem, body.title, body.lang, minutes, is_dated, laid)


def _filled(line: str, body: Body, others: list[Body], seed: int) -> Iterator[tuple[str, bool]]:
    slot = _SLOT.fullmatch(line)
    if slot and slot[1] == "body":
        part, of = (int(n) for n in (slot[3] or "1/1").split("/"))
        length = len(body.lines)
        yield from ((text, True) for text in body.lines[length * (part - 1) // of : length * part // of])
    elif slot and slot[1] == "headings":
        yield from ((heading, False) for heading in body.headings)
    else:
        yield _SLOT.sub(lambda found: _value(found, body, others, seed), line), False


def _value(slot: re.Match[str], body: Body, others: list[Body], seed: int) -> str:
    other = others[(seed + int(slot[2] or 0)) % len(others)]
    match slot[1]:
        case "title":
            return body.title
        case "minutes":
            return str(4 + seed % 7)
        case "other":
            return other.title
        case "teaser":
            return next(line for line in other.lines if len(line) > 60)[:140].rsplit(" ", 1)[0] + " …"
    day = date(2024, 1 + seed % 12, 1 + seed % 27)
    locale = {"en": "en", "de": "de", "da": "da"}[body.lang]
    return format_date(day, _FORMATS[slot[3] or "long"][body.lang], locale=locale)


def _laid(rows: list[tuple[str, bool]], settings: dict[str, str]) -> Iterator[tuple[str, bool]]:
    """Headings without their signs, bullets as the site draws them, lines wrapped, blank lines where it has any."""
    for text, kept in rows:
        shown = text
        if kept and text.startswith("## "):
            shown = text.lstrip("# ")
        elif kept and text[:2] in ("- ", "* "):
            shown = f"{settings['bullet']} {text[2:]}"
        wrapped = textwrap.wrap(shown, int(settings["wrap"])) if "wrap" in settings else [shown]
        yield from ((line, kept) for line in wrapped)
        if settings["blank"] == "yes":
            yield "", kept
