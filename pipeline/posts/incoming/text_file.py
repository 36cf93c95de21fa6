"""A plain text file: a page saved as text, or notes. What of it is the post is seen later, beside its siblings."""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.posts.incoming import decoding
from pipeline.posts.incoming.item import Batch, File, Item
from pipeline.posts.incoming.markdown_file import Place

_ENDINGS = (".txt", ".text")


def recognises(file: File, text: str) -> bool:
    """Whether a file calls itself text, or has no ending and does not begin like markup or data."""
    if file.name.lower().endswith(_ENDINGS):
        return bool(text)
    says_so = file.media_type == "text/plain" if file.url else "." not in file.name.rpartition("/")[2]
    return says_so and text.lstrip("\ufeff \t\n")[:1] not in ("", "<", "{", "[")


def read(file: File, languages: Sequence[str]) -> Batch:
    """The one text; its title and its day are somewhere in it."""
    place = Place(file.name, languages)
    item = Item(
        where=file.name,
        title="",
        body=decoding.text(file.content, file.charset),
        markup="flat",
        key=file.url or file.name,
        link=file.url,
        base=file.url,
        day=place.day,
        lang=place.lang,
        named_lang=place.named,
        slug=place.stem,
        group=place.group if place.lang else "",
        is_draft=place.is_draft,
    )
    return Batch(format="plain text", origin="files", items=(item,))
