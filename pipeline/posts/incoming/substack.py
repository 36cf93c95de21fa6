"""Substack's export: posts.csv, and posts/<id>.<slug>.html beside it. Pages stay out, paid posts become drafts."""

from __future__ import annotations

import html
import re
from collections import Counter
from collections.abc import Iterator, Mapping

from pipeline.errors import Problem
from pipeline.model.table import Record
from pipeline.posts.incoming import csv_text, decoding, plain
from pipeline.posts.incoming.item import Batch, Bundle, Item, not_public

_COLUMNS = {"post_id", "post_date", "is_published", "title"}
_LEFT_OUT = {"page": "pages", "thread": "threads", "adhoc_email": "e-mails"}
_POST = re.compile(r'href="https?://([\w.-]{1,200})/p/([\w-]{1,200})')
# Buttons and forms that ask to subscribe, share or comment.
_KIND = 'class="(?:button-wrapper|captioned-button-wrap|subscription-widget)'
_BUTTONS = re.compile(rf"<(p|div) {_KIND}(?:(?!<(?:p|div) {_KIND}).)*?</\1>", re.DOTALL)


def recognises(bundle: Bundle) -> str | None:
    """The name of posts.csv, where it has Substack's columns."""
    for name in bundle.names:
        if name.rpartition("/")[2] == "posts.csv":
            text = decoding.text(bundle.read(name).content[:5000])
            if csv_text.columns(text) >= _COLUMNS:
                return name
    return None


def read(bundle: Bundle, catalogue: str) -> tuple[Batch, frozenset[str]]:
    """The posts that `catalogue` (posts.csv) lists, and the names of the files that were used."""
    folder = catalogue.rpartition("/")[0]
    rows, refused = csv_text.records(catalogue, decoding.text(bundle.read(catalogue).content))
    files = {name.rpartition("/")[2].removesuffix(".html"): name for name in _texts(bundle, folder)}
    left_out: Counter[str] = Counter()
    missing: list[Problem] = []
    items: list[Item] = []
    host = _host(bundle, files)
    for row in rows:
        if row["type"] in _LEFT_OUT:
            left_out[_LEFT_OUT[row["type"]]] += 1
        elif row["post_id"] in files:
            items.append(_item(bundle, files[row["post_id"]], row, host))
        elif row["is_published"].casefold() == "true":
            missing.append(Problem(f"its text posts/{row['post_id']}.html is missing", catalogue, row.line))
        else:
            left_out["drafts without text"] += 1
    left_out["texts that posts.csv does not name"] = len(files.keys() - {row["post_id"] for row in rows})
    batch = Batch(
        format="Substack",
        origin="substack",
        items=tuple(items),
        refused=(*refused, *missing),
        left_out=+left_out,
    )
    return batch, frozenset((catalogue, *files.values()))


def _texts(bundle: Bundle, folder: str) -> Iterator[str]:
    inside = f"{folder}/posts/" if folder else "posts/"
    return (name for name in bundle.names if name.startswith(inside) and name.endswith(".html"))


def _host(bundle: Bundle, files: Mapping[str, str]) -> str:
    """Where the newsletter stands, which the export does not say: where most links to a post of such a name lead."""
    slugs = {stem.partition(".")[2] for stem in files}
    links = (found for name in files.values() for found in _POST.findall(decoding.text(bundle.read(name).content)))
    hosts = Counter(host for host, slug in links if slug in slugs)
    return next((host for host, _ in hosts.most_common(1)), "")


def _item(bundle: Bundle, name: str, row: Record, host: str) -> Item:
    locked = row["audience"] not in ("everyone", "")
    text = decoding.text(bundle.read(name).content)
    return Item(
        where=name,
        title=html.unescape(row["title"]) or plain.shortened(row["post_id"].partition(".")[2].replace("-", " "), 80),
        body=_BUTTONS.sub("", text),
        markup="html",
        key=row["post_id"].partition(".")[0],
        addresses=(f"https://{host}/p/{row['post_id'].partition('.')[2]}",) if host else (),
        day=row["post_date"],
        slug=row["post_id"].partition(".")[2],
        description=row["subtitle"],
        is_draft=row["is_published"].casefold() != "true" or locked,
        warnings=not_public("is for subscribers only" if locked else ""),
    )
