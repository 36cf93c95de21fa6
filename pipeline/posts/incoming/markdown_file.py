"""A Markdown file with or without a head, as Jekyll, Hugo and their kin keep them; or one that came from here."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Any

from pipeline.model.language import called_after, split
from pipeline.model.post import PostWarning
from pipeline.model.slug import slugify
from pipeline.posts import words
from pipeline.posts.incoming import authors, bare_head, decoding, generator_marks, head, notion, plain
from pipeline.posts.incoming.generator_marks import Marks
from pipeline.posts.incoming.head import Head
from pipeline.posts.incoming.item import Batch, File, Item, Markup

_ENDINGS = (".md", ".markdown", ".mdown", ".mkd", ".mdx", ".qmd")
# 2021-8-23-basic-post.md: Jekyll keeps the date in the name; a note of Obsidian's may be called by it alone.
_DATED = re.compile(r"(\d{4}-\d{1,2}-\d{1,2})(?:[-_ ](.+))?")
_HEADING = re.compile(r"\A\s*#[ \t]+(\S.*)(?:\n|\Z)|\A\s*(\S.*)\n=+[ \t]*(?:\n|\Z)")
_INDEX = re.compile(r"(?:^|/)index\.html$")
# The folder of a post that has its pictures beside it is what carries its name.
_NAMELESS = ("index", "_index", "readme", "post")


def recognises(name: str, text: str) -> bool:
    """Whether a file has a head, or a name that ends like Markdown's."""
    return name.lower().endswith(_ENDINGS) or head.is_fenced(text)


def read(file: File, languages: Sequence[str]) -> Batch:
    """The one post; `languages` are those that a file name or a folder may name."""
    text = decoding.text(file.content, file.charset)
    found, body = notion.split(file.name, text) or bare_head.split(file.name, text) or head.split(file.name, text)
    place = Place(file.name, languages)
    title, body = _titled(found, body)
    marks = generator_marks.resolved(body, is_mdx=file.name.lower().endswith(".mdx"))
    item = Item(
        where=file.name,
        title=title or place.stem.replace("-", " ").replace("_", " "),
        body=marks.text,
        markup=_markup(file.name),
        key=file.url or file.name,
        base=file.url,
        addresses=() if file.url else tuple(_addresses(found, place)),
        day=found.day or place.day,
        day_place=(at.line, at.column) if (at := found.day_place) else None,
        changed=found.text("changed"),
        lang=found.text("lang") or place.lang,
        named_lang=place.named,
        slug=_slug(found) or place.stem,
        tags=found.tags,
        authors=found.authors,
        description=found.text("description"),
        canonical=found.text("canonical"),
        group=found.text("group") or (place.group if place.lang else ""),
        may_join=place.group,
        is_draft=found.is_draft or place.is_draft,
        own=_own(found, found.text("lang") or place.lang, languages),
        warnings=(*_slips(found), *_missing(marks)),
    )
    nameless = ("author",) if found.authors and not authors.names(found.authors) else ()
    left = {f'front matter "{key}"': 1 for key in (*found.unknown, *nameless)}
    return Batch(format="Markdown", origin="files", items=(item,), left_out=left)


def _slips(found: Head) -> Iterator[PostWarning]:
    """A word on each key that is likely misspelt: what it holds is not taken over."""
    for key, meant, at in found.misspelt:
        message = f'line {at.line}, column {at.column}: unknown key "{key[:60]}"; did you mean "{meant}"?'
        yield PostWarning("unknown-key", message)


def _missing(marks: Marks) -> Iterator[PostWarning]:
    if marks.cut:
        names = plain.shortened(", ".join(marks.cut), 200)
        yield PostWarning("shortcodes-cut", f"what these shortcodes showed is missing: {names}")


class Place:
    """What the path of a file says: `de/2024-03-31-moin.md` and `moin.de.md` are German, and called `moin`.

    `named` is what stands where `moin.de.md` names its language, whether or not it is one.
    """

    def __init__(self, name: str, languages: Sequence[str]) -> None:
        *folders, file = name.split("/")
        stem = notion.ID.sub("", file.rpartition(".")[0] or file)
        stem, self.lang, self.named = split(stem, languages)
        suffix = f".{self.named}" if self.lang else ""
        if stem.lower() in _NAMELESS and folders:
            stem = folders.pop()
        named = [place for place, folder in enumerate(folders) if called_after(folder, languages)]
        if named and not self.lang:
            self.lang = called_after(folders[named[-1]], languages)
        rest = [folder for place, folder in enumerate(folders) if not (named and place == named[-1])]
        dated = _DATED.fullmatch(stem)
        self.day = dated[1] if dated else ""
        self.stem = (dated and dated[2]) or stem
        self.folder = "".join(f"/{folder}" for folder in rest)
        self.group = "/".join([*rest, stem])
        self.addresses = (
            f"/{self.group}",
            *([f"/{self.group}{suffix}"] if suffix else ()),
        )
        self.is_draft = "_drafts" in folders


def _titled(found: Head, body: str) -> tuple[str, str]:
    """Title and text: a first heading is the title where the head has none, and goes where it repeats it."""
    title = found.text("title")
    heading = _HEADING.match(body)
    if heading is None:
        return title, body
    first = words.plain(_without_closing(heading[1]) if heading[1] else heading[2])
    if title and slugify(title) != slugify(first):
        return title, body
    return title or first, body[heading.end() :]


def _without_closing(heading: str) -> str:
    """`Title ##` as `Title`; the sign of C# is its own, for no blank stands before it (CommonMark 4.2)."""
    text = heading.rstrip()
    bare = text.rstrip("#")
    return bare.rstrip() if bare.endswith((" ", "\t")) else text


def _addresses(found: Head, place: Place) -> Iterator[str]:
    """Where a site generator may show the file: as it lies, by its slug, by its categories, or as its head says."""
    slug = _slug(found)
    yield from place.addresses
    if slug:
        yield f"{place.folder}/{slug}"
    if found.categories:
        yield "/".join(["", *(name.lower() for name in found.categories), slug or place.stem])
    yield from (said for said in (_whole_address(found), *found.aliases) if said.strip("/"))


def _slug(found: Head) -> str:
    """`permalink: /2024/moin/` is `moin`; one with placeholders (`/:year/:title/`), or without a page, says nothing."""
    last = _INDEX.sub("", found.text("slug")).rstrip("/").rpartition("/")[2].removesuffix(".html")
    return "" if ":" in last or "{" in last or found.is_unwritten else last


def _own(found: Head, lang: str, languages: Sequence[str]) -> dict[str, Any]:
    """What the head says for us, and its page's address as a former one; of translations with one, the first's."""
    address = _whole_address(found)
    if address and (not lang or address.startswith(f"/{lang}/") or lang in languages[:1]):
        return found.own | {"aliases": list(dict.fromkeys((*found.aliases, address)))}
    return found.own


def _whole_address(found: Head) -> str:
    """The path of its page that the head names, where it is one without placeholders."""
    address = found.text("address")
    is_whole = ("/" in address or address.endswith(".html")) and not re.search(r"[:{]|^//", address)
    return f"/{address.lstrip('/')}" if is_whole else ""


def _markup(name: str) -> Markup:
    return "html" if name.lower().endswith((".html", ".htm")) else "markdown"
