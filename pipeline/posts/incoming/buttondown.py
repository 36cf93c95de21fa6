"""Buttondown's export: emails.json or emails.csv, and emails/<slug>.md beside it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from pipeline.errors import Problem
from pipeline.posts.incoming import csv_text, decoding, json_text
from pipeline.posts.incoming.cleaning import address
from pipeline.posts.incoming.item import Batch, Bundle, Item
from pipeline.posts.incoming.json_text import word

_EDITOR = re.compile(r"\s*<!--\s*buttondown-editor-mode:\s*(\w+)\s*-->")
_KEYS = {"subject", "publish_date", "slug"}
_SENT, _TO_ALL = ("", "sent", "imported", "about_to_send", "in_flight"), ("", "public", "free")
_CATALOGUES = ("emails.json", "emails.csv")


def recognises(bundle: Bundle) -> str | None:
    """The name of the list of e-mails, the JSON one before the CSV one."""
    for wanted in _CATALOGUES:
        for name in bundle.names:
            if name.rpartition("/")[2] == wanted and any(row.keys() >= _KEYS for row in _rows(bundle, name)):
                return name
    return None


def read(bundle: Bundle, catalogue: str) -> tuple[Batch, frozenset[str]]:
    """The e-mails of a newsletter, and the names of the files that were used."""
    folder = catalogue.rpartition("/")[0]
    inside = f"{folder}/emails/" if folder else "emails/"
    files = {name.removeprefix(inside).removesuffix(".md"): name for name in bundle.names if name.startswith(inside)}
    items: list[Item] = []
    missing: list[Problem] = []
    rows = list(_rows(bundle, catalogue))
    for row in rows:
        slug = word(row, "slug")
        text = word(row, "body") or (decoding.text(bundle.read(files[slug]).content) if slug in files else "")
        if text:
            items.append(_item(files.get(slug, f"{catalogue}: {slug}"), row, text))
        else:
            missing.append(Problem(f'the text of "{slug}" is missing: there is no {inside}{slug}.md', catalogue))
    lists = {
        name for name in bundle.names if name in {f"{inside.removesuffix('emails/')}{wanted}" for wanted in _CATALOGUES}
    }
    unnamed = files.keys() - {word(row, "slug") for row in rows}
    batch = Batch(
        format="Buttondown",
        origin="buttondown",
        items=tuple(items),
        refused=tuple(missing),
        left_out={f"texts that {catalogue.rpartition('/')[2]} does not name": len(unnamed)} if unnamed else {},
    )
    return batch, frozenset((*lists, *files.values()))


def _rows(bundle: Bundle, name: str) -> Iterator[Mapping[str, Any]]:
    text = decoding.text(bundle.read(name).content)
    if name.endswith(".csv"):
        records, _ = csv_text.records(name, text)
        return (record.values for record in records)
    value = json_text.parse(name, text)
    return (row for row in (value if isinstance(value, list) else ()) if isinstance(row, dict))


def _item(where: str, row: Mapping[str, Any], text: str) -> Item:
    editor = _EDITOR.match(text)
    link = address(word(row, "absolute_url")) or ""
    return Item(
        where=where,
        title=word(row, "subject"),
        body=_EDITOR.sub("", text, count=1),
        markup="html" if editor and editor[1] == "fancy" else "markdown",
        key=word(row, "id"),
        link=link,
        base=link,
        day=word(row, "publish_date"),
        slug=word(row, "slug"),
        description=word(row, "description"),
        canonical=word(row, "canonical_url"),
        is_draft=word(row, "status") not in _SENT or word(row, "email_type") not in _TO_ALL,
    )
