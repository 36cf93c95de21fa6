"""RSS 0.9 to 2.0, RDF and Atom, read by feedparser, which is given well-formed XML and leaves the HTML as it is."""

from __future__ import annotations

import io
import re
from collections import Counter
from collections.abc import Iterator, Mapping
from typing import Any
from urllib.parse import unquote

from pipeline.errors import Problem, SourceRefused
from pipeline.posts.incoming import decoding, entry_kinds, plain, safe_xml
from pipeline.posts.incoming.cleaning import address
from pipeline.posts.incoming.item import Batch, File, Item

_ROOTS = ("rss", "feed", "rdf")
_MOST_TOPICS = 2_000
"""Of one entry: feedparser compares each with all others."""
_FORMATS = {"rss": "RSS", "ato": "Atom", "cdf": "CDF"}
_TAG = re.compile(r"<[^<>]*>")
_LAST_LINK = re.compile(
    r'<a\b[^<>]*?\bhref=["\']([^"\'<>]*)["\'][^<>]*>((?:(?!</a>).){1,200})</a>[\s.»→>]*(?:</\w+>\s*)*$', re.DOTALL
)
_SIGNED = re.compile(
    r'<p>[^<>]{0,60}<a\b[^<>]{0,300}?\bhref="([^"<>\s]+)"[^<>]*>(?:(?!</?a\b).){0,500}</a>[^<>]{0,60}'
    r'<a\b[^<>]{0,300}?\bhref="([^"<>\s]+)"[^<>]*>[^<>]{0,200}</a>[^<>]{0,20}</p>\s*\Z',
    re.DOTALL,
)
_NAME = re.compile(r"[^\W\d_]{3}")
_PAGE = re.compile(r"\.(?:[xs]?html?|php\d?|aspx?|jsp|cfm|md)$", re.IGNORECASE)
_NAMELESS = ("index", "default", "post", "article")
# How a text ends that goes on elsewhere.
_GOES_ON = re.compile(
    r"(?:\[?(?:…|\.\.\.|&hellip;|&#8230;|&#x2026;)\]?"
    r"|\b(?:read|continue|keep) (?:more|reading|on)\b.{0,80}|\bmore\s*»?|\b(?:weiter|mehr) ?lesen\b.{0,80}"
    r"|\blæs (?:mere|videre)\b.{0,80}|\blire la suite\b.{0,80}|\bleer más\b.{0,80}|\blees (?:meer|verder)\b.{0,80}"
    r"|\b(?:leggi tutto|continua a leggere|läs mer|les mer|czytaj (?:dalej|więcej)|leia mais|ler mais|saiba mais"
    r"|continu(?:e|ar) (?:a (?:ler|leitura)|lendo))\b.{0,80})"
    r"[\s→»>.]*$",
    re.IGNORECASE,
)
_BREAKS_OFF = re.compile(r"\[(?:…|\.\.\.|&hellip;|&#8230;|&#x2026;)\]\s*$")


def recognises(text: str) -> bool:
    """Whether `text` is XML whose root is a feed's."""
    return safe_xml.root_name(text).rpartition(":")[2].lower() in _ROOTS


def read(file: File) -> Batch:
    """The entries of a feed; raises SourceRefused where it is none, or hostile."""
    import feedparser

    xml = safe_xml.read(file.name, decoding.text(file.content, file.charset))
    if xml.topics > _MOST_TOPICS:
        raise SourceRefused(Problem(f"gives an entry more than {_MOST_TOPICS:,} topics; take them out", file.name))
    found = feedparser.parse(
        io.BytesIO(xml.text.encode()),
        sanitize_html=False,
        resolve_relative_uris=False,
        response_headers={"content-type": "application/xml; charset=utf-8"},
    )
    if not found.version and not found.entries:
        raise SourceRefused(Problem("is XML, but no feed that we know: RSS, RDF or Atom", file.name))
    home = address(_text(found.feed, "link"), file.url) or ""
    lang = _text(found.feed, "language")
    left_out = Counter(filter(None, map(entry_kinds.no_post, found.entries)))
    return Batch(
        format=_FORMATS.get(found.version[:3], "RSS"),
        origin=file.url or _own_address(found.feed) or home or file.name,
        items=tuple(_items(file, found.entries, home or file.url, lang)),
        lang=lang,
        is_feed=True,
        left_out=left_out,
        remarks=further_pages(address(_linked(found.feed, "next"), file.url) or ""),
        refused=(Problem(f"{xml.cut}; the entries before it are taken", file.name),) if xml.cut else (),
    )


def _own_address(feed: Mapping[str, Any]) -> str:
    return address(_linked(feed, "self")) or ""


def _linked(feed: Mapping[str, Any], relation: str) -> str:
    return next((str(link.get("href", "")) for link in feed.get("links", ()) if link.get("rel") == relation), "")


def further_pages(following: str) -> tuple[str, ...]:
    """A word on the older entries of a feed in several pages (RFC 5005), of which only the newest is asked for."""
    return (f"older entries stand on a further page; leitmotiv ingest {following} takes them",) if following else ()


