"""LinkedIn's export: Articles/Articles/<name>.html, an article each; one that was never published is a draft."""

from __future__ import annotations

import re

from pipeline.posts.incoming import decoding, plain
from pipeline.posts.incoming.cleaning import address
from pipeline.posts.incoming.feed import last_part
from pipeline.posts.incoming.item import Batch, File, Item

_TITLE = re.compile(r'<h1>(?:\s*<a href="([^"<>]{0,500})">)?([^<>]{0,600})(?:</a>\s*)?</h1>')
_DAY = r'\s*<p class="{0}">{1} on (\d{{4}}-\d\d-\d\d(?: \d\d:\d\d)?)</p>'
_CREATED, _PUBLISHED = re.compile(_DAY.format("created", "Created")), re.compile(_DAY.format("published", "Published"))


def recognises(text: str) -> bool:
    """Whether `text` is an article of LinkedIn's export."""
    title = _TITLE.search(text[:20_000])
    return title is not None and _CREATED.match(text, title.end()) is not None


def read(file: File) -> Batch:
    """The article."""
    text = decoding.text(file.content, file.charset)
    title = _TITLE.search(text)
    assert title is not None  # noqa: S101  (`recognises` has seen it)
    created = _CREATED.match(text, title.end())
    published = _PUBLISHED.match(text, created.end() if created else title.end())
    link = address(title[1] or "") or ""
    days = [found for found in (published, created) if found]
    item = Item(
        where=file.name,
        title=plain.line(title[2]),
        body=text[max(found.end() for found in days) :].partition("</body>")[0],
        markup="html",
        key=file.name.rpartition("/")[2],
        link=link,
        base=link,
        day=days[0][1],
        slug=last_part(link),
        is_draft=published is None,
    )
    return Batch(format="LinkedIn", origin="linkedin", items=(item,))
