"""WordPress exports (WXR), and Squarespace's, which are the same: posts and drafts, without pages and attachments."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from html import escape
from urllib.parse import unquote, urlsplit
from xml.etree.ElementTree import Element

from pipeline.errors import Problem
from pipeline.model.post import PostWarning
from pipeline.posts.incoming import authors, decoding, plain, safe_xml, shortcodes
from pipeline.posts.incoming.cleaning import address
from pipeline.posts.incoming.item import Batch, File, Item, not_public

_NAMESPACE = re.compile(r"\{http://wordpress\.org/export/[\d.]+/\}|\{http://wordpress\.org/export/[\d.]+/excerpt/\}")
_MARK = re.compile(r"xmlns:wp\s*=\s*[\"']http://wordpress\.org/export/")
_NO_POSTS = {"page": "pages", "attachment": "attachments", "trash": "posts in the trash", "nav_menu_item": "menu items"}
_UNSORTED = frozenset(
    ("Uncategorized", "Sem categoria", "Sin categoría", "Non classé", "Senza categoria", "Geen categorie",
     "Bez kategorii", "Okategoriserade", "Ikke kategoriseret")
)  # fmt: skip
"""Where WordPress puts what has no category."""
# Gutenberg marks its blocks with comments.
_BLOCK_COMMENT = re.compile(r"<!--\s*/?wp:(?:(?!<!--).)*?-->", re.DOTALL)
_PATTERN = re.compile(r'<!--\s*wp:block\s+\{"ref":(\d{1,20})[^{}]{0,500}\}\s*/-->')
_CODE_BLOCK = re.compile(r'<!--\s*wp:[\w/-]+\s+\{(?=[^{}]*?"language":"([\w+#-]{1,20})")[^{}]*\}\s*-->\s*<pre\b')
_VERBATIM = re.compile(r"(<pre\b(?:(?!<pre\b).)*?</pre>)", re.DOTALL | re.IGNORECASE)
_BLOCK = re.compile(
    r"</?(?:p|div|ul|ol|li|dl|dt|dd|h[1-6]|table|t\w+|blockquote|figure|section|hr|article|form|details)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class _Site:
    """What the posts of an export have in common: pictures by the id of their attachment, names by login."""

    address: str
    attached: Mapping[str, str]
    people: Mapping[str, str]
    blocks: Mapping[str, str]


def recognises(text: str) -> bool:
    """Whether `text` is RSS that declares WordPress' export namespace."""
    return bool(_MARK.search(text[:5000])) and safe_xml.root_name(text) == "rss"


def read(file: File) -> Batch:
    """The posts of an export; raises SourceRefused where it is hostile or no XML."""
    xml = safe_xml.read(file.name, decoding.text(file.content, file.charset))
    channel = xml.tree().find("channel")
    channel = Element("channel") if channel is None else channel
    fields = _fields(channel)
    site = address(fields.get("base_blog_url", "") or fields.get("link", "")) or ""
    left_out: Counter[str] = Counter()
    items = tuple(_items(file, channel, site, left_out))
    return Batch(
        format="WordPress",
        origin=f"wordpress:{site or file.name}",
        items=items,
        lang=fields.get("language", ""),
        left_out=left_out,
        refused=(Problem(f"{xml.cut}; the posts before it are taken", file.name),) if xml.cut else (),
    )


def _items(file: File, channel: Element, site: str, left_out: Counter[str]) -> Iterator[Item]:
    rows = [(element, _fields(element)) for element in channel.iter("item")]
    attached = {fields.get("post_id", ""): fields.get("attachment_url", "") for _, fields in rows}
    blocks = {fields.get("post_id", ""): fields.get("encoded", "") for _, fields in rows if _is_block(fields)}
    shared = _Site(site, attached, _people(channel), blocks)
    for number, (element, fields) in enumerate(rows, 1):
        kind, status = fields.get("post_type", "post"), fields.get("status", "publish")
        if _is_block(fields):
            continue
        if kind != "post" or status in ("trash", "auto-draft", "inherit"):
            left_out[_NO_POSTS.get(kind if kind != "post" else status, f'entries of the kind "{kind}"')] += 1
            continue
        yield _item(file, element, fields, shared, number)


def _item(file: File, element: Element, fields: Mapping[str, str], site: _Site, number: int) -> Item:
    title = fields.get("title", "")
    link = address(fields.get("link", ""), site.address) or ""
    meta = _meta(element)
    terms = _terms(element)
    image = site.attached.get(meta.get("_thumbnail_id") or "none", "")
    locked = bool(fields.get("post_password"))
    content, missing = _with_blocks(fields.get("encoded", ""), site.blocks)
    body, cut = shortcodes.resolved(_with_notes(content, meta.get("footnotes", "")))
    return Item(
        where=plain.entry(file.name, title, number),
        title=title,
        body=_body(body),
        markup="html",
        key=fields.get("guid", "") or fields.get("post_id", ""),
        link=link,
        base=link or site.address,
        addresses=(guid,) if (guid := address(fields.get("guid", "")) or "") else (),
        day=fields.get("post_date", "") or fields.get("pubDate", ""),
        changed=fields.get("post_modified", ""),
        lang=next(iter(terms.get("language", ())), "") or meta.get("_wpml_import_language_code", ""),
        slug=_slug(fields.get("post_name", "")),
        tags=tuple(terms.get("post_tag", ())) + tuple(terms.get("category", ())),
        authors=_authors(fields.get("creator", ""), terms.get("author", ()), site.people),
        description=meta.get("_yoast_wpseo_metadesc", "") or fields.get("excerpt", ""),
        canonical=meta.get("_yoast_wpseo_canonical", ""),
        group=_group(terms, meta, site.address),
        is_draft=(fields.get("status") or "publish") != "publish" or locked,
        own=({"aliases": [alias]} if (alias := _old_path(link)) else {}) | ({"image": image} if image else {}),
        warnings=tuple(_warnings((*cut, *missing), locked=locked)),
    )