def _items(file: File, entries: list[Mapping[str, Any]], home: str, feed_lang: str) -> Iterator[Item]:
    for number, entry in enumerate(entries, 1):
        if entry_kinds.no_post(entry):
            continue
        link = _link(entry, home)
        title = _text(entry, "title")
        body, is_excerpt, lang, base = _body(entry, link)
        is_excerpt = is_excerpt or _leads_on(body, link)
        yield Item(
            where=plain.entry(file.name, title, number),
            title=title,
            body=body,
            markup="html",
            key=_text(entry, "id"),
            link=link,
            base=address(base, home) or link or home,
            day=_text(entry, "published") or _text(entry, "created") or _text(entry, "updated"),
            changed=_text(entry, "updated"),
            declared_lang=_text(entry, "language") or (lang if lang != feed_lang else ""),
            slug=last_part(link) or last_part(_text(entry, "blogger_filename")),
            tags=entry_kinds.tags(entry),
            authors=tuple(str(author.get("name") or "") for author in entry.get("authors") or ()),
            is_draft=entry_kinds.is_draft(entry),
            description="" if is_excerpt else _description(entry, body, link),
            canonical=link if is_excerpt else "",
            is_excerpt=is_excerpt,
        )


def _link(entry: Mapping[str, Any], home: str) -> str:
    """The entry's address; a guid stands in for it only where it is one."""
    written = _text(entry, "link")
    return address(written, "" if written == _text(entry, "id") else home) or ""


def _body(entry: Mapping[str, Any], link: str) -> tuple[str, bool, str, str]:
    """The longest text as HTML, whether it is a mere excerpt, and the language and the `xml:base` that it declares."""
    contents = [part for part in entry.get("content", ()) if part.get("value")]
    summary = entry.get("summary_detail") or {}
    longest = max(contents, key=lambda part: len(part["value"]), default=None)
    # A podcast's `itunes:summary` counts as content there, though the notes stand in its `description`.
    is_note = (
        longest and longest.get("type") == "text/plain" and len(longest["value"]) < len(summary.get("value") or "")
    )
    if longest and not is_note:
        return _unsigned(_as_html(longest), link), False, longest.get("language") or "", longest.get("base") or ""
    text = _unsigned(_as_html(summary), link)
    words = _TAG.sub(" ", text).strip()
    # RSS has one element for both; a whole text there has paragraphs, and does not end in mid-sentence.
    is_excerpt = bool(words) and (_goes_on(words) or not re.search(r"<(?:p|div|br|h\d|ul|ol)\b", text, re.IGNORECASE))
    return text, is_excerpt, summary.get("language") or "", summary.get("base") or ""


def _leads_on(body: str, link: str) -> bool:
    """Whether a text ends with a link to its own page that says that it goes on there, as those behind a paywall do,
    or breaks off before it (`[…]`), whatever the link says.
    """
    end = body[-1000:]
    last = _LAST_LINK.search(end)
    if last is None or not link:
        return False
    target = address(last[1], link) or ""
    is_own = target.partition("#")[0].partition("?")[0] == link.partition("?")[0]
    breaks_off = _BREAKS_OFF.search(_TAG.sub("", end[: last.start()])) is not None
    return is_own and (breaks_off or _goes_on(_TAG.sub("", last[2])))


def _goes_on(words: str) -> bool:
    return bool(_GOES_ON.search(words[-200:]))


def _as_html(part: Mapping[str, Any]) -> str:
    value = str(part.get("value") or "")
    return plain.paragraphs(value) if part.get("type") == "text/plain" else value


def _unsigned(html: str, link: str) -> str:
    """A text without the line that WordPress puts below it in feeds: "The post … appeared first on …", as it is called
    in any language: a paragraph with a link to the entry, another to its site, and little else.
    """
    last = _SIGNED.search(html[-2000:])
    if last is None:
        return html
    own, home = last[1].rstrip("/"), last[2].rstrip("/")
    return html[: len(html) - len(last[0])] if own == link.rstrip("/") != home and link.startswith(home) else html


def _description(entry: Mapping[str, Any], body: str, link: str) -> str:
    """The summary beside a full text, where it is one and no copy of the text."""
    summary = _unsigned(str((entry.get("summary_detail") or {}).get("value") or ""), link)
    is_copy = len(summary) > 400 or _unsigned(_as_html(entry.get("summary_detail") or {}), link) == body
    return "" if is_copy or _goes_on(_TAG.sub(" ", summary).strip()) else summary


def last_part(link: str) -> str:
    """The name in an address: `https://example.org/2024/latency.html` → `latency`; a mere number is no name."""
    path = link.partition("?")[0].partition("#")[0].split("//", 1)[-1].rstrip("/")
    name = unquote(_PAGE.sub("", path.rpartition("/")[2])) if "/" in path else ""
    return name if _NAME.search(name) and name.lower() not in _NAMELESS else ""


def _text(values: Mapping[str, Any], key: str) -> str:
    """The value of `key` itself; where it is missing, feedparser would answer another (`published` for `updated`)."""
    found = dict.get(values, key) if isinstance(values, dict) else None
    return found if isinstance(found, str) else ""
