"""beehiiv's export: one CSV file with a post a row. Premium posts become drafts."""

from __future__ import annotations

from pipeline.model.table import Record
from pipeline.posts.incoming import csv_text, decoding, plain
from pipeline.posts.incoming.cleaning import address
from pipeline.posts.incoming.feed import last_part
from pipeline.posts.incoming.item import Batch, File, Item, not_public

_COLUMNS = {"web_title", "content_html", "status"}


def recognises(text: str) -> bool:
    """Whether `text` is a CSV file with beehiiv's columns."""
    return csv_text.columns(text) >= _COLUMNS


def read(file: File) -> Batch:
    """The posts of a publication."""
    rows, refused = csv_text.records(file.name, decoding.text(file.content))
    items = tuple(_item(file, number, row) for number, row in enumerate(rows, 1))
    return Batch(format="beehiiv", origin="beehiiv", items=items, refused=refused)


def _item(file: File, number: int, row: Record) -> Item:
    link = address(row["url"]) or ""
    locked = row["audience"].casefold() not in ("", "free", "all", "both", "everyone")
    title = row.first("web_title", "email_subject_line")
    return Item(
        where=plain.entry(file.name, title, number),
        title=title,
        body=row["content_html"],
        markup="html",
        key=row["id"],
        link=link,
        base=link,
        day=row.first("publish_date", "published_at", "created_at"),
        slug=last_part(link),
        tags=tuple(row["content_tags"].split(";")),
        description=row.first("web_subtitle", "email_preview_text"),
        is_draft=row["status"].casefold() not in ("confirmed", "published") or locked,
        warnings=not_public("is for paying readers" if locked else ""),
    )