def _people(channel: Element) -> dict[str, str]:
    """Names by login. Until one chooses a name, WordPress displays the login."""
    people = {}
    for fields in (_fields(child) for child in channel if child.tag.endswith("}author")):
        login, shown = fields.get("author_login", ""), fields.get("author_display_name", "")
        whole = f"{fields.get('author_first_name', '')} {fields.get('author_last_name', '')}"
        if login:
            people[login] = next(iter(authors.names((shown if shown != login else "", whole, shown))), "")
    return people


def _authors(login: str, several: Iterable[str], people: Mapping[str, str]) -> tuple[str, ...]:
    """Names where there are any; `several` are the authors that the plug-in Co-Authors Plus knows of a post."""
    found = authors.names(people.get(name, name) for name in several)
    return found or (people.get(login, login),)


def _group(terms: Mapping[str, Sequence[str]], meta: Mapping[str, str], site: str) -> str:
    """What Polylang or WPML calls the group of its translations: a number of that site, which another site has too."""
    name = next(iter(terms.get("post_translations", ())), "") or meta.get("_wpml_import_translation_group", "")
    return f"{site} {name}".strip() if name else ""


def _warnings(cut: tuple[str, ...], *, locked: bool) -> Iterator[PostWarning]:
    yield from not_public("is behind a password" if locked else "")
    if cut:
        names = plain.shortened(", ".join(cut), 200)
        yield PostWarning("shortcodes-cut", f"what these shortcodes of WordPress showed is missing: {names}")


def _fields(element: Element) -> dict[str, str]:
    """Texts of the children by their names; WordPress' `excerpt:encoded` is told from `content:encoded`."""
    fields: dict[str, str] = {}
    for child in element:
        name = (
            "excerpt" if child.tag.endswith("/excerpt/}encoded") else _NAMESPACE.sub("", child.tag).rpartition("}")[2]
        )
        fields.setdefault(name, (child.text or "").strip())
    return fields


def _meta(element: Element) -> dict[str, str]:
    found = (_fields(child) for child in element if child.tag.endswith("}postmeta"))
    return {fields.get("meta_key", ""): fields.get("meta_value", "") for fields in found}


def _terms(element: Element) -> dict[str, list[str]]:
    """Categories by domain. Polylang gives the language and the group of translations as such, by their nicename."""
    terms: dict[str, list[str]] = {}
    for category in element.iter("category"):
        domain = category.get("domain", "category")
        by_code = domain in ("language", "post_translations")
        name = category.get("nicename", "") if by_code else (category.text or "").strip()
        if name and name not in _UNSORTED:
            terms.setdefault(domain, []).append(name)
    return {domain: list(dict.fromkeys(names)) for domain, names in terms.items()}


def _is_block(fields: Mapping[str, str]) -> bool:
    """Whether it is a pattern, which is kept once and shown in many posts."""
    return fields.get("post_type") == "wp_block" and fields.get("status") == "publish"


def _with_blocks(content: str, blocks: Mapping[str, str]) -> tuple[str, tuple[str, ...]]:
    """`content` with the patterns that it shows, and what is missing where the export lacks one."""
    lacking = any(number not in blocks for number in _PATTERN.findall(content))
    return _PATTERN.sub(lambda found: blocks.get(found[1], ""), content), ("block",) if lacking else ()


def _with_notes(content: str, footnotes: str) -> str:
    """Gutenberg keeps the texts of footnotes beside the post: `[{"id": "…", "content": "…"}]`."""
    try:
        rows = json.loads(footnotes or "[]")
    except (ValueError, RecursionError):
        return content
    found = (row for row in rows if isinstance(row, dict)) if isinstance(rows, list) else ()
    notes = "".join(f'<li id="{escape(str(row.get("id", "")))}">{row.get("content", "")}</li>' for row in found)
    return f"{content}\n\n<ol>{notes}</ol>" if notes else content


def _body(content: str) -> str:
    """The classic editor stores text without paragraphs: blank lines make them when a page is shown (wpautop)."""
    if _BLOCK_COMMENT.search(content):
        return _BLOCK_COMMENT.sub("", _CODE_BLOCK.sub(r'<pre data-lang="\1"', content))
    parts = _VERBATIM.split(content)
    return "\n".join(part if place % 2 else _paragraphed(part) for place, part in enumerate(parts)).strip()


def _paragraphed(text: str) -> str:
    blocks = (block.strip() for block in re.split(r"\n\s*\n", text))
    return "\n".join(
        block if _BLOCK.match(block) else "<p>" + block.replace("\n", "<br>") + "</p>" for block in blocks if block
    )


def _old_path(link: str) -> str:
    """The path that readers and search engines know, for an alias; no file can lead on from a query."""
    parts = urlsplit(link)
    return parts.path if parts.path.strip("/") and ".." not in parts.path and not parts.query else ""


def _slug(name: str) -> str:
    """`blog/2023/my-post.html`, as Squarespace has it, is the post `my-post`; `%c3%a4` is `ä`."""
    return unquote(name).rstrip("/").rpartition("/")[2].removesuffix(".html")
