"""Medium's export: one HTML file a post, marked up as an h-entry (microformats.org)."""

from __future__ import annotations

import re
from collections import Counter
from html.parser import HTMLParser

from pipeline.posts.incoming import decoding, plain
from pipeline.posts.incoming.cleaning import address
from pipeline.posts.incoming.item import Batch, Bundle, File, Item

_MARK = re.compile(r'<article class="h-entry">.*<section data-field="body" class="e-content">', re.DOTALL)
_BODY = re.compile(r"(.*)</section>\s*(?:<footer>|</article>)", re.DOTALL)
_BY = re.compile(r'class="p-author h-card"|Exported from <a href="https://medium\.com"|href="https://medium\.com/p/')
_POST_NAME = re.compile(r"(?:^|/)posts/[^/]+\.html$")
# Medium repeats title and subtitle at the top of the text.
_REPEATED = re.compile(r"<h[34](?=[^<>]*\bgraf--(?:title|subtitle)\b)(?:(?!<h[34]).)*?</h[34]>", re.DOTALL)
_DIVIDER = re.compile(r'<div class="section-divider">\s*<hr[^>]*>\s*</div>')
_ID = re.compile(r"-?([0-9a-f]{8,14})$")


def recognises(text: str) -> bool:
    """Whether `text` is a post of Medium's export."""
    return bool(_MARK.search(text[:10_000])) and bool(_BY.search(text))


def posts(bundle: Bundle) -> tuple[str, ...]:
    """The names of the posts, where `bundle` is an export; the rest of it is about the account."""
    names = tuple(name for name in bundle.names if _POST_NAME.search(name))
    return names if names and recognises(decoding.text(bundle.read(names[0]).content)) else ()


def read_all(bundle: Bundle, names: tuple[str, ...]) -> tuple[Batch, frozenset[str]]:
    """All posts of an export, and the names of the files that need no further look."""
    items: list[Item] = []
    left_out: Counter[str] = Counter()
    for name in names:
        found = read(bundle.read(name))
        items += found.items
        left_out += Counter(found.left_out)
    pages = [name for name in bundle.names if name.endswith(".html") and name not in names]
    left_out["pages about the account"] += len(pages)
    return Batch(format="Medium", origin="medium", items=tuple(items), left_out=+left_out), frozenset((*names, *pages))


def read(file: File) -> Batch:
    """The post; an answer to somebody else's is left out: it has no heading, and is called by its first words."""
    text = decoding.text(file.content, file.charset)
    item = _item(file.name, text)
    words = plain.line(item.body)
    is_bare = not item.tags and not _REPEATED.search(text)
    if is_bare and words and item.title and words.startswith(item.title.rstrip("…")):
        return Batch(format="Medium", origin="medium", items=(), left_out={"answers to others": 1})
    return Batch(format="Medium", origin="medium", items=(item,))


def _item(name: str, text: str) -> Item:
    footer = _Footer()
    footer.feed(text.rpartition("<footer>")[2])
    footer.close()
    link = address(footer.canonical) or ""
    number = _ID.search(link.partition("?")[0])
    body = _BODY.match(text.partition('<section data-field="body" class="e-content">')[2])
    return Item(
        where=name,
        title=_inside(text, '<h1 class="p-name">', "</h1>"),
        body=_REPEATED.sub("", _DIVIDER.sub("", body[1], count=1)) if body else "",
        markup="html",
        key=name.rpartition("/")[2],
        link=link,
        base=link,
        day=footer.published,
        slug=_ID.sub("", link.rpartition("/")[2]) if number else "",
        tags=tuple(footer.tags),
        authors=(footer.author,),
        description=_inside(text, '<section data-field="subtitle" class="p-summary">', "</section>"),
        is_draft=not footer.is_published or name.rpartition("/")[2].startswith("draft_"),
    )


def _inside(text: str, begins: str, ends: str) -> str:
    found, ended, _ = text.partition(begins)[2].partition(ends)
    return plain.line(found) if ended else ""


class _Footer(HTMLParser):
    """Author, tags, day and address of a post; a draft has none of them."""

    def __init__(self) -> None:
        super().__init__()
        self.author = ""
        self.canonical = ""
        self.published = ""
        self.is_published = False
        self.tags: list[str] = []
        self._in: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        attributes = {name: value or "" for name, value in attrs}
        classes = attributes.get("class", "").split()
        self.is_published = self.is_published or "p-author" in classes
        if "p-canonical" in classes:
            self.canonical = attributes.get("href", "")
        if tag == "time" and "dt-published" in classes:
            self.published = attributes.get("datetime", "")
        self._in = classes

    def handle_data(self, data: str) -> None:
        if "p-tag" in self._in:
            self.tags.append(data)
        if "p-author" in self._in:
            self.author = data
        self._in = []
