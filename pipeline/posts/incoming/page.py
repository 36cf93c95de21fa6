"""A web page → its main text and what it says of itself, by trafilatura; a fragment of HTML is text as a whole."""

from __future__ import annotations

import json
import logging
import re
from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import cache
from html import escape
from typing import Any

from pipeline.errors import Problem, SourceRefused
from pipeline.posts.incoming import cleaning, decoding, notes, plain, raised
from pipeline.posts.incoming.cleaning import address
from pipeline.posts.incoming.item import Batch, File, Item
from pipeline.posts.incoming.markdown_file import Place

# Possessive: a comment that is read is not read otherwise, or each one would double the work.
_HTML = re.compile(
    r"\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)*+"
    r"<(?:!doctype html|html|head|body|p|div|h[1-6]|article|main|section|ul|ol|table|blockquote)\b",
    re.IGNORECASE | re.DOTALL,
)
_PAGE = re.compile(r"<(?:html|head|body)\b", re.IGNORECASE)
_LANG = re.compile(r"""<html\b[^>]{0,2000}?\s(?:xml:)?lang\s*=\s*["']?([A-Za-z0-9_-]{2,20})""", re.IGNORECASE)
_HEADING = re.compile(r"\s*(?:<!--.*?-->\s*)*+<h[12]\b[^>]*>(.*?)</h[12]>", re.IGNORECASE | re.DOTALL)
_TITLES, _MAIN = ("title", "h1"), ("article", "main", "body")
_FEED = re.compile(
    r"""<link\b[^>]{0,500}?type=["']application/(?:rss|atom|feed)\+(?:xml|json)["'][^>]{0,500}?>""", re.IGNORECASE
)
_MOST_TAGS = 60_000
_MOST_SAID, _MOST_DATA = 2_000, 100_000
"""Letters of what a page says of itself that are read: trafilatura takes quadratic time for each."""
_JSON = ("application/ld+json", "application/settings+json")
_AS_BROKEN = 20
"""As many letters of JSON cost as much as one of what is none."""
_NUMBER = 4
_SHIFTED = re.compile(r"<(sup|sub)\b[^<>]*>([^<>]{1,20})</\1>", re.IGNORECASE)
# A link within the page, which has no such places any more: the mark of a note, the way back from it, or words.
_WITHIN = re.compile(
    r"""(<li\b[^<>]*>\s*)?(?:<sup\b[^<>]*>\s*)?<a\b(?=[^<>]*?\shref=["']?\#([^\s"'<>]*))[^<>]*>"""
    r"((?:(?!<a\b).){0,500}?)</a>(?:\s*</sup>)?",
    re.IGNORECASE | re.DOTALL,
)
_HREF = re.compile(r"""href=["']([^"']{1,500})""", re.IGNORECASE)


def recognises(text: str) -> bool:
    """Whether `text` begins as HTML does."""
    return bool(_HTML.match(text[:20_000]))


def read(file: File, languages: Sequence[str], *, is_whole: bool = False) -> Batch:
    """The text of a page; `languages` are those that a file's name or a folder may name.

    `is_whole` keeps all of it, menus and footers too.
    """
    text = decoding.text(file.content, file.charset)
    cleaning.check_depth(text)
    text = text if is_whole else _without_menus(text)
    if not _PAGE.search(text[:20_000]):
        return _batch(_placed(_fragment(file, text), file, languages))
    remarks = tuple(
        f"the page names a feed: {feed}; leitmotiv ingest {feed} takes all of it" for feed in _feeds(file, text)
    )
    item = _item(file, text, None if is_whole else _extracted(text, file.url))
    return _batch(_placed(item, file, languages), remarks[:1])


def _batch(item: Item, remarks: tuple[str, ...] = ()) -> Batch:
    return Batch(format="web page", origin="files", items=(item,), remarks=remarks)


def _placed(item: Item, file: File, languages: Sequence[str]) -> Item:
    """The item with what the name of its file says; an address says nothing of the kind."""
    if file.url:
        return item
    place = Place(file.name, languages)
    return replace(
        item,
        day=item.day or place.day,
        lang=place.lang,
        named_lang=place.named,
        group=place.group if place.lang else "",
        may_join=place.group,
    )


def _without_link(found: re.Match[str]) -> str:
    item, target, words = found.groups(default="")
    said = plain.line(words).strip("[]()")
    is_raised = "<sup" in found[0].lower() or "[" in words or notes.NAMED.match(target)
    if said.isdecimal() and len(said) < _NUMBER and is_raised:
        return f"{item}<sup>{said}</sup>"
    if item and any(map(str.isalpha, said)):
        return found[0]  # of a table of contents, which trafilatura knows by its links
    return f"{item}{words}" if any(map(str.isalnum, said)) else item


def _fragment(file: File, text: str) -> Item:
    heading = _HEADING.match(text)
    return Item(
        where=file.name,
        title=plain.line(heading[1]) if heading else "",
        body=text[heading.end() :] if heading else text,
        markup="html",
        key=file.url or file.name,
        link=file.url,
        base=file.url,
    )


def _item(file: File, text: str, found: Any) -> Item:
    lang = _LANG.search(text[:20_000])
    link = address((found.url if found else "") or "", file.url) or file.url
    return Item(
        where=file.name,
        title=(found.title if found else "") or _title(text),
        body=_html(found.body) if found is not None and found.text else _main(text),
        markup="html",
        key=file.url or file.name,
        link=link,
        base=file.url or link,
        day=(found.date if found else "") or "",
        declared_lang=lang[1] if lang else "",
        tags=tuple(word for tag in (found.tags or () if found else ()) for word in tag.split(",")),
        description=(found.description if found else "") or "",
    )


def _extracted(text: str, url: str) -> Any:
    """What trafilatura makes of a page; None where it finds no text."""
    import trafilatura

    if text.count("<") > _MOST_TAGS:
        raise SourceRefused(Problem(f"has more than {_MOST_TAGS:,} tags; save the text of it alone"))
    text = _WITHIN.sub(_without_link, text)
    text = _SHIFTED.sub(lambda found: raised.shifted(found[2], found[1].lower(), "1"), text)
    for name in ("trafilatura", "htmldate"):
        logging.getLogger(name).setLevel(logging.CRITICAL)  # its complaints are no news to the user
    tree = trafilatura.load_html(text)
    if tree is None:
        return None
    _shorten(tree)
    return trafilatura.bare_extraction(
        tree,
        url=url or None,
        include_comments=False,
        include_tables=True,
        include_links=True,
        include_formatting=True,
        include_images=True,
        with_metadata=True,
        date_extraction_params={"original_date": True, "extensive_search": False},
    )


def _shorten(page: Any) -> None:
    """Takes from a page what it says of itself at no end: trafilatura's patterns take quadratic time on that, most of
    all on JSON that is none; and libxml2 on comments that begin in an address.
    """
    room = _MOST_DATA
    for script in page.iter("script"):
        if script.get("type") in _JSON:
            said = script.text or ""
            room -= len(said) * (1 if _is_json(said) else _AS_BROKEN)
            if room < 0:
                script.text = ""
    for meta in page.iter("meta"):
        if len(meta.get("content", "")) > _MOST_SAID:
            meta.set("content", meta.get("content")[:_MOST_SAID])
    for element in page.iter("*"):
        for name, value in element.items():
            if "<!--" in value:
                element.set(name, value.replace("<!--", ""))


def _is_json(text: str) -> bool:
    try:
        json.loads(text, strict=False)
    except (ValueError, RecursionError):
        return False
    return True


def _main(text: str) -> str:
    """All of the article, else of the page, where trafilatura found nothing: it leaves very short texts alone."""
    return next((found[1] for name in _MAIN if (found := _element(name, ".*").search(_closed(name, text)))), text)


def _title(text: str) -> str:
    """What its title or its first heading says, whichever comes first."""
    found = (_element(name, ".*?").search(_closed(name, text)) for name in _TITLES)
    return min(((one.start(), one[1]) for one in found if one), default=(0, ""))[1]


def _without_menus(text: str) -> str:
    inside = _closed("nav", text)
    return _element("nav", ".*?").sub("", inside) + text[len(inside) :]


def _closed(name: str, text: str) -> str:
    """`text` as far as an element of that name ends: to look for the end of one that has none takes quadratic time."""
    ends = [found.end() for found in re.finditer(f"</{name}>", text, re.IGNORECASE)]
    return text[: ends[-1]] if ends else ""


@cache
def _element(name: str, inside: str) -> re.Pattern[str]:
    return re.compile(rf"<{name}\b[^<>]*>({inside})</{name}>", re.IGNORECASE | re.DOTALL)


def _feeds(file: File, text: str) -> list[str]:
    hrefs = (_HREF.search(link) for link in _FEED.findall(text[:200_000]))
    return [feed for href in hrefs if href and (feed := address(href[1], file.url))]


def _html(element: Any) -> str:
    """trafilatura's tree, a dialect of TEI, as HTML."""
    name = str(element.tag) if isinstance(element.tag, str) else ""
    inside = escape(element.text or "") + "".join(_html(child) + escape(child.tail or "") for child in element)
    if name == "code":
        return _code(element, inside)
    return _ELEMENTS[name](element, inside) if name in _ELEMENTS else inside


def _code(element: Any, inside: str) -> str:
    """A block of code is `code` in `code` there, or `code` between paragraphs."""
    parent = element.getparent()
    is_block = "\n" in "".join(element.itertext()) or parent is None or parent.tag == "body"
    if is_block and (parent is None or parent.tag != "code"):
        return f"<pre>{inside}</pre>"
    return f'<code class="{escape(element.get("class") or "")}">{inside}</code>'


def _named(tag: str) -> Callable[[Any, str], str]:
    return lambda _element, inside: f"<{tag}>{inside}</{tag}>"


def _list(element: Any, inside: str) -> str:
    tag = element.get("rend") if element.get("rend") in ("ol", "dl") else "ul"
    return f"<{tag}>{inside}</{tag}>"


def _head(element: Any, inside: str) -> str:
    tag = element.get("rend") if element.get("rend") in ("h1", "h2", "h3", "h4", "h5", "h6") else "h2"
    return f"<{tag}>{inside}</{tag}>"


def _hi(element: Any, inside: str) -> str:
    tag = {"#b": "strong", "#i": "em", "#t": "code"}.get(element.get("rend"))
    return f"<{tag}>{inside}</{tag}>" if tag else inside


def _cell(element: Any, inside: str) -> str:
    tag = "th" if element.get("role") == "head" else "td"
    return f"<{tag}>{inside}</{tag}>"


_ELEMENTS: dict[str, Callable[[Any, str], str]] = {
    "p": _named("p"),
    "quote": _named("blockquote"),
    "item": _named("li"),
    "table": _named("table"),
    "row": _named("tr"),
    "del": _named("del"),
    "list": _list,
    "head": _head,
    "hi": _hi,
    "cell": _cell,
    "lb": lambda _element, _inside: "<br>",
    "ref": lambda element, inside: f'<a href="{escape(element.get("target") or "")}">{inside}</a>',
    "graphic": lambda element, _inside: (
        f'<img src="{escape(element.get("src") or "")}" alt="{escape(element.get("alt") or "")}">'
    ),
}
